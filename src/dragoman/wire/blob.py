"""Scraped text without line breaks: date, repeated headline, byline, deck, captions and furniture inside one paragraph.

Each recogniser looks at one place, the cursor, and says how far it reaches. What none of them claims is body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from dragoman.records import ZoneKind
from dragoman.wire.datelines import Dateline, find_dateline
from dragoman.wire.dates import date_pattern
from dragoman.wire.lines import NAME
from dragoman.wire.parts import words
from dragoman.wire.patterns import patterns

Mark = tuple[int, int, ZoneKind]

BLOB_CHARS = 700  # a paragraph this long may hold a whole scraped story
HEAD_CHARS = 900  # how far decks, tags and the first caption are looked for
MAX_CAPTION_CHARS = 500
REPEATED_WORDS = 6  # a deck is seen to be repeated when this many words come again
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*\s+(?=[\"“'‘(]?[A-Z0-9À-Þ])")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]|[A-Z][a-z]{1,3}|No|vs|al|a\.m|p\.m|[A-Z]\.[A-Z])\.$")
_SPACE = re.compile(r"\s*")
_OPENS = r"(?=[\"“'‘(]?[A-Z0-9À-Þ])"


@dataclass
class _Patterns:
    """Compiled for one language."""

    date: re.Pattern[str]
    section: re.Pattern[str]
    furniture: re.Pattern[str]
    credit: re.Pattern[str]
    credit_paren: re.Pattern[str]
    agency: re.Pattern[str]
    byline: re.Pattern[str]
    tags: re.Pattern[str]
    source: re.Pattern[str]
    staff: re.Pattern[str]
    tail: re.Pattern[str]
    tail_date: re.Pattern[str]
    openers: frozenset[str]


@cache
def _compiled(language: str) -> _Patterns:
    p = patterns(language)
    dated = date_pattern(language)
    label = rf"(?:(?:{p.date_label})\b\s?[:\-–]?\s*)?"
    agency = rf"(?:{p.agency})"
    agencies = rf"(?:{agency}|[Aa]gencies)(?:(?:\s?[/,&]\s?|\s+and\s+)(?:{agency}|[Aa]gencies))*"
    names = rf"{NAME}(?:\s(?:and\s)?{NAME}){{0,7}}"
    return _Patterns(
        date=re.compile(
            rf"{label}{dated}(?:\s?\((?:{p.date_label})?[^()]{{0,40}}\))?(?=\s?(?:[\"“'‘(]?[A-Z0-9À-Þ]|by\b|\Z))"
        ),
        section=re.compile(rf"(?P<name>{p.section})\s+(?:\d{{4}}\s+)?(?={dated}|{agency}\s-)"),
        furniture=re.compile(
            r"(?:Get short URL(?:\s\d+)*|SEND\s+https?\S+|\(?updated[^()]{4,40}\)|\d{1,3}\s\d{1,4}(?=\s[A-Z]))"
        ),
        credit=re.compile(
            rf"(?:(?:REUTERS|AFP|AP)\s(?:Photo\s)?{NAME}\s{NAME}|(?:{agency})\s(?:Photo|PHOTO)|©\s?{agency}(?:\s{NAME}){{0,3}})(?=\s)"
        ),
        credit_paren=re.compile(
            rf"(?<=[.!?\"”’\w])\s\((?:(?!With|with)[^()]{{0,40}}\b)?(?:{agency}|{p.credit}|[Aa]gencies)(?:\s(?:{p.credit}))?\)(?=\s+[\"“'‘(]?[A-Z0-9À-Þ])"
        ),
        agency=re.compile(rf"{agency}(?=\s(?:[A-Z\"“]|{dated}))(?!\s-)"),
        byline=re.compile(rf"by\s(?P<names>{names})"),
        tags=re.compile(r"(?:(?<=[.!?\"”’)]\s)|(?<=\w\s))Tags\s(?=\S)"),
        source=re.compile(
            rf"(?<=[.!?\"”'’)\w]\s)(?P<note>(?:{p.source_label})\s?:?\s(?:[A-Z]\w*\s){{0,4}}?(?:and\s|&\s)?{agencies})(?=\s|$)"
        ),
        staff=re.compile(rf"(?<=[.!?\"”'’)]\s){p.staff_credit}"),
        tail=re.compile(p.blob_tail),
        tail_date=re.compile(rf"(?:{p.date_label})\s?:?\s*{dated}[^.a-z]{{0,60}}$"),
        openers=p.openers,
    )


@dataclass
class Blob:
    """The cursor over one paragraph [at, end) and what was marked before it."""

    text: str
    at: int
    end: int
    headline: str | None
    language: str = "en"
    marks: list[Mark] = field(default_factory=list)
    dateline: Dateline | None = None

    def skip(self) -> None:
        """Over white space and stray stops that furniture leaves behind."""
        match = re.compile(r"[\s.]*" if self.marks else r"\s*").match(self.text, self.at, self.end)
        self.at = match.end() if match else self.at

    def take(self, end: int, kind: ZoneKind) -> None:
        """Mark from the cursor to ``end`` and go on there."""
        stripped = self.text[self.at : end].rstrip()
        if stripped:
            self.marks.append((self.at, self.at + len(stripped), kind))
        self.at = end

    def last(self) -> ZoneKind | None:
        """The kind marked last."""
        return self.marks[-1][2] if self.marks else None


def read_blob(text: str, start: int, end: int, headline: str | None, language: str = "en") -> Blob:
    """The furniture at the top of the paragraph ``text[start:end]``, then its deck, first caption and dateline."""
    blob = Blob(text, start, end, headline, language)
    for _ in range(12):
        blob.skip()
        if blob.at >= end or not _furniture(blob):
            break
    if blob.at >= end:  # all furniture: nothing would be left to read
        return Blob(text, start, end, headline, language)
    seen = {kind for _, _, kind in blob.marks}
    if end - start >= BLOB_CHARS or seen & {"published", "headline"}:
        _deck(blob)
        _dateline(blob, bare=bool(seen & {"published", "headline"}))
    return blob


def _furniture(blob: Blob) -> bool:
    """One piece of furniture at the cursor; False when there is none."""
    p = _compiled(blob.language)
    text, at, end = blob.text, blob.at, blob.end
    if blob.headline and (reach := repeated(text, at, end, blob.headline)):
        blob.take(reach, "headline")
        return True
    if (match := p.section.match(text, at, end)) and "section" not in {k for _, _, k in blob.marks}:
        blob.take(match.end("name"), "section")
        return True
    if match := p.date.match(text, at, end):
        blob.take(match.end(), "published")
        return True
    if blob.marks and (match := p.furniture.match(text, at, end)):
        blob.take(match.end(), "boilerplate")
        return True
    if blob.marks and (match := p.credit.match(text, at, end)):
        blob.take(match.end(), "caption")
        return True
    if blob.last() in ("headline", "published") and (match := p.agency.match(text, at, end)):
        if not find_dateline(text, at, end, blob.language):
            blob.take(match.end(), "source_line")
            return True
    return _byline(blob)


def _byline(blob: Blob) -> bool:
    """ "by X and Y" below the date, or names with a stop right after the repeated headline."""
    p = _compiled(blob.language)
    text, at, end = blob.text, blob.at, blob.end
    if blob.last() == "published" and (match := p.byline.match(text, at, end)):
        blob.take(_names_end(blob, match.start("names"), match.end("names")), "byline")
        return True
    if blob.last() == "headline" and (
        match := re.compile(rf"{NAME}(?: {NAME}){{1,5}}\.\s(?=[A-Z\"“])").match(text, at, end)
    ):
        if match.group().count(" ") >= 2:
            blob.take(match.end(), "byline")
            return True
    return False


def _names_end(blob: Blob, start: int, end: int) -> int:
    """Where the names of a byline end when a headline or sentence follows without a mark: before the repeated
    headline, else where the same names sign the text's end, else after the second name."""
    run = list(re.finditer(r"\S+", blob.text[start:end]))
    for word in run[1:]:
        if blob.headline and repeated(blob.text, start + word.start(), blob.end, blob.headline):
            return start + word.start()
    closing = blob.text[blob.end - 200 : blob.end] if blob.end > end + 200 else ""
    for word in reversed(run[1:5]):
        if blob.text[start : start + word.end()] in closing:
            return start + word.end()
    return start + (run[1].end() if len(run) > 1 else run[0].end())


