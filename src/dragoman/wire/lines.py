"""What a whole line is, when it is no prose: section, date, byline, caption, source line, tags, furniture."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from dragoman.records import ZoneKind
from dragoman.wire.dates import date_pattern, short_pattern
from dragoman.wire.furniture import is_furniture, is_news
from dragoman.wire.patterns import patterns

MIN_CAPTION_WORDS = 4  # before its credit; a credit alone is no caption
CREDIT_CHARS = 170  # at a line's end, where its credit is looked for
BYLINE_CHARS = 160  # a byline with its date is no longer
CAPTION_WORDS = 90  # longer paragraphs that end in a credit are prose
NAME = r"[A-ZÀ-ÖØ-Þ][\w'’.\-]*"
_LINK = r"and|&|de|del|da|al|el|bin|ibn|van|von|der|la|le|du|in|for|of|the|with"
NAMES = rf"{NAME}(?:,? (?:(?:{_LINK})|{NAME})){{0,14}}"
PEOPLE = rf"{NAME} (?:(?:al|bin|ibn|de|van|von|el) )?{NAME}(?: {NAME})?"


class Lines:
    """Compiled whole-line patterns of one language."""

    def __init__(self, language: str) -> None:
        p = patterns(language)
        dated = date_pattern(language)
        label = rf"(?:(?:{p.date_label})\b[ ]?[:\-–]?\s*(?:in\s{NAME}(?:\s{NAME}){{0,3}},?\s)?)"
        clock = r"[\d:.]+(?:\s?[apAP]\.?[mM]\.?)?"
        early = rf"(?:{label}|\W|{clock}\s(?:[A-Z]{{2,4}}\b)?)"
        ago = r"\((?:(?:\d+|an?) (?:second|minute|hour|day|week|month)s?,?(?: and)? ?)+ago\)"
        more = rf"(?:{ago}|[\s,|/()\-–—·•]|{label}|{dated}|{clock}|\b(?:[A-Z]{{2,4}}|at|GMT|UTC)\b|[+]\d)"
        section = rf"(?i:{p.section})(?:\s*[|/>»·]\s*{NAMES}){{0,2}}"
        agency = rf"(?:(?:the\s)?(?:{p.agency}))(?!\w)"
        self.published = re.compile(rf"{early}*(?:{dated}{more}*|(?<=\w))$")
        self.section = re.compile(rf"(?:(?:{label})?{dated}[\s|/,\-–—]*)?(?P<name>{section})$")
        self.dated_section = re.compile(rf"(?P<name>(?i:{p.section}))[\s|/,\-–—·•]+{label}?{dated}{more}*$")
        self.byline = self._byline(p.byline_start, p.byline_title, agency)
        self.people = re.compile(rf"{PEOPLE}(?:(?:,| and|, and) {PEOPLE}){{0,3}}(?:(?:,| in| at) {NAME}(?: {NAME})?)?$")
        self.dated_end = re.compile(rf"[\s,|–—-]+(?P<date>(?:[Oo]n\s)?{label}?{dated}{more}*)$")
        town = rf"(?:{NAME}|[A-ZÀ-ÖØ-Þ.'’ -]{{3,30}})(?:/(?:{NAME}|[A-ZÀ-ÖØ-Þ.'’ -]{{3,30}}))*"
        day = rf"(?:{dated}{more}*?|{short_pattern(language)})"
        self.place_and_date = re.compile(
            rf"(?P<place>{town}(?:, {NAME}(?: {NAME})?)?)(?:\s*[,|]|\s+[-–—])\s*(?P<date>{day})"
            rf"(?:[\s,/|–—-]+(?P<agency>{p.agency}))?[.]?$"
        )
        credit = rf"(?:{p.agency}|{p.credit})(?!\w)"
        self.credit_end = re.compile(
            rf"(?:\s/\s?(?:{NAMES}/)?{credit}(?:[/ ]\s?[\w.'’-]+){{0,4}}"
            rf"|[(\[][^()\[\]]{{0,60}}?\b{credit}[^()\[\]]{{0,60}}[)\]]"
            rf"|\b(?:REUTERS|AFP|AP Photo|AP|EPA|Getty Images|Getty|Anadolu|AA|Xinhua|TASS|DHA)\s?/\s?{NAMES}"
            rf"|\b(?:{p.credit_label})(?:\s+by|\s+courtesy)?\s?:\s?[^.:()\[\]]{{2,60}}"
            rf"|(?:©|\(c\))\s?[^.]{{2,60}})\.?$"
        )
        self.any_credit_end = re.compile(
            rf"[.!?][\"”]?\s[(\[]{NAME}(?:[\s/,&|]+(?:of|the|via|for|by|{NAME})){{0,7}}[)\]]$"
        )
        self.credited_caption = re.compile(rf"©\s?{NAMES}\s?[|:–—]\s.{{25,}}$")  # "© UNICEF | Families queue ..."
        self.labelled_caption = re.compile(rf"(?:{p.credit_label})(?:\s?:|(?<=,))|{p.caption_start}")
        self.source = self._source(p.source_label, rf"(?:{p.agency})", p.collective)
        self.tags = re.compile(rf"(?:{p.tag_label})\s?:\s*\S.*$|(?:#\w+\s*){{2,}}$")
        self.related = re.compile(rf"(?:{p.related_label})(?:\s?[:>|»–—-]\s*[\"“'‘#A-Z\dÀ-Þ].*)?$")
        self.staff = re.compile(p.staff_credit)
        self.end_heading = re.compile(rf"{p.end_heading}$")
        self.agency = re.compile(rf"{agency}$")

    @staticmethod
    def _byline(start: str, title: str, agency: str) -> re.Pattern[str]:
        staff = rf"(?:{NAME} ){{0,2}}(?:staff|agencies|reporters?|correspondents?|writers?)"
        who = rf"(?:{title}|{NAMES}|{staff}(?: and {staff})?)"
        tail = r"(?:\s*[,|/–—-]\s*[^.!?]{2,60}|\s*\([^)]{2,40}\))?"
        return re.compile(
            rf"(?:{start}:?\s+{who}{tail}[.,]?|{who}\s*[,|]\s*(?:{title}|{agency})\.?"
            rf"|(?:{agency}|{title})(?:\s*[|/]\s*{PEOPLE}|\sin\s{NAME}(?:\s{NAME})?)|{title})$"
        )

    @staticmethod
    def _source(label: str, agency: str, many: str) -> re.Pattern[str]:
        agencies = rf"\(?{agency}(?:[ ,/&]+(?:and\s)?(?:{many}|{agency}))+\)?\.?"
        return re.compile(
            rf"(?:[\[(]?\s*(?:{label})\s*[:\-–—]\s*[^\n]{{2,90}}|(?:--?|—|–)\s?{agency}\.?"
            rf"|\((?:[\w.]+\s){{0,4}}[Ww]ith\s[^)]{{2,80}}\)|{agencies}|\(?(?:[Ww]ith )?{many}\)?"
            rf"|(?:{NAME}\s){{1,4}}(?:and|&|with)\s(?:{many}|{agency})"
            rf"|[a-z]{{1,4}}(?:[/,][a-z]{{1,4}}){{0,3}}\s?\({agency}(?:,\s?(?:{agency}|[a-zA-Z]+))*\))$"
        )


@cache
def lines(language: str = "en") -> Lines:
    """The patterns of a language."""
    return Lines(language)


def kind_of(line: str, language: str = "en") -> ZoneKind | None:
    """The kind of a line that is no prose, or None. Order matters: the surest first."""
    p, count = lines(language), line.count(" ") + 1
    if count > CAPTION_WORDS:
        return None
    if count <= 16 and p.published.match(line):
        return "published"
    if count <= 12 and (p.section.match(line) or p.dated_section.match(line)):
        return "section"
    if count <= 16 and p.source.match(line):
        return "source_line"
    if count <= 60 and p.tags.match(line):
        return "tags"
    if p.credited_caption.match(line):
        return "caption"
    if count <= 40 and (_points(line, language) or p.end_heading.match(line)):
        return "boilerplate"
    if is_furniture(line, language) or (count <= 60 and p.staff.match(line)):
        return "boilerplate"
    if count <= 20 and p.byline.match(line):
        return "byline"
    if p.labelled_caption.match(line):
        return "caption"
    credit = p.credit_end.search(line, max(0, len(line) - CREDIT_CHARS))
    if credit is None:
        return None
    return "caption" if line[: credit.start()].count(" ") + 1 >= MIN_CAPTION_WORDS else "boilerplate"


def is_end_heading(line: str, language: str = "en") -> bool:
    """A heading of links or references: "Related stories", "Sources"."""
    return len(line) <= BYLINE_CHARS and lines(language).end_heading.match(line) is not None


def is_agency(line: str, language: str = "en") -> bool:
    """An agency's name and nothing else."""
    return len(line) <= BYLINE_CHARS and lines(language).agency.match(line.strip("()[]. ")) is not None


