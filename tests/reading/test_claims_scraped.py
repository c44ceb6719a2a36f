"""Claims in scraped text: who goes on speaking, where the words end, what is none, about whom; and the draws judged."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.records import Reading

GOLD = Path(__file__).parents[1] / "gold"


@pytest.mark.parametrize(
    ("text", "claimants"),
    [
        (
            "A monitoring group told of a raid. The Islamic State (IS) group said its men had shelled the town.",
            ["ISIS"],
        ),
        (
            "Hamas spoke. The Kyiv daily said Moscow had shelled the town. It said Hamas had fled the port.",
            ["Kyiv daily", "Kyiv daily"],
        ),
        (
            "A monitoring group spoke. A report by a group of UN experts said Moscow had bombed a school.",
            ["UN experts"],
        ),
        ("The army destroyed the bridge according to Syria TV.", []),
        ("Moscow met peaceful protests demanding free elections in the capital.", []),
        (
            "A source at Odesa Police Command said that Hamas in the port targeted a bus. The source added that other "
            "shells hit the bank. Two persons were hurt when Hamas shelled the town according to local sources.",
            ["source at Odesa Police Command", "source at Odesa Police Command", "local sources"],
        ),
        ("Kyiv met the rebels. Earlier reports said Moscow had shelled the port.", []),
        (
            "The Observatory said Moscow bombed a terrorist group. The London-based group said Moscow hit a bus.",
            ["Observatory", "Observatory"],
        ),
    ],
)
def test_who_goes_on_and_who_is_named(read: Callable[..., Reading], text: str, claimants: list[str]) -> None:
    reading = read(f"Shells fall on the port\n\n{text}")
    names = {actor.id: actor.name for actor in reading.actors}
    assert [names[claim.claimant] for claim in reading.claims] == claimants


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "Russian raids on two towns killed 32 people on Monday and wounded dozens more a monitoring group said.",
            ["Russian raids on two towns killed 32 people on Monday and wounded dozens more"],
        ),
        (
            "The Observatory said Moscow had shelled the port noting that the docks had burned.",
            ["Moscow had shelled the port", "that the docks had burned"],
        ),
        ("Afp - Rebels shelled two buses a monitoring group said Sunday.", ["Rebels shelled two buses"]),
        (
            'Odesa Harbour Closed Again "Upon hearing this the army of Moscow has left the bridge" the source said.',
            ['"Upon hearing this the army of Moscow has left the bridge"'],
        ),
        (
            "A resident said he had heard Hamas fighters saying that they shelled the port.",
            ["he had heard Hamas fighters saying that they shelled the port"],
        ),
        (
            "Rebels shell buses near Odesa Port Rebels shelled three buses near Odesa Port on Sunday the monitor said.",
            ["Rebels shelled three buses near Odesa Port on Sunday"],
        ),
        ("Kyiv accused Moscow of that raid which it says killed nine monks.", ["Moscow of that raid"]),
    ],
)
def test_where_a_claim_begins_and_ends(read: Callable[..., Reading], text: str, contents: list[str]) -> None:
    reading = read(text)
    said = [" ".join(reading.report.text[s.start : s.end] for s in claim.content) for claim in reading.claims]
    assert said == contents


@pytest.mark.parametrize(
    "content",
    [
        "at least 70 militants were slain",
        "more than 1900 people are believed to have been killed since March",
        "the victims included teachers and nurses",
        "there were around 20 wounded",
        "30 bodies had been brought to the field hospital",
        "fighters of the front were also killed",
    ],
)
def test_tolls_are_no_claims(read: Callable[..., Reading], content: str) -> None:
    assert read(f"Shells fall on the port\n\nThe governor said {content}.").claims == ()


@pytest.mark.parametrize(
    "text",
    [
        "A resident said the main street was seven kilometres long.",
        '"We lack blankets and there is nowhere for people here to go," a resident said.',
        "Anna Petrova said she was sitting on one of the buses with her son.",
        "More than 7 million people in the country go hungry, Anna Petrova said.",
        "Moscow has offered no response to calls for talks.",
        "Kyiv gave no details about what steps it might take.",
        "The envoy spoke of the raid which Kyiv blames on Moscow.",
    ],
)
def test_what_nobody_would_contest_is_no_claim(read: Callable[..., Reading], text: str) -> None:
    assert read(f"Shells fall on the port\n\n{text}").claims == ()


@pytest.mark.parametrize(
    ("text", "kind", "about"),
    [
        ("The Pentagon said the US-led coalition had carried out six strikes.", "assert", "US-led coalition"),
        ("Activists said Moscow had stepped up its raids on the port.", "assert", "Russia"),
        ("The Pentagon said the US-led coalition conducted no strikes there.", "deny", "US-led coalition"),
        ("Kyiv said Moscow was not behind the raid.", "deny", "Russia"),
        ("The Observatory said dozens of Hamas fighters attacked the post.", "assert", "Hamas"),
        ("The envoy said the blast appeared to be the work of Hamas.", "assert", "Hamas"),
        ("The envoy said jets believed to be Russian hit the market.", "assert", "Russia"),
        ("Moscow said nine of its men were killed by US-led airstrikes.", "assert", "United States"),
        ("The Observatory said Hamas was involved in the battle.", "assert", "Hamas"),
        ("Kyiv said its men had been driven out by the siege.", "assert", None),
        ("The envoy said the crimes the Assad regime has been committing will not help it.", "accuse", "Syria"),
        ("A medical source said the hospital received a man hurt in an attack on Menian.", "assert", None),
        ("The envoy said two Syrian officers had died when their helicopter crashed near the port.", "assert", None),
        ("The envoy said the raids are aimed at a repeat of what Moscow has done in Homs.", "assert", "Russia"),
        ("The envoy said Saudi aviation had staged a raid on the port.", "accuse", "Saudi Arabia"),
        ("The Observatory said Hamas had executed nine men.", "assert", "Hamas"),
        ("Sources said they had heard shelling near the port.", "assert", None),
        ("The envoy blamed it on Hamas.", "accuse", "Hamas"),
        # whose attack it is, as the rest of the report tells it
        ("Russia bombed the port. Russia raided Homs. Air strikes hit a school a doctor said.", "assert", "Russia"),
        ("A doctor said the children died in shelling which was carried out by the rebels.", "assert", "rebels"),
        ("Russia bombed the port. Russia raided Homs. A car bomb hit a school a doctor said.", "assert", None),
        ("The envoy said Hamas attacked a town captured by Israel.", "accuse", "Hamas"),
        ("The envoy said a Russian helicopter was shot down near Homs.", "assert", None),
        ("The envoy agreed that it is likely that Hamas was responsible for the raid.", "assert", "Hamas"),
        ("Omar Issa said he had heard the blast from his shop.", "assert", None),
        (
            "Russian jets bombed the port. The raids hit a school a resident of Odesa said.",
            "assert",
            "Russia",
        ),
        (
            "Clashes broke out. The army said control was established over the hill.",
            "assert",
            "army",
        ),
        (
            "Clashes broke out. A doctor said a device planted earlier by the rebels exploded in the market.",
            "assert",
            "rebels",
        ),
    ],
)
def test_what_kind_and_about_whom(read: Callable[..., Reading], text: str, kind: str, about: str | None) -> None:
    reading = read(f"Shells fall on the port\n\n{text}")
    names = {actor.id: actor.name for actor in reading.actors}
    assert [(c.kind, names.get(c.about or "")) for c in reading.claims] == [(kind, about)]


def test_many_who_speak_are_not_it(read: Callable[..., Reading]) -> None:
    reading = read(
        "Its members cooperate with Al-Nusra Front Al-Qaedas Syria affiliate using the groups resources and bases "
        "according to experts."
    )
    assert [claim.about for claim in reading.claims] == [None]


def test_a_later_draw_of_claims_is_listed_with_reasons() -> None:
    """Fifty claims of 120 stories of FA-KES (seeds 77 and 20260101) and 30 of 60 others (seed 202)."""
    rows = [json.loads(line) for line in (GOLD / "claims_judged2.jsonl").read_text(encoding="utf-8").splitlines()]
    later = [row for row in rows if row["draw"] == 202]
    assert (len(rows) - len(later), len(later)) == (50, 30)
    assert sum(row["right"] for row in rows if row not in later) == 29
    assert sum(row["right"] for row in later) == 18
    assert all(row["right"] or row["note"] for row in rows)


def test_the_latest_draw_of_claims_is_listed_with_reasons() -> None:
    """Fifty claims of 120 stories of FA-KES (seed 404); five of the wrong ones only by whom they are about."""
    rows = [json.loads(line) for line in (GOLD / "claims_judged3.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (len(rows), sum(row["right"] for row in rows)) == (50, 33)
    assert all(row["right"] or row["note"] for row in rows)


def test_draws_of_claims_before_mending_are_listed_with_reasons() -> None:
    """Forty claims of 24 stories of FA-KES (seed 505) and sixty of 36 others (seed 606), each before mending on it.

    Three and eight of them are wrong only by whom they are about.
    """
    rows = [json.loads(line) for line in (GOLD / "claims_judged4.jsonl").read_text(encoding="utf-8").splitlines()]
    for draw, count, right in ((505, 40, 24), (606, 60, 40)):
        drawn = [row for row in rows if row["draw"] == draw]
        assert (len(drawn), sum(row["right"] for row in drawn)) == (count, right)
    assert all(row["right"] or row["note"] for row in rows)


def test_the_last_draws_of_claims_are_listed_with_reasons() -> None:
    """Fifty claims of 32 stories of FA-KES (seed 707) and fifty of 28 others (seed 808), each before mending on it.

    Five and four of them are wrong only by whom they are about.
    """
    rows = [json.loads(line) for line in (GOLD / "claims_judged5.jsonl").read_text(encoding="utf-8").splitlines()]
    for draw, count, right in ((707, 50, 34), (808, 50, 31)):
        drawn = [row for row in rows if row["draw"] == draw]
        assert (len(drawn), sum(row["right"] for row in drawn)) == (count, right)
    assert all(row["right"] or row["note"] for row in rows)


@pytest.mark.parametrize(
    ("name", "right", "about"),
    [
        ("claims_judged8", 48, 43),
        ("claims_judged9", 46, 34),
        ("claims_judged10", 51, 42),
        ("claims_judged11", 49, 37),
    ],
)
def test_draws_of_any_confidence_are_listed_with_reasons(name: str, right: int, about: int) -> None:
    """Sixty claims of stories of FA-KES each (seeds 1127 to 1130), right and right also in whom they are about."""
    rows = [json.loads(line) for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (len(rows), sum(row["right"] for row in rows)) == (60, right)
    assert sum(row["right"] and row["about_right"] for row in rows) == about
    assert all(row["right"] or row["note"] for row in rows)


@pytest.mark.parametrize(
    ("name", "drawn", "right", "about"), [("claims_judged12", 420, 366, 300), ("claims_judged13", 100, 88, 73)]
)
def test_draws_from_the_whole_of_fakes_are_listed(name: str, drawn: int, right: int, about: int) -> None:
    """Claims of all 804 stories of FA-KES (seeds 1134, before mending on them, and 1135, after it)."""
    rows = [json.loads(line) for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (len(rows), sum(row["right"] for row in rows)) == (drawn, right)
    assert sum(row["right"] and row["about_right"] for row in rows) == about
    assert all(row["right"] or row["note"] for row in rows)


def test_judged_claims_of_fakes_are_listed_with_reasons() -> None:
    """Two draws of a hundred (seeds 20171226, 20180101), judged on claim, kind, speaker and party: 57 and 54 right."""
    rows = [json.loads(line) for line in (GOLD / "claims_judged.jsonl").read_text(encoding="utf-8").splitlines()]
    for draw, right in ((20171226, 57), (20180101, 54)):
        drawn = [row for row in rows if row["draw"] == draw]
        assert len(drawn) == 100
        assert sum(row["right"] for row in drawn) == right
    assert all(row["right"] or row["note"] for row in rows)
