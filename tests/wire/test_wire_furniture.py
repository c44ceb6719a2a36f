"""Furniture of web pages: what is left out of a story, and the sentences that only look like it."""

from __future__ import annotations

import re
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


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Source: Al Jazeera and news agencies", "source_line"),
        ("Updated - May 03, 2023 08:12 pm IST", "published"),
        ("Sources: Israel and Hamas near deal", "body"),
    ],
)
def test_a_labelled_line_between_paragraphs(line: str, kind: str) -> None:
    assert line in of_kind(story(MORE, line, LAST), kind)


@pytest.mark.parametrize(
    "line",
    [
        "A boy walks past a burnt-out bus in Bamako, Mali, on May 3, 2015",
        "FILE - Rebels patrol the town of Kidal.",
        "In this photo taken on Sunday, fighters rest outside the town.",
        "This image provided by the ministry shows the burnt-out bus.",
    ],
)
def test_a_caption_without_a_credit(line: str) -> None:
    assert story(MORE, line, LAST).captions == (line,)


@pytest.mark.parametrize(
    "line",
    [
        "The army left the town on May 3, 2015.",
        "In this picture of despair, the envoy saw a chance.",
        "This image of the army is wrong, the general said.",
        "The file was closed on Sunday by the court in Bamako.",
    ],
)
def test_no_caption(line: str) -> None:
    assert not story(MORE, line, LAST).captions


# ---- inside a paragraph ------------------------------------------------------------------------------------------


def unmark(marked: str) -> tuple[str, list[str]]:
    """The text without its marks, and what stood between them."""
    pieces = re.findall(r"«(.*?)»", marked)
    return marked.replace("«", "").replace("»", ""), pieces


WITHIN = ("within", "bracket", "post", "link", "link_above", "teaser")


@pytest.mark.parametrize("marked", [line for table in WITHIN for line in examples(table, "examples")])
def test_a_piece_inside_a_paragraph(marked: str) -> None:
    paragraph, pieces = unmark(marked)
    found = story(MORE, paragraph, LAST)
    assert of_kind(found, "boilerplate") == pieces
    outside = " ".join(paragraph.replace(piece, "|") for piece in pieces[:1])
    for piece in pieces[1:]:
        outside = outside.replace(piece, "|")
    assert of_kind(found, "body") == [LEAD, MORE, *filter(None, map(str.strip, outside.split("|"))), LAST]


@pytest.mark.parametrize("paragraph", [line for table in WITHIN for line in examples(table, "unlike")])
def test_a_sentence_like_a_piece_is_read(paragraph: str) -> None:
    assert paragraph in of_kind(story(MORE, paragraph, LAST), "body")


def test_a_crosshead_between_two_sentences() -> None:
    found = story(MORE + " NO DECISION YET The president said nothing of a vote. " + LAST)
    assert of_kind(found, "subhead") == ["NO DECISION YET"]
    assert of_kind(found, "body") == [LEAD, MORE, "The president said nothing of a vote. " + LAST]


def test_a_headline_in_capitals() -> None:
    line = "ARMY KILLS 20 FIGHTERS IN NORTHERN MALI AND LOSES TWO, OFFICIALS SAY"
    assert of_kind(story(MORE, line, LAST), "boilerplate") == [line]
    assert of_kind(story(f"{MORE} {line} The ministry gave no toll.", LAST), "boilerplate") == [line]


@pytest.mark.parametrize(
    "paragraph",
    [
        "He left in May. UN OCHA Chief Jane Doe called for a truce.",
        "He left in May. AQIM MUJAO Fighters of both groups hold the town, and MUJAO holds the road.",
        "He left in May. US FBI Director John Roe denied the charge.",
        "He met Foreign Minister Jane Doe and Defence Secretary John Roe of the Northern Liberation Front on Sunday.",
        "The talks failed. Syrian Observatory for Human Rights Director Jane Doe said that nine people died.",
        "The talks failed. Russian Defence Ministry Spokesman Major General John Roe said in Moscow that nine died.",
        "Former Prime Minister Jane Doe and Former Army Chief John Roe met in The Hague on Sunday.",
        "The Economic Community of West African States and the African Union Mission in Mali sent envoys.",
        "In the town of Bab (Aleppo) two people died; in Ariha (Idlib) nine.",
        "The group Ansar Dine (Defenders of Faith) and the Movement for Azawad (MNLA) 3 May 2013 deal was signed.",
    ],
)
def test_names_are_no_headline(paragraph: str) -> None:
    found = story(MORE, paragraph, LAST)
    assert of_kind(found, "body") == [LEAD, MORE, paragraph, LAST]


def test_two_sentences_are_not_one() -> None:
    """The headline of another story and the sentence behind it are two zones, so two sentences for the parser."""
    glued = (
        "The talks failed. Army Chief Says Rebels Killed Nine Soldiers Near Northern Border The ministry gave no toll."
    )
    assert of_kind(story(MORE, glued, LAST), "body")[2:] == ["The talks failed.", "The ministry gave no toll.", LAST]