def is_related(line: str, language: str = "en") -> bool:
    """A pointer to another story: "READ MORE: ..."; as a first line it is more likely a headline ("Opinion: ...")."""
    return _points(line, language)


def _points(line: str, language: str) -> bool:
    """A label and another story's headline: it begins with a capital and reports no speech in a whole sentence."""
    match = lines(language).related.match(line)
    if match is None:
        return False
    return not (line.endswith(".") and is_news(line, language))


def has_credit(line: str, language: str = "en") -> bool:
    """Names in brackets after the last sentence, whosever they are: a credit, where captions stand."""
    return lines(language).any_credit_end.search(line, max(0, len(line) - CREDIT_CHARS)) is not None


def ends_in_date(line: str, language: str = "en") -> bool:
    """Whether a date closes the line, with no stop behind it: "A boy walks past a bus in Bamako, Mali, May 3, 2015"."""
    match = lines(language).dated_end.search(line, max(0, len(line) - CREDIT_CHARS)) if line[-1:].isalnum() else None
    return match is not None and line[: match.start("date")].rstrip().endswith((",", " on"))


def people_line(line: str, language: str = "en") -> bool:
    """Nothing but one to four names, with a place perhaps: "Jane Doe in Bamako"."""
    first = line.split(" ", 1)[0]
    if len(line) > BYLINE_CHARS or line.endswith("."):
        return False
    return first not in patterns(language).openers and lines(language).people.match(line) is not None


