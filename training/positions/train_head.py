"""Train the stance head on coded texts, and measure it on those held out.

    python -m training.positions.train_head training/practice/stances.tsv --codes training/positions/codes.jsonl \\
        --corpus plv=plv_train.jsonl --corpus ngec=ngec_synthetic.jsonl.gz --corpus polnear=train.jsonl.gz \\
        --base MODEL_DIR --to src/dragoman/data/models/positions

One text in eight (crc32 of its id) is held out. README.md says how the texts are coded and what is needed beside Dragoman.
"""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

import torch
from training.positions.examples import Example, examples, held
from training.positions.network import Together, export, inputs, train
from training.positions.texts import Row, coded, corpora, practice

from dragoman.reading.reader import Reader

EPOCHS = 6
SEEDS = (1,)
LAYERS = 1
LOST = str.maketrans({",": None, "'": None, "’": None})
BARE = 3  # one text in so many is read a second time without its commas


def bare(row: Row) -> Row:
    """The row as a scraper leaves it: commas and apostrophes lost."""
    text = row["text"]

    def moved(span: list[int] | None) -> list[int] | None:
        return span and [len(text[:at].translate(LOST)) for at in span]

    positions = [[moved(actor), stance, moved(issue)] for actor, stance, issue in row["positions"]]
    return {"id": row["id"], "text": text.translate(LOST), "positions": positions}


def measure(network: torch.nn.Module, given: Sequence[Example], least: float) -> tuple[float, float, float, float]:
    """Precision, recall, F1 of pairs with any stance at a chance of at least ``least``, and the share of right stances."""
    found = told = gold = right = 0
    for one in given:
        states, features, pieces, rules, _, labels = inputs([one])
        with torch.no_grad():
            chances = network(states, features, pieces, rules)[0].softmax(-1).numpy()
        wanted = labels[0].numpy()
        stance = chances[..., 1:].argmax(-1) + 1
        hit = (1 - chances[..., 0] >= least) & (wanted >= 0)
        found += int((hit & (wanted > 0)).sum())
        told += int(hit.sum())
        gold += int((wanted > 0).sum())
        right += int((hit & (wanted > 0) & (stance == wanted)).sum())
    p, r = found / max(told, 1), found / max(gold, 1)
    return p, r, 2 * p * r / max(p + r, 1e-9), right / max(found, 1)


def rules_alone(given: Sequence[Example]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the rules on the same pairs."""
    found = sum(int(((one.labels > 0) & (one.words.rules > 0)).sum()) for one in given)
    told = sum(int(((one.labels >= 0) & (one.words.rules > 0)).sum()) for one in given)
    gold = sum(int((one.labels > 0).sum()) for one in given)
    p, r = found / max(told, 1), found / max(gold, 1)
    return p, r, 2 * p * r / max(p + r, 1e-9)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="+", help="coded texts, whole")
    parser.add_argument("--codes", type=Path, help="codes of texts in the corpora, by offsets")
    parser.add_argument("--corpus", action="append", default=[], metavar="NAME=PATH")
    parser.add_argument("--base", type=Path, required=True, help="a MiniLM-L6 folder with model.safetensors")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--layers", type=int, default=LAYERS)
    parser.add_argument("--to", type=Path, help="where stances.onnx is written, trained on all texts but the held ones")
    parser.add_argument("--cache", type=Path, help="keep what the reader makes of the texts in this file")
    options = parser.parse_args()
    torch.set_num_threads(1)
    if options.cache and options.cache.is_file():
        made: list[Example] = pickle.loads(options.cache.read_bytes())
    else:
        reader = Reader()
        rows = [row for path in options.texts for row in practice(path)]
        rows += coded(options.codes, corpora(options.corpus)) if options.codes else []
        rows += [bare(row) for row in rows if crc32(row["text"].encode()) % BARE == 0]
        made = [one for row in rows for one in examples(row, reader)]
        for one in made:
            _detach(one)
        if options.cache:
            options.cache.write_bytes(pickle.dumps(made))
    kept, rest = [one for one in made if held(one.id)], [one for one in made if not held(one.id)]
    print(f"{len(rest)} sentences to train on, {len(kept)} held out, {sum(int((o.labels > 0).sum()) for o in made)} positions")
    print("rules alone, held out: P {:.3f} R {:.3f} F1 {:.3f}".format(*rules_alone(kept)), flush=True)
    networks = [train(rest, options.base, options.layers, options.epochs, seed) for seed in SEEDS]
    together: torch.nn.Module = Together(networks) if len(networks) > 1 else networks[0]
    for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        print("at {}: P {:.3f} R {:.3f} F1 {:.3f} stance {:.3f}".format(least, *measure(together, kept, least)), flush=True)
    if options.to:
        options.to.mkdir(parents=True, exist_ok=True)
        export(together, options.to / "stances.onnx")


def _detach(one: Example) -> None:
    """Tokens hold their whole report; only how many there are is needed from here on."""
    object.__setattr__(one.words, "tokens", (None,) * len(one.words.tokens))


if __name__ == "__main__":
    main()
