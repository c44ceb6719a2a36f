"""Furniture of web pages: what is left out of a story, and the sentences that only look like it."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.lexicon import lexicon
from dragoman.records import RawStory, Report
from dragoman.wire.furniture import is_furniture
from dragoman.wire.lines import kind_of
from dragoman.wire.report import report

LEXICON: dict[str, Any] = lexicon("furniture")
HEADLINE = "Mali rebels sign truce with army"
LEAD = (
    "The two sides agreed on Monday to halt fighting along the river for ten days, officials of both governments said."
)
MORE = "The agreement, reached after a night of talks in the border town, follows three weeks of shelling."
LAST = '"We will keep our word as long as they keep theirs," said the defence minister, who signed for the north.'


def of_kind(found: Report, kind: str) -> list[str]:
    return [found.text[zone.start : zone.end] for zone in found.zones if zone.kind == kind]


def story(*lines: str) -> Report:
    return report(RawStory(text="\n\n".join((HEADLINE, LEAD, *lines)), where="test"))


def examples(table: str, key: str) -> list[str]:
    return [line for entry in LEXICON[table] for line in entry.get(key, ())]


@pytest.mark.parametrize("line", examples("line", "examples"))
def test_a_line_of_furniture(line: str) -> None:
    assert is_furniture(line)
    found = story(MORE, line, LAST)
    assert of_kind(found, "body") == [LEAD, MORE, LAST]
    assert not of_kind(found, "subhead")


@pytest.mark.parametrize("line", examples("line", "unlike"))
def test_a_sentence_like_furniture_is_read(line: str) -> None:
    assert kind_of(line) is None
    assert line in of_kind(story(MORE, line, LAST), "body")
    assert of_kind(story(MORE, LAST, line), "body")[-1] == line


@pytest.mark.parametrize("entry", LEXICON["line"])
def test_every_pattern_has_an_example(entry: dict[str, Any]) -> None:
    assert entry["examples"]


@pytest.mark.parametrize("lines", examples("block", "examples"))
def test_a_block_of_lines(lines: str) -> None:
    found = story(MORE, *lines.split("\n"), LAST)
    assert of_kind(found, "boilerplate") == lines.split("\n")
    assert of_kind(found, "body") == [LEAD, MORE, LAST]


def test_a_block_above_the_lead() -> None:
    box = ("list of 2 items", "Army rejects reports of talks in the north", "end of list")
    found = report(RawStory(text="\n\n".join((HEADLINE, "3 May 2015", *box, LEAD, MORE)), where="test"))
    assert of_kind(found, "body") == [LEAD, MORE]


def test_a_block_without_its_end_is_none() -> None:
    found = story("list of 2 items", MORE, LAST)
    assert of_kind(found, "body") == [LEAD, MORE, LAST]


def test_headlines_below_a_heading_of_links() -> None:
    links = ("Read more:", "Army rejects reports of talks in the north", "Why France is leaving Mali")
    found = story(MORE, *links, LAST)
    assert of_kind(found, "boilerplate") == list(links)
    assert of_kind(found, "body") == [LEAD, MORE, LAST]


@pytest.mark.parametrize(
    "line",
    [
        "READ MORE: Mali's rebels sign accord",
        "Related: Army says rebels broke truce",
        "ALSO READ | Army rejects reports of talks",
        "Read: 'We had no choice', says rebel leader",
        "In pictures: Sudan's forgotten war",
    ],
)
def test_a_pointer_to_another_story(line: str) -> None:
    assert kind_of(line) == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "Related: the two attacks were planned by the same cell, police said.",
        "Recommended: no talks before a full withdrawal, the panel said in its report.",
        "Analysis: The accord will not last, a diplomat told reporters.",
        "Reporting by the two sides on prisoners has stopped.",
        "Editing by the junta's censors has left the paper with blank columns.",
        "Germany and France contributed to this report, which the UN released on Monday.",
        "This report was published by the United Nations on Monday and says 300 people died.",
    ],
)
def test_a_sentence_like_a_pointer_or_a_credit(line: str) -> None:
    assert kind_of(line) is None


def test_a_credit_before_its_caption() -> None:
    line = "© UNICEF | Families queue for water at a camp near the border."
    assert story(MORE, line, LAST).captions == (line,)
