"""Links of FA-KES that a person has read: what they say holds of the present program."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pytest

CHECKED = Path(__file__).parents[1] / "gold" / "links_checked.jsonl"
LEAST_RIGHT = 0.8  # share right when the list was made: 0.84


@pytest.fixture(scope="module")
def checked() -> list[dict]:
    return [json.loads(line) for line in CHECKED.read_text(encoding="utf-8").splitlines()]


def test_fifty_links_were_read_and_most_are_right(checked: list[dict]) -> None:
    assert len({(one["a"], one["b"]) for one in checked}) == len(checked) == 50
    assert sum(one["right"] for one in checked) / len(checked) >= LEAST_RIGHT
    assert all(one.get("why") for one in checked if not one["right"])


def test_the_rows_stand_in_the_corpus_and_not_among_the_development_pairs(checked: list[dict], shared: Path) -> None:
    csv.field_size_limit(sys.maxsize)
    with (shared / "data" / "corpora" / "fa-kes.csv").open(encoding="utf-8", newline="") as file:
        count = sum(1 for _ in csv.DictReader(file))
    gold = json.loads((shared / "data" / "stories" / "dev_pairs.json").read_text(encoding="utf-8"))
    judged = {row for pair in gold["pairs"] for row in (pair["a"], pair["b"])}
    judged |= {row for cluster in gold["clusters"] for row in cluster}
    for one in checked:
        assert 0 <= one["a"] < count
        assert 0 <= one["b"] < count
        assert not {one["a"], one["b"]} & judged
