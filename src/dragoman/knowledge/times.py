"""Dates in a sentence, resolved against the story's day to intervals (EDTF, ISO 8601-2).

Each word is turned into one letter of its class (``data/en/times.toml``); the patterns of ``time_rules.py`` are regular
expressions over those letters. A sentence without a word of time costs one search.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from dragoman.knowledge.time_meanings import resolve as meaning
from dragoman.knowledge.time_rules import ELSEWHERE, PATTERN, Word, Words
from dragoman.knowledge.time_spans import from_another
from dragoman.lexicon import lexicon
from dragoman.records import Interval

TOKEN = re.compile(
    r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{1,2}-\d{1,2}-\d{4}|\d{4}s|['’]\d0s\b|\d0s\b|\d+(?:st|nd|rd|th)\b|"
    r"\d+(?:[.,:]\d+)*|\S"
)
TELLING = frozenset("WMmUyvSZHFPYdIX")  # a sentence without any of these has no date
CASED = frozenset("WMm")  # names of days and months are capitalised; "march" and "may" are words like others
SCRAPED = frozenset("WMy")  # "Mondays attack", "last Augusts attack", "yesterdays vote": an apostrophe lost
PAIRED = frozenset({"weekday", "month", "year"})
COUNTED = frozenset({"people", "men", "women", "children", "personnel"})  # plurals without an s
OTHER = (".", 0)
MARKS = {",": (",", 0), "-": ("-", 0), "–": ("-", 0), "—": ("-", 0), "(": ("(", 0), ")": (")", 0)}


class Dated(NamedTuple):
    """A date expression: characters [start, end) of the text given, and its days; None where they cannot be known."""

    start: int
    end: int
    interval: Interval | None


@dataclass(frozen=True)
class Vocabulary:
    """Every form in which a word of time is written, with the letter of its class and its value; names of feasts."""

    forms: dict[str, tuple[str, str | int]]
    feasts: dict[str, str]  # every spelling, longest first, with the name that the lexicon has


@cache
def vocabulary() -> Vocabulary:
    """The words of time of the language, read once."""
    tables = lexicon("times")
    forms: dict[str, tuple[str, str | int]] = dict(MARKS)
    for table in tables.values():
        if "letter" in table:
            listed = table["words"]
            for word, value in listed.items() if isinstance(listed, dict) else ((word, word) for word in listed):
                for form in _forms(word, table["letter"]):
                    forms.setdefault(form, (table["letter"], value))
    spellings = {plain: name for name in tables["feast"] for plain in (name.replace("'", ""), name.replace("-", " "))}
    spellings.update({name: name for name in tables["feast"]})
    feasts = dict(sorted(spellings.items(), key=lambda pair: (-len(pair[0]), pair[0])))
    for name in feasts:
        forms.setdefault(TOKEN.findall(name.title().replace("'S", "'s"))[0], ("F", name))
    return Vocabulary(forms, feasts)


def _forms(word: str, letter: str) -> list[str]:
    """As written, capitalised, in capitals; with an apostrophe, and those of days also where scraping has lost it."""
    bare = [word.capitalize(), word.upper()] + ([] if letter in CASED else [word])
    endings = ["", "'s", "’s"] + (["s"] if letter in SCRAPED else [])
    return [form + ending for form in bare for ending in endings]


def find(
    text: str, anchor: str | None = None, *, future: bool | Callable[[int], bool] = False, offset: int = 0
) -> list[Dated]:
    """The date expressions of a sentence, in text order, none overlapping.

    ``anchor`` is the story's ISO day; without one, a relative date keeps ``interval`` None. ``future`` says that the
    sentence speaks of what is to come (or tells it for a character offset of the text): it decides on which side of
    the story a bare weekday or a day without its year lies. ``offset`` is added to the characters given back.
    """
    if callable(future):
        return list(_find(text, anchor, future, offset))
    return list(_remembered(text, anchor, future, offset))


def _find(text: str, anchor: str | None, future: bool | Callable[[int], bool], offset: int) -> tuple[Dated, ...]:
    words, classes = tokenise(text)
    if not words:
        return ()
    day = _anchor(anchor)
    found: list[Dated] = []
    before: re.Match[str] | None = None
    for match in PATTERN.finditer(classes):
        name = match.lastgroup or ""
        part = Words(words[match.start() : match.end()], match.group())
        start, end = offset + part.words[0].start, offset + part.words[-1].end
        if part.letters[-1] == "U" and _hyphened(words, match.end()):  # "a week-long truce"
            continue
        following = words[match.end() : match.end() + 1]
        if (name.startswith("year") and _counts(following)) or _is_named_after(following, text):
            continue
        ahead = future(start) if callable(future) else future
        if name == "span" and part.letters == "pNU" and part.words[-1].lower == "day":  # "the next day"
            name = "next_day"
        if name in ELSEWHERE:
            interval = _from_before(part, found, day, ahead)
        else:
            interval = meaning(name, match, part, day, ahead)
            if name == "this" and match["part"] and part.words[-1].value == "day":  # "on Monday; later in the day"
                interval = _from_before(part.cut(len(part.words) - 1), found, day, ahead) or interval
        if interval is not None or day is None or name in ELSEWHERE:
            found.append(Dated(start, end, interval))
            if before and _paired(before, match, classes):
                found[-2:] = _merged(found[-2], found[-1])
            before = match
    return tuple(found)


def _from_before(part: Words, found: list[Dated], day: date | None, ahead: bool) -> Interval | None:
    """The following day, two weeks later, that month: counted from the last date that the sentence has told before."""
    other = next((dated.interval for dated in reversed(found) if dated.interval), None)
    counted = from_another(part, other) if other else None
    late = counted and day and not ahead and counted.start > day.isoformat()
    return None if late else counted


def _paired(first: re.Match[str], second: re.Match[str], classes: str) -> bool:
    """Whether two plain dates of one kind are named together: "on Thursday and Friday"."""
    plain = not (first["open"] or first["part"] or second["open"] or second["part"])
    together = classes[first.end() : second.start()] in ("c", "cO", "ci", "ct", "t")
    return plain and together and first.lastgroup == second.lastgroup and first.lastgroup in PAIRED


def _merged(first: Dated, second: Dated) -> list[Dated]:
    """One stretch where the second begins the day after the first ends; else both as they are."""
    early, late = first.interval, second.interval
    if not early or not late or date.fromisoformat(early.end) + timedelta(1) != date.fromisoformat(late.start):
        return [first, second]
    return [Dated(first.start, second.end, Interval(early.start, late.end, f"{early.edtf}/{late.edtf}"))]


_remembered = lru_cache(maxsize=512)(_find)  # events, figures and plans ask for the same sentences


@cache
def telling() -> frozenset[str]:
    """The words, in lower case, of which a text without digits must have one to hold a date."""
    known = vocabulary()
    return frozenset(form.lower() for form, (letter, _) in known.forms.items() if letter in TELLING)


@cache
def telling_bare() -> frozenset[str]:
    """The same words as the lexicon has them, without possessive endings."""
    return frozenset(word for table in lexicon("times").values() if "letter" in table for word in table["words"])


def resolve(words: str, anchor: str | None = None, *, future: bool = False) -> Interval | None:
    """The days of the first date expression in the words; None where there is none or it cannot be known."""
    return next((found.interval for found in find(words, anchor, future=future) if found.interval), None)


def _hyphened(words: list[Word], following: int) -> bool:
    """Whether the word before this one is the first half of a compound."""
    return (
        following < len(words) and words[following].letter == "-" and words[following].start == words[following - 1].end
    )


def _is_named_after(following: list[Word], text: str) -> bool:
    """Whether a date is part of a name: "the April 7 Brigade", "the Sunday Times"."""
    word = following[0] if following else None
    return word is not None and text[word.start].isupper() and word.lower in _called_by_dates()


@cache
def _called_by_dates() -> frozenset[str]:
    return frozenset(lexicon("times")["called_by_dates"]["words"])


def _counts(following: list[Word]) -> bool:
    """Whether a year-like number counts things: "in 2000 homes"."""
    return (
        bool(following)
        and following[0].letter == "."
        and (following[0].lower.endswith("s") or following[0].lower in COUNTED)
        and following[0].lower.isalpha()
    )


def _anchor(anchor: str | None) -> date | None:
    """The story's day; None too where only its month or year is known or the text is no date."""
    try:
        return date.fromisoformat(anchor) if anchor else None
    except ValueError:
        return None


