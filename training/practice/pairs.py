"""Makes rows of sentences with one marked pair each.

    python pairs.py events.txt events.jsonl

In: ``CLASS | [Chad] accused {Libya} of arming rebels.``, "#" opens a comment. Out: rows
{"id", "sentence", "source": [start, end], "target": [start, end], "event"}, character offsets, end exclusive.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

_MARKS = re.compile(r"\[([^\[\]{}]+)\]|\{([^\[\]{}]+)\}")


def row_of(line: str, row_id: str) -> dict[str, Any]:
    """The row of one line; ValueError where it does not mark one source and one target."""
    event, _, marked = (part.strip() for part in line.partition("|"))
    sides: dict[str, list[int]] = {}
    sentence, at = "", 0
    for match in _MARKS.finditer(marked):
        sentence += marked[at : match.start()]
        side, words = ("source", match[1]) if match[1] else ("target", match[2])
        if side in sides:
            raise ValueError(f"two of {side}: {line}")
        sides[side] = [len(sentence), len(sentence) + len(words)]
        sentence, at = sentence + words, match.end()
    sentence += marked[at:]
    if len(sides) != 2 or re.search(r"[\[\]{}]", sentence):
        raise ValueError(f"a source and a target, marked [ ] and {{ }}, are needed: {line}")
    return {"id": row_id, "sentence": sentence, **sides, "event": event}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("marked", type=Path)
    parser.add_argument("rows", type=Path)
    options = parser.parse_args()
    lines = [line for line in options.marked.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    rows = [row_of(line, f"{options.marked.stem}-{number}") for number, line in enumerate(lines, 1)]
    options.rows.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
