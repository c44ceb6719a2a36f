"""The 15 outlets of FA-KES, scraped without line breaks: the shipped stories piece by piece, all 804 as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.records import RawStory, Report
from dragoman.sources.intake import stories
from dragoman.wire.report import report

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "examples" / "stories" / "fa-kes-20.csv"
ALL = ROOT.parent / "shared" / "data" / "corpora" / "fa-kes.csv"

# line of the file: date line, agency, byline, dateline, source line; how the deck begins, how the body begins and ends
EXPECTED: dict[int, tuple[str, str | None, str | None, str | None, str | None, str | None, str, str]] = {
    2: ("Sun 10 Jul 2016", "AFP", None, None, "--AFP", None, "At least 29 Syrian rebels", "monitor said."),
    3: (
        "April 5 2017",
        None,
        "Youssef Diab Paula Astih and Najla Habriri",
        "Beirut London",
        None,
        None,
        "Warplanes releasing",
        "accountability.",
    ),
    4: ("July 19 2016", None, None, None, None, None, "Airstrikes on Daesh-held villages", "Anbar province."),
    5: ("21 Jul 2016", "agencies", None, None, "Source TRTWorld and agencies", None, "The US military", "400000."),
    6: (
        "10 July 2016",
        "Agencies",
        None,
        None,
        None,
        "At least 29 Syrian rebels were killed during a major",
        "At least 29 Syrian rebels were killed in clashes",
        "that goal.",
    ),
    7: (
        "19 October 2016",
        None,
        None,
        None,
        None,
        "Russia has accused Belgium of",
        "Russia has accused Belgium a",
        "2014.",
    ),
    8: ("30 June 2016", None, None, None, None, "At least 70 Syrian", "At least 70 Syrian", "280000 people."),
    9: (
        "3 October 2017",
        "Agencies",
        None,
        None,
        None,
        "The Islamic State group",
        "A double suicide",
        "investigations.",
    ),
    10: ("Tuesday 19 Jul 2016", "AFP", None, None, None, None, "Children were among", 'urgently."'),
    11: ("Jul 012016", None, None, "BEIRUT", None, None, "At least 70 regime", "on Thursday."),
    12: ("November 13 2017", "The Associated Press", None, None, None, None, "A Syrian war monitoring", "population."),
    13: ("August 12 2016", None, None, None, None, None, "Terrorists executed", "the center said."),
    14: ("1 February 2016", "SANA", "Hazem Sabbagh", None, None, None, "The Russian Aerospace", "in Syria."),
    15: ("Tuesday 14 November 2017", None, None, None, None, None, "The Syrian Coalition", "massacres."),
    16: ("September 8 2013", "Reuters", "Arshad Mohammed", None, None, None, "The United States left", "elaborating."),
    17: ("Wednesday 21 August 2013", "Reuters", None, None, "(With Reuters and AFP)", None, "At least 1300", "added."),
    18: ("Mon Jul 11 2016", None, None, None, None, None, "Nearly 75 terrorist", "the army."),
    19: ("02.10.2017", "Sputnik", None, "MOSCOW", None, "Fifteen people died", "An explosion", "so far."),
    20: ("19.07.2016", "Sputnik", None, "DAMASCUS", None, "Over 100 Syrian", "The strike was", "other nations."),
    21: ("18-07-2016", None, None, None, None, "Airstrikes by", "Airstrikes by", "Syria and Iraq."),
}


@pytest.fixture(scope="module")
def shipped() -> dict[int, Report]:
    found = [item for item in stories(SHIPPED) if isinstance(item, RawStory)]
    return {int(item.where.rsplit(":", 1)[1]): report(item) for item in found}


def bodies(found: Report) -> list[str]:
    return [found.text[zone.start : zone.end] for zone in found.zones if zone.kind == "body"]


@pytest.mark.parametrize("line", EXPECTED)
def test_a_shipped_story(shipped: dict[int, Report], line: int) -> None:
    found = shipped[line]
    *fields, deck, first, last = EXPECTED[line]
    assert [found.published_text, found.agency, found.byline, found.dateline, found.source_line] == fields
    assert (found.deck is None) if deck is None else (found.deck or "").startswith(deck)
    assert bodies(found)[0].startswith(first)
    assert bodies(found)[-1].endswith(last)
    assert found.published_from == "text"


def test_captions_and_tags_are_apart(shipped: dict[int, Report]) -> None:
    assert shipped[4].captions[0].endswith("Syria July 1 2016. (Reuters Photo)")
    tags = [shipped[7].text[zone.start : zone.end] for zone in shipped[7].zones if zone.kind == "tags"]
    assert tags == ["Tags Belgium Syria coalition air raids strikes Aleppo"]


@pytest.mark.skipif(not ALL.exists(), reason="the corpus is not beside the repository")
def test_all_stories_tile_and_nearly_all_carry_their_date() -> None:
    dated = total = 0
    for item in stories(ALL):
        assert isinstance(item, RawStory)
        found, last = report(item), 0
        for zone in found.zones:
            assert last <= zone.start < zone.end <= len(found.text)
            assert not found.text[last : zone.start].strip()
            last = zone.end
        assert not found.text[last:].strip()
        assert found.headline
        assert sum(len(body) for body in bodies(found)) > 0.3 * len(item.text) or len(item.text) < 400
        dated += found.published_from == "text"
        total += 1
    assert total == 804
    assert dated >= 780  # the others have none in their text
