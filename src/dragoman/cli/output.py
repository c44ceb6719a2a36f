"""Tables on a terminal, JSON and CSV in a pipe."""

from __future__ import annotations

import csv
import io
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Generic, Literal, TypeVar

import click
from rich import box
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from dragoman import codec
from dragoman.ledger.listing import Sourced, Table, cell

R = TypeVar("R")
Cell = str | Text | None

PIPE_WIDTH = 120  # columns of a table that goes to a file or pipe
NARROW = 90  # below this many columns a terminal gets no optional columns
GAP = 2  # characters between columns
CARDS = 60  # below this a row becomes a few lines
LONGEST_UNBROKEN = 14  # a longer word may be broken; no column is narrower than its longest shorter one
KEY = 20  # characters of a record's key, which is copied from the screen
EVIDENCE = 5  # least share of a column with whole sentences in it

STYLES = {
    "sponsors": "cyan",
    "supports": "green",
    "conditional": "yellow",
    "undecided": "magenta",
    "opposes": "red",
    "happened": "",
    "ongoing": "",
    "planned": "cyan",
    "called_for": "cyan",
    "threatened": "yellow",
    "possible": "yellow",
    "denied": "magenta",
    "failed": "magenta",
    "hypothetical": "dim",
    "accuse": "red",
    "deny": "magenta",
    "assert": "",
    "threaten": "yellow",
    "promise": "green",
    "demand": "cyan",
    "killed": "red",
    "injured": "yellow",
    "detained": "magenta",
    "displaced": "cyan",
    "missing": "blue",
}


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column of a terminal table."""

    title: str
    of: Callable[[R], Cell]
    ratio: int = 0  # share of the free width; 0: as wide as it must be
    main: bool = False  # evidence goes under this one
    optional: bool = False  # left out on a narrow terminal
    justify: Literal["left", "right"] = "left"
    most: int | None = None  # characters at most
    unbroken: int = LONGEST_UNBROKEN


def console(stderr: bool = False) -> Console:
    """A console as wide as the terminal; 120 columns, and no colour, where it is none."""
    file = sys.stderr if stderr else sys.stdout
    width = None if file.isatty() or os.environ.get("COLUMNS") else PIPE_WIDTH
    return Console(file=file, width=width, highlight=False, soft_wrap=False)


def styled(value: str | None) -> Text:
    """A word of a closed list in its colour."""
    return Text(value or "", style=STYLES.get(value or "", ""))


def according(row: Any) -> Text:
    """Whose word a row is."""
    if row.according_to:
        return Text(row.according_to)
    return Text("own word" if getattr(row, "own_word", False) else "the report", style="dim")


def story(row: Any) -> Text:
    """The story of a row: publisher and date."""
    return Text(" ".join(part for part in (row.publisher, row.published) if part) or row.report_id[:8], style="dim")


def date(row: Any) -> Text:
    """The date of a row, no more precise than it is told; dim where it is only the day of publication."""
    known = row.date and row.date != row.published
    end = getattr(row, "date_end", None)
    told = (getattr(row, "date_edtf", None) or "").removesuffix("~")
    if 0 < len(told) < len("2016-07-01") or ".." in told:
        return Text(told, style="" if known else "dim")
    text = f"{row.date}–{_shorter(row.date, end)}" if end and end != row.date else row.date or ""
    return Text(text, style="" if known else "dim")


def _shorter(start: str, end: str) -> str:
    """The end of an interval without what it shares with its start."""
    for length in (8, 5):
        if len(start) == len(end) == 10 and start[:length] == end[:length]:
            return end[length:]
    return end


def emit(
    table: Table[Any],
    style: str | None,
    columns: Sequence[Column[Any]],
    *,
    verbose: bool = False,
    group: Callable[[Any], str] | None = None,
) -> None:
    """Print a table as JSON, CSV or for people; say why it is empty."""
    if style == "json":
        click.echo(as_json(table.to_dicts()), nl=False)
    elif style == "csv":
        click.echo(as_csv(table), nl=False)
    elif table:
        _print(table, columns, verbose, group)
    if not table and table.empty:
        click.echo(f"dragoman: {table.empty}", err=True)


def as_json(rows: Iterable[dict[str, Any]]) -> str:
    """A JSON array, one row a line."""
    import json

    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[{lines}]\n"


def as_csv(table: Table[Any]) -> str:
    """CSV with a header, lists joined with "; "."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([cell(value) for value in row.values()] for row in table.to_dicts())
    return buffer.getvalue()


def _print(
    table: Table[Any], columns: Sequence[Column[Any]], verbose: bool, group: Callable[[Any], str] | None
) -> None:
    """One table; in groups, each under its title, all in the same columns under one header."""
    out = console()
    groups = (
        [(None, list(table))] if group is None else [(name, list(rows)) for name, rows in groupby(table, key=group)]
    )
    if out.width < CARDS:
        for title, rows in groups:
            if title is not None:
                out.print(Text(title, style="bold"))
            out.print(_cards(rows, columns, verbose))
        return
    grid = _Grid(list(table), columns, verbose, out.width)
    if group is None:
        out.print(grid.whole())
        return
    out.print(grid.header())
    start = 0
    for title, rows in groups:
        out.print(Text(f"\n{title}", style="bold"))
        out.print(grid.part(start, start + len(rows)))
        start += len(rows)


