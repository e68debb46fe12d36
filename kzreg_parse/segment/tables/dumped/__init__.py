"""Tables that a dump spilled line by line, rebuilt."""
