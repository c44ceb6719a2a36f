"""The foot of a story and what stands between its paragraphs: source line, credits, tags, subheads, furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dragoman.records import ZoneKind
from dragoman.wire.furniture import block_end, is_furniture
from dragoman.wire.lines import NAME, ends_in_date, is_agency, is_end_heading, kind_of
from dragoman.wire.parts import Part
from dragoman.wire.patterns import patterns

MAX_SUBHEAD_WORDS = 8
MAX_LINK_WORDS = 25  # below an end mark, lines up to this length are furniture
MIN_CAPTION_WORDS = 6  # of a line that a date closes: shorter, it is rather a heading
MAX_CAPTION_WORDS = 60
_STOP = re.compile(r"[.!?][\"'”’)]*$")
_CLOSED = re.compile(r"[.,;:!…][\"'”’)\]]*$")

Mark = tuple[int, int, ZoneKind]


@cache
def _inline(language: str) -> re.Pattern[str]:
    """Source notes at the end of the last paragraph: "(Source: X)", "--Reuters", "Source SANA", "(With Reuters)"."""
    p = patterns(language)
    agency = rf"(?:{p.agency})"
    agencies = rf"(?:{agency}|{p.collective})(?:(?:\s?[/,&]\s?|\s+and\s+)(?:{agency}|{p.collective}))*"
    return re.compile(
        rf"(?P<note>\((?:{p.source_label})\s?:?\s[^()]{{2,80}}\)"
        rf"|(?<=[.\"”'’)\s])(?:{p.source_label})\s?:\s?[^.\n]{{2,60}}"
        rf"|(?<=[.\"”'’)]\s)(?:{p.source_label})\s(?:[A-Z][\w]*\s){{0,3}}(?:and\s|&\s)?{agencies}"
        rf"|\((?:[Ww]ith\s(?:inputs?\sfrom\s)?)?{agencies}\)"
        rf"|(?<=[\w.\"”'’)\s])(?:--|[-–—])\s?{agency})\s*$"
    )


def read_tail(parts: Sequence[Part], first: int, language: str = "en") -> tuple[list[Mark], int]:
    """Marks below the body, and the number of the part after its last one. ``first`` is the body's first part."""
    end = len(parts)
    cut = _end_mark(parts, first, language)
    marks: list[Mark] = []
    if cut is not None:
        marks += [(p.start, p.end, kind_of(p.text, language) or "boilerplate") for p in parts[cut:]]
        end = cut
    while end - 1 > first:
        part = parts[end - 1]
        kind = kind_of(part.text, language) or _last_words(part, language)
        if kind is None or (kind == "caption" and _closed_by_agency(part, language)):
            break
        marks.append((part.start, part.end, "boilerplate" if kind == "section" else kind))
        end -= 1
    return marks, end


def _end_mark(parts: Sequence[Part], first: int, language: str) -> int | None:
    """The first of the source line and headings of links that have nothing but short lines below them."""
    found = None
    for at in range(len(parts) - 1, first, -1):
        part = parts[at]
        kind = kind_of(part.text, language)
        if kind == "source_line" or is_end_heading(part.text, language):
            found = at
        elif kind is None and (part.count > MAX_LINK_WORDS or (part.count > MAX_SUBHEAD_WORDS and _prose(part))):
            break
    return found


def _prose(part: Part) -> bool:
    return _STOP.search(part.text) is not None


def _closed_by_agency(part: Part, language: str) -> bool:
    """Prose with its agency behind it, which looks like a caption with its credit: "... he said. (AFP)"."""
    return source_note(part.source, part.start, part.end, language) is not None


def _last_words(part: Part, language: str) -> ZoneKind | None:
    """Names or an agency alone on the last line."""
    if is_agency(part.text, language):
        return "source_line"
    return "byline" if _signature(part) else None


def _signature(part: Part) -> bool:
    """Two to four names alone on the last line: "Hazem Sabbagh", "Jane Doe in Nairobi"."""
    return bool(re.fullmatch(rf"{NAME}(?: {NAME}){{1,3}}(?: in {NAME})?", part.text)) and not part.text.endswith(".")


def read_inside(parts: Sequence[Part], first: int, end: int, language: str = "en") -> list[Mark]:
    """Marks between the paragraphs of the body: subheads, captions, links, furniture."""
    marks: list[Mark] = []
    at = first
    while at < end:
        stop = _links_end(parts, at, end, language)
        if stop > at:
            marks += [(part.start, part.end, "boilerplate") for part in parts[at:stop]]
        elif at > first and (kind := _between(parts, at, end, language)):
            marks.append((parts[at].start, parts[at].end, kind))
        at = max(stop, at + 1)
    return marks


def _between(parts: Sequence[Part], at: int, end: int, language: str) -> ZoneKind | None:
    """What a line between the paragraphs is, if it is none."""
    part = parts[at]
    kind = kind_of(part.text, language)
    if kind in ("section", "published", "byline", "source_line") and part.count > 4:
        kind = _labelled(part, kind, language)
    if kind == "caption" and at == end - 1 and _closed_by_agency(part, language):
        kind = None
    if kind is None and at < end - 1 and is_subhead(part, parts[at + 1]):
        kind = "subhead"
    if kind is None and MIN_CAPTION_WORDS < part.count <= MAX_CAPTION_WORDS and ends_in_date(part.text, language):
        kind = "caption"
    if kind is None and part.text.isupper() and part.count <= MAX_LINK_WORDS and not _STOP.search(part.text):
        kind = "boilerplate"  # too long for a subhead: another story's headline
    return kind


def _labelled(part: Part, kind: ZoneKind, language: str) -> ZoneKind | None:
    """The kind of a longer line in the middle of the body, if its label or its wording makes it sure."""
    if is_furniture(part.text, language):
        return "boilerplate"
    p = patterns(language)
    if kind == "published" and re.match(rf"(?:{p.date_label})\b", part.text):
        return kind
    sourced = kind == "source_line" and re.match(rf"(?:{p.source_label})\s?:", part.text)
    return kind if sourced and re.search(rf"\b(?:{p.agency}|{p.collective})\b", part.text) else None


def _links_end(parts: Sequence[Part], at: int, end: int, language: str) -> int:
    """The number of the part after a box of other stories that begins at ``at``; ``at`` where none does.

    A box is a block with its own end, or a heading ("Read more:") and the headlines below it, lines without a stop.
    """
    stop = block_end(parts, at, end, language)
    if stop > at or not is_end_heading(parts[at].text, language):
        return stop
    stop = at + 1
    while stop < end and parts[stop].count <= MAX_LINK_WORDS and not _CLOSED.search(parts[stop].text):
        stop += 1
    return stop


def is_subhead(part: Part, following: Part) -> bool:
    """A few words without a stop above a longer paragraph."""
    if (
        part.count > MAX_SUBHEAD_WORDS
        or following.count <= part.count
        or (not part.text[0].isalnum() and part.text[0] not in "'‘\"“")
    ):
        return False
    if ":" in part.text[:-1]:
        return False  # "Q: Do you agree?": somebody speaks
    if part.text.isupper() and part.text.endswith("."):
        return True
    return not _CLOSED.search(part.text) and not part.text[0].islower()


def source_note(text: str, start: int, end: int, language: str = "en") -> tuple[int, int] | None:
    """The source note at the end of the paragraph ``text[start:end]``, or None."""
    match = _inline(language).search(text, max(start, end - 120), end)
    return match.span("note") if match else None
