"""Our own gold in two halves: one whose errors may be looked at while rules are written, one of which only the
figures are ever seen. A case belongs to the half of what it comes from: a story, a passage, an index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, TypeVar
from zlib import crc32

Case = TypeVar("Case")
Half = Literal["open", "kept"]


def half_of(key: str) -> Half:
    """The half of a key, the same for good: it must not change with the order or number of the cases."""
    return "kept" if crc32(key.encode()) % 2 else "open"


def halves(cases: Iterable[Case], key: Callable[[Case], str]) -> dict[Half, list[Case]]:
    """The cases of the open half, then those of the kept one, each in their order."""
    parts: dict[Half, list[Case]] = {"open": [], "kept": []}
    for case in cases:
        parts[half_of(key(case))].append(case)
    return parts
