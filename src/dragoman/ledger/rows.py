"""One Reading as rows of every table: a pure function, so that storing is nothing but writing tuples.

A row's values stand in the order of its table's columns; a test compares their number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec

from dragoman import codec
from dragoman.ledger.auxiliary import auxiliary_modes
from dragoman.ledger.folding import folded, slug
from dragoman.records import (
    Attribution,
    Claim,
    Event,
    Figure,
    Interval,
    Issue,
    Planned,
    Position,
    Reading,
    Report,
    Span,
)

Row = tuple[Any, ...]
Tables = dict[str, list[Row]]
Verdicts = Mapping[tuple[str, str], str]  # (field of the Reading, local id) -> confirmed or corrected
_TRACKING = ("utm_", "fbclid", "gclid", "ocid", "cmpid", "ref")


def url_key(url: str | None) -> str | None:
    """An address in a form to compare; None for none and for a bare front page, which is no story's address."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query) if not k.casefold().startswith(_TRACKING)])
    path = parts.path.rstrip("/")
    host = (parts.netloc or "").casefold().removeprefix("www.")
    if not host or not (path or query):
        return None
    return host + path + (f"?{query}" if query else "")


def issue_id(issue: Issue) -> str:
    """An issue's id across stories: its kind and the slug of its name."""
    return f"{issue.kind}:{slug(issue.name)}"


def rows_of(reading: Reading, verdicts: Verdicts | None = None) -> Tables:
    """Every row of a story by table, but that of ``reports`` itself.

    ``actors``, ``places`` and ``issues`` are shared with other stories; ``verdicts`` are what people said of records.
    """
    build = _Builder(reading, verdicts or {})
    build.tables["zones"] = [(build.id, n, z.kind, z.start, z.end) for n, z in enumerate(reading.report.zones)]
    _who_and_where(build)
    for kind in _KINDS:
        _records(build, kind)
    for issue in reading.issues:
        for relation, other in issue.relations:
            build.add("issue_relations", build.id, build.issue(issue.id), relation, build.issue(other))
    return build.tables


