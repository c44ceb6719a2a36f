"""CSV and TSV: one row, one story. The file itself tells delimiter and columns; rows that do not fit are put aside."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from dragoman.errors import Reason
from dragoman.records import PutAside
from dragoman.sources.columns import choose, missing, month_first, note, to_story
from dragoman.sources.encodings import bom_of, decode
from dragoman.sources.formats import Format, Stories
from dragoman.sources.options import Options
from dragoman.sources.stream import Input

DELIMITERS = ",\t;|"
SAMPLE_ROWS = 200  # rows held back to tell day from month and to find the text column
FIELD_LIMIT = 2**31 - 1  # the csv module's own limit is out of the way; rows are limited by Options.max_bytes


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the table is written."""

    delimiter: str
    quoted: bool = True  # False: a quotation mark is a character like others


@dataclass(frozen=True, slots=True)
class Row:
    """One record with the number of its first line and notes on its bytes."""

    line: int
    values: list[str]
    notes: tuple[str, ...] = ()


def sniff(head: bytes) -> bool:
    """A first line of at least two short fields, and a second line."""
    lines = head.split(b"\n")
    if len(lines) < 2:
        return False
    header = lines[0]
    return any(
        1 <= header.count(mark) <= 200
        and all(len(name) < 60 for name in header.split(mark))
        and lines[1].count(mark) >= header.count(mark)
        for mark in (b",", b"\t", b";", b"|")
    )


def stories(source: Input, options: Options) -> Stories:
    """The rows as stories."""
    csv.field_size_limit(FIELD_LIMIT)
    dialect = dialect_of(source.head, source.suffix)
    rows = _Rows(source, dialect, options)
    header = next((row for row in rows if isinstance(row, Row)), None)
    if header is None:
        yield PutAside(where=source.where, reason=Reason.EMPTY, detail="no header")
        return
    names = [name.strip().lstrip("\ufeff") for name in header.values]
    held = _held(rows)
    sample = [dict(zip(names, row.values, strict=False)) for row in held if isinstance(row, Row)]
    chosen = choose(names, options, sample)
    if "text" not in chosen:
        yield PutAside(where=source.where, reason=Reason.MALFORMED, detail=missing(names, options))
        return
    us_dates = month_first(row.get(chosen.get("published", "")) for row in sample)
    guessed = note(chosen, options)
    for found in _chained(held, rows):
        if isinstance(found, PutAside):
            yield found
        elif len(found.values) != len(names):
            detail = f"line {found.line}: {len(found.values)} fields where the header has {len(names)}"
            yield PutAside(where=f"{source.where}:{found.line}", reason=Reason.MALFORMED, detail=detail)
        else:
            values = dict(zip(names, found.values, strict=True))
            yield to_story(values, chosen, f"{source.where}:{found.line}", (*guessed, *found.notes), us_dates)


def _held(rows: Iterator[Row | PutAside]) -> list[Row | PutAside]:
    held: list[Row | PutAside] = []
    for row in rows:
        held.append(row)
        if len(held) >= SAMPLE_ROWS:
            break
    return held


def _chained(held: list[Row | PutAside], rows: Iterator[Row | PutAside]) -> Iterator[Row | PutAside]:
    yield from held
    yield from rows


def dialect_of(head: bytes, suffix: str = "") -> Dialect:
    """The delimiter with which the first rows have the most fields, equally many in each.

    Quotation marks mean nothing only where minding them would join lines that are whole rows by themselves.
    """
    decoded = decode(head.rsplit(b"\n", 1)[0] or head)
    sample = decoded.text if decoded else head.decode("latin-1")
    marks = "\t" + DELIMITERS.replace("\t", "") if suffix in (".tsv", ".tab") else DELIMITERS
    counts = {mark: _counts(sample, Dialect(mark)) for mark in marks}
    best = max(marks, key=lambda mark: _fit(counts[mark]))  # the first of equals
    bare = _counts(sample, Dialect(best, quoted=False))
    return Dialect(best, not (len(bare) > len(counts[best]) and len(set(bare)) == 1 and bare[0] > 1))


def _reader(lines: Iterable[str], dialect: Dialect) -> Iterator[list[str]]:
    if dialect.quoted:
        return csv.reader(lines, delimiter=dialect.delimiter)
    return csv.reader(lines, delimiter=dialect.delimiter, quoting=csv.QUOTE_NONE)


def _counts(sample: str, dialect: Dialect) -> list[int]:
    """Fields in each of the first rows, the last one left out: the sample may cut it."""
    try:
        rows = [len(row) for row in islice(_reader(io.StringIO(sample, newline=""), dialect), 41) if row]
    except csv.Error:
        return []
    return rows[:-1] if len(rows) > 2 else rows


def _fit(counts: list[int]) -> float:
    """How well a delimiter fits: the share of rows with as many fields as the header, then the number of fields."""
    if not counts or counts[0] < 2:
        return 0.0
    share = sum(count == counts[0] for count in counts[1:]) / len(counts[1:]) if counts[1:] else 0.5
    return (0.01 + share**4) * (1 + min(counts[0], 30) / 30)


class _Rows:
    """The records of a stream, one at a time; a record that grows past the limit is put aside and reading goes on."""

    def __init__(self, source: Input, dialect: Dialect, options: Options) -> None:
        self._where, self._options, self._dialect = source.where, options, dialect
        self._lines = self._decoded(source)
        self._number = 0  # of the last line read
        self._grown = 0  # characters of the record being read
        self._notes: tuple[str, ...] = ()
        self._reader = self._new_reader()

    def __iter__(self) -> Iterator[Row | PutAside]:
        return self

    def __next__(self) -> Row | PutAside:
        while True:
            first = self._number + 1
            self._grown, self._notes = 0, ()
            try:
                values = next(self._reader)
            except (csv.Error, _TooLong) as error:
                self._reader = self._new_reader()
                reason = Reason.TOO_LARGE if isinstance(error, _TooLong) else Reason.MALFORMED
                return PutAside(where=f"{self._where}:{first}", reason=reason, detail=f"line {first}: {error}")
            if values:
                return Row(first, values, self._notes)

    def _new_reader(self) -> Iterator[list[str]]:
        return _reader(self._counted(), self._dialect)

    def _counted(self) -> Iterator[str]:
        for line, notes in self._lines:
            self._number += 1
            self._grown += len(line)
            self._notes = tuple(dict.fromkeys((*self._notes, *notes)))
            if self._grown > self._options.max_bytes:
                raise _TooLong(f"a row of more than {self._options.max_bytes} characters (is a quote left open?)")
            yield line

    def _decoded(self, source: Input) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Lines with their ends; each decoded by itself, so that one bad line spoils no other."""
        marked = bom_of(source.head)
        if marked and marked != "utf-8-sig":
            for line in io.TextIOWrapper(source.stream, encoding=marked, errors="replace", newline=""):
                yield line.replace("\x00", ""), (f"encoding {marked}",)
            return
        for number, raw in enumerate(self._bounded(source.stream)):
            decoded = decode(raw.removeprefix(b"\xef\xbb\xbf") if number == 0 else raw, self._options.encoding)
            if decoded:
                yield decoded.text, decoded.notes
            else:
                yield raw.decode("latin-1"), ("encoding not known, read as latin-1",)

    def _bounded(self, stream: io.BufferedReader) -> Iterator[bytes]:
        while line := stream.readline(self._options.max_bytes + 1):
            yield line


class _TooLong(Exception):
    """A record larger than a story may be."""


FORMAT = Format((".csv", ".tsv", ".tab"), sniff, stories)
