"""From role probabilities to attributions: words to spans, rivals settled, nesting.

The model gives each anchor four numbers a word. What is done with them here is structure: a role is a run of words, two
anchors in one cue are one attribution, an attribution stands inside another where its cue does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dragoman.reading.quotations import quoted_runs
from dragoman.reading.windows import Range, Window

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]
Spans = tuple[Range, ...]

_WORD = re.compile(r"\w+")

NONE, SOURCE, CUE, CONTENT = range(4)


@dataclass(frozen=True, slots=True)
class SpanTriple:
    """One attribution as the model sees it; spans are characters [start, end) of the text."""

    source: Spans
    cue: Spans
    content: Spans
    inside: int | None  # place in the list of the attribution in whose content this one stands
    confidence: float  # two places, so that another kind of CPU gives the same


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where a probability becomes an attribution; set on dev, see training/attribution/RESULTS.md."""

    candidate: float = 0.2  # of an anchor, to be looked at
    anchor: float = 0.5  # of an anchor, to be kept
    nested: float = 0.5  # the same, inside the content of another
    switch: float = 0.0  # cost of changing the role from one word to the next, in nats
    content_switch: float = 1.0  # the same, between content and no role


@dataclass(frozen=True, slots=True)
class _Candidate:
    anchor: int
    chance: float
    roles: NDArray[np.int64]  # role of every word of the window
    words: NDArray[np.int64]  # numbers of the pieces that begin words
    sure: float  # mean probability of the words that have a role


@dataclass(frozen=True, slots=True)
class Scored:
    """A window with its anchors and, for each, the probabilities of every piece's role."""

    window: Window
    anchors: NDArray[np.int64]
    chances: Floats  # [anchors]
    roles: Floats  # [anchors, pieces, 4]


def decode(text: str, scored: Sequence[Scored], limits: Thresholds) -> list[SpanTriple]:
    """The attributions of all windows of a report; none knows yet whether it stands inside another."""
    out: list[SpanTriple] = []
    for one, paths in zip(scored, _paths(scored, limits), strict=True):
        out += [_triple(text, one.window, kept) for kept in _kept(_candidates(one, paths), limits)]
    return out


def _paths(scored: Sequence[Scored], limits: Thresholds) -> list[NDArray[np.int64]]:
    """The role of every word [anchors, words], by window. One pass over all windows: steps cost more than width."""
    if not scored:
        return []
    words = [np.flatnonzero(one.window.first) for one in scored]
    total, longest = sum(len(one.anchors) for one in scored), max(len(at) for at in words)
    scores = np.zeros((total, longest, 4), dtype=np.float32)  # what pads a shorter window changes no path
    row = 0
    for one, at in zip(scored, words, strict=True):
        scores[row : row + len(one.anchors), : len(at)] = np.log(np.maximum(one.roles[:, at], 1e-9))
        row += len(one.anchors)
    paths = best_roles(scores, change_costs(limits))
    ends = np.cumsum([len(one.anchors) for one in scored])
    return [path[:, : len(at)] for path, at in zip(np.split(paths, ends[:-1]), words, strict=True)]


def _candidates(one: Scored, paths: NDArray[np.int64]) -> list[_Candidate]:
    words = np.flatnonzero(one.window.first)
    out = []
    for row, (anchor, path) in enumerate(zip(one.anchors, paths, strict=True)):
        if (path == CONTENT).any():
            sure = one.roles[row, words, path][path != NONE].mean()
            out.append(_Candidate(int(anchor), float(one.chances[row]), path, words, float(sure)))
    return out


def best_roles(scores: Floats, costs: Floats) -> NDArray[np.int64]:
    """The likeliest role of every word [anchors, words]; going from role r to role s costs `costs[r, s]` (Viterbi)."""
    count, length, _ = scores.shape
    rows = np.arange(count)
    totals = scores.swapaxes(0, 1).copy()  # [words, anchors, roles]
    for before, total in pairwise(totals):
        total += np.maximum.reduce(before[:, :, None] - costs, axis=1)
    back = (totals[:-1, :, :, None] - costs).argmax(2)
    path = np.zeros((length, count), dtype=np.int64)
    path[-1] = totals[-1].argmax(1)
    for at in range(length - 1, 0, -1):
        path[at - 1] = back[at - 1, rows, path[at]]
    return path.T


def change_costs(limits: Thresholds) -> Floats:
    """What it costs, in nats, to go from one role to another between neighbouring words.

    Sources are often one pronoun long, so only the edges of contents are made dear.
    """
    costs = np.full((4, 4), limits.switch, dtype=np.float32)
    np.fill_diagonal(costs, 0)
    costs[NONE, CONTENT] = costs[CONTENT, NONE] = limits.content_switch
    return costs


def _kept(candidates: list[_Candidate], limits: Thresholds) -> list[_Candidate]:
    """Likeliest first; a candidate that says again what a likelier one says is left out."""
    kept: list[_Candidate] = []
    for one in sorted(candidates, key=lambda c: (-c.chance, c.anchor)):
        if any(_says_again(one, other) for other in kept):
            continue
        within = any(_role_at(other, one.anchor) == CONTENT for other in kept)
        if one.chance >= (limits.nested if within else limits.anchor):
            kept.append(one)
    return kept


