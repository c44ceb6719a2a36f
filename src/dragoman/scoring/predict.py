"""``dragoman predict``: what the Reader finds, in the formats of the scorers. Stateless.

A line task answers one output line per input line, in the same order; a line that cannot be read gets an empty answer
and the exit code is 1. A corpus task reads a whole corpus and links it.
"""

from __future__ import annotations

import gzip
import json
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from dragoman.errors import UsageError
from dragoman.reading.reader import Reader
from dragoman.registry import Registry

Answer = Callable[[dict[str, Any], Reader], dict[str, Any]]

LINE_TASKS: Registry[Answer] = Registry(
    "dragoman.tasks",
    {
        "attribution": "dragoman.scoring.attribution:answer",
        "quotation": "dragoman.scoring.quotation:answer",
        "stories": "dragoman.scoring.stories:answer",
        "actors": "dragoman.scoring.actors:answer",
        "places": "dragoman.scoring.places:answer",
        "events": "dragoman.scoring.events:answer",
        "coding": "dragoman.scoring.coding:answer",
    },
)
CORPUS_TASKS: Registry[Callable[[Path, Path], int]] = Registry(
    "dragoman.corpus_tasks",
    {
        "pairs": "dragoman.scoring.pairs:write",
        "incidents": "dragoman.scoring.incidents:write",
    },
)
TASKS = [*LINE_TASKS, *CORPUS_TASKS]

# What a task answers where it could not read the line; the id or index of the line is added when there is one.
EMPTY: dict[str, dict[str, Any]] = {
    "attribution": {"attributions": []},
    "quotation": {"quotations": []},
    "stories": {"structure": {}, "positions": [], "claims": [], "casualties": [], "events": [], "events_planned": []},
    "actors": {"country": "", "sector": ""},
    "places": {"country": "", "lat": None, "lon": None},
    "events": {"event": None, "quad": None},
    "coding": {"events": []},
}


def run(task: str, source: Path, target: Path | None, *, progress: Callable[[int], None] = lambda done: None) -> int:
    """Answer ``source`` (JSON Lines, .gz accepted; a corpus for corpus tasks) into ``target`` (None: standard output).

    Returns 0, or 1 if a line could not be read. UsageError for an unknown task or a missing file.
    """
    if task not in TASKS:
        raise UsageError(f"there is no task {task!r}; choose from: {', '.join(TASKS)}")
    if not source.exists():
        raise UsageError(f"{source} does not exist")
    if task in CORPUS_TASKS:
        if target is None:
            raise UsageError(f"task {task!r} writes a file: name it with -o")
        return CORPUS_TASKS.get(task)(source, target)
    with _opened(target) as out:
        return _answer_lines(task, source, out, progress)


def _answer_lines(task: str, source: Path, out: IO[str], progress: Callable[[int], None]) -> int:
    answer, reader, code = LINE_TASKS.get(task), Reader(), 0
    for number, (row, problem) in enumerate(_rows(source), 1):
        if row is None:
            print(f"{source.name}, line {number}: {problem}", file=sys.stderr)
            found, code = dict(EMPTY[task]), 1
        else:
            try:
                found = answer(row, reader)
            except Exception:  # one line's crash must not cost the answers of the others
                print(f"{source.name}, line {number}: cannot be answered\n{traceback.format_exc()}", file=sys.stderr)
                found, code = _identity(row) | EMPTY[task], 1
        out.write(json.dumps(found, ensure_ascii=False) + "\n")
        progress(number)
    return code


def _identity(row: dict[str, Any]) -> dict[str, Any]:
    return {key: row[key] for key in ("id", "index") if key in row}


def _rows(path: Path) -> Iterator[tuple[dict[str, Any] | None, str]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            try:
                row = json.loads(line)
            except ValueError as error:
                yield None, f"not JSON ({error})"
                continue
            yield (row, "") if isinstance(row, dict) else (None, "not a JSON object")


@contextmanager
def _opened(target: Path | None) -> Iterator[IO[str]]:
    """A text file to write, or standard output."""
    if target is None:
        yield sys.stdout
        return
    with target.open("w", encoding="utf-8") as file:
        yield file
