"""From a raw story to a Report: normalised text, zones that tile it, date, agency, id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dragoman.codec import report_id
from dragoman.records import RawStory, Report, Zone, ZoneKind
from dragoman.wire.agency import find_agency
from dragoman.wire.byline_in_title import name_in_title
from dragoman.wire.datelines import Dateline
from dragoman.wire.dates import FoundDate, date_pattern, find_dates, find_short, read_date, short_pattern
from dragoman.wire.lines import lines
from dragoman.wire.patterns import patterns
from dragoman.wire.text import OffsetMap, repair
from dragoman.wire.zones import find

MAX_FIRM_DAYS = 2  # a date without a year is read in the source's year, where it lies this near to the source's date


@dataclass(frozen=True, slots=True)
class Wired:
    """A report and the way back to the words it came from."""

    report: Report
    source: str  # what the offsets of ``origin`` count in: the raw text, with the title above it if that came apart
    offsets: OffsetMap

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The characters [start, end) of ``report.text`` as [start, end) of ``source``."""
        return self.offsets.origin(start, end)


def report(raw: RawStory, language: str = "en") -> Report:
    """The report that a raw story is."""
    return wired(raw, language).report


def wired(raw: RawStory, language: str = "en") -> Wired:
    """The report, with the map of its offsets to the raw story's own text."""
    title = " ".join((raw.title or "").split())
    source = f"{title}\n\n{raw.text}" if title else raw.text
    repaired = repair(source)
    text = repaired.text
    title_end = len(repair(title).text) if title else 0
    zones = find(text, title_end, language)
    published = _published(raw, text, zones.zones, zones.dateline, language)
    agency = zones.dateline.agency if zones.dateline else None
    made = Report(
        id=report_id(text),
        text=text,
        zones=zones.zones,
        where=raw.where,
        url=raw.url,
        publisher=raw.publisher,
        agency=find_agency(text, zones.zones, agency, raw.publisher, language),
        section=_section(text, zones.zones, language),
        headline=_headline(text, zones.zones),
        deck=_words(text, zones.zones, "deck"),
        byline=raw.byline or _byline(text, zones.zones, zones.dateline, language),
        dateline=_dateline(text, zones.zones, zones.dateline, language),
        source_line=_source_line(text, zones.zones, language),
        captions=_captions(text, zones.zones, language),
        published=published.iso,
        published_text=published.written,
        published_from=published.origin,
        language=language,
        notes=(*raw.notes, *repaired.notes, *published.notes),
    )
    return Wired(made, source, repaired.offsets)


def _words(text: str, zones: tuple[Zone, ...], kind: ZoneKind) -> str | None:
    return next((text[zone.start : zone.end] for zone in zones if zone.kind == kind), None)


def _dateline(text: str, zones: tuple[Zone, ...], dateline: Dateline | None, language: str) -> str | None:
    """The place, without its date (which ``published_text`` has), agency and dash."""
    if dateline:
        place = text[dateline.start : dateline.place_end]
        return re.sub(rf"[,.]?\s+(?:{date_pattern(language)}|{short_pattern(language)})$", "", place) or None
    line = _words(text, zones, "dateline")
    return line.rstrip(" -–—:,|") if line else None


def _headline(text: str, zones: tuple[Zone, ...]) -> str | None:
    """The headline without the semicolon that parts it from its deck, and without a site's name behind it where the
    story repeats it without."""
    found = [text[zone.start : zone.end].rstrip("; ") for zone in zones if zone.kind == "headline"]
    if not found:
        return None
    again = found[1].rstrip(" .") if len(found) > 1 else ""
    return again if again and found[0].startswith(again) and found[0][len(again) :].startswith(" ") else found[0]


def _captions(text: str, zones: tuple[Zone, ...], language: str) -> tuple[str, ...]:
    """The captions as written, without a label such as "Image caption,"."""
    label = re.compile(patterns(language).caption_label)
    return tuple(label.sub("", text[zone.start : zone.end], count=1) for zone in zones if zone.kind == "caption")


def _section(text: str, zones: tuple[Zone, ...], language: str) -> str | None:
    line = _words(text, zones, "section")
    if line is None:
        return None
    match = lines(language).section.match(line) or lines(language).dated_section.match(line)
    return match["name"] if match else line


