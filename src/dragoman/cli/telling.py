"""Records in one line of words, for ``show``, ``explain`` and ``who``."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from dragoman.cli.output import squeezed, styled
from dragoman.ledger.auxiliary import auxiliary_modes
from dragoman.ledger.queries import told
from dragoman.records import (
    Attribution,
    Claim,
    Event,
    Figure,
    Interval,
    Issue,
    Party,
    Planned,
    Position,
    Reading,
    Record,
    Span,
)

LONGEST_QUOTE = 140  # characters of a quoted span before it is shortened


class Teller:
    """Tells the records of one Reading with the names of its actors, places and issues."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.report.text
        self.names = {actor.id: actor.name for actor in reading.actors}
        self.names |= {place.id: place.name for place in reading.places}
        self.names |= {issue.id: issue.name for issue in reading.issues}
        self.attributions = {a.id: a for a in reading.attributions}
        self.claims = {c.id: c for c in reading.claims}

    def name(self, id_: str | None) -> str:
        """The name of an actor, place or issue."""
        return self.names.get(id_ or "", id_ or "")

    def quote(self, spans: Sequence[Span], longest: int = LONGEST_QUOTE) -> str:
        """Words of spans in quotation marks, shortened in the middle."""
        words = squeezed(" … ".join(self.text[span.start : span.end] for span in spans))
        if len(words) > longest:
            head, tail = words[: longest * 2 // 3], words[-longest // 3 :]
            words = f"{head.rpartition(' ')[0] or head} … {tail.partition(' ')[2] or tail}"
        return f"“{words}”"

    def tell(self, record: Record) -> Text:
        """One line for a record."""
        match record:
            case Attribution():
                return self._attribution(record)
            case Event():
                return self._event(record)
            case Issue():
                return self._issue(record)
            case Position():
                return self._position(record)
            case Claim():
                return self._claim(record)
            case Figure():
                return self._figure(record)
            case Planned():
                return self._planned(record)

    def speaker(self, a: Attribution) -> str:
        """Who says it: the actors, else the words, else that nobody is named."""
        named = ", ".join(self.name(id_) for id_ in a.speakers)
        return named or (self.quote(a.source) if a.source else "someone")

    def _said(self, record: Event | Position | Figure | Planned) -> str:
        return f", according to {self.name(record.according_to)}" if record.according_to else ""

    def _attribution(self, a: Attribution) -> Text:
        text = (
            Text(self.speaker(a), style="bold").append(f" {a.act} ", style="").append(f"({a.quotation}) ", style="dim")
        )
        return text.append(self.quote(a.content), style="italic" if a.quotation == "direct" else "")

    def _event(self, e: Event) -> Text:
        text = Text(f"{self._parties(e.actors)} ", style="bold") if e.actors else Text()
        text.append(e.type.lower() + (f"/{e.mode}" if e.mode else ""))
        text.append(f" {e.cameo}" if e.cameo else "", style="dim")
        text.append(f" {self._parties(e.recipients)}" if e.recipients else "", style="bold")
        text.append(f" at {self.name(e.place)}" if e.place else "").append(dated(e.date)).append(" ")
        text.append_text(styled(e.factuality))
        modes = auxiliary_modes(e.factuality, e.background)
        text.append(f" ({', '.join(modes)})" if modes else "", style="dim")
        figures = [f"{f.id} {told(f.kind, f.low, f.high, f.either)}" for f in self.reading.figures if f.event == e.id]
        text.append(f" [{', '.join(figures)}]" if figures else "", style="magenta")
        return text.append(self._said(e))

    def _parties(self, parties: Sequence[Party]) -> str:
        return ", ".join(self.name(p.actor) if p.actor else squeezed(self.text[p.start : p.end]) for p in parties)

    def _issue(self, i: Issue) -> Text:
        text = Text(i.name, style="bold").append(f" ({i.kind})", style="dim")
        if i.sponsors:
            text.append(f" of {', '.join(self.name(id_) for id_ in i.sponsors)}")
        text.append(f" at {self.name(i.place)}" if i.place else "").append(dated(i.date))
        for relation, other in i.relations:
            text.append(f"; {relation.replace('_', ' ')} {self.name(other)}")
        return text

    def _position(self, p: Position) -> Text:
        text = (
            Text(f"{self.name(p.actor)} ", style="bold").append_text(styled(p.stance)).append(f" {self.name(p.issue)}")
        )
        text.append(" (has changed)" if p.changed else "").append(dated(p.date, "since"))
        text.append(f", on condition: {self.quote(p.condition)}" if p.condition else "")
        text.append(f", because {self.quote(p.reason)}" if p.reason else "")
        return text.append(self._said(p))

    def _claim(self, c: Claim) -> Text:
        text = Text(f"{self.name(c.claimant)} ", style="bold").append_text(does(c.kind))
        text.append(f" {self.name(c.about)}" if c.about else "", style="bold").append(f": {self.quote(c.content)}")
        for other in self.countering(c):
            text.append("  ⇄ ", style="bold red").append(f"{self.name(other.claimant)}", style="bold")
            text.append(f" {does(other.kind).plain}: {self.quote(other.content)}")
        return text

    def countering(self, claim: Claim) -> list[Claim]:
        """Claims that contradict a claim, whichever of the two says so."""
        return [
            other
            for other in self.reading.claims
            if other.id != claim.id and (other.id in claim.counters or claim.id in other.counters)
        ]

    def _figure(self, f: Figure) -> Text:
        high = "or more" if f.high is None else f"to {f.high:,}" if f.high != f.low else ""
        text = styled(f.kind).append(" or injured" if f.either and f.kind == "killed" else "")
        text.append(f" {f.low:,} {high}".rstrip(), style="bold").append(f" {self.quote(f.text)}")
        text.append(f" by {self.name(f.by)}" if f.by else "").append(f" at {self.name(f.place)}" if f.place else "")
        text.append(dated(f.date)).append(self._said(f))
        return text.append(f" [by {f.event}]" if f.event else "", style="dim")

    def _planned(self, p: Planned) -> Text:
        return (
            Text("planned", style="cyan").append(f" {self.quote(p.text)}").append(dated(p.date)).append(self._said(p))
        )


def does(kind: str) -> Text:
    """A claim kind as a verb: "accuses", "denies"."""
    text = styled(kind)
    return Text(kind[:-1] + "ies" if kind.endswith("y") else kind + "s", style=text.style)


def dated(date: Interval | None, word: str = "") -> str:
    """A date as it is added to a line."""
    return f", {word} {date.edtf}".replace(",  ", ", ") if date else ""
