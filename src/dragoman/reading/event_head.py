"""The event head: the PLV class of a pair of sides, by a linear model over hashed features.

Weights are trained by ``training/events/train_head.py``; the file holds numbers only.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.reading.event_features import columns


@dataclass(frozen=True, slots=True, eq=False)
class EventHead:
    """Weights of a multinomial logistic regression over columns scaled by their rarity."""

    classes: tuple[str, ...]
    weights: NDArray[np.float32]  # [column, class]
    rarity: NDArray[np.float32]  # [column]; 0 for a column never seen in training
    bias: NDArray[np.float32]  # [class]

    def chances(self, names: Iterable[str]) -> dict[str, float]:
        """The probability of each class, given the names of the features that hold."""
        return self.chances_of(columns(names))

    def chances_of(self, held: list[int]) -> dict[str, float]:
        """The same for columns already hashed."""
        places = np.array(held, dtype=np.int64)
        values = self.rarity[places]
        length = float(np.sqrt((values * values).sum())) or 1.0
        logits = (values / length) @ self.weights[places] + self.bias
        powers = np.exp(logits - logits.max())
        shares = powers / powers.sum()
        return {name: float(share) for name, share in zip(self.classes, shares, strict=True)}

    def best(self, names: Iterable[str]) -> str:
        """The likeliest class; the first in order where two are equal."""
        return self.best_of(columns(names))

    def best_of(self, held: list[int]) -> str:
        """The same for columns already hashed."""
        chances = self.chances_of(held)
        return max(chances, key=lambda name: chances[name])

    @classmethod
    def load(cls, path: Path) -> EventHead:
        """The weights of a file ``head.npz``."""
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as data:
            weights, rarity, bias = (data[name].astype(np.float32) for name in ("weights", "rarity", "bias"))
            return cls(tuple(str(name) for name in data["classes"]), weights, rarity, bias)
