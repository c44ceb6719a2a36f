"""The top of scraped text without line breaks: date, repeated headline, byline, deck, tags, caption, dateline.

Each recogniser looks at one place, the cursor, and says how far it reaches. What none of them claims is body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dragoman.records import ZoneKind
from dragoman.wire.blob_patterns import blob_patterns
from dragoman.wire.datelines import Dateline, bare_dateline, find_dateline
from dragoman.wire.parts import words
from dragoman.wire.patterns import patterns
from dragoman.wire.sentences import sentence_ends

Mark = tuple[int, int, ZoneKind]

BLOB_CHARS = 700  # a paragraph this long may hold a whole scraped story
HEAD_CHARS = 900  # how far decks, tags and the first caption are looked for
STAMP_CHARS = 450  # how far below the headline an agency and date may stand
REPEATED_WORDS = 6  # a deck is seen to be repeated when this many words come again
MAX_DECK_SENTENCES = 3
BYLINE_TO_DATE = 40  # characters for a newsroom and its place: "By Jane Doe BBC News, Bamako Published 3 May 2023"

_WORD = re.compile(r"\w+(?:['’]\w+)?")
# After a repeated headline comes its stop or a new sentence; in lower case or after a comma the sentence goes on: then
# it is a lead that begins like the headline.
_CLOSING = re.compile(
    r"[\"”’)]*(?:\s?[.:!?]|\s[-–—|]\s\w+(?=\s)|(?=\s+[\"“'‘(]?[A-Z0-9À-Þ])|(?=\s+(?:by|title:)\s)|\s*\Z)"
)
_STOP = re.compile(r"[.!?]\s")
_GAP = re.compile(r"[\s.]*")
_NONSPACE = re.compile(r"\S+")
_CAPITALS = re.compile(
    r"(?:(?<=\s)|(?<=\A))(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ'’.-]+){0,3}"
    r"(?: [A-ZÀ-Þ][\w'’.-]*)?) \([^()]*\)\Z"
)
_OPENING = re.compile(rf"(?:\S+\s+){{{REPEATED_WORDS}}}")


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
        match = _GAP.match(self.text, self.at, self.end)
        if match and (self.marks or not match.group().strip()):
            self.at = match.end()

    def take(self, end: int, kind: ZoneKind) -> None:
        """Mark from the cursor to ``end`` and go on there."""
        piece = self.text[self.at : end]
        start = self.at + len(piece) - len(piece.lstrip())
        if piece.strip():
            self.marks.append((start, start + len(piece.strip()), kind))
        self.at = end

    def last(self) -> ZoneKind | None:
        """The kind marked last."""
        return self.marks[-1][2] if self.marks else None

    def has(self, *kinds: ZoneKind) -> bool:
        """Whether one of the kinds is marked."""
        return any(kind in kinds for _, _, kind in self.marks)


def read_blob(text: str, start: int, end: int, headline: str | None, language: str = "en") -> Blob:
    """The furniture at the top of the paragraph ``text[start:end]``, then its deck, first caption and dateline."""
    blob = Blob(text, start, end, headline, language)
    _furniture_run(blob)
    if (blob.has("headline") or end - start >= BLOB_CHARS) and not blob.has("published") and _stamp(blob):
        _furniture_run(blob)
    if blob.at < end and (end - start >= BLOB_CHARS or blob.has("published", "headline")):
        _deck(blob)
        _dateline(blob, scraped=blob.has("published", "headline"))
    elif blob.at < end:
        _dateline(blob, scraped=False)
    return blob


def _furniture_run(blob: Blob) -> None:
    for _ in range(12):
        blob.skip()
        if blob.at >= blob.end or not _furniture(blob):
            return


def _furniture(blob: Blob) -> bool:
    """Mark one piece of furniture at the cursor; False when there is none."""
    p = blob_patterns(blob.language)
    text, at, end = blob.text, blob.at, blob.end
    if blob.headline and (reach := repeated(text, at, end, blob.headline)):
        blob.take(reach, "headline")
    elif not blob.has("section") and (match := p.section.match(text, at, end)):
        blob.take(match.end("name"), "section")
    elif match := (p.loose_date if blob.last() == "source_line" else p.date).match(text, at, end):
        blob.take(match.end(), "published")
    elif (blob.marks or blob.headline) and (match := p.furniture.match(text, at, end)):
        blob.take(match.end(), "boilerplate")
    elif blob.marks and (match := p.credit.match(text, at, end)):
        blob.take(match.end(), "boilerplate")  # a credit whose caption was lost
    elif _agency(blob):
        return True
    else:
        return _byline(blob)
    return True


def _agency(blob: Blob) -> bool:
    """An agency's name between headline, date and lead: "... Monitor AFP Friday 22 Jul 2016"."""
    p = blob_patterns(blob.language)
    match = p.agency.match(blob.text, blob.at, blob.end)
    if not match or find_dateline(blob.text, blob.at, blob.end, blob.language):
        return False
    dated = p.loose_date.match(blob.text, match.end() + 1, blob.end)
    if blob.last() not in ("headline", "published") and not (dated and blob.last() in (None, "boilerplate")):
        return False
    blob.take(match.end(), "source_line")
    return True


