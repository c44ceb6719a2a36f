"""Cuts a report into the windows that the shared encoder reads, and describes their word pieces.

Training and reading call the same functions, so that a model never meets a window at run time that is cut
differently from those it learned on. Everything here is a pure function of the text, its sentences and the tokenizer.

A window holds whole paragraphs where they fit. Where a paragraph is too long, it is cut before a sentence that does not
begin inside or with a quotation, since an attribution seldom reaches over such a boundary; only where there is none do
neighbouring windows share sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Range = tuple[int, int]

# Sizes of the feature vocabularies: case, quotation state, what stands before the piece.
FEATURE_SIZES = (8, 4, 4)
CASE_LOWER, CASE_TITLE, CASE_UPPER, CASE_MIXED, CASE_DIGIT, CASE_OTHER, CASE_SPECIAL = range(1, 8)
OUTSIDE, INSIDE, OPENING, CLOSING = range(4)
GLUED, SPACED, NEW_SENTENCE, NEW_PARAGRAPH = range(4)

MAX_PIECES = 128  # with [CLS] and [SEP]; 98% of attributions reach over at most 80 words. Use what was trained with
KNOWN_WORDS = 60_000  # whose pieces are remembered; below 30 MB

_STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "`": "'"})
_DOUBLED = re.compile(r"''|``")
_MARK = re.compile(r'["“”„«»\n]')


@dataclass(frozen=True, slots=True)
class Window:
    """Word pieces of consecutive sentences, with [CLS] and [SEP], and where each stands in the text."""

    ids: Ints  # [pieces]
    features: Ints  # [pieces, 3]
    sentences: Ints  # [pieces] number of the sentence in the report; -1 for the special ones
    starts: Ints  # [pieces] first character in the text
    ends: Ints  # [pieces] end of the whole word that the piece begins, exclusive
    first: NDArray[np.bool_]  # [pieces] whether the piece begins a word; no label stands anywhere else
    core: Range  # sentences whose attributions are this window's to find


@dataclass(frozen=True, slots=True)
class _Sentence:
    ids: list[int]
    offsets: list[Range]  # in the text
    paragraph: int
    quoted: bool  # begins inside or with a quotation


def straighten(text: str) -> str:
    """The text with plain quotation marks and apostrophes, character for character in the same place."""
    return _DOUBLED.sub('" ', text.translate(_STRAIGHT))


def quotation_states(text: str) -> NDArray[np.int8]:
    """For every character whether it is outside, inside, opening or closing a quotation.

    A straight mark opens where white space or a bracket stands before it and closes otherwise. A paragraph ends what
    was never closed: one odd mark must not turn the rest of a report inside out.
    """
    plain = straighten(text)
    states = np.zeros(len(text), dtype=np.int8)
    opened = -1
    for match in _MARK.finditer(plain):
        at = match.start()
        if plain[at] == "\n":
            if opened >= 0:
                states[opened + 1 : at] = INSIDE
            opened = -1
        elif opened < 0 and _opens(text, plain, at):
            states[at], opened = OPENING, at
        elif opened >= 0 and not _opens_again(text, plain, at):
            states[opened + 1 : at] = INSIDE
            states[at], opened = CLOSING, -1
    if opened >= 0:
        states[opened + 1 :] = INSIDE
    return states


def _opens(text: str, plain: str, at: int) -> bool:
    if text[at] in "“„«":
        return True
    if text[at] in "”»":
        return False
    before = plain[at - 1] if at else " "
    return before.isspace() or before in "([{-—–:'/"


def _opens_again(text: str, plain: str, at: int) -> bool:
    """A mark that can only open, met inside a quotation, continues it (one open mark a paragraph)."""
    return text[at] in "“„«" and (at == 0 or plain[at - 1].isspace())


def sentences_at_lines(text: str, sentences: Sequence[Range], paragraphs: Sequence[int]) -> list[tuple[int, int, int]]:
    """The sentences without white space at their edges, cut at line breaks, each with its paragraph's number.

    Numbers are fresh: they grow where the given number changes or a line break was passed.
    """
    out: list[tuple[int, int, int]] = []
    number, previous = 0, None
    for (start, end), paragraph in zip(sentences, paragraphs, strict=True):
        if paragraph != previous:
            number, previous = number + 1, paragraph
        at = start
        for line in text[start:end].split("\n"):
            stripped = line.strip()
            if stripped:
                begin = at + len(line) - len(line.lstrip())
                if out and "\n" in text[out[-1][1] : begin]:
                    number += 1
                out.append((begin, begin + len(stripped), number))
            at += len(line) + 1
    return out


def cut(lengths: Sequence[int], clean: Sequence[bool], limit: int) -> list[tuple[int, int, int, int]]:
    """Sentence numbers (first, core start, core end, end) of the windows over sentences of these lengths.

    `clean[i]` says that a window may begin at sentence i without context. Longer sentences than `limit` stand alone.
    """
    out, at, count = [], 0, len(lengths)
    while at < count:
        first = at
        if not clean[at] and at and lengths[at - 1] + lengths[at] <= limit // 2:
            first = at - 1
        end, used = at, sum(lengths[first:at])
        while end < count and (end == at or used + lengths[end] <= limit):
            used += lengths[end]
            end += 1
        core_end = end
        if end < count and not clean[end]:
            breaks = [i for i in range(at + 1, end) if clean[i]]
            if breaks:
                core_end = end = breaks[-1]
            elif end - at > 1:
                core_end = end - 1
        out.append((first, at, core_end, end))
        at = core_end
    return out


class WindowCutter:
    """Turns reports into windows with one tokenizer (of the `tokenizers` package)."""

    def __init__(self, tokenizer: Any, max_pieces: int = MAX_PIECES) -> None:
        self._tokenizer = tokenizer
        self._limit = max_pieces - 2
        self._cls = int(tokenizer.token_to_id("[CLS]"))
        self._sep = int(tokenizer.token_to_id("[SEP]"))
        self._known: dict[str, tuple[list[int], list[Range]]] = {}

    def windows(self, text: str, sentences: Sequence[Range], paragraphs: Sequence[int]) -> list[Window]:
        """The windows of a report, in order."""
        states = quotation_states(text)
        parts = self._encode(straighten(text), sentences_at_lines(text, sentences, paragraphs), states)
        clean = [i == 0 or _is_clean(text, parts[i - 1], part) for i, part in enumerate(parts)]
        spans = cut([len(part.ids) for part in parts], clean, self._limit)
        return [self._window(text, states, parts, *span) for span in spans]

    def _encode(
        self, plain: str, sentences: list[tuple[int, int, int]], states: NDArray[np.int8]
    ) -> list[_Sentence]:
        out = []
        for start, end, paragraph in sentences:
            ids: list[int] = []
            offsets: list[Range] = []
            at = start
            for word in plain[start:end].split(" "):
                if word:
                    pieces, places = self._pieces(word)
                    ids += pieces
                    offsets += [(at + first, at + last) for first, last in places]
                at += len(word) + 1
            out.append(_Sentence(ids, offsets, paragraph, bool(states[start])))
        return out

    def _pieces(self, word: str) -> tuple[list[int], list[Range]]:
        """Word pieces of what stands between two spaces, remembered: no piece depends on what stands beyond them."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= KNOWN_WORDS:
                self._known.clear()
            encoded = self._tokenizer.encode(word, add_special_tokens=False)
            known = self._known[word] = (encoded.ids, encoded.offsets)
        return known

    def _window(
        self,
        text: str,
        states: NDArray[np.int8],
        parts: list[_Sentence],
        first: int,
        core_start: int,
        core_end: int,
        end: int,
    ) -> Window:
        ids: list[int] = []
        offsets: list[Range] = []
        numbers: list[int] = []
        for number in range(first, end):
            ids += parts[number].ids
            offsets += parts[number].offsets
            numbers += [number] * len(parts[number].ids)
        ids, offsets, numbers = ids[: self._limit], offsets[: self._limit], numbers[: self._limit]
        starts, ends, begins = _words(text, offsets)
        features = _features(text, states, starts, ends, begins, numbers, [parts[n].paragraph for n in numbers])
        return Window(
            ids=np.array([self._cls, *ids, self._sep], dtype=np.int64),
            features=np.array([(CASE_SPECIAL, 0, 0), *features, (CASE_SPECIAL, 0, 0)], dtype=np.int64),
            sentences=np.array([-1, *numbers, -1], dtype=np.int64),
            starts=np.array([-1, *starts, -1], dtype=np.int64),
            ends=np.array([-1, *ends, -1], dtype=np.int64),
            first=np.array([False, *begins, False]),
            core=(core_start, core_end),
        )


