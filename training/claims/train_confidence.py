"""Fit how sure a claim is to claims judged by hand.

    python -m training.claims.train_confidence fa-kes.csv training/claims/judged.jsonl \\
        --to src/dragoman/data/models/claims

A judged claim is {"row": of the CSV, "content": [[start, end], ..] in title, two line breaks and text, "kind",
"claimant", "verdict", "about"}. What the program no longer gives with that content is left out. ``confidence.json`` is
the chance that it is a claim: the verdict is not "noclaim"; a wrong speaker, edge or kind is another matter.
``scraped.json``, for text that has lost its punctuation, is the chance that all is right: the verdict is "ok" and it is
about whom it should be. Prints of both the area under the curve and how often claims of each confidence are right,
cross-validated by story. Needs scikit-learn beside Dragoman; two minutes.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.metrics import roc_auc_score
from training.confidence import cross_validated, write
from training.stories import fakes, read_by, whole

from dragoman.reading import claims
from dragoman.reading.attribution_spans import Scene
from dragoman.reading.claims_confidence import SCRAPED
from dragoman.reading.reader import Reader, Story
from dragoman.records import Actor, Mention, RawStory

PENALTY = 0.1  # inverse strength; 0.03 and 0.3 are level
STORIES = 4  # in how many stories a feature must occur
LITTLE = 0.005  # weights no greater are left out
STEPS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
Row = dict[str, Any]


class Example(NamedTuple):
    """A judged claim that is still found."""

    story: int
    known: dict[str, float]
    verdict: str
    about: bool  # whether it is about whom it should be


def examples(stories: Sequence[Row], judged: Sequence[Row], reader: Reader) -> Iterator[Example]:
    """The judged claims that are still found."""
    for number in sorted({row["row"] for row in judged}):
        rows = {tuple(map(tuple, row["content"])): row for row in judged if row["row"] == number}
        raw = RawStory(text=whole(stories[number]), where="fa-kes")
        story = read_by(raw, reader, ("mentions", "attribution"))
        for known, claim in claims.candidates(story, Scene(story.parsed)):
            row = rows.get(tuple((span.start, span.end) for span in claim.content))
            if row is not None:
                yield Example(number, known, row["verdict"], _is_named(story, claim.about, row["about"]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("judged", type=Path)
    parser.add_argument("--to", type=Path)
    options = parser.parse_args()
    judged = [json.loads(line) for line in options.judged.read_text(encoding="utf-8").splitlines()]
    found = list(examples(fakes(options.corpus), judged, Reader()))
    groups = [one.story for one in found]
    some = np.array([one.verdict != "noclaim" for one in found])
    right = np.array([one.verdict == "ok" for one in found])
    record = np.array([one.verdict == "ok" and one.about for one in found])
    sided = sum(one.about for one in found if one.verdict != "noclaim")
    print(f"of {some.sum()} claims {sided} are about the right one")
    for name, wanted in (("confidence", some), ("scraped", record)):
        told = [one.known if name == "scraped" else _plain(one.known) for one in found]
        spread = Counter(name for names in _by_story(groups, told).values() for name in names)
        known = [{name: value for name, value in one.items() if spread[name] >= STORIES} for one in told]
        chances = cross_validated(known, wanted, groups, PENALTY)
        area = roc_auc_score(wanted, chances)
        print(f"{name}: {wanted.mean():.3f} of {len(wanted)}; area under the curve {area:.3f}")
        for least in STEPS:
            kept = chances >= least
            shares = f"{some[kept].mean():.3f} claims, {right[kept].mean():.3f} right but for about"
            print(f"at {least}: {kept.mean():.2f} of all; {shares}, {record[kept].mean():.3f} with it")
        if options.to:
            write(options.to / f"{name}.json", known, wanted, PENALTY, digits=3, little=LITTLE)


def _plain(known: dict[str, float]) -> dict[str, float]:
    """What is known of a claim in any text."""
    return {name: value for name, value in known.items() if not name.startswith(SCRAPED)}


def _is_named(story: Story, actor: str | None, name: str | None) -> bool:
    """Whether a name that somebody gives is that of an actor, of its army or of the state whose army it is."""
    if actor is None or name is None:
        return actor is None and name is None
    wanted = _bare(name)
    mentions = (m for m in story.found(Mention) if m.kind == "actor")
    called = {m.target for m in mentions if _bare(story.text[m.start : m.end]) == wanted}
    actors = {a.id: a for a in story.found(Actor)}
    called |= {a.id for a in actors.values() if wanted in map(_bare, (a.name, *a.names))}
    of = {actors[one].member_of for one in called if one in actors}
    return actor in called or actor in of or actors[actor].member_of in called


def _bare(name: str) -> str:
    return name.lower().removeprefix("the ").replace("'", "").strip()


def _by_story(groups: Sequence[int], found: Sequence[dict[str, float]]) -> dict[int, set[str]]:
    names: dict[int, set[str]] = {}
    for number, known in zip(groups, found, strict=True):
        names.setdefault(number, set()).update(known)
    return names


if __name__ == "__main__":
    main()
