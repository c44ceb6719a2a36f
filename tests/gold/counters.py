"""Our own passages with claims that contradict each other (counters.yaml), and how many of the links are found.

python -m tests.gold.counters            # found, given and gold links of both halves
python -m tests.gold.counters --errors   # and what is wrong in the half that may be looked at
"""

from __future__ import annotations

import sys
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml
from tests.gold.halves import Half, halves

from dragoman.reading.reader import Reader
from dragoman.records import Claim, RawStory, Reading, Report
from dragoman.wire.report import report

HALF = 0.5  # share of a snippet's words that a claim's content has to cover


def passages() -> list[dict[str, Any]]:
    """Every passage: id, text, links as pairs of words."""
    found: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return found


def in_halves() -> dict[Half, list[dict[str, Any]]]:
    """The passages half by half."""
    return halves(passages(), lambda passage: passage["id"])


def links(reader: Reader, passage: dict[str, Any]) -> tuple[int, int, int, list[str]]:
    """How many links are right, given and in the gold, and in words what is wrong."""
    story = report(RawStory(text=passage["text"], where=passage["id"]))
    assert isinstance(story, Report)
    reading = reader.read(story)
    given = [(a, b) for a, b in combinations(reading.claims, 2) if b.id in a.counters]
    matches = [[n for n, pair in enumerate(passage["links"]) if _same(reading, link, pair)] for link in given]
    reached = {n for found in matches for n in found}
    wrong = [link for link, found in zip(given, matches, strict=True) if not found]
    errors = [f"{passage['id']} missed: {pair}" for n, pair in enumerate(passage["links"]) if n not in reached]
    errors += [f"{passage['id']} false: {[_words(reading, claim) for claim in link]}" for link in wrong]
    return len(reached), len(reached) + len(wrong), len(passage["links"]), errors


def _same(reading: Reading, link: tuple[Claim, Claim], pair: list[str]) -> bool:
    first, second = link
    left, right = pair
    return (_covers(reading, first, left) and _covers(reading, second, right)) or (
        _covers(reading, first, right) and _covers(reading, second, left)
    )


def _covers(reading: Reading, claim: Claim, snippet: str) -> bool:
    start = reading.report.text.index(snippet)
    end = start + len(snippet)
    covered = sum(max(0, min(end, s.end) - max(start, s.start)) for s in claim.content)
    return covered >= HALF * len(snippet)


def _words(reading: Reading, claim: Claim) -> str:
    return " ".join(reading.report.text[s.start : s.end] for s in claim.content)


def figures(reader: Reader, half: list[dict[str, Any]]) -> tuple[float, float, float, list[str]]:
    """Precision, recall and F1 of the links of these passages, and in words what is wrong."""
    found = [links(reader, passage) for passage in half]
    right, given, gold = (sum(one[n] for one in found) for n in range(3))
    precision, recall = right / max(given, 1), right / max(gold, 1)
    return precision, recall, 2 * right / max(given + gold, 1), [error for one in found for error in one[3]]


if __name__ == "__main__":
    shared_reader = Reader()
    for name, half in in_halves().items():
        precision, recall, f1, errors = figures(shared_reader, half)
        print(f"{name}: {len(half)} passages, precision {precision:.2f}, recall {recall:.2f}, F1 {f1:.2f}")
        if name == "open" and "--errors" in sys.argv:
            print("\n".join(errors))
