"""``dragoman export``."""

from __future__ import annotations

import inspect
from pathlib import Path

import click

from dragoman.cli import options
from dragoman.cli.records import opened
from dragoman.exports import EXPORTS


@click.command()
@click.argument("format", type=click.Choice(list(EXPORTS)), metavar="FORMAT")
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path),
    required=True,
    metavar="PATH",
    help="Where to write: a file (icews, polecat, readings), or a folder.",
)
@click.option(
    "--every", is_flag=True, help="gdelt, icews, polecat: events too that are planned, denied, possible and so on."
)
@options.ledger
def export(format: str, target: Path, every: bool, place: str) -> None:
    """Write the ledger in a foreign format.

    FORMAT is one of those that `dragoman export --formats` lists.

    gdelt, icews and polecat have a row for each pair of one who does and one who is done to, and only of events that
    happened or go on: those formats cannot say that an event is denied. docs/exports.md tells each column.

    \b
    Example:
      dragoman export csv -o tables/
      dragoman export icews -o events.tab
      dragoman export readings -o readings.jsonl
    """
    write = EXPORTS.get(format)
    choice = {"every": True} if every else {}
    if every and "every" not in inspect.signature(write).parameters:
        raise click.UsageError(f"--every is for gdelt, icews and polecat; {format} leaves nothing out.")
    with opened(place) as ledger:
        written = write(ledger, target, **choice)
    click.echo(f"{written:,} {'row' if written == 1 else 'rows'} written to {target}", err=True)


export.help = (export.help or "").replace(
    "FORMAT is one of those that `dragoman export --formats` lists.", f"FORMAT is one of: {', '.join(EXPORTS)}."
)
