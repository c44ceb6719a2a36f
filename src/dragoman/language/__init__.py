"""A Report to a parsed document: tokens, sentences, dependencies."""
