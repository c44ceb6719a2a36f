"""A story as a page of text with its records marked: what ``dragoman show`` prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.padding import Padding
from rich.text import Text

from dragoman import codec
from dragoman.cli.telling import Teller
from dragoman.records import Attribution, Reading, Span, Zone

OPEN, CLOSE = "⟦", "⟧"
# What the kinds look like in the words; later ones are laid over earlier ones.
MARKS = {
    "actor": "bold",
    "place": "bold",
    "issue": "green",
    "trigger": "underline",
    "figure": "bold magenta",
    "planned": "cyan",
    "source": "bold cyan",
    "cue": "italic yellow",
}
BRACKET = "bold blue"
# Records told under a paragraph, in this order; attributions come first, as a tree.
TOLD = ("positions", "claims", "figures", "events", "planned")


NO_DATE = "no date: days told from it stay unresolved"


def page(reading: Reading, verbose: bool = False) -> Iterator[Any]:
    """Lines to print, top to bottom."""
    teller = Teller(reading)
    keys = codec.keys(reading)
    yield from _head(reading, teller)
    told: set[tuple[str, str]] = set()
    for zone in sorted(reading.report.zones):
        yield _zone(reading, zone)
        for line in _records(reading, teller, zone, told, keys if verbose else {}):
            yield Padding(line, (0, 0, 0, 4))
        if zone.kind == "body":
            yield Text()


def _head(reading: Reading, teller: Teller) -> Iterator[Text]:
    report = reading.report
    facts = [
        report.publisher,
        report.published or NO_DATE,
        report.agency and f"agency {report.agency}",
        report.url,
        f"id {report.id}",
    ]
    yield Text(" · ".join(fact for fact in facts if fact), style="dim")
    for issue in reading.issues:
        yield Text(f"{issue.id} ", style="green").append_text(teller.tell(issue))
    yield Text()


def _zone(reading: Reading, zone: Zone) -> Text:
    text = marked(reading, zone)
    if zone.kind == "body":
        return text
    return Text(f"{zone.kind} ", style="dim").append_text(text if zone.kind != "headline" else _bold(text))


def _bold(text: Text) -> Text:
    text.stylize("bold")
    return text


def marked(reading: Reading, zone: Zone) -> Text:
    """The words of a zone in colour, with brackets around what is said."""
    text = Text(reading.report.text[zone.start : zone.end])
    for kind, span in _spans(reading):
        start, end = max(span.start, zone.start), min(span.end, zone.end)
        if start < end:
            text.stylize(MARKS[kind], start - zone.start, end - zone.start)
    return _bracketed(text, zone, _brackets(reading, zone))


def _spans(reading: Reading) -> Iterator[tuple[str, Span]]:
    for mention in reading.mentions:
        yield mention.kind, Span(mention.start, mention.end)
    for kind, found in (
        ("issue", (s for r in reading.issues for s in r.evidence)),
        ("trigger", (s for r in reading.events for s in r.trigger)),
        ("figure", (s for r in reading.figures for s in r.text)),
        ("planned", (s for r in reading.planned for s in r.text)),
        ("source", (s for r in reading.attributions for s in r.source)),
        ("cue", (s for r in reading.attributions for s in r.cue)),
    ):
        for span in found:
            yield kind, span


def _brackets(reading: Reading, zone: Zone) -> list[tuple[int, int, int, str]]:
    """(place, order, breadth, mark): at one place closings come first, inner before outer; openings the other way."""
    marks = []
    for a in reading.attributions:
        for span in a.content:
            start, end = max(span.start, zone.start), min(span.end, zone.end)
            if start < end:
                marks.append((start, 1, -(end - start), f"{OPEN}{a.id} "))
                marks.append((end, 0, end - start, CLOSE))
    return sorted(marks)


def _bracketed(text: Text, zone: Zone, marks: list[tuple[int, int, int, str]]) -> Text:
    pieces = text.divide([place - zone.start for place, *_ in marks])
    whole = Text()
    for n, piece in enumerate(pieces):
        whole.append_text(piece)
        if n < len(marks):
            whole.append(marks[n][3], style=BRACKET)
    return Text(" ").join(whole.split("\n")) if zone.kind == "body" else whole


def _records(
    reading: Reading, teller: Teller, zone: Zone, told: set[tuple[str, str]], keys: dict[tuple[str, str], str]
) -> Iterator[Text]:
    """The records that begin in a zone, each told once."""

    def begins_here(record: Any) -> bool:
        return bool(record.evidence) and zone.start <= min(record.evidence).start < zone.end

    def line(field: str, record: Any, depth: int = 0) -> Text:
        told.add((field, record.id))
        text = (
            Text("  " * depth + ("└ " if depth else ""))
            .append(f"{record.id} ", style="dim")
            .append_text(teller.tell(record))
        )
        return text.append(f" {keys[field, record.id]}" if keys else "", style="dim")

    for a, depth in _nested(reading, [a for a in reading.attributions if begins_here(a)]):
        yield line("attributions", a, depth)
    for field in TOLD:
        for record in getattr(reading, field):
            if (field, record.id) not in told and begins_here(record):
                yield line(field, record)


def _nested(reading: Reading, here: list[Attribution]) -> Iterator[tuple[Attribution, int]]:
    """Attributions with how deep they stand, each inner one after the one it stands in."""
    ids = {a.id for a in here}

    def below(outer: str | None, depth: int) -> Iterator[tuple[Attribution, int]]:
        for a in here:
            inside = a.inside if a.inside in ids and a.inside != a.id else None
            if inside == outer:
                yield a, depth
                yield from below(a.id, depth + 1)

    yield from below(None, 0)
