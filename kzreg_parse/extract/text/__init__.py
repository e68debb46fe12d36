"""Texts of a document with their places, as every fact reads them."""
