"""``dragoman who``: all about one actor; ``dragoman stats``: counts of everything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli import options
from dragoman.cli.records import opened

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from dragoman.ledger.listing import Table
    from dragoman.ledger.overview import Portrait

SHOWN = 10  # rows of each kind, without --all


@click.command()
@click.argument("actor")
@options.ledger
@click.option("--all", "every", is_flag=True, help=f"All rows of each kind, not {SHOWN}.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, all rows.")
def who(actor: str, place: str, every: bool, as_json: bool) -> None:
    """All about one actor: names, roles, positions, statements, claims, events. ACTOR: id, name or alias.

    \b
    Example:
      dragoman who HNC
      dragoman who "de Mistura" --all
    """
    with opened(place) as ledger:
        portraits = ledger.who(actor)
    if as_json:
        import json

        click.echo(json.dumps([_as_dict(p) for p in portraits], ensure_ascii=False))
        return
    from dragoman.cli.output import console

    out = console()
    for portrait in portraits:
        for line in _lines(portrait, None if every else SHOWN):
            out.print(line)


def _as_dict(portrait: Portrait) -> dict[str, Any]:
    from dragoman.ledger.listing import Table

    values = {name: getattr(portrait, name) for name in portrait.__dataclass_fields__}
    return {name: value.to_dicts() if isinstance(value, Table) else value for name, value in values.items()}


def _lines(p: Portrait, most: int | None) -> Iterator[RenderableType]:
    from rich.text import Text

    from dragoman.cli.output import two_columns

    facts = [p.kind.replace("_", " "), p.country, p.sector, p.actor_id]
    yield Text(p.name, style="bold underline").append("  ").append(" · ".join(f for f in facts if f), style="dim")
    told = {
        "roles": p.roles,
        "speaks for": p.speaks_for,
        "member of": p.member_of,
        "its people": p.members,
        "names": [f"{name} ({n})" if n > 1 else name for name, n in p.names.items() if n],
        "also": [name for name, n in p.names.items() if not n],
    }
    yield two_columns(
        (label, ", ".join(values[: 3 * (most or len(values))])) for label, values in told.items() if values
    )
    parts: tuple[tuple[str, Table[Any], Callable[[Any], Text]], ...] = (
        ("Positions", p.positions, _position),
        ("Statements", p.statements, _statement),
        ("Claims", p.claims, _claim),
        ("Claims about it", p.accused, _accusation),
        ("What it does", p.events, _event),
        ("What is done to it", p.suffered, _event),
        ("Casualties laid to it", p.figures, _figure),
    )
    for title, table, line in parts:
        if table:
            yield Text(f"\n{title}", style="bold").append(f" {len(table)}", style="dim")
            yield two_columns((row.date or "undated", _end(row, line(row))) for row in list(table)[:most])
            if most and len(table) > most:
                yield Text(f"  … and {len(table) - most} more (--all)", style="dim")
    yield Text()


def _end(row: Any, text: Text) -> Text:
    """Whose word it is, and who printed it."""
    to = getattr(row, "according_to", None)
    text.append(f", according to {to}" if to else "")
    return text.append(f"  [{row.publisher or row.report_id[:8]}]", style="dim")


def _position(row: Any) -> Text:
    from rich.text import Text

    from dragoman.cli.output import squeezed, styled

    text = Text().append_text(styled(row.stance)).append(f" {row.issue}")
    text.append(f", on condition: {squeezed(row.condition)}" if row.condition else "")
    return text.append(f", because {squeezed(row.reason)}" if row.reason else "")


def _statement(row: Any) -> Text:
    from rich.text import Text

    from dragoman.cli.output import squeezed

    return Text(f"{row.act}: ").append(squeezed(row.content), style="italic")


def _claim(row: Any) -> Text:
    from rich.text import Text

    from dragoman.cli.output import squeezed
    from dragoman.cli.telling import does

    text = Text().append_text(does(row.kind)).append(f" {row.about}" if row.about else "")
    return text.append(f": {squeezed(row.content)}").append(" ⇄ contested" if row.counters else "", style="red")


def _accusation(row: Any) -> Text:
    from rich.text import Text

    from dragoman.cli.output import squeezed
    from dragoman.cli.telling import does

    return Text(f"{row.claimant} ").append_text(does(row.kind)).append(f": {squeezed(row.content)}")


def _event(row: Any) -> Text:
    from rich.text import Text

    from dragoman.cli.output import styled

    what = row.type.lower() + (f" ({row.mode})" if row.mode else "")
    text = Text(" ".join(part for part in (", ".join(row.actors), what, ", ".join(row.recipients)) if part))
    text.append(f" at {row.place}" if row.place else "")
    return text if row.factuality == "happened" else text.append(" ").append_text(styled(row.factuality))


def _figure(row: Any) -> Text:
    from rich.text import Text

    from dragoman.cli.output import squeezed, styled

    return Text().append_text(styled(row.kind)).append(f" {squeezed(row.wording)}")


@click.command()
@options.ledger
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def stats(place: str, as_json: bool) -> None:
    """Counts of everything in the ledger.

    \b
    Example:
      dragoman stats --json
    """
    with opened(place) as ledger:
        found = ledger.stats()
    if as_json:
        import json

        click.echo(json.dumps(found, ensure_ascii=False))
        return
    from rich.table import Table as Grid
    from rich.text import Text

    from dragoman.cli.output import console

    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(style="dim")
    for name, value in found.items():
        parts = value if isinstance(value, dict) else {}
        told = ", ".join(f"{key} {count:,}" for key, count in parts.items())
        if isinstance(value, dict):
            value = len(parts) if name == "publishers" else sum(parts.values())
        grid.add_row(name.replace("_", " "), f"{value:,}" if isinstance(value, int) else value or "—", Text(told))
    console().print(grid)