def _byline(blob: Blob) -> bool:
    """ "by X and Y" below the date, or names with a stop right after the repeated headline."""
    p = blob_patterns(blob.language)
    text, at, end = blob.text, blob.at, blob.end
    if blob.last() == "published" and (match := p.byline.match(text, at, end)):
        blob.take(_names_end(blob, match.start("names"), match.end("names")), "byline")
        return True
    if blob.last() == "headline" and (match := p.byline.match(text, at, end)):
        dated = p.loose_date.search(text, match.end(), min(end, match.end() + BYLINE_TO_DATE))
        if dated and not _STOP.search(text, at, dated.start()):
            blob.take(dated.start(), "byline")
            return True
    match = p.signed.match(text, at, end) if blob.last() == "headline" else None
    if match and match.group().count(" ") >= 2 and _are_names(match.group(), blob):
        blob.take(match.end(), "byline")
        return True
    return False


def _are_names(written: str, blob: Blob) -> bool:
    """No word that opens sentences, no initials of a body ("The U.N.")."""
    found = written.strip(" .").split()
    return found[0] not in patterns(blob.language).openers and not re.search(r"\b[A-Z]\.[A-Z]", written)


def _names_end(blob: Blob, start: int, end: int) -> int:
    """Where the names of a byline end when a headline or sentence follows without a mark: before the repeated
    headline, else where the same names sign the text's end, else after the second name."""
    run = list(re.finditer(r"\S+", blob.text[start:end]))
    stops = [start + word.start() for word in run[1:]] + [end + 1]
    for stop in stops:
        if blob.headline and repeated(blob.text, stop, blob.end, blob.headline):
            return stop
    closing = blob.text[blob.end - 200 : blob.end] if blob.end > end + 200 else ""
    for word in reversed(run[1:8]):
        if blob.text[start : start + word.end()] in closing:
            return start + word.end()
    return start + run[min(1, len(run) - 1)].end()


def repeated(text: str, at: int, end: int, headline: str) -> int:
    """How far the headline's words stand again at ``at``: the offset after them, or 0.

    A site's name at the headline's end, marks and capitals may differ; three words are the least.
    """
    wanted = words(headline)
    got: list[tuple[str, int]] = []
    for match in _WORD.finditer(text, at, min(end, at + len(headline) + 60)):
        word = match.group().lower().replace("'", "").replace("’", "")
        if len(got) >= len(wanted) or word != wanted[len(got)]:
            break
        got.append((word, match.end()))
    least = max(4, round(len(wanted) * 0.6)) if len(wanted) > 4 else len(wanted)
    if len(wanted) < 3 or len(got) < least:
        return 0
    closing = _CLOSING.match(text, got[-1][1], end)
    return closing.end() if closing else 0


