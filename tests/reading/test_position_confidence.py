"""How sure positions are: between bounds, by what is known of them, and nothing below the least."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files

import pytest

from dragoman.reading import position_confidence
from dragoman.reading.position_confidence import LEAST, LEAST_MODELLED, confidence, least
from dragoman.records import Reading

Read = Callable[..., Reading]


def test_a_state_on_a_named_plan_is_surer_than_strangers_on_what_they_try(read: Read) -> None:
    (state,) = read("France backs the peace plan for Yemen.").positions
    (strangers,) = read("Unknown gunmen sought to capture the bridge near Hajin.").positions or (None,)
    assert LEAST <= state.confidence < 1
    assert strangers is None or strangers.confidence < state.confidence


def test_features_name_the_structure_and_no_word_of_the_report() -> None:
    weights = json.loads(
        (files("dragoman") / "data" / "models" / "positions" / "confidence.json").read_text(encoding="utf-8")
    )
    assert "" in weights
    assert {"clause", "unlisted", "foreign", "actor state", "stance sponsors"} <= set(weights)
    assert weights["actor state"] > weights["actor people"]
    assert confidence({"no such feature": 1.0}) == confidence({})


def test_what_is_less_likely_than_the_least_is_not_given(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "France backs the peace plan for Yemen. Qatar rejected the plan."
    assert [p.id for p in read(text).positions] == ["p0", "p1"]
    monkeypatch.setattr(position_confidence, "LEAST", 1.0)
    monkeypatch.setattr(position_confidence, "LEAST_MODELLED", 1.0)
    assert not read(text).positions


def test_what_only_the_head_finds_has_a_least_of_its_own() -> None:
    assert least({"rank 3": 1.0}) == LEAST_MODELLED
    assert least({"rank 0": 1.0}) == LEAST
    assert confidence({"rank 3": 1.0, "chance": 3.0}) > confidence({"rank 3": 1.0, "chance": 0.0})
