"""Kazakh as far as acts need it: numbers in words, endings of nouns, a language for spaCy."""
