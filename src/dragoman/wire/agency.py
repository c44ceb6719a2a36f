"""Whose copy it is: the wire service that wrote or supplied the story, as written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from dragoman.records import Zone
from dragoman.wire.patterns import patterns


@cache
def _compiled(language: str) -> dict[str, re.Pattern[str]]:
    agency = rf"(?:{patterns(language).agency})"
    return {
        "name": re.compile(rf"(?<![\w]){agency}(?![\w])"),
        "agencies": re.compile(rf"\b{patterns(language).collective}\b"),
        "staff": re.compile(r"\b(?:Our Standards:\s?The )?Thomson Reuters\b"),
        # The service's own copy says "told AFP"; a paper that quotes another's service explains it ("AFP news agency").
        "told": re.compile(
            rf"\btold\s(?:the\s|an?\s)?(?P<agency>(?:{patterns(language).wire_service}))(?!\w)"
            r"(?!['’]?s\s)(?!\s(?:news|TV|television|radio))"
        ),
        "contributed": re.compile(
            rf"\b{patterns(language).collective}\b{patterns(language).contributed}"
            rf"|(?:(?<=[Ww]ith )|(?<=from )){patterns(language).collective}\b"
        ),
    }


def find_agency(
    text: str, zones: Iterable[Zone], dateline: tuple[int, int] | None, publisher: str | None, language: str = "en"
) -> str | None:
    """The agency as the text writes it: from the dateline, an agency or source line, a byline, the credits, or from
    whom the sources talked to ("told AFP"), where that is one service only."""
    zones = list(zones)
    if dateline:
        return text[slice(*dateline)]
    for kinds in (("source_line",), ("byline",)):
        for zone in zones:
            if zone.kind in kinds and (found := _named(text[zone.start : zone.end], language)):
                return found
    for zone in zones:
        if zone.kind == "boilerplate" and (found := _credited(text, zone, language)):
            return found
    return _gathered_by(text, zones, publisher, language)


def _credited(text: str, zone: Zone, language: str) -> str | None:
    """The agency that the credits under a story name: its own standards, or "agencies contributed"."""
    p = _compiled(language)
    if match := p["contributed"].search(text, zone.start, zone.end):
        return match.group()
    if p["staff"].search(text, zone.start, zone.end):
        return "Reuters"
    return None


def _named(line: str, language: str) -> str | None:
    """The agency of a source line: "Agencies" counts, the last word for "SOURCE:Reuters"."""
    p = _compiled(language)
    if match := p["agencies"].search(line):
        return match.group()
    names = [match.group() for match in p["name"].finditer(line)]
    return names[0] if names else None


def _gathered_by(text: str, zones: list[Zone], publisher: str | None, language: str) -> str | None:
    told = {
        match["agency"]
        for zone in zones
        if zone.kind == "body"
        for match in _compiled(language)["told"].finditer(text, zone.start, zone.end)
    }
    keys = {patterns(language).agency_names.get(name.lower(), name) for name in told}
    return sorted(told, key=lambda name: (text.find(name), name))[0] if len(keys) == 1 else None
