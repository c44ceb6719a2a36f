"""What months, seasons, quarters, years, decades and feasts mean, seen from the story's day."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.knowledge import calendar as cal
from dragoman.knowledge import time_spans as spans
from dragoman.knowledge.time_rules import Words
from dragoman.lexicon import lexicon
from dragoman.records import Interval

NEARER = 6  # a day without its year lies on the expected side of the story unless the other is 6 times nearer


def near(options: list[date], anchor: date, future: bool) -> date:
    """The likeliest of the same day in several years: on the side told, unless the other is much nearer."""

    def cost(option: date) -> tuple[int, date]:
        away = (option - anchor).days
        expected = away >= 0 if future else away <= 0
        return abs(away) * (1 if expected else NEARER), option

    return min(options, key=cost)


def of_year(part: Words, anchor: date | None) -> int | None:
    """The year that "of 2017", "of last year", "this year" name."""
    years = part.numbers("Y")
    if years:
        return years[0]
    steps = [word.letter for word in part.words if word.letter in "LTN"]
    if anchor is None or not steps or not part.get("U"):
        return None
    return anchor.year + {"L": -1, "T": 0, "N": 1}[steps[-1]] if part.get("U")[-1].value == "year" else None


def month(part: Words, anchor: date | None, future: bool) -> Interval | None:
    place, number = part.numbers("Mm")[0], of_year(part, anchor)
    if number:
        return cal.month(number, place)
    if anchor is None:
        return None
    this = anchor.year * 12 + anchor.month - 1
    behind, ahead = (anchor.month - place) % 12, (place - anchor.month) % 12
    first = part.letters[0]
    if first == "L":
        away = -(behind or 12)
    elif first == "N":
        away = ahead or 12
    elif first == "T":
        away = place - anchor.month
    else:
        away = _nearer(behind, ahead, future)
    return cal.month((this + away) // 12, (this + away) % 12 + 1)


def units_of_month(part: Words, anchor: date | None, future: bool) -> Interval | None:
    """The first week of July, the last three days of August 2016, the second half of May."""
    word = part.get("UQ")[0]
    unit = str(word.value)
    whole = month(part.cut(part.words.index(part.get("Mm")[0])), anchor, future)
    if whole is None or unit not in ("day", "week", "half"):
        return None
    counted = bool(part.get("nDk"))
    first, last = date.fromisoformat(whole.start), date.fromisoformat(whole.end)
    if unit == "half":
        middle = first.replace(day=15)
        return cal.days(first, middle) if part.numbers("q") == [1] else cal.days(middle + timedelta(1), last)
    length = spans.count_of(part, unit) * (7 if unit == "week" else 1)
    if not counted and word.lower == "days":  # "the first days of July"
        length = 7
    if part.get("L"):
        return cal.days(last - timedelta(length - 1), last)
    start = first + timedelta(0 if counted else (part.numbers("q")[0] - 1) * length)
    return cal.days(start, min(start + timedelta(length - 1), last))


def _nearer(behind: int, ahead: int, future: bool) -> int:
    """Months to go, backwards unless told otherwise or the other way is much shorter."""
    if future:
        return -behind if behind * NEARER < ahead else ahead
    return ahead if ahead * NEARER < behind else -behind


def quarter(part: Words, anchor: date | None, future: bool) -> Interval | None:
    number, place = of_year(part, anchor), part.numbers("q")[0]
    if number is None and anchor and part.letters.endswith("opU") and part.words[-1].value == "year":
        number = anchor.year
    if number is None:
        return None
    if part.get("Q") and part.get("Q")[0].lower == "half":
        return cal.months(number, 6 * place - 5, number, 6 * place) if place <= 2 else None
    if part.get("n"):  # the first three months of 2017
        return cal.months(number, 1, number, part.numbers("n")[0]) if place == 1 else None
    if part.words[1].lower != "quarter":  # the first week of 2017
        return cal.year(number)
    whole = cal.months(number, 3 * place - 2, number, 3 * place)
    return Interval(whole.start, whole.end, f"{number}-{32 + place}")


def season(part: Words, anchor: date | None, future: bool) -> Interval | None:
    """Seasons of the northern half, as ISO 8601-2 codes them (21 spring ... 24 winter)."""
    code, number = part.numbers("S")[0], of_year(part, anchor)
    if number is None:
        if anchor is None or part.words[0].lower == "fall":  # "during the fall of the city"
            return None
        number = _year_of_season(code, part.letters[0], anchor, future)
    return _season_of(code, number)


def _season_of(code: int, number: int) -> Interval:
    first = 3 * (code - 20)
    whole = cal.months(number, first, number + (first + 2 > 12), (first + 1) % 12 + 1)
    return Interval(whole.start, whole.end, f"{number}-{code}")


def _year_of_season(code: int, said: str, anchor: date, future: bool) -> int:
    """The year in which the season meant began: last summer is over, next summer is to come; a winter ends in March."""
    today = anchor.isoformat()
    years = range(anchor.year - 2, anchor.year + 2)
    if said == "L":
        return max(year for year in years if _season_of(code, year).end < today)
    if said == "N":
        return min(year for year in years if _season_of(code, year).start > today)
    if said == "T" and anchor.month > 2:
        return anchor.year
    begun = max(year for year in years if _season_of(code, year).start <= today)
    return begun + (future and _season_of(code, begun).end < today)


def decade(part: Words, anchor: date | None, future: bool) -> Interval | None:
    digits = str(part.words[0].value)
    first = int(digits) if len(digits) == 4 else (2000 if int(digits) <= 20 else 1900) + int(digits)
    century = first % 100 == 0 and first < 2000  # the press's 2000s are ten years
    return (
        Interval(f"{first}-01-01", f"{first + 9}-12-31", f"{str(first)[:3]}X")
        if not century
        else Interval(f"{first}-01-01", f"{first + 99}-12-31", f"{str(first)[:2]}XX")
    )


def year(part: Words, anchor: date | None, future: bool) -> Interval | None:
    return cal.year(part.numbers("Y")[0])


def year_of_thing(part: Words, anchor: date | None, future: bool) -> Interval | None:
    """A year before what it dates; a round number there counts or measures: "a 2000 pound bomb"."""
    number = part.numbers("Y")[0]
    return cal.year(number) if number % 50 else None


def feast(part: Words, anchor: date | None, future: bool) -> Interval | None:
    name = str(part.get("H")[0].value)
    told = of_year(part.cut(part.letters.index("H")), anchor)
    if told or part.get("Y"):
        return _feast_of(name, told) if told else None
    if anchor is None:
        return None
    options = {
        date.fromisoformat(found.start): found
        for each in lexicon("times")["feast"][name].get("either", [name])
        for step in (-1, 0, 1)
        if (found := _feast_of(each, anchor.year + step))
    }
    first = part.letters[0]
    kept = [at for at in options if (at < anchor if first == "L" else at > anchor if first == "N" else True)]
    return options[near(kept or list(options), anchor, first == "N" or (future and first != "L"))]


def day_of_feast(part: Words, anchor: date | None, future: bool) -> Interval | None:
    """The first day of Ramadan, the last day of Eid, the last ten days of Ramadan, the third week of Ramadan."""
    at = part.letters.index("H")
    whole, told = feast(part.cut(at), anchor, future), part.cut(0, at)
    unit = str(told.get("U")[0].value)
    if whole is None or unit not in ("day", "week"):
        return None
    first, end = date.fromisoformat(whole.start), date.fromisoformat(whole.end)
    mark = "~" if whole.edtf.endswith("~") else ""
    vague = told.words[-2].lower == "days" and not told.get("nDk")  # "the last days of Ramadan"
    length = 7 if vague else spans.count_of(told, unit) * (7 if unit == "week" else 1)
    if told.get("L"):
        start = end - timedelta(length - 1)
        return cal.days(start, end, mark) if start > first else None
    start = first + timedelta(0 if told.get("nDk") else (told.numbers("q")[0] - 1) * length)
    return cal.days(start, start + timedelta(length - 1), mark)


def _feast_of(name: str, number: int) -> Interval | None:
    rule = lexicon("times")["feast"][name]
    if "either" in rule:  # which of them is not said
        return None
    if "fixed" in rule:
        return cal.day(date(number, *rule["fixed"]))
    if "easter" in rule:
        return cal.day(cal.easter(number) + timedelta(rule["easter"]))
    place, first, length = rule["islamic"]
    known = rule.get("seen", {}).get(str(number))  # as announced in Mecca; the calculated calendar may be a day off
    start = date.fromisoformat(f"{number}-{known}") if known else cal.islamic_in(number, place, first)
    if known and "until" in rule and (after := _feast_of(rule["until"], number)):
        length = (date.fromisoformat(after.start) - start).days
    return cal.days(start, start + timedelta(length - 1), "~")
