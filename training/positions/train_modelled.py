"""Fit how sure a position is that only the stance head finds, and which sentences the head reads, to coded texts.

    python -m training.positions.train_modelled --corpus fa-kes=fa-kes.csv ... --heads heads/fold0 heads/fold1 \\
        --to src/dragoman/data/models/positions

Every text is read with the head of ``train_head`` that has not seen it. A find is right where a code has the same actor
and stance and words of the same issue; it is left out where only the stance is another. Prints the area under the curve
and how often positions of each confidence are right, cross-validated by text; then how many sentences pass the gate,
and with how many of the right finds. Writes modelled.json and gate.npz. Needs scikit-learn beside Dragoman; ten
minutes.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from training.confidence import cross_validated, measured, write
from training.positions.examples import head_of
from training.positions.folds import fold_of
from training.positions.gate import Floats, fit_gate, passes
from training.positions.texts import Row, corpora
from training.positions.train_head import rows
from training.stories import read_by

from dragoman.language.parsed import Token
from dragoman.reading import positions, stance_modelled
from dragoman.reading.position_confidence import LEAST_MODELLED, is_modelled
from dragoman.reading.reader import Reader, Story
from dragoman.reading.stance_frames import told
from dragoman.reading.stance_head import StanceHead, pooled
from dragoman.reading.stance_pairs import window_of
from dragoman.records import Issue, Position, RawStory

PENALTY = 0.2  # inverse strength
FIRST = ("mentions", "attribution", "issues")  # what positions stand on
PAYS = 0.45  # confidence from which a right find in a sentence makes it worth reading
LEARNT = 0.2  # chance of the head from which finds are learnt from: unlikely ones tell what wrong ones look like
STEPS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
CLOSE = ({"sponsors", "supports"}, {"undecided", "conditional"})  # stances that coders take for one another


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence of a text: its pooled states, what is known of each find, whether that is right."""

    text: str
    states: Floats
    found: list[tuple[dict[str, float], bool]]


def finds(given: Sequence[Row], reader: Reader) -> Iterator[Sentence]:
    """The sentences of coded texts with what only the head finds there."""
    for row in given:
        story = read_by(RawStory(text=row["text"], where="practice", published="2020-01-01"), reader, FIRST)
        codes = [_Code(story, *code) for code in row["positions"]]
        found: dict[int, list[tuple[dict[str, float], bool]]] = {}
        for known, position in positions.candidates(story):
            same = [code for code in codes if code.is_about(position)]
            right = any(_alike(code.stance, position.stance) for code in same)
            if is_modelled(known) and (right or not same):
                # "banned the trade" is for the ban and against the trade: neither right nor wrong
                found.setdefault(position.evidence[0].start, []).append((known, right))
        for sentence in told(story.parsed):
            window = window_of(story.encoded, sentence)
            if window is not None:
                encoded, inside = window
                yield Sentence(row["id"], pooled(encoded.states[inside]), found.get(sentence.start, []))


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", action="append", default=[], metavar="NAME=PATH")
    parser.add_argument("--heads", type=Path, nargs="+", required=True, help="fold 0, fold 1, ..")
    parser.add_argument("--to", type=Path, required=True, help="folder that modelled.json and gate.npz are written to")
    options = parser.parse_args()
    coded = rows(corpora(options.corpus))
    reader = Reader()
    stance_modelled.LIKELY = LEARNT
    read: list[Sentence] = []
    for fold, path in enumerate(options.heads):
        reader.resources.stance_head = StanceHead(path)
        read += finds([row for row in coded if fold_of(row["id"], len(options.heads)) == fold], reader)
    groups, found, right = zip(*((s.text, known, ok) for s in read for known, ok in s.found), strict=True)
    wanted = np.array(right)
    chances = cross_validated(found, wanted, groups, PENALTY)
    measured(chances, wanted, STEPS)
    write(options.to / "modelled.json", found, wanted, PENALTY, digits=4)

    sentence_of = np.repeat(np.arange(len(read)), [len(s.found) for s in read])

    def with_right(least: float) -> NDArray[np.int64]:
        """How many right finds of a confidence each sentence has."""
        return np.bincount(sentence_of[wanted & (chances >= least)], minlength=len(read))

    states = np.stack([s.states for s in read])
    fit_gate(states, (with_right(PAYS) > 0).tolist(), options.to / "gate.npz")
    passed, good = passes(states, options.to / "gate.npz"), with_right(LEAST_MODELLED)
    share = good[passed].sum() / good.sum()
    print(f"gate: {passed.mean():.3f} of the sentences pass, with {share:.3f} of the right finds")


if __name__ == "__main__":
    main()
