"""The inside and the foot of scraped text without line breaks: captions, source line, signature, tags, furniture."""

from __future__ import annotations

from dragoman.wire.blob import Mark, find_dateline_before
from dragoman.wire.blob_patterns import blob_patterns
from dragoman.wire.sentences import sentence_ends
from dragoman.wire.signature import signature
from dragoman.wire.tail import source_note

MAX_CAPTION_CHARS = 500
TAIL_DATE_CHARS = 160
STAFF_CHARS = 900
END_CHARS = 60
SHORT_REST = 60  # what follows a source line is furniture when it is this short; longer, it must look like it


def read_captions(text: str, start: int, end: int, language: str = "en") -> list[Mark]:
    """Captions inside a paragraph: the sentence before a credit, in parentheses or behind the agency's slash
    ("... August 24 2014. REUTERS/Jane Doe"), that more text follows."""
    p = blob_patterns(language)
    marks: list[Mark] = []
    for match in (*p.credit_paren.finditer(text, start, end), *p.credit_slash.finditer(text, start, end)):
        ends = [s for s in sentence_ends(text, start, match.start() + 1, language) if s < match.start() - 1]
        first = ends[-1] + 1 if ends else start
        if match.end() - first <= MAX_CAPTION_CHARS and not find_dateline_before(text, first, match.end(), language):
            marks.append((first, match.end(), "caption"))
    return marks


def read_foot(text: str, start: int, end: int, language: str = "en") -> tuple[list[Mark], int]:
    """The furniture at the foot of a scraped paragraph, and where the body ends before it."""
    p = blob_patterns(language)
    half = start + (end - start) // 3
    marks: list[Mark] = []
    if match := p.tail_date.search(text, max(half, end - TAIL_DATE_CHARS), end):
        marks.append((match.start(), end, "published"))
        end = match.start()
    if note := _last_source(text, half, end, language):
        marks += _rest(text, note[1], end, language)
        marks.append((*note, "source_line"))
        return marks, note[0]
    searched = (
        p.tail.search(text, half, end),
        p.end.search(text, max(half, end - END_CHARS), end),
        p.staff.search(text, max(half, end - STAFF_CHARS), end),
        p.about.search(text, max(half, end - STAFF_CHARS), end),
    )
    hits = [match.start() for match in searched if match]
    if hits:
        marks += _rest(text, min(hits), end, language)
        end = min(hits)
    return marks, _close(text, start, end, marks, language)


def _last_source(text: str, start: int, end: int, language: str) -> tuple[int, int] | None:
    """The last source line whose rest is furniture."""
    p = blob_patterns(language)
    for match in reversed(list(p.source.finditer(text, start, end))):
        rest = text[match.end("note") : end].strip()
        if len(rest) <= SHORT_REST or p.after_tags.match(text, match.end("note"), end):
            return match.span("note")
    return None


def _close(text: str, start: int, end: int, marks: list[Mark], language: str) -> int:
    """A source note or signature at the end of the body that is left."""
    while end > start and text[end - 1].isspace():
        end -= 1
    if note := source_note(text, start, end, language):
        marks.append((*note, "source_line"))
        return note[0]
    if signed := signature(text, start, end):
        marks.append((*signed, "byline"))
        return signed[0]
    return end


def _rest(text: str, start: int, end: int, language: str) -> list[Mark]:
    """What follows the story's end: boilerplate, with its tags apart."""
    p = blob_patterns(language)
    tags = p.tags.search(text, start, end)
    if not tags:
        return [(start, end, "boilerplate")] if text[start:end].strip() else []
    stop = p.after_tags.search(text, tags.end(), end)
    cut = stop.start() if stop else end
    found: list[Mark] = [(start, tags.start(), "boilerplate"), (tags.start(), cut, "tags"), (cut, end, "boilerplate")]
    return [mark for mark in found if text[mark[0] : mark[1]].strip()]
