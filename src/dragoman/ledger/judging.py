"""What people decided, applied to a Reading: a pure function, so that tables are made of Readings and decisions alone.

The reader's own Reading is kept beside it. Whenever a better reader reads the story again, the decisions are applied
anew: a decision goes to the record with its key, else to the one of its kind whose words overlap most.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as default
from typing import Any

from dragoman import codec
from dragoman.records import Actor, Issue, Party, Reading, Span

# Fields that hold an actor's id, and those that hold several.
_ONE = ("actor", "according_to", "claimant", "about", "by", "member_of", "speaks_for")
_MANY = ("speakers", "sponsors", "participants")
# Fields of a record that name another record of the story, by the field of the Reading that it stands in.
_REFERS = {"attribution": "attributions", "inside": "attributions", "part_of": "figures", "event": "events"}


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision in force about a record: where the record stood, and what was decided."""

    kind: str  # confirm, reject or correct
    field: str  # of the Reading: "positions"
    key: str
    span: Span
    changes: Mapping[str, Any] = default(default_factory=dict)  # field of the record -> corrected value


@dataclass(frozen=True, slots=True)
class Rulings:
    """Everything decided that touches one story."""

    records: Sequence[Ruling] = ()
    actors: Mapping[str, str] = default(default_factory=dict)  # actor id -> the id that stands for it in this story
    issues: Mapping[str, Issue] = default(default_factory=dict)  # issue id across stories -> name and kind to take
    known: Mapping[str, Actor] = default(default_factory=dict)  # actors that the decisions name

    def __bool__(self) -> bool:
        return bool(self.records or self.actors or self.issues)


@dataclass(frozen=True, slots=True)
class Judged:
    """A Reading as it stands after the decisions, and what was said of which record."""

    reading: Reading
    verdicts: Mapping[tuple[str, str], str]  # (field of the Reading, local id) -> confirmed or corrected


def judge(reading: Reading, rulings: Rulings) -> Judged:
    """The Reading with its rejected records gone, the corrected ones corrected, merged actors and issues one."""
    if not rulings:
        return Judged(reading, {})
    keys = codec.keys(reading)
    gone: set[tuple[str, str]] = set()
    changes: dict[tuple[str, str], dict[str, Any]] = {}
    verdicts: dict[tuple[str, str], str] = {}
    for ruling in rulings.records:
        place = locate(reading, keys, ruling.field, ruling.key, ruling.span)
        if place is None:
            continue
        if ruling.kind == "reject":
            gone.add(place)
        elif ruling.kind == "correct":
            changes.setdefault(place, {}).update(ruling.changes)
            verdicts[place] = "corrected"
        else:
            verdicts.setdefault(place, "confirmed")
    judged = _without(_corrected(reading, changes), gone)
    judged = _with_issues(judged, rulings.issues)
    judged = _with_actors(judged, rulings.actors, rulings.known)
    return Judged(judged, {place: verdict for place, verdict in verdicts.items() if place not in gone})


def locate(
    reading: Reading, keys: Mapping[tuple[str, str], str], field_: str, key: str, span: Span
) -> tuple[str, str] | None:
    """(field, local id) of the record that a decision is about: by key, else by the most overlapping evidence."""
    best: tuple[int, str] | None = None
    for record in getattr(reading, field_):
        if keys[field_, record.id] == key:
            return field_, record.id
        overlap = sum(max(0, min(span.end, one.end) - max(span.start, one.start)) for one in record.evidence)
        if overlap and (best is None or overlap > best[0]):
            best = overlap, record.id
    return (field_, best[1]) if best else None


def _corrected(reading: Reading, changes: Mapping[tuple[str, str], Mapping[str, Any]]) -> Reading:
    for (field_, local), values in changes.items():
        records = [replace(r, **values) if r.id == local else r for r in getattr(reading, field_)]
        changed: dict[str, Any] = {field_: tuple(records)}
        reading = replace(reading, **changed)
    return reading


def _without(reading: Reading, gone: set[tuple[str, str]]) -> Reading:
    """The Reading without some records. What referred to them refers to nothing; positions go with their issue."""
    if not gone:
        return reading
    gone = gone | {("positions", p.id) for p in reading.positions if ("issues", p.issue) in gone}
    kept: dict[str, Any] = {
        name: tuple(_unreferred(r, gone) for r in getattr(reading, name) if (name, r.id) not in gone)
        for name in codec.RECORD_FIELDS
    }
    return replace(reading, **kept)


