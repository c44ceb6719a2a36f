"""Which tellings are an event's own, which point back, and which only speak of an act: small stories of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.lexicon import lexicon
from dragoman.reading.event_lexicon import event_words
from dragoman.reading.events import ASIDE, INSIDE
from dragoman.records import Event, Reading

DAY = "2021-06-16"


def of_type(reading: Reading, kind: str) -> list[Event]:
    return [e for e in reading.events if e.type == kind]


# text, how many attacks are told as events of their own
ATTACKS = [
    ("Kenya condemned bombings of markets.", 0),
    ("Kenya condemned bombings of markets in Mombasa.", 1),
    ("Kenya condemned Monday's bombings of markets.", 1),
    ("Kenya condemned bombings of nine markets.", 1),
    ("Bombings of markets shook the coast.", 1),
    ("Ugandan jets bombed a camp near Gulu on Monday.\n\nKenya condemned the air strike.", 1),
    ("Kenyan police shot nine miners in Kisumu.\n\nKenya mourned those killed.", 1),
    ("Kenya mourned those killed.", 0),
    ("The coalition fighting the rebels met the mayor.", 0),
    ("Uganda said Kenya was a country that has committed war crimes.", 0),
]


@pytest.mark.parametrize(("text", "number"), ATTACKS)
def test_attacks_of_their_own(read: Callable[..., Reading], text: str, number: int) -> None:
    found = [
        e for e in of_type(read(text, published=DAY), "ASSAULT")
        if ASIDE not in e.why and not any(w.startswith(INSIDE) for w in e.why)
    ]
    assert len(found) == number


def test_what_is_told_aside_is_less_sure(read: Callable[..., Reading]) -> None:
    aside = of_type(read("Kenya condemned bombings of markets."), "ASSAULT")
    told = of_type(read("Kenya condemned bombings of markets in Mombasa."), "ASSAULT")
    assert [e.confidence for e in aside] < [e.confidence for e in told]


@pytest.mark.parametrize("table", ["epithets", "pointing"])
def test_each_word_aside_by_its_example(read: Callable[..., Reading], table: str) -> None:
    for word in event_words(table):
        found = of_type(read(lexicon("events")[table][word]), "ASSAULT")
        assert found, word
        assert all(ASIDE in e.why for e in found), word


def test_one_charge_in_two_breaths_is_one(read: Callable[..., Reading]) -> None:
    text = "Turkey condemned the Israeli raid, describing it as a crime."
    assert len(of_type(read(text), "ACCUSE")) == 1


def test_one_denial_in_two_breaths_is_one(read: Callable[..., Reading]) -> None:
    text = "Sudan denied that its forces used chemical weapons, saying the army had not used such weapons."
    assert len([e for e in of_type(read(text), "ASSAULT") if e.factuality == "denied"]) == 1


def test_a_demand_needs_somebody_to_meet_it(read: Callable[..., Reading]) -> None:
    assert not of_type(read("The Kenyan envoy said Uganda's plan should be weighed by its merits."), "REQUEST")
    assert of_type(read("The Kenyan envoy said Uganda should free the crew."), "REQUEST")


# text, the trigger's class, whether it is history
BACKGROUND = [
    ("Russian jets have killed hundreds of people since Moscow joined the war in 2015.", "ASSAULT", True),
    ("The army has shelled the valley for years.", "ASSAULT", True),
    ("Ugandan soldiers had already shelled the valley.", "ASSAULT", True),
    ("Ugandan soldiers have already shelled the valley.", "ASSAULT", False),
    ("The army recaptured the port of Palma earlier this year.", "ASSAULT", True),
    ("Ugandan soldiers shelled the valley on Monday.", "ASSAULT", False),
]


@pytest.mark.parametrize(("text", "kind", "background"), BACKGROUND)
def test_background(read: Callable[..., Reading], text: str, kind: str, background: bool) -> None:
    assert {e.background for e in of_type(read(text, published=DAY), kind)} == {background}


@pytest.mark.parametrize("table", ["eras", "background"])
def test_each_word_of_history_by_its_example(read: Callable[..., Reading], table: str) -> None:
    for word in event_words(table):
        events = read(lexicon("events")[table][word]).events
        assert events, word
        assert all(e.background for e in events), word


@pytest.mark.parametrize("word", event_words("settlements"))
def test_each_settlement_by_its_example(read: Callable[..., Reading], word: str) -> None:
    reading = read(lexicon("events")["settlements"][word])
    entered = next(e for e in reading.events if e.evidence[0].start > 0)
    assert {p.id: p.name for p in reading.places}[entered.place or ""] == "Goma"


@pytest.mark.parametrize("word", event_words("retelling"))
def test_each_retelling_by_its_example(read: Callable[..., Reading], word: str) -> None:
    attacks = of_type(read(lexicon("events")["retelling"][word], published=DAY), "ASSAULT")
    assert len(attacks) == 1
    assert len(attacks[0].evidence) == 2


@pytest.mark.parametrize("word", event_words("laying"))
def test_a_deed_is_laid_to_the_one_who_is_blamed(read: Callable[..., Reading], word: str) -> None:
    reading = read(lexicon("events")["laying"][word])
    attacks = of_type(reading, "ASSAULT")
    assert attacks
    for attack in attacks:
        assert attack.factuality == "possible"
        assert {reading.report.text[p.start : p.end] for p in attack.actors} <= {"rebels", "Russia"}
        assert attack.actors
        assert not attack.recipients


@pytest.mark.parametrize("word", event_words("topic"))
def test_each_topic_by_its_example(read: Callable[..., Reading], word: str) -> None:
    assert {e.type for e in read(lexicon("events")["topic"][word]).events} == {"CONSULT"}


@pytest.mark.parametrize("word", event_words("including"))
def test_each_including_by_its_example(read: Callable[..., Reading], word: str) -> None:
    reading = read(lexicon("events")["including"][word])
    names = {a.id: a.name for a in reading.actors}
    assert "Taliban" in {names.get(p.actor or "") for e in of_type(reading, "ASSAULT") for p in e.recipients}


@pytest.mark.parametrize("word", event_words("denying"))
def test_each_denying_by_its_example(read: Callable[..., Reading], word: str) -> None:
    attacks = of_type(read(lexicon("events")["denying"][word]), "ASSAULT")
    assert [e.factuality for e in attacks] == ["denied"]


def test_killed_and_injured_are_one_attack(read: Callable[..., Reading]) -> None:
    text = "Six people were killed and four people injured in the raid on Goma."
    assert len(of_type(read(text), "ASSAULT")) == 1
