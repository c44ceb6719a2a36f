"""Stories to measure on: the shipped ones (or a CSV), repeated with edits until there are enough.

    python benchmarks/stories.py 1000 -o stories.csv [--from fa-kes.csv] [--seed 7]

Each copy drops some sentences and shifts every number, so that no two stories are one text, while the words stay real.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from collections.abc import Iterator
from pathlib import Path

EXAMPLES = Path(__file__).parents[1] / "examples" / "stories"
_SENTENCE = re.compile(r"(?<=[.!?]) +")
_NUMBER = re.compile(r"\b\d{1,3}\b")


def originals(source: Path | None) -> list[dict[str, str]]:
    """Rows of the source CSV; of the shipped one by default."""
    path = source or next(EXAMPLES.rglob("*.csv"))
    csv.field_size_limit(1 << 30)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def resampled(rows: list[dict[str, str]], wanted: int, seed: int = 7) -> Iterator[dict[str, str]]:
    """``wanted`` rows: the originals first, then edited copies of them."""
    chance = random.Random(seed)
    yield from rows[:wanted]
    for number in range(len(rows), wanted):
        row = dict(rows[number % len(rows)])
        row["article_content"] = _edited(row["article_content"], chance)
        yield row


def _edited(text: str, chance: random.Random) -> str:
    sentences = _SENTENCE.split(text)
    kept = [s for i, s in enumerate(sentences) if i == 0 or chance.random() > 0.15]
    shift = chance.randint(1, 60)

    def shifted(match: re.Match[str]) -> str:
        return match.group() if match.group().startswith("0") else str(int(match.group()) + shift)

    return _NUMBER.sub(shifted, " ".join(kept))


def write(rows: Iterator[dict[str, str]], target: Path) -> int:
    """Write rows as CSV; the number of words in them."""
    words = 0
    with target.open("w", encoding="utf-8", newline="") as file:
        writer: csv.DictWriter[str] | None = None
        for row in rows:
            if writer is None:
                writer = csv.DictWriter(file, fieldnames=list(row))
                writer.writeheader()
            writer.writerow(row)
            words += len(row["article_content"].split()) + len(row["article_title"].split())
    return words


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--from", dest="source", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    words = write(resampled(originals(args.source), args.count, args.seed), args.output)
    print(f"{args.count} stories, {words} words: {args.output}")


if __name__ == "__main__":
    main()