def _stamp(blob: Blob) -> bool:
    """An agency or desk and a date some way below the headline; what stands before them is the deck."""
    p = blob_patterns(blob.language)
    limit = min(blob.end, blob.at + STAMP_CHARS)
    by_agency = p.agency_stamp.search(blob.text, blob.at, limit)
    match = by_agency or p.desk_stamp.search(blob.text, blob.at, limit)
    if not match or len(sentence_ends(blob.text, blob.at, match.start(), blob.language)) >= MAX_DECK_SENTENCES:
        return False
    before = len(blob.text[blob.at : match.start()].split())
    if not by_agency and (before > 3 or not _is_stamp(match["dated"], match.end(), blob)):
        return False
    rest: ZoneKind = "headline" if blob.last() == "headline" else "boilerplate"
    blob.take(match.start(), "deck" if before >= REPEATED_WORDS else rest)
    blob.take(match.end("desk"), "source_line" if by_agency else "section")
    blob.skip()
    blob.take(match.end("dated"), "published")
    return True


def _is_stamp(written: str, end: int, blob: Blob) -> bool:
    """A date with a time, in figures, or with page furniture behind it: not one that a sentence tells."""
    figures = re.match(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}", written)
    return bool(figures) or blob_patterns(blob.language).furniture.match(blob.text, end + 1, blob.end) is not None


def _deck(blob: Blob) -> None:
    """A deck before tags, before a repeated lead or before a caption, and those tags and that caption."""
    limit = min(blob.end, blob.at + HEAD_CHARS)
    tags = blob_patterns(blob.language).tags.search(blob.text, blob.at, limit)
    if tags and len(sentence_ends(blob.text, blob.at, tags.start(), blob.language)) <= MAX_DECK_SENTENCES:
        deck = blob.text[blob.at : tags.start()].strip()
        blob.take(tags.start(), "deck")
        blob.take(_tags_end(blob, tags.end(), deck), "tags")
    elif again := _lead_again(blob, limit):
        blob.take(again, "deck")
    elif blob.has("published"):
        _captioned(blob, limit)
    blob.skip()


def _lead_again(blob: Blob, limit: int) -> int:
    """Where the words at the cursor come again, as a deck that the lead repeats; 0 if they do not."""
    first = _OPENING.match(blob.text, blob.at, limit)
    opening = first.group().strip() if first else ""
    if len(opening) < 25:
        return 0
    found = blob.text.find(opening, blob.at + len(opening), limit)
    if found < 0 or _agency_dateline(blob, found):
        return 0
    if len(sentence_ends(blob.text, blob.at, found, blob.language)) > MAX_DECK_SENTENCES:
        return 0
    return found - (blob.text[found - 1] in "\"“'‘")


def _agency_dateline(blob: Blob, limit: int) -> Dateline | None:
    """The first dateline with its agency in parentheses from the cursor to ``limit``."""
    for match in blob_patterns(blob.language).agency_paren.finditer(blob.text, blob.at, min(limit + 1, blob.end)):
        if line := find_dateline_before(blob.text, blob.at, match.end(), blob.language):
            return line
    return None


def _captioned(blob: Blob, limit: int) -> None:
    """Up to the first credit in parentheses: one sentence is its caption; of more, the first is the deck."""
    match = blob_patterns(blob.language).credit_paren.search(blob.text, blob.at, limit)
    if not match or find_dateline_before(blob.text, blob.at, match.end(), blob.language):
        return
    ends = [s for s in sentence_ends(blob.text, blob.at, match.start() + 1, blob.language) if s < match.start() - 1]
    if len(ends) > MAX_DECK_SENTENCES:
        return
    if ends:
        blob.take(ends[0], "deck")
        blob.skip()
    blob.take(match.end(), "caption")


