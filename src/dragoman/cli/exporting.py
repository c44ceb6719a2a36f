"""``dragoman export``."""

from __future__ import annotations

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
    help="Where to write: a file, or a folder for csv and jsonl.",
)
@options.ledger
def export(format: str, target: Path, place: str) -> None:
    """Write the ledger in a foreign format.

    FORMAT is one of those that `dragoman export --formats` lists.

    \b
    Example:
      dragoman export csv -o tables/
      dragoman export readings -o readings.jsonl
    """
    with opened(place) as ledger:
        written = EXPORTS.get(format)(ledger, target)
    click.echo(f"{written:,} written to {target}", err=True)


export.help = (export.help or "").replace(
    "FORMAT is one of those that `dragoman export --formats` lists.", f"FORMAT is one of: {', '.join(EXPORTS)}."
)
