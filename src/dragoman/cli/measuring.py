"""``dragoman predict`` and ``dragoman evaluate``."""

from __future__ import annotations

from pathlib import Path

import click


def _progress(done: int) -> None:
    if done % 100 == 0:
        click.echo(f"\r{done:,} lines", err=True, nl=False)


@click.command()
@click.argument("task")
@click.argument("input", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Where to write; else standard output."
)
@click.pass_context
def predict(ctx: click.Context, task: str, input: Path, output: Path | None) -> None:
    """Answer a task's questions: one line of JSON for each line of the input, in its order; nothing is kept.

    Tasks: attribution, quotation, stories, actors, places, events, coding (JSON Lines, .gz too); pairs and incidents
    read a whole corpus. A line that cannot be read gets an empty answer, and the exit code is 1.

    \b
    Example:
      dragoman predict stories dev.jsonl -o answers.jsonl
      dragoman predict pairs corpus.csv -o pairs.json
    """
    import sys

    from dragoman.scoring.predict import run

    ctx.exit(run(task, input, output, **({"progress": _progress} if sys.stderr.isatty() else {})))


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("task")
@click.argument("gold", type=click.Path(path_type=Path))
@click.option(
    "--corpus",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="For pairs and incidents: what the gold speaks of.",
)
@click.argument("scorer_options", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def evaluate(ctx: click.Context, task: str, gold: Path, corpus: Path | None, scorer_options: tuple[str, ...]) -> None:
    """Predict from the lines of a gold file, then score against it. Further options go to the task's scorer.

    \b
    Example:
      dragoman evaluate attribution gold.jsonl
      dragoman evaluate pairs gold.json --corpus corpus.csv
    """
    from dragoman.scoring.evaluate import run

    ctx.exit(run(task, gold, corpus, scorer_options))
