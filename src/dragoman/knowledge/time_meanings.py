"""The days that a matched date expression means, seen from the story's day."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from dragoman.knowledge import calendar as cal
from dragoman.knowledge import time_months as tm
from dragoman.knowledge import time_spans as spans
from dragoman.knowledge.time_rules import ELSEWHERE, PATTERN, Words
from dragoman.records import Interval

Meaning = Callable[[Words, date | None, bool], Interval | None]


def resolve(name: str, match: re.Match[str], part: Words, anchor: date | None, future: bool) -> Interval | None:
    """The days of a match of PATTERN; None where the anchor or the day itself is missing."""
    first = match.start(name) - match.start()
    opening, fraction = match["open"] or "", match["part"] or ""
    if name in ELSEWHERE:
        return None
    try:
        ahead = (future or opening[:1] == "u") and opening[:1] != "s"
        found = MEANINGS[name](part.cut(first), anchor, ahead)
    except (ValueError, OverflowError):  # 30 February, year 0
        return None
    if found is None:
        return None
    if fraction:
        found = narrow(found, fraction[0], anchor)
    return opened(found, opening[:1], part, anchor) if opening else found


def opened(found: Interval, opening: str, part: Words, anchor: date | None) -> Interval:
    """Since, until, by: an interval without one of its ends."""
    if opening == "s":
        end = anchor.isoformat() if anchor and anchor.isoformat() >= found.start else found.end
        return Interval(found.start, end, f"{found.edtf.split('/')[0]}/..")
    if "'" in part.words[-1].lower or "’" in part.words[-1].lower or part.words[-1].lower.endswith("days"):
        return found  # "hurt by Tuesday's attack"
    start = anchor.isoformat() if anchor and anchor.isoformat() <= found.end else found.start
    return Interval(start, found.end, f"../{found.edtf.split('/')[-1]}")


def narrow(found: Interval, fraction: str, anchor: date | None) -> Interval:
    """Early, mid, late, the beginning or the end of a stretch; earlier and later in it, seen from the story."""
    first, last = date.fromisoformat(found.start), date.fromisoformat(found.end)
    length = (last - first).days + 1
    if length <= 1:
        return found
    if fraction in "el":
        return _cut_at(found, first, last, fraction, anchor)
    place = {"E": 0, "<": 0, "h": 1, "K": 2, ">": 2}[fraction]
    if 28 <= length <= 31 and first.day == 1:
        low, high = ((1, 10), (11, 20), (21, last.day))[place]
        return cal.days(first.replace(day=low), first.replace(day=high))
    if length in (365, 366):
        low, high = ((1, 3), (5, 8), (10, 12))[place]
        return cal.months(first.year, low, first.year, high)
    if length > 3650:
        low, high = ((0, 3), (4, 6), (7, 9))[place]
        return Interval(
            f"{first.year + low}-01-01", f"{first.year + high}-12-31", f"{first.year + low}/{first.year + high}"
        )
    third = max(length // 3, 1)
    bounds = ((0, third), (third, length - third - 1), (length - third - 1, length - 1))[place]
    return cal.days(first + timedelta(bounds[0]), first + timedelta(bounds[1]))


def _cut_at(found: Interval, first: date, last: date, fraction: str, anchor: date | None) -> Interval:
    if anchor is None:
        return found
    if fraction == "e":
        return (
            Interval(found.start, anchor.isoformat(), f"{_coarse(found)}/{anchor}") if first <= anchor < last else found
        )
    if anchor >= last and (last - first).days == 6:  # "later this week", written on a Sunday
        return cal.days(anchor + timedelta(1), anchor + timedelta(7))
    after = anchor + timedelta(1)
    return cal.days(after, last) if first <= after <= last else found


def _coarse(found: Interval) -> str:
    """The month in which a year starts, where a year is cut; else the day."""
    return found.start[:7] if len(found.edtf) == 4 else found.start


# ---- days and dates --------------------------------------------------------------------------------------------


def _iso(part: Words, anchor: date | None, future: bool) -> Interval | None:
    return cal.day(date.fromisoformat(str(part.words[0].value)))


def _numeric(part: Words, anchor: date | None, future: bool) -> Interval | None:
    """Day first with dots or hyphens, month first with slashes, unless that is impossible."""
    text = str(part.words[0].value)
    first, second, number = (int(piece) for piece in re.split(r"[./-]", text))
    if ("/" not in text or first > 12) and second <= 12:
        first, second = second, first
    return cal.day(date(number, first, second))


def _day(part: Words, anchor: date | None, future: bool) -> date | None:
    """A month with a day, its year given or the likeliest one; a weekday beside it helps to choose."""
    number, place, year = part.numbers("D")[0], part.numbers("Mm")[0], tm.of_year(part, anchor)
    if year:
        return date(year, place, number)
    if anchor is None:
        return None
    options = [found for step in (-1, 0, 1) if (found := _date(anchor.year + step, place, number))]
    weekday = part.numbers("W")
    fitting = [option for option in options if weekday and option.weekday() == weekday[0]]
    return tm.near(fitting or options, anchor, future) if options else None


def _date(number: int, place: int, at: int) -> date | None:
    try:
        return date(number, place, at)
    except ValueError:
        return None


def _named(part: Words, anchor: date | None, future: bool) -> Interval | None:
    found = _day(part, anchor, future)
    return cal.day(found) if found else None


def _days_of_month(part: Words, anchor: date | None, future: bool) -> Interval | None:
    low, high = part.numbers("D")[:2]
    kept = [i for i, letter in enumerate(part.letters) if i != part.letters.index("D")]
    last = Words([part.words[i] for i in kept], "".join(part.letters[i] for i in kept))
    found = _day(last, anchor, future)
    return cal.days(found.replace(day=low), found) if found and low <= high else None


def _between(part: Words, anchor: date | None, future: bool) -> Interval | None:
    """Two ends: a year that only one of them has goes for both."""
    begin = 1 if part.letters[0] in "jr" else 0
    middle = next(
        i for i, letter in enumerate(part.letters) if letter in "-tcu" and i > begin and part.letters[i - 1] != "h"
    )
    left, right = part.cut(begin, middle), part.cut(middle + 1)
    if left.letters == "Y" and right.letters == "D":  # 2014-15
        low, high = left.numbers("Y")[0], left.numbers("Y")[0] // 100 * 100 + right.numbers("D")[0]
        return Interval(f"{low}-01-01", f"{high}-12-31", f"{low}/{high}") if low < high else None
    if right.get("Mm") and left.get("Mm") and not left.get("YU"):
        its = right.get("Y")[:1] or right.get("LTNU")
        left = Words([*left.words, *its], left.letters + "".join(word.letter for word in its))
    first, last = _end(left, anchor, future), _end(right, anchor, future)
    if first and last and last.end < first.start and right.letters[0] == "W":
        last = cal.day(date.fromisoformat(last.end) + timedelta(7))
    if not first or not last or last.end < first.start:
        return None
    return Interval(first.start, last.end, f"{first.edtf.split('/')[0]}/{last.edtf.split('/')[-1]}")


def _end(part: Words, anchor: date | None, future: bool) -> Interval | None:
    letter = part.letters.lstrip("p")[0]
    if letter in "EKh<>":
        rest = part.letters.lstrip("p")[1:].lstrip("-op")
        whole = _end(part.cut(len(part.letters) - len(rest)), anchor, future)
        return narrow(whole, letter, anchor) if whole else None
    if part.get("D"):
        return _named(part, anchor, future)
    if part.get("Mm"):
        return tm.month(part, anchor, future)
    if part.get("W"):
        return _weekday(Words(part.get("W"), "W"), anchor, future)
    if part.get("y"):
        return _today(part, anchor, future)
    if part.get("U"):
        return (spans.this if part.letters[0] == "T" else spans.span)(part, anchor, future)
    return tm.year(part, anchor, future)


def _weekday(part: Words, anchor: date | None, future: bool) -> Interval | None:
    if anchor is None:
        return None
    wanted = part.numbers("W")[0]
    back, ahead = (anchor.weekday() - wanted) % 7, (wanted - anchor.weekday()) % 7
    if part.letters[0] == "L":
        return cal.day(anchor - timedelta(back or 7))
    if part.letters[0] == "N":
        return cal.day(anchor + timedelta(ahead or 7))
    if part.letters[0] == "T":
        return cal.day(anchor + timedelta(wanted - anchor.weekday()))
    return cal.day(anchor + timedelta(ahead) if future else anchor - timedelta(back))


def _weekdays_ago(part: Words, anchor: date | None, future: bool) -> Interval | None:
    """Two Sundays ago: the last but one."""
    if anchor is None:
        return None
    back = (anchor.weekday() - part.numbers("W")[0]) % 7 or 7
    return cal.day(anchor - timedelta(back + 7 * (spans.count_of(part, "week") - 1)))


def _night_of(part: Words, anchor: date | None, future: bool) -> Interval | None:
    """Overnight on Friday: that day and the next; where it is the story's own day, the night that led to it."""
    found = _weekday(Words(part.get("W"), "W"), anchor, future)
    if found is None or anchor is None:
        return None
    first = date.fromisoformat(found.start)
    if first == anchor and not future:
        first -= timedelta(1)
    return cal.days(first, first + timedelta(1))