@lru_cache(maxsize=256)  # several extractors ask for the same sentence
def tokenise(text: str) -> tuple[list[Word], str]:
    """The words of the text and the letters of their classes; nothing where no word can tell a date."""
    forms = vocabulary().forms
    spans, entries = [], []
    for match in TOKEN.finditer(text):
        word = match[0]
        entries.append(forms.get(word) or (_digits(word) if word[0] in "0123456789'’" else OTHER))
        spans.append(match.span())
    classes = "".join([entry[0] for entry in entries])
    if TELLING.isdisjoint(classes):
        return [], ""
    words = [
        Word(letter, value, text[start:end].lower(), start, end)
        for (letter, value), (start, end) in zip(entries, spans, strict=True)
    ]
    if "F" in classes or "m" in classes:
        words = _joined(words, text)
    if "q" in classes:
        words = [_ordinal_day(words, at) for at in range(len(words))]
    if not {"F", "m", "q"}.isdisjoint(classes):
        classes = "".join([word.letter for word in words])
    return words, classes


def _ordinal_day(words: list[Word], at: int) -> Word:
    """ "1st", "the second" beside a month is a day of it; else it counts halves and quarters."""
    word = words[at]
    if word.letter != "q":
        return word
    after = "".join(other.letter for other in words[at + 1 : at + 3])
    before = words[at - 1].letter if at else ""
    digits = word.lower[0].isdigit()
    if (digits and (before in ("M", "m") or after[:1] in ("M", "m"))) or after in ("oM", "om"):
        return word._replace(letter="D")
    return word


