"""Fit how sure a position is to positions whose truth is known.

    python -m training.positions.train_confidence fa-kes.csv tests/gold/positions_judged2.jsonl ... \\
        --to src/dragoman/data/models/positions/confidence.json

Known are positions of FA-KES judged by hand ({"row": of the CSV, "actor", "issue", "evidence", "right"}; what the
program no longer gives is left out) and those given for the practice texts, of the halves that rules are written on.
Prints the area under the curve and how often positions of each confidence are right, cross-validated by text.
Needs scikit-learn beside Dragoman; a minute.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from training.confidence import cross_validated, measured, write
from training.practice import positions as practice
from training.stories import fakes, read_by

from dragoman.reading import positions
from dragoman.reading.reader import Reader, Story
from dragoman.records import Actor, Issue, Mention, Position, RawStory

PENALTY = 0.2  # inverse strength; 0.1 and 0.3 are level
FIRST = ("mentions", "attribution", "issues")  # what positions stand on
STEPS = (0.5, 0.6, 0.7, 0.8, 0.9)
SAME = 60  # characters of a sentence that tell it from others
Row = dict[str, Any]
Example = tuple[str, dict[str, float], bool]  # the text it stands in, what is known of it, whether it is right


def of_judged(stories: Sequence[Row], judged: Sequence[Row], reader: Reader) -> Iterator[Example]:
    """The judged positions that are still found."""
    for number in sorted({row["row"] for row in judged}):
        row = stories[number]
        text = f"{row['article_title']}\n\n{row['article_content']}"
        story = read_by(RawStory(text=text, where="fa-kes", publisher=row["source"]), reader, FIRST)
        found = positions.candidates(story)
        for one in (one for one in judged if one["row"] == number):
            these = next((known for known, position in found if _is_it(story, position, one)), None)
            if these is not None:
                yield f"fa-kes {number}", these, one["right"]


def of_practice(cases: Sequence[Row], reader: Reader) -> Iterator[Example]:
    """Every position given for the practice texts: right where the gold has it with its stance."""
    for case in cases:
        story = read_by(RawStory(text=case["text"], where="practice", published="2020-01-01"), reader, FIRST)
        found = positions.candidates(story)
        names = practice.called(story.text, story.found(Actor), story.found(Mention))
        issues = {issue.id: issue for issue in story.found(Issue)}
        golds = practice.matched(case["gold"], story.text, [position for _, position in found], names, issues)
        stances = {id(p): gold[1] for gold, p in zip(case["gold"], golds, strict=True) if p is not None}
        for these, position in found:
            wanted = stances.get(id(position))
            yield case["text"], these, wanted is not None and practice.same_stance(position.stance, wanted)


def _is_it(story: Story, position: Position, row: Row) -> bool:
    """Whether a position is what was judged: the actor and the sentence are the same, the issue shares a word."""
    span = position.evidence[0]
    issue: Issue = story.get(position.issue)
    return (
        row["actor"] in story.get(position.actor).names
        and story.text[span.start : span.end][:SAME] == row["evidence"][:SAME]
        and bool(set(" ".join(issue.names).lower().split()) & set(row["issue"].lower().split()))
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("judged", type=Path, nargs="+")
    parser.add_argument("--to", type=Path)
    options = parser.parse_args()
    judged = [json.loads(line) for path in options.judged for line in path.read_text(encoding="utf-8").splitlines()]
    reader = Reader()
    cases = [c for c in (*practice.cases(), *practice.passages()) if not practice.held_out(c)]
    known = [*of_judged(fakes(options.corpus), judged, reader), *of_practice(cases, reader)]
    groups, found, right = zip(*known, strict=True)
    wanted = np.array(right)
    measured(cross_validated(found, wanted, groups, PENALTY), wanted, STEPS)
    if options.to:
        write(options.to, found, wanted, PENALTY, digits=4)


if __name__ == "__main__":
    main()
