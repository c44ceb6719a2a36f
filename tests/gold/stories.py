"""Our own coded stories (stories.yaml and its numbered neighbours) in the format of the ``stories`` scorer.

    python -m tests.gold.stories            # score the program on each file, its kept half apart
    python -m tests.gold.stories --errors   # and list what is wrong in the halves that may be looked at

Of the stories of ``ALONE`` only positions are coded, in the scorer's own format; the texts of the second file are rows of
FA-KES, which has no kept half: all of it was looked at.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import yaml
from tests.gold.fakes_actors import corpus_here
from tests.gold.halves import halves
from training.stories import fakes, whole

from dragoman.scoring.scorers import stories as scorer

FILES = ("stories.yaml", "stories2.yaml", "stories3.yaml", "stories4.yaml", "stories5.yaml")  # 1 and 3 have claims and more
ALONE = ("stories6.jsonl", "fakes_positions.jsonl")
FIELDS = ("headline", "deck", "byline", "dateline", "agency", "section", "published_text", "source_line")


def gold(name: str) -> list[dict[str, Any]]:
    """One row a story of the named file beside this one, as the scorer wants it."""
    return [_row(story) for story in yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))]


def alone(name: str) -> list[dict[str, Any]]:
    """One row a story of a file of which only positions are coded; none where the corpus with its texts is not here."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    rows: list[dict[str, Any]] = [json.loads(line) for line in lines]
    if any("text" not in row for row in rows):
        corpus = corpus_here()
        texts = fakes(corpus) if corpus else []
        told = {
            f"fakes-{n:03d}": {"text": whole(row), "publisher": row["source"], "published": row["date"]}
            for n, row in enumerate(texts)
        }
        rows = [{**row, **told[row["id"]]} for row in rows if row["id"] in told]
    return [{"structure": {**dict.fromkeys(FIELDS), "captions": []}, **row} for row in rows]


def scores(rows: list[dict[str, Any]], errors: list[str] | None = None) -> dict[str, Any]:
    """The program's scores on these rows."""
    from dragoman.reading.reader import Reader
    from dragoman.scoring.stories import answer

    reader = Reader()
    return scorer.score(rows, [answer(row, reader) for row in rows], errors)  # type: ignore[no-any-return]


def _row(story: dict[str, Any]) -> dict[str, Any]:
    text = story["text"]
    structure = {field: _names(story["structure"].get(field, ""), " / ")[0] or None for field in FIELDS}
    row = {
        "id": story["id"],
        "publisher": story["publisher"],
        "published": str(story["published"]),
        "text": text,
        "structure": {**structure, "captions": story["structure"].get("captions", [])},
        "positions": [_position(position) for position in story["positions"]],
    }
    if "claims" in story:
        row["claims"] = _linked(story)
        row["casualties"] = [_casualty(text, casualty) for casualty in story["casualties"]]
        row["events_planned"] = [{"text": t, "start": str(a), "end": str(b)} for t, a, b in story["planned"]]
    return row


def _linked(story: dict[str, Any]) -> list[dict[str, Any]]:
    claims = [_claim(story["text"], claim) for claim in story["claims"]]
    for a, b in story.get("counters", ()):
        claims[a]["counters"].append(b)
        claims[b]["counters"].append(a)
    return claims


def _names(value: str | None, separator: str = " | ") -> list[str]:
    return (value or "").split(separator)


def _position(row: list[Any]) -> dict[str, Any]:
    (actor, *others), (issue, *wordings), (stance, *alternatives) = _names(row[0]), _names(row[1]), _names(row[2], " / ")
    said = [n for n in _names(row[3]) if n] if row[3] else []
    said = [part for name in said for part in name.split(" / ") if part != "null"] if "/ null" not in str(row[3]) else []
    return {
        "actor": actor, "actor_names": others, "issue": issue, "issue_names": wordings, "stance": stance,
        "stance_alt": alternatives, "according_to": said[0] if said else None, "according_names": said[1:], "evidence": row[4],
    }  # fmt: skip


def _sentence(text: str, piece: str) -> str:
    at = text.index(piece)
    start = max(text.rfind("\n", 0, at), text.rfind(". ", 0, at) + 1) + 1
    end = min(e for e in (text.find("\n", at + len(piece)), text.find(". ", at + len(piece))) if e >= 0)
    return text[start : end + 1].strip()


def _claim(text: str, row: list[Any]) -> dict[str, Any]:
    (claimant, *others), (kind, *kinds), about = _names(row[0]), _names(row[1], " / "), [n for n in _names(row[2]) if n]
    return {
        "claimant": claimant, "claimant_names": others, "kind": kind, "kind_alt": kinds, "about": about[0] if about else None,
        "about_names": about[1:], "content": row[3], "evidence": _sentence(text, row[3]), "counters": [],
    }  # fmt: skip


def _casualty(text: str, row: list[Any]) -> dict[str, Any]:
    kind, low, high, phrase, by, said = row
    by_names, said_names = [n for n in _names(by) if n], [n for n in _names(said) if n]
    return {
        "kind": kind, "kind_alt": [], "low": low, "high": high, "text": phrase, "by": by_names[0] if by_names else None,
        "by_names": by_names[1:], "according_to": said_names[0] if said_names else None, "according_names": said_names[1:],
        "evidence": _sentence(text, phrase),
    }  # fmt: skip


if __name__ == "__main__":
    log: list[str] = []
    for file in FILES:
        for half, stories in halves(gold(file), lambda row: row["id"]).items():
            found = scores(stories, log if half == "open" else None)  # errors of the kept half are never written down
            for part, figures in found.items():
                print(file, half, part, {k: v for k, v in figures.items() if k != "fields"} if isinstance(figures, dict) else figures)
    for half, stories in halves(alone("stories6.jsonl"), lambda row: row["id"]).items():
        print("stories6.jsonl", half, "positions", scores(stories, log if half == "open" else None)["positions"])
    if seen := alone("fakes_positions.jsonl"):
        print("fakes_positions.jsonl", "positions", scores(seen, log)["positions"])
    if "--errors" in sys.argv:
        print("\n".join(log))