@cache
def _labels(language: str) -> re.Pattern[str]:
    kinds = "|".join(rf"(?P<{kind}>{names})" for kind, names in patterns(language).labels.items())
    return re.compile(rf"(?:{kinds})\s?(?::\s+(?=\S)|[.:]?$)")


def labelled(line: str, language: str = "en") -> tuple[ZoneKind, int] | None:
    """The kind that a database's label gives the line ("HEADLINE: ..."), and where the words after it begin: at the
    line's end where the label stands alone ("ABSTRACT.")."""
    match = _labels(language).match(line)
    return (cast(ZoneKind, match.lastgroup), match.end()) if match else None


def placed(line: str, language: str = "en") -> list[tuple[int, int, ZoneKind]]:
    """The place, date and agency of a line that has nothing else ("JUBA - 17 Sep 2024", "Baku, August 4, AZERTAC")."""
    match = lines(language).place_and_date.match(line) if len(line) <= BYLINE_CHARS else None
    p = patterns(language)
    if match is None or people_line(match["place"], language) or re.match(rf"(?:{p.weekday})$", match["place"]):
        return []
    if is_agency(match["place"], language) or lines(language).section.match(match["place"]):
        return []
    date, agency = match.span("date"), match.span("agency")
    marks: list[tuple[int, int, ZoneKind]] = [(0, date[0], "dateline"), (date[0], date[1], "published")]
    return [*marks, (date[1], agency[0], "boilerplate"), (*agency, "source_line")] if match["agency"] else marks


def dated_end(line: str, language: str = "en") -> int | None:
    """Where the byline ends in a line that a date closes ("Jane Doe | 03.05.2015"), or None."""
    match = lines(language).dated_end.search(line) if len(line) <= BYLINE_CHARS else None
    if match is None or not match.start():
        return None
    left = line[: match.start()]
    p = lines(language)
    is_byline = left.count(" ") < 20 and (p.byline.match(left) or p.agency.match(left))
    return match.start() if is_byline or people_line(left, language) else None
