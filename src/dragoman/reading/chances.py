"""Logistic regressions over named features, as the confidences of positions and claims use them."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

Weights = Mapping[str, float]


@cache
def weights(model: str, name: str = "confidence") -> Weights:
    """The weight of each feature of ``data/models/MODEL/NAME.json``; "" is the bias."""
    path = files("dragoman") / "data" / "models" / model / f"{name}.json"
    found: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return found


def chance(found: Mapping[str, float], by: Weights) -> float:
    """The chance that something with these features is right, 0 to 1; features that training has not seen count 0."""
    score = by[""] + sum(by.get(name, 0.0) * value for name, value in sorted(found.items()))
    return round(1 / (1 + math.exp(-score)), 3)
