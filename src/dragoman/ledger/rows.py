"""One Reading as rows of every table: a pure function, so that storing is nothing but writing tuples."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec

from dragoman import codec
from dragoman.ledger.folding import folded, slug
from dragoman.records import Interval, Issue, Reading, Report, Span

Row = tuple[Any, ...]
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


def _json(values: Sequence[Any]) -> str:
    return msgspec.json.encode(values).decode() if values else "[]"


def _start(record: Any) -> int:
    return min([span.start for span in record.evidence], default=0)


def _dates(date: Interval | None) -> tuple[str | None, str | None, str | None]:
    return (date.start, date.end, date.edtf) if date else (None, None, None)


@dataclass(slots=True)
class Rows:
    """Rows by table name; ``actors``, ``places`` and ``issues`` are shared with other stories."""

    tables: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, *row: Any) -> None:
        """Put a row down."""
        self.tables.setdefault(table, []).append(row)


class _Builder:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.id = reading.report.id
        self.text = reading.report.text
        self.keys = codec.keys(reading)
        self.rows = Rows()
        self.actors = {actor.id for actor in reading.actors}
        self.places = {place.id for place in reading.places}
        self.issues = {issue.id: issue_id(issue) for issue in reading.issues}

    def words(self, spans: Sequence[Span]) -> str | None:
        """The words of spans as they stand, " ... " where they are apart; None for no span."""
        return " ... ".join([self.text[span.start : span.end] for span in spans]) or None

    def actor(self, actor: str | None) -> str | None:
        """An actor id that has a row; one that the Reading does not describe gets a bare row."""
        if actor and actor not in self.actors:
            self.actors.add(actor)
            name = actor.removeprefix("new:").replace("-", " ")
            self.rows.add("actors", actor, name, "organisation", None, None, None)
            self.rows.add("appearances", self.id, actor, name, None, None, None, None, None, None, "[]")
            self.rows.add("actor_names", actor, name, folded(name))
        return actor or None

    def place(self, place: str | None) -> str | None:
        return place if place in self.places else None

    def issue(self, issue: str | None) -> str | None:
        """The id across stories; an issue that the Reading does not describe gets a bare row."""
        if issue and issue not in self.issues:
            self.issues[issue] = f"other:{slug(issue)}"
            self.rows.add("issues", self.issues[issue], issue, "other")
            self.rows.add("issue_names", self.issues[issue], issue, folded(issue))
        return self.issues[issue] if issue else None

    def key(self, field_name: str, local: str | None) -> str | None:
        return self.keys.get((field_name, local)) if local else None

    def evidence(self, key: str, kind: str, **parts: Sequence[Span]) -> None:
        """The spans of a record, part by part."""
        target = self.rows.tables.setdefault("evidence", [])
        for part, spans in parts.items():
            for n, span in enumerate(spans):
                words = self.text[span.start : span.end]
                target.append((self.id, key, part, n, kind, span.start, span.end, words))

    def said(self, record: Any) -> tuple[str | None, str | None]:
        """Attribution key and according-to id of a record."""
        return self.key("attributions", record.attribution), self.actor(record.according_to)


def rows_of(reading: Reading) -> Rows:
    """Every row of a story, but that of ``reports`` itself."""
    build = _Builder(reading)
    for n, zone in enumerate(reading.report.zones):
        build.rows.add("zones", build.id, n, zone.kind, zone.start, zone.end)
    _who_and_where(build)
    _issues(build)
    _attributions(build)
    _events(build)
    _positions(build)
    _claims(build)
    _figures(build)
    _planned(build)
    return build.rows


def _who_and_where(build: _Builder) -> None:
    add, report = build.rows.add, build.id
    for actor in _first(build.reading.actors, lambda a: a.id):
        add("actors", actor.id, actor.name, actor.kind, actor.country, actor.sector, actor.wikidata)
        add(
            "appearances",
            report,
            actor.id,
            actor.name,
            actor.role,
            actor.number_low,
            actor.number_high,
            actor.member_of,
            actor.speaks_for,
            actor.anonymous,
            _json(actor.names),
        )
        for name in dict.fromkeys((actor.name, *actor.names)):
            add("actor_names", actor.id, name, folded(name))
    for p in _first(build.reading.places, lambda p: p.id):
        add("places", p.id, p.name, p.country, p.admin1, p.latitude, p.longitude, p.feature, p.precision_km)
    for n, m in enumerate(build.reading.mentions):
        words = build.text[m.start : m.end]
        add("mentions", report, n, m.kind, m.target, m.how, m.start, m.end, words, m.confidence)


def _first(values: Iterable[Any], key: Any) -> list[Any]:
    return list({key(value): value for value in reversed(list(values))}.values())[::-1]


def _attributions(build: _Builder) -> None:
    for a in build.reading.attributions:
        key = build.keys["attributions", a.id]
        build.rows.add(
            "attributions",
            build.id,
            key,
            a.id,
            _start(a),
            a.act,
            a.quotation,
            a.support,
            build.words(a.source),
            build.words(a.cue),
            build.words(a.content) or "",
            build.key("attributions", a.inside),
            a.confidence,
        )
        for n, speaker in enumerate(dict.fromkeys(a.speakers)):
            build.rows.add("speakers", build.id, key, build.actor(speaker), n)
        build.evidence(key, "attribution", evidence=a.evidence, source=a.source, cue=a.cue, content=a.content)


def _events(build: _Builder) -> None:
    for e in build.reading.events:
        key = build.keys["events", e.id]
        build.rows.add(
            "events",
            build.id,
            key,
            e.id,
            _start(e),
            e.type,
            e.mode,
            _json(e.contexts),
            e.cameo,
            e.factuality,
            *_dates(e.date),
            build.place(e.place),
            *build.said(e),
            int(e.background),
            build.words(e.evidence) or "",
            e.confidence,
        )
        for side, parties in (("actor", e.actors), ("recipient", e.recipients)):
            for n, p in enumerate(parties):
                words = build.text[p.start : p.end]
                build.rows.add("event_parties", build.id, key, side, n, build.actor(p.actor), p.start, p.end, words)
        build.evidence(key, "event", evidence=e.evidence, trigger=e.trigger)


def _issues(build: _Builder) -> None:
    for i in build.reading.issues:
        key, shared = build.keys["issues", i.id], build.issues[i.id]
        build.rows.add("issues", shared, i.name, i.kind)
        sponsors, participants = _json(i.sponsors), _json(i.participants)
        build.rows.add(
            "issue_reports",
            build.id,
            key,
            i.id,
            _start(i),
            shared,
            i.name,
            build.place(i.place),
            *_dates(i.date),
            sponsors,
            participants,
            _json(i.names),
        )
        for name in dict.fromkeys((i.name, *i.names)):
            build.rows.add("issue_names", shared, name, folded(name))
        build.evidence(key, "issue", evidence=i.evidence)
    for i in build.reading.issues:
        for relation, other in i.relations:
            build.rows.add("issue_relations", build.id, build.issue(i.id), relation, build.issue(other))


def _positions(build: _Builder) -> None:
    for p in build.reading.positions:
        key = build.keys["positions", p.id]
        build.rows.add(
            "positions",
            build.id,
            key,
            p.id,
            _start(p),
            build.actor(p.actor),
            build.issue(p.issue),
            p.stance,
            build.words(p.condition),
            build.words(p.reason),
            *_dates(p.date),
            *build.said(p),
            int(p.changed),
            build.words(p.evidence) or "",
            p.confidence,
        )
        build.evidence(key, "position", evidence=p.evidence, condition=p.condition, reason=p.reason)


def _claims(build: _Builder) -> None:
    for c in build.reading.claims:
        key = build.keys["claims", c.id]
        build.rows.add(
            "claims",
            build.id,
            key,
            c.id,
            _start(c),
            build.actor(c.claimant),
            c.kind,
            build.actor(c.about),
            build.words(c.content) or "",
            build.key("attributions", c.attribution),
            build.words(c.evidence) or "",
            c.confidence,
        )
        for other in dict.fromkeys(build.key("claims", o) for o in c.counters):
            if other:
                build.rows.add("claim_counters", build.id, key, other)
        build.evidence(key, "claim", evidence=c.evidence, content=c.content)


def _figures(build: _Builder) -> None:
    for f in build.reading.figures:
        key = build.keys["figures", f.id]
        build.rows.add(
            "figures",
            build.id,
            key,
            f.id,
            _start(f),
            f.kind,
            f.low,
            f.high,
            build.words(f.text) or "",
            build.words(f.victims),
            build.actor(f.by),
            build.place(f.place),
            *_dates(f.date),
            build.key("figures", f.part_of),
            int(f.either),
            *build.said(f),
            build.words(f.evidence) or "",
            f.confidence,
        )
        build.evidence(key, "figure", evidence=f.evidence, text=f.text, victims=f.victims)


def _planned(build: _Builder) -> None:
    for p in build.reading.planned:
        key = build.keys["planned", p.id]
        build.rows.add(
            "planned",
            build.id,
            key,
            p.id,
            _start(p),
            build.words(p.text) or "",
            *_dates(p.date),
            build.issue(p.issue),
            *build.said(p),
            build.words(p.evidence) or "",
        )
        build.evidence(key, "planned", evidence=p.evidence, text=p.text)


def report_row(report: Report, revises: str | None, run: int | None, reading: bytes) -> Row:
    """The row of ``reports``, less its serial number."""
    return (
        report.id,
        report.url,
        url_key(report.url),
        report.publisher,
        report.agency,
        report.section,
        report.headline,
        report.deck,
        report.byline,
        report.dateline,
        report.source_line,
        report.published,
        report.published_text,
        report.published_from,
        report.language,
        len(report.text.split()),
        report.where,
        _json(report.notes),
        revises,
        1,
        run,
        report.text,
        reading,
    )
