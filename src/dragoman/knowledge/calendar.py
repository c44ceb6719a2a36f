"""Days and calendars: months, weeks, feasts, and the EDTF wording (ISO 8601-2) of an interval. Pure arithmetic."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from dragoman.records import Interval

ISLAMIC_EPOCH = 227015  # proleptic Gregorian ordinal of 1 Muharram 1, tabular (civil) calendar


def day(value: date, mark: str = "") -> Interval:
    """One day; ``mark`` "~" says approximate."""
    return Interval(value.isoformat(), value.isoformat(), value.isoformat() + mark)


def days(first: date, last: date, mark: str = "") -> Interval:
    """Days first to last, both included."""
    if first == last:
        return day(first, mark)
    return Interval(first.isoformat(), last.isoformat(), f"{first}/{last}{mark}")


def month(year: int, number: int, mark: str = "") -> Interval:
    """A whole month."""
    last = monthrange(year, number)[1]
    return Interval(f"{year:04}-{number:02}-01", f"{year:04}-{number:02}-{last:02}", f"{year:04}-{number:02}{mark}")


def year(number: int, mark: str = "") -> Interval:
    """A whole year."""
    return Interval(f"{number:04}-01-01", f"{number:04}-12-31", f"{number:04}{mark}")


def months(first_year: int, first: int, last_year: int, last: int) -> Interval:
    """From the start of one month to the end of another."""
    low, high = month(first_year, first), month(last_year, last)
    return Interval(low.start, high.end, f"{low.edtf}/{high.edtf}")


def shift_months(value: date, count: int) -> date:
    """The same day so many months on, cut to the month's length."""
    whole = value.year * 12 + value.month - 1 + count
    number = min(max(whole // 12, 1), 9998)
    return date(number, whole % 12 + 1, min(value.day, monthrange(number, whole % 12 + 1)[1]))


def week_of(value: date) -> tuple[date, date]:
    """Monday and Sunday of the week."""
    monday = value - timedelta(days=value.weekday())
    return monday, monday + timedelta(days=6)


def easter(number: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus)."""
    a, b, c = number % 19, number // 100, number % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    place, rest = divmod(h + m - 7 * n + 114, 31)
    return date(number, place, rest + 1)


def islamic(number: int, at_month: int, at_day: int) -> date:
    """The Gregorian day of a date of the tabular Islamic calendar."""
    before = (number - 1) * 354 + (3 + 11 * number) // 30 + 29 * (at_month - 1) + at_month // 2
    return date.fromordinal(ISLAMIC_EPOCH + before + at_day - 1)


def islamic_in(number: int, at_month: int, at_day: int) -> date:
    """The first day within a Gregorian year that carries a date of the Islamic calendar."""
    guess = int((number - 622) * 33 / 32)
    for candidate in range(guess - 1, guess + 3):
        found = islamic(candidate, at_month, at_day)
        if found.year == number:
            return found
    return islamic(guess, at_month, at_day)