def repeated(text: str, at: int, end: int, headline: str) -> int:
    """How far the headline's words stand again at ``at``: the offset after them, or 0.

    A site's name at the headline's end, marks and capitals may differ; four words are the least.
    """
    wanted = words(headline)
    got: list[tuple[str, int]] = []
    for match in re.compile(r"\w+(?:['’]\w+)?").finditer(text, at, min(end, at + len(headline) + 60)):
        got.append((match.group().lower().replace("'", "").replace("’", ""), match.end()))
    same = 0
    while same < min(len(wanted), len(got)) and wanted[same] == got[same][0]:
        same += 1
    least = max(4, round(len(wanted) * 0.6)) if len(wanted) > 4 else len(wanted)
    if not wanted or same < least or len(wanted) < 3:
        return 0
    reach = got[same - 1][1]
    if same < len(wanted) and re.match(r"\s+[a-z]", text[reach : reach + 3]):
        return 0  # the sentence goes on: not the headline but a lead that begins like it
    closing = re.compile(r"[\"”’)]*\s?[.:!?]?").match(text, reach, end)
    return closing.end() if closing else reach


def sentence_ends(text: str, start: int, end: int) -> list[int]:
    """Offsets just after each sentence of ``text[start:end]``, by marks alone; abbreviations do not end one."""
    ends = []
    for match in _SENTENCE_END.finditer(text, start, end):
        stop = match.start() + len(match.group().rstrip())
        if not _ABBREVIATION.search(text, max(start, stop - 6), stop):
            ends.append(stop)
    return ends


