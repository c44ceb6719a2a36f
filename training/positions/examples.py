"""Coded texts as the stance head sees them: sentences with states and words, and who stands where on what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from training.positions.texts import Row
from training.stories import read_by

from dragoman.language.parsed import Parsed, Token
from dragoman.reading.predicate_tokens import NOMINAL
from dragoman.reading.reader import Reader, Story
from dragoman.reading.stance_pairs import ISSUE, LABELS, SPEAKER, Words, may_be_actor, may_be_issue, words_of
from dragoman.records import RawStory

IGNORED = -1


@dataclass(frozen=True, eq=False)
class Example:
    """One sentence: what goes in, and the label of each pair of words (``IGNORED`` where none is asked)."""

    words: Words
    labels: NDArray[np.int64]  # [words, words]


def head_of(parsed: Parsed, start: int, end: int) -> Token | None:
    """The word of a span that governs the others."""
    tokens = parsed.tokens_in(start, end)
    inside = {token.i for token in tokens}
    tops = [token for token in tokens if (token.head.i not in inside or token.head is token) and token.pos != "PUNCT"]
    nominal = [token for token in tops if token.pos in NOMINAL | ISSUE]
    return (nominal or tops or [None])[0]  # type: ignore[list-item]


def examples(row: Row, reader: Reader) -> Iterator[Example]:
    """The sentences of a row of ``texts``."""
    story = read_by(RawStory(text=row["text"], where="practice"), reader, ("mentions", "attribution"))
    parsed = story.parsed
    wanted: list[tuple[Token | None, Token, int, set[int]]] = []
    for who, stance, place in row["positions"]:
        issue_token, actor_token = head_of(parsed, *place), head_of(parsed, *who) if who else None
        if issue_token is None or (who and actor_token is None):
            continue
        near = {t.i for t in parsed.tokens_in(*place)}
        wanted.append((actor_token, issue_token, LABELS.index(stance), near))
    for words in words_of(story, story.parsed.sentences, story.survey.mentions):
        labels = _labels(story, words, wanted)
        yield Example(replace(words, tokens=(None,) * len(words.tokens)), labels)  # a token holds its report


def _labels(
    story: Story, words: Words, wanted: Sequence[tuple[Token | None, Token, int, set[int]]]
) -> NDArray[np.int64]:
    size = len(words.tokens)
    labels = np.full((size, size), IGNORED, dtype=np.int64)
    for row, actor in enumerate(words.tokens):
        for column, issue in enumerate(words.tokens):
            if issue is None or not may_be_issue(issue) or row == column:
                continue
            if actor is None or (may_be_actor(actor) and actor.sentence == issue.sentence):
                labels[row, column] = 0
    number = {token.i: n for n, token in enumerate(words.tokens) if token is not None}
    for actor, issue, label, near in wanted:
        column = number.get(issue.i)
        row = SPEAKER if actor is None or actor.sentence != issue.sentence else number.get(actor.i)
        if column is None or row is None:
            continue
        who = story.actor(actor) if actor is not None else None
        for other, token in enumerate(words.tokens):
            if other != row and (token is None or who is None or story.actor(token) is not who):
                continue
            for i in near | {issue.i}:  # other words of the issue, other words for the actor: neither right nor wrong
                if i in number and labels[other, number[i]] == 0:
                    labels[other, number[i]] = IGNORED
        labels[row, column] = label
    return labels
