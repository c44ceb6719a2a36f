"""The top of a story in lines: section, date, headline, deck, captions, byline, until the first paragraph of prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.records import ZoneKind
from dragoman.wire.datelines import find_dateline
from dragoman.wire.furniture import block_end
from dragoman.wire.lines import dated_end, has_credit, is_related, kind_of, labelled, lines, people_line, placed
from dragoman.wire.parts import Part
from dragoman.wire.patterns import patterns

MAX_HEADLINE_WORDS = 30
MAX_STOPPED_HEADLINE_WORDS = 18  # a first line that ends in a full stop and is longer is a lead
MAX_SITE_WORDS = 2
MAX_DECK_WORDS = 60
MAX_STOPPED_DECK_WORDS = 16
MAX_ABSTRACT_WORDS = 120
MAX_LABELLED_WORDS = 4  # "LENGTH: 312 words"; longer, "Document: ..." is a headline
MAX_FURNITURE_WORDS = 6  # a line up to this long among byline and date is part of them ("Example News, Bamako")
MAX_TOPIC_WORDS = 4
MIN_PROSE_WORDS = 12  # a line this long, without a label, is prose or deck
LOOK_AHEAD = 12  # lines below a headline or deck in which its body or byline must come
SAME_WORDS = 0.4  # share of a headline's words that the next two paragraphs take up again

_STOP = re.compile(r"[.!…][\"'”’)\]]*$")
_BULLET = re.compile(r"[*•▪●–-]\s+\S")
_QUOTES = "\"“'‘"
_LOWER = re.compile(r"\b[a-z]{4,}")
_LONG = re.compile(r"\b[^\W\d_]{4,}")

Mark = tuple[int, int, ZoneKind]


@dataclass
class Head:
    """Marks of the head, and the number of the first part of the body."""

    marks: list[Mark] = field(default_factory=list)
    body: int = 0
    headline: Part | None = None
    label: ZoneKind | None = None  # a label that stood alone on its line, and where it ended
    label_end: int = 0

    def has(self, *kinds: ZoneKind) -> bool:
        """Whether one of the kinds is marked."""
        return any(kind in kinds for _, _, kind in self.marks)


def read_head(parts: Sequence[Part], title_end: int, language: str = "en") -> Head:
    """The head of a story; ``title_end`` is where a title that the source gave apart ends in the text, else 0."""
    head = Head()
    at = 0
    while at < len(parts):
        if (stop := block_end(parts, at, len(parts), language)) > at:
            head.marks += [(part.start, part.end, "boilerplate") for part in parts[at:stop]]
            at = stop
            continue
        marks = _part(parts, at, head, title_end, language)
        if not marks:
            break
        if marks[-1][2] == "headline" and head.headline is None:
            head.headline = Part(parts[at].source, marks[-1][0], marks[-1][1], parts[at].after_blank)
        head.marks += marks
        at += 1
    head.body = at
    return head if at < len(parts) else _all_head(head, title_end)


def _all_head(head: Head, title_end: int) -> Head:
    """A text that seems to have no body: only a title given apart stays headline, the rest is body."""
    head.marks = [mark for mark in head.marks if mark[1] <= title_end]
    head.body = len(head.marks)
    return head


def _part(parts: Sequence[Part], at: int, head: Head, title_end: int, language: str) -> list[Mark]:
    """The marks of one part; none where the body begins."""
    part, following = parts[at], parts[at + 1 : at + 1 + LOOK_AHEAD]
    if part.end <= title_end:
        return [(part.start, part.end, "headline")]
    if following and (found := labelled(part.text, language)) and (marks := _labelled(part, *found, head)):
        return marks
    if head.label == "deck" and head.marks[-1][1] == head.label_end and part.count <= MAX_ABSTRACT_WORDS:
        return [(part.start, part.end, "deck")]
    kind = kind_of(part.text, language)
    if head.headline is None and kind in ("boilerplate", "caption") and _may_be_headline(part, kind, language):
        kind = "headline" if is_headline(part, following, language) else kind
    if head.headline and (marks := placed(part.text, language)):
        return [(part.start + start, part.start + end, what) for start, end, what in marks]
    if kind in (None, "byline") and (cut := dated_end(part.text, language)):
        return [(part.start, part.start + cut, "byline"), (part.start + cut, part.end, "published")]
    if kind is None and following:
        kind = _unlabelled(part, following, head, language)
    return [(part.start, part.end, kind)] if kind else []


def _labelled(part: Part, kind: ZoneKind, at: int, head: Head) -> list[Mark]:
    """The marks of a line with a database's label; none where the label cannot be one."""
    start = part.start + at
    if start >= part.end:
        if kind != "deck":
            return []
        head.label, head.label_end = kind, part.end  # "ABSTRACT.": the next paragraph is meant
        return [(part.start, part.end, "boilerplate")]
    if (kind == "headline" and head.headline) or (kind == "boilerplate" and part.count > MAX_LABELLED_WORDS):
        return []
    return [(part.start, start, "boilerplate"), (start, part.end, kind)]


