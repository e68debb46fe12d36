"""Many documents at once: worker processes, a manifest of what is done, outputs that come out the same each time."""
