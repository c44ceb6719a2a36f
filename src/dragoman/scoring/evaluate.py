"""``dragoman evaluate``: predict, then score against gold."""

from __future__ import annotations

import contextlib
import gzip
import importlib
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from dragoman.errors import UsageError
from dragoman.scoring import predict


def run(
    task: str,
    gold: Path,
    corpus: Path | None = None,
    options: Sequence[str] = (),
    progress: Callable[[int], None] = lambda done: None,
) -> int:
    """Read ``gold``, predict from its own lines (or from ``corpus`` for corpus tasks) and print the scores.

    ``options`` go to the scorer: ``--json``, ``--errors N``, ``--by FIELD``. Returns the exit code.
    """
    if task in predict.CORPUS_TASKS and corpus is None:
        raise UsageError(f"task {task!r} needs the corpus that the gold speaks of: --corpus FILE.csv")
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder, "answers.jsonl")
        code = predict.run(task, corpus or gold, answers, progress=progress)
        return _score(task, _plain(gold, Path(folder)), answers, options) or code


def _score(task: str, gold: Path, answers: Path, options: Sequence[str]) -> int:
    scorer = importlib.import_module(f"dragoman.scoring.scorers.{task}")
    try:
        return scorer.main([str(gold), str(answers), *options]) or 0
    except SystemExit as stop:
        if isinstance(stop.code, str):
            raise UsageError(stop.code) from None
        return stop.code or 0


def _plain(path: Path, folder: Path) -> Path:
    """The file itself, or its unpacked copy."""
    if path.suffix != ".gz":
        return path
    copy = folder / path.stem
    with contextlib.ExitStack() as stack:
        packed, plain = stack.enter_context(gzip.open(path)), stack.enter_context(copy.open("wb"))
        plain.write(packed.read())
    return copy
