"""Rows to foreign formats, one a file: each has ``write(ledger, target) -> int``, the number of rows written.

A format of events that has no place for whether they happened takes ``every`` too: without it only those are written
that happened or go on.
"""

from __future__ import annotations

from collections.abc import Callable

from dragoman.registry import Registry

EXPORTS: Registry[Callable[..., int]] = Registry(
    "dragoman.exports",
    {
        "citron": "dragoman.exports.citron:write",  # a folder with one file of Citron's quote JSON a story
        "csv": "dragoman.exports.tables:write_csv",  # a folder with one CSV file a kind of record
        "gdelt": "dragoman.exports.gdelt:write",  # a folder with GDELT 2.0's events and mentions
        "icews": "dragoman.exports.icews:write",  # one file of events in the columns of ICEWS
        "jsonl": "dragoman.exports.tables:write_jsonl",  # the same as JSON Lines
        "polecat": "dragoman.exports.polecat:write",  # one file of events in the columns of POLECAT
        "readings": "dragoman.exports.readings:write",  # one file of JSON Lines, a whole Reading a line
    },
)
