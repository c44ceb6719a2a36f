"""Fit how sure a position is to positions whose truth is known, of texts that the stance head has not learnt.

    python -m training.positions.train_confidence fa-kes.csv tests/gold/positions_judged2.jsonl ... \\
        --to src/dragoman/data/models/positions

Known are positions of FA-KES judged by hand ({"row": of the CSV, "actor", "issue", "evidence", "right"}; of the half
that no code is of, and what the program still finds), those found in the coded stories that are kept from the head, and
those given for the practice sentences, of the half that rules are written on. What a head says of a text it has learnt
means nothing. A find in a coded story is right where a code has the same actor and stance and words of the same issue;
it is left out where only the stance is another.

Writes confidence.json, for what rules find, and modelled.json, for what only the head finds. Prints the area under the
curve and how often positions of each confidence are right, cross-validated by text. Needs scikit-learn beside Dragoman;
a minute.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from training.confidence import cross_validated, measured, write
from training.positions.examples import head_of
from training.positions.texts import KEPT, Row, stories
from training.practice import positions as practice
from training.stories import fakes, read_by, whole

from dragoman.language.parsed import Token
from dragoman.reading import positions, stance_head, stance_modelled
from dragoman.reading.position_confidence import is_modelled
from dragoman.reading.reader import Reader, Story
from dragoman.records import Actor, Issue, Mention, Position, RawStory

PENALTY = 0.2  # inverse strength; 0.1 and 0.3 are level
FIRST = ("mentions", "attribution", "issues")  # what positions stand on
LEARNT = 0.2  # chance of the head from which finds are learnt from: unlikely ones tell what wrong ones look like
LET = 0.2  # the same of the gate: more sentences, more to learn from
STEPS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
SAME = 60  # characters of a sentence that tell it from others
CLOSE = ({"sponsors", "supports"}, {"undecided", "conditional"})  # stances that coders take for one another


@dataclass(frozen=True, slots=True)
class Known:
    """A find: the text it stands in, what is known of it, whether it is right."""

    text: str
    features: dict[str, float]
    right: bool


def of_judged(rows: Sequence[dict[str, str]], judged: Sequence[Row], reader: Reader) -> Iterator[Known]:
    """The judged positions that are still found."""
    for number in sorted({one["row"] for one in judged}):
        row = rows[number]
        story = read_by(RawStory(text=whole(row), where="fa-kes", publisher=row["source"]), reader, FIRST)
        found = positions.candidates(story)
        for one in (one for one in judged if one["row"] == number):
            these = next((known for known, position in found if _is_it(story, position, one)), None)
            if these is not None:
                yield Known(f"fa-kes {number}", these, one["right"])


def is_unseen(judged: Row) -> bool:
    """Whether a judged position stands in the half of FA-KES that no code is of."""
    return crc32(f"fakes-{judged['row']:03d}".encode()) % 2 == 1


def of_coded(given: Sequence[Row], reader: Reader) -> Iterator[Known]:
    """All that is found in coded texts."""
    for row in given:
        story = read_by(RawStory(text=row["text"], where="practice", published="2020-01-01"), reader, FIRST)
        codes = [_Code(story, *code) for code in row["positions"]]
        for known, position in positions.candidates(story):
            same = [code for code in codes if code.is_about(position)]
            right = any(_alike(code.stance, position.stance) for code in same)
            if right or not same:  # "banned the trade" is for the ban and against the trade: neither right nor wrong
                yield Known(row["id"], known, right)


def of_practice(cases: Sequence[dict[str, Any]], reader: Reader) -> Iterator[Known]:
    """Every position given for practice sentences: right where the gold has it with its stance."""
    for case in cases:
        story = read_by(RawStory(text=case["text"], where="practice", published="2020-01-01"), reader, FIRST)
        found = positions.candidates(story)
        names = practice.called(story.text, story.found(Actor), story.found(Mention))
        issues = {issue.id: issue for issue in story.found(Issue)}
        golds = practice.matched(case["gold"], story.text, [position for _, position in found], names, issues)
        stances = {id(p): gold[1] for gold, p in zip(case["gold"], golds, strict=True) if p is not None}
        for these, position in found:
            wanted = stances.get(id(position))
            yield Known(case["text"], these, wanted is not None and practice.same_stance(position.stance, wanted))


class _Code:
    """A code of a text: whose stance, on what."""

    def __init__(self, story: Story, who: list[int] | None, stance: str, place: list[int]) -> None:
        self.story = story
        self.stance = stance
        self.start, self.end = place
        self.words = _content(story.parsed.tokens_in(*place))
        actor = head_of(story.parsed, *who) if who else None
        found = story.actor(actor) if actor is not None else None
        attribution = story.attribution_at(self.start) if who is None else None
        self.actors = {found.id} if found is not None else set(attribution.speakers if attribution else ())

    def is_about(self, position: Position) -> bool:
        """Whether a position has the same actor and issue."""
        if position.actor not in self.actors:
            return False
        if not self.words:  # "it", in the same sentence
            return position.evidence[0].start <= self.start < position.evidence[0].end
        issue: Issue = self.story.get(position.issue)
        if any(span.start < self.end and self.start < span.end for span in issue.evidence):
            return True
        parsed = self.story.parsed
        named = {word for span in issue.evidence for word in _content(parsed.tokens_in(span.start, span.end))}
        return len(self.words & named) * 2 > len(self.words)


def _alike(one: str, other: str) -> bool:
    return one == other or any({one, other} == pair for pair in CLOSE)


def _content(tokens: Sequence[Token]) -> set[str]:
    return {t.lemma.lower() for t in tokens if t.pos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM")}


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
    parser.add_argument("--to", type=Path, help="folder that confidence.json and modelled.json are written to")
    options = parser.parse_args()
    judged = [json.loads(line) for path in options.judged for line in path.read_text(encoding="utf-8").splitlines()]
    reader = Reader()
    stance_modelled.LIKELY, stance_head.GATE = LEARNT, LET
    cases = [case for case in practice.cases() if not practice.held_out(case)]
    known = [
        *of_judged(fakes(options.corpus), [one for one in judged if is_unseen(one)], reader),
        *of_coded(stories(KEPT), reader),
        *of_practice(cases, reader),
    ]
    for name, modelled in (("confidence", False), ("modelled", True)):
        these = [one for one in known if is_modelled(one.features) == modelled]
        found, wanted = [one.features for one in these], np.array([one.right for one in these])
        print(name)
        measured(cross_validated(found, wanted, [one.text for one in these], PENALTY), wanted, STEPS)
        if options.to:
            write(options.to / f"{name}.json", found, wanted, PENALTY, digits=4)


if __name__ == "__main__":
    main()
