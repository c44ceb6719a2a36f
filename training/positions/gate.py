"""The gate of the stance head: which sentences it reads, by a logistic regression over their states.

While the head is trained, a gate that lets pass what may tell a stance at all keeps most sentences without one out.
What ships is narrower: it lets pass where the trained head is likely to find something right that no rule has.
"""

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

Floats = NDArray[np.float32]


def fit_gate(states: Floats, wanted: Sequence[bool], path: Path) -> None:
    """Writes gate.npz for sentences with these pooled states [sentences, 2 * width]."""
    mean, spread = states.mean(0), states.std(0) + 1e-6
    model = LogisticRegression(C=PENALTY, max_iter=ROUNDS).fit((states - mean) / spread, wanted)
    weights = (model.coef_[0] / spread).astype(np.float32)
    np.savez(path, weights=weights, bias=np.float32(model.intercept_[0] - float(weights @ mean)))


def pooled_states(given: Sequence[Example]) -> Floats:
    """The pooled states of some sentences, the first piece of the window left out."""
    return np.stack([pooled(one.words.states[1:]) for one in given])


def passes(states: Floats, path: Path) -> NDArray[np.bool_]:
    """Which sentences with these pooled states pass the gate of a file."""
    with np.load(path, allow_pickle=False) as data:
        let: NDArray[np.bool_] = states @ data["weights"] + data["bias"] >= LEAST
        return let
