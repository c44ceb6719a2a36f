"""The top of a story in lines: section, date, headline, deck, captions, byline, until the first paragraph of prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.records import ZoneKind
from dragoman.wire.datelines import find_dateline
from dragoman.wire.lines import kind_of
from dragoman.wire.parts import Part

MAX_HEADLINE_WORDS = 30
MAX_STOPPED_HEADLINE_WORDS = 18  # a first line that ends in a full stop and is longer is a lead
MAX_DECK_WORDS = 60
LOOK_AHEAD = 5  # lines between a deck and the byline or date that shows it to be one
SAME_WORDS = 0.4  # share of a headline's words that the next two paragraphs take up again

_STOP = re.compile(r"[.!…][\"'”’)\]]*$")
_LOWER = re.compile(r"\b[a-z]{4,}")
_LONG = re.compile(r"\b[^\W\d_]{4,}")


@dataclass
class Head:
    """Marks of the head, and the number of the first part of the body."""

    marks: list[tuple[int, int, ZoneKind]] = field(default_factory=list)
    body: int = 0
    headline: Part | None = None


def read_head(parts: Sequence[Part], title_end: int, language: str = "en") -> Head:
    """The head of a story; ``title_end`` is where a title that the source gave apart ends in the text, else 0."""
    head = Head()
    at = 0
    while at < len(parts):
        part = parts[at]
        kind: ZoneKind | None = "headline" if part.end <= title_end else kind_of(part.text, language)
        kind = kind or _unlabelled(parts, at, head, language)
        if kind is None:
            break
        if kind == "headline" and head.headline is None:
            head.headline = part
        head.marks.append((part.start, part.end, kind))
        at += 1
    head.body = at
    return head if at < len(parts) else _all_head(parts, head, title_end)


def _all_head(parts: Sequence[Part], head: Head, title_end: int) -> Head:
    """A text that seems to have no body: only a title given apart stays headline, the rest is body."""
    head.marks = [mark for mark in head.marks if mark[1] <= title_end]
    head.body = len(head.marks)
    return head


def _unlabelled(parts: Sequence[Part], at: int, head: Head, language: str) -> ZoneKind | None:
    part, following = parts[at], parts[at + 1 : at + 1 + LOOK_AHEAD]
    if not following:
        return None
    if head.headline is None:
        return "headline" if is_headline(part, following, language) else None
    if repeats(part, head.headline):
        return "headline"
    kinds = [mark[2] for mark in head.marks]
    if _place_line(part, kinds):
        return "dateline"
    if "deck" not in kinds and is_deck(part, following, language):
        return "deck"
    return None


def is_headline(part: Part, following: Sequence[Part], language: str = "en") -> bool:
    """A short first line above longer prose; with a full stop only if it is in title case or the prose repeats it."""
    if part.count > MAX_HEADLINE_WORDS:
        return False
    if _STOP.search(part.text) and find_dateline(part.source, part.start, part.end, language):
        return False
    if part.text.endswith((":", ",", ";")) or max(p.count for p in following) <= part.count:
        return False
    if not _STOP.search(part.text):
        return True
    return title_case(part.text) or (
        part.count <= MAX_STOPPED_HEADLINE_WORDS and taken_up(part, following[:2]) >= SAME_WORDS
    )


def title_case(text: str) -> bool:
    """Nearly all longer words begin with a capital."""
    long = _LONG.findall(text)
    return len(long) >= 3 and len(_LOWER.findall(text)) <= len(long) * 0.2


def taken_up(part: Part, following: Sequence[Part]) -> float:
    """Share of the part's longer words that come again in what follows."""
    mine = {word for word in part.words if len(word) > 3}
    theirs = {word for other in following for word in other.words}
    return len(mine & theirs) / len(mine) if mine else 0.0


def repeats(part: Part, headline: Part) -> bool:
    """The same words again, a stop or a site's name more or less."""
    mine, other = part.words, headline.words
    short = min(len(mine), len(other))
    return short >= 3 and mine[:short] == other[:short] and abs(len(mine) - len(other)) <= 4


def _place_line(part: Part, kinds: list[ZoneKind]) -> bool:
    """A line in capitals below a byline or date is the dateline ("ANKARA")."""
    return part.count <= 4 and part.text.isupper() and bool({"byline", "published"} & set(kinds))


def is_deck(part: Part, following: Sequence[Part], language: str = "en") -> bool:
    """A line below the headline is the deck if a byline or date still follows, or if it is a line without a stop."""
    if part.count > MAX_DECK_WORDS or find_dateline(part.source, part.start, part.end, language):
        return False
    for other in following:
        kind = kind_of(other.text, language)
        if kind in ("byline", "published"):
            return True
        if kind is None and other.count > MAX_DECK_WORDS:
            break
        if kind is None:
            return _short_line(part, other)
    return False


def _short_line(part: Part, following: Part) -> bool:
    if part.text.endswith(('"', "”", ":", "?")) or part.text[0] in "\"“'‘":
        return False
    return not _STOP.search(part.text) and 5 <= part.count <= MAX_HEADLINE_WORDS and following.count > part.count
