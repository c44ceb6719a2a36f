"""The word lists as data."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

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
