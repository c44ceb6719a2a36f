"""Lengths of time from the story's day: two weeks ago, the last three days, next month, in recent weeks."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.knowledge import calendar as cal
from dragoman.knowledge.time_rules import Words
from dragoman.records import Interval

RECENT = {"day": 7, "week": 28, "month": 92, "year": 1096, "hour": 1, "decade": 7305}  # days behind "in recent UNITs"


def shift(anchor: date, unit: str, count: int) -> date:
    """So many units on from a day."""
    if unit in ("month", "quarter", "year", "decade", "century"):
        return cal.shift_months(
            anchor, count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
        )
    return anchor + timedelta(count * {"hour": 0, "day": 1, "week": 7, "fortnight": 14}[unit])


def count_of(part: Words, unit: str) -> int:
    """How many units; hours are counted in whole days, rounded up."""
    numbers = part.numbers("nDk")
    count = numbers[-1] if numbers else 1
    if len(numbers) > 1 and part.get("n")[0].lower in ("a", "an"):
        count = numbers[1]
    return count


def _hours(part: Words) -> int:
    return -(-count_of(part, "hour") // 24)


def ago(part: Words, anchor: date | None, future: bool) -> Interval | None:
    """Back from the story: to the day where days are told, else to the week, month or year, approximately."""
    unit = str(part.get("U")[0].value)
    if anchor is None:
        return None
    numbers = part.numbers("nDk")
    if not numbers:  # "weeks ago"
        return cal.days(shift(anchor, unit, -9), shift(anchor, unit, -2), "~") if unit != "hour" else cal.day(anchor)
    half = 1 if part.get("Q") else 0
    back = 0 if part.letters.lstrip("zx").startswith("Q") else count_of(part, unit)
    if unit == "hour":
        return cal.day(anchor) if back < 18 else cal.day(anchor - timedelta(round(back / 24)), "~")
    then = shift(anchor, unit, -back)
    if half:
        then = _half_back(then, unit)
    if half and unit in ("decade", "century"):
        return cal.year(shift(anchor, "year", -(back * 2 + 1) * (5 if unit == "decade" else 50)).year, "~")
    vague = part.get("zx") or any(word.lower in ("few", "several", "couple") for word in part.words)
    if unit == "day":
        return cal.day(then, "~" if vague else "")
    if unit in ("week", "fortnight"):
        return cal.day(then, "~")
    if unit in ("month", "quarter") or half:
        return cal.month(then.year, then.month, "~")
    if unit == "year":
        return cal.year(then.year, "~")
    return Interval(f"{then.year - 5}-01-01", f"{then.year + 5}-12-31", f"{then.year}~")


def _half_back(then: date, unit: str) -> date:
    """Half a year, month or week earlier."""
    return cal.shift_months(then, -6) if unit == "year" else then - timedelta({"month": 15, "week": 3}.get(unit, 0))


def span(part: Words, anchor: date | None, future: bool) -> Interval | None:
    """The last three days, recent weeks, the coming days, the next 24 hours, within a month; last week, next year."""
    if anchor is None:
        return None
    if part.get("Q"):  # "the past year and a half"
        unit = str(part.get("U")[0].value)
        since = _half_back(shift(anchor, unit, -count_of(part.cut(0, part.letters.index("c")), unit)), unit)
        return cal.days(since, anchor)
    unit, plural, counted = str(part.get("U")[0].value), _is_plural(part), bool(part.get("nDk"))
    if part.letters.endswith("g"):  # "in the weeks ahead"
        return _stretch(anchor, unit, 7 if unit == "day" else 4, 48)
    word = part.get("LNRw")[0]
    if word.letter == "R":
        since = anchor - timedelta(RECENT.get(unit, 7))
        return Interval(since.isoformat(), anchor.isoformat(), f"{since}/{anchor}")
    rolling = word.lower == "last" and part.letters[0] == "p"  # "in the last week": up to today
    calendar = unit in ("day", "week", "month", "quarter", "year") and word.lower in ("last", "next") and not rolling
    if calendar and not counted and not plural:
        return calendar_unit(anchor, unit, -1 if word.letter == "L" else 1)
    count = count_of(part, unit) if counted else (7 if plural and unit == "day" else 4 if plural else 1)
    return _stretch(anchor, unit, -count if word.letter == "L" else count, _hours(part))


def _is_plural(part: Words) -> bool:
    """ "the last months"; but "last months raid" is last month's, its apostrophe lost."""
    word = part.get("U")[0].lower.replace("\u2019", "'").removesuffix("'s")
    plain = part.words[0].letter in "Rw" or part.words[0].lower in ("past", "coming", "upcoming")  # "in coming days"
    return word.endswith("s") and (part.letters[0] == "p" or bool(part.get("nDkg")) or plain)


