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
    """The forms, the surest first. Each names its ``place`` (with the date) and, where it has one, its ``agency``."""
    p = patterns(language)
    upper = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.\-]+(?:[ /][A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.\-]*){0,3}"
    title = r"[A-ZÀ-ÖØ-Þ][\w'’\-]+(?:[ /](?:al-|de |da |la )?[A-ZÀ-ÖØ-Þ][\w'’\-]*){0,2}"
    region = r"(?:,? [A-ZÀ-ÖØ-Þ][\w'’.\-]*(?: [A-ZÀ-ÖØ-Þ][\w'’.\-]*){0,2})"
    parted = region.replace(",? ", ", ", 1)  # with a comma: names without one are rather a person's
    dated = rf"(?:,? (?:{date_pattern(language)}|{short_pattern(language)}))"
    agency = rf"(?P<agency>(?:{p.agency}))(?!\w)"
    known = rf"\(\s?{agency}[^()]{{0,50}}\)"
    slashed = rf"/\s?{agency}[^/]{{0,20}}/\.?"
    capitals = rf"(?P<place>{upper}{region}{{0,2}}?{dated}?)[,.]? ?"
    mixed = rf"(?P<place>{title}(?: \[[A-Z]\w+\])?{region}{{0,2}}?{dated}?)[,.]? ?"
    dash, opens = r"\s?(?:--|[-–—])\s?", r"(?=[\"“'‘A-ZÀ-Þ\d])"
    return [
        re.compile(form)
        for form in (
            rf"{capitals}{known}(?:{dash}|\s?:\s|\s)",  # DAMASCUS (SANA)- , DAMASCUS Syria (The Associated Press ...)
            rf"{capitals}\([^()]{{2,50}}\)(?:{dash}|\s?:\s)",  # KUWAIT CITY (an agency we do not know) -
            rf"{capitals}{slashed}(?:{dash}|\s)",  # MOSCOW, April 5. /TASS/.
            rf"{mixed}{known}(?:{dash}|\s?:\s|\s|{opens})",  # Kabul (Pajhwok) -
            rf"{mixed}{slashed}(?:{dash}|\s)",
            rf"{capitals}(?:--|[-–—])\s?{agency}\s?(?:--|[-–—:])\s?",  # BERLIN - Reuters -
            rf"(?P<place>{title}{region}?),? {agency}\s?[-–—]+\s?{opens}",  # Aleppo SANA-Terrorists
            rf"(?P<place>{upper}{region}{{0,2}}?{dated}?)[,.]?(?:\s?(?:--|[–—])|\s?-(?=\s))\s?{opens}",  # BEIRUT -
            rf"(?P<place>{upper}{region}?{dated}?)\s?:\s{opens}",  # ISLAMABAD:
            rf"(?P<place>{title}{parted}{{0,2}}?{dated}?)(?:\s?(?:--|[–—])\s?|\s?-\s){opens}",  # Abuja — , Beirut-
            rf"(?P<place>){known}(?:{dash}|\s?{opens})",  # (Reuters) -
        )
    ]


def find_dateline(text: str, start: int, end: int, language: str = "en") -> Dateline | None:
    """The dateline that stands at ``start`` of the paragraph ``text[start:end]``, or None."""
    for form in _forms(language):
        match = form.match(text, start, min(end, start + MAX_LENGTH))
        if match is None or match.end() >= end:
            continue
        agency = match.span("agency") if match.groupdict().get("agency") else None
        place_end = match.end("place")
        if agency is None and text[start:place_end].lower() in patterns(language).agency_names:
            if ":" in match.group():
                return None  # "AP: ..." opens a headline that quotes the agency
            return Dateline(start, _stripped(match), start, (start, place_end))  # "NNA - ": an agency, no place
        if place_end > start or agency:
            return Dateline(start, _stripped(match), place_end, agency)
    return None


def _stripped(match: re.Match[str]) -> int:
    return match.start() + len(match.group().rstrip())


@cache
def _bare(language: str) -> re.Pattern[str]:
    opener = "|".join(sorted(patterns(language).openers))
    return re.compile(
        rf"(?P<place>[A-Z]{{4,}}(?: [A-Z]{{4,}})?(?: [A-Z][a-z]+(?=\s(?:{opener})\s))?)"
        r"\s(?=[A-Z\"“][\w'’-]*\s)(?![A-Z]{2,}\s)"
    )


def bare_dateline(text: str, start: int, end: int, language: str = "en") -> Dateline | None:
    """A place in capitals that lost its dash ("BEIRUT At least"). An acronym comes again in the text; it does not."""
    match = _bare(language).match(text, start, end)
    if not match or text.count(match["place"].split()[0]) > 1:
        return None
    return Dateline(start, match.end("place"), match.end("place"))
