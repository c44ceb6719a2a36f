"""Whole Readings as JSON Lines: every record of a story with its offsets, and the story."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dragoman import codec

if TYPE_CHECKING:
    from dragoman.ledger.store import Ledger


def write(ledger: Ledger, target: Path) -> int:
    """One Reading a line, in the order of publication. Gives the number of stories."""
    written = 0
    with target.open("wb") as file:
        for row in ledger.reports():
            file.write(codec.encode(ledger.reading(row.report_id)) + b"\n")
            written += 1
    return written