def _deck(blob: Blob) -> None:
    """A deck before tags, before a repeated lead or before a caption, and those tags and that caption."""
    p = _compiled(blob.language)
    limit = min(blob.end, blob.at + HEAD_CHARS)
    start = blob.at
    if (tags := p.tags.search(blob.text, start, limit)) and len(sentence_ends(blob.text, start, tags.start())) <= 3:
        deck = blob.text[start : tags.start()].strip()
        if deck:
            blob.take(tags.start(), "deck")
        blob.at = tags.start()
        blob.take(_tags_end(blob, tags.end(), deck), "tags")
        blob.skip()
        return
    if again := _lead_again(blob, limit):
        blob.take(again, "deck")
        blob.skip()
        return
    if "published" in {kind for _, _, kind in blob.marks}:
        _captioned(blob, limit)


def _lead_again(blob: Blob, limit: int) -> int:
    """Where the words at the cursor come again, as a deck that the lead repeats; 0 if they do not."""
    first = re.compile(r"(?:\S+\s+){%d}" % REPEATED_WORDS).match(blob.text, blob.at, limit)
    if not first:
        return 0
    opening = first.group().strip()
    if len(opening) < 25:
        return 0
    found = blob.text.find(opening, blob.at + len(opening), limit)
    if found < 0:
        return 0
    ends = [stop for stop in sentence_ends(blob.text, blob.at, limit) if stop < found]
    line = find_dateline(blob.text, ends[-1] + 1, blob.end, blob.language) if ends else None
    return ends[-1] if line and line.end >= found - 2 else found


def _captioned(blob: Blob, limit: int) -> None:
    """Up to the first credit in parentheses: one sentence is its caption; of more, the first is the deck."""
    match = _compiled(blob.language).credit_paren.search(blob.text, blob.at, limit)
    if not match:
        return
    ends = [stop for stop in sentence_ends(blob.text, blob.at, match.start() + 1) if stop < match.start() - 1]
    first = ends[-1] + 1 if ends else blob.at
    if len(ends) > 3 or find_dateline(blob.text, first, blob.end, blob.language):
        return
    if ends:
        blob.take(ends[0], "deck")
        blob.skip()
    blob.take(match.end(), "caption")
    blob.skip()


