"""Dragoman reads press reports into a ledger of who did and said what to whom, who stands where, according to whom.

>>> from dragoman import Reader, Ledger  # doctest: +SKIP

Names are loaded on first use, so that ``dragoman --help`` stays instant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.ledger.store import Ledger
    from dragoman.reading.reader import Options, Reader
    from dragoman.records import Reading, Report

__version__ = "0.1.0"
__all__ = ["Ledger", "Options", "Reader", "Reading", "Report", "__version__", "report"]

_WHERE = {
    "Ledger": "dragoman.ledger.store",
    "Options": "dragoman.reading.reader",
    "Reader": "dragoman.reading.reader",
    "Reading": "dragoman.records",
    "Report": "dragoman.records",
    "report": "dragoman.wire.report",
}


def __getattr__(name: str) -> object:
    if name in _WHERE:
        from importlib import import_module

        return getattr(import_module(_WHERE[name]), name)
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
