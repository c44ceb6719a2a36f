"""Coded texts: our own practice, whole, and codes of corpora whose texts are not ours to ship, by offsets.

Who stands where is written as ``actor|stance|issue``, the words of actor and issue as they stand in the same sentence;
``words#2`` is their second place, ``*`` an actor whom the sentence does not name. README.md has the whole guide.

    python -m training.positions.texts codes.jsonl --corpus NAME=PATH ...

says how many positions the codes hold in the corpora that are there.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.stories import fakes, whole

Row = dict[str, Any]  # {"id", "text", "positions": [[actor span or None, stance, issue span], ..]}
PRACTICE = Path(__file__).parent.parent / "practice"
KEPT = PRACTICE / "stories_kept.tsv"  # never taught to the head
FIELDS = {"plv": "sentence", "ngec": "text", "polnear": "text"}  # where each corpus of JSON lines keeps its words


def passages(path: Path) -> list[Row]:
    """The rows of a file of short texts: id, text, codes; TAB between them. ValueError for words not in their text."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            text_id, text, *codes = line.split("\t")
            rows.append({"id": text_id, "text": text, "positions": _positions(text, 0, codes)})
    return rows


def stories(path: Path) -> list[Row]:
    """The rows of a file of whole stories: ``# id``, then a line a sentence (id, sentence, codes; TAB between them), an
    empty line between paragraphs. The first sentence is the headline."""
    rows: list[Row] = []
    gap = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            rows.append({"id": line[2:].strip(), "text": "", "positions": []})
            gap = ""
        elif not line.strip():
            gap = gap and "\n\n"
        else:
            _, sentence, *codes = line.split("\t")
            story = rows[-1]
            start = len(story["text"]) + len(gap)
            story["text"] += gap + sentence
            story["positions"] += _positions(sentence, start, codes)
            gap = " " if gap else "\n\n"
    return rows


def _positions(text: str, start: int, codes: list[str]) -> list[list[Any]]:
    fields = [code.split("|") for code in codes if code and code != "-"]
    return [[_span(text, start, actor), stance, _span(text, start, issue)] for actor, stance, issue in fields]


def _span(text: str, start: int, words: str) -> list[int] | None:
    if words == "*":
        return None
    plain, _, number = words.partition("#") if re.search(r"#\d+$", words) else (words, "", "")
    places = [m.start() for m in re.finditer(re.escape(plain), text)]
    apart = [at for at in places if not (text[at - 1 : at].isalnum() or text[at + len(plain) :][:1].isalnum())]
    at = (apart if len(apart) >= int(number or 1) else places)[int(number or 1) - 1 :]
    if not at:
        raise ValueError(f"{words!r} does not stand in {text!r}")
    return [start + at[0], start + at[0] + len(plain)]


def coded(path: Path, corpora: dict[str, Path]) -> Iterator[Row]:
    """The rows of a file of codes ({"corpus", "id", "of": [start, end], "positions"}, offsets into that piece), with
    their texts out of the corpora that are there."""
    texts = {name: _texts(name, where) for name, where in corpora.items()}
    for line in path.read_text(encoding="utf-8").splitlines():
        code = json.loads(line)
        if code["corpus"] in texts:
            start, end = code["of"]
            text = texts[code["corpus"]][code["id"]][start:end]
            yield {"id": f"{code['corpus']} {code['id']} {start}", "text": text, "positions": code["positions"]}


def _texts(name: str, path: Path) -> dict[str, str]:
    """The texts of a corpus by their ids; those of FA-KES by their row, title and text with a blank line between."""
    if name == "fa-kes":
        return {str(number): whole(row) for number, row in enumerate(fakes(path))}
    packed = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return {row["id"]: row[FIELDS[name]] for row in map(json.loads, packed.decode("utf-8").splitlines())}


def corpora(given: list[str]) -> dict[str, Path]:
    """The corpora of ``NAME=PATH`` arguments."""
    return {name: Path(path) for name, _, path in (one.partition("=") for one in given)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("codes", type=Path)
    parser.add_argument("--corpus", action="append", default=[], metavar="NAME=PATH")
    options = parser.parse_args()
    rows = list(coded(options.codes, corpora(options.corpus)))
    print(f"{len(rows)} texts, {sum(len(row['positions']) for row in rows)} positions")


if __name__ == "__main__":
    main()
