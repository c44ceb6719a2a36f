"""What heads over the frozen states of the shared encoder have in common: where their layers come from, and training.

The states are computed once with the encoder that ships, so a round costs little and a head fits the very weights it
will meet.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from training.attribution.network import Encoder

WIDTH = 384
BELOW = 3  # layers of the shared encoder
BATCH, NEAR = 16, 16  # rows a step; batches among which rows are sorted by length

Example = TypeVar("Example")
Network = TypeVar("Network", bound=nn.Module)


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a head learns: its pretrained layers by ``rate``, what is new in it ``fresh`` times as fast."""

    rate: float
    fresh: float
    decay: float
    warm: float = 0.1  # share of the steps in which the rates rise


def layers_above(base: Path, count: int) -> nn.ModuleList:
    """The layers of a MiniLM folder that stood on top of the encoder's before it was tuned."""
    weights = load_file(base / "model.safetensors")
    whole = Encoder(layers=BELOW + count)
    whole.load_minilm({name: value for name, value in weights.items() if "pooler" not in name})
    return whole.layers[BELOW:]


def batches(
    examples: Sequence[Example], length: Callable[[Example], int], order: random.Random
) -> Iterator[list[Example]]:
    """All examples once, like lengths together, in random order."""
    shuffled = list(examples)
    order.shuffle(shuffled)
    groups: list[list[Example]] = []
    for start in range(0, len(shuffled), BATCH * NEAR):
        near = sorted(shuffled[start : start + BATCH * NEAR], key=length)
        groups += [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
    order.shuffle(groups)
    yield from groups


def learn(
    make: Callable[[], Network],
    loss: Callable[[Network, Sequence[Example]], Tensor],
    examples: Sequence[Example],
    length: Callable[[Example], int],
    pace: Pace,
    rounds: int,
    seed: int,
    log: str,
    after: Callable[[Network], None] | None = None,
) -> Network:
    """A network trained on examples; the same seed gives the same weights on one machine.

    ``make`` gives the network, whose pretrained layers are its ``layers``; ``after`` is shown it after each round.
    """
    torch.manual_seed(seed)
    order = random.Random(seed)
    network = make()
    old = [weight for name, weight in network.named_parameters() if name.startswith("layers.")]
    fresh = [weight for name, weight in network.named_parameters() if not name.startswith("layers.")]
    groups = [{"params": old, "lr": pace.rate}, {"params": fresh, "lr": pace.fresh * pace.rate}]
    optimiser = torch.optim.AdamW(groups, weight_decay=pace.decay)
    steps = rounds * sum(1 for _ in batches(examples, length, random.Random(0)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / (pace.warm * steps)) * max(0.02, 1 - step / steps)
    )
    for number in range(1, rounds + 1):
        network.train()
        total = 0.0
        for batch in batches(examples, length, order):
            found = loss(network, batch)
            optimiser.zero_grad()
            found.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += found.item() * len(batch)
        print(f"{log} round {number}/{rounds} loss {total / len(examples):.3f}", flush=True)
        if after is not None:
            after(network.eval())
    return network.eval()
