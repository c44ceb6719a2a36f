"""One flat file for each kind of record: CSV or JSON Lines, as R, pandas and spreadsheets take them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import UsageError
from dragoman.ledger.listing import Table, cell

if TYPE_CHECKING:
    from dragoman.ledger.store import Ledger

KINDS = ("reports", "positions", "claims", "figures", "events", "quotes", "planned", "issues", "actors", "rejected")


def _tables(ledger: Ledger, folder: Path) -> Iterator[tuple[str, Table[Any]]]:
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; name a folder, which gets one file for each kind of record")
    folder.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        yield kind, getattr(ledger, kind)()


def write_csv(ledger: Ledger, target: Path) -> int:
    """``target`` is a folder; lists are joined with "; ". Gives the number of rows."""
    written = 0
    for kind, table in _tables(ledger, target):
        with (target / f"{kind}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(table.columns)
            writer.writerows([cell(value) for value in row.values()] for row in table.to_dicts())
        written += len(table)
    return written


def write_jsonl(ledger: Ledger, target: Path) -> int:
    """``target`` is a folder; lists stay lists. Gives the number of rows."""
    written = 0
    for kind, table in _tables(ledger, target):
        with (target / f"{kind}.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in table.to_dicts())
        written += len(table)
    return written
