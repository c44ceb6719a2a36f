"""Names made comparable: case, accents, hyphens, apostrophes and Arabic articles no longer matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_SPLIT = re.compile(r"[\s\-‐‑–—/_()\[\],;:\"“”!?]+")
_DROP = re.compile(r"['’‘`´ʿʾ.]")
_ARTICLES = frozenset({"al", "the"})
_JOINED_ARTICLES = frozenset({"ash", "ad", "ar", "as", "an", "el", "ul"})  # "ash-Sham", but "Ash Carter"
_OTHER_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ø": "o", "Ø": "o", "ß": "ss", "æ": "ae", "&": " and "}
)


@lru_cache(maxsize=65536)
def fold_word(word: str) -> tuple[str, ...]:
    """The comparable parts of one written word: "al-Nusra" gives ("nusra",), "N'Djamena" ("ndjamena",), "-" ()."""
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word.translate(_OTHER_LETTERS)).encode("ascii", "ignore").decode()
    elif "&" in word:
        word = word.replace("&", " and ")
    parts = [_DROP.sub("", part) for part in _SPLIT.split(word.lower())]
    parts = [part for part in parts if part and part not in _ARTICLES]
    return tuple(parts[1:] if len(parts) > 1 and parts[0] in _JOINED_ARTICLES else parts)


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """The key of a name: its comparable parts with single spaces between."""
    # the apostrophe of a possessive stays with its word; articles alone ("The") give an empty key
    return " ".join(fold_all(text.split()))


def fold_all(words: Iterable[str]) -> list[str]:
    """The comparable parts of several words in order."""
    return [part for word in words for part in fold_word(word)]


@lru_cache(maxsize=16384)
def slug(text: str) -> str:
    """A name as the tail of an id: "Syrian opposition groups" gives "syrian-opposition-groups"."""
    return "-".join(fold_all(text.split())) or "unnamed"
