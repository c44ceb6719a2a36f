"""The story cut into parts: paragraphs, or lines where each line is one. Also how words are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

# Hard-wrapped text ("70 columns"): share of lines that break inside a sentence.
WRAPPED_SHARE = 0.3
WRAPPED_WIDTH = 50  # and lines at least this wide

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_WORD = re.compile(r"\w+(?:['’]\w+)?")


@dataclass(frozen=True)
class Part:
    """A paragraph or line [start, end) without its outer white space."""

    source: str
    start: int
    end: int
    after_blank: bool  # an empty line, or nothing, stands before it

    @cached_property
    def text(self) -> str:
        """The part's own words."""
        return self.source[self.start : self.end]

    @cached_property
    def count(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @cached_property
    def words(self) -> list[str]:
        """Its words in lower case, to compare."""
        return words(self.text)


def words(text: str) -> list[str]:
    """Words in lower case without apostrophes: scrapers lose them."""
    return [word.replace("'", "").replace("’", "") for word in _WORD.findall(text.lower())]


def cut(text: str) -> list[Part]:
    """The story's parts in order: lines, or blocks of lines where the text is hard-wrapped."""
    lines = [_trimmed(text, match.start(), match.end()) for match in _LINE.finditer(text)]
    if not _wrapped(text, lines):
        return lines
    blocks: list[Part] = []
    for line in lines:
        if blocks and not line.after_blank and _continues(blocks[-1], line):
            blocks[-1] = Part(text, blocks[-1].start, line.end, blocks[-1].after_blank)
        else:
            blocks.append(line)
    return blocks


def _trimmed(text: str, start: int, end: int) -> Part:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    before = text.rfind("\n", 0, start)
    blank = before < 0 or not text[text.rfind("\n", 0, before) + 1 : before].strip()
    return Part(text, left, start + len(piece.rstrip()), blank)


def _broken(line: Part, following: Part) -> bool:
    return (
        not following.after_blank
        and line.end - line.start >= WRAPPED_WIDTH
        and following.source[following.start].islower()
    )


def _wrapped(text: str, lines: list[Part]) -> bool:
    pairs = [(a, b) for a, b in pairwise(lines) if not b.after_blank]
    if len(pairs) < 3 or any(line.end - line.start > 120 for line in lines):
        return False
    return sum(_broken(a, b) for a, b in pairs) >= WRAPPED_SHARE * len(pairs)


def _continues(block: Part, line: Part) -> bool:
    """A wrapped paragraph goes on: its last line is full, so the next line is no new item."""
    last = block.end - max(block.source.rfind("\n", block.start, block.end) + 1, block.start)
    return last >= WRAPPED_WIDTH
