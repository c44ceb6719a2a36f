"""Trains encoder and attribution head.

    python train.py --data DIR [--practice FILE ...] --base MODEL_DIR --out DIR [--seed 1] [--epochs 4]

DIR holds train.jsonl or train.jsonl.gz in the format of corpus.py. MODEL_DIR holds the checkpoint to start from
(model.safetensors and tokenizer.json of MiniLM-L6).
"""

from __future__ import annotations

import argparse
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from batches import batches
from corpus import Example, KeyWords, Story, examples_of, joined, read_plain, read_stories, worn
from network import Network
from safetensors.torch import load_file
from sentences import sentences_of
from targets import gold_targets, losses, taught_targets
from tokenizers import Tokenizer
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from dragoman.reading.windows import WindowCutter

ENCODER_RATE = 1.2e-4
HEAD_RATE = 1e-3
SAVE_EVERY = 25  # steps
AVERAGE_EVERY, AVERAGE_DECAY = 5, 0.985  # the running mean of the weights is then some 330 steps long
WARM_UP = 0.06  # share of all steps
BATCH_PIECES = 2048
WORN_SHARE = 0.25  # reports shown without commas, apostrophes or line breaks, see corpus.worn
# The anchor's loss is a mean over many pieces without one, hence its weight.
ANCHOR_WEIGHT, ROLE_WEIGHT, TAG_WEIGHT = 8.0, 2.0, 0.5


def main() -> None:
    options = _options()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    rng = random.Random(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)

    path = next(p for p in (options.data / "train.jsonl", options.data / "train.jsonl.gz") if p.exists())
    ranges = sentences_of([path, *options.practice, *options.plain], options.out / "sentences.json")
    stories = read_stories(path, ranges)[: options.limit]
    practice = [story for extra in options.practice for story in read_stories(extra, ranges)]
    plain = [story for extra in options.plain for story in read_plain(extra, ranges)]
    tokenizer = Tokenizer.from_file(str(options.base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    makers = (WindowCutter(tokenizer), KeyWords([*stories, *practice]))

    if options.start:
        network = Network.of(torch.load(options.start), options.layers)
    else:
        network = Network(options.layers or 6)
        network.encoder.load_minilm(load_file(options.base / "model.safetensors"))
    _freeze(network, options.freeze)
    teachers = [Network.of(torch.load(path)).eval() for path in options.teacher]
    fit(network, teachers, Material(stories, practice, plain), makers, rng, options)


@dataclass(frozen=True, slots=True)
class Material:
    """What there is to learn from; `plain` has no gold and is of use to a network that has teachers."""

    stories: list[Story]
    practice: list[Story]
    plain: list[Story]


def fit(
    network: Network,
    teachers: list[Network],
    material: Material,
    makers: tuple[WindowCutter, KeyWords],
    rng: random.Random,
    options: argparse.Namespace,
) -> None:
    """Trains in place and saves after every epoch."""
    shown = _shown(material, makers, rng, options)
    steps = options.epochs * sum(1 for _ in batches(shown, BATCH_PIECES, random.Random(0)))
    optimizer, schedule = _optimizer(network, steps, options.rate)
    average = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(AVERAGE_DECAY))
    started, step = time.time(), 0
    for epoch in range(options.stop or options.epochs):
        network.train()
        if epoch:
            shown = _shown(material, makers, rng, options)
        for batch in batches(shown, BATCH_PIECES, rng):
            targets = taught_targets(batch, teachers, options.teacher_share) if teachers else gold_targets(batch)
            parts = losses(network, batch, targets)
            optimizer.zero_grad()
            (ANCHOR_WEIGHT * parts[0] + ROLE_WEIGHT * parts[1] + TAG_WEIGHT * parts[2]).backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            if step % AVERAGE_EVERY == 0:
                average.update_parameters(network)
            if step % 25 == 0:
                shares = " ".join(f"{part.item():.4f}" for part in parts)
                print(f"{epoch} {step}/{steps} {shares} {time.time() - started:.0f}s", flush=True)
            if step % SAVE_EVERY == 0:
                torch.save(network.state_dict(), options.out / "network.pt")
        torch.save(network.state_dict(), options.out / "network.pt")
        torch.save(average.module.state_dict(), options.out / f"average{epoch + 1}.pt")


def _shown(
    material: Material, makers: tuple[WindowCutter, KeyWords], rng: random.Random, options: argparse.Namespace
) -> list[Example]:
    """What one epoch shows: a share of the reports, practice sentences several times, plain text, some of it worn."""
    every = rng.sample(material.stories, round(options.share * len(material.stories)))
    for _ in range(options.practice_times):
        every += _reports(material.practice, rng)
    every += rng.sample(material.plain, min(options.plain_reports, len(material.plain)))
    return [
        example
        for story in every
        for example in examples_of(worn(story, rng) if rng.random() < WORN_SHARE else story, *makers)
    ]


def _freeze(network: Network, layers: int) -> None:
    """Leaves the embeddings and the lowest layers as they are: a second stage is then a quarter cheaper."""
    encoder = network.encoder
    if layers:
        for part in (encoder.words, encoder.places, encoder.features, encoder.norm, *encoder.layers[:layers]):
            for weights in part.parameters():
                weights.requires_grad_(False)


def _reports(practice: list[Story], rng: random.Random) -> list[Story]:
    """The practice passages, shuffled and joined into reports of two to seven."""
    order = rng.sample(practice, len(practice))
    reports = []
    while order:
        size = rng.randint(2, 7)
        reports.append(joined(order[:size], rng.choice(("\n\n", "\n\n", " "))))
        order = order[size:]
    return reports


def _optimizer(
    network: Network, steps: int, rate: float
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    encoder = [
        p for name, p in network.encoder.named_parameters() if p.requires_grad and not name.startswith("features.")
    ]
    heads = (network.encoder.features, network.anchor_head, network.role_head)
    fresh = [p for part in heads for p in part.parameters() if p.requires_grad]
    groups = [{"params": encoder, "lr": rate * ENCODER_RATE}, {"params": fresh, "lr": rate * HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    warm = max(1, int(WARM_UP * steps))
    shape = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.02, (steps - step) / max(1, steps - warm)))
    )
    return optimizer, shape


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with train.jsonl or train.jsonl.gz")
    parser.add_argument("--practice", type=Path, nargs="*", default=[], help="further JSONL, shown several times")
    parser.add_argument("--practice-times", type=int, default=3, help="how often an epoch shows them")
    parser.add_argument("--base", type=Path, required=True, help="folder of the checkpoint to start from")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="network.pt of an earlier run to go on from")
    parser.add_argument("--teacher", type=Path, nargs="*", default=[], help="networks to learn from beside the gold")
    parser.add_argument("--teacher-share", type=float, default=0.5, help="weight of what they say against the gold")
    parser.add_argument("--plain", type=Path, nargs="*", default=[], help="JSONL of texts that only teachers speak of")
    parser.add_argument("--plain-reports", type=int, default=0, help="how many of them an epoch shows")
    parser.add_argument("--layers", type=int, help="keep only so many of the lowest layers, for speed")
    parser.add_argument("--rate", type=float, default=1.0, help="multiplies the learning rates")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--stop", type=int, help="end after so many epochs, with the rate still falling as over all")
    parser.add_argument("--freeze", type=int, default=0, help="leave the embeddings and so many layers as they are")
    parser.add_argument("--share", type=float, default=1.0, help="share of the reports an epoch shows, drawn anew")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--limit", type=int, help="only so many reports, for trying out")
    return parser.parse_args()


if __name__ == "__main__":
    main()
