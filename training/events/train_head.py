"""Train the event head on PLV-like rows, with its cross-validation.

    python train_head.py ROWS.jsonl --to src/dragoman/data/models/events [--out-of-fold PREDICTIONS.jsonl]

ROWS: {"id", "sentence", "source": [start, end] or null, "target": ..., "event"}. Folds are crc32(sentence) % 5, so that
equal sentences stay together. Needs scikit-learn and scipy beside Dragoman. The weights hold numbers only, no words.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from zlib import crc32

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from dragoman.reading.codebook import codebook
from dragoman.reading.event_features import COLUMNS, columns
from dragoman.reading.event_head import EventHead
from dragoman.reading.reader import Reader
from dragoman.scoring.events import names_of, told

FOLDS = 5
STRENGTH = 30.0  # inverse of the L2 penalty; swept 10-100
SEEN = 2  # a column must occur in so many rows


def matrix(rows: list[list[int]]) -> csr_matrix:
    indices = [column for row in rows for column in row]
    starts = np.cumsum([0] + [len(row) for row in rows])
    return csr_matrix((np.ones(len(indices), dtype=np.float32), indices, starts), shape=(len(rows), COLUMNS))


def fit(rows: list[list[int]], labels: list[str]) -> EventHead:
    counts = matrix(rows)
    seen = np.asarray(counts.sum(0)).ravel()
    rarity = np.where(seen >= SEEN, np.log((len(rows) + 1) / (seen + 1)) + 1, 0).astype(np.float32)
    scaled = normalize(counts.multiply(rarity).tocsr())
    model = LogisticRegression(C=STRENGTH, max_iter=1000, class_weight="balanced").fit(scaled, labels)
    return EventHead(
        tuple(model.classes_), model.coef_.T.astype(np.float32), rarity, model.intercept_.astype(np.float32)
    )


def fold(sentence: str) -> int:
    return crc32(sentence.encode()) % FOLDS


def practice(reader: Reader) -> list[tuple[list[str], str]]:
    """The examples of the codebook: their own sides, the class of their pattern."""
    book, found, seen = codebook("plover"), [], set()
    for table in book.patterns.values():
        for pattern in table.values():
            if pattern.gives is None or pattern.example in seen:
                continue
            seen.add(pattern.example)
            event_class = book.classes[pattern.gives]
            reading, story = told({"id": "x", "sentence": pattern.example}, reader)
            event = next((e for e in reading.events if e.type == pattern.gives and e.actors and e.recipients), None)
            if event is not None and event_class.plv:
                source, target = ([p.start, p.end] for p in (event.actors[0], event.recipients[0]))
                names = names_of({"source": source, "target": target}, reading, story)
                found.append((names, event_class.plv))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=Path)
    parser.add_argument("--to", type=Path)
    parser.add_argument("--out-of-fold", type=Path)
    parser.add_argument("--folds-to", type=Path, help="also write the five heads here")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.rows.open(encoding="utf-8")]
    reader = Reader()
    features = []
    for row in rows:
        reading, story = told(row, reader)
        features.append(columns(names_of(row, reading, story)))
    labels = [row["event"] for row in rows]
    extra = [(columns(names), label) for names, label in practice(reader)]
    heads = []
    for number in range(FOLDS):
        kept = [i for i, row in enumerate(rows) if fold(row["sentence"]) != number]
        own = [features[i] for i in kept], [labels[i] for i in kept]
        heads.append(fit(own[0] + [held for held, _ in extra], own[1] + [label for _, label in extra]))
    if options.out_of_fold:
        with options.out_of_fold.open("w", encoding="utf-8") as out:
            for row, held in zip(rows, features, strict=True):
                answer = heads[fold(row["sentence"])].best_of(held)
                out.write(json.dumps({"id": row["id"], "event": answer}) + "\n")
    if options.folds_to:
        options.folds_to.mkdir(parents=True, exist_ok=True)
        for number, head in enumerate(heads):
            save(head, options.folds_to / f"fold{number}.npz")
    if options.to:
        options.to.mkdir(parents=True, exist_ok=True)
        whole = fit(features + [c for c, _ in extra], labels + [label for _, label in extra])
        save(whole, options.to / "head.npz")


def save(head: EventHead, path: Path) -> None:
    weights = np.where(head.rarity[:, None] > 0, head.weights, 0).astype(np.float16)
    np.savez_compressed(
        path, classes=np.array(head.classes), weights=weights, rarity=head.rarity.astype(np.float16), bias=head.bias
    )


if __name__ == "__main__":
    main()
