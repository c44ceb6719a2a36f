"""Train the stance head on coded texts, and measure it on the stories that are kept.

    python -m training.positions.train_head --corpus fa-kes=fa-kes.csv --corpus plv=plv_train.jsonl \\
        --corpus ngec=ngec_synthetic.jsonl.gz --corpus polnear=train.jsonl.gz \\
        --base MODEL_DIR --to src/dragoman/data/models/positions

Writes stances.onnx and gate.npz. README.md says how the texts are coded and what is needed beside Dragoman.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
import torch
from numpy.typing import NDArray
from training.positions.examples import Example, examples
from training.positions.gate import fit_gate, passes, pooled_states
from training.positions.network import StanceNetwork, export, inputs, train
from training.positions.texts import KEPT, PRACTICE, Row, coded, corpora, passages, stories
from training.practice import positions as practice

from dragoman.reading.reader import Reader

ROUNDS = 4
SEED = 1
LET = 0.15  # chance of a stance in a sentence from which the head learns from one that tells none
LOST = str.maketrans({",": None, "'": None, "’": None})
BARE = 3  # one text in so many is read without its commas, as scrapers leave them: our own as well, others only so
STEPS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
HERE = Path(__file__).parent


def rows(given: dict[str, Path]) -> list[Row]:
    """All coded texts, but for the practice that is kept to measure with."""
    kept = {case["text"] for case in (*practice.passages(), *practice.cases()) if practice.held_out(case)}
    own = [row for row in passages(PRACTICE / "passages.tsv") if row["text"] not in kept]
    own += stories(PRACTICE / "stories.tsv")
    own += [made for row in own if _is_chosen(row) and (made := bare(row))["text"] != row["text"]]
    return own + [bare(row) if _is_chosen(row) else row for row in coded(HERE / "codes.jsonl", given)]


def _is_chosen(row: Row) -> bool:
    return crc32(row["text"].encode()) % BARE == 0


def bare(row: Row) -> Row:
    """The row as a scraper leaves it: commas and apostrophes lost."""
    text = row["text"]

    def moved(span: list[int] | None) -> list[int] | None:
        return span and [len(text[:at].translate(LOST)) for at in span]

    positions = [[moved(actor), stance, moved(issue)] for actor, stance, issue in row["positions"]]
    return {"id": row["id"], "text": text.translate(LOST), "positions": positions}


def measure(network: torch.nn.Module, given: Sequence[Example]) -> None:
    """Prints how well pairs with any stance are found at several chances, and how often the stance is right."""
    chances, stances, wanted = (np.concatenate(parts) for parts in zip(*_asked(network, given), strict=True))
    for least in STEPS:
        hit = chances >= least
        found = int((hit & (wanted > 0)).sum())
        p, r = found / max(int(hit.sum()), 1), found / max(int((wanted > 0).sum()), 1)
        right = int((hit & (wanted > 0) & (stances == wanted)).sum()) / max(found, 1)
        print(f"  at {least}: P {p:.3f} R {r:.3f} F1 {2 * p * r / max(p + r, 1e-9):.3f} stance {right:.3f}", flush=True)


def _asked(network: torch.nn.Module, given: Sequence[Example]) -> list[tuple[NDArray[np.generic], ...]]:
    """Of every pair that is asked for: the chance of any stance, the likeliest, the right one."""
    out = []
    for start in range(0, len(given), 32):
        batch, labels = inputs(given[start : start + 32])
        with torch.no_grad():
            chances = network(*batch).softmax(-1).numpy()
        wanted = labels.numpy()
        asked = wanted >= 0
        out.append((1 - chances[..., 0][asked], chances[..., 1:].argmax(-1)[asked] + 1, wanted[asked]))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", action="append", default=[], metavar="NAME=PATH")
    parser.add_argument("--base", type=Path, required=True, help="a MiniLM-L6 folder with model.safetensors")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--to", type=Path, required=True, help="folder that the graph and the gate are written to")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    reader = Reader()
    reader.resources.stance_head = None  # what was taught before has no say
    made = [one for row in rows(corpora(options.corpus)) for one in examples(row, reader)]
    print(f"{len(made)} sentences, {sum(int((one.labels > 0).sum()) for one in made)} positions", flush=True)
    network = write(made, options.to, options)
    print("stories kept to measure with:", flush=True)
    measure(network, [one for row in stories(KEPT) for one in examples(row, reader)])


def write(given: Sequence[Example], folder: Path, options: argparse.Namespace) -> StanceNetwork:
    """Trains on some sentences and writes stances.onnx and gate.npz; the network."""
    folder.mkdir(parents=True, exist_ok=True)
    states, told = pooled_states(given), [bool((one.labels > 0).any()) for one in given]
    fit_gate(states, told, folder / "gate.npz")
    let = passes(states, folder / "gate.npz", LET)
    met = [one for one, tells, passed in zip(given, told, let, strict=True) if tells or passed]
    network = train(met, options.base, options.rounds, SEED)
    export(network, folder / "stances.onnx")
    return network


if __name__ == "__main__":
    main()
