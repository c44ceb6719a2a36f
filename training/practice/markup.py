"""Turns the marked-up practice passages into JSON Lines with character offsets, checking them on the way.

    python training/practice/markup.py training/practice/attribution.txt training/practice/attribution.jsonl

The text file is what people edit; the JSON Lines are made from it and have the format of the attribution data.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any, get_args

from dragoman.records import SpeechAct

ROLES = {"s": "source", "c": "cue", "k": "content"}
TOKEN = re.compile(r"\[([sck])([\d,]+) |\]")  # "[s1,2 Rabat]" is the source of both
ACTS = frozenset(get_args(SpeechAct))


class MarkupError(ValueError):
    """A passage that is not marked up as README.md says."""


def parse(line: str) -> tuple[str, list[dict[str, Any]]]:
    """A line "acts | marked text" to the plain text and its attributions; MarkupError says what is wrong."""
    head, bar, marked = line.partition(" | ")
    if not bar:
        raise MarkupError("no ' | ' between the acts and the text")
    acts = [act.strip() for act in head.split(",") if act.strip()]
    if unknown := set(acts) - ACTS:
        raise MarkupError(f"unknown act {sorted(unknown)}")
    text, roles = unmark(marked.strip().replace("¶", "\n\n"))
    if sorted(roles) != list(range(1, len(acts) + 1)):
        raise MarkupError(f"{len(acts)} acts but attributions {sorted(roles)}")
    items = [{**roles[number], "act": act} for number, act in enumerate(acts, 1)]
    if any(not item["content"] for item in items):
        raise MarkupError("an attribution has no content")
    return text, nested(items)


def unmark(marked: str) -> tuple[str, dict[int, dict[str, list[list[int]]]]]:
    """The text without its brackets, and the spans of each numbered attribution."""
    plain, roles, opened = "", dict[int, dict[str, list[list[int]]]](), list[tuple[str, str, int]]()
    at = 0
    for match in TOKEN.finditer(marked):
        plain += marked[at : match.start()]
        at = match.end()
        if match.group(1):
            opened.append((ROLES[match.group(1)], match.group(2), len(plain)))
            continue
        if not opened:
            raise MarkupError(f"a bracket closes nothing after {plain[-30:]!r}")
        role, numbers, start = opened.pop()
        for number in map(int, numbers.split(",")):
            roles.setdefault(number, {"source": [], "cue": [], "content": []})[role].append([start, len(plain)])
    if opened:
        raise MarkupError(f"{opened[-1][0]} {opened[-1][1]} is never closed")
    plain += marked[at:]
    for spans in roles.values():
        for role in spans.values():
            role.sort()
            if any(start >= end or plain[start:end] != plain[start:end].strip() for start, end in role):
                raise MarkupError("a span is empty or has white space at its edge")
    return plain, roles


def nested(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The attributions in text order, each with the place of the smallest one that holds its cue and content."""
    items = sorted(items, key=lambda item: min(span for role in ROLES.values() for span in item[role]))
    for inner in items:
        around = [
            (size(outer["content"]), place)
            for place, outer in enumerate(items)
            if outer is not inner
            and size(outer["content"]) > size(inner["content"])
            and all(within(span, outer["content"]) for span in (inner["cue"] or inner["source"]) + inner["content"])
        ]
        inner["inside"] = min(around)[1] if around else None
    return items


def size(spans: list[list[int]]) -> int:
    """Characters in all."""
    return sum(end - start for start, end in spans)


def within(span: list[int], spans: list[list[int]]) -> bool:
    """Whether one of the spans holds it."""
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def main(source: str, target: str) -> int:
    """Writes the JSON Lines; every faulty line is named and makes the exit status 1."""
    rows, faults, seen = [], 0, set[str]()
    for number, line in enumerate(Path(source).read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            text, items = parse(line)
            if text in seen:
                raise MarkupError("this passage stands in the file twice")
        except MarkupError as error:
            print(f"{source}:{number}: {error}", file=sys.stderr)
            faults += 1
            continue
        seen.add(text)
        order = ("source", "cue", "content", "inside", "act")
        rows.append(
            {
                "id": f"practice-{len(rows) + 1:03d}",
                "text": text,
                "attributions": [{key: item[key] for key in order} for item in items],
            }
        )
    Path(target).write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    total = sum(len(row["attributions"]) for row in rows)
    inner = sum(item["inside"] is not None for row in rows for item in row["attributions"])
    print(f"{len(rows)} passages, {total} attributions, {inner} nested")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
