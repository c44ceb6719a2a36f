"""Bytes of any supported format to raw stories, or to what was put aside."""
