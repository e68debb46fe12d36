"""Ruled tables of PDFs and pages: rows over page breaks, cells in their places."""
