"""Furniture inside the paragraphs of a body, by its wording (``data/<language>/furniture.toml``).

A scraper that loses line breaks puts a page's buttons, links to other stories and crossheads between two sentences.
Each is marked so that the sentence behind it begins anew. Where a piece's end is unsure, it stays body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.lexicon import lexicon
from dragoman.records import ZoneKind
from dragoman.wire.dates import date_pattern
from dragoman.wire.furniture import is_news
from dragoman.wire.lines import NAME

Mark = tuple[int, int, ZoneKind]

MIN_CHARS = 40  # shorter paragraphs hold no piece beside their sentence
MAX_HEADLINE_CHARS = 260  # behind a label, within which the new sentence must begin
MAX_HEADLINE_WORDS = 25
MAX_HEADLINES_CHARS = 600  # several headlines
MIN_HEADLINE_WORDS = 3
MIN_TITLE_WORDS = 4  # long words in capitals that show a headline in title case
LONG = 4  # letters
MIN_CROSSHEAD = 10  # characters
MAX_CROSSHEAD_WORDS = 6  # longer, words in capitals are another story's headline

_BREAK = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=\S)")
_STOP = re.compile(r"[.!?…][\"'”’)\]]*(?=\s|\Z)")
_QUOTES = '"“'
_NONSPACE = re.compile(r"\S+")
_SPACE = re.compile(r"\s*")
_OPENS = r"(?=\s*\Z|\s+[\"“'‘(\[«]?[A-Z0-9À-Þ])"  # the page's piece ends here: a sentence follows, or nothing
_CROSSHEAD = re.compile(r"[A-Z][A-Z’'-]+(?:,? (?:[A-Z’'-]+|[\d,.-]+))+(?= [\"“'‘]?[A-Z][a-z]| A [a-z])")


@dataclass(frozen=True)
class Within:
    """Compiled patterns of a language."""

    piece: re.Pattern[str]
    bracket: re.Pattern[str]
    post: re.Pattern[str]
    posted: re.Pattern[str]  # what every post has: looked for first, since it begins with a letter
    link: re.Pattern[str]
    link_above: re.Pattern[str]
    teaser: re.Pattern[str]
    title: re.Pattern[str]  # the first words of a headline in title case
    titles: dict[str, frozenset[str]]
    headlines: dict[str, frozenset[str]]


@cache
def within(language: str = "en") -> Within:
    """The patterns of a language."""
    data = lexicon("furniture", language)
    url = _any(data["post"])
    titles, dated = data["after_title_case"], date_pattern(language)
    signed = rf"(?:{NAME}\s(?:(?:of|for|the|and|al)\s)?){{1,7}}\(@?\w{{5,20}}\)"
    posted = rf"(?:(?:{url})\s*)+(?:[—–-]?\s?{signed}(?:\s{dated})?)?|[—–]\s?{signed}\s{dated}"
    return Within(
        piece=re.compile(rf"(?:{_any(data['within'])}|{signed}\s{dated}){_OPENS}"),
        bracket=re.compile(rf"[(\[](?:{_any(data['bracket'], inside=True)})[)\]]"),
        posted=re.compile(r"pic\.tw|http|[—–]\s?[A-Z][^()\n]{1,60}\(@?\w"),
        post=re.compile(rf"(?:{posted})(?<=\S){_OPENS}"),
        link=re.compile(_any(data["link"])),
        link_above=re.compile(_any(data["link_above"])),
        teaser=re.compile(_any(data["teaser"])),
        title=re.compile(rf"(?:[^\sa-z]\S*\s+(?:(?:{'|'.join(sorted(titles['small']))})\s+)*){{{MIN_TITLE_WORDS}}}"),
        titles={key: frozenset(titles[key]) for key in ("words", "small", "names")},
        headlines={key: frozenset(data["after_headline"][key]) for key in ("words", "verbs")},
    )


def _any(entries: list[dict[str, Any]], inside: bool = False) -> str:
    """The patterns of the entries as one; within brackets, a dot is no bracket."""
    every = [pattern for entry in entries for pattern in entry["patterns"]]
    joined = "|".join(f"(?:{pattern})" for pattern in every)
    return joined.replace(".{", r"[^()\[\]]{") if inside else joined


def read_within(text: str, start: int, end: int, language: str = "en") -> list[Mark]:
    """Marks of the furniture and the crossheads inside the paragraph ``text[start:end]``."""
    if end - start < MIN_CHARS:
        return []
    p = within(language)
    marks: list[Mark] = [(m.start(), m.end(), "boilerplate") for m in p.bracket.finditer(text, start, end)]
    if p.posted.search(text, start, end):
        marks += [(m.start(), m.end(), "boilerplate") for m in p.post.finditer(text, start, end)]
    done = start
    for place in _places(text, start, end):
        while place >= done and (found := _piece(text, place, start, end, language)):
            marks.append(found)
            done = place = _SPACE.match(text, found[1], end).end()  # type: ignore[union-attr]
    return marks


def _places(text: str, start: int, end: int) -> Iterator[int]:
    """Where a sentence could begin."""
    yield start
    for match in _BREAK.finditer(text, start, end):
        yield match.end()


def _piece(text: str, at: int, start: int, end: int, language: str) -> Mark | None:
    """The piece that begins at ``at``, or None."""
    p = within(language)
    if match := p.piece.match(text, at, end):
        return at, match.end(), "boilerplate"
    if match := p.link.match(text, at, end):
        stop = _link_end(text, match.end(), end, match.group().rstrip()[-1:] in ":|>»→", language)
        return (at, stop, "boilerplate") if stop else None
    begins = at == start or text[at - 2] not in ".!?…\"'”’)]"  # the paragraph, or what follows another piece
    if begins and (match := p.link_above.match(text, at, end)):
        stop = _headline_end(text, match.end(), min(end, at + MAX_HEADLINES_CHARS), False, language)
        return (at, stop, "boilerplate") if stop else None
    match = p.teaser.match(text, at, end)
    if stop := _title_end(text, match.end() if match else at, end, 1 if match else 2, language):
        return at, stop, "boilerplate"
    return _crosshead(text, at, end)


def _link_end(text: str, at: int, end: int, parted: bool, language: str) -> int | None:
    """Where another story's headline behind a label ends; ``parted``: a colon or bar stands behind the label.

    At the new sentence if one can be seen, else at the paragraph's end where nothing more than the headline is left.
    """
    last = min(end, at + MAX_HEADLINE_CHARS)
    found = _title_end(text, at, last, 1, language) or _headline_end(text, at, last, True, language)
    if found:
        return found
    stop = _STOP.search(text, at, end)
    rest = text[at:end].strip()
    if not rest or rest[0].islower() or len(rest.split()) > MAX_HEADLINE_WORDS or is_news(rest, language):
        return None
    if stop is None or (parted and stop.end() >= at + len(rest)):
        return at + len(text[at:end].rstrip())
    return None


def _headline_end(text: str, at: int, end: int, single: bool, language: str) -> int | None:
    """Where a headline with small letters ends: before a word that opens sentences, or, where it is a single one,
    before a name and its verb."""
    p = within(language).headlines
    stop = _STOP.search(text, at, end)
    run = list(_NONSPACE.finditer(text, at, stop.start() if stop else end))
    for n in range(MIN_HEADLINE_WORDS, min(len(run) - 1, MAX_HEADLINE_WORDS) if single else len(run) - 1):
        word, coming = run[n].group().lstrip("-\"“'‘("), run[n + 1].group()
        opens = word in p["words"] and (coming[0].islower() or coming[0].isdigit() or word == "The")
        if single and not opens:
            opens = _is_common(text, word, run[n - 1].group()) or run[n].group()[0] in _QUOTES
        if opens or (single and word[:1].isupper() and coming in p["verbs"]):
            first = n if opens else _name_start(run, n)
            return run[first - 1].end() if first >= MIN_HEADLINE_WORDS else None
    return None


def _is_common(text: str, word: str, before: str) -> bool:
    """A word in capitals behind one without that the text also writes small is no name: a sentence begins there."""
    if not word[:1].isupper() or before[0].isupper() or not word.isalpha() or len(word) <= LONG:
        return False
    return re.search(rf"\b{word.lower()}\b", text) is not None


def _name_start(run: list[re.Match[str]], at: int) -> int:
    """The first of the words in capitals that end with the word ``at``."""
    while at and run[at - 1].group()[0].isupper():
        at -= 1
    return at


def _title_end(text: str, at: int, end: int, share: int, language: str) -> int | None:
    """Where a headline in title case ends that a sentence follows without a stop ("... Main Battlefields The army");
    ``share`` times ``MIN_TITLE_WORDS`` long words in capitals are asked for. None where the words tell no end."""
    p = within(language)
    if p.title.match(text, at, end) is None:
        return None
    opener: tuple[int, int] | None = None
    last: re.Match[str] | None = None
    capitals = n = 0
    for n, match in enumerate(_NONSPACE.finditer(text, at, min(end, at + MAX_HEADLINE_CHARS))):
        word = match.group()
        if word[0].islower() and word not in p.titles["small"]:
            break
        if n > MIN_TITLE_WORDS and last and _opens_sentence(last.group(), word, p):
            opener = last.start(), capitals
        if word[-1] in ".!?;":
            return None
        capitals += len(word) >= LONG and word[0].isupper()
        last = match
    else:
        return None
    if last and last.group() in p.headlines["words"]:
        opener = last.start(), capitals  # "... Terror Groups Join Ranks Several people"
    if opener is None or opener[1] < share * MIN_TITLE_WORDS:
        return None
    return len(text[: opener[0]].rstrip())


def _opens_sentence(word: str, following: str, p: Within) -> bool:
    """Whether a word in title case opens a sentence: "The" but in "The Hague", or the first word of a quotation."""
    if word[0] in _QUOTES:
        return following[0].islower()
    return word in p.titles["words"] and not (word == "The" and following in p.titles["names"])


def _crosshead(text: str, at: int, end: int) -> Mark | None:
    """Words in capitals between two sentences ("NO DECISION YET The president"), no acronym of the text's."""
    match = _CROSSHEAD.match(text, at, end)
    if match is None or len(match.group()) < MIN_CROSSHEAD:
        return None
    words = [word.strip(",") for word in match.group().split()]
    again = any(text.count(word) > 1 for word in words if len(word) > LONG)
    if len(words) > MAX_HEADLINE_WORDS or again or max(map(len, words)) <= LONG:
        return None
    return at, match.end(), "subhead" if len(words) <= MAX_CROSSHEAD_WORDS else "boilerplate"
