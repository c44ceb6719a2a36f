"""The stance head in PyTorch: layers over the frozen states of the shared encoder, and a score of word pairs.

The first word of a pair stands for an actor, the second heads an issue; the score is the biaffine one of Dozat and
Manning, "Deep Biaffine Attention for Neural Dependency Parsing" (ICLR 2017), for no stance and each of five.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F
from training.attribution.network import HEADS, attend
from training.fused import fuse_attention
from training.heads import WIDTH, Pace, layers_above, learn
from training.positions.examples import IGNORED, Example

from dragoman.reading.stance_pairs import CONTEXT, DEP, LABELS, MARKS, POS, TOLD, context_of

PAIR = 128
LAYERS = 3
LOOKS = 1  # the layer before which the sentence looks around
SIZES = (1 + len(POS), 1 + len(DEP), MARKS, TOLD)  # of the tables of features
NONE = 6.0  # log odds of no stance for a pair, at the start
PACE = Pace(rate=7e-5, fresh=5, decay=0.05)
BLUR = 0.1  # share of the states' values that training leaves out
SMALL = 4  # added to a batch's number of positions, over which its loss is shared


class Look(nn.Module):
    """What the pieces of a sentence take from the frozen states of the sentences around it, by attention: nothing, at
    the start."""

    def __init__(self) -> None:
        super().__init__()
        self.which = nn.Embedding(1 + CONTEXT, WIDTH)
        nn.init.normal_(self.which.weight, std=0.02)
        self.norm = nn.LayerNorm(WIDTH)
        self.query = nn.Linear(WIDTH, WIDTH)
        self.key = nn.Linear(WIDTH, WIDTH)
        self.value = nn.Linear(WIDTH, WIDTH)
        self.mix = nn.Linear(WIDTH, WIDTH)
        nn.init.zeros_(self.mix.weight)
        nn.init.zeros_(self.mix.bias)

    def forward(self, x: Tensor, around: Tensor, which: Tensor, mask: Tensor | None) -> Tensor:
        around = around + self.which(which)
        taken = attend(self.query(self.norm(x)), self.key(around), self.value(around), HEADS, mask)
        mixed: Tensor = self.mix(taken)
        return x + mixed


class StanceNetwork(nn.Module):
    """Logits [batch, words, words, labels] from states, features of the pieces, where the words begin, and the states
    of the pieces around with the sentence that each is of."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.layers = layers_above(base, LAYERS)
        self.features = nn.ModuleList(nn.Embedding(size, WIDTH) for size in SIZES)
        for table in self.features:
            nn.init.normal_(table.weight, std=0.02)
        self.look = Look()
        self.actor = nn.Linear(WIDTH, PAIR)
        self.issue = nn.Linear(WIDTH, PAIR)
        self.bilinear = nn.Linear(PAIR, len(LABELS) * PAIR, bias=False)
        self.of_actor = nn.Linear(PAIR, len(LABELS))
        self.of_issue = nn.Linear(PAIR, len(LABELS))
        with torch.no_grad():
            self.of_issue.bias[0] = NONE
        self.blur = nn.Dropout(BLUR)
        self.dropout = nn.Dropout(0.3)

    def forward(
        self, states: Tensor, features: Tensor, pieces: Tensor, around: Tensor, which: Tensor,
        mask: Tensor | None = None, seen: Tensor | None = None,
    ) -> Tensor:  # fmt: skip
        x = self.blur(states)
        for number, table in enumerate(self.features):
            x = x + table(features[:, :, number])
        for number, layer in enumerate(self.layers):
            if number == LOOKS:
                x = self.look(x, self.blur(around), which, seen)
            x = layer(x, mask)
        words = self.dropout(x.gather(1, pieces[:, :, None].expand(-1, -1, WIDTH)))
        actor = self.dropout(F.gelu(self.actor(words)))
        issue = self.dropout(F.gelu(self.issue(words)))
        batch, size, _ = actor.shape
        turned = self.bilinear(actor).view(batch, size * len(LABELS), PAIR)
        pairs = (turned @ issue.transpose(1, 2)).view(batch, size, len(LABELS), size).transpose(2, 3) / PAIR**0.5
        logits: Tensor = pairs + self.of_actor(actor)[:, :, None] + self.of_issue(issue)[:, None]
        return logits


