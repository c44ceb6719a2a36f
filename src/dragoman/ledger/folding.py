"""Names as people type them: lower case, no accents, one space; slugs; the nearest known names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_NOT_WORD = re.compile(r"[^\w]+")
_MARKS = str.maketrans("", "", "'’‘`ʿʾʼ")


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """Lower case, accents and apostrophes dropped, everything that is not a letter or digit a single space."""
    if name.isascii():
        plain = name
    else:
        plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", plain.translate(_MARKS).casefold()).strip()


def slug(name: str) -> str:
    """A name as part of an id: folded, hyphens for spaces, at most 60 characters."""
    return folded(name).replace(" ", "-")[:60].strip("-") or "unnamed"


def near(name: str, known: Iterable[str], count: int = 4) -> list[str]:
    """Known names that look or sound like a name, best first."""
    from difflib import SequenceMatcher

    wanted = folded(name)
    words = set(wanted.split())
    scored = []
    for candidate in known:
        other = folded(candidate)
        score = SequenceMatcher(None, wanted, other).ratio() + 0.5 * bool(words & set(other.split()))
        scored.append((-score, candidate))
    return [candidate for score, candidate in sorted(set(scored))[:count] if score < -0.5]
