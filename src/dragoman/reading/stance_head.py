"""The stance head: which words of a sentence stand where on which others, from the states of the shared encoder.

One ONNX graph adds to the states of a sentence what the parse and the rules know of its words (part of speech, arc, whether
a word names an actor or an issue), reads them once more with layers of its own, and scores every pair of words: the
first as an actor, the second as the head of an issue, with no stance or one of five. What a rule found of the pair is
one more summand, so the head learns how far to trust each kind of rule. The scoring is the biaffine one of Dozat and
Manning, "Deep Biaffine Attention for Neural Dependency Parsing" (ICLR 2017).

One sentence is one run: int8 scales are taken over a whole run, so no answer depends on other sentences.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dragoman.language.parsed import Sentence, Token
from dragoman.reading.models import Encoded, session
from dragoman.reading.stance_hits import StanceHit
from dragoman.records import Actor, Stance

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

    from dragoman.reading.reader import Story

Ints = NDArray[np.int64]
Ruled = tuple[StanceHit, list[Token | None], Token]  # a hit, its actor words (None: the speaker), its issue's word

STANCES: tuple[Stance, ...] = ("sponsors", "supports", "conditional", "undecided", "opposes")
LABELS = ("none", *STANCES)
RANKS = 3  # of a rule's hit (``StanceHit.rank``)
RULES = 1 + len(STANCES) * RANKS  # codes of what a rule says of a pair; 0: nothing
POS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "VERB",
)  # fmt: skip
DEP = (
    "ROOT", "acl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux", "auxpass", "case", "cc",
    "ccomp", "compound", "conj", "csubj", "dative", "det", "dobj", "mark", "neg", "nmod", "nsubj", "nsubjpass", "oprd",
    "parataxis", "pcomp", "pobj", "poss", "prep", "prt", "punct", "relcl", "xcomp",
)  # fmt: skip
MARKS = 6  # nothing, actor, people or person, issue, clause that a rule took for an issue, place
ISSUE_MARKS = (3, 4)
SPEAKER = 0  # the first word of every sentence: whoever the words are attributed to
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET"})
ISSUE = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "AUX"})

_POS = {name: number for number, name in enumerate(POS, 1)}
_DEP = {name: number for number, name in enumerate(DEP, 1)}


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """One sentence as the head reads it; its first word stands for the speaker."""

    tokens: tuple[Token | None, ...]
    states: NDArray[np.float32]  # [pieces, width] of the window's first piece, then of the sentence
    pieces: Ints  # [words] where each begins among these pieces
    features: Ints  # [pieces, 3] part of speech, arc, mark; zeros beside the first piece of a word
    rules: Ints  # [words, words] what a rule says of actor and issue


def words_of(story: Story, issues: Container[int], hits: Sequence[Ruled]) -> Iterator[Words]:
    """The sentences of a story with what is known of their words, in text order.

    ``issues``: the indices of words that head an issue mention; ``hits``: what ``seen_by_rules`` gives.
    """
    marks = _marks(story, issues, hits)
    by_sentence: dict[int, list[Ruled]] = {}
    for ruled in hits:
        by_sentence.setdefault(ruled[2].sentence, []).append(ruled)
    for sentence in story.parsed.sentences:
        tokens = story.parsed.tokens_of(sentence)
        if any(marks.get(token.i) in ISSUE_MARKS for token in tokens):
            found = _window(story.encoded, sentence)
            if found is not None:
                yield _words(tokens, *found, marks, by_sentence.get(sentence.index, []))


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


def _words(tokens: list[Token], encoded: Encoded, inside: Ints, marks: dict[int, int], hits: list[Ruled]) -> Words:
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
    number = {token.i: n for n, token in enumerate(kept) if token is not None}
    rules = np.zeros((len(kept), len(kept)), dtype=np.int64)
    for hit, actors, issue in hits:
        column = number.get(issue.i)
        for actor in actors if column is not None else ():
            row = SPEAKER if actor is None else number.get(actor.i)
            if row is not None and not rules[row, column]:
                rules[row, column] = 1 + STANCES.index(hit.stance) * RANKS + hit.rank
    states = np.concatenate([encoded.states[:1], encoded.states[inside]])
    return Words(tuple(kept), states, np.array(pieces, dtype=np.int64), features, rules)


def _marks(story: Story, issues: Container[int], hits: Sequence[Ruled]) -> dict[int, int]:
    found = {issue.i: 4 for _, _, issue in hits}
    for token in story.parsed.tokens:
        if token.i in issues:
            found[token.i] = 3
        mention = story.mention(token)
        if mention is None:
            continue
        if mention.kind == "place":
            found.setdefault(token.i, 5)
        elif mention.kind == "actor":
            target: Actor = story.get(mention.target)
            found[token.i] = 2 if target.kind in ("person", "people") else 1
    return found


def seen_by_rules(story: Story, hits: Sequence[StanceHit]) -> list[Ruled]:
    """Every hit whose issue is a word of the text, with its actor words (None: a speaker named elsewhere)."""
    found = []
    for hit in hits:
        target = hit.target
        issue = target.mention.head if target.mention else target.clause.token if target.clause else target.tenure
        issue = issue or target.pronoun
        if issue is None:
            continue
        actors: list[Token | None] = list(hit.actors)
        if hit.by_speaker:
            actors = [_speaker(story, hit.predicate.token)]
        found.append((hit, actors, issue))
    return found


def _speaker(story: Story, token: Token) -> Token | None:
    """The word in a word's sentence that names whose words these are."""
    attribution = story.attribution_at(token.start)
    if attribution is None:
        return None
    sentence = story.parsed.sentence_of(token)
    for span in attribution.source:
        for one in story.parsed.tokens_in(span.start, span.end):
            if sentence.start <= one.start < sentence.end and story.actor(one) is not None:
                return one
    return None


class StanceHead:
    """A graph ``stances.onnx``; it loads when the first window is asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def _session(self) -> InferenceSession:
        return session(self._path)

    def chances(self, words: Words) -> NDArray[np.float32]:
        """[words, words, 6] the chance of each of ``LABELS`` for a first word as actor and a second as issue."""
        inputs = {
            "states": words.states[None],
            "features": words.features[None],
            "pieces": words.pieces[None],
            "rules": words.rules[None],
        }
        (logits,) = self._session.run(None, inputs)
        powers = np.exp(logits[0] - logits[0].max(-1, keepdims=True))
        shares: NDArray[np.float32] = powers / powers.sum(-1, keepdims=True)
        return shares


@cache
def stance_head() -> StanceHead | None:
    """The head that ships, or None where its weights are absent: then the rules answer alone."""
    with as_file(files("dragoman") / "data" / "models" / "positions" / "stances.onnx") as path:
        return StanceHead(path) if path.is_file() else None
