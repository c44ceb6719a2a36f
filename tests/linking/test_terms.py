"""Names in any spelling, rare words, kinds of happening."""

from __future__ import annotations

import pytest

from dragoman.lexicon import lexicon
from dragoman.linking.terms import WORD, means, rarity, skeleton, weighted


@pytest.mark.parametrize(
    "spellings",
    [
        ("tokhar", "tukhar", "toukhar"),
        ("quriyah", "quria", "qurayya"),
        ("hasakeh", "hasakah", "hassakeh"),
        ("zaporizhzhia", "zaporizhia"),
        ("qaterji", "katerji"),
    ],
)
def test_spellings_of_one_name_become_the_same(spellings: tuple[str, ...]) -> None:
    assert len({skeleton(name) for name in spellings}) == 1


def test_names_with_other_consonants_stay_apart() -> None:
    assert len({skeleton(name) for name in ("ghandoura", "hoshariyeh", "tokhar", "marikana")}) == 4


def test_short_names_are_left_as_they_are() -> None:
    assert skeleton("aya") == "aya"


def test_common_words_tell_nothing_and_rare_ones_most() -> None:
    assert rarity("the") == 0.0
    assert 0.0 < rarity("hospital") < rarity("market") < rarity("zaporizhzhia")


def test_names_of_everyone_tell_little() -> None:
    loose = weighted(["Bentiu", "Wagner", "bakery"], frozenset())
    known = weighted(["Bentiu", "Wagner", "bakery"], frozenset(("wagner",)))
    assert known[skeleton("wagner")] < loose[skeleton("wagner")]
    assert sum(value * value for value in known.values()) == pytest.approx(1.0, abs=1e-3)


@pytest.mark.parametrize("name", sorted(lexicon("means")))
def test_the_example_of_each_kind_shows_it(name: str) -> None:
    entry = lexicon("means")[name]
    found = means([word.lower() for word in WORD.findall(entry["example"])])
    assert name in found
    if also := entry.get("also"):
        assert also in found


def test_longer_phrases_come_first() -> None:
    assert means(["a", "car", "bomb", "and", "an", "air", "strike"]) == {"air": 1, "bomb": 1}
