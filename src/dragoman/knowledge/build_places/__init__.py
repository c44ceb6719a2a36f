"""Builds the gazetteer file from GeoNames extracts: ``python -m dragoman.knowledge.build_places FOLDER [-o FILE]``."""
