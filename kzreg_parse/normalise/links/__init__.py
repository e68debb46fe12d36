"""Displaced hyperlink words: told by their signs, returned to their holes, or said to be out of place."""
