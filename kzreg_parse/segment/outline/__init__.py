"""The tree of divisions: readings of each block, the search over them, numbering, quoted wording."""