class _Builder:
    def __init__(self, reading: Reading, verdicts: Verdicts) -> None:
        self.reading = reading
        self.id = reading.report.id
        self.text = reading.report.text
        self.keys = codec.keys(reading)
        self.verdicts = verdicts
        self.tables: Tables = {}
        self.actors = {actor.id for actor in reading.actors}
        self.places = {place.id for place in reading.places}
        self.issues = {issue.id: issue_id(issue) for issue in reading.issues}

    def add(self, table: str, *row: Any) -> None:
        """Put a row down."""
        self.tables.setdefault(table, []).append(row)

    def words(self, spans: Sequence[Span]) -> str | None:
        """The words of spans as they stand, " ... " where they are apart; None for no span."""
        return " ... ".join([self.text[span.start : span.end] for span in spans]) or None

    def actor(self, actor: str | None) -> str | None:
        """An actor id that has a row; one that the Reading does not describe gets a bare row."""
        if actor and actor not in self.actors:
            self.actors.add(actor)
            name = actor.removeprefix("new:").replace("-", " ")
            self.add("actors", actor, name, "organisation", None, None, None)
            self.add("appearances", self.id, actor, name, *[None] * 9, "[]")
            self.add("actor_names", actor, name, folded(name), 1)
        return actor or None

    def place(self, place: str | None) -> str | None:
        return place if place in self.places else None

    def issue(self, issue: str | None) -> str | None:
        """The id across stories; an issue that the Reading does not describe gets a bare row."""
        if issue and issue not in self.issues:
            self.issues[issue] = f"other:{slug(issue)}"
            self.add("issues", self.issues[issue], issue, "other")
            self.add("issue_names", self.issues[issue], issue, folded(issue), 1)
        return self.issues[issue] if issue else None

    def names(self, table: str, id_: str, name: str, names: Iterable[str]) -> None:
        """Every wording of a story for an actor or issue; ``name`` is the fullest."""
        for wording in dict.fromkeys((name, *names)):
            self.add(table, id_, wording, folded(wording), int(wording == name))

    def key(self, field_name: str, local: str | None) -> str | None:
        return self.keys.get((field_name, local)) if local else None

    def said(self, record: Any) -> tuple[str | None, str | None]:
        """Attribution key and according-to id of a record."""
        return self.key("attributions", record.attribution), self.actor(record.according_to)

    def base(self, record: Any) -> tuple[str, float]:
        """The words that a record rests on, and how sure the reader is."""
        return self.words(record.evidence) or "", record.confidence


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of record: its field of the Reading, its table, what its spans are called, and the rest of its row."""

    field: str
    name: str
    table: str
    parts: tuple[str, ...]
    row: Callable[[_Builder, Any, str], Row]


def _records(build: _Builder, kind: _Kind) -> None:
    """A row for each record of a kind, and one for each of its spans."""
    rows = build.tables.setdefault(kind.table, [])
    evidence = build.tables.setdefault("evidence", [])
    report, text = build.id, build.text
    for record in getattr(build.reading, kind.field):
        key = build.keys[kind.field, record.id]
        start = min([span.start for span in record.evidence], default=0)
        verdict = build.verdicts.get((kind.field, record.id))
        rows.append((report, key, record.id, start, verdict, *kind.row(build, record, key)))
        for part in kind.parts:
            for n, span in enumerate(getattr(record, part)):
                words = text[span.start : span.end]
                evidence.append((report, key, part, n, kind.name, span.start, span.end, words))


def _who_and_where(build: _Builder) -> None:
    add, report, text = build.add, build.id, build.text
    for a in _first(build.reading.actors):
        add("actors", a.id, a.name, a.kind, a.country, a.sector, a.wikidata)
        add("appearances", report, a.id, a.name, a.role, a.kind, a.country, a.sector, a.number_low, a.number_high,
            a.member_of, a.speaks_for, a.anonymous, _json(a.names))  # fmt: skip
        build.names("actor_names", a.id, a.name, a.names)
    for p in _first(build.reading.places):
        add("places", p.id, p.name, p.country, p.admin1, p.latitude, p.longitude, p.feature, p.precision_km)
    build.tables["mentions"] = [
        (report, n, m.kind, m.target, m.how, m.start, m.end, text[m.start : m.end], m.confidence)
        for n, m in enumerate(build.reading.mentions)
    ]


def _first(values: Sequence[Any]) -> Iterable[Any]:
    """Values with an id of their own; of several with one id, the first."""
    return reversed({value.id: value for value in reversed(values)}.values())


def _json(values: Sequence[Any]) -> str:
    return msgspec.json.encode(values).decode() if values else "[]"


def _dates(date: Interval | None) -> tuple[str | None, str | None, str | None]:
    return (date.start, date.end, date.edtf) if date else (None, None, None)


def _attribution(build: _Builder, a: Attribution, key: str) -> Row:
    for n, speaker in enumerate(dict.fromkeys(a.speakers)):
        build.add("speakers", build.id, key, build.actor(speaker), n)
    source, cue, content = build.words(a.source), build.words(a.cue), build.words(a.content) or ""
    inside = build.key("attributions", a.inside)
    return a.act, a.quotation, a.support, source, cue, content, inside, a.confidence


def _event(build: _Builder, e: Event, key: str) -> Row:
    for side, parties in (("actor", e.actors), ("recipient", e.recipients)):
        for n, p in enumerate(parties):
            words = build.text[p.start : p.end]
            build.add("event_parties", build.id, key, side, n, build.actor(p.actor), p.start, p.end, words)
    what = (e.type, e.mode, _json(e.contexts), e.cameo, e.factuality)
    auxiliary = _json(auxiliary_modes(e.factuality, e.background))
    return *what, *_dates(e.date), build.place(e.place), *build.said(e), int(e.background), auxiliary, *build.base(e)


def _issue(build: _Builder, i: Issue, key: str) -> Row:
    shared = build.issues[i.id]
    build.add("issues", shared, i.name, i.kind)
    build.names("issue_names", shared, i.name, i.names)
    lists = (_json(i.sponsors), _json(i.participants), _json(i.names))
    return shared, i.name, build.place(i.place), *_dates(i.date), *lists


def _position(build: _Builder, p: Position, key: str) -> Row:
    what = (build.actor(p.actor), build.issue(p.issue), p.stance, build.words(p.condition), build.words(p.reason))
    return *what, *_dates(p.date), *build.said(p), int(p.changed), *build.base(p)


def _claim(build: _Builder, c: Claim, key: str) -> Row:
    for other in dict.fromkeys(build.key("claims", o) for o in c.counters):
        if other:
            build.add("claim_counters", build.id, key, other)
    what = (build.actor(c.claimant), c.kind, build.actor(c.about), build.words(c.content) or "")
    return *what, build.key("attributions", c.attribution), *build.base(c)


def _figure(build: _Builder, f: Figure, key: str) -> Row:
    what = (f.kind, f.low, f.high, build.words(f.text) or "", build.words(f.victims), build.actor(f.by))
    belongs = (build.key("figures", f.part_of), build.key("events", f.event), int(f.either))
    return *what, build.place(f.place), *_dates(f.date), *belongs, *build.said(f), *build.base(f)


def _planned(build: _Builder, p: Planned, key: str) -> Row:
    words = build.words(p.evidence) or ""
    return build.words(p.text) or "", *_dates(p.date), build.issue(p.issue), *build.said(p), words


# Issues first: positions and plans refer to them.
_KINDS = (
    _Kind("issues", "issue", "issue_reports", ("evidence",), _issue),
    _Kind("attributions", "attribution", "attributions", ("evidence", "source", "cue", "content"), _attribution),
    _Kind("events", "event", "events", ("evidence", "trigger"), _event),
    _Kind("positions", "position", "positions", ("evidence", "condition", "reason"), _position),
    _Kind("claims", "claim", "claims", ("evidence", "content"), _claim),
    _Kind("figures", "figure", "figures", ("evidence", "text", "victims"), _figure),
    _Kind("planned", "planned", "planned", ("evidence", "text"), _planned),
)


def report_row(report: Report, revises: str | None, run: int | None, reading: bytes, original: bytes | None) -> Row:
    """The row of ``reports``, less its serial number."""
    return (
        report.id, report.url, url_key(report.url), report.publisher, report.agency, report.section, report.headline,
        report.deck, report.byline, report.dateline, report.source_line, report.published, report.published_text,
        report.published_from, report.language, len(report.text.split()), report.where, _json(report.notes), revises,
        1, run, report.text, reading, original,
    )  # fmt: skip
