"""Task ``pairs``: which rows of a corpus tell one incident or are one copy."""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import combinations, product
from pathlib import Path

from dragoman.linking.digest import digest
from dragoman.linking.grouping import groups
from dragoman.linking.linker import Index
from dragoman.scoring.corpus import rows


def write(corpus: Path, target: Path) -> int:
    """Link the whole corpus and write ``{"pairs": [{"a", "b", "relation"}]}``; returns the exit code."""
    numbers: dict[str, list[int]] = defaultdict(list)
    digests = {}
    for row, reading in rows(corpus):
        numbers[reading.report.id].append(row)
        digests[reading.report.id] = digest(reading)
    pairs = [
        {"a": a, "b": b, "relation": "copy"} for same in numbers.values() for a, b in combinations(sorted(same), 2)
    ]
    index = Index()
    made = [link for name in sorted(digests) for link in index.add(digests[name])]
    copied = {(link.a, link.b) for link in made if link.relation == "copy"}
    for members in groups(made):
        for one, other in combinations(members, 2):
            relation = "copy" if (one, other) in copied else "incident"
            for a, b in product(numbers[one], numbers[other]):
                pairs.append({"a": min(a, b), "b": max(a, b), "relation": relation})
    pairs.sort(key=lambda pair: (pair["a"], pair["b"]))
    target.write_text(json.dumps({"pairs": pairs}, indent=0) + "\n", encoding="utf-8")
    return 0
