"""Dates: every example of the lexicon, the habits of the press, and what must stay unresolved."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.gold.halves import half_of

from dragoman.knowledge import times
from dragoman.lexicon import lexicon

STORY = "2017-12-26"  # a Tuesday
GOLD = Path(__file__).parents[1] / "gold" / "dates.jsonl"
GOLD_BLIND = GOLD.with_name("dates2.jsonl")  # coded before any answer of the program
GOLD_GENRE = GOLD.with_name("dates3.jsonl")  # expressions of the genre in own words; rules were mended on them
FLOORS = {"open": 0.95, "kept": 0.92}  # halves of its stories; the kept one's errors are never looked at


def entries(table: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    for value in table.values():
        if isinstance(value, dict):
            found += [value] if "example" in value else entries(value)
    return found


@pytest.mark.parametrize("entry", entries(lexicon("times")), ids=lambda entry: str(entry["example"]))
def test_each_word_class_keeps_the_promise_of_its_example(entry: dict[str, Any]) -> None:
    found = times.find(entry["example"], STORY, future=entry.get("future", False))
    assert entry["gives"] in [dated.interval.edtf for dated in found if dated.interval]


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("on Monday", "2017-12-25", "2017-12-25"),
        ("on Tuesday", "2017-12-26", "2017-12-26"),  # the story's own weekday is the story's day
        ("late on Sunday", "2017-12-24", "2017-12-24"),
        ("Mondays attack", "2017-12-25", "2017-12-25"),
        ("Monday’s attack", "2017-12-25", "2017-12-25"),
        ("between January 29-30", "2018-01-29", "2018-01-30"),
        ("November 27, 2017", "2017-11-27", "2017-11-27"),
        ("the 27th of November", "2017-11-27", "2017-11-27"),
        ("Wednesday, 4 January", "2017-01-04", "2017-01-04"),
        ("later this week", "2017-12-27", "2017-12-31"),
        ("the next 24 hours", "2017-12-26", "2017-12-27"),
        ("over two years ago", "2015-01-01", "2015-12-31"),
        ("the past eight months", "2017-04-26", "2017-12-26"),
        ("since May 31", "2017-05-31", "2017-12-26"),
        ("last month's raid", "2017-11-01", "2017-11-30"),
        ("two days after Friday's vote", "2017-12-24", "2017-12-24"),
        ("from March 2015 to June 2016", "2015-03-01", "2016-06-30"),
        ("Monday of last week", "2017-12-18", "2017-12-18"),
        ("24.08.2013", "2013-08-24", "2013-08-24"),
        ("12/20/2017", "2017-12-20", "2017-12-20"),
        ("half a century ago", "1967-01-01", "1967-12-31"),
        ("on Friday and Saturday", "2017-12-22", "2017-12-23"),
        ("Friday night and into Saturday morning", "2017-12-22", "2017-12-23"),
        ("in 2014 and 2015", "2014-01-01", "2015-12-31"),
        ("on Thursday and Saturday", "2017-12-21", "2017-12-21"),  # two days, not a stretch
        ("in the 2000s", "2000-01-01", "2009-12-31"),
        ("a lightning 2014 campaign", "2014-01-01", "2014-12-31"),
        ("the first day of Eid", "2017-09-01", "2017-09-01"),
        ("Ramadan 2015", "2015-06-18", "2015-07-16"),
        ("in the first week of July", "2017-07-01", "2017-07-07"),
        ("the last 12 days of September", "2017-09-19", "2017-09-30"),
        ("the second half of May", "2017-05-16", "2017-05-31"),
        ("late spring last year", "2016-05-01", "2016-05-31"),
        ("during this weeks battle", "2017-12-25", "2017-12-31"),
        ("in the last week", "2017-12-19", "2017-12-26"),
        ("the last month and a half", "2017-11-11", "2017-12-26"),
        ("over the past two years and a half", "2015-06-26", "2017-12-26"),
        ("overnight on Friday", "2017-12-22", "2017-12-23"),
        ("on December 1st", "2017-12-01", "2017-12-01"),
        ("the 3rd of December", "2017-12-03", "2017-12-03"),
        ("the first of December", "2017-12-01", "2017-12-01"),
        ("on 24-08-2013", "2013-08-24", "2013-08-24"),
        ("last Augusts attack", "2017-08-01", "2017-08-31"),
        ("the Aug 21 2013s attack", "2013-08-21", "2013-08-21"),
        ("yesterdays raid", "2017-12-25", "2017-12-25"),
        ("September 30 last year", "2016-09-30", "2016-09-30"),
        ("June and July last year", "2016-06-01", "2016-07-31"),
        ("between late October and early November", "2017-10-21", "2017-11-10"),
        ("from the beginning of 2013 to mid-2014", "2013-01-01", "2014-08-31"),
        ("from Friday night until Saturday morning", "2017-12-22", "2017-12-23"),
        ("from 2014 until last year", "2014-01-01", "2016-12-31"),
        ("Monday through Wednesday", "2017-12-25", "2017-12-27"),
        ("the week before last", "2017-12-11", "2017-12-17"),
        ("a year ago today", "2016-12-26", "2016-12-26"),
        ("two years ago this month", "2015-12-01", "2015-12-31"),
        ("two Sundays ago", "2017-12-17", "2017-12-17"),
        ("eighteen months ago", "2016-06-01", "2016-06-30"),
        ("a dozen years ago", "2005-01-01", "2005-12-31"),
        ("late in 2016", "2016-10-01", "2016-12-31"),
        ("earlier in December", "2017-12-01", "2017-12-26"),
        ("so far this month", "2017-12-01", "2017-12-26"),
        ("last summer", "2017-06-01", "2017-08-31"),
        ("since dawn", "2017-12-26", "2017-12-26"),
        ("the last ten days of Ramadan", "2017-06-15", "2017-06-24"),
        ("on Christmas Day last year", "2016-12-25", "2016-12-25"),
        ("in coming days", "2017-12-27", "2018-01-02"),
        ("in past weeks", "2017-11-28", "2017-12-26"),
        ("New Years Eve 2016", "2016-12-31", "2016-12-31"),
    ],
)
def test_press_dates(words: str, start: str, end: str) -> None:
    interval = times.resolve(words, STORY)
    assert interval is not None
    assert (interval.start, interval.end) == (start, end)


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("on Thursday", "2017-12-28"),
        ("on Tuesday", "2017-12-26"),
        ("on March 6", "2018-03-06"),
        ("in two weeks", "2018-01-09"),
        ("in May", "2018-05-01"),
        ("overnight", "2017-12-26"),
    ],
)
def test_the_future_flag_looks_ahead(words: str, start: str) -> None:
    interval = times.resolve(words, STORY, future=True)
    assert interval is not None
    assert interval.start == start


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A siege in May was broken the following month.", "2017-06"),
        ("He was held on December 3 and freed the next day.", "2017-12-04"),
        ("He was shot on Sunday and died two days later.", "2017-12-26"),
        ("They met on Friday; the previous night a bomb had gone off.", "2017-12-21"),
        ("On Monday a bomb went off; later in the day a second one did.", "2017-12-25"),
        ("In 2012 he fled, and two days later he was back.", None),  # a year is no day to count from
        ("He was shot on Monday and died a week later.", None),  # not before the story
        ("They left on the day that he came, and two days later.", None),
        ("The next day they left.", None),
        ("The following Monday they left.", None),
    ],
)
def test_what_counts_from_another_date_of_the_sentence(text: str, expected: str | None) -> None:
    last = times.find(text, STORY)[-1].interval
    assert (last and last.edtf) == expected


@pytest.mark.parametrize("text", ["The Sunday Times said so.", "shells fell on April 7th Street"])
def test_names_that_hold_a_date_are_none(text: str) -> None:
    assert times.find(text, STORY) == []


@pytest.mark.parametrize(
    ("words", "anchor", "start"),
    [("last winter", "2018-01-10", "2016-12-01"), ("this winter", "2018-01-10", "2017-12-01"),
     ("last summer", "2018-07-10", "2017-06-01"), ("next spring", "2018-01-10", "2018-03-01")],
)  # fmt: skip
def test_seasons_are_told_from_the_story(words: str, anchor: str, start: str) -> None:
    interval = times.resolve(words, anchor)
    assert interval is not None
    assert interval.start == start


def test_the_flag_may_be_told_by_offset() -> None:
    text = "They met on Friday and meet again on Friday"
    found = times.find(text, STORY, future=lambda at: at > 20)
    assert [dated.interval and dated.interval.start for dated in found] == ["2017-12-22", "2017-12-29"]


@pytest.mark.parametrize(
    "words",
    [
        "He may march on.",
        "resolution 2254 passed",
        "in 2000 homes",
        "2,000 people",
        "the second man",
        "for years",
        "a 2000 pound bomb",
        "an estimated 2014 people",
    ],
)
def test_no_date(words: str) -> None:
    assert times.find(words, STORY) == []


def test_without_a_story_day_relative_dates_stay_unresolved() -> None:
    found = times.find("He fled on Monday, two days ago, from a war begun in March 2011 that began last year.", None)
    assert [dated.interval and dated.interval.edtf for dated in found] == [None, None, "2011-03", None]
    assert times.find("on 4 May", "2017") == [times.Dated(3, 8, None)]


def test_offsets_are_shifted() -> None:
    assert times.find("On Monday", STORY, offset=100)[0][:2] == (103, 109)


@given(st.text(alphabet="0123456789 -/.,'MondayJanuarylastweekofthe", max_size=60))
def test_any_text_gives_sane_intervals(text: str) -> None:
    last = 0
    for start, end, interval in times.find(text, STORY):
        assert last <= start < end <= len(text)
        last = end
        if interval:
            assert date.fromisoformat(interval.start) <= date.fromisoformat(interval.end)


def test_the_gold_dates_hold_the_bar() -> None:
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    wrong = [row["expression"] for row in rows if days_of(row) != (row["start"], row["end"])]
    assert len(wrong) <= 0.05 * len(rows), wrong


def test_the_expressions_of_the_genre_hold_the_bar() -> None:
    rows = [json.loads(line) for line in GOLD_GENRE.read_text(encoding="utf-8").splitlines()]
    wrong = [row["expression"] for row in rows if days_of(row) != (row["start"], row["end"])]
    assert len(wrong) <= 0.05 * len(rows), wrong


def days_of(row: dict[str, Any]) -> tuple[str | None, str | None]:
    """What the program makes of an expression of the gold; None twice where it makes nothing of it."""
    at = row["sentence"].index(row["expression"])
    end = at + len(row["expression"])
    found = times.find(row["sentence"], row["published"], future=row["future"])
    interval = next((d.interval for d in found if d.start < end and at < d.end), None)
    return (interval.start, interval.end) if interval else (None, None)


@pytest.mark.parametrize("half", list(FLOORS))
def test_the_blind_gold_dates_hold_their_floors(half: str) -> None:
    rows = [json.loads(line) for line in GOLD_BLIND.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if half_of(row["story"]) == half]
    right = sum(is_right(row) for row in rows)
    assert right >= FLOORS[half] * len(rows), f"{right} of {len(rows)} right"


def is_right(row: dict[str, Any]) -> bool:
    """Whether both days are those of the gold; feasts told by the moon may be off by the row's tolerance."""
    at, end = (row[side] - row["sentence_start"] for side in ("start_char", "end_char"))
    found = times.find(row["sentence"], row["published"], future=row["future"])
    interval = next((dated.interval for dated in found if dated.start < end and at < dated.end), None)
    if interval is None or row["start"] is None:
        return interval is None and row["start"] is None
    given, wanted = (interval.start, interval.end), (row["start"], row["end"])
    return all(
        abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= row.get("tolerance_days", 0)
        for one, other in zip(given, wanted, strict=True)
    )
