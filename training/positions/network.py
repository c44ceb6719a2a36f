"""The stance head in PyTorch: layers over the frozen states of the shared encoder, and a score of word pairs.

The first word of a pair stands for an actor, the second heads an issue; the score is the biaffine one of Dozat and
Manning, "Deep Biaffine Attention for Neural Dependency Parsing" (ICLR 2017), for no stance and each of five.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F
from training.attribution.network import Encoder
from training.positions.examples import IGNORED, Example
from training.positions.words import DEP, LABELS, MARKS, POS

WIDTH, PAIR = 384, 128
BELOW = 3  # layers of the shared encoder
LAYERS = 3  # of the head's own, taken from the ones above in the pretrained encoder
BATCH = 16
NONE = 6.0  # log odds of no stance for a pair, at the start
RATE, DECAY, WARM = 7e-5, 0.05, 0.1
BLUR = 0.1  # share of the states' values that training leaves out
SMALL = 4  # added to a batch's number of positions, over which its loss is shared


class StanceNetwork(nn.Module):
    """Logits [batch, words, words, labels] from states, features of the pieces, and where the words begin."""

    def __init__(self, base: Path, layers: int = LAYERS) -> None:
        super().__init__()
        whole = Encoder(layers=BELOW + layers)
        weights = load_file(base / "model.safetensors")
        whole.load_minilm({name: value for name, value in weights.items() if "pooler" not in name})
        self.layers = whole.layers[BELOW:]
        self.features = nn.ModuleList(nn.Embedding(size, WIDTH) for size in (1 + len(POS), 1 + len(DEP), MARKS))
        for table in self.features:
            nn.init.normal_(table.weight, std=0.02)
        self.actor = nn.Linear(WIDTH, PAIR)
        self.issue = nn.Linear(WIDTH, PAIR)
        self.bilinear = nn.Linear(PAIR, len(LABELS) * PAIR, bias=False)
        self.of_actor = nn.Linear(PAIR, len(LABELS))
        self.of_issue = nn.Linear(PAIR, len(LABELS))
        with torch.no_grad():
            self.of_issue.bias[0] = NONE
        self.blur = nn.Dropout(BLUR)
        self.dropout = nn.Dropout(0.3)

    def forward(self, states: Tensor, features: Tensor, pieces: Tensor, mask: Tensor | None = None) -> Tensor:
        x = self.blur(states)
        for number, table in enumerate(self.features):
            x = x + table(features[:, :, number])
        for layer in self.layers:
            x = layer(x, mask)
        words = self.dropout(x.gather(1, pieces[:, :, None].expand(-1, -1, WIDTH)))
        actor = self.dropout(F.gelu(self.actor(words)))
        issue = self.dropout(F.gelu(self.issue(words)))
        batch, size, _ = actor.shape
        turned = self.bilinear(actor).view(batch, size * len(LABELS), PAIR)
        pairs = (turned @ issue.transpose(1, 2)).view(batch, size, len(LABELS), size).transpose(2, 3) / PAIR**0.5
        logits: Tensor = pairs + self.of_actor(actor)[:, :, None] + self.of_issue(issue)[:, None]
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


def inputs(batch: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """States, features, pieces, mask and labels of some examples, padded."""
    length = max(len(one.words.states) for one in batch)
    size = max(len(one.words.tokens) for one in batch)
    count = len(batch)
    states = torch.zeros(count, length, WIDTH)
    features = torch.zeros(count, length, 3, dtype=torch.long)
    pieces = torch.zeros(count, size, dtype=torch.long)
    mask = torch.zeros(count, length, dtype=torch.bool)
    labels = torch.full((count, size, size), IGNORED, dtype=torch.long)
    for n, one in enumerate(batch):
        p, w = len(one.words.states), len(one.words.tokens)
        states[n, :p] = torch.from_numpy(one.words.states)
        features[n, :p] = torch.from_numpy(one.words.features)
        pieces[n, :w] = torch.from_numpy(one.words.pieces)
        labels[n, :w, :w] = torch.from_numpy(one.labels)
        mask[n, :p] = True
    return states, features, pieces, mask, labels


def train(
    examples: Sequence[Example], base: Path, epochs: int, seed: int, after: Callable[[nn.Module], None] | None = None
) -> StanceNetwork:
    """A network trained on examples; the same seed gives the same weights on one machine. ``after`` each round."""
    torch.manual_seed(seed)
    order = random.Random(seed)
    network = StanceNetwork(base)
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
            states, features, pieces, mask, labels = inputs(batch)
            logits = network(states, features, pieces, mask)
            loss = F.cross_entropy(
                logits.reshape(-1, len(LABELS)), labels.reshape(-1), ignore_index=IGNORED, reduction="sum"
            ) / (SMALL + int((labels > 0).sum()))
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total, count = total + loss.item(), count + 1
        print(f"seed {seed} round {epoch + 1} of {epochs}: loss {total / count:.3f}", flush=True)
        if after is not None:
            after(network.eval())
    return network.eval()