def _unreferred(record: Any, gone: set[tuple[str, str]]) -> Any:
    changes: dict[str, Any] = {name: None for name, of in _REFERS.items() if (of, getattr(record, name, None)) in gone}
    if ("issues", getattr(record, "issue", None)) in gone:  # a planned date
        changes["issue"] = None
    if counters := getattr(record, "counters", ()):
        changes["counters"] = tuple(one for one in counters if ("claims", one) not in gone)
    if relations := getattr(record, "relations", ()):
        changes["relations"] = tuple(pair for pair in relations if ("issues", pair[1]) not in gone)
    return replace(record, **changes) if changes else record


def _with_issues(reading: Reading, issues: Mapping[str, Issue]) -> Reading:
    """Issues under the name and kind of those that they were merged with."""
    from dragoman.ledger.rows import issue_id

    if not issues:
        return reading
    named = [(issue, issues.get(issue_id(issue))) for issue in reading.issues]
    return replace(reading, issues=tuple(
        replace(issue, name=other.name, kind=other.kind, names=tuple(dict.fromkeys((*issue.names, issue.name))))
        if other else issue for issue, other in named
    ))  # fmt: skip


def _with_actors(reading: Reading, ids: Mapping[str, str], known: Mapping[str, Actor]) -> Reading:
    """Every actor under the id that stands for it; those that the decisions bring in are described."""
    changed: dict[str, Any] = {}
    for name in codec.RECORD_FIELDS if ids else ():
        changed[name] = tuple(_named(r, ids) for r in getattr(reading, name))
    mentions = tuple(
        replace(m, target=ids[m.target]) if m.kind == "actor" and m.target in ids else m for m in reading.mentions
    )
    reading = replace(reading, **changed, mentions=mentions)
    actors = _merged([_named(actor, ids) for actor in reading.actors], ids, known)
    there = {actor.id for actor in actors}
    new = [known[id_] for id_ in sorted(_used(reading) - there) if id_ in known]
    return replace(reading, actors=(*actors, *new))


def _named(record: Any, ids: Mapping[str, str]) -> Any:
    """A record with the ids of its actors exchanged."""
    changes: dict[str, Any] = {}
    for name in _ONE:
        old = getattr(record, name, None)
        if isinstance(old, str) and old in ids:
            changes[name] = ids[old]
    for name in _MANY:
        old_ids = getattr(record, name, ())
        if any(id_ in ids for id_ in old_ids):
            changes[name] = tuple(dict.fromkeys(ids.get(id_, id_) for id_ in old_ids))
    for name in ("actors", "recipients"):
        parties: Iterable[Party] = getattr(record, name, ())
        if any(party.actor in ids for party in parties):
            changes[name] = tuple(replace(p, actor=ids.get(p.actor or "", p.actor)) for p in parties)
    return replace(record, **changes) if changes else record


def _merged(actors: Iterable[Actor], ids: Mapping[str, str], known: Mapping[str, Actor]) -> list[Actor]:
    """One actor for each id: the one that has it, or as it is known, with the wordings and evidence of all."""
    groups: dict[str, list[Actor]] = {}
    for actor in actors:
        groups.setdefault(ids.get(actor.id, actor.id), []).append(actor)
    merged = []
    for id_, group in groups.items():
        first = next((actor for actor in group if actor.id == id_), None) or _as_known(group[0], id_, known)
        names = dict.fromkeys(name for actor in group for name in (*actor.names, actor.name))
        evidence = sorted({span for actor in group for span in actor.evidence})
        if len(group) > 1 or first is not group[0]:
            first = replace(first, names=tuple(sorted(names, key=lambda n: (-len(n), n))), evidence=tuple(evidence))
        merged.append(first)
    return merged


def _as_known(actor: Actor, id_: str, known: Mapping[str, Actor]) -> Actor:
    """An actor of the story under another id, with what is known of that one."""
    other = known.get(id_)
    if other is None:
        return replace(actor, id=id_)
    return replace(actor, id=id_, name=other.name, kind=other.kind, country=other.country, sector=other.sector,
                   wikidata=other.wikidata)  # fmt: skip


def _used(reading: Reading) -> set[str]:
    """Ids of the actors that the records of a Reading name."""
    found: set[str] = set()
    for name in codec.RECORD_FIELDS:
        for record in getattr(reading, name):
            found.update(id_ for one in _ONE if (id_ := getattr(record, one, None)))
            found.update(id_ for many in _MANY for id_ in getattr(record, many, ()))
    return found
