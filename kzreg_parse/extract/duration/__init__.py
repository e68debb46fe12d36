"""Periods of time."""
