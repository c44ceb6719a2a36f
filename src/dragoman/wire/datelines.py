"""Datelines: "GENEVA (Reuters) - ", "FLINT, Mich., Oct. 4 (UPI) — ", "MOSCOW, April 5. /TASS/. ", "Beirut- "."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dragoman.wire.dates import date_pattern, short_pattern
from dragoman.wire.patterns import patterns

MAX_LENGTH = 110  # characters that a dateline may take, dash included


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where the zone [start, end) stands; ``place_end`` is where place and date end; ``agency`` as written."""

    start: int
    end: int
    place_end: int
    agency: tuple[int, int] | None = None


@cache
def _forms(language: str) -> list[re.Pattern[str]]:
    p = patterns(language)
    upper = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.\-]+(?:[ /][A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.\-]*){0,3}"
    title = r"[A-ZÀ-ÖØ-Þ][\w'’\-]+(?:[ /](?:al-|de |da |la )?[A-ZÀ-ÖØ-Þ][\w'’\-]*){0,2}"
    region = r"(?:,? [A-Z][\w'’.\-]*(?: [A-Z][\w'’.\-]*){0,2})"
    dated = rf"(?:,? (?:{date_pattern(language)}|{short_pattern(language)}))"
    agency = rf"(?P<agency>(?:{p.agency}))"
    inside = rf"\(\s?(?:(?P<agency>(?:{p.agency}))\b[^()]{{0,50}}|[^()]{{2,50}})\)"
    known = rf"\(\s?{agency}\b[^()]{{0,50}}\)"
    dash = r"\s?(?:--|[-–—])\s?"
    return [
        re.compile(rf"(?P<place>{upper}{region}{{0,2}}?{dated}?)[,.]? ?{inside}(?:{dash}|\s?:\s|\s)"),
        re.compile(rf"(?P<place>{upper}{region}{{0,2}}?{dated}?)[,.]? ?/{agency}(?:/?[^/]{{0,20}})/[.]?(?:{dash}|\s)"),
        re.compile(
            rf"(?P<place>{title}{region}{{0,2}}?{dated}?)[,.]? ?(?:{known}|/{agency.replace('agency', 'agency2')}/\.?)(?:{dash}|\s?:\s|\s)"
        ),
        re.compile(rf"(?P<place>{upper}{region}{{0,2}}?{dated}?)[,.]?\s?(?:--|[-–—])\s?{agency}\s?(?:--|[-–—:])\s?"),
        re.compile(rf"(?P<place>{title}{region}{{0,1}}?),? {agency}\s?[-–—]+\s?(?=[\"“'‘A-Z\d])"),
        re.compile(
            rf"(?P<place>{upper}{region}{{0,2}}?{dated}?)[,.]?(?:\s?(?:--|[–—])|\s-(?=\s)|-(?=\s))\s?(?=[\"“'‘A-Z\d])"
        ),
        re.compile(rf"(?P<place>{upper}{region}{{0,1}}?{dated}?)\s?:\s(?=[\"“'‘A-Z\d])"),
        re.compile(rf"(?P<place>{title}{region}{{0,2}}?{dated}?)(?:\s?(?:--|[–—])\s?|\s?-\s)(?=[\"“'‘A-Z\d])"),
        re.compile(rf"(?P<place>){known}\s?(?:--|[-–—])\s?"),
    ]


def find_dateline(text: str, start: int, end: int, language: str = "en") -> Dateline | None:
    """The dateline that stands at ``start`` of the paragraph ``text[start:end]``, or None."""
    for form in _forms(language):
        match = form.match(text, start, min(end, start + MAX_LENGTH))
        if match is None or match.end() >= end:
            continue
        group = match.groupdict()
        name = next((key for key in ("agency", "agency2") if group.get(key)), None)
        place_end = match.end("place")
        if place_end == start and name is None:
            continue
        return Dateline(
            start,
            match.end() - len(match.group()) + len(match.group().rstrip()),
            place_end,
            match.span(name) if name else None,
        )
    return None
