"""The words of a sentence as the stance head reads them: their states, parts of speech, arcs, and what they name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, get_args

import numpy as np
from numpy.typing import NDArray

from dragoman.language.parsed import Sentence, Token
from dragoman.reading.models import Encoded
from dragoman.reading.predicate_tokens import NOMINAL
from dragoman.records import Actor, Stance

if TYPE_CHECKING:
    from dragoman.reading.reader import Story

Ints = NDArray[np.int64]
States = NDArray[np.float32]

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
NAMES = 5  # of a word: none, or what it names
NAMES_ACTOR, NAMES_PEOPLE, NAMES_ISSUE, NAMES_PLACE = range(1, NAMES)
AROUND = 3  # states that tell of other sentences: the headline, the one before, the one behind
MARKS = NAMES + AROUND  # of a state that tells of another sentence, which
CONTEXT = 4  # sentences whose pieces it may look at: the headline, the two before, the one behind
NEAR = 64  # pieces at most of each sentence around that the head may look at
OFTEN = 4  # times that a story has a word; more count as so many
TOLD = 1 + 2 * OFTEN  # how often a story has a word, and whether its headline does
SPEAKER = 0  # the first word of every sentence: whoever the words are attributed to
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
ISSUE = CONTENT | {"AUX"}
PRONOUNS = frozenset({"it", "this", "that", "them", "these", "those", "one"})  # that may stand for an issue

_POS = {name: number for number, name in enumerate(POS, 1)}
_DEP = {name: number for number, name in enumerate(DEP, 1)}


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """One sentence as the head reads it; its first word stands for the speaker."""

    sentence: Sentence
    tokens: tuple[Token | None, ...]
    states: States  # [pieces, width] of the window's first piece, of ``AROUND`` other sentences, then of this one
    pieces: Ints  # [words] where each begins among these pieces
    features: Ints  # [pieces, 4] part of speech, arc, mark, how often told; zeros beside the first piece of a word
    context: tuple[States, ...]  # of ``CONTEXT`` sentences the states [pieces, width], no piece where there is none

    def place(self, token: Token | None) -> int | None:
        """The number of a word among these, None: of the speaker; None where it is not among them."""
        if token is None:
            return SPEAKER
        return next((n for n, word in enumerate(self.tokens) if word is not None and word.i == token.i), None)


def context_of(words: Words) -> tuple[States, Ints]:
    """What a sentence may look at of those around it: one piece that says nothing, then theirs [pieces, width], and
    which of ``CONTEXT`` sentences each is of [pieces], from 1 on."""
    nothing = np.zeros((1, words.states.shape[1]), dtype=np.float32)
    sizes = [1, *map(len, words.context)]
    return np.concatenate([nothing, *words.context]), np.repeat(np.arange(1 + CONTEXT), sizes)


class Around:
    """What the sentences of one story know of each other: where their states are, how often the story has each word."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._sentences = story.parsed.sentences
        self._number = {sentence.start: n for n, sentence in enumerate(self._sentences)}
        self._windows: dict[int, tuple[Encoded, slice] | None] = {}
        self._means: dict[int, States] = {}
        headlines = (n for n, sentence in enumerate(self._sentences) if sentence.zone.kind == "headline")
        self._opening = next(headlines, 0)

    def window(self, sentence: Sentence) -> tuple[Encoded, slice] | None:
        """The window that holds most of a sentence, and where its pieces stand in it; None where none does."""
        if sentence.start not in self._windows:
            self._windows[sentence.start] = window_of(self._story.encoded, sentence)
        return self._windows[sentence.start]

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(self._told(self._story.parsed.tokens))

    @cached_property
    def _first(self) -> frozenset[str]:
        return frozenset(self._told(self._story.parsed.tokens_of(self._sentences[self._opening])))

    @staticmethod
    def _told(tokens: Iterable[Token]) -> Iterator[str]:
        return (token.lemma.lower() for token in tokens if token.pos in CONTENT)

    def states(self, sentence: Sentence) -> States:
        """The mean states [``AROUND``, width] of the headline, else the first sentence, of the one before and the one
        behind; zeros where there is none."""
        at = self._number[sentence.start]
        opening = self._opening if self._opening != at else -1
        return np.stack([self._mean(opening), self._mean(at - 1), self._mean(at + 1)])

    def pieces(self, sentence: Sentence) -> tuple[States, ...]:
        """The states [pieces, width] of the headline, else the first sentence, where it is none of the others, of the
        two before and the one behind: up to ``NEAR`` pieces each, the nearest of those before."""
        at = self._number[sentence.start]
        opening = self._opening if self._opening not in range(at - 2, at + 2) else -1
        ends = (slice(NEAR), slice(-NEAR, None), slice(-NEAR, None), slice(NEAR))
        numbers = (opening, at - 2, at - 1, at + 1)
        return tuple(self._states(number)[end] for number, end in zip(numbers, ends, strict=True))

    def _states(self, number: int) -> States:
        """The states of a sentence's pieces, none where there is no such sentence."""
        inside = 0 <= number < len(self._sentences)
        found = self.window(self._sentences[number]) if inside else None
        width = self._story.encoded[0].states.shape[1]
        return found[0].states[found[1]] if found else np.zeros((0, width), dtype=np.float32)

    def _mean(self, number: int) -> States:
        if number not in self._means:
            states = self._states(number)
            self._means[number] = states.mean(0) if len(states) else np.zeros(states.shape[1], dtype=np.float32)
        return self._means[number]

    def often(self, token: Token) -> int:
        """How often the story has a word, less than ``TOLD``; 0 for words that tell nothing."""
        if token.pos not in CONTENT:
            return 0
        lemma = token.lemma.lower()
        above = token.sentence != self._opening and lemma in self._first
        return min(self._counts[lemma], OFTEN) + (OFTEN if above else 0)


