"""``dragoman``: one verb a step. Commands are imported when they are called, so that ``--help`` is instant."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

# Section -> command -> (where it is, what it does). Help is made from this table; a test compares it with the commands.
COMMANDS: dict[str, dict[str, tuple[str, str]]] = {
    "Read": {
        "read": ("dragoman.cli.reading:read", "Read stories into a ledger."),
        "rejected": ("dragoman.cli.stock:rejected", "What was put aside, and why."),
        "reports": ("dragoman.cli.stock:reports", "The stories in the ledger."),
        "decide": ("dragoman.cli.deciding:decide", "Reject, correct, confirm, merge and split; undo it; list it."),
        "remove": ("dragoman.cli.removal:remove", "Erase a story or a publisher, leaving a tombstone."),
    },
    "Ask": {
        "positions": ("dragoman.cli.records:positions", "Who stands where on what, on what condition."),
        "claims": ("dragoman.cli.records:claims", "Accusations, denials and assertions, and what contradicts them."),
        "figures": ("dragoman.cli.records:figures", "How many were killed, injured, detained, displaced, missing."),
        "events": ("dragoman.cli.records:events", "Who did what to whom, and whether it came about."),
        "quotes": ("dragoman.cli.records:quotes", "Who says what, in which words."),
        "timeline": ("dragoman.cli.records:timeline", "What happened, was said and is planned, by date."),
        "search": ("dragoman.cli.stock:search", "Stories with these words."),
    },
    "Compare": {
        "link": ("dragoman.cli.links:link", "Find which stories are one copy or tell one incident."),
        "incidents": ("dragoman.cli.links:incidents", "Who did it, how many, according to whom: where stories agree."),
        "contradictions": ("dragoman.cli.links:contradictions", "Claims and figures that cannot both hold."),
        "copies": ("dragoman.cli.links:copies", "Which outlets carried one text, and what each changed."),
        "compare": ("dragoman.cli.links:compare", "Two stories beside each other."),
        "history": ("dragoman.cli.links:history", "How a party's position on an issue moved."),
        "brief": ("dragoman.cli.links:brief", "One page of what is new, every line cited."),
        "panel": ("dragoman.cli.links:panel", "Counts by period and unit for R or pandas."),
    },
    "Look closer": {
        "who": ("dragoman.cli.portrait:who", "All about one actor."),
        "actors": ("dragoman.cli.stock:actors", "The parties, and how much is known of each."),
        "issues": ("dragoman.cli.stock:issues", "What positions are about."),
        "show": ("dragoman.cli.story:show", "A story with every record marked in its words."),
        "explain": ("dragoman.cli.explanation:explain", "Why a row is there."),
        "stats": ("dragoman.cli.portrait:stats", "Counts of everything."),
    },
    "Hand on": {
        "export": ("dragoman.cli.exporting:export", "Write records in a foreign format."),
        "predict": ("dragoman.cli.measuring:predict", "Answer a task's questions from a file, keeping nothing."),
        "evaluate": ("dragoman.cli.measuring:evaluate", "The score on a gold file."),
    },
    "Set up": {
        "doctor": ("dragoman.cli.doctor:doctor", "What is installed, and how to mend what is missing."),
        "codebook": ("dragoman.cli.books:codebook", "Check a codebook."),
        "kb": ("dragoman.cli.books:kb", "Look into the knowledge base."),
    },
}


class Failure(click.ClickException):
    """A DragomanError on its way out: one line on standard error, the exit code of its class."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.code = exit_code

    @property
    def exit_code(self) -> int:  # type: ignore[override]
        """The exit code of the error's class."""
        return self.code

    def show(self, file: Any = None) -> None:
        """Print the line."""
        click.echo(f"dragoman: {self.message}", err=True, file=file)


class Commands(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the table."""
        return [name for section in COMMANDS.values() for name in section]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import a command; None for an unknown name."""
        for section in COMMANDS.values():
            if name in section:
                module, _, attribute = section[name][0].partition(":")
                command: click.Command = getattr(importlib.import_module(module), attribute)
                return command
        return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table, without importing what it names."""
        for title, section in COMMANDS.items():
            with formatter.section(title):
                formatter.write_dl([(name, text) for name, (_, text) in section.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As Click does, with near names for an unknown one."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            close = get_close_matches(args[0], self.list_commands(ctx), 2)
            if not close:
                raise
            raise click.UsageError(f"{error.message} Did you mean {' or '.join(close)}?", ctx) from error

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; Dragoman's own errors become one line and an exit code."""
        from dragoman.errors import DragomanError, LedgerError, UsageError

        try:
            return super().invoke(ctx)
        except DragomanError as error:
            raise Failure(str(error), error.exit_code) from error
        except KeyboardInterrupt:
            ctx.exit(130)
        except OSError as error:
            if error.filename is None:  # a broken pipe and the like
                raise
            raise Failure(f"{error.filename}: {error.strerror}", UsageError.exit_code) from error
        except Exception as error:
            if (told := _database_failure(error)) is None:
                raise
            raise Failure(f"the ledger cannot be used: {told}", LedgerError.exit_code) from error


def _database_failure(error: Exception) -> str | None:
    """What a database says of itself (damaged, locked, full), in one line; None for any other failure."""
    if "sqlalchemy" not in sys.modules:
        return None
    from sqlalchemy.exc import DatabaseError

    from dragoman.ledger.connection import plain

    return plain(error) if isinstance(error, DatabaseError) else None


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="dragoman", prog_name="dragoman")
def main() -> None:
    """Reads press reports into a ledger of who did and said what to whom, and who stands where, according to whom.

    \b
      dragoman read stories/ -l syria.db
      dragoman positions -l syria.db --on sochi

    The ledger is named by -l, else by DRAGOMAN_LEDGER, else it is ./dragoman.db. Exit codes: 0 done, 1 done but input
    was put aside, 2 wrong use, 3 a part is missing, 4 the ledger cannot be used, 5 a file is not valid,
    130 interrupted.
    """


if __name__ == "__main__":
    main()
