"""Task ``coding``: who did what to whom in a sentence, nothing given."""

from __future__ import annotations

from typing import Any

from dragoman.reading.events import INSIDE
from dragoman.reading.pair_head import PairCoder, pair_coder
from dragoman.reading.reader import Reader, Story
from dragoman.records import Event, Mention, Party, Reading
from dragoman.scoring.events import plv, plv_of, told

UNTOLD = frozenset({"called_for", "denied", "threatened"})  # the act stands inside another event that is coded
MAIN = frozenset({"ROOT", "ccomp", "conj"})
MOST = 2  # events a sentence, with those that only the heads know
MUTUAL = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE", "ASSAULT", "CONCEDE"})


def answer(row: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """The events of ``row["sentence"]`` as {"actor", "recipient", "event", "reciprocal"?}, words as they stand."""
    if not row["sentence"].strip():
        return {"id": row["id"], "events": []}
    reading, story = told(row, reader)
    return {"id": row["id"], "events": coded(reading, story, pair_coder())}


def coded(reading: Reading, story: Story, heads: PairCoder | None) -> list[dict[str, Any]]:
    """The events of a reading in the task's format, in text order; each class is the heads' for the pair."""
    found = []
    for event in reading.events:
        if event.factuality in UNTOLD or is_inside(event) or not (event.actors or event.recipients):
            continue
        mutual = event.type in MUTUAL and len(event.actors) > 1
        split = mutual and not event.recipients  # they met, agreed or clashed with each other: a side each
        actors = event.actors[:1] if split else event.actors
        recipients = event.actors[1:] if split else event.recipients
        beside = None if recipients else _beside(reading, event)
        row: dict[str, Any] = {
            "actor": _words(reading, actors),
            "recipient": _words(reading, recipients) or (_text(reading, beside) if beside else None),
            "event": _kind(event, actors, recipients, beside, reading, story, heads),
        }
        if mutual:
            row["reciprocal"] = True
        if row not in found:
            found.append(row)
    if heads is not None:
        found += _unruled(found, reading, story, heads)
    return found


def _unruled(found: list[dict[str, Any]], reading: Reading, story: Story, heads: PairCoder) -> list[dict[str, Any]]:
    """Pairs of a main verb that no rule knows: its subject and the next party or place, classed by the heads."""
    by_head = {m.head: m for m in reading.mentions}
    more: list[dict[str, Any]] = []
    for predicate in story.predicates:
        if predicate.kind != "verb" or len(found) + len(more) >= MOST or predicate.link not in MAIN:
            continue
        subject = next((by_head[t.start] for t in predicate.subjects if t.start in by_head), None)
        target = _after(predicate.end, subject, reading) if subject else None
        if subject is None or target is None:
            continue
        party = Party(start=subject.start, end=subject.end, actor=subject.target if subject.kind == "actor" else None)
        pair = {"source": [subject.start, subject.end], "target": [target.start, target.end]}
        row = {"actor": _named(reading, party), "recipient": _text(reading, target)}
        if not any(row["actor"] == r["actor"] and row["recipient"] == r["recipient"] for r in (*found, *more)):
            more.append({**row, "event": plv_of(pair, reading, story, heads)})
    return more


def _after(offset: int, subject: Mention, reading: Reading) -> Mention | None:
    """The first mention after a character that is not the subject."""
    later = [m for m in reading.mentions if m.start >= offset and m.target != subject.target and m.how != "pronoun"]
    return min(later, key=lambda m: (m.start, -m.end), default=None)


def _kind(
    event: Event, actors: tuple[Party, ...], recipients: tuple[Party, ...], beside: Mention | None, reading: Reading,
    story: Story, heads: PairCoder | None,
) -> str:
    """The heads' class where both sides are known, else the event's own."""
    sides = [actors[0] if actors else None, recipients[0] if recipients else beside]
    if heads is None or None in sides:
        return plv(event)
    pair = {name: [side.start, side.end] for name, side in zip(("source", "target"), sides, strict=True) if side}
    return plv_of(pair, reading, story, heads)


def is_inside(event: Event) -> bool:
    """Whether another event tells it: what is asked for, refused, threatened or alleged."""
    return any(reason.startswith(INSIDE) for reason in event.why)


def _words(reading: Reading, parties: tuple[Party, ...]) -> str | None:
    return ", ".join(_named(reading, party) for party in parties) or None


def _text(reading: Reading, mention: Mention) -> str:
    return reading.report.text[mention.start : mention.end]


def _named(reading: Reading, party: Party) -> str:
    """The words of a side; for a pronoun, the nearest words before it that name the same actor."""
    words = reading.report.text[party.start : party.end]
    own = [m for m in reading.mentions if party.actor is not None and m.target == party.actor]
    if not any(m.start == party.start and m.how == "pronoun" for m in own):
        return words
    named = [m for m in own if m.how != "pronoun"]
    nearest = min(named, key=lambda m: (m.start > party.start, abs(m.start - party.start)), default=None)
    return _text(reading, nearest) if nearest else words


def _beside(reading: Reading, event: Event) -> Mention | None:
    """Where no recipient is told, the nearest party or place after the trigger, else before it, that does not act."""
    trigger = event.trigger[0]
    own = {party.actor for party in event.actors}
    taken = [(party.start, party.end) for party in event.actors]
    others = [
        m for m in reading.mentions
        if m.target not in own and m.how != "pronoun" and not any(m.start < e and s < m.end for s, e in taken)
    ]
    return min(others, key=lambda m: (m.start < trigger.start, abs(m.start - trigger.start)), default=None)
