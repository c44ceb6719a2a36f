"""Coded texts: our own practice, whole, and codes of corpora whose texts are not ours to ship, by offsets.

    python -m training.positions.texts CODED.tsv --corpus plv=plv_train.jsonl --corpus polnear=train.jsonl.gz > codes.jsonl

writes the codes of texts that are given whole (id, text, ``actor|stance|issue`` ...; TAB between them) as offsets.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]  # {"id", "text", "positions": [[actor span or None, stance, issue span], ..]}
FIELDS = {"plv": "sentence", "ngec": "text", "polnear": "text"}  # where each corpus keeps its words


def practice(path: Path) -> list[Row]:
    """The rows of a file of texts with their codes; ValueError for words that do not stand in their text."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            text_id, text, *fields = line.split("\t")
            codes = [field.split("|") for field in fields if field and field != "-"]
            positions = [[span_of(text, a), stance, span_of(text, i)] for a, stance, i in codes]
            rows.append({"id": text_id, "text": text, "positions": positions})
    return rows


def span_of(text: str, words: str) -> list[int] | None:
    """The offsets of some words in a text; ``words#2`` is their second place, ``*`` nobody who is named."""
    if words == "*":
        return None
    plain, _, number = words.partition("#") if re.search(r"#\d+$", words) else (words, "", "")
    places = [m.start() for m in re.finditer(re.escape(plain), text)]
    if len(places) < int(number or 1):
        raise ValueError(f"{words!r} does not stand in {text!r}")
    start = places[int(number or 1) - 1]
    return [start, start + len(plain)]


def coded(path: Path, corpora: dict[str, Path]) -> list[Row]:
    """The rows of a file of codes, with their texts out of the corpora that are there."""
    texts = {name: _texts(name, where) for name, where in corpora.items()}
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        code = json.loads(line)
        if code["corpus"] in texts:
            start, end = code["of"]
            text = flat(texts[code["corpus"]][code["id"]])[start:end]
            rows.append({"id": f"{code['id']}:{start}", "text": text, "positions": code["positions"]})
    return rows


def flat(text: str) -> str:
    """A text in one line."""
    return re.sub(r"\s+", " ", text)


def _texts(name: str, path: Path) -> dict[str, str]:
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
    with opened as lines:
        return {row["id"]: row[FIELDS[name]] for row in map(json.loads, lines)}


def as_codes(rows: list[Row], corpora: dict[str, Path]) -> Iterator[Row]:
    """The same rows as offsets into the corpora."""
    texts = {name: {i: flat(text) for i, text in _texts(name, path).items()} for name, path in corpora.items()}
    for row in rows:
        name = next(name for name, known in texts.items() if row["id"] in known)
        start = texts[name][row["id"]].index(row["text"])
        yield {"corpus": name, "id": row["id"], "of": [start, start + len(row["text"])], "positions": row["positions"]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--corpus", action="append", default=[], metavar="NAME=PATH")
    options = parser.parse_args()
    for code in as_codes(practice(options.texts), corpora(options.corpus)):
        sys.stdout.write(json.dumps(code) + "\n")


def corpora(given: list[str]) -> dict[str, Path]:
    """The corpora of ``NAME=PATH`` arguments."""
    return {name: Path(path) for name, _, path in (one.partition("=") for one in given)}


if __name__ == "__main__":
    main()
