"""Fit how sure a claim is to claims judged by hand.

    python -m training.claims.train_confidence fa-kes.csv training/claims/judged.jsonl \\
        --to src/dragoman/data/models/claims/confidence.json

A judged claim is {"row": of the CSV, "content": [[start, end], ..] in title, two line breaks and text, "kind",
"claimant", "verdict", "about"}. What the program no longer gives with that content is left out. It counts as a claim
unless the verdict is "noclaim"; a wrong speaker, edge or kind is another matter. Prints the area under the curve and
how often claims of each confidence are ones, cross-validated by story. Needs scikit-learn beside Dragoman; a minute.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import roc_auc_score
from training.confidence import cross_validated, write
from training.stories import fakes, read_by, whole

from dragoman.reading import claims
from dragoman.reading.attribution_spans import Scene
from dragoman.reading.reader import Reader
from dragoman.records import RawStory

PENALTY = 0.1  # inverse strength; 0.03 and 0.3 are level
STORIES = 4  # in how many stories a feature must occur
LITTLE = 0.005  # weights no greater are left out
STEPS = (0.5, 0.6, 0.7, 0.8, 0.9)
Row = dict[str, Any]
Example = tuple[int, dict[str, float], str]  # the story it stands in, what is known of it, the verdict


def examples(stories: Sequence[Row], judged: Sequence[Row], reader: Reader) -> Iterator[Example]:
    """The judged claims that are still found."""
    for number in sorted({row["row"] for row in judged}):
        verdicts = {tuple(map(tuple, row["content"])): row["verdict"] for row in judged if row["row"] == number}
        raw = RawStory(text=whole(stories[number]), where="fa-kes")
        story = read_by(raw, reader, ("mentions", "attribution"))
        for known, claim in claims.candidates(story, Scene(story.parsed)):
            verdict = verdicts.get(tuple((span.start, span.end) for span in claim.content))
            if verdict is not None:
                yield number, known, verdict


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("judged", type=Path)
    parser.add_argument("--to", type=Path)
    options = parser.parse_args()
    judged = [json.loads(line) for line in options.judged.read_text(encoding="utf-8").splitlines()]
    groups, found, verdicts = zip(*examples(fakes(options.corpus), judged, Reader()), strict=True)
    spread = Counter(name for names in _by_story(groups, found).values() for name in names)
    known = [{name: value for name, value in one.items() if spread[name] >= STORIES} for one in found]
    wanted = np.array([verdict != "noclaim" for verdict in verdicts])
    right = np.array([verdict == "ok" for verdict in verdicts])
    chances = cross_validated(known, wanted, groups, PENALTY)
    print(
        f"{len(wanted)} claims, {wanted.mean():.3f} are some; area under the curve {roc_auc_score(wanted, chances):.3f}"
    )
    for least in STEPS:
        kept = chances >= least
        share = wanted[kept].sum() / wanted.sum()
        some, whole = wanted[kept].mean(), right[kept].mean()
        print(f"at {least}: {some:.3f} of {kept.sum()} ({whole:.3f} wholly right), {share:.2f} of all")
    if options.to:
        write(options.to, known, wanted, PENALTY, digits=3, little=LITTLE)


def _by_story(groups: Sequence[int], found: Sequence[dict[str, float]]) -> dict[int, set[str]]:
    names: dict[int, set[str]] = {}
    for number, known in zip(groups, found, strict=True):
        names.setdefault(number, set()).update(known)
    return names


if __name__ == "__main__":
    main()