def _says_again(one: _Candidate, other: _Candidate) -> bool:
    mine, theirs = one.roles == CONTENT, other.roles == CONTENT
    common = int((mine & theirs).sum()) / max(1, int((mine | theirs).sum()))
    in_cue = _role_at(other, one.anchor) == CUE or _role_at(one, other.anchor) == CUE
    return common > (0.3 if in_cue else 0.9)


def _role_at(one: _Candidate, piece: int) -> int:
    return int(one.roles[np.searchsorted(one.words, piece)])


def _triple(text: str, window: Window, one: _Candidate) -> SpanTriple:
    source, cue, content = (_spans(text, window, one, role) for role in (SOURCE, CUE, CONTENT))
    return SpanTriple(source, cue, content, None, round(one.chance * one.sure, 2))


def _spans(text: str, window: Window, one: _Candidate, role: int) -> Spans:
    """Runs of words with the role; runs between which nothing but punctuation stands are one."""
    spans: list[Range] = []
    at = np.flatnonzero(one.roles == role)
    for place, word in zip(at, one.words[at], strict=True):
        start, end = int(window.starts[word]), int(window.ends[word])
        if spans and (one.roles[place - 1] == role or not _has_word(text[spans[-1][1] : start])):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    worded = [span for span in spans if _has_word(text[span[0] : span[1]])]
    return tuple(_trimmed(text, span, role) for span in worded) if worded else tuple(spans)


def _trimmed(text: str, span: Range, role: int) -> Range:
    """The span without stray punctuation; quotation marks belong to a content, brackets to a source."""
    start, end = span
    before, after = ("\"“”„«'‘’([$", "\"”“»'’)]?!…%.") if role == CONTENT else ("([", ")]")
    while not text[start].isalnum() and text[start] not in before:
        start += 1
    while not text[end - 1].isalnum() and text[end - 1] not in after:
        end -= 1
    return start, end


def _has_word(text: str) -> bool:
    return any(character.isalnum() for character in text)


def nest(found: Sequence[SpanTriple]) -> list[SpanTriple]:
    """Orders attributions by where they start and says of each in whose content it stands, if in any."""
    ordered = sorted(found, key=lambda one: (_start(one), one.cue, one.content))
    sizes = [_size(one.content) for one in ordered]
    return [replace(one, inside=_parent(number, ordered, sizes)) for number, one in enumerate(ordered)]


def _start(one: SpanTriple) -> int:
    return min(span[0] for span in (*one.source, *one.cue, *one.content))


def _parent(number: int, ordered: Sequence[SpanTriple], sizes: Sequence[int]) -> int | None:
    """The narrowest other content that holds this one's cue and most of its content."""
    child, size = ordered[number], sizes[number]
    core = child.cue or child.content
    best: int | None = None
    for place, other in enumerate(ordered):
        # Strictly wider, so that two attributions of the same words can never stand inside each other.
        if sizes[place] <= size or (best is not None and sizes[place] >= sizes[best]):
            continue
        if _holds(other.content, core) and 2 * _shared(other.content, child.content) >= size:
            best = place
    return best


def _size(spans: Spans) -> int:
    return sum(end - start for start, end in spans)


def _holds(outer: Spans, inner: Spans) -> bool:
    if inner[0][0] < outer[0][0] or inner[-1][1] > outer[-1][1]:
        return False
    return all(any(start <= s and e <= end for start, end in outer) for s, e in inner)


def _shared(left: Spans, right: Spans) -> int:
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in left for b in right)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A direct quotation, marks included, and its speaker as the text has it nearest to hand."""

    content: Range
    speaker: Range | None


# Share of the words that a quoted run and a content span must have in common, of all the words of both, for the run to
# be the quotation of that attribution and not a quoted word within a paraphrase.
QUOTATION_SHARE = 0.8


def quotations(
    text: str, triples: Sequence[SpanTriple], share: float = QUOTATION_SHARE, doubled: bool = False
) -> list[Quoted]:
    """The quoted runs that are (nearly) a whole content span, with the first span of that attribution's source.

    `doubled` counts runs in doubled apostrophes (''so'') too, which the data set of direct quotations leaves out.
    """
    out = []
    for run in quoted_runs(text):
        if not doubled and text[run.start] in "'`":
            continue
        words = _word_starts(text, run.start, run.end)
        best: tuple[float, int] | None = None
        for number, one in enumerate(triples):
            for start, end in one.content:
                theirs = _word_starts(text, start, end)
                common = len(words & theirs) / max(1, len(words | theirs))
                if common >= share and (best is None or common > best[0]):
                    best = (common, number)
        if best is not None:
            source = triples[best[1]].source
            out.append(Quoted((run.start, run.end), source[0] if source else None))
    return out


def _word_starts(text: str, start: int, end: int) -> set[int]:
    return {match.start() for match in _WORD.finditer(text, start, end)}
