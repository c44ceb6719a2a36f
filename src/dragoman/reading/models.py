"""The trained attribution model: who says (source), the words that say so (cue), what is said (content).

Two ONNX graphs run on the CPU with one thread. The encoder reads a window once and says where attributions are
anchored (at the key word of a cue); the role graph then gives every word its role for each anchor. One window is one
run: int8 scales are taken over a whole run, so a window among others must come out exactly as it does alone.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dragoman.reading.completion import completed
from dragoman.reading.layout import with_layout
from dragoman.reading.triples import Floats, Scored, SpanTriple, Thresholds, decode, nest
from dragoman.reading.windows import Range, Window, WindowCutter

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

__all__ = ["AttributionModel", "Encoded", "SpanTriple", "session"]


@dataclass(frozen=True, slots=True)
class Encoded:
    """What one run of the encoder gives of a window: every head starts from these."""

    window: Window
    states: NDArray[np.float32]  # [pieces, width]
    tags: NDArray[np.float32]  # [pieces, 4] logits: anchor, and whether any attribution gives it a role


class AttributionModel:
    """Finds attributions in the sentences of one report; a pure function of text, sentences and weights."""

    def __init__(self, folder: Path, config: dict[str, Any]) -> None:
        self._folder = folder
        self._thresholds = Thresholds(**config["thresholds"])
        self._max_pieces = int(config["max_pieces"])

    @classmethod
    def load(cls, folder: Path) -> AttributionModel:
        """The model of a folder with model.onnx, roles.onnx, tokenizer.json and config.json.

        Only the configuration is read here; the graphs load when the first report is read.
        """
        return cls(folder, json.loads((folder / "config.json").read_text(encoding="utf-8")))

    @cached_property
    def _encoder(self) -> InferenceSession:
        return session(self._folder / "model.onnx")

    @cached_property
    def _roles(self) -> InferenceSession:
        return session(self._folder / "roles.onnx")

    @cached_property
    def _cutter(self) -> WindowCutter:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return WindowCutter(tokenizer, self._max_pieces)

    def find(self, text: str, sentences: Sequence[Range], paragraphs: Sequence[int]) -> list[SpanTriple]:
        """The attributions of a report, by where they start.

        `sentences` are the character ranges of its sentences in order, `paragraphs[i]` the number of the paragraph or
        zone of sentence i.
        """
        return self.find_in(text, self.encode(text, sentences, paragraphs))

    def find_in(self, text: str, encoded: Sequence[Encoded]) -> list[SpanTriple]:
        """The attributions of a report whose windows are encoded, by where they start."""
        scored = [scored for one in encoded if (scored := self._scored(one))]
        found = decode(text, scored, self._thresholds)
        whole = completed(text, found, {int(one.window.ends.max()) for one in encoded})
        return nest(with_layout(text, whole))

    def encode(self, text: str, sentences: Sequence[Range], paragraphs: Sequence[int]) -> list[Encoded]:
        """Token states and tags of all windows."""
        out = []
        for window in self._cutter.windows(text, sentences, paragraphs):
            states, tags = self._encoder.run(None, {"ids": window.ids[None], "features": window.features[None]})
            out.append(Encoded(window, states[0], tags[0]))
        return out

    def _scored(self, encoded: Encoded) -> Scored | None:
        """The roles of all pieces for every anchor of a window, or None where it has no anchor."""
        window = encoded.window
        chances = _sigmoid(encoded.tags[:, 0])
        core = (window.sentences >= window.core[0]) & (window.sentences < window.core[1])
        anchors = np.flatnonzero((chances >= self._thresholds.candidate) & window.first & core)
        if not len(anchors):
            return None
        inputs = {
            "states": encoded.states[None],
            "tags": encoded.tags[None],
            "sentences": window.sentences[None],
            "anchors": anchors,
        }
        (logits,) = self._roles.run(None, inputs)
        return Scored(window, anchors, chances[anchors], _softmax(logits))


def session(path: Path) -> InferenceSession:
    """A graph on the CPU with one thread."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    slow = ["SkipLayerNormFusion"]  # on a CPU a sum and a norm are faster apart
    return onnxruntime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=slow
    )


def _sigmoid(logits: Floats) -> Floats:
    chances: Floats = (1 / (1 + np.exp(-logits))).astype(np.float32)
    return chances


def _softmax(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    shares: Floats = powers / powers.sum(-1, keepdims=True)
    return shares