def _weekday_of_week(part: Words, anchor: date | None, future: bool) -> Interval | None:
    if anchor is None:
        return None
    if part.words[-1].value != "week":
        return _weekday(part, anchor, future)
    step = {"L": -7, "T": 0, "N": 7}[part.get("LTN")[0].letter]
    return cal.day(cal.week_of(anchor)[0] + timedelta(part.numbers("W")[0] + step))


def _today(part: Words, anchor: date | None, future: bool) -> Interval | None:
    return cal.day(anchor + timedelta(part.numbers("y")[0])) if anchor else None


def _before_yesterday(part: Words, anchor: date | None, future: bool) -> Interval | None:
    return cal.day(anchor + timedelta(2 * part.numbers("y")[0])) if anchor else None


def _unit_but_one(part: Words, anchor: date | None, future: bool) -> Interval | None:
    """The week before last, the year after next; the night before last."""
    if anchor is None:
        return None
    if part.get("P"):
        return cal.day(anchor - timedelta(2))
    return spans.calendar_unit(anchor, str(part.get("U")[0].value), -2 if part.get("L") else 2)


def _part_of_today(part: Words, anchor: date | None, future: bool) -> Interval | None:
    if anchor is None:
        return None
    if part.letters == "v":
        return cal.days(anchor, anchor + timedelta(1)) if future else cal.days(anchor - timedelta(1), anchor)
    return cal.day(anchor - timedelta(1) if part.letters[0] == "L" else anchor)  # "since dawn" is today's


