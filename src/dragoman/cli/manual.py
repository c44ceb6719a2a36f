"""The command line as a page of the docs, made of the help pages."""

from __future__ import annotations

from collections.abc import Iterator

import click

from dragoman.cli.main import COMMANDS, main

WIDTH = 100


def page() -> str:
    """Every command with its help, in Markdown."""
    parts = ["# The command line", "", "Made from the help pages; do not edit.", ""]
    context = click.Context(main, info_name="dragoman", terminal_width=WIDTH, help_option_names=["-h", "--help"])
    parts += _block(context)
    for title, section in COMMANDS.items():
        parts += [f"## {title}", ""]
        for name in section:
            command = main.get_command(context, name)
            assert command is not None
            for inner in _contexts(command, name, context):
                parts += [f"### {inner.command_path}", "", *_block(inner)]
    return "\n".join(parts)


def _contexts(command: click.Command, name: str, parent: click.Context) -> Iterator[click.Context]:
    """A command, and the commands of a group."""
    context = click.Context(command, parent, name, terminal_width=WIDTH)
    yield context
    if isinstance(command, click.Group):
        for inner_name, inner in command.commands.items():
            yield from _contexts(inner, inner_name, context)


def _block(context: click.Context) -> list[str]:
    return ["```", context.get_help(), "```", ""]
