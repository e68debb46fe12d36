"""Displaced hyperlink words: found by their evidence, returned to their holes, or reported as out of place."""