def _tags_end(blob: Blob, start: int, deck: str) -> int:
    """Where a list of tags ends and the lead begins: at the deck's opening words, at a word that opens leads, or at
    the last capital before the first verb."""
    p = patterns(blob.language)
    run = list(re.finditer(r"\S+", blob.text[start : min(blob.end, start + 260)]))[:32]
    opening = words(deck)[:2]
    for at, word in enumerate(run[1:], 1):
        if at + 1 < len(run) and opening and words(f"{word.group()} {run[at + 1].group()}")[:2] == opening:
            return start + word.start()
    for at, word in enumerate(run[1:], 1):
        if word.group().strip("\"“'‘(") in _compiled(blob.language).openers:
            return start + word.start()
        if word.group() in p.opening_verbs:
            while at > 1 and not run[at - 1].group()[0].isupper():
                at -= 1
            return start + run[at - 1].start()
    return start + (run[0].end() if run else 0)


def _dateline(blob: Blob, bare: bool) -> None:
    """A dateline at the cursor, or after a deck of up to three sentences ("... said. MOSCOW (Sputnik) An")."""
    if blob.dateline is None and (line := find_dateline(blob.text, blob.at, blob.end, blob.language)):
        _take_dateline(blob, line)
        return
    if not bare:
        return
    for stop in sentence_ends(blob.text, blob.at, min(blob.end, blob.at + HEAD_CHARS))[:3]:
        start = stop + 1
        line = find_dateline(blob.text, start, blob.end, blob.language)
        if line and line.agency:
            if "deck" not in {kind for _, _, kind in blob.marks}:
                blob.take(stop, "deck")
            blob.at = start
            _take_dateline(blob, line)
            return
    match = re.compile(r"(?P<place>[A-Z]{4,}(?: [A-Z]{4,})?)\s(?=[A-Z\"“][\w'’-]*\s)(?![A-Z]{2,}\s)").match(
        blob.text, blob.at, blob.end
    )
    if match and blob.text.count(match["place"]) == 1:
        _take_dateline(blob, Dateline(blob.at, match.end("place"), match.end("place")))


def _take_dateline(blob: Blob, line: Dateline) -> None:
    blob.dateline = line
    blob.take(line.end, "dateline")


def read_captions(text: str, start: int, end: int, language: str = "en") -> list[Mark]:
    """Captions inside a paragraph: the sentence before a credit in parentheses that more text follows."""
    marks: list[Mark] = []
    for match in _compiled(language).credit_paren.finditer(text, start, end):
        ends = [stop for stop in sentence_ends(text, start, match.start() + 1) if stop < match.start() - 1]
        opening = _SPACE.match(text, ends[-1] if ends else start)
        first = opening.end() if opening else start
        if match.end() - first <= MAX_CAPTION_CHARS and not find_dateline(text, first, end, language):
            marks.append((first, match.end(), "caption"))
    return marks


def read_foot(text: str, start: int, end: int, language: str = "en") -> tuple[list[Mark], int]:
    """The furniture at the foot of a long paragraph, and where the body ends before it."""
    p = _compiled(language)
    half = start + (end - start) // 3
    marks: list[Mark] = []
    if match := p.tail_date.search(text, max(half, end - 160), end):
        marks.append((match.start(), end, "published"))
        end = match.start()
    if note := next(iter(p.source.finditer(text, half, end)), None):
        marks += _rest(text, note.end(), end, language)
        marks.append((note.start("note"), note.end("note"), "source_line"))
        return marks, note.start("note")
    hits = [m.start() for m in (p.tail.search(text, half, end), p.staff.search(text, max(half, end - 900), end)) if m]
    if hits:
        marks += _rest(text, min(hits), end, language)
        return marks, min(hits)
    return marks, end


def _rest(text: str, start: int, end: int, language: str) -> list[Mark]:
    """What follows the story's end: boilerplate, with its tags apart."""
    if not text[start:end].strip():
        return []
    tags = re.compile(r"(?<=\s)Tags\s").search(text, start, end)
    if not tags:
        return [(start, end, "boilerplate")]
    stop = re.compile(r"\s(?=Community standards|Comment|Share|Follow)").search(text, tags.end(), end)
    stop_at = stop.start() if stop else end
    found: list[Mark] = [
        (start, tags.start(), "boilerplate"),
        (tags.start(), stop_at, "tags"),
        (stop_at, end, "boilerplate"),
    ]
    return [mark for mark in found if text[mark[0] : mark[1]].strip()]
