"""Tables of every source: dumped cell by cell, ruled, recognised."""
