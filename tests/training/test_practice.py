"""Practice pairs: what is trained on is what people wrote down."""

from __future__ import annotations

import json
from collections import Counter
from types import ModuleType

import pytest
from tests.training.scripts import TRAINING, script

from dragoman.reading.codebook import codebook

PRACTICE = TRAINING / "practice"


@pytest.fixture(scope="module")
def pairs() -> ModuleType:
    return script("practice/pairs")


def test_marks_become_offsets_into_the_plain_sentence(pairs: ModuleType) -> None:
    row = pairs.row_of("COERCE | Troops of {Benin} were held by [Niger] for a week.", "x-1")
    assert row["sentence"] == "Troops of Benin were held by Niger for a week."
    assert [row["sentence"][slice(*row[side])] for side in ("source", "target")] == ["Niger", "Benin"]
    assert row["event"] == "COERCE"


@pytest.mark.parametrize("line", [
    "AID | [Norway] sent tents.",  # nobody to whom
    "AID | [Norway] and [Sweden] sent {Nepal} tents.",  # two sources
    "AID | [Norway sent {Nepal} tents.",  # a mark left open
])  # fmt: skip
def test_a_line_without_exactly_two_sides_is_refused(pairs: ModuleType, line: str) -> None:
    with pytest.raises(ValueError, match=r"two of source|a source and a target"):
        pairs.row_of(line, "x-1")


def test_the_rows_are_those_of_the_text_and_cover_every_class(pairs: ModuleType) -> None:
    text = (PRACTICE / "events.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and line[0] != "#"]
    rows = [json.loads(line) for line in (PRACTICE / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    assert rows == [pairs.row_of(line, f"events-{number}") for number, line in enumerate(lines, 1)]
    counts = Counter(row["event"] for row in rows)
    plover = codebook("plover").classes.keys()
    assert counts.keys() == plover - {"RETREAT", "CONCEDE"} | {"YIELD"}  # PLV has one class for these two
    assert min(counts.values()) >= 20, counts
