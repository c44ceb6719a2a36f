"""Idioms of stance: every group of idioms.toml by its example, and where the issue and the actor stand in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dragoman.lexicon import lexicon
from dragoman.records import Reading

Read = Callable[..., Reading]


@pytest.fixture(scope="module")
def read(ruled: Read) -> Read:
    """What is told here is what the rules find, without the stance head."""
    return ruled
IDIOMS = lexicon("idioms")["idiom"]
ECHOES = lexicon("idioms")["echo"]
OTHER = {"supports": "opposes", "opposes": "supports"}


def stances(reading: Reading) -> list[tuple[str, str]]:
    """(actor, stance) of a reading."""
    actors = {actor.id: actor.name for actor in reading.actors}
    return [(actors[p.actor], p.stance) for p in reading.positions]


@pytest.mark.parametrize("idiom", IDIOMS, ids=lambda idiom: idiom["words"][0])
def test_every_group_is_found_in_its_example(read: Read, idiom: dict[str, Any]) -> None:
    assert stances(read(idiom["example"])) == [tuple(idiom["expect"])]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Malta decided against sending soldiers to Libya.", "opposes"),
        ("Malta has no problem with the pact.", "supports"),
        ("Malta can live with the embargo.", "supports"),
        ("Malta turned a deaf ear to calls for a truce.", "opposes"),
        ("Malta is fed up with the truce.", "opposes"),
        ("The pact leaves Malta cold.", "undecided"),
        ("The pact does not sit well with Malta.", "opposes"),
        ("The truce was met with scorn by Malta.", "opposes"),
    ],
)
def test_the_words_of_an_idiom_are_found_wherever_the_parser_hangs_them(read: Read, text: str, stance: str) -> None:
    assert stances(read(text)) == [("Malta", stance)]


@pytest.mark.parametrize("echo", ECHOES, ids=lambda echo: echo["words"][0])
def test_every_echo_is_found_in_its_example(read: Read, echo: dict[str, Any]) -> None:
    reading = read(echo["example"])
    found = dict(stances(reading))
    who, how = echo["expect"]
    first = next(stance for actor, stance in found.items() if actor != who)
    assert found[who] == {"same": first, "other": OTHER[first]}.get(how, how)
    assert len({p.issue for p in reading.positions}) == 1


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Turkey, joined by Malta, called for a truce.", "supports"),
        ("Turkey has joined Malta in asking for a tribunal.", "supports"),
        ("Turkey voted for the resolution, and Malta did, too.", "supports"),
        ("Turkey rejected the embargo, and Malta has promised to follow.", "opposes"),
        ("Turkey told Malta to give up the islands; Malta refused.", "opposes"),
    ],
)
def test_what_was_told_of_one_is_taken_over_by_another(read: Read, text: str, stance: str) -> None:
    assert ("Malta", stance) in stances(read(text))


def test_what_says_what_it_is_about_takes_nothing_over(read: Read) -> None:
    positions = stances(read("Turkey rejected the embargo. Malta agreed with the United Nations on a truce."))
    assert ("Malta", "opposes") not in positions
