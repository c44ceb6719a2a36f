"""``dragoman codebook`` and ``dragoman kb``: looking into files that decide what is coded and who is known."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def codebook() -> None:
    """Codebooks: the event classes and the patterns that code them."""


@codebook.command()
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> None:
    """Check a codebook of your own.

    What is wrong is named with its line, and the exit code is 5.

    \b
    Example:
      dragoman codebook check mine.yaml
    """
    from dragoman.reading.codebook import check as check_file

    book = check_file(file)
    patterns = sum(len(table) for table in book.patterns.values())
    click.echo(f"{file} is valid: {book.title} ({len(book.classes)} classes, {patterns:,} patterns)")


@click.group()
def kb() -> None:
    """The knowledge base: who and where names stand for."""


_AS_JSON = click.option("--json", "as_json", is_flag=True, help="As JSON.")
_ON = click.option("--on", "day", metavar="DATE", help="As of this day (roles change hands).")
_FILE = click.option("--knowledge", metavar="FILE", help="Another knowledge base than the one that ships.")
_OWN = click.option(
    "--overrides", metavar="FILE", multiple=True, help="A file of actors of your own; may be given again."
)


@kb.command()
@click.argument("name")
@_ON
@_FILE
@_OWN
@_AS_JSON
def search(name: str, day: str | None, knowledge: str | None, overrides: tuple[str, ...], as_json: bool) -> None:
    """Actors and places that go by a name.

    With --overrides, as a reading with these files takes it.

    \b
    Example:
      dragoman kb search "Sergei Lavrov" --on 2017-12-26
      dragoman kb search "Shield Brigade" --overrides mine.yaml
    """
    from dragoman.cli.knowledge import find, tell

    tell(find(name, day, knowledge, overrides), as_json, f"the knowledge base knows no {name!r}")


@kb.command()
@click.argument("identity", metavar="[ID]", required=False)
@_FILE
@_OWN
@_AS_JSON
def show(identity: str | None, knowledge: str | None, overrides: tuple[str, ...], as_json: bool) -> None:
    """All that is known of an actor.

    Without ID, of the knowledge base itself: its version, what it holds, its sources.

    \b
    Example:
      dragoman kb show
      dragoman kb show Q159
    """
    from dragoman.cli.knowledge import about, get, tell

    if identity is None:
        tell(about(knowledge), as_json, "")
    else:
        tell(get(identity, knowledge, overrides), as_json, f"the knowledge base has no {identity!r}")


@kb.command()
@click.argument("raw", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "-o", "--output", "target", type=click.Path(path_type=Path), required=True, metavar="FILE", help="Where to."
)
def build(raw: Path, target: Path) -> None:
    """Build the knowledge file of actors from a folder of open data.

    The same data gives the same bytes.

    \b
    Example:
      dragoman kb build raw/ -o actors.kb
    """
    from dragoman.knowledge.build.assemble import build as build_file

    for name, number in build_file(raw, target).items():
        click.echo(f"{name:<24} {number:>9,}")
