"""The recognisers' patterns, compiled once from ``data/<language>/wire.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.lexicon import lexicon


def _any(words: list[str]) -> str:
    """An alternation of words, longest first, inner spaces loose."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


def _cased(words: list[str]) -> list[str]:
    """Each word as it is, capitalised and in capitals: data is written once."""
    return [form for word in words for form in (word, word.capitalize(), word.title(), word.upper())]


@dataclass(frozen=True)
class Patterns:
    """Regular expression sources (``str``) that the recognisers build on."""

    month: str
    weekday: str
    date_label: str
    section: str
    agency: str
    wire_service: str  # without the newsrooms
    agency_names: dict[str, str]  # lower-case name -> key of the agency
    credit: str
    credit_label: str
    caption_label: str
    caption_start: str
    photo_agent: str
    collective: str
    contributed: str
    byline_start: str
    byline_title: str
    staff_credit: str
    source_label: str
    tag_label: str
    related_label: str
    end_heading: str
    blob_tail: str
    blob_end: str
    inline_furniture: str
    about: str
    photo_agency: str
    abbreviation: str
    labels: dict[str, str]  # zone kind -> the labels that databases put before it
    prose: frozenset[str]
    months: dict[str, int]
    openers: frozenset[str]  # words that open a lead
    opening_verbs: frozenset[str]  # words that show a sentence has begun
    in_names: frozenset[str]  # those of them that stand inside names


@cache
def patterns(language: str = "en") -> Patterns:
    """The patterns of a language."""
    data: dict[str, Any] = lexicon("wire", language)
    services = [name for names in data["agencies"].values() for name in names]
    agencies = [*services, *(name for names in data["newsrooms"].values() for name in names)]
    keyed = {**data["agencies"], **data["newsrooms"]}
    return Patterns(
        month=_any(_cased(list(data["months"]))),
        weekday=_any(_cased(data["weekdays"]["words"])),
        date_label=_any(_cased(data["date_labels"]["words"])),
        section=_any(_cased(data["sections"]["words"])),
        agency=_any([*agencies, *(name.upper() for name in agencies)]),
        wire_service=_any([*services, *(name.upper() for name in services)]),
        agency_names={name.lower(): key for key, names in keyed.items() for name in names},
        credit=_any(data["credits"]["words"]),
        credit_label=data["credits"]["label_pattern"],
        caption_label=data["credits"]["caption_label_pattern"],
        caption_start=data["credits"]["start_pattern"],
        photo_agent=_any(data["credits"]["agents"]),
        collective=data["source_lines"]["collective_pattern"],
        contributed=data["source_lines"]["contributed_pattern"],
        byline_start=data["bylines"]["start_pattern"],
        byline_title=_any(_cased(data["bylines"]["titles"])),
        staff_credit=data["staff_credits"]["start_pattern"],
        source_label=data["source_lines"]["label_pattern"],
        tag_label=data["tags"]["label_pattern"],
        related_label=data["related"]["label_pattern"],
        end_heading=data["furniture"]["end_heading_pattern"],
        blob_tail=data["furniture"]["blob_tail_pattern"],
        blob_end=data["furniture"]["blob_end_pattern"],
        inline_furniture=data["furniture"]["inline_pattern"],
        about=data["furniture"]["about_pattern"],
        photo_agency=_any(data["credits"]["photo_agencies"]),
        abbreviation=_any(data["abbreviations"]["words"]),
        labels={kind: _any(names) for kind, names in data["labels"].items() if kind != "example"},
        prose=frozenset(data["prose"]["words"]),
        months=dict(data["months"]),
        openers=frozenset(data["openers"]["words"]),
        opening_verbs=frozenset(data["openers"]["verbs"]),
        in_names=frozenset(data["openers"]["in_names"]),
    )