def may_be_actor(token: Token) -> bool:
    """Whether a word can name an actor."""
    return token.pos in NOMINAL


def may_be_issue(token: Token) -> bool:
    """Whether a word can head an issue."""
    return token.pos in ISSUE or token.lower in PRONOUNS


def words_of(
    story: Story, sentences: Iterable[Sentence], issues: Container[int], wanted: Callable[[States], bool] | None = None
) -> Iterator[Words]:
    """Sentences of a story with what is known of their words. ``issues``: indices of the words that name one;
    ``wanted``: whether a sentence with these states is."""
    for sentence in sentences:
        found = story.around.window(sentence)
        if found is not None and (wanted is None or wanted(found[0].states[found[1]])):
            yield _words(story, sentence, *found, issues)


def window_of(windows: Sequence[Encoded], sentence: Sentence) -> tuple[Encoded, slice] | None:
    """The window that holds most of a sentence, the first of several, and where the sentence's pieces stand in it."""
    best: tuple[Encoded, slice] | None = None
    most = 0
    for encoded in windows:
        starts = encoded.window.starts
        if starts[1] < sentence.end and sentence.start <= starts[-2]:
            first, last = np.searchsorted(starts[1:-1], (sentence.start, sentence.end)).tolist()
            if last - first > most:
                best, most = (encoded, slice(first + 1, last + 1)), last - first
    return best


def _words(story: Story, sentence: Sentence, encoded: Encoded, inside: slice, issues: Container[int]) -> Words:
    starts = encoded.window.starts[inside]
    around = story.around
    states = np.concatenate([encoded.states[:1], around.states(sentence), encoded.states[inside]])
    tokens = story.parsed.tokens_of(sentence)
    places = np.searchsorted(starts, [token.start for token in tokens]).tolist()
    firsts = starts.tolist()
    kept: list[Token | None] = [None]
    pieces = [0]
    lead = 1 + AROUND
    features = np.zeros((len(starts) + lead, 4), dtype=np.int64)
    features[1:lead, 2] = range(NAMES, MARKS)
    for token, at in zip(tokens, places, strict=True):
        if at < len(firsts) and firsts[at] < token.end:
            kept.append(token)
            pieces.append(at + lead)
            of = _POS.get(token.pos, 0), _DEP.get(token.dep, 0), _mark(story, token, issues), around.often(token)
            features[at + lead] = of
    return Words(
        sentence, tuple(kept), states, np.array(pieces, dtype=np.int64), features, around.pieces(sentence)
    )


def _mark(story: Story, token: Token, issues: Container[int]) -> int:
    mention = story.mention(token)
    if mention is not None and mention.kind == "actor":
        target: Actor = story.get(mention.target)
        return NAMES_PEOPLE if target.kind in ("person", "people") else NAMES_ACTOR
    if token.i in issues:
        return NAMES_ISSUE
    return NAMES_PLACE if mention is not None and mention.kind == "place" else 0