def _stretch(anchor: date, unit: str, count: int, hours: int) -> Interval:
    if unit == "hour":
        other = anchor + timedelta(hours if count > 0 else -hours)
        return cal.days(min(anchor, other), max(anchor, other))
    if count < 0:
        return cal.days(shift(anchor, unit, count), anchor)
    return cal.days(anchor + timedelta(1), shift(anchor, unit, count))


def calendar_unit(anchor: date, unit: str, step: int) -> Interval:
    """The week, month, quarter or year of the story, or one beside it."""
    if unit == "week":
        monday, sunday = cal.week_of(anchor + timedelta(7 * step))
        return cal.days(monday, sunday)
    if unit == "month":
        then = cal.shift_months(anchor.replace(day=1), step)
        return cal.month(then.year, then.month)
    if unit == "quarter":
        then = cal.shift_months(anchor.replace(day=1), 3 * step)
        place = (then.month - 1) // 3 + 1
        whole = cal.months(then.year, 3 * place - 2, then.year, 3 * place)
        return Interval(whole.start, whole.end, f"{then.year}-{32 + place}")
    if unit == "year":
        return cal.year(anchor.year + step)
    if unit == "decade":
        first = anchor.year // 10 * 10 + 10 * step
        return Interval(f"{first}-01-01", f"{first + 9}-12-31", f"{str(first)[:3]}X")
    if unit == "century":
        first = anchor.year // 100 * 100 + 100 * step
        return Interval(f"{first}-01-01", f"{first + 99}-12-31", f"{str(first)[:2]}XX")
    return cal.day(anchor + timedelta(step))


def this(part: Words, anchor: date | None, future: bool) -> Interval | None:
    if anchor is None:
        return None
    return calendar_unit(anchor, str(part.get("U")[0].value), 0)  # "this weeks battle" has lost its apostrophe


def in_units(part: Words, anchor: date | None, future: bool) -> Interval | None:
    """In two weeks: a day to come; only where the sentence speaks of the future ("in two weeks of war")."""
    return from_now(part, anchor, future) if future else None


def ago_on(part: Words, anchor: date | None, future: bool) -> Interval | None:
    """A year ago today, ten years ago this month: the day, week or month then that the story stands in."""
    if anchor is None:
        return None
    turn = part.letters.index("A")
    unit = str(part.get("U")[0].value)
    then = shift(anchor, unit, -count_of(part.cut(0, turn), unit))
    if part.letters[-1] == "y":
        return cal.day(then + timedelta(part.numbers("y")[0]))
    return calendar_unit(then, str(part.words[-1].value), 0)


def from_now(part: Words, anchor: date | None, future: bool) -> Interval | None:
    """A fortnight from now, two years from today."""
    unit = str(part.get("U")[0].value)
    if anchor is None or unit == "hour":
        return None
    then = shift(anchor, unit, count_of(part, unit))
    if unit in ("month", "year", "decade"):
        return cal.month(then.year, then.month, "~") if unit == "month" else cal.year(then.year, "~")
    return cal.day(then, "" if unit == "day" else "~")


LENGTH = {"day": 1, "week": 7, "month": 31, "year": 366}  # days that a date may span and still tell such a unit
STEP = {"same": 0, "that": 0, "previous": -1, "preceding": -1, "following": 1, "next": 1}


def from_another(part: Words, other: Interval) -> Interval | None:
    """The days of "the following month", "two weeks later", "the previous night" seen from another date of the text;
    None where that date is not precise enough, or the words do not say from what they count."""
    unit = str(part.get("U")[0].value) if part.get("U") else "day"
    first, last = date.fromisoformat(other.start), date.fromisoformat(other.end)
    if unit not in LENGTH or (last - first).days >= LENGTH[unit] or other.edtf.endswith(".."):
        return None
    word = next((word.lower for word in part.words if word.lower in STEP), "")
    if part.letters == "U":  # "earlier in the day"
        word = "same"
    if word:
        return None if part.words[-1].lower.endswith("s") else calendar_unit(first, unit, STEP[word])
    if part.letters[-1] not in "le" or not part.get("nDk"):
        return None
    then = shift(first, unit, count_of(part, unit) * (1 if part.letters[-1] == "l" else -1))
    if unit in ("month", "year"):
        return cal.month(then.year, then.month, "~") if unit == "month" else cal.year(then.year, "~")
    return cal.day(then, "~" if unit == "week" or part.get("zx") else "")
