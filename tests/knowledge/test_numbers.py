"""Numbers: every example of the lexicon, phrases of the press, and text that holds no number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.knowledge import numbers
from dragoman.lexicon import lexicon


@pytest.mark.parametrize("entry", lexicon("numbers").values(), ids=lambda entry: str(entry["example"]))
def test_each_word_class_keeps_the_promise_of_its_example(entry: dict[str, object]) -> None:
    low, high = entry["gives"]  # type: ignore[misc]
    assert numbers.bounds(str(entry["example"])) == (low, None if high == -1 else high)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("at least 18 civilians", 18, None),
        ("more than 1,000", 1000, None),
        ("over 300000 lives", 300000, None),
        ("more than a million people", 1000000, None),
        ("up to 300 people", 0, 300),
        ("as many as 60", 0, 60),
        ("between 10 and 15 people", 10, 15),
        ("10-15 people", 10, 15),
        ("10 to 15 people", 10, 15),
        ("two to three million", 2000000, 3000000),
        ("fewer than 20 guards", 0, 19),
        ("nearly 200 men", 200, 200),
        ("several dozen dead", 24, None),
        ("several hundred", 200, None),
        ("a few thousand", 2000, None),
        ("tens of thousands", 20000, None),
        ("scores of prisoners", 40, None),
        ("several others", 3, None),
        ("one hundred and twenty-three", 123, 123),
        ("two dozen", 24, 24),
        ("1.4 million", 1400000, 1400000),
        ("100+ dead", 100, None),
        ("a total of at least 31 bodies", 31, None),
        ("twenty six", 26, 26),
        ("two hundred thousand", 200000, 200000),
        ("another six", 6, 6),
        ("no fewer than 12", 12, None),
        ("a hundred", 100, 100),
        ("half a million", 500000, 500000),
    ],
)
def test_bounds(words: str, low: int, high: int | None) -> None:
    assert numbers.bounds(words) == (low, high)


@pytest.mark.parametrize("words", ["a child", "the army", "", "an officer and a man", "more than that"])
def test_no_number(words: str) -> None:
    assert numbers.bounds(words) is None


def test_several_numbers_keep_their_places() -> None:
    text = "At least 58 people, including 11 children, died and dozens were hurt."
    assert [text[n.start : n.end] for n in numbers.find(text)] == ["At least 58", "11", "dozens"]
    assert numbers.find("six", offset=10) == [numbers.Number(10, 13, 6, 6)]


def test_lists_are_not_ranges_or_sums() -> None:
    assert [
        n.low for n in numbers.find("one soldier and two policemen, five and six, 15 in Manbij and another six")
    ] == [1, 2, 5, 6, 15, 6]


@given(st.text(alphabet="0123456789 -,.+andoftwentyhundreds", max_size=50))
def test_any_text_gives_sane_numbers(text: str) -> None:
    last = 0
    for number in numbers.find(text):
        assert last <= number.start < number.end <= len(text)
        assert number.low >= 0
        assert number.high is None or number.low <= number.high
        last = number.end
