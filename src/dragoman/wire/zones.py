"""A story's zones: the order of the recognisers, and the tiling that leaves no word outside."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.records import Zone, ZoneKind
from dragoman.wire.blob import BLOB_CHARS, Mark, read_blob
from dragoman.wire.datelines import Dateline
from dragoman.wire.foot import read_captions, read_foot
from dragoman.wire.head import read_head
from dragoman.wire.parts import Part, cut
from dragoman.wire.tail import read_inside, read_tail, source_note
from dragoman.wire.within import read_within


@dataclass(frozen=True, slots=True)
class Zones:
    """The zones in order, and the dateline's inner parts where there is one."""

    zones: tuple[Zone, ...]
    dateline: Dateline | None


def find(text: str, title_end: int = 0, language: str = "en") -> Zones:
    """The zones of ``text``; ``title_end`` is where a title that the source gave apart ends, 0 if it gave none."""
    parts = cut(text)
    head = read_head(parts, title_end, language)
    tail, end = read_tail(parts, head.body, language)
    marks = [*head.marks, *tail, *read_inside(parts, head.body, end, language)]
    headline = head.headline.text if head.headline else None
    dateline = None
    if head.body < end:
        first = parts[head.body]
        blob = read_blob(text, first.start, first.end, headline, language)
        dateline = blob.dateline
        marks += blob.marks
        scraped = blob.has("published", "headline")
        marks += _inside(text, parts[head.body : end], max(blob.at, first.start), scraped, language)
    return Zones(tile(text, parts, marks), dateline)


def _inside(text: str, body: list[Part], start: int, scraped: bool, language: str) -> list[Mark]:
    """Notes, captions and furniture inside the paragraphs of the body."""
    marks: list[Mark] = []
    last = body[-1]
    end = last.end
    if last.end - last.start >= BLOB_CHARS or scraped:
        foot, end = read_foot(text, max(last.start, start), last.end, language)
        marks += foot
    elif note := source_note(text, max(last.start, start), last.end, language):
        marks.append((*note, "source_line"))
    for part in body:
        begin, stop = max(part.start, start), end if part is last else part.end
        pieces = read_within(text, begin, stop, language)
        marks += pieces
        if part.end - part.start >= BLOB_CHARS or scraped:
            marks += _beside(read_captions(text, begin, stop, language), pieces)
    return marks


def _beside(captions: list[Mark], pieces: list[Mark]) -> list[Mark]:
    """The captions behind the pieces they would begin with, and without those that end inside a piece."""
    found: list[Mark] = []
    for start, end, kind in captions:
        if not any(s < end < e for s, e, _ in pieces):
            found.append((max([start, *(e for s, e, _ in pieces if s == start and e < end)]), end, kind))
    return found


def tile(text: str, parts: Sequence[Part], marks: Iterable[Mark]) -> tuple[Zone, ...]:
    """The marks as zones, earlier marks first where two overlap, and body zones for all that is left of the parts."""
    zones: list[Zone] = []
    starts = [part.start for part in parts]
    at = 0
    for start, end, kind in sorted(marks, key=lambda mark: (mark[0], -mark[1])):
        start = max(start, at)
        if start >= end:
            continue
        zones += _bodies(text, parts, starts, at, start)
        zones += _zone(text, start, end, kind)
        at = end
    return (*zones, *_bodies(text, parts, starts, at, len(text)))


def _bodies(text: str, parts: Sequence[Part], starts: list[int], start: int, end: int) -> list[Zone]:
    """A body zone for each part, or piece of one, in the gap [start, end)."""
    found: list[Zone] = []
    for part in parts[max(bisect_right(starts, start) - 1, 0) : bisect_left(starts, end)]:
        if part.end > start:
            found += _zone(text, max(part.start, start), min(part.end, end), "body")
    return found


def _zone(text: str, start: int, end: int, kind: ZoneKind) -> list[Zone]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return [Zone(start, start + len(piece.strip()), kind)] if piece.strip() else []