def _is_clean(text: str, before: _Sentence, part: _Sentence) -> bool:
    """Whether hardly any attribution reaches over the boundary between two sentences."""
    if before.paragraph == part.paragraph:
        return not part.quoted
    return text[before.offsets[-1][1] - 1] != ":"


def _words(text: str, offsets: list[Range]) -> tuple[list[int], list[int], list[bool]]:
    """Starts of the pieces, ends of the words they belong to, and whether each begins its word."""
    starts = [start for start, _ in offsets]
    ends = [end for _, end in offsets]
    begins = [True] * len(offsets)
    for i in range(len(offsets) - 1, 0, -1):
        # Pieces of one word touch and are letters or digits; punctuation is always a word of its own.
        if offsets[i][0] == offsets[i - 1][1] and text[starts[i]].isalnum() and text[ends[i - 1] - 1].isalnum():
            begins[i] = False
    for i in range(len(offsets) - 2, -1, -1):
        if not begins[i + 1]:
            ends[i] = ends[i + 1]
    return starts, ends, begins


def _features(
    text: str,
    states: NDArray[np.int8],
    starts: list[int],
    ends: list[int],
    begins: list[bool],
    numbers: list[int],
    paragraphs: list[int],
) -> list[tuple[int, int, int]]:
    out: list[tuple[int, int, int]] = []
    for i, (start, end) in enumerate(zip(starts, ends, strict=True)):
        if not begins[i]:
            out.append((out[-1][0], int(states[start]), GLUED))
            continue
        if i == 0 or paragraphs[i] != paragraphs[i - 1]:
            before = NEW_PARAGRAPH
        elif numbers[i] != numbers[i - 1]:
            before = NEW_SENTENCE
        else:
            before = SPACED if start > ends[i - 1] else GLUED
        out.append((_case(text[start:end]), int(states[start]), before))
    return out


@lru_cache(maxsize=KNOWN_WORDS)
def _case(word: str) -> int:
    if word.isdigit():
        return CASE_DIGIT
    if not word.isalnum():
        return CASE_OTHER
    if word.islower():
        return CASE_LOWER
    if word.isupper():
        return CASE_UPPER if len(word) > 1 else CASE_TITLE
    return CASE_TITLE if word[0].isupper() and word[1:].islower() else CASE_MIXED
