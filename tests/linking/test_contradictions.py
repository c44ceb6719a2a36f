"""What stories tell that cannot both hold, and what only looks so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from dragoman.lexicon import lexicon
from dragoman.linking import conflicts, disputes
from dragoman.linking.conflicts import Told
from dragoman.linking.contradiction import Contradiction, Place, between, in_order
from dragoman.linking.disputes import Claimed
from dragoman.linking.main_incident import Incident
from dragoman.linking.sides import may_be_one
from dragoman.records import Reading

Read = Callable[..., Reading]
DAY = date(2015, 3, 4)
MARKET = Incident(
    start=DAY,
    end=DAY,
    dated=True,
    place="Ibb",
    latitude=13.97,
    longitude=44.18,
    precision_km=5.0,
    killed_low=20,
    killed_high=20,
    by="Houthis",
    by_id="kb:houthis",
    by_side="kb:houthis",
    sides=("kb:houthis",),
    victims="people",
)


def told(name: str, incident: Incident, kinds: tuple[str, ...] = ("shelling",)) -> Told:
    return Told(place=Place(name, 0, 30), text=name, published="2015-03-05", incident=incident, kinds=kinds)


def compared(other: Incident, kinds: tuple[str, ...] = ("shelling",), bound: bool = True) -> list[str]:
    """Kinds of contradiction between the market's shelling and another telling."""
    pairs = frozenset({("a", "b")}) if bound else frozenset()
    made = conflicts.across([told("a", MARKET), told("b", other, kinds)], [], pairs)
    return [one.kind for one in made]


HIGHER = replace(MARKET, killed_low=31, killed_high=31)


def test_two_tolls_of_one_thing_contradict_each_other() -> None:
    made = conflicts.across([told("a", MARKET), told("b", HIGHER)], [], frozenset({("a", "b")}))
    assert [one.reason for one in made] == ["killed: 20 – 31"]


@pytest.mark.parametrize(
    "other",
    [
        replace(HIGHER, start=date(2015, 3, 6), end=date(2015, 3, 6)),
        replace(HIGHER, start=date(2015, 3, 1)),
        replace(HIGHER, latitude=15.35, longitude=44.2),
        replace(HIGHER, latitude=15.35, longitude=44.2, precision_km=60.0),
        replace(HIGHER, killed_low=120, killed_high=120),
        replace(HIGHER, killed_low=24, killed_high=None),
        replace(HIGHER, loose=True),
        replace(HIGHER, killed_low=20, killed_high=None),
    ],
    ids=["another day", "a sum of days", "another town", "another province", "far more", "dozens", "a sum", "at least"],
)
def test_tolls_of_two_things_do_not(other: Incident) -> None:
    assert not compared(other)


def test_tolls_of_stories_that_only_a_third_one_links_do_not() -> None:
    assert not compared(HIGHER, bound=False)


def test_tolls_of_two_kinds_of_happening_do_not() -> None:
    assert not compared(HIGHER, kinds=("execution", "shelling"))


@pytest.mark.parametrize(
    ("lower", "higher", "exclude"),
    [
        ("people", "civilians", True),
        ("civilians", "people", False),
        ("children", "civilians", False),
        ("villagers", "residents", True),
        ("soldiers", "militants", False),
        (None, "civilians", True),
        ("mourners", "mourners", True),
    ],
)
def test_a_lower_toll_excludes_a_higher_one_of_those_it_counts(lower: str, higher: str, exclude: bool) -> None:
    pair = [told("a", replace(MARKET, victims=lower)), told("b", replace(HIGHER, victims=higher))]
    assert bool(conflicts.across(pair, [], frozenset({("a", "b")}))) is exclude


SAUDI = replace(MARKET, by="Saudi Arabia", by_id="Q851", by_side="SAU", sides=("SAU",))


def test_one_deed_laid_to_two_parties_has_another_perpetrator() -> None:
    made = conflicts.across([told("a", MARKET), told("b", SAUDI)], [], frozenset({("a", "b")}))
    assert [(one.kind, one.reason) for one in made] == [("perpetrator", "done by Saudi Arabia – by Houthis")]


def test_doers_of_which_both_stories_name_one_are_no_others() -> None:
    assert not compared(replace(SAUDI, sides=("SAU", "kb:houthis")))


