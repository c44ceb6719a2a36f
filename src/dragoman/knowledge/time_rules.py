"""The patterns of date expressions, over the letters of their words' classes.

The letters are those of ``data/en/times.toml``, and for digits: ``D`` 1-31, ``k`` another small number, ``Y`` a year,
``d`` a decade, ``I`` an ISO date, ``X`` a date with dots or slashes, ``H`` a feast.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Word(NamedTuple):
    """A word with the letter of its class, its value, its lower-case text, and its characters."""

    letter: str
    value: str | int
    lower: str
    start: int
    end: int


class Words(NamedTuple):
    """The words a pattern took, and their letters."""

    words: list[Word]
    letters: str

    def get(self, letters: str) -> list[Word]:
        """The words of these classes, in order."""
        return [word for word in self.words if word.letter in letters]

    def numbers(self, letters: str) -> list[int]:
        """Their values where these are numbers."""
        return [int(word.value) for word in self.get(letters) if isinstance(word.value, int)]

    def cut(self, first: int, last: int | None = None) -> Words:
        """The words [first, last)."""
        return Words(self.words[first:last], self.letters[first:last])


NAMED = r"(?:W,?O?,?)?(?:[Mm]D|p?Do?[Mm])(?:,?Y|o?[LTN]U)?"  # November 27, 2017; Tuesday the 27th of November
MANY = r"[nDk]{1,2}o?"  # two; a few; a couple of
WEEKDAY = r"[LTN]?W(?:i?p?P)?"
PIECE = r"(?:[EK]-?|h-?|p?[<>]op?)?"  # early, late, mid, the beginning of
END = rf"(?:{NAMED}|{PIECE}[Mm](?:,?Y|[LTN]U)?|W(?:i?p?P)?|{PIECE}Y|[LTN]U|y)"  # one end of a range
ITS_YEAR = r"(?:,?Y|[LTN]U)?"
OPEN = r"(?P<open>[suB]p?)?"
PART = r"(?P<part>[EKel](?:-|O?o?(?:ip?)?)|h-?o?p?|[<>]op?)?"

# The first that fits at a word wins. Look-behinds hold what must stand before.
RULES: tuple[tuple[str, str], ...] = (
    ("iso", r"I"),
    ("numeric", r"X"),
    ("days_of_month", r"[jr]?[Mm]D[-tc]D(?![Mm])(?:,?Y)?|[jr]?p?D[-tc]p?Do?[Mm](?:,?Y)?"),
    (
        "between",
        rf"[jr]{END}[-tcu]{END}|{NAMED}[-t]{NAMED}|W[-t]W|[Mm],?Y?[-t][Mm],?Y|[Mm]c[Mm](?:,?o?Y|[LTN]U)|(?<=[ip])Y-[YD]",
    ),
    ("unit_but_one", r"p?U(?:bL|fN)(?![UWMmHZSP])|p?PbL(?![UWMmHZSP])"),  # the week before last, the month after next
    ("offset", rf"[zx]*{MANY}U[fb]p?(?:{NAMED}|{WEEKDAY}|y|H)"),
    ("named", NAMED),
    ("weekday_elsewhere", r"p[Vf]WP?"),  # the following Monday
    ("before_yesterday", r"pU[bf]y"),
    ("weekday_of_week", r"WP?o?[LTN]U"),
    ("night_of", r"vO?W|Wv"),
    ("weekday", WEEKDAY),
    ("today", r"yP?"),
    ("part_of_today", r"[TL]P|v|(?<=s)P"),
    ("quarter", r"q(?:Q|U|nU)o(?:pUo?)?(?:Y|[LTN]U)|qQopU"),
    ("units_of_month", rf"p?[qL](?:Q|(?:{MANY})?U)o[Mm],?o?Y?"),
    ("month", r"[LTN]?[Mm],?o?Y|M[LTN]U|[LTN]M|(?:(?<=[isufBrobtjEKhenp])|(?<=[MhEK][c-])|(?<=[ip][EK]))M"),
    ("season", r"S,?o?(?:Y|[LTN]U)|[LTN]S|(?<=ip)S|(?<=[sz]p)S|(?<=[EK])S"),
    ("decade", r"d"),
    ("day_of_feast", rf"p?[qL](?:{MANY})?Uo(?:p\.{{0,3}}Uo)?H{ITS_YEAR}"),
    ("feast", rf"[LTN]?H{ITS_YEAR}"),
    ("weekdays_ago", rf"(?:{MANY})WA"),
    ("ago_on", rf"(?:{MANY})UA(?:y|TU)"),  # a year ago today, two years ago this month
    ("from_now", rf"[zx]*(?:{MANY})Ur(?:G|y)"),
    ("ago", rf"[zx]*(?:Qn|(?:{MANY})(?:cnQ)?)?U(?:cnQ)?A"),
    ("span", rf"p?L(?:{MANY})?UcnQ|p?[LN](?:{MANY})?U|RU|Ug|w(?:{MANY})U(?!o)"),
    ("this", r"TU|(?<=[<>]op)U|(?<=hop)U|(?<=[leEKh]ip)U"),
    ("weekend", r"[LTN]?Z"),
    ("year", r"(?:(?<=[isufBrbEKp])|(?<=[<>SUQMm_]o)|(?<=[hEK]-)|(?<=U)|(?<=Yc)|(?<=h)|(?<=\())Y"),
    ("year_of_thing", r"(?:(?<=n)|(?<=[np]\.))Y(?=\.)"),  # a 2014 campaign, the failed 2014 talks
    ("in_units", rf"i(?:{MANY})U(?!o)"),
    ("elsewhere", rf"[zx]*(?:{MANY})?U[fble]|p?V[UP]|p?f[UP]|pNP"),
)
ANY_RULE = "|".join(f"(?P<{name}>{pattern})" for name, pattern in RULES)
PATTERN = re.compile(rf"(?!\.){OPEN}{PART}(?:{ANY_RULE})")  # no rule begins at a word without a class, as most are
ELSEWHERE = frozenset({"elsewhere", "next_day", "weekday_elsewhere"})  # told from something else in the text
