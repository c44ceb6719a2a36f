"""``dragoman decide``: what a person knows better. The reader's own record is kept, every decision can be undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dragoman.cli import options
from dragoman.cli.records import opened

if TYPE_CHECKING:
    from dragoman.ledger.decisions import DecisionRow

F = TypeVar("F", bound=Callable[..., Any])


@click.group()
def decide() -> None:
    """Put down what a person decides. It holds whatever is read later, until it is undone.

    RECORD is the key of a row (-v and --json show it), the beginning of it, or story and local id ("1e6403ef:p2").
    Rows change at once; the reader's own record stays beside them.

    \b
    Example:
      dragoman decide reject 1e6403ef:e3 --author Leyla --why "reads a caption"
      dragoman decide correct 1e6403ef:p2 stance=conditional --author Leyla
      dragoman decide merge "Syrian opposition" HNC --author Leyla
      dragoman decide undo 3 --author Leyla
    """


def _signed(command: F) -> F:
    command = options.ledger(command)
    command = click.option("--why", metavar="TEXT", help="The reason, kept with the decision.")(command)
    return click.option(
        "--author", metavar="NAME", envvar="DRAGOMAN_AUTHOR", required=True, help="Who decides. [env DRAGOMAN_AUTHOR]"
    )(command)


def _put(place: str, kind: str, subject: str, author: str, why: str | None, **value: Any) -> None:
    from dragoman.linking.ledger_links import link_again

    told = {name: one for name, one in {**value, "why": why}.items() if one}
    with opened(place) as ledger:
        number = ledger.decide(kind, subject, author=author, made=options.now(), value=told)
        link_again(ledger.engine)
    click.echo(f"decision {number}; `dragoman decide undo {number}` takes it back")


@decide.command()
@click.argument("record")
@_signed
def confirm(record: str, author: str, why: str | None, place: str) -> None:
    """A record is right.

    \b
    Example:
      dragoman decide confirm 1e6403ef:p1 --author Leyla
    """
    _put(place, "confirm", record, author, why)


@decide.command()
@click.argument("record")
@_signed
def reject(record: str, author: str, why: str | None, place: str) -> None:
    """A record is wrong: it goes out of every listing, count and export.

    \b
    Example:
      dragoman decide reject 1e6403ef:e3 --author Leyla --why "reads a caption"
    """
    _put(place, "reject", record, author, why)


@decide.command()
@click.argument("record")
@click.argument("changes", nargs=-1, required=True, metavar="FIELD=VALUE...")
@_signed
def correct(record: str, changes: tuple[str, ...], author: str, why: str | None, place: str) -> None:
    """A record is right but for some fields; "none" empties one.

    An unknown field is refused with those that its kind of record has: stance, factuality, type, low, high, by,
    according_to, date and so on. Actors are given by id or name.

    \b
    Example:
      dragoman decide correct 1e6403ef:p2 stance=conditional date=2017-12 --author Leyla
    """
    told: dict[str, str] = {}
    for change in changes:
        name, equals, value = change.partition("=")
        if not equals:
            raise click.UsageError(f"write FIELD=VALUE, not {change!r}")
        if name in told:
            raise click.UsageError(f"{name} is given twice")
        told[name.strip()] = value.strip()
    _put(place, "correct", record, author, why, set=told)


@decide.command()
@click.argument("first", metavar="ID")
@click.argument("other", metavar="ID")
@_signed
def merge(first: str, other: str, author: str, why: str | None, place: str) -> None:
    """Two actors, issues or stories are one; actors also by name. Shown is the one that is known, else the first.

    \b
    Example:
      dragoman decide merge "Syrian opposition" HNC --author Leyla
    """
    _put(place, "merge", first, author, why, other=other)


@decide.command()
@click.argument("actor")
@click.option("--in", "report", metavar="REPORT", required=True, help="The story in which it is another one.")
@click.option("--as", "other", metavar="ACTOR", help="Who it is there; else a new actor.")
@_signed
def split(actor: str, report: str, other: str | None, author: str, why: str | None, place: str) -> None:
    """In one story an actor is somebody else than elsewhere. (Merges are split by undoing them.)

    \b
    Example:
      dragoman decide split new:rebel --in 1e6403ef --author Leyla
    """
    _put(place, "split", actor, author, why, report=report, **{"as": other})


@decide.command()
@click.argument("record")
@click.argument("text")
@_signed
def note(record: str, text: str, author: str, why: str | None, place: str) -> None:
    """Write a note on a record; it changes nothing.

    \b
    Example:
      dragoman decide note 1e6403ef:c2 "compare with the UN report" --author Leyla
    """
    _put(place, "note", record, author, why, note=text)


@decide.command()
@click.argument("number", type=int)
@_signed
def undo(number: int, author: str, why: str | None, place: str) -> None:
    """Take a decision back by its number; undoing an undo brings it back.

    \b
    Example:
      dragoman decide undo 3 --author Leyla
    """
    from dragoman.linking.ledger_links import link_again

    with opened(place) as ledger:
        made = ledger.undo(number, author=author, made=options.now())
        link_again(ledger.engine)
    click.echo(f"decision {number} is undone (decision {made})")


@decide.command("list")
@click.option("--all", "every", is_flag=True, help="Undone ones and undoings too.")
@options.ledger
@options.output
def list_(place: str, every: bool, style: str | None, verbose: bool, limit: int | None) -> None:
    """The decisions in force, in the order they were made.

    \b
    Example:
      dragoman decide list --all
    """
    from dragoman.cli.output import Column, emit

    with opened(place) as ledger:
        table = ledger.decisions(all_=every)
    columns: list[Column[DecisionRow]] = [
        Column("number", lambda r: str(r.id), justify="right"),
        Column("made", lambda r: r.made[:10]),
        Column("author", lambda r: r.author),
        Column("what", lambda r: r.kind if r.in_force else f"{r.kind} (undone)" if r.undoes is None else r.kind),
        Column("of", _subject, ratio=4, main=True),
        Column("how", told, ratio=3),
        Column("now", lambda r: "orphaned" if r.orphaned else "", optional=True),
    ]
    emit(table[:limit] if limit else table, style, columns, verbose=verbose)


def _subject(row: DecisionRow) -> str:
    from dragoman.cli.output import shortened

    if row.undoes is not None:
        return f"decision {row.undoes}"
    words = f" “{shortened(row.words, 90)}”" if row.words else ""
    return f"{row.subject_kind or ''} {row.subject}{words}".strip()


def told(row: DecisionRow) -> str:
    """What a decision sets, whom else it is about, and why."""
    rest = dict(row.value)
    why = rest.pop("why", None)
    parts = [f"{name}={value}" for name, value in (rest.pop("set", None) or {}).items()]
    parts += [f"{name} {value}" for name, value in rest.items()]
    return ", ".join(parts) + (f" ({why})" if why else "")
