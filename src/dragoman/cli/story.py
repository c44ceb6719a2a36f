"""``dragoman show``: a story in the terminal, its records marked in its words and told under each paragraph."""

from __future__ import annotations

import click

from dragoman.cli import options
from dragoman.cli.records import opened


@click.command()
@click.argument("report")
@options.ledger
@click.option("--json", "as_json", is_flag=True, help="The whole Reading as JSON.")
@click.option("--text", "only_text", is_flag=True, help="The text alone, as the ledger keeps it.")
@click.option("-v", "--verbose", is_flag=True, help="With the key of each record, for explain.")
def show(report: str, place: str, as_json: bool, only_text: bool, verbose: bool) -> None:
    """A story with every record marked in its words. REPORT: id or beginning of it, address, headline words.

    What someone says stands between ⟦a1 and ⟧, one pair within the other where the text nests it; under each paragraph
    its records are told, a claim with the one that contradicts it.

    \b
    Example:
      dragoman show 1e6403ef
      dragoman show "sochi conference" --json
    """
    with opened(place) as ledger:
        reading = ledger.reading(report)
    if as_json:
        from dragoman.cli.output import data

        data(reading)
    elif only_text:
        click.echo(reading.report.text)
    else:
        from dragoman.cli.marking import page
        from dragoman.cli.output import console

        out = console()
        for line in page(reading, verbose):
            out.print(line)