def _byline(text: str, zones: tuple[Zone, ...], dateline: Dateline | None, language: str) -> str | None:
    found = _words(text, zones, "byline")
    if found:
        return (
            re.sub(r"^by (?=[A-Z])", "", found).rstrip(".") if found.endswith(".") or found.startswith("by ") else found
        )
    if dateline and dateline.agency:
        inside = re.compile(r"[\s,/]+([A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){1,3})\)").match(text, dateline.agency[1])
        return inside.group(1) if inside else None
    headline = _words(text, zones, "headline")
    credited = any(z.kind == "boilerplate" and lines(language).staff.match(text[z.start : z.end]) for z in zones)
    return name_in_title(headline, text) if headline and credited else None


def _source_line(text: str, zones: tuple[Zone, ...], language: str) -> str | None:
    """The source line as written; an agency's bare name under the headline is none."""
    found = [text[zone.start : zone.end] for zone in zones if zone.kind == "source_line"]
    named = [line for line in found if line.lower() not in patterns(language).agency_names]
    return named[-1] if named else None


# ---- the date --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Published:
    iso: str | None
    written: str | None
    origin: Literal["text", "source", "none"]
    notes: tuple[str, ...] = ()


def _published(
    raw: RawStory, text: str, zones: tuple[Zone, ...], dateline: Dateline | None, language: str
) -> _Published:
    """The story's date: its own, else the source's; what was chosen against what is noted."""
    given, guessed = read_date(raw.published, language) if raw.published else (None, False)
    notes: list[str] = []
    if raw.published and given is None:
        notes.append(f"date {raw.published!r} of the source not understood")
    elif guessed:
        notes.append(f"date {raw.published!r} of the source read day first")
    found = _own_date(text, zones, given, language) or _dateline_date(text, dateline, given, language)
    if found is None or found.iso is None:
        written = text[found.start : found.end] if found else None
        return _Published(given, written, "source" if given else "none", tuple(notes))
    written = text[found.start : found.end]
    notes.append(
        f"date from the text: {written!r}" + (f", not the source's {given}" if given and given != found.iso else "")
    )
    return _Published(found.iso, written, "text", tuple(notes))


def _own_date(text: str, zones: tuple[Zone, ...], given: str | None, language: str) -> FoundDate | None:
    """The first date of a published zone, else of a section line, else of a source line with a date.

    A date below the body is the story's own only where it says so ("Last update: ...") or no other is known: it may
    be a correction's.
    """
    body = next((zone.start for zone in zones if zone.kind == "body"), len(text))
    label = re.compile(rf"(?:{patterns(language).date_label})\b")
    for kind in ("published", "section", "source_line"):
        for zone in zones:
            if zone.kind != kind or (zone.start > body and given and not label.match(text, zone.start)):
                continue
            for found in find_dates(text, zone.start, zone.end, language):
                if found.iso:
                    return found if found.iso == given else _as_given(found, given)
    return None


def _as_given(found: FoundDate, given: str | None) -> FoundDate:
    """03/05/2015 is the fifth of March where the source says that the story is of that day."""
    if given and found.ambiguous and found.iso and given == f"{found.iso[:4]}-{found.iso[8:]}-{found.iso[5:7]}":
        return FoundDate(found.start, found.end, given, found.day, found.month)
    return found


def _dateline_date(text: str, dateline: Dateline | None, given: str | None, language: str) -> FoundDate | None:
    """The date inside a dateline ("FLINT, Mich., Oct. 4 (UPI)"), in the source's year where it has none of its own."""
    if dateline is None:
        return None
    full = next(find_dates(text, dateline.start, dateline.end, language), None)
    if full:
        return full
    short = find_short(text, dateline.start, dateline.end, language)
    if short is None or given is None or short.month is None or short.day is None:
        return short
    return FoundDate(short.start, short.end, _in_year(short, given), short.month, short.day)


def _in_year(short: FoundDate, given: str) -> str | None:
    """The day nearest to the source's date, if it is near enough to be the same story's."""
    near = date.fromisoformat(given)
    for year in (near.year, near.year - 1, near.year + 1):
        try:
            day = date(year, short.month or 1, short.day or 1)
        except ValueError:
            continue
        if abs((day - near).days) <= MAX_FIRM_DAYS:
            return day.isoformat()
    return None
