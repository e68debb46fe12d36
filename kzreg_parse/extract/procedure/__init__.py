"""Procedures: steps of lists and of tables, actors, participants."""
