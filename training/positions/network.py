"""The stance head in PyTorch: layers over the frozen states of the shared encoder, and a biaffine score of word pairs."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F
from training.attribution.network import Encoder
from training.positions.examples import IGNORED, Example

from dragoman.reading.stance_head import DEP, LABELS, MARKS, POS, RANKS, RULES

WIDTH, PAIR = 384, 128
BELOW = 3  # layers of the shared encoder
BATCH = 16
NONE = 6.0  # log odds of no stance for a pair that no rule names
RATE, DECAY, WARM = 1e-4, 0.05, 0.1


class StanceNetwork(nn.Module):
    """Logits [batch, words, words, labels] from states, features of the pieces, where the words begin, and the rules."""

    def __init__(self, base: Path, layers: int) -> None:
        super().__init__()
        whole = Encoder(layers=BELOW + layers)
        weights = load_file(base / "model.safetensors")
        whole.load_minilm({name: value for name, value in weights.items() if "pooler" not in name})
        self.layers = whole.layers[BELOW:]
        sizes = (1 + len(POS), 1 + len(DEP), MARKS)
        self.features = nn.ModuleList(nn.Embedding(size, WIDTH) for size in sizes)
        for table in self.features:
            nn.init.normal_(table.weight, std=0.02)
        self.actor = nn.Linear(WIDTH, PAIR)
        self.issue = nn.Linear(WIDTH, PAIR)
        self.bilinear = nn.Linear(PAIR, len(LABELS) * PAIR, bias=False)
        self.of_actor = nn.Linear(PAIR, len(LABELS))
        self.of_issue = nn.Linear(PAIR, len(LABELS))
        self.rules = nn.Embedding(RULES, len(LABELS))
        self._prior()
        self.dropout = nn.Dropout(0.3)

    def _prior(self) -> None:
        """At the start nearly every pair has no stance, but where a rule names one, that is likely."""
        nn.init.zeros_(self.rules.weight)
        with torch.no_grad():
            self.of_issue.bias[0] = NONE
            for code in range(1, RULES):
                self.rules.weight[code, 1 + (code - 1) // RANKS] = NONE + 2.0

    def forward(
        self, states: Tensor, features: Tensor, pieces: Tensor, rules: Tensor, mask: Tensor | None = None
    ) -> Tensor:
        x = states
        for number, table in enumerate(self.features):
            x = x + table(features[:, :, number])
        for layer in self.layers:
            x = layer(x, mask)
        words = x.gather(1, pieces[:, :, None].expand(-1, -1, WIDTH))
        words = self.dropout(words)
        actor = self.dropout(F.gelu(self.actor(words)))
        issue = self.dropout(F.gelu(self.issue(words)))
        batch, size, _ = actor.shape
        turned = self.bilinear(actor).view(batch, size * len(LABELS), PAIR)
        pairs = (turned @ issue.transpose(1, 2)).view(batch, size, len(LABELS), size).transpose(2, 3) / PAIR**0.5
        logits: Tensor = pairs + self.of_actor(actor)[:, :, None] + self.of_issue(issue)[:, None] + self.rules(rules)
        return logits


def batches(examples: Sequence[Example], order: random.Random) -> Iterator[list[Example]]:
    """All examples once, like lengths together, in random order."""
    shuffled = list(examples)
    order.shuffle(shuffled)
    groups: list[list[Example]] = []
    for start in range(0, len(shuffled), BATCH * 16):
        near = sorted(shuffled[start : start + BATCH * 16], key=lambda one: len(one.words.states))
        groups += [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
    order.shuffle(groups)
    yield from groups


def inputs(batch: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
    """States, features, pieces, rules, mask and labels of some examples, padded."""
    length = max(len(one.words.states) for one in batch)
    size = max(len(one.words.tokens) for one in batch)
    count = len(batch)
    states = torch.zeros(count, length, WIDTH)
    features = torch.zeros(count, length, 3, dtype=torch.long)
    pieces = torch.zeros(count, size, dtype=torch.long)
    rules = torch.zeros(count, size, size, dtype=torch.long)
    mask = torch.zeros(count, length, dtype=torch.bool)
    labels = torch.full((count, size, size), IGNORED, dtype=torch.long)
    for n, one in enumerate(batch):
        p, w = len(one.words.states), len(one.words.tokens)
        states[n, :p] = torch.from_numpy(one.words.states)
        features[n, :p] = torch.from_numpy(one.words.features)
        pieces[n, :w] = torch.from_numpy(one.words.pieces)
        rules[n, :w, :w] = torch.from_numpy(one.words.rules)
        labels[n, :w, :w] = torch.from_numpy(one.labels)
        mask[n, :p] = True
    return states, features, pieces, rules, mask, labels


def train(
    examples: Sequence[Example], base: Path, layers: int, epochs: int, seed: int, drop_rules: float = 0.15
) -> StanceNetwork:
    """A network trained on examples; the same seed gives the same weights on one machine."""
    torch.manual_seed(seed)
    order = random.Random(seed)
    network = StanceNetwork(base, layers)
    fresh = [weight for name, weight in network.named_parameters() if not name.startswith("layers.")]
    groups = [{"params": list(network.layers.parameters()), "lr": RATE}, {"params": fresh, "lr": 5 * RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=DECAY)
    steps = epochs * sum(1 for _ in batches(examples, random.Random(0)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / (WARM * steps)) * max(0.02, 1 - step / steps)
    )
    for epoch in range(epochs):
        network.train()
        total, count = 0.0, 0
        for batch in batches(examples, order):
            states, features, pieces, rules, mask, labels = inputs(batch)
            # Some windows are seen without the rules: what the rules do not find is to be found all the same.
            blind = torch.rand(len(batch)) < drop_rules
            rules[blind] = 0
            logits = network(states, features, pieces, rules, mask)
            loss = F.cross_entropy(
                logits.reshape(-1, len(LABELS)), labels.reshape(-1), ignore_index=IGNORED, reduction="sum"
            ) / max(1, int((labels > 0).sum()))
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total, count = total + loss.item(), count + 1
        print(f"seed {seed} epoch {epoch + 1}/{epochs} loss {total / count:.3f}", flush=True)
    return network.eval()


class Together(nn.Module):
    """Several networks as one: the mean of their log chances."""

    def __init__(self, networks: Sequence[StanceNetwork]) -> None:
        super().__init__()
        self.networks = nn.ModuleList(networks)

    def forward(self, states: Tensor, features: Tensor, pieces: Tensor, rules: Tensor) -> Tensor:
        return torch.stack(
            [network(states, features, pieces, rules).log_softmax(-1) for network in self.networks]
        ).mean(0)


def export(network: nn.Module, path: Path) -> None:
    """Writes the graph: weights int8 per output channel, activations at run time."""
    example = (
        torch.zeros(1, 9, WIDTH), torch.zeros(1, 9, 3, dtype=torch.long), torch.tensor([[0, 1, 2, 4, 5]]),
        torch.zeros(1, 5, 5, dtype=torch.long),
    )  # fmt: skip
    axes = {"states": {1: "p"}, "features": {1: "p"}, "pieces": {1: "w"}, "rules": {1: "w", 2: "w"}}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder, "plain.onnx")
        torch.onnx.export(
            network, example, str(plain), input_names=list(axes), output_names=["logits"],
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(
            plain, path, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gemm"]
        )
    onnx.load(path)
