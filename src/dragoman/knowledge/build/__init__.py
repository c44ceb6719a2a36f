"""Builds the knowledge file from open data: ``python -m dragoman.knowledge.build RAW_DIR -o FILE``."""
