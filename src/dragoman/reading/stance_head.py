"""The stance head on the shared encoder: for every two words of a sentence the chances of each stance.

A linear gate over the states says whether a sentence may tell a stance: most do not, and cost no more than that. In
the others, and in those where a rule finds one, one ONNX graph reads the states of the sentence's pieces once more with
layers of its own, looks at the pieces of the sentences around it, and scores every word as an actor against every word
as the head of an issue. One sentence is one run: int8 scales are taken over a whole run, so a sentence among others
must come out exactly as it does alone.
"""

from __future__ import annotations

import io
import math
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dragoman.reading.models import session
from dragoman.reading.stance_pairs import States, Words, context_of

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


GATE = 0.25  # chance of telling a stance below which a sentence is not read


def pooled(states: States) -> States:
    """The mean and the greatest value [2 * width] of a sentence's states [pieces, width]."""
    return np.concatenate([states.mean(0), states.max(0)])


class StanceHead:
    """A folder with ``stances.onnx`` and ``gate.npz``; they load when the first sentence is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _session(self) -> InferenceSession:
        return session(self._folder / "stances.onnx")

    @cached_property
    def _gate(self) -> tuple[States, float]:
        with np.load(io.BytesIO((self._folder / "gate.npz").read_bytes()), allow_pickle=False) as data:
            return data["weights"].astype(np.float32), float(data["bias"])

    def may_tell(self, states: States) -> bool:
        """Whether a sentence with these states [pieces, width] may tell a stance."""
        weights, bias = self._gate
        return float(pooled(states) @ weights) + bias >= math.log(GATE / (1 - GATE))

    def chances(self, words: Words) -> NDArray[np.float32]:
        """The chances [actor word, issue word, label] for a sentence; labels as in ``stance_pairs.LABELS``."""
        around, which = context_of(words)
        inputs = {
            "states": words.states[None], "features": words.features[None], "pieces": words.pieces[None],
            "around": around[None], "which": which[None],
        }  # fmt: skip
        (chances,) = self._session.run(None, inputs)
        found: NDArray[np.float32] = chances[0]
        return found
