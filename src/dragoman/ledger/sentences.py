"""Sentences of two texts beside each other: which were dropped, added, altered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

_END = re.compile(r"(?<=[.!?…])[\"”’']?\s+(?=[\"“‘'(]?[A-Z0-9])|\n+")
_WORD = re.compile(r"\w+")
ALTERED = 0.5  # words in common, of the longer sentence, from which a sentence is the other one altered


def sentences(text: str) -> list[str]:
    """Sentences by their marks, white space squeezed: enough to compare two texts."""
    return [" ".join(part.split()) for part in _END.split(text) if part and part.strip()]


def number_at(text: str, offset: int) -> int:
    """Which sentence of a text a character stands in, counted from 1."""
    return 1 + sum(match.end() <= offset for match in _END.finditer(text))


def differences(first: Sequence[str], second: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """(dropped, added or altered; sentence of the first; of the second) in the order of the texts.

    Case, punctuation and white space are no difference. A sentence moved elsewhere is none either.
    """
    left, right = [_folded(s) for s in first], [_folded(s) for s in second]
    matcher = SequenceMatcher(a=left, b=right, autojunk=False)
    there, here = set(right), set(left)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            continue
        gone = [first[n] for n in range(i, j) if left[n] not in there]
        come = [second[n] for n in range(k, m) if right[n] not in here]
        yield from _paired(gone, come)


def _paired(gone: list[str], come: list[str]) -> Iterator[tuple[str, str, str]]:
    for old in gone:
        likest = max(come, key=lambda new: _likeness(old, new), default=None)
        if likest is not None and _likeness(old, likest) >= ALTERED:
            come.remove(likest)
            yield "altered", old, likest
        else:
            yield "dropped", old, ""
    for new in come:
        yield "added", "", new


def _folded(sentence: str) -> str:
    return " ".join(_WORD.findall(sentence.casefold()))


def _likeness(a: str, b: str) -> float:
    left, right = set(_folded(a).split()), set(_folded(b).split())
    return len(left & right) / max(len(left), len(right), 1)
