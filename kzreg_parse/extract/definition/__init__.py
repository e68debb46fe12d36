"""Defined terms and abbreviations."""
