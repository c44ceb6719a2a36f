"""Which part of the coded texts a text belongs to, the same for good."""

from __future__ import annotations

from zlib import crc32


def fold_of(text_id: str, folds: int) -> int:
    """The number of a text's fold."""
    return crc32(text_id.encode()) // 64 % folds
