"""Columns of a foreign format, each with its meaning: what writes the file also makes the page of the docs."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from dragoman.exports.pairs import Pair


class _Quoted(csv.excel_tab):
    lineterminator = "\n"


class _Bare(_Quoted):
    quoting = csv.QUOTE_NONE
    quotechar = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the format, what it holds, and how it is got from a pair."""

    name: str
    meaning: str
    of: Callable[[Pair], object]


def write_rows(
    tables: Mapping[Path, Sequence[Column]], pairs: Iterable[Pair], *, header: bool = True, missing: str = ""
) -> int:
    """Write tab-separated rows, ``missing`` where a column has nothing; tabs and line ends in a value become spaces.

    Each file of ``tables`` gets a row of its columns for every pair.

    Under a header a value with a quotation mark is quoted, as every CSV reader expects; without one nothing is, as
    GDELT has it. Gives the number of pairs.
    """
    written = 0
    with ExitStack() as stack:
        writers = []
        for target, columns in tables.items():
            file = stack.enter_context(target.open("w", encoding="utf-8", newline=""))
            writers.append((csv.writer(file, _Quoted if header else _Bare), columns))
        if header:
            for writer, columns in writers:
                writer.writerow([column.name for column in columns])
        for pair in pairs:
            for writer, columns in writers:
                writer.writerow([_cell(column.of(pair), missing) for column in columns])
            written += 1
    return written


def _cell(value: object, missing: str) -> str:
    text = "" if value is None else " ".join(str(value).split())
    return text or missing


def day(date: str | None) -> str:
    """A date as YYYYMMDD; a month or year stands for its first day."""
    if not date:
        return ""
    year, month, day_ = [*date.split("-"), "01", "01"][:3]
    return f"{year}{month}{day_}"


def citation(pair: Pair) -> str:
    """The address of the story, else who printed what and when."""
    report = pair.report
    return report.url or ", ".join(part for part in (report.publisher, report.published, report.headline) if part)
