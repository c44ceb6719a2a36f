"""``dragoman remove``: erase stories for good."""

from __future__ import annotations

import click

from dragoman.cli import options
from dragoman.cli.records import opened


@click.command()
@click.argument("report", required=False)
@click.option("--publisher", metavar="NAME", help="All stories of this publisher.")
@click.option("--why", metavar="TEXT", help="Reason to keep with the tombstone.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@options.ledger
def remove(report: str | None, publisher: str | None, why: str | None, yes: bool, place: str) -> None:
    """Erase a story, or all of a publisher's, with every record and word; a tombstone keeps it from being read again.

    \b
    Example:
      dragoman remove 1e6403ef --why embargo
      dragoman remove --publisher trt --yes
    """
    if (report is None) == (publisher is None):
        raise click.UsageError("Name a REPORT, or a publisher with --publisher.")
    from dragoman.linking.ledger_links import regroup

    with opened(place) as ledger:
        what = f"story {ledger.report_id(report)}" if report else f"all stories of {publisher}"
        if not yes:
            click.confirm(f"Erase {what} and all its records from {place}?", abort=True, err=True)
        ids = ledger.remove(report, publisher=publisher, removed=options.now(), why=why)
        regroup(ledger.engine)
    click.echo(
        f"{len(ids)} {'story' if len(ids) == 1 else 'stories'} erased; `dragoman read --force` would read them again"
    )
