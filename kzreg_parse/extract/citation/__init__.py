"""Mentions of acts and of parts of acts, resolved."""
