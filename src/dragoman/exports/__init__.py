"""Rows to foreign formats, one a file: each has ``write(ledger, target) -> int``, the number of rows written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.registry import Registry

if TYPE_CHECKING:
    from dragoman.ledger.store import Ledger

EXPORTS: Registry[Callable[[Ledger, Path], int]] = Registry(
    "dragoman.exports",
    {
        "citron": "dragoman.exports.citron:write",  # a folder with one file of Citron's quote JSON a story
        "csv": "dragoman.exports.tables:write_csv",  # a folder with one CSV file a kind of record
        "jsonl": "dragoman.exports.tables:write_jsonl",  # the same as JSON Lines
        "readings": "dragoman.exports.readings:write",  # one file of JSON Lines, a whole Reading a line
    },
)
