"""The pair head on the shared encoder: the PLV class of a source and a target, from the token states of their window.

One ONNX graph marks the pieces of the two sides, reads the states once more with layers of its own, and gives a chance
for each class. It knows phrasings that the hashed words of ``event_head`` have not met, and those know the rules'
findings; ``PairCoder`` multiplies the two. One pair is one run: int8 scales are taken over a whole run, so a pair among
others must come out exactly as it does alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dragoman.reading.event_head import EventHead
from dragoman.reading.models import Encoded, session
from dragoman.reading.windows import Window
from dragoman.records import Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

SOURCE, TARGET = 1, 2
LEAST = 1e-6  # no chance counts as less: one head alone never rules a class out


def marks(window: Window, source: Span | None, target: Span | None) -> NDArray[np.int64]:
    """For every piece of a window 1 where it is the source's, 2 where it is the target's, else 0.

    Spans are character offsets into the text of the window, end exclusive; None marks nothing.
    """
    out = np.zeros(len(window.ids), dtype=np.int64)
    for mark, span in ((SOURCE, source), (TARGET, target)):
        if span is not None:
            ends = np.maximum(window.ends, window.starts + 1)
            inside = (window.starts < span.end) & (span.start < ends) & (window.sentences >= 0)
            out[inside] = mark
    return out


class PairHead:
    """A graph ``pairs.onnx``; it loads when the first pair is asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def _session(self) -> InferenceSession:
        return session(self._path)

    @cached_property
    def classes(self) -> tuple[str, ...]:
        """The classes in the graph's order."""
        return tuple(self._session.get_modelmeta().custom_metadata_map["classes"].split())

    def chances(self, encoded: Encoded, source: Span | None, target: Span | None) -> dict[str, float]:
        """The probability of each class for a pair of sides in an encoded window."""
        inputs = {"states": encoded.states[None], "marks": marks(encoded.window, source, target)[None]}
        (logits,) = self._session.run(None, inputs)
        powers = np.exp(logits[0] - logits[0].max())
        shares = powers / powers.sum()
        return {name: float(share) for name, share in zip(self.classes, shares, strict=True)}


@dataclass(frozen=True, slots=True, eq=False)
class PairCoder:
    """Both heads of a pair: hashed words with what the rules found, and token states."""

    words: EventHead
    states: PairHead

    def best(self, names: Iterable[str], encoded: Encoded, source: Span | None, target: Span | None) -> str:
        """The likeliest class by the product of both heads' chances; the first in order where two are equal."""
        chances = self.states.chances(encoded, source, target)
        products = {
            name: max(chance, LEAST) * max(chances[name], LEAST) for name, chance in self.words.chances(names).items()
        }
        return max(products, key=lambda name: products[name])

    @classmethod
    def load(cls, folder: Path) -> PairCoder:
        """The heads of a folder with head.npz and pairs.onnx."""
        return cls(EventHead.load(folder / "head.npz"), PairHead(folder / "pairs.onnx"))


@cache
def pair_coder() -> PairCoder | None:
    """The heads that ship, or None where their weights are absent: then the rules answer."""
    with as_file(files("dragoman") / "data" / "models" / "events") as folder:
        if not (folder / "head.npz").is_file() or not (folder / "pairs.onnx").is_file():
            return None
        return PairCoder.load(folder)
