"""Kazakh for spaCy: the language class, and an act as a Doc."""
