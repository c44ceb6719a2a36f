"""What a format is: how it knows its own, and how it yields stories."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dragoman.records import PutAside, RawStory
from dragoman.sources.options import Options
from dragoman.sources.stream import Input

Stories = Iterator[RawStory | PutAside]


@dataclass(frozen=True, slots=True)
class Format:
    """One input format. ``stories`` yields what it puts aside; it raises only what reading the bytes raises."""

    suffixes: tuple[str, ...]
    sniff: Callable[[bytes], bool]  # by the first bytes, asked where the suffix says nothing
    stories: Callable[[Input, Options], Stories]
