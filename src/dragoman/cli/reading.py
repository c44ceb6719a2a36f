"""``dragoman read``: stories into a ledger, with progress and a run report."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli import options

if TYPE_CHECKING:
    from dragoman.engines.run import Run, RunReport
    from dragoman.ledger.store import Ledger
    from dragoman.linking.ledger_links import Linked
    from dragoman.records import PutAside, RawStory

COLUMNS = {
    "text": "column with the story",
    "title": "column with the headline",
    "published": "column with the date",
    "publisher": "column with the publisher",
    "url": "column with the address",
    "byline": "column with the author",
}


def _columns(command: Any) -> Any:
    for name in reversed(COLUMNS):
        text = f"Tables and JSON Lines: {COLUMNS[name]}, where it is not guessed."
        command = click.option(f"--{name}", metavar="COLUMN", help=text)(command)
    return command


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@options.ledger
@click.option(
    "-j", "--jobs", type=click.IntRange(min=1), default=1, metavar="N", help="Read in N processes; same result."
)
@_columns
@click.option("--format", "format", metavar="NAME", help="Format of the input, where it is not guessed.")
@click.option("--encoding", metavar="NAME", help="Encoding of the input, tried after UTF-8.")
@click.option("--any-language", is_flag=True, help="Do not put aside what is not English.")
@click.option("--pipeline", metavar="NAME", help="Another installed spaCy pipeline for English.")
@click.option("--knowledge", metavar="FILE", help="Another knowledge base than the one that ships.")
@click.option(
    "--overrides", metavar="FILE", multiple=True,
    help="A file of actors of your own, for this run and later ones into this ledger; may be given again.",
)
@click.option("--no-overrides", is_flag=True, help="Read without the actor files of the run before.")
@click.option("--again", is_flag=True, help="Read the stories of the ledger again, with present models and knowledge.")
@click.option("--outdated", is_flag=True, help="With --again: only those read by other models or knowledge.")
@click.option("--force", is_flag=True, help="Read removed stories too.")
@click.option("--no-link", is_flag=True, help="Do not link the stories at the end; `dragoman link` does so later.")
@click.option("--json", "as_json", is_flag=True, help="The run report as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no run report.")
@click.pass_context
def read(
    ctx: click.Context,
    /,
    paths: tuple[str, ...],
    place: str,
    jobs: int,
    again: bool,
    outdated: bool,
    force: bool,
    no_link: bool,
    as_json: bool,
    quiet: bool,
    pipeline: str | None,
    knowledge: str | None,
    overrides: tuple[str, ...],
    no_overrides: bool,
    **source: Any,
) -> None:
    """Read stories into a ledger: files, folders, globs, or - for standard input.

    A story that is there already is not read twice, so a run that was stopped or killed goes on where it was. At the
    end new stories are linked with the others: which are one copy, which tell of one incident. Exit code 1 when input
    was put aside: `dragoman rejected` says why.

    \b
    Example:
      dragoman read stories/ more/*.html corpus.csv.gz -l syria.db
      dragoman read export.csv --text article_content --published date
      dragoman read --again --outdated -l syria.db
    """
    _check(paths, again, outdated)
    from dragoman.engines.run import Run
    from dragoman.ledger.store import Ledger
    from dragoman.reading.reader import Options, Reader

    files = tuple(str(Path(file).resolve()) for file in overrides) or (() if no_overrides else _files_before(place))
    given = {"pipeline": pipeline, "knowledge": knowledge, "overrides": files or None}
    reader = Options(**{name: value for name, value in given.items() if value})  # type: ignore[arg-type]
    found = None if again else _found(paths, source)
    _ = Reader(reader).resources.knowledge  # a missing part or a broken override file is told before a ledger is made
    with Ledger.open(place, create=not again) as ledger:
        run = Run(ledger=ledger, options=reader, jobs=jobs, force=force)
        report = _run(run, found, paths, outdated, quiet or as_json)
        linked = None if no_link or report.interrupted else _link(ledger, quiet or as_json)
    if as_json:
        import json

        told = report.as_dict() | ({"linked": dataclasses.asdict(linked)} if linked else {})
        click.echo(json.dumps(told, ensure_ascii=False))
    elif not quiet:
        _print(report, place, again, linked, () if overrides else files)
    ctx.exit(130 if report.interrupted else 1 if report.put_aside else 0)


def _files_before(place: str) -> tuple[str, ...]:
    """The actor files of the ledger's latest run: what a person decided holds until the person says otherwise."""
    from dragoman.errors import LedgerError, UsageError
    from dragoman.ledger.store import Ledger

    try:
        with Ledger.open(place, create=False) as ledger:
            files = tuple(ledger.last_options().get("overrides") or ())
    except LedgerError:
        return ()  # no ledger yet; one that cannot be used is told of when it is opened to be written
    if missing := [file for file in files if not Path(file).is_file()]:
        raise UsageError(
            f"the run before read with the actors of {missing[0]}, which is not there any more: "
            "name the file with --overrides, or read without it with --no-overrides"
        )
    return files


def _check(paths: tuple[str, ...], again: bool, outdated: bool) -> None:
    if again and paths:
        raise click.UsageError("--again reads what the ledger holds; it takes no PATH.")
    if outdated and not again:
        raise click.UsageError("--outdated goes with --again.")
    if not paths and not again:
        raise click.UsageError("Nothing to read: name files, folders or globs, or - for standard input.")


def _found(paths: tuple[str, ...], source: dict[str, Any]) -> Iterator[RawStory | PutAside]:
    from dragoman.sources.intake import read_all
    from dragoman.sources.options import Options

    return read_all(paths, Options(**source))


def _run(
    run: Run, found: Iterator[RawStory | PutAside] | None, paths: tuple[str, ...], outdated: bool, quiet: bool
) -> RunReport:
    from dragoman.cli.progress import Progress

    with nullcontext() if quiet or not sys.stderr.isatty() else Progress(paths) as progress:
        if progress is not None:
            run.watch = progress.update
        return run.read_again(outdated) if found is None else run.read_stories(found, paths)


def _link(ledger: Ledger, quiet: bool) -> Linked:
    from dragoman.cli.progress import linking
    from dragoman.linking import ledger_links

    with linking(quiet) as watch:
        return ledger_links.link(ledger.engine, watch)


def _print(report: RunReport, place: str, again: bool, linked: Linked | None, files: tuple[str, ...]) -> None:
    """The run report, on standard error: standard output stays free for data."""
    rate = f", {report.words_per_second:,.0f} words/s" if report.words else ""
    lines = [f"{_stories(report.read)} read {'again' if again else 'into ' + place} in {report.seconds:.1f} s{rate}"]
    if report.read:
        counts = ", ".join(f"{count:,} {name}" for name, count in report.records.items() if count)
        lines.append(f"  records        {counts or 'none'}")
    if files:
        lines.append(f"  actors of      {', '.join(Path(f).name for f in files)}, as before  (--no-overrides: without)")
    for label, count in (
        ("already there", report.already),
        ("new versions", report.revised),
        ("removed before", report.removed),
    ):
        if count:
            lines.append(f"  {label:<14} {count:,}" + ("  (--force reads them)" if label == "removed before" else ""))
    if linked and linked.stories:
        lines.append(
            f"  linked         {linked.incidents:,} incidents told by several stories, "
            f"{linked.copies:,} texts carried by several outlets"
        )
    if report.put_aside:
        reasons = ", ".join(f"{count:,} {reason}" for reason, count in sorted(report.put_aside.items()))
        lines.append(f"  put aside      {reasons}  (dragoman rejected -l {place})")
        lines += [f"    {item.where}: {(item.detail or item.reason.value).splitlines()[-1]}" for item in report.told]
        left = sum(report.put_aside.values()) - len(report.told)
        lines += [f"    and {left:,} more"] if left else []
    if not report.stories:
        lines.append("  there was no story in the input" if not again else "  no story needs to be read again")
    if report.interrupted:
        lines.append("stopped; every finished story is stored, and the same command goes on from here")
    click.echo("\n".join(lines), err=True)


def _stories(count: int) -> str:
    return f"{count:,} {'story' if count == 1 else 'stories'}"
