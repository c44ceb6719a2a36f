"""Reads attribution JSONL and turns reports into training windows with labels.

The format is one report a line: ``id``, ``text`` and ``attributions``, each with ``source``, ``cue`` and ``content``
as lists of ``[start, end]`` characters, and, where a corpus codes nesting, ``inside``. A file in which no attribution
has ``inside`` is taken to leave nested ones out: what stands inside a content is then neither taught nor punished.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.reading.windows import Range, Window, WindowCutter

ROLES = ("source", "cue", "content")
NONE, SOURCE, CUE, CONTENT = range(4)

WORD = re.compile(r"\w+")

# Words that open many cues but say nothing alone; a cue's key word is never one of them unless it has no other.
_EMPTY = frozenset(
    [
        "has", "have", "had", "is", "are", "was", "were", "be", "been", "being", "to", "in", "of", "for", "about",
        "also", "on", "with", "at", "as", "that", "it", "by", "its", "his", "her", "their", "and", "not", "no", "will",
        "would", "could", "should", "may", "might", "do", "does", "did", "a", "an", "the", "from", "up", "out", "into",
        "over", "this", "so", "he", "she", "they", "we", "i", "who",
    ]
)


@dataclass(frozen=True, slots=True)
class Story:
    """One report with its gold attributions and sentences."""

    id: str
    text: str
    attributions: list[dict[str, Any]]
    nested: bool  # whether the corpus codes nested attributions
    sentences: list[Range]
    coded: bool = True  # false for a text that nobody coded: nothing in it is known


@dataclass(frozen=True, slots=True)
class Example:
    """A window with its labels; `roles[k]` are the roles of all pieces for the attribution of anchor k."""

    window: Window
    anchors: list[int]
    roles: NDArray[np.int64]  # [anchors, pieces]
    known: NDArray[np.bool_]  # [pieces] where an anchor's absence is a fact
    cue_pieces: list[list[int]] = field(default_factory=list)


def read_stories(path: Path, sentences: dict[str, list[Range]]) -> list[Story]:
    """All reports of a JSONL file (gzipped or not); `sentences` holds the ranges by report id."""
    records = _records(path)
    nested = any("inside" in item for record in records for item in record["attributions"])
    return [
        Story(record["id"], record["text"], record["attributions"], nested, sentences[record["id"]])
        for record in records
    ]


def read_plain(path: Path, sentences: dict[str, list[Range]]) -> list[Story]:
    """The reports of a JSONL file with ``id`` and ``text`` alone, which nobody coded."""
    return [Story(one["id"], one["text"], [], True, sentences[one["id"]], coded=False) for one in _records(path)]


def _records(path: Path) -> list[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


class KeyWords:
    """Chooses the word of a cue that an attribution is anchored at: the one most typical of cues.

    "has said in a statement" is anchored at "said". Without a cue the anchor is the first word of the content.
    """

    # Keeps a word seen once, inside a cue, from beating "said".
    SMOOTHING = 3.0

    def __init__(self, stories: Iterable[Story]) -> None:
        inside: Counter[str] = Counter()
        overall: Counter[str] = Counter()
        for story in stories:
            overall.update(WORD.findall(story.text.lower()))
            for item in story.attributions:
                for start, end in item["cue"]:
                    inside.update(WORD.findall(story.text[start:end].lower()))
        self._ratio = {word: count / (overall[word] + self.SMOOTHING) for word, count in inside.items()}

    def anchor(self, text: str, attribution: dict[str, Any]) -> int:
        """The character at which the anchor word begins."""
        words = [
            (start + match.start(), match.group().lower())
            for start, end in attribution["cue"]
            for match in WORD.finditer(text[start:end])
        ]
        if not words:
            spans = attribution["cue"] or attribution["content"]
            return int(min(start for start, _ in spans))
        full = [pair for pair in words if pair[1] not in _EMPTY] or words
        return max(full, key=lambda pair: (self._ratio.get(pair[1], 0.0), -pair[0]))[0]


def examples_of(story: Story, cutter: WindowCutter, keys: KeyWords) -> list[Example]:
    """The windows of a report, labelled."""
    anchors = [keys.anchor(story.text, item) for item in story.attributions]
    windows = cutter.windows(story.text, story.sentences, [0] * len(story.sentences))
    return [_label(window, story, anchors) for window in windows]


def _label(window: Window, story: Story, anchors: Sequence[int]) -> Example:
    found: list[tuple[int, int]] = []
    known = window.first & story.coded
    for number, (item, anchor) in enumerate(zip(story.attributions, anchors, strict=True)):
        if not story.nested:
            known &= ~pieces_in(window, item["content"])
        at = np.flatnonzero(window.first & (window.starts <= anchor) & (anchor < window.ends))
        if len(at):
            found.append((int(at[0]), number))
    for piece, _ in found:
        known[piece] = True
    roles = np.zeros((len(found), len(window.ids)), dtype=np.int64)
    cues = []
    for row, (_, number) in enumerate(found):
        item = story.attributions[number]
        for role, name in ((CONTENT, "content"), (SOURCE, "source"), (CUE, "cue")):
            roles[row][pieces_in(window, item[name])] = role
        cues.append([int(i) for i in np.flatnonzero(roles[row] == CUE)])
    return Example(window, [piece for piece, _ in found], roles, known, cues)


def pieces_in(window: Window, spans: Sequence[Sequence[int]]) -> NDArray[np.bool_]:
    """First pieces of the words that share a character with a span."""
    mask = np.zeros(len(window.ids), dtype=bool)
    for start, end in spans:
        mask |= (window.starts < end) & (start < window.ends)
    return mask & window.first


def joined(passages: Sequence[Story], separator: str) -> Story:
    """Several short passages as one report, so that they are seen among others as sentences of a report are."""
    text, attributions, sentences = "", [], []
    for passage in passages:
        text += separator if text else ""
        here = len(text)
        text += passage.text
        sentences += [(start + here, end + here) for start, end in passage.sentences]
        attributions += [
            {role: [[start + here, end + here] for start, end in item[role]] for role in ROLES}
            for item in passage.attributions
        ]
    return Story("+".join(one.id for one in passages), text, attributions, passages[0].nested, sentences)


def worn(story: Story, rng: random.Random) -> Story:
    """The report as a careless archive keeps it: without commas, apostrophes or line breaks, one or all of them."""
    drop = set()
    merge = rng.random() < 0.7
    if rng.random() < 0.7:
        drop |= set("'’‘")
    if rng.random() < 0.7:
        drop |= set(",")
    keep = [
        not (char in drop and not (char == "'" and story.text[max(0, i - 1) : i + 2].count("'") > 1))
        for i, char in enumerate(story.text)
    ]
    place = np.concatenate([[0], np.cumsum(keep)]).tolist()
    text = "".join(char for char, kept in zip(story.text, keep, strict=True) if kept)
    if merge:
        text = text.replace("\n", " ")
    moved = [{**item, **{role: _moved(item[role], place) for role in ROLES}} for item in story.attributions]
    moved = [item for item in moved if item["content"]]
    sentences = [(s, e) for s, e in _moved(story.sentences, place)]
    return replace(story, text=text, attributions=moved, sentences=sentences)


def _moved(spans: Sequence[Sequence[int]], place: list[int]) -> list[Any]:
    return [[place[start], place[end]] for start, end in spans if place[start] < place[end]]
