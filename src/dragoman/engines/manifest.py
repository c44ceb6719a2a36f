"""What a run was made with: program, models, knowledge, options and inputs, so that it can be repeated and cited."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from dragoman import __version__
from dragoman.reading.reader import Options

LIBRARIES = ("spacy", "thinc", "numpy", "onnxruntime", "tokenizers", "msgspec")
DIGITS = 16


def manifest(options: Options, inputs: Iterable[str] = (), more: dict[str, Any] | None = None) -> dict[str, Any]:
    """The manifest of a run; ``more`` are options of the run beside the Reader's."""
    return {
        "program": __version__,
        "models": models(options.pipeline),
        "knowledge": knowledge(options),
        "options": {**asdict(options), **(more or {})},
        "inputs": [{"path": path, "sha256": digest_of(Path(path))} for path in inputs],
    }


def fingerprint(options: Options) -> str:
    """A short hash of all that a Reading depends on beside the story."""
    parts = [__version__, models(options.pipeline), knowledge(options), asdict(options)]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:DIGITS]


def models(pipeline: str) -> dict[str, str]:
    """Versions of the libraries and the pipeline, digests of the models that ship."""
    found = {name: _version(name) for name in LIBRARIES}
    return {**found, pipeline: _version(pipeline), "shipped models": _shipped("models")}


def knowledge(options: Options) -> dict[str, str]:
    """Digests of the knowledge base, the word lists and the overrides."""
    found = {"knowledge": _shipped("knowledge"), "words": _shipped("en")}
    if options.knowledge:
        found["knowledge"] = digest_of(Path(options.knowledge)) or "missing"
    for path in options.overrides:
        found[path] = digest_of(Path(path)) or "missing"
    return found


def digest_of(path: Path) -> str | None:
    """SHA-256 of a file, or of the names and contents of a folder; None for what is neither (standard input)."""
    if path.is_file():
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()[:DIGITS]
    if not path.is_dir():
        return None
    whole = hashlib.sha256()
    for file_path in sorted(p for p in path.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        whole.update(f"{file_path.relative_to(path)} {digest_of(file_path)}\n".encode())
    return whole.hexdigest()[:DIGITS]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"


@cache
def _shipped(folder: str) -> str:
    with as_file(files("dragoman") / "data" / folder) as path:
        return digest_of(path) or "missing"
