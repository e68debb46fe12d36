"""The research store: converted acts in one DuckDB file, and questions to it."""