def _may_be_headline(part: Part, kind: ZoneKind, language: str) -> bool:
    """ "Opinion: ..." looks like a link, "... (AFP)" like a caption; above the body both are headlines."""
    if kind == "boilerplate":
        return is_related(part.text, language) and part.count > 3
    return not _STOP.search(part.text.rsplit("(", 1)[0].rstrip()) and not lines(language).labelled_caption.match(
        part.text
    )


def _unlabelled(part: Part, following: Sequence[Part], head: Head, language: str) -> ZoneKind | None:
    if head.headline is None:
        if part.count <= MAX_SITE_WORDS and is_headline(following[0], following[1:], language):
            return "boilerplate"  # a site's name above the headline
        return "headline" if is_headline(part, following, language) else None
    if repeats(part, head.headline):
        return "headline"
    if head.headline.text.endswith(";") and head.marks[-1][2] == "headline" and not part.after_blank:
        return "deck"  # "Jobs report gives lift; \nSolid upturn could blunt claims"
    if _BULLET.match(part.text) and part.count <= MAX_HEADLINE_WORDS:
        return "deck"  # the points of the story, one a line
    if people_line(part.text, language) and part.count <= 2 * MAX_FURNITURE_WORDS:
        return "byline"
    if head.has("byline", "published") and has_credit(part.text, language):
        return "caption"
    if _place_line(part, head):
        return "dateline"
    if not head.has("deck") and is_deck(part, following, head.headline, language):
        return "deck"
    if part.count <= MAX_FURNITURE_WORDS and not _STOP.search(part.text) and _furniture_near(following, language):
        return "boilerplate"
    if part.count <= MAX_TOPIC_WORDS and head.marks[-1][2] == "published" and title_case(part.text):
        return "subhead"  # a topic below the date: "Peace and Security"
    return None


def is_headline(part: Part, following: Sequence[Part], language: str = "en") -> bool:
    """A short first line above longer prose; with a full stop only if it is worded like a headline."""
    if part.count > MAX_HEADLINE_WORDS or part.text.endswith((":", ",")):
        return False
    prose = [other for other in following if other.count > max(part.count, MIN_PROSE_WORDS)]
    if not prose:
        return False
    if not _STOP.search(part.text) or title_case(part.text):
        return True
    if part.count > MAX_STOPPED_HEADLINE_WORDS or find_dateline(part.source, part.start, part.end, language):
        return False
    return taken_up(part, prose[:2]) >= SAME_WORDS or not patterns(language).prose & set(part.words)


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


def _place_line(part: Part, head: Head) -> bool:
    """A line that begins in capitals, below a byline or date, is the dateline ("ANKARA", "BAMAKO, Mali")."""
    first = part.text.split(",", 1)[0]
    return part.count <= 4 and first.isupper() and len(first) > 3 and head.has("byline", "published")


def is_deck(part: Part, following: Sequence[Part], headline: Part, language: str = "en") -> bool:
    """A line below the headline is the deck if a byline or date still follows, if it has no stop, if a caption and an
    empty line part it from the prose, or if the paragraph below it, not the line, takes the headline up."""
    if not 4 <= part.count <= MAX_DECK_WORDS or find_dateline(part.source, part.start, part.end, language):
        return False
    for other in following:
        kind = kind_of(other.text, language)
        if kind in ("byline", "published") or (kind is None and _is_signed(other, language)):
            return True
        if kind is None and other.count >= MIN_PROSE_WORDS:
            apart = other is not following[0] and other.after_blank and not part.after_blank
            return apart or _short_line(part, other) or _beside_the_lead(part, other, headline, language)
    return False


def _is_signed(part: Part, language: str) -> bool:
    """Names alone, or with their date."""
    return people_line(part.text, language) or dated_end(part.text, language) is not None


def _short_line(part: Part, following: Part) -> bool:
    if part.text.endswith(('"', "”", ":", "?")) or part.text[0] in _QUOTES:
        return False
    return not _STOP.search(part.text) and 5 <= part.count <= MAX_HEADLINE_WORDS and following.count > part.count


def _beside_the_lead(part: Part, lead: Part, headline: Part, language: str) -> bool:
    """A short sentence of its own between headline and lead: the lead tells the headline's story, it does not."""
    if part.count > MAX_STOPPED_DECK_WORDS or part.text[0] in _QUOTES or part.text.endswith((":", "?")):
        return False
    if patterns(language).prose & set(part.words) or lead.count < 1.5 * part.count:
        return False
    by_lead = taken_up(headline, [lead])
    return by_lead >= SAME_WORDS and taken_up(headline, [part]) <= by_lead / 2


def _furniture_near(following: Sequence[Part], language: str) -> bool:
    """A byline, date or caption within the next lines, before any prose."""
    for other in following[:4]:
        if kind_of(other.text, language) in ("byline", "published", "caption") or people_line(other.text, language):
            return True
        if other.count >= MIN_PROSE_WORDS:
            return False
    return False
