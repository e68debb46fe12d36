"""Words, phrases, subjects: the syntax that facts are read by."""
