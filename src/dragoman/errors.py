"""Every error Dragoman raises, its exit code, and the reasons for putting input aside.

    DragomanError                 1  something in the run failed
    ├── UsageError                2  the caller asked for something that cannot be
    ├── SetupError                3  a part is missing; the message names the command that mends it
    ├── LedgerError               4  the ledger cannot be opened, is of another version, or is locked
    └── DataFileError             5  a file that people write (codebook, override, column map) is not valid

Exit code 1 is also given when a run ended but put input aside; 130 after Ctrl-C.
Bad input is not an error: it is a ``PutAside`` value with a ``Reason``.
"""

from __future__ import annotations

from enum import StrEnum


class DragomanError(Exception):
    """Base of all errors; ``exit_code`` is what the command line returns."""

    exit_code = 1


class UsageError(DragomanError):
    """The caller's mistake: an unknown name, a missing file, options that exclude each other."""

    exit_code = 2


class SetupError(DragomanError):
    """A model, data file or package is missing or of the wrong version."""

    exit_code = 3


class LedgerError(DragomanError):
    """The ledger cannot be used as it is."""

    exit_code = 4


class DataFileError(DragomanError):
    """A hand-written file is refused, with its line and the reason; nothing was changed."""

    exit_code = 5


class Reason(StrEnum):
    """Why input was put aside."""

    BINARY = "binary"
    EMPTY = "empty"
    NOT_ENGLISH = "not_english"
    NO_TEXT = "no_text"
    TOO_LARGE = "too_large"
    BAD_ENCODING = "bad_encoding"
    MALFORMED = "malformed"
    UNREADABLE = "unreadable"
    CRASHED = "crashed"