def _joined(words: list[Word], text: str) -> list[Word]:
    """Feasts of several words made one, and the full stop of a shortened month taken in."""
    lower, feasts = text.lower().replace("’", "'"), vocabulary().feasts
    kept: list[Word] = []
    for word in words:
        if kept and word.start < kept[-1].end:
            continue
        if word.letter == "F":
            name = next((name for name in feasts if lower.startswith(name, word.start)), None)
            kept.append(
                Word("H", feasts[name], name, word.start, word.start + len(name)) if name else word._replace(letter=".")
            )
        elif word.lower == "." and kept and kept[-1].letter == "m" and kept[-1].end == word.start:
            kept[-1] = kept[-1]._replace(end=word.end)
        else:
            kept.append(word)
    return kept


def _digits(word: str) -> tuple[str, str | int]:
    """The class and value of an expression in digits."""
    if word.isdigit():
        number = int(word) if len(word) < 10 else 0
        if 1 <= number <= 31 and len(word) <= 2:
            return "D", number
        if len(word) == 4 and 1500 <= number <= 2100:
            return "Y", number
        return ("k" if len(word) < 4 else "."), number
    bare = "".join(letter for letter in word if letter.isdigit())
    if word[-2:] in ("st", "nd", "rd", "th"):
        return ("D", int(bare)) if len(bare) <= 2 and 1 <= int(bare) <= 31 else OTHER
    if word.endswith("s"):
        if len(bare) == 4 and bare[-1] != "0":  # "in 2013s attack", its apostrophe lost
            return _digits(bare)
        return ("d", bare) if bare else OTHER
    if len(bare) == 8 and word[4:5] == "-" and word.count("-") == 2:
        return "I", word
    if len(bare) in (6, 7, 8) and any(word.count(mark) == 2 for mark in "./-"):
        return "X", word
    return OTHER
