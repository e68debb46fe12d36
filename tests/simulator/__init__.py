"""A model of how clean paragraphs become a damaged text dump: page engine, text extractor, whole acts."""
