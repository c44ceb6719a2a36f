"""The incidents a story tells: the main one first, with its day, place, toll and doer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dragoman.lexicon import lexicon
from dragoman.linking.digest import digest
from dragoman.linking.main_incident import Incident, _phrases, incidents
from dragoman.records import Reading

Read = Callable[..., Reading]

MARKET = (
    "Blast at market kills 21\n\n"
    "A suicide bomber killed at least 21 people in a crowded market in Maiduguri on Tuesday, police said. "
    "Boko Haram claimed responsibility for the attack in a video. "
    "The conflict has killed more than 20,000 people since 2009."
)
RAID = (
    "Air strike kills 12 in Sanaa\n\n"
    "A Saudi air strike killed 12 civilians in Sanaa on Monday, a doctor said. "
    "On Friday another strike in Hodeidah killed 26 people."
)
TALKS = "Envoys meet in Vienna\n\nEnvoys of the five powers met in Vienna on Friday and agreed to meet again."


def main(read: Read, text: str, published: str) -> Incident:
    return incidents(read(text, published=published))[0]


def test_the_main_incident_is_the_news_and_not_the_war(read: Read) -> None:
    told = main(read, MARKET, "2016-03-16")
    assert (told.killed_low, told.killed_high) == (21, None)
    assert told.start == date(2016, 3, 15)
    assert told.dated
    assert told.place == "Maiduguri"


def test_whoever_owns_up_to_it_did_it_and_not_the_unnamed_bomber(read: Read) -> None:
    assert main(read, MARKET, "2016-03-16").by == "Boko Haram"


def test_whose_people_are_counted_did_not_kill_them(read: Read) -> None:
    text = (
        "40 Nusra Fighters Killed in Castello Road in Aleppo\n\n"
        "The Observatory said that Nusra Front fighters mounted an attack to recapture the road on Thursday."
    )
    assert main(read, text, "2016-07-11").by is None


def test_older_incidents_come_later(read: Read) -> None:
    told = incidents(read(RAID, published="2017-02-15"))
    assert [(one.killed_low, one.place) for one in told] == [(12, "Sanaa"), (26, "Hodeidah")]
    assert told[0].by_side == "SAU"
    assert told[0].start == date(2017, 2, 13)


def test_without_a_day_in_its_words_an_incident_is_of_the_day_before(read: Read) -> None:
    told = main(read, "Shelling kills 9\n\nShelling killed nine people in Donetsk, a hospital said.", "2015-01-20")
    assert not told.dated
    assert (told.start, told.end) == (date(2015, 1, 19), date(2015, 1, 20))


def test_every_incident_stands_on_words_of_the_story(read: Read) -> None:
    for text in (MARKET, RAID):
        reading = read(text, published="2017-02-15")
        for one in incidents(reading):
            assert one.evidence
            assert all(0 <= span.start < span.end <= len(reading.report.text) for span in one.evidence)


def test_a_story_of_talks_has_a_digest_without_a_toll(read: Read) -> None:
    told = digest(read(TALKS, published="2014-11-21"))
    assert told.kinds[0] == "talks"
    assert all(one.killed_low is None for one in told.incidents)
    assert told.days() is not None


def test_an_empty_reading_has_no_incident(read: Read) -> None:
    assert incidents(read("Weather\n\nIt rained.", published=None)) == []


@pytest.mark.parametrize("side", ["after", "before"])
def test_words_of_owning_up_are_found_as_they_stand(side: str) -> None:
    for words in lexicon("linking")["owned"][side]:
        assert _phrases(side).search(f"the group {words} the blast")
    assert _phrases("after").search(lexicon("linking")["owned"]["example"].lower())


def test_of_an_openings_places_the_one_that_most_stand_about(read: Read) -> None:
    text = (
        "Raids kill nine\n\nRaids killed nine people on Monday, a doctor said. A week ago a blast shook Mosul. "
        "Planes bombed Taiz and then a road near Taiz, residents told a local radio."
    )
    assert main(read, text, "2016-03-16").place == "Taiz"


def test_who_it_is_laid_to_comes_before_other_doers_of_the_opening(read: Read) -> None:
    text = (
        "Mass grave found\n\nThe bodies of 40 villagers were found in Sinjar, a town retaken by Iraqi forces. "
        "Officials said that the villagers had been killed by Islamic State."
    )
    assert main(read, text, "2016-03-16").by in ("ISIS", "Islamic State")


def test_a_described_party_comes_before_the_bomber(read: Read) -> None:
    text = (
        "Blasts kill eight\n\nTwo suicide bombers blew themselves up in Kabul on Monday, killing eight people. "
        "The interior ministry said militants attacked the bank at noon."
    )
    assert main(read, text, "2016-03-16").by == "militants"


@pytest.mark.parametrize(
    ("sentence", "loose"),
    [
        ("Air strikes killed 14 people in Taiz on Monday.", False),
        ("Air strikes killed 14 people in Taiz during the past 24 hours.", True),
        ("Air strikes killed 14 people in Sanaa and Aden on Monday.", True),
        ("The previous toll was 14 people killed in Taiz on Monday.", True),
    ],
)
def test_a_toll_of_several_happenings_is_loose(read: Read, sentence: str, loose: bool) -> None:
    assert main(read, f"Strikes in Yemen\n\n{sentence}", "2016-03-16").loose is loose
