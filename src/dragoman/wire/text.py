"""The report's text: the raw text with the least repair, and the map back to it.

Only three things are repaired: text decoded with the wrong encoding ("donâ€™t"), line ends, and characters that no
text holds (NUL, lone surrogates). Everything else stays, so that offsets are mostly the same on both sides.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

import ftfy
from ftfy.badness import is_bad

# One character each, so that they move no offset.
_SAME_LENGTH = str.maketrans(
    {
        "\x00": " ",
        "\r": "\n",
        "\x0b": "\n",
        "\x0c": "\n",
        "\x1c": "\n",
        "\x1d": "\n",
        "\x1e": "\n",
        "\x85": "\n",
        "\u2028": "\n",
        "\u2029": "\n",
        "\ufeff": " ",
    }
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_ODD = re.compile("[\x00\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029\ufeff\ud800-\udfff]")
# UTF-8 read as a one-byte encoding: a letter that was a lead byte, then a sign that was a continuation byte. Most texts
# have none, and the real test (ftfy's) costs as much as all recognisers together.
_SUSPECT = re.compile(
    "[\u00c2-\u00f4\u0402-\u045f][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122\u0402-\u045f]"
)
_LINE = re.compile(r"[^\n]*\n|[^\n]+\Z")


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where characters of the repaired text stand in the original: the starts of pieces that moved by one shift."""

    repaired: tuple[int, ...]
    original: tuple[int, ...]
    length: int  # of the original

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The characters [start, end) of the repaired text as [start, end) of the original."""
        first = self._at(start)
        last = bisect_right(self.repaired, end - 1) - 1
        limit = self.original[last + 1] if last + 1 < len(self.original) else self.length
        ends_its_piece = last + 1 < len(self.repaired) and self.repaired[last + 1] == end
        stop = limit if ends_its_piece else min(self.original[last] + end - self.repaired[last], limit)
        return first, max(stop, first + 1)

    def _at(self, offset: int) -> int:
        piece = bisect_right(self.repaired, offset) - 1
        return min(self.original[piece] + offset - self.repaired[piece], max(self.length - 1, 0))


@dataclass(frozen=True, slots=True)
class Repaired:
    """Repaired text, its map to the original, and what was done."""

    text: str
    offsets: OffsetMap
    notes: tuple[str, ...]


def repair(text: str) -> Repaired:
    """``text`` repaired line by line; a line that needs nothing is not touched."""
    odd, bad = _ODD.search(text) is not None, _is_mojibake(text)
    if not odd and not bad:
        return Repaired(text, OffsetMap((0,), (0,), len(text)), ())
    pieces: list[str] = []
    starts = {
        0: 0
    }  # a piece's start in the repaired text -> in the original; the last one wins, empty pieces fall away
    out, shift = 0, 0
    for line in _LINE.finditer(text):
        for left, piece in _mend(line.group()):
            origin = max(line.start() + left, out + shift - 1)  # never before the character told last
            if origin - out != shift:
                starts[out] = origin
                shift = origin - out
            pieces.append(piece)
            out += len(piece)
    notes = ("mojibake repaired",) if bad else ()
    return Repaired("".join(pieces), OffsetMap(tuple(starts), tuple(starts.values()), len(text)), notes)


def _is_mojibake(text: str) -> bool:
    return not text.isascii() and _SUSPECT.search(text) is not None and bool(is_bad(text))


def _mend(line: str) -> Iterator[tuple[int, str]]:
    """Pieces of one line: (start in the line, repaired text)."""
    if line.endswith("\r\n"):
        yield from _mend(line[:-2])
        yield len(line) - 2, "\n"  # stands for both characters
        return
    fixed = ftfy.fix_encoding(line) if _is_mojibake(line) else line
    if fixed == line:
        yield 0, _clean(line)
        return
    for _, left, _, new_left, new_right in SequenceMatcher(None, line, fixed, autojunk=False).get_opcodes():
        yield left, _clean(fixed[new_left:new_right])


def _clean(piece: str) -> str:
    return _SURROGATE.sub("\ufffd", piece.translate(_SAME_LENGTH))