def _weekend(part: Words, anchor: date | None, future: bool) -> Interval | None:
    if anchor is None:
        return None
    saturday = cal.week_of(anchor)[0] + timedelta(5)
    if part.letters[0] == "N" or (part.letters[0] == "Z" and future):
        saturday += timedelta(7 if part.letters[0] == "N" and anchor >= saturday else 0)
    elif (part.letters[0] != "T" and anchor < saturday) or part.letters[0] == "L":
        saturday -= timedelta(7)
    return cal.days(saturday, saturday + timedelta(1))


def _offset(part: Words, anchor: date | None, future: bool) -> Interval | None:
    """Two days after Monday's attack: counted from the date that follows."""
    turn = next(i for i, letter in enumerate(part.letters) if letter in "fb")
    rest = part.cut(turn + 1)
    rest = rest.cut(1) if rest.letters[0] == "p" and rest.letters[1] not in "D" else rest
    match = PATTERN.match(rest.letters)
    base = resolve(match.lastgroup or "", match, rest, anchor, future) if match and match.lastgroup else None
    unit = str(part.get("U")[0].value)
    if base is None or unit == "hour":
        return base
    count = spans.count_of(part.cut(0, turn), unit) * (1 if part.letters[turn] == "f" else -1)
    then = spans.shift(date.fromisoformat(base.start), unit, count)
    return cal.day(then) if unit in ("day", "week") else cal.month(then.year, then.month, "~")


MEANINGS: dict[str, Meaning] = {
    "iso": _iso,
    "numeric": _numeric,
    "days_of_month": _days_of_month,
    "between": _between,
    "offset": _offset,
    "named": _named,
    "before_yesterday": _before_yesterday,
    "weekday_of_week": _weekday_of_week,
    "weekdays_ago": _weekdays_ago,
    "night_of": _night_of,
    "weekday": _weekday,
    "today": _today,
    "unit_but_one": _unit_but_one,
    "ago_on": spans.ago_on,
    "from_now": spans.from_now,
    "part_of_today": _part_of_today,
    "quarter": tm.quarter,
    "units_of_month": tm.units_of_month,
    "month": tm.month,
    "season": tm.season,
    "decade": tm.decade,
    "day_of_feast": tm.day_of_feast,
    "feast": tm.feast,
    "ago": spans.ago,
    "span": spans.span,
    "this": spans.this,
    "weekend": _weekend,
    "year": tm.year,
    "year_of_thing": tm.year_of_thing,
    "in_units": spans.in_units,
}
