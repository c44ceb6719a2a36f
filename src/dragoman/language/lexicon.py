"""Kept while imports move to ``dragoman.lexicon``."""

from dragoman.lexicon import lexicon

__all__ = ["lexicon"]
