"""Train the heads of a pair on PLV-like rows, with their cross-validation.

    python -m training.events.train_head ROWS.jsonl --practice training/practice/events.jsonl --base MODEL_DIR \\
        --to src/dragoman/data/models/events --out-of-fold PREDICTIONS.jsonl --folds-to FOLDS

ROWS: {"id", "sentence", "source": [start, end] or null, "target": ..., "event"}. Folds are crc32(sentence) % 5. The
practice rows and the codebook's examples train every fold. README.md says what is needed beside Dragoman.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import torch
from training.events.examples import FOLDS, Example, codebook_examples, example, fold, kept, rows_of
from training.events.hashed import fit, save
from training.events.pair_network import Together, export, train

from dragoman.reading.event_features import columns
from dragoman.reading.pair_head import PairCoder
from dragoman.reading.reader import Reader
from dragoman.scoring.events import sides

EPOCHS = 4  # more are level: fold 0 has 0.818 after four epochs and after ten
SEEDS = (1, 2)  # one network each


def write(examples: Sequence[Example], base: Path, epochs: int, folder: Path) -> None:
    """Trains both heads on examples and writes them to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    labels = [one.label for one in examples]
    save(fit([columns(one.names) for one in examples], labels), folder / "head.npz")
    classes = sorted(set(labels))
    networks = [train(examples, classes, base, epochs, seed, f"{folder.name} seed {seed}") for seed in SEEDS]
    export(Together(networks), folder / "pairs.onnx")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path)
    parser.add_argument("--practice", type=Path, action="append", default=[], help="more rows, never scored")
    parser.add_argument("--base", type=Path, required=True, help="a MiniLM-L6 folder with model.safetensors")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--to", type=Path, help="the heads of all rows")
    parser.add_argument("--folds-to", type=Path, help="the five heads, fold0 to fold4; those there are kept")
    parser.add_argument("--out-of-fold", type=Path, help="each row's class by the heads that have not seen it")
    options = parser.parse_args()
    torch.set_num_threads(1)
    reader = Reader()
    rows = rows_of(options.rows)
    extra = [row for path in options.practice for row in rows_of(path)] + codebook_examples(reader)
    examples = [example(row, reader) for row in (*rows, *extra)]
    print(f"{len(rows)} rows, {len(extra)} more", flush=True)
    if options.folds_to:
        for number in range(FOLDS):
            folder = options.folds_to / f"fold{number}"
            if not (folder / "pairs.onnx").is_file():
                write([examples[i] for i in kept(rows, extra, number)], options.base, options.epochs, folder)
    if options.out_of_fold:
        coders = [PairCoder.load(options.folds_to / f"fold{number}") for number in range(FOLDS)]
        with options.out_of_fold.open("w", encoding="utf-8") as out:
            for one in examples[: len(rows)]:
                coder = coders[fold(one.row["sentence"])]
                answer = coder.best(one.names, one.encoded, *sides(one.row))
                out.write(json.dumps({"id": one.row["id"], "event": answer}) + "\n")
    if options.to:
        write(examples, options.base, options.epochs, options.to)


if __name__ == "__main__":
    main()
