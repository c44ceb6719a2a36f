"""Patterns for scraped text without line breaks, compiled once per language.

Those that run over a whole text begin with a literal, never with a look-behind: the engine then skips to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dragoman.wire.dates import date_pattern
from dragoman.wire.lines import NAME
from dragoman.wire.patterns import patterns

_OPENS = r"[\"“'‘(]?[A-Z0-9À-Þ]"  # how a sentence begins


@dataclass(frozen=True)
class BlobPatterns:
    """What may stand at the cursor (``date`` to ``signed``), further on (to ``credit_paren``), and at the foot."""

    date: re.Pattern[str]
    loose_date: re.Pattern[str]
    section: re.Pattern[str]
    furniture: re.Pattern[str]
    credit: re.Pattern[str]
    agency: re.Pattern[str]
    byline: re.Pattern[str]
    signed: re.Pattern[str]
    agency_stamp: re.Pattern[str]
    desk_stamp: re.Pattern[str]
    tags: re.Pattern[str]
    credit_paren: re.Pattern[str]
    credit_slash: re.Pattern[str]
    agency_paren: re.Pattern[str]
    source: re.Pattern[str]
    staff: re.Pattern[str]
    tail: re.Pattern[str]
    end: re.Pattern[str]
    tail_date: re.Pattern[str]
    after_tags: re.Pattern[str]
    about: re.Pattern[str]


@cache
def blob_patterns(language: str = "en") -> BlobPatterns:
    """The patterns of a language."""
    p = patterns(language)
    dated = date_pattern(language)
    label = rf"(?:(?:{p.date_label})\b\s?[:\-–]?\s*)?"
    clock = r"(?:\s(?:[01]?\d|2[0-3])[0-5]\d\s?[AP]M)?"
    updated = rf"(?:\s?\((?:{p.date_label})?[^()]{{0,40}}\))?"
    stamp = rf"{label}{dated}{clock}{updated}\)?"
    agency = rf"(?:{p.agency})(?!\w)"
    agencies = rf"(?:{agency}|{p.collective}\b)(?:(?:\s?[/,&]\s?|\s+and\s+)(?:{agency}|{p.collective}\b))*"
    photo = rf"(?:{p.photo_agency})\s(?:\d{{4}}\s|Photo\s)?(?:{p.photo_agent}|{NAME}\s{NAME})"
    names = rf"{NAME}(?:\s(?:and\s)?{NAME}){{0,7}}"
    furniture = rf"(?:{p.inline_furniture})"
    return BlobPatterns(
        date=re.compile(rf"{stamp}(?=\s?(?:{_OPENS}|by\b|{furniture}|\Z))"),
        loose_date=re.compile(rf"{stamp}(?=\s|\Z)"),
        section=re.compile(rf"(?P<name>{p.section})\s+(?=(?:\d{{4}}\s+)?{dated}|{agency}\s-)"),
        furniture=re.compile(rf"{furniture}|\d{{1,3}}\s\d{{1,4}}(?=\s[A-Z])|(?:[01]\d|2[0-3])[0-5]\d\s(?={dated})"),
        credit=re.compile(rf"(?:{photo}|{agency}\s(?:Photo|PHOTO)|©\s?{agency}(?:\s{NAME}){{0,3}})(?=\s)"),
        agency=re.compile(rf"{agency}(?=\s(?:[A-Z\"“]|{dated}))(?!\s-)"),
        byline=re.compile(rf"(?:{p.byline_start})\s(?P<names>{names})"),
        signed=re.compile(rf"{NAME}(?: {NAME}){{1,5}}\.\s(?=[A-Z\"“])"),
        agency_stamp=re.compile(rf"\b(?P<desk>{agency})\s+(?P<dated>{stamp})(?=\s?(?:[\"“'‘(]?[A-Za-z0-9]|\Z))"),
        desk_stamp=re.compile(
            rf"(?P<desk>(?:\b(?:{p.section})\s|\b{NAME}\s){{1,4}}?)(?:(?:[01]\d|2[0-3])[0-5]\d\s)?"
            rf"(?P<dated>{dated}{clock}{updated})(?=\s?(?:{furniture}|[A-Z\"“]))"
        ),
        tags=re.compile(rf"(?:(?<=[.!?\"”’)]\s)|(?<=\w\s))(?:{p.tag_label})\s(?=\S)"),
        credit_paren=re.compile(
            rf" ?\((?:(?<=[.!?\"”’\w] \()|(?<=\d\())(?:(?![Ww]ith)[^()]{{0,40}}\b)?"
            rf"(?:{agency}|{p.credit}|{p.collective})(?:\s(?:{p.credit}))?\)(?=\s+{_OPENS})"
        ),
        credit_slash=re.compile(
            rf"(?:{p.photo_agency})\s?/\s?(?:{p.photo_agent}|{NAME}\s(?:al-)?{NAME})(?:/{NAME})*(?=\s+{_OPENS})"
        ),
        agency_paren=re.compile(rf" \((?<=[A-Za-z] \(){agency}[^()]{{0,50}}\)"),
        source=re.compile(
            rf"(?P<note>(?:{p.source_label})(?:\s?:\s?|\s)(?:(?:[A-Z]\w*\s){{0,4}}?(?:and\s|&\s)?"
            rf"{agencies}|(?:[A-Z]\w*\s?){{1,4}}?(?=\s(?:{p.related_label})|$)))(?=\s|$)"
        ),
        staff=re.compile(rf"(?<=[.!?\"”'’)]\s){p.staff_credit}"),
        tail=re.compile(p.blob_tail),
        end=re.compile(p.blob_end),
        tail_date=re.compile(rf"(?:{p.date_label})\s?:?\s*{dated}[^.a-z]{{0,60}}$"),
        after_tags=re.compile(rf"\s(?=(?:{p.blob_tail})|(?:{p.related_label})\b)"),
        about=re.compile(rf"(?<=[.!?\"”’)]\s)(?:{names}\s)??(?P<who>{NAME}\s{NAME})\s(?:{p.about})"),
    )
