"""Positions told in passing, as war reports tell them: who backs whom, who keeps up what, whose convoy it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.reading.reader import Reader
from dragoman.records import RawStory, Reading
from dragoman.wire.report import report

Read = Callable[..., Reading]


def told(reading: Reading) -> set[tuple[str, str, str]]:
    """(actor, stance, issue) of a reading, by their names."""
    actors = {actor.id: actor.name for actor in reading.actors}
    issues = {issue.id: issue.name for issue in reading.issues}
    return {(actors[p.actor], p.stance, issues[p.issue]) for p in reading.positions}


@pytest.mark.parametrize(
    ("text", "backers", "issue"),
    [
        ("Fighters backed by Turkey took the town.", {"Turkey"}, "support for Fighters"),
        ("The rebels, armed by Qatar and Turkey, took the town.", {"Qatar", "Turkey"}, "support for rebels"),
        ("Qatar is a strong supporter of the Libyan rebels.", {"Qatar"}, "support for Libyan rebels"),
        ("Qatar has backed the Libyan opposition.", {"Qatar"}, "support for Libyan opposition"),
    ],
)
def test_backing_for_a_side_is_an_issue(ruled: Read, text: str, backers: set[str], issue: str) -> None:
    assert told(ruled(text)) == {(backer, "supports", issue) for backer in backers}


def test_backing_a_person_is_for_his_stay_in_office(ruled: Read) -> None:
    assert told(ruled("Iran is a backer of Bashar al-Assad.")) == {
        ("Iran", "supports", "Bashar al-Assad staying in power")
    }


def test_backing_has_the_party_among_its_names(ruled: Read) -> None:
    (issue,) = ruled("Qatar has backed the Libyan opposition.").issues
    assert issue.names == ("support for Libyan opposition", "Libyan opposition")


@pytest.mark.parametrize(
    "text",
    [
        "US-backed fighters took the town.",  # says who they are
        "Soldiers backed by tanks took the town.",
        "Syrian troops backed by Syrian jets took the town.",
        "The army was shelling the town when the convoy passed.",  # that day
        "Gunmen fighting in the hills fled.",
        "The army repelled an offensive by the militia.",
        "The minister downplayed it, with the envoy saying he believed the militia's offensive would be reversed.",
        "The militia violated the truce.",
        "Rebel groups maintain a presence in the province.",
        "We need the support of the government, the mayor said.",
        "HTS is not party to the agreement.",
        "The bloc urged the interim government to stay on alert.",
    ],
)
def test_what_takes_no_stance(ruled: Read, text: str) -> None:
    assert told(ruled(text)) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Islamic Front has been fighting ISIL for months.", ("Islamic Front", "sponsors")),
        ("The army keeps bombing the town.", ("army", "sponsors")),
        ("The US-led coalition fighting militants in Syria denied it.", ("US-led coalition", "sponsors")),
        ("Relentless Russian air strikes on Aleppo have killed hundreds.", ("Russia", "sponsors")),
        ("Frequent bombing by Russian forces has emptied the town.", ("Russian forces", "sponsors")),
        ("The UN convoy was stopped at the border.", ("UN", "sponsors")),
        ("The pact boosted UN-driven efforts at reconciliation.", ("UN", "sponsors")),
        ("The group was listed as a terrorist organisation by Turkey.", ("Turkey", "sponsors")),
        ("The militia prevented civilians from leaving the area.", ("militia", "opposes")),
        ("The chief of the rebels says he wants a truce.", ("rebels", "supports")),
    ],
)
def test_what_is_kept_up_and_whose_it_is(ruled: Read, text: str, expected: tuple[str, str]) -> None:
    assert {(actor, stance) for actor, stance, _ in told(ruled(text))} == {expected}


def test_both_names_of_a_pair_hold_the_meeting(ruled: Read) -> None:
    positions = told(ruled("Mogherini spoke on the sidelines of an EU-UN conference that was meant to focus on Syria."))
    assert {(actor, stance) for actor, stance, _ in positions} == {("EU", "sponsors"), ("UN", "sponsors")}


def test_one_operation_in_support_of_another(ruled: Read) -> None:
    text = "The West criticised Russia over its bombing campaign in Aleppo in support of the regime offensive."
    assert ("Russia", "supports", "regime offensive") in told(ruled(text))


def test_the_army_is_no_rebel_army(ruled: Read) -> None:
    text = "The Army of Conquest said its attack was a response to an offensive by the army on Zabadani."
    assert {actor for actor, _, _ in told(ruled(text))} == {"army"}


def test_what_is_asked_in_one_breath_is_one_position(ruled: Read) -> None:
    text = "France urged the junta to cooperate with the inquiry and allow the deployment of monitors."
    assert len(told(ruled(text))) == 1


@pytest.mark.parametrize(("publisher", "source"), [("reuters", "Al-Masdar News"), ("almasdarnews", None)])
def test_an_outlet_is_a_source_unless_it_is_the_reports_own(
    reader: Reader, publisher: str, source: str | None
) -> None:
    text = "Troops advance\n\nAl-Masdar News reported that the Syrian army had launched an offensive on the town."
    reading = reader.read(report(RawStory(text=text, where="test", publisher=publisher)))
    actors = {actor.id: actor.name for actor in reading.actors}
    assert {actors.get(p.according_to or "") for p in reading.positions} == {source}
