"""Furniture of web pages by its wording (``data/<language>/furniture.toml``): whole lines, and blocks of lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from dragoman.lexicon import lexicon
from dragoman.wire.parts import Part

MAX_LINE_CHARS = 420  # the longest notice of a newsletter or of cookies
KNOWN_LINES = 4096  # a page's recognisers ask for the same line up to four times


@dataclass(frozen=True)
class Block:
    """Lines between two marks: a list of other stories, a newsletter's box, a post of somebody else."""

    opens: re.Pattern[str]
    closes: re.Pattern[str]
    lines: int


@cache
def _line(language: str) -> re.Pattern[str]:
    """All whole-line patterns as one."""
    entries: list[dict[str, Any]] = lexicon("furniture", language)["line"]
    every = [
        pattern if entry.get("cased") else rf"(?i:{pattern})" for entry in entries for pattern in entry["patterns"]
    ]
    return re.compile("|".join(f"(?:{pattern})" for pattern in every))


@cache
def _reported(language: str) -> re.Pattern[str]:
    return re.compile(lexicon("furniture", language)["news"]["pattern"])


@lru_cache(maxsize=KNOWN_LINES)
def is_furniture(line: str, language: str = "en") -> bool:
    """Whether a whole line is the page's and not the story's: a button, a notice, an appeal, a pointer."""
    if len(line) > MAX_LINE_CHARS or _line(language).fullmatch(line) is None:
        return False
    return not is_news(line, language)


def is_news(line: str, language: str = "en") -> bool:
    """Whether the line reports what somebody said: a page does not say so of itself."""
    return _reported(language).search(line) is not None


@cache
def _blocks(language: str) -> tuple[Block, ...]:
    entries: list[dict[str, Any]] = lexicon("furniture", language)["block"]
    return tuple(
        Block(re.compile(entry["opens"], re.IGNORECASE), re.compile(entry["closes"], re.IGNORECASE), entry["lines"])
        for entry in entries
    )


def block_end(parts: Sequence[Part], at: int, end: int, language: str = "en") -> int:
    """The number of the part after the block that the part ``at`` opens, within ``parts[:end]``; ``at`` if none does.

    A block whose end is not found within its length opens none: then only its lines' own wording counts.
    """
    if parts[at].end - parts[at].start > MAX_LINE_CHARS:
        return at
    for block in _blocks(language):
        if block.opens.fullmatch(parts[at].text):
            for last in range(at + 1, min(at + block.lines, end)):
                if block.closes.fullmatch(parts[last].text):
                    return last + 1
    return at
