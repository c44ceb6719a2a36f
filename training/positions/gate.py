"""The gate of the stance head: whether a sentence may tell a stance, by a logistic regression over its states."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from training.positions.examples import Example

from dragoman.reading.stance_head import GATE, pooled

PENALTY = 0.01  # inverse strength
ROUNDS = 500
LEAST = math.log(GATE / (1 - GATE))


def fit_gate(given: Sequence[Example], path: Path) -> None:
    """Writes gate.npz for some sentences."""
    states = np.stack([pooled(one.words.states) for one in given])
    mean, spread = states.mean(0), states.std(0) + 1e-6
    told = [bool((one.labels > 0).any()) for one in given]
    model = LogisticRegression(C=PENALTY, max_iter=ROUNDS).fit((states - mean) / spread, told)
    weights = (model.coef_[0] / spread).astype(np.float32)
    np.savez(path, weights=weights, bias=np.float32(model.intercept_[0] - float(weights @ mean)))


def passing(given: Sequence[Example], path: Path) -> list[Example]:
    """The sentences that the head will meet: those that pass, and all that tell a stance."""
    odds = _odds(given, path)
    return [one for one, odd in zip(given, odds, strict=True) if odd >= LEAST or bool((one.labels > 0).any())]


def measure_gate(given: Sequence[Example], path: Path) -> None:
    """Prints how many sentences pass, and how many of the positions stand in them."""
    passed = _odds(given, path) >= LEAST
    counts = np.array([(one.labels > 0).sum() for one in given])
    share = counts[passed].sum() / counts.sum()
    print(f"  gate: {passed.mean():.3f} of the sentences pass, with {share:.3f} of the positions", flush=True)


def _odds(given: Sequence[Example], path: Path) -> NDArray[np.float32]:
    with np.load(path, allow_pickle=False) as data:
        return np.array([pooled(one.words.states) @ data["weights"] + data["bias"] for one in given])
