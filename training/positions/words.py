"""The words of a sentence as the stance head reads them: their states, parts of speech, arcs, and what they name."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from dragoman.language.parsed import Sentence, Token
from dragoman.reading.models import Encoded
from dragoman.reading.reader import Story
from dragoman.records import Actor, Stance

Ints = NDArray[np.int64]

LABELS = ("none", *get_args(Stance))
POS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
    "VERB",
)  # fmt: skip
DEP = (
    "ROOT", "acl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux", "auxpass", "case", "cc",
    "ccomp", "compound", "conj", "csubj", "dative", "det", "dobj", "mark", "neg", "nmod", "nsubj", "nsubjpass", "oprd",
    "parataxis", "pcomp", "pobj", "poss", "prep", "prt", "punct", "relcl", "xcomp",
)  # fmt: skip
MARKS = 5  # of a word: none, or what it names
NAMES_ACTOR, NAMES_PEOPLE, NAMES_ISSUE, NAMES_PLACE = range(1, MARKS)
SPEAKER = 0  # the first word of every sentence: whoever the words are attributed to
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET"})
ISSUE = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "AUX"})
PRONOUNS = frozenset({"it", "this", "that"})  # that may stand for an issue

_POS = {name: number for number, name in enumerate(POS, 1)}
_DEP = {name: number for number, name in enumerate(DEP, 1)}


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """One sentence as the head reads it; its first word stands for the speaker."""

    tokens: tuple[Token | None, ...]
    states: NDArray[np.float32]  # [pieces, width] of the window's first piece, then of the sentence
    pieces: Ints  # [words] where each begins among these pieces
    features: Ints  # [pieces, 3] part of speech, arc, mark; zeros beside the first piece of a word


def may_be_issue(token: Token) -> bool:
    """Whether a word can head an issue."""
    return token.pos in ISSUE or (token.pos in ("PRON", "DET") and token.lower in PRONOUNS)


def words_of(story: Story) -> Iterator[Words]:
    """The sentences of a story with what is known of their words, in text order."""
    marks = _marks(story, story.survey.mentions)
    for sentence in story.parsed.sentences:
        found = _window(story.encoded, sentence)
        if found is not None:
            yield _words(story.parsed.tokens_of(sentence), *found, marks)


def _window(windows: Sequence[Encoded], sentence: Sentence) -> tuple[Encoded, Ints] | None:
    """The window that holds most of a sentence, the first of several, and the sentence's pieces in it."""
    best: tuple[Encoded, Ints] | None = None
    for encoded in windows:
        starts = encoded.window.starts
        if starts[1] < sentence.end and sentence.start <= starts[-2]:
            inside = np.flatnonzero((starts >= sentence.start) & (starts < sentence.end))
            if len(inside) and (best is None or len(inside) > len(best[1])):
                best = encoded, inside
    return best


def _words(tokens: list[Token], encoded: Encoded, inside: Ints, marks: dict[int, int]) -> Words:
    starts = encoded.window.starts[inside]
    kept: list[Token | None] = [None]
    pieces = [0]
    features = np.zeros((len(inside) + 1, 3), dtype=np.int64)
    for token in tokens:
        at = int(np.searchsorted(starts, token.start))
        if at < len(starts) and starts[at] < token.end:
            kept.append(token)
            pieces.append(at + 1)
            features[at + 1] = _POS.get(token.pos, 0), _DEP.get(token.dep, 0), marks.get(token.i, 0)
    states = np.concatenate([encoded.states[:1], encoded.states[inside]])
    return Words(tuple(kept), states, np.array(pieces, dtype=np.int64), features)


def _marks(story: Story, issues: Container[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for token in story.parsed.tokens:
        if token.i in issues:
            found[token.i] = NAMES_ISSUE
        mention = story.mention(token)
        if mention is None:
            continue
        if mention.kind == "place":
            found.setdefault(token.i, NAMES_PLACE)
        elif mention.kind == "actor":
            target: Actor = story.get(mention.target)
            found[token.i] = NAMES_PEOPLE if target.kind in ("person", "people") else NAMES_ACTOR
    return found
