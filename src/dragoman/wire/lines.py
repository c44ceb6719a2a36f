"""What a whole line of a story is, when it is not prose: section, date, byline, caption, source line, tags, furniture."""

from __future__ import annotations

import re
from functools import cache

from dragoman.records import ZoneKind
from dragoman.wire.dates import date_pattern
from dragoman.wire.patterns import patterns

CAPTION_WORDS = 90  # longer paragraphs that end in a credit are prose
NAME = r"[A-ZÀ-ÖØ-Þ][\w'’.\-]*"
NAMES = rf"{NAME}(?:,? (?:(?:and|&|de|del|da|al|el|bin|ibn|van|von|der|la|le|du|in|for|of|the|with)|{NAME})){{0,14}}"


class Lines:
    """Compiled whole-line patterns of one language."""

    def __init__(self, language: str) -> None:
        p = patterns(language)
        dated = date_pattern(language)
        self.date = re.compile(dated)
        section = rf"(?:{p.section})"
        label = rf"(?:(?:{p.date_label})\b[ ]?[:\-–]?\s*)"
        clock = r"[\d:.]+(?:\s?[ap]\.?m\.?)?"
        more = rf"(?:[\s,|/()\-–—·•]|{label}|{dated}|{clock}|\b(?:[A-Z]{{2,4}}|at|GMT|UTC)\b|[+]\d)"
        self.published = re.compile(rf"^(?:{label}|\W)*{dated}{more}*$")
        self.section = re.compile(
            rf"^(?:(?:{label})?{dated}[\s|/,\-–—]*)?(?P<name>{section}(?:\s*[|/>»·]\s*{NAMES}){{0,2}})$"
        )
        self.dated_section = re.compile(rf"^(?P<name>{section})[\s|/,\-–—·•]+{label}?{dated}{more}*$")
        agency = rf"(?:(?:the\s)?(?:{p.agency}))(?!\w)"
        self.agency = re.compile(rf"^[(\[/—–-]*\s*(?:{p.agency}(?:\s*[/,&]\s*(?:{p.agency}))*)\s*[)\]/]*$")
        who = rf"(?:{p.byline_title}|{NAMES})"
        tail = r"(?:\s*[,|/–—-]\s*[^.!?]{2,60}|\s*\([^)]{2,40}\))?"
        self.byline = re.compile(
            rf"^(?:{p.byline_start}:?\s+(?:{who}){tail}[.,]?|(?:{who})\s*[,|]\s*(?:{p.byline_title}|{agency}|Associated Press Writer)\.?|(?:{p.byline_title}))$"
        )
        credit = rf"(?:{p.agency}|{p.credit})(?!\w)"
        self.credit_end = re.compile(
            rf"(?:\s/\s?(?:{NAMES}/)?{credit}(?:[/ ]\s?[\w.'’-]+){{0,4}}"
            rf"|[(\[][^()\[\]]{{0,60}}?\b{credit}[^()\[\]]{{0,60}}[)\]]"
            rf"|\b(?:REUTERS|AFP|AP Photo|AP|EPA|Getty Images|Getty|Anadolu|AA|Xinhua|TASS|DHA)\s?/\s?{NAMES}"
            rf"|\b(?:{p.credit_label})(?:\s+by|\s+courtesy)?\s?:\s?[^.:]{{2,60}}"
            rf"|(?:©|\(c\))\s?[^.]{{2,60}})\.?$"
        )
        self.caption_start = re.compile(rf"^(?:{p.credit_label})\s?:?\s+(?=\S)|^(?:{p.credit_label}):")
        self.labelled_caption = re.compile(rf"^(?:{p.credit_label})\s?:")
        self.source = re.compile(
            rf"^[\[(]?\s*(?:{p.source_label})\s*[:\-–—]\s*[^\n]{{2,90}}$|^(?:--?|—|–)\s?(?:{p.agency})\.?$|^\((?:With|with)\s[^)]{{2,80}}\)$|^\(?(?:{p.agency})(?:[ ,/&]+(?:and\s)?(?:[Aa]gencies|{p.agency}))+\)?\.?$|^\(?(?:[Ww]ith )?[Aa]gencies\)?$"
        )
        self.tags = re.compile(rf"^(?:{p.tag_label})\s?:\s*\S.*$|^(?:#\w+\s*){{2,}}$")
        self.related = re.compile(rf"^(?:{p.related_label})\s?[:>|»–—-]\s*\S.*$|^(?:{p.related_label})$")
        self.staff = re.compile(rf"^{p.staff_credit}")
        self.furniture = re.compile(rf"^(?:{p.furniture})$")


@cache
def lines(language: str = "en") -> Lines:
    """The patterns of a language."""
    return Lines(language)


def kind_of(line: str, language: str = "en") -> ZoneKind | None:
    """The kind of a line that is no prose, or None. Order matters: the surest first."""
    p, count = lines(language), line.count(" ") + 1
    if count <= 14 and p.published.match(line):
        return "published"
    if count <= 12 and (p.section.match(line) or p.dated_section.match(line)):
        return "section"
    if count <= 16 and p.source.match(line):
        return "source_line"
    if count <= 40 and p.related.match(line):
        return "boilerplate"
    if count <= 60 and p.tags.match(line):
        return "tags"
    if count <= 60 and p.staff.match(line):
        return "boilerplate"
    if count <= 40 and p.furniture.match(line):
        return "boilerplate"
    if count <= 20 and p.byline.match(line):
        return "byline"
    if count <= CAPTION_WORDS and (p.labelled_caption.match(line) or p.credit_end.search(line)):
        return "caption"
    return None
