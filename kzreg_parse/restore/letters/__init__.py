"""Letter-spacing: whole lines, parts of lines, and runs whose word boundaries are lost."""
