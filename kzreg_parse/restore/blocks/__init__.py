"""Lines to blocks: grouping, appendix headers, table regions, torn lines, the blanks of the finished text."""
