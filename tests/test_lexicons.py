"""The word lists as data."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import DataFileError
from dragoman.lexicon import at, filled

LEXICONS = sorted(Path(__file__).parents[1].glob("src/dragoman/data/*/*.toml"))
NOT_WORDS = ("examples", "kinds")  # cases of a test; the gold kinds of such a case


def lists(table: object, name: str) -> Iterator[tuple[str, list[Any]]]:
    """Every list of a file with the keys that lead to it."""
    if isinstance(table, dict):
        for key, value in table.items():
            if key not in NOT_WORDS:
                yield from lists(value, f"{name} {key}")
    elif isinstance(table, list):
        yield name, [item for item in table if isinstance(item, str)]
        for item in table:
            yield from lists(item, name)


@pytest.mark.parametrize("path", LEXICONS, ids=lambda path: path.name)
def test_no_list_has_a_word_twice(path: Path) -> None:
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    twice = [(n, w) for n, words in lists(tables, path.stem) for w, times in Counter(words).items() if times > 1]
    assert twice == []


@dataclass(frozen=True, kw_only=True)
class Verbs:
    """Words as a reader declares them."""

    plus: frozenset[str] = at("inner.plus")
    order: tuple[str, ...] = at("inner.plus")
    km: float = at("km")
    keys: frozenset[str] = at("inner")
    longest: str


TABLES = {"inner": {"plus": ["back", "adopt"], "minus": ["reject"]}, "km": 3}


def test_fields_are_filled_from_their_places_as_their_types_say() -> None:
    made = filled(Verbs, TABLES, longest="reject")
    assert (made.plus, made.order) == ({"back", "adopt"}, ("back", "adopt"))
    assert (made.km, made.keys, made.longest) == (3.0, {"plus", "minus"}, "reject")


@pytest.mark.parametrize(
    ("tables", "told"),
    [({"km": 3}, "nothing at inner.plus"), ({**TABLES, "km": "far"}, "at km .*float")],
)
def test_a_place_that_is_missing_or_holds_another_type_is_named(tables: dict[str, Any], told: str) -> None:
    with pytest.raises(DataFileError, match=told):
        filled(Verbs, tables, longest="")
