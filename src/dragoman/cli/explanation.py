"""``dragoman explain``: why a row is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli import options
from dragoman.cli.records import opened

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from dragoman.cli.telling import Teller
    from dragoman.ledger.decisions import DecisionRow
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
        decided = [row for row in ledger.decisions() if found.key in (row.record, row.subject)]
    if as_json:
        from dragoman.cli.output import data

        run = {k: v for k, v in (found.run or {}).items() if k in ("id", "program", "fingerprint", "started")}
        story = {"id": found.reading.report.id, "publisher": found.reading.report.publisher}
        by = [{"id": d.id, "made": d.made, "author": d.author, "kind": d.kind, "value": d.value} for d in decided]
        made = {"key": found.key, "kind": found.kind, "record": found.record}
        data({**made, "report": story, "run": run, "decisions": by})
        return
    from dragoman.cli.output import console

    out = console()
    for line in _lines(found, decided):
        out.print(line)


def _lines(found: Explanation, decided: Sequence[DecisionRow]) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    from dragoman.cli.output import two_columns
    from dragoman.cli.telling import Teller

    teller = Teller(found.reading)
    yield Text(f"{found.kind} {found.key}", style="bold")
    yield Padding(teller.tell(found.record), (0, 0, 1, 2))
    for paragraph in _paragraphs(found.reading, found.record.evidence):
        yield Padding(paragraph, (0, 0, 1, 2))
    yield two_columns([*_facts(found, teller), *_decisions(decided)])


def _facts(found: Explanation, teller: Teller) -> Iterator[tuple[str, str | Text]]:
    record, report = found.record, found.reading.report
    for name, spans in _parts(record):
        yield name, teller.quote(spans, 400)
    yield from _inside(found, teller)
    for n, why in enumerate(record.why or ("the reader gave no reason",)):
        yield "made by" if n == 0 else "", why
    if (confidence := getattr(record, "confidence", None)) is not None:
        yield "confidence", f"{confidence:.2f}"
    source = " · ".join(part for part in (report.publisher, report.published, report.headline) if part)
    yield "story", f"{source} ({report.id})"
    if run := found.run:
        yield "run", f"{run['id']}, {run['started']}, Dragoman {run['program']}, fingerprint {run['fingerprint']}"


def _decisions(decided: Sequence[DecisionRow]) -> Iterator[tuple[str, str]]:
    """What persons decided about the record, which is shown as they left it."""
    from dragoman.cli.deciding import told

    for row in decided:
        yield "decided", " ".join(part for part in (row.kind, told(row)) if part) + (
            f", by {row.author} on {row.made[:10]} (decision {row.id})"
        )


def _parts(record: Any) -> Iterator[tuple[str, Sequence[Span]]]:
    for name in ("evidence", "source", "cue", "content", "trigger", "condition", "reason", "text", "victims"):
        if spans := getattr(record, name, ()):
            yield name, spans


def _inside(found: Explanation, teller: Teller) -> Iterator[tuple[str, Text]]:
    """The attributions that the record stands in, from the inside out."""
    outer: str | None = getattr(found.record, "attribution", None) or getattr(found.record, "inside", None)
    seen: set[str] = set()
    while outer and outer in teller.attributions and outer not in seen:
        seen.add(outer)
        attribution = teller.attributions[outer]
        yield "within", teller.tell(attribution)
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