def test_doers_with_tolls_far_apart_did_two_deeds() -> None:
    assert not compared(replace(SAUDI, killed_low=55, killed_high=None))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("kb:us-led-coalition", "USA", True),
        ("kb:us-led-coalition", "RUS", False),
        ("kb:ypg/fighter", "kb:syrian-democratic-forces", True),
        ("Q858/rebel", "kb:nusra-front", True),
        ("Q858/rebel", "SYR", False),
        ("SYR", "RUS", False),
        ("kb:houthis", "Q2429253", False),
    ],
)
def test_a_whole_and_its_part_may_be_one(one: str, other: str, same: bool) -> None:
    assert may_be_one(one, other) is same
    assert may_be_one(other, one) is same


# ---- claims --------------------------------------------------------------------------------------------------------


def claimed(name: str, kind: str, by: str, about: str | None, content: str, before: str = "", at: int = 0) -> Claimed:
    return Claimed(
        place=Place(name, at, at + 40, kind), text=name, kind=kind, claimant=by, side=by, about=about, content=content,
        before=before,
    )  # fmt: skip


SHELLED = claimed("a", "accuse", "UKR", "RUS", "Russian gunners shelled the bridge with mortars")
NOT_US = claimed("b", "deny", "RUS", "RUS", "its army fired mortars at the bridge")


def disputed(*claims: Claimed) -> list[str]:
    return [one.kind for one in disputes.across(claims, frozenset({("a", "b")}))]


def test_a_denial_in_another_story_answers_the_accusation() -> None:
    assert disputed(SHELLED, NOT_US) == ["denial"]


def test_a_bare_denial_is_of_what_stands_before_it() -> None:
    bare = replace(NOT_US, content="any involvement", before="Kiev says mortars hit the bridge. Moscow denied")
    assert disputed(SHELLED, bare) == ["denial"]
    assert not disputed(SHELLED, replace(bare, before="Two diplomats were poisoned in March. Moscow denied"))


@pytest.mark.parametrize("content", ["previous accusations over mortars", "it made that attack with mortars"])
def test_a_denial_of_older_things_answers_no_news(content: str) -> None:
    assert not disputed(SHELLED, replace(NOT_US, content=content))


def test_far_down_a_story_stands_no_news() -> None:
    assert not disputed(SHELLED, replace(NOT_US, place=Place("b", 4000, 4040, "deny")))


def test_two_sides_that_lay_one_thing_to_each_other() -> None:
    counter = claimed("b", "accuse", "RUS", "UKR", "Ukrainian troops fired the mortars at the bridge")
    assert disputed(SHELLED, counter) == ["accusation"]
    assert not disputed(SHELLED, replace(counter, content="Ukrainian agents bribed the bishop"))


def found(read: Read, text: str) -> list[Contradiction]:
    return conflicts.within(read(text, published="2016-05-10"))


def test_in_one_story_a_denial_stands_beside_its_accusation(read: Read) -> None:
    text = (
        "Clinic hit in Donetsk\n\nUkraine accused Russia of shelling a clinic in Donetsk on Monday. "
        "Russia denied shelling the clinic."
    )
    assert [one.kind for one in found(read, text)] == ["denial"]


def test_two_words_of_one_side_do_not_contradict_each_other(read: Read) -> None:
    text = (
        "Clinic hit in Donetsk\n\nUkraine said that Russian shelling killed four nurses in Donetsk on Monday. "
        "Doctors said that shelling by Russian troops killed a driver in Donetsk."
    )
    assert found(read, text) == []


def test_what_the_lexicon_lists_is_folded_and_has_an_example() -> None:
    for name in ("blamed", "pointing", "older", "hedged", "negated", "auxiliary", "happening", "summed", "outdone"):
        entry = lexicon("linking")[name]
        assert all(word == word.lower() for word in entry["words"])
        assert any(word in entry["example"].lower() for word in entry["words"]), name
    for name, entry in lexicon("linking")["counted"].items():
        assert any(noun in entry["example"].lower() for noun in entry["nouns"]), name
        assert set(entry["with"]) <= set(lexicon("linking")["counted"]), name


def test_places_with_and_without_a_record_stand_side_by_side() -> None:
    told, bare = Place("a", 0, 9, "a:f1"), Place("a", 0, 9)
    pairs = [(told, Place("b", 0, 9), "figures"), (bare, Place("b", 0, 9), "perpetrator")]
    found = [between(one, other, kind) for one, other, kind in pairs]
    assert in_order([*found, *found]) == in_order(reversed(found))
    assert {made.kind for made in in_order(found)} == {"figures", "perpetrator"}