class _Grid:
    """Rows in columns that are as wide as all of them together want."""

    def __init__(self, rows: Sequence[Any], columns: Sequence[Column[Any]], verbose: bool, width: int) -> None:
        shown = [column for column in columns if not (column.optional and width < NARROW)]
        self._shown = [_roomy(column, width) if verbose and column.main else column for column in shown]
        self._lines = [[_text(column, row, verbose) for column in self._shown] for row in rows]
        kept = [n for n, column in enumerate(self._shown) if column.main or any(line[n].plain for line in self._lines)]
        self._widths = _widths({n: (self._shown[n], [line[n] for line in self._lines]) for n in kept}, width)

    def whole(self) -> Grid:
        """Header and all rows."""
        return self._made(self._lines)

    def header(self) -> Grid:
        """The header alone, to stand above parts."""
        return self._made([], show_edge=False)

    def part(self, start: int, end: int) -> Grid:
        """Some of the rows, by their numbers, without the header."""
        return self._made(self._lines[start:end], show_edge=False, show_header=False)

    def _made(self, lines: Sequence[Sequence[Text]], show_edge: bool = True, show_header: bool = True) -> Grid:
        grid = Grid(
            box=box.SIMPLE_HEAD, pad_edge=False, collapse_padding=True, header_style="bold", show_edge=show_edge,
            show_header=show_header,
        )  # fmt: skip
        for n, wide in self._widths.items():
            grid.add_column(self._shown[n].title, width=wide, justify=self._shown[n].justify, overflow="fold")
        for line in lines:
            grid.add_row(*(line[n] for n in self._widths))
        return grid


def _roomy(column: Column[Any], width: int) -> Column[Any]:
    """A column with evidence and keys under it; on a narrow terminal a key may be broken."""
    return replace(column, ratio=max(column.ratio, EVIDENCE), unbroken=KEY if width >= NARROW else column.unbroken)


def _widths(columns: dict[int, tuple[Column[Any], list[Text]]], width: int) -> dict[int, int]:
    """How wide each column is to be; optional ones are left out, last first, where there is no room for their words.

    A column gets what it needs where that is less than its share; what is left goes to the others by their ratios.
    """
    least = {n: _least(column, cells) for n, (column, cells) in columns.items()}
    for n in [n for n in reversed(columns) if columns[n][0].optional]:
        if sum(least.values()) + GAP * len(least) > width:
            del least[n]
    need = {n: max(len(columns[n][0].title), *(_longest_line(cell) for cell in columns[n][1])) for n in least}
    widths = {n: least[n] for n in least if not columns[n][0].ratio}
    free = width - GAP * len(least) - sum(widths.values())
    open_ = [n for n in least if n not in widths]
    while open_:
        share = {n: max(least[n], free * columns[n][0].ratio // sum(columns[m][0].ratio for m in open_)) for n in open_}
        content = [n for n in open_ if need[n] <= share[n] or share[n] == least[n]] or open_
        for n in content:
            widths[n] = min(need[n], share[n])
            free -= widths[n]
        open_ = [n for n in open_ if n not in content]
    return {n: widths[n] for n in least}


def _longest_line(text: Text) -> int:
    return max((Text(line).cell_len for line in text.plain.split("\n")), default=0)


def _least(column: Column[Any], cells: Sequence[Text]) -> int:
    """The fewest characters that a column can do with."""
    if not column.ratio:
        return min(max([len(column.title), *map(_longest_line, cells)]), column.most or 1000)
    words = (word for text in (Text(column.title), *cells) for word in text.plain.split())
    return max(min(len(word), column.unbroken) for word in words)


def shortened(words: str, longest: int = 160) -> str:
    """Words on one line, cut at a word where they are many."""
    words = squeezed(words)
    return words if len(words) <= longest else words[:longest].rpartition(" ")[0] + " …"


def _cards(rows: Sequence[Any], columns: Sequence[Column[Any]], verbose: bool) -> Text:
    text = Text()
    for row in rows:
        for column in columns:
            value = _text(column, row, verbose)
            if value.plain:
                text.append(f"{column.title}: ", style="bold").append_text(value).append("\n")
        text.append("\n")
    return text


def _text(column: Column[Any], row: Any, verbose: bool) -> Text:
    value = column.of(row)
    text = value.copy() if isinstance(value, Text) else Text(value or "")
    if verbose and column.main and isinstance(row, Sourced):
        words = squeezed(row.words)
        if words not in text.plain:
            text.append("\n" if text.plain else "").append(f"“{words}”", style="italic dim")
        text.append("\n" if text.plain else "").append(row.key, style="dim")
    return text


def two_columns(lines: Iterable[tuple[Cell, Cell]], indent: int = 2) -> Grid:
    """Labels and what belongs to them; long lines stay in their column."""
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=indent - 2 if indent > 2 else 0)
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for label, text in lines:
        grid.add_row("", label, text)
    return grid


def squeezed(words: str) -> str:
    """Words on one line."""
    return " ".join(words.split())


def data(value: object) -> None:
    """Print a value as canonical JSON."""
    click.echo(codec.encode(value).decode())
