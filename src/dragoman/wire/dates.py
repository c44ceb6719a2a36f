"""Dates as the press writes them: found with a pattern, read to ISO, day and month told apart with care."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from dragoman.wire.patterns import Patterns, patterns

FIRST_YEAR, LAST_YEAR = 1900, 2100  # outside, a number is no year of a press report


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date expression [start, end) of the text, with the time of day where it has one."""

    start: int
    end: int
    iso: str | None  # None where the year is missing or the day is impossible
    month: int | None = None
    day: int | None = None
    ambiguous: bool = False  # 04/05/2016: read as day first


def _sources(words: Patterns) -> tuple[str, str]:
    """The pattern of a full date, and of a day and month alone."""
    month = rf"(?:{words.month})\b\.?"
    weekday = rf"(?:(?:{words.weekday})\b\.?,?\s+)?"
    named = [
        rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?[ -](?:of )?(?P<m1>{month})[, -]{{1,2}}(?P<y1>(?:19|20)\d\d)",
        # "Apr 232017": a scraper lost the comma between day and year
        rf"(?P<m2>{month})\s(?P<d2>\d{{1,2}})(?:(?:st|nd|rd|th)?,?\s|,)?(?P<y2>(?:19|20)\d\d)",
        r"(?P<y3>(?:19|20)\d\d)[-/.](?P<n3>\d\d)[-/.](?P<d3>\d\d)",
        r"(?P<a4>\d{1,2})(?P<s4>[./-])(?P<b4>\d{1,2})(?P=s4)(?P<y4>(?:19|20)\d\d)",
    ]
    clock = (
        r"(?:T?\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?Z?(?:[+-]\d\d:?\d\d)?(?:\s?[apAP]\.?[mM]\b\.?)?"
        r"|(?:[01]\d|2[0-3])[0-5]\d(?=\s(?:UTC|GMT|hrs|hours|[A-Z]{3,4}\b|$)|\s?$)"
        r"|\d{1,2}(?:[.:]\d\d)?\s?[apAP]\.?[mM]\b\.?|\d{1,2}\.\d\d(?=\s(?:GMT|UTC|[A-Z]{2,4}T)\b))"
    )
    names = r"UTC|GMT|KSA|EST|EDT|ET|BST|CET|CEST|EET|EEST|IST|PST|PDT|MSK|WAT|EAT|Moscow time"
    zone = rf"(?:\s?\(?(?:{names})(?:\s?[+-]\d{{1,2}}(?::\d\d)?)?\b\)?)"
    time = rf"(?:(?:,?\s*(?:at\s|[-–|]\s|T)?|\s?-\s?){clock}{zone}?|,?\sat\s(?:[01]\d|2[0-3])[0-5]\d\b)?"
    full = rf"(?<![\w./-]){weekday}(?:{'|'.join(named)})(?![a-z\d]|[./-]\d){time}"
    short = (
        rf"(?<![\w])(?:(?P<m>{month})\s(?P<d>\d{{1,2}})|(?P<d_>\d{{1,2}})\s(?P<m_>{month}))(?!\d|\s?(?:19|20)\d\d)\b"
    )
    return full, short


@cache
def _compiled(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    full, short = _sources(patterns(language))
    return re.compile(full), re.compile(short)


def date_pattern(language: str = "en") -> str:
    """The source of the full-date pattern with its groups made anonymous, to stand inside larger patterns."""
    return re.sub(r"\(\?P=s4\)", r"[./-]", re.sub(r"\(\?P<\w+>", "(?:", _sources(patterns(language))[0]))


def short_pattern(language: str = "en") -> str:
    """The same for a day and month without a year ("Sept. 26")."""
    return re.sub(r"\(\?P<\w+>", "(?:", _sources(patterns(language))[1])


def find_dates(text: str, start: int = 0, end: int | None = None, language: str = "en") -> Iterator[FoundDate]:
    """Full dates in ``text[start:end]``, left to right; offsets into ``text``."""
    for match in _compiled(language)[0].finditer(text, start, len(text) if end is None else end):
        yield _read(match, language)


def _read(match: re.Match[str], language: str) -> FoundDate:
    group = match.groupdict()
    ambiguous = False
    if group["y1"] or group["y2"]:
        year = int(group["y1"] or group["y2"])
        month = _month(group["m1"] or group["m2"], language)
        day = int(group["d1"] or group["d2"])
    elif group["y3"]:
        year, month, day = int(group["y3"]), int(group["n3"]), int(group["d3"])
    else:
        year, month, day, ambiguous = _day_first(int(group["a4"]), int(group["b4"]), int(group["y4"]), group["s4"])
    iso = _iso(year, month, day)
    return FoundDate(match.start(), match.end(), iso, month, day, ambiguous)


def _day_first(first: int, second: int, year: int, mark: str) -> tuple[int, int, int, bool]:
    """Year, month, day, and whether another reading was possible. A dot or dash is day first (Europe, Russia, Arab
    press); a slash is too, unless the second number cannot be a month ("4/27/2017")."""
    if second > 12 >= first:
        return year, first, second, False
    return year, second, first, mark == "/" and first <= 12 and first != second


def _month(word: str, language: str) -> int:
    return patterns(language).months[word.rstrip(".").lower()]


def _iso(year: int, month: int, day: int) -> str | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def find_short(text: str, start: int, end: int, language: str = "en") -> FoundDate | None:
    """A day and month without a year in ``text[start:end]`` ("Sept. 26"), its ``iso`` None."""
    match = _compiled(language)[1].search(text, start, end)
    if match is None:
        return None
    month, day = match["m"] or match["m_"], match["d"] or match["d_"]
    return FoundDate(match.start(), match.end(), None, _month(month, language), int(day))


def read_date(written: str, language: str = "en") -> tuple[str | None, bool]:
    """ISO date of a source's own date field in any usual format, and whether its day and month order was a guess.

    Tries ISO and the press patterns first, then Unix seconds, then dateparser without its relative readings ("Monday",
    "2 hours ago" depend on a clock and give None).
    """
    written = written.strip()
    found = next(find_dates(written, language=language), None)
    if found and found.iso:
        return found.iso, found.ambiguous
    if re.fullmatch(r"\d{8}", written):
        return _iso(int(written[:4]), int(written[4:6]), int(written[6:])), False
    if re.fullmatch(r"1?\d{9}(?:\d{3})?(?:\.\d+)?", written):
        return date.fromordinal(
            date(1970, 1, 1).toordinal() + int(written[: 10 if written[0] == "1" else 9]) // 86400
        ).isoformat(), False
    return _parsed(written), False


def _parsed(written: str) -> str | None:
    if not re.search(r"\d{4}", written) or len(written) > 60:
        return None
    import dateparser  # 0.3 s: only for the rare formats

    settings = {"PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["day", "month", "year"], "DATE_ORDER": "DMY"}
    read = dateparser.parse(written, languages=["en"], settings=settings)
    return read.date().isoformat() if read else None
