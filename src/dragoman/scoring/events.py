"""Task ``events``: the class of a given pair of parties in a sentence, in the 15 classes of PLV."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dragoman.reading.codebook import codebook
from dragoman.reading.event_features import Pair
from dragoman.reading.event_matches import Matcher
from dragoman.reading.models import Encoded
from dragoman.reading.pair_head import PairCoder, pair_coder
from dragoman.reading.reader import Reader, Story
from dragoman.records import Event, Reading, Report, Span, Zone

# Announced force, curbs and cuts are threats to PLV and PLOVER; the ledger keeps the act and its factuality apart.
ANNOUNCED = {"ASSAULT": "THREATEN", "COERCE": "THREATEN", "SANCTION": "THREATEN", "MOBILIZE": "THREATEN"}
NOTHING = "SUPPORT"  # where no event is told and there are no heads


def answer(row: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """The class of what ``source`` does to ``target`` (character spans, either may be null), and its quad class."""
    if not row["sentence"].strip():
        return {"id": row["id"], "event": None, "quad": None}
    reading, story = told(row, reader)
    kind = plv_of(row, reading, story, pair_coder())
    return {"id": row["id"], "event": kind, "quad": quad(kind)}


def told(row: dict[str, Any], reader: Reader) -> tuple[Reading, Story]:
    """A sentence read as a report of one body zone, and its story; offsets are those of the sentence."""
    text = row["sentence"]
    report = Report(id=str(row["id"]), text=text, zones=(Zone(0, len(text), "body"),), published=row.get("published"))
    parsed = next(iter(reader.resources.language.parse([report])))
    return reader.extract(parsed), Story(parsed, reader.resources)


def plv_of(row: dict[str, Any], reading: Reading, story: Story, heads: PairCoder | None) -> str:
    """The PLV class of a pair: the heads' where there are any, else that of the event that fits the pair best."""
    if heads is not None:
        return heads.best(names_of(row, reading, story), encoded(story), *sides(row))
    pair = _pair(row, story)
    ranked = sorted(reading.events, key=lambda event: (-pair.fit(event), event.trigger[0].start))
    return plv(ranked[0]) if ranked else NOTHING


def names_of(row: dict[str, Any], reading: Reading, story: Story) -> list[str]:
    """The features of a row's pair."""
    matcher = Matcher(codebook("plover"), story.predicate_of)
    matches = {p.token.i: match for p in story.predicates if (match := matcher.match(p)) is not None}
    return _pair(row, story).features(story.predicates, matches, reading.events)


def _pair(row: dict[str, Any], story: Story) -> Pair:
    return Pair(story.parsed.tokens, *sides(row))


def encoded(story: Story) -> Encoded:
    """The token states of a sentence that is a report of its own."""
    windows: list[Encoded] = story.resources.attribution_model.encode(story.text, [(0, len(story.text))], [0])
    return windows[0]


def sides(row: dict[str, Any]) -> tuple[Span | None, Span | None]:
    """The source and the target of a row, None where it gives no usable offsets."""
    return _span(row.get("source")), _span(row.get("target"))


def _span(offsets: Sequence[int] | None) -> Span | None:
    return Span(offsets[0], offsets[1]) if offsets and 0 <= offsets[0] < offsets[1] else None


def plv(event: Event) -> str:
    """The PLV class of an event."""
    kind = ANNOUNCED.get(event.type, event.type) if event.factuality == "planned" else event.type
    return codebook("plover").classes[kind].plv or kind


def quad(kind: str) -> str | None:
    """The quad class of a PLV class; YIELD counts as material there."""
    for known in codebook("plover").classes.values():
        if known.plv == kind and known.name != "CONCEDE":
            return known.quad
    return None
