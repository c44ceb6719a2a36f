"""The gate of the stance head: which sentences it reads, by a logistic regression over their states.

A sentence is worth reading where it may tell a stance at all. What rules find in the others is read as well, to know
how likely it is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from training.positions.examples import Example

from dragoman.reading.stance_head import pooled
from dragoman.reading.stance_pairs import AROUND

PENALTY = 0.01  # inverse strength
ROUNDS = 500

Floats = NDArray[np.float32]


def fit_gate(states: Floats, wanted: Sequence[bool], path: Path) -> None:
    """Writes gate.npz for sentences with these pooled states [sentences, 2 * width]."""
    mean, spread = states.mean(0), states.std(0) + 1e-6
    model = LogisticRegression(C=PENALTY, max_iter=ROUNDS).fit((states - mean) / spread, wanted)
    weights = (model.coef_[0] / spread).astype(np.float32)
    np.savez(path, weights=weights, bias=np.float32(model.intercept_[0] - float(weights @ mean)))


def pooled_states(given: Sequence[Example]) -> Floats:
    """The pooled states of some sentences, what stands before them left out."""
    return np.stack([pooled(one.words.states[1 + AROUND :]) for one in given])


def passes(states: Floats, path: Path, least: float) -> NDArray[np.bool_]:
    """Which sentences with these pooled states have a chance of ``least`` by the gate of a file."""
    with np.load(path, allow_pickle=False) as data:
        let: NDArray[np.bool_] = states @ data["weights"] + data["bias"] >= math.log(least / (1 - least))
        return let
