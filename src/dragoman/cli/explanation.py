"""``dragoman explain``: why a row is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli import options
from dragoman.cli.records import opened

if TYPE_CHECKING:
    from rich.text import Text

    from dragoman.ledger.overview import Explanation
    from dragoman.records import Reading, Span


@click.command()
@click.argument("record")
@options.ledger
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def explain(record: str, place: str, as_json: bool) -> None:
    """Why a row is there: its words in their paragraph, the rule, lexicon entry or model that made it, and the run.

    RECORD is the key of a row (-v and --json show it), or the beginning of it.

    \b
    Example:
      dragoman explain 7bb56670
    """
    with opened(place) as ledger:
        found = ledger.explain(record)
    if as_json:
        from dragoman.cli.output import data

        run = {k: v for k, v in (found.run or {}).items() if k in ("id", "program", "fingerprint", "started")}
        story = {"id": found.reading.report.id, "publisher": found.reading.report.publisher}
        data({"key": found.key, "kind": found.kind, "record": found.record, "report": story, "run": run})
        return
    from dragoman.cli.output import console

    out = console()
    for line in _lines(found):
        out.print(line)


def _lines(found: Explanation) -> Iterator[Text]:
    from rich.text import Text

    from dragoman.cli.telling import Teller

    teller, record, report = Teller(found.reading), found.record, found.reading.report
    yield Text(f"{found.kind} {found.key}", style="bold")
    yield Text("  ").append_text(teller.tell(record))
    yield Text()
    for paragraph in _paragraphs(found.reading, record.evidence):
        yield Text("  ").append_text(paragraph)
    yield Text()
    for name, spans in _parts(record):
        yield Text(f"  {name:<11} ", style="dim").append(teller.quote(spans, 400))
    yield from _inside(found, teller)
    whys = record.why or ("the reader gave no reason",)
    for n, why in enumerate(whys):
        yield Text(f"  {'made by' if n == 0 else '':<11} ", style="dim").append(why)
    if (confidence := getattr(record, "confidence", None)) is not None:
        yield Text("  confidence  ", style="dim").append(f"{confidence:.2f}")
    source = " · ".join(part for part in (report.publisher, report.published, report.headline) if part)
    yield Text("  story       ", style="dim").append(f"{source} ({report.id})")
    if found.run:
        run = found.run
        yield Text("  run         ", style="dim").append(
            f"{run['id']}, {run['started']}, Dragoman {run['program']}, fingerprint {run['fingerprint']}"
        )


def _parts(record: Any) -> Iterator[tuple[str, Sequence[Span]]]:
    for name in ("source", "cue", "content", "trigger", "condition", "reason", "text", "victims"):
        if spans := getattr(record, name, ()):
            yield name, spans


def _inside(found: Explanation, teller: Any) -> Iterator[Text]:
    """The attributions that the record stands in, from the inside out."""
    from rich.text import Text

    outer: str | None = getattr(found.record, "attribution", None) or getattr(found.record, "inside", None)
    seen: set[str] = set()
    while outer and outer in teller.attributions and outer not in seen:
        seen.add(outer)
        attribution = teller.attributions[outer]
        yield Text("  within      ", style="dim").append_text(teller.tell(attribution))
        outer = attribution.inside


def _paragraphs(reading: Reading, spans: Sequence[Span]) -> Iterator[Text]:
    """The zones that hold the evidence, with it in colour."""
    from rich.text import Text

    for zone in sorted(reading.report.zones):
        inside = [s for s in spans if s.start < zone.end and zone.start < s.end]
        if inside:
            text = Text(reading.report.text[zone.start : zone.end].replace("\n", " "))
            for span in inside:
                text.stylize("bold yellow underline", max(span.start - zone.start, 0), span.end - zone.start)
            yield text
