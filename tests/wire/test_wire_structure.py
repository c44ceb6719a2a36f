"""The structure of the hand-coded stories, as the task `stories` asks for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.records import RawStory
from dragoman.scoring.stories_structure import FIELDS, structure
from dragoman.wire.report import report

GOLD = Path(__file__).resolve().parents[3] / "shared" / "data" / "stories" / "dev.jsonl"


def squeeze(value: Any) -> str | None:
    return " ".join(value.split()) if value else None


@pytest.mark.skipif(not GOLD.exists(), reason="the hand-coded stories are not beside the repository")
def test_structure_floor() -> None:
    """At least 0.97 of the fields, both ways; 1.0 when this was written."""
    right = said = wanted = 0
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        raw = RawStory(text=row["text"], where=row["id"], publisher=row["publisher"], published=row["published"])
        found, gold = structure(report(raw), row["text"]), row["structure"]
        for name in FIELDS:
            said += found[name] is not None
            wanted += gold[name] is not None
            right += gold[name] is not None and squeeze(found[name]) == squeeze(gold[name])
        said += len(found["captions"])
        wanted += len(gold["captions"])
        right += len({squeeze(c) for c in found["captions"]} & {squeeze(c) for c in gold["captions"]})
    assert 2 * right / (said + wanted) >= 0.97


def test_every_value_stands_in_the_input() -> None:
    text = "WORLD\r\nRebels sign truce at cafÃ©\r\nBy Jane Doe\r\n\r\nBAMAKO (AFP) - The two sides agreed on "
    text += "Monday to halt all fighting along the river."
    found = structure(report(RawStory(text=text, where="x")), text)
    assert found["agency"] == "AFP"
    assert found["dateline"] == "BAMAKO"
    assert found["headline"] == "Rebels sign truce at cafÃ©"
    assert all(value in text for value in found.values() if isinstance(value, str))