def find_dateline_before(text: str, start: int, end: int, language: str) -> Dateline | None:
    """The dateline whose agency in parentheses ends at ``end`` ("... Raqqa. MOSCOW (Sputnik)"), or None.

    Capitals before the place that come again in the text are an acronym, not its first word ("... of the IDF MOSCOW").
    """
    run = _CAPITALS.search(text, max(start, end - 110), end)
    if not run:
        return None
    found = list(_NONSPACE.finditer(text, run.start("place"), run.end("place")))
    first = len(found) - 1
    while first > 0 and not found[first - 1].group().endswith(".") and text.count(found[first - 1].group()) == 1:
        first -= 1
    line = find_dateline(text, found[first].start(), min(len(text), end + 4), language)
    return line if line and line.agency else None


def _tags_end(blob: Blob, start: int, deck: str) -> int:
    """Where a list of tags ends and the lead begins: at the deck's opening words, at a word that opens leads, or at
    the last name before the first small word."""
    p = patterns(blob.language)
    run = list(_NONSPACE.finditer(blob.text, start, min(blob.end, start + 260)))[:32]
    opening = words(deck)[:2]
    for at, word in enumerate(run[1:], 1):
        again = at + 1 < len(run) and bool(opening) and words(f"{word.group()} {run[at + 1].group()}")[:2] == opening
        if again or word.group().strip("\"“'‘(") in p.openers:
            return word.start()
        if word.group() in p.opening_verbs and not _inside_name(run, at, p.in_names):
            return run[_name_before(blob.text, run, at)].start()
    return run[0].end() if run else start


def _inside_name(run: list[re.Match[str]], at: int, small: frozenset[str]) -> bool:
    """A small word between two in capitals, as tags have it ("Observatory for Human Rights")."""
    if run[at].group() not in small or at + 1 >= len(run):
        return False
    return run[at - 1].group()[0].isupper() and run[at + 1].group()[0].isupper()


def _name_before(text: str, run: list[re.Match[str]], at: int) -> int:
    """The word of ``run`` where the last capitalised name before ``at`` begins; two words are one name where the text
    has them together elsewhere."""
    while at > 1 and not run[at - 1].group()[0].isupper():
        at -= 1
    at = max(at - 1, 0)
    while at > 1 and run[at - 1].group()[0].isupper() and text.count(f"{run[at - 1].group()} {run[at].group()}") > 1:
        at -= 1
    return at


def _dateline(blob: Blob, scraped: bool) -> None:
    """A dateline at the cursor, or after a deck of up to three sentences ("... said. MOSCOW (Sputnik) An")."""
    if line := find_dateline(blob.text, blob.at, blob.end, blob.language):
        _take_dateline(blob, line)
        return
    if not scraped:
        return
    line = _agency_dateline(blob, blob.at + HEAD_CHARS)
    if line and len(sentence_ends(blob.text, blob.at, line.start, blob.language)) <= MAX_DECK_SENTENCES:
        _above_dateline(blob, line)
    elif bare := bare_dateline(blob.text, blob.at, blob.end, blob.language):
        _take_dateline(blob, bare)


def _above_dateline(blob: Blob, line: Dateline) -> None:
    """What stands between furniture and dateline: the deck; from a photographer's credit on, a link to a story."""
    photo = blob_patterns(blob.language).credit.search(blob.text, blob.at, line.start)
    stop = photo.start() if photo else line.start
    if blob.text[blob.at : stop].strip() and not blob.has("deck"):
        blob.take(stop, "deck")
    if photo:
        blob.at = stop
        blob.take(line.start, "boilerplate")
    blob.at = line.start
    _take_dateline(blob, line)


def _take_dateline(blob: Blob, line: Dateline) -> None:
    blob.dateline = line
    blob.take(line.end, "dateline")
