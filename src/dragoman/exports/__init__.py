"""Rows to foreign formats, one a file."""