def inputs(batch: Sequence[Example]) -> tuple[tuple[Tensor, ...], Tensor]:
    """What the network takes of some examples, padded, with its masks, and their labels."""
    length = max(len(one.words.states) for one in batch)
    size = max(len(one.words.tokens) for one in batch)
    count = len(batch)
    states = torch.zeros(count, length, WIDTH)
    features = torch.zeros(count, length, len(SIZES), dtype=torch.long)
    pieces = torch.zeros(count, size, dtype=torch.long)
    mask = torch.zeros(count, length, dtype=torch.bool)
    labels = torch.full((count, size, size), IGNORED, dtype=torch.long)
    contexts = [context_of(one.words) for one in batch]
    wide = max(len(which) for _, which in contexts)
    around, which = torch.zeros(count, wide, WIDTH), torch.zeros(count, wide, dtype=torch.long)
    seen = torch.zeros(count, wide, dtype=torch.bool)
    for n, (pieces_around, sentences) in enumerate(contexts):
        around[n, : len(sentences)] = torch.from_numpy(pieces_around)
        which[n, : len(sentences)] = torch.from_numpy(sentences)
        seen[n, : len(sentences)] = True
    for n, one in enumerate(batch):
        p, w = len(one.words.states), len(one.words.tokens)
        states[n, :p] = torch.from_numpy(one.words.states)
        features[n, :p] = torch.from_numpy(one.words.features)
        pieces[n, :w] = torch.from_numpy(one.words.pieces)
        labels[n, :w, :w] = torch.from_numpy(one.labels)
        mask[n, :p] = True
    return (states, features, pieces, around, which, mask, seen), labels


def train(
    examples: Sequence[Example],
    base: Path,
    rounds: int,
    seed: int,
    after: Callable[[StanceNetwork], None] | None = None,
) -> StanceNetwork:
    """A network trained on examples; the same seed gives the same weights on one machine. ``after`` each round."""
    return learn(
        lambda: StanceNetwork(base), _loss, examples, lambda one: len(one.words.states), PACE, rounds, seed,
        f"seed {seed}", after,
    )  # fmt: skip


def _loss(network: StanceNetwork, batch: Sequence[Example]) -> Tensor:
    given, labels = inputs(batch)
    with torch.autocast("cpu", dtype=torch.bfloat16):  # a third faster, and no worse
        logits = network(*given)
    logits, wanted = logits.float().reshape(-1, len(LABELS)), labels.reshape(-1)
    summed = F.cross_entropy(logits, wanted, ignore_index=IGNORED, reduction="sum")
    return summed / (SMALL + int((labels > 0).sum()))


class _Chances(nn.Module):
    """What ships: chances in place of logits, for one sentence at a time."""

    def __init__(self, network: StanceNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, *given: Tensor) -> Tensor:
        chances: Tensor = self.network(*given).softmax(-1)
        return chances


def export(network: StanceNetwork, path: Path) -> None:
    """Writes stances.onnx: weights int8 per output channel, activations at run time."""
    example = (
        torch.zeros(1, 9, WIDTH), torch.zeros(1, 9, len(SIZES), dtype=torch.long), torch.arange(7)[None],
        torch.zeros(1, 5, WIDTH), torch.arange(5)[None],
    )  # fmt: skip
    words = {1: "words"}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder, "plain.onnx")
        torch.onnx.export(
            _Chances(network).eval(), example, str(plain),
            input_names=["states", "features", "pieces", "around", "which"], output_names=["chances"],
            opset_version=17, dynamo=False,
            dynamic_axes={"states": {1: "pieces"}, "features": {1: "pieces"}, "pieces": words,
                          "around": {1: "seen"}, "which": {1: "seen"},
                          "chances": {1: "words", 2: "words"}},
        )  # fmt: skip
        quantize_dynamic(
            plain, path, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gemm"]
        )
    fuse_attention(path, "network.layers", HEADS)
