"""Links and contradictions of FA-KES that a person has read."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pytest

GOLD = Path(__file__).parents[1] / "gold"
LEAST_RIGHT = 0.8  # share right when each list was made: 0.84 and 0.84
KINDS = ("denial", "accusation", "account", "figures", "perpetrator")


def rows(name: str) -> list[dict]:
    return [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module", params=["links_checked.jsonl", "links_checked2.jsonl"])
def checked(request: pytest.FixtureRequest) -> list[dict]:
    return rows(request.param)


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


def test_no_link_was_read_twice() -> None:
    first, second = (
        {frozenset((one["a"], one["b"])) for one in rows(f"links_checked{number}.jsonl")} for number in ("", "2")
    )
    assert not first & second


@pytest.mark.parametrize(("draw", "drawn", "right"), [(1, 50, 26), (2, 45, 35)])
def test_contradictions_were_read_before_and_after_mending(draw: int, drawn: int, right: int) -> None:
    judged = [one for one in rows("contradictions_judged.jsonl") if one["draw"] == draw]
    assert len(judged) == drawn
    assert sum(one["right"] for one in judged) == right
    for one in judged:
        assert one["kind"] in KINDS
        assert one["right"] or one["why"]
        assert one["across"] == (one["reports"][0] != one["reports"][1])
