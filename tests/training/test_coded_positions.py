"""Coded positions: every code stands in its text, and the file of offsets holds no text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.training.scripts import TRAINING
from training.positions.texts import passages, stories

STANCES = {"sponsors", "supports", "conditional", "undecided", "opposes"}


def test_stories_are_whole_and_their_codes_stand_in_them() -> None:
    rows = stories(TRAINING / "practice" / "stories.tsv")
    assert len({row["id"] for row in rows}) == len(rows) > 400
    assert sum(len(row["positions"]) for row in rows) > 3000
    for row in rows:
        assert "\n\n" in row["text"]
        for actor, stance, issue in row["positions"]:
            assert stance in STANCES
            assert row["text"][slice(*issue)].strip()
            assert actor is None or row["text"][slice(*actor)].strip()


def test_the_second_place_of_a_word_is_found(tmp_path: Path) -> None:
    path = tmp_path / "coded.tsv"
    path.write_text("x\tTalks on talks: Oslo backs talks.\tOslo|supports|talks#2\n", encoding="utf-8")
    ((actor, stance, issue),) = passages(path)[0]["positions"]
    assert (actor, stance, issue) == ([16, 20], "supports", [27, 32])


def test_words_that_do_not_stand_in_their_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "coded.tsv"
    path.write_text("x\tOslo backs talks.\tRome|supports|talks\n", encoding="utf-8")
    with pytest.raises(ValueError, match="Rome"):
        passages(path)


def test_codes_of_other_corpora_are_offsets_only() -> None:
    for line in (TRAINING / "positions" / "codes.jsonl").read_text(encoding="utf-8").splitlines():
        code = json.loads(line)
        assert set(code) == {"corpus", "id", "of", "positions"}
        length = code["of"][1] - code["of"][0]
        for actor, stance, issue in code["positions"]:
            assert stance in STANCES
            assert 0 <= issue[0] < issue[1] <= length
            assert actor is None or 0 <= actor[0] < actor[1] <= length
