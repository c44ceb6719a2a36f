"""The pair head in PyTorch: two transformer layers over the frozen states of the shared encoder.

The layers start as MiniLM's own fourth and fifth (``training/heads.py``).
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F
from training.events.examples import Example
from training.heads import WIDTH, Pace, layers_above, learn

LAYERS = 2
SMOOTHING = 0.1
PACE = Pace(rate=2e-4, fresh=3, decay=0.01)


class PairNetwork(nn.Module):
    """Logits of the classes from the states of a window and the marks of its two sides."""

    def __init__(self, base: Path, classes: Sequence[str]) -> None:
        super().__init__()
        self.classes = tuple(classes)
        self.layers = layers_above(base, LAYERS)
        self.marks = nn.Embedding(3, WIDTH)
        nn.init.normal_(self.marks.weight, std=0.02)
        self.weigh = nn.Linear(WIDTH, 1)
        self.hidden = nn.Linear(4 * WIDTH, WIDTH)
        self.out = nn.Linear(WIDTH, len(self.classes))
        self.dropout = nn.Dropout(0.2)

    def forward(self, states: Tensor, marks: Tensor, mask: Tensor | None = None) -> Tensor:
        x = states + self.marks(marks)
        for layer in self.layers:
            x = layer(x, mask)
        scores = self.weigh(x)
        if mask is not None:
            scores = scores.masked_fill(~mask[:, :, None], -1e4)
        whole = (x * scores.softmax(1)).sum(1)
        pooled = torch.cat([x[:, 0], _mean(x, marks == 1), _mean(x, marks == 2), whole], 1)
        logits: Tensor = self.out(self.dropout(F.gelu(self.hidden(self.dropout(pooled)))))
        return logits


def _mean(x: Tensor, where: Tensor) -> Tensor:
    """The mean state of some pieces; zeros where there are none."""
    weights = where.to(x.dtype)[:, :, None]
    return (x * weights).sum(1) / weights.sum(1).clamp(min=1)


def train(
    examples: Sequence[Example], classes: Sequence[str], base: Path, epochs: int, seed: int, log: str
) -> PairNetwork:
    """A network trained on examples; the same seed gives the same weights on one machine."""
    return learn(
        lambda: PairNetwork(base, classes), _loss, examples, lambda one: len(one.marks), PACE, epochs, seed, log
    )


def _loss(network: PairNetwork, batch: Sequence[Example]) -> Tensor:
    length = max(len(one.marks) for one in batch)
    states = torch.zeros(len(batch), length, WIDTH)
    marks = torch.zeros(len(batch), length, dtype=torch.long)
    mask = torch.zeros(len(batch), length, dtype=torch.bool)
    for number, one in enumerate(batch):
        size = len(one.marks)
        states[number, :size] = torch.from_numpy(one.encoded.states)
        marks[number, :size] = torch.from_numpy(one.marks)
        mask[number, :size] = True
    wanted = torch.tensor([network.classes.index(one.label) for one in batch])
    return F.cross_entropy(network(states, marks, mask), wanted, label_smoothing=SMOOTHING)


class Together(nn.Module):
    """Several networks as one: the mean of their log chances."""

    def __init__(self, networks: Sequence[PairNetwork]) -> None:
        super().__init__()
        self.networks = nn.ModuleList(networks)
        self.classes = networks[0].classes

    def forward(self, states: Tensor, marks: Tensor) -> Tensor:
        return torch.stack([network(states, marks).log_softmax(-1) for network in self.networks]).mean(0)


def export(network: Together, path: Path) -> None:
    """Writes pairs.onnx: weights int8 per output channel, activations at run time, the classes in its metadata."""
    example = (torch.zeros(1, 9, WIDTH), torch.tensor([[0, 1, 1, 0, 0, 2, 0, 0, 0]]))
    pieces = {1: "pieces"}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder, "plain.onnx")
        torch.onnx.export(
            network, example, str(plain), input_names=["states", "marks"], output_names=["logits"],
            dynamic_axes={"states": pieces, "marks": pieces}, opset_version=17, dynamo=False,
        )
        quantize_dynamic(
            plain, path, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gemm"]
        )
    model = onnx.load(path)
    onnx.helper.set_model_props(model, {"classes": " ".join(network.classes)})
    onnx.save(model, path)
