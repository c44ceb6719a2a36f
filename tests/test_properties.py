"""What must hold of every Reading, on every shipped story."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from dragoman import codec
from dragoman.reading.reader import Reader
from dragoman.records import RawStory, Reading, Report, Span
from dragoman.sources.intake import stories
from dragoman.wire.report import report

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return [report(raw) for raw in stories(EXAMPLES / "stories") if isinstance(raw, RawStory)]


@pytest.fixture(scope="module")
def readings(reader: Reader, reports: list[Report]) -> list[Reading]:
    return list(reader.read_all(reports))


def spans_of(value: Any) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from spans_of(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from spans_of(getattr(value, field.name))


def test_there_are_stories_to_test_on(reports: list[Report]) -> None:
    assert len(reports) >= 20


def test_zones_tile_the_text(reports: list[Report]) -> None:
    for story in reports:
        end = 0
        for zone in sorted(story.zones):
            assert zone.start >= end
            assert not story.text[end : zone.start].strip(), f"{story.where}: words outside every zone"
            end = zone.end
        assert not story.text[end:].strip()


def test_every_span_lies_inside_its_text(readings: list[Reading]) -> None:
    for reading in readings:
        length = len(reading.report.text)
        for span in spans_of(reading):
            assert span.end <= length
            assert reading.report.text[span.start : span.end].strip(), f"{reading.report.where}: {span} is white space"


def test_nothing_is_recorded_without_evidence(readings: list[Reading]) -> None:
    for reading in readings:
        for name in ("attributions", "events", "issues", "positions", "claims", "figures", "planned"):
            for record in getattr(reading, name):
                assert record.evidence, f"{reading.report.where}: {record.id} has no evidence"


def test_references_resolve(readings: list[Reading]) -> None:
    for reading in readings:
        actors = {actor.id for actor in reading.actors}
        places = {place.id for place in reading.places}
        issues = {issue.id for issue in reading.issues}
        attributions = {a.id for a in reading.attributions}
        claims = {claim.id for claim in reading.claims}
        assert len(actors) == len(reading.actors)
        for mention in reading.mentions:
            assert mention.target in (actors if mention.kind == "actor" else places)
        for a in reading.attributions:
            assert set(a.speakers) <= actors
            assert a.inside is None or (a.inside in attributions and a.inside != a.id)
        for position in reading.positions:
            assert position.actor in actors
            assert position.issue in issues
            assert position.according_to is None or position.according_to in actors
        for claim in reading.claims:
            assert claim.claimant in actors
            assert claim.about is None or claim.about in actors
            assert set(claim.counters) <= claims - {claim.id}
        for event in reading.events:
            assert {p.actor for p in (*event.actors, *event.recipients)} - {None} <= actors
            assert event.place is None or event.place in places
            assert event.attribution is None or event.attribution in attributions
        for figure in reading.figures:
            assert figure.by is None or figure.by in actors
            assert figure.high is None or figure.low <= figure.high
            assert figure.part_of is None or figure.part_of in {f.id for f in reading.figures}


def test_nesting_has_no_circles(readings: list[Reading]) -> None:
    for reading in readings:
        inside = {a.id: a.inside for a in reading.attributions}
        for start in inside:
            seen, at = set(), inside[start]
            while at is not None:
                assert at not in seen
                seen.add(at)
                at = inside[at]


def test_the_codec_gives_back_what_it_took(readings: list[Reading]) -> None:
    for reading in readings:
        assert codec.decode(codec.encode(reading), Reading) == reading


def test_same_bytes_alone_among_others_and_in_another_order(
    reader: Reader, reports: list[Report], readings: list[Reading]
) -> None:
    expected = {reading.report.id: codec.encode(reading) for reading in readings}
    shuffled = list(reports)
    random.Random(5).shuffle(shuffled)
    for reading in reader.read_all(shuffled):
        assert codec.encode(reading) == expected[reading.report.id]
    for story in reports[:5]:
        assert codec.encode(reader.read(story)) == expected[story.id]


def test_a_fresh_reader_reads_the_same(reports: list[Report], readings: list[Reading]) -> None:
    fresh = Reader()
    for story, reading in list(zip(reports, readings, strict=True))[::7]:
        assert codec.encode(fresh.read(story)) == codec.encode(reading)
