"""Links kept in a ledger: incremental, deterministic, under people's decisions; what it answers."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select
from tests.linking.stories import reading

from dragoman.cli.main import main
from dragoman.errors import UsageError
from dragoman.ledger import schema
from dragoman.ledger.store import Ledger
from dragoman.linking.ledger_links import Linked, link
from dragoman.records import Reading

CLOSING = (
    "The village lies in farmland that both sides had held in turn since spring. Doctors at the field hospital asked "
    "for blood, and the road to the border was closed to all but ambulances, an aid worker said by telephone."
)
FIRST = reading(
    "Air strikes near Manbij kill 56",
    "At least 56 civilians were killed when US-led coalition air strikes hit a village near Manbij. " + CLOSING,
)
COPY = reading(
    "Monitor: 56 dead in raids",
    "At least 56 civilians were killed when US-led coalition air strikes hit a village near Manbij. " + CLOSING
    + " A spokesman declined to comment.",
    publisher="ahram",
)  # fmt: skip
OTHER = reading(
    "Russia blamed for raid that killed 30 near Manbij",
    "Warplanes of Russia hit families who had fled; air strikes killed 30 civilians near Manbij, doctors said.",
    killed=(30, 30),
    by="Russia",
    publisher="sputnik",
)
ELSEWHERE = reading(
    "Car bomb in Damascus",
    "A car bomb killed 6 civilians outside a bakery in Damascus; state television blamed Syria itself for poor checks.",
    published="2016-09-02",
    day="2016-09-01",
    place="Damascus",
    killed=(6, 6),
    by="Syria",
    publisher="nna",
)
ALL = (FIRST, COPY, OTHER, ELSEWHERE)


def opened(path: Path, stories: tuple[Reading, ...] = ALL) -> Ledger:
    ledger = Ledger.open(path)
    for story in stories:
        ledger.add(story)
    return ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with opened(tmp_path / "links.db") as made:
        link(made.engine)
        yield made


def test_a_ledger_that_is_not_linked_says_so(tmp_path: Path) -> None:
    with opened(tmp_path / "new.db") as made, pytest.raises(UsageError, match="dragoman link"):
        made.incidents()


def test_incidents_stand_together_with_what_they_conflict_on(ledger: Ledger) -> None:
    rows = list(ledger.incidents())
    assert {row.report_id for row in rows} == {story.report.id for story in (FIRST, COPY, OTHER)}
    assert len({row.incident for row in rows}) == 1
    assert rows[0].conflicts == ["perpetrator", "figures"]
    assert (rows[0].stories, rows[0].without_copies, rows[0].sources) == (3, 2, 3)
    assert rows[0].date == "2016-07-19"
    assert rows[0].place == "Manbij"
    by = {row.publisher: (row.by, row.killed_low, row.killed_high) for row in rows}
    assert by == {
        "trt": ("US-led coalition", 56, None),
        "ahram": ("US-led coalition", 56, None),
        "sputnik": ("Russia", 30, 30),
    }
    for row in rows:
        assert row.words in ledger.reading(row.report_id).report.text
        assert row.words
    earliest = next(row.report_id for row in rows if row.publisher in ("trt", "ahram"))
    assert {row.copy_of for row in rows} == {earliest, None}


def test_the_key_of_an_incident_explains_the_record_behind_it(ledger: Ledger) -> None:
    for row in ledger.incidents():
        found = ledger.explain(row.key)
        assert found.reading.report.id == row.report_id
        assert found.kind in ("figure", "event")
        assert found.record.evidence[0].start == row.start_char
    with pytest.raises(UsageError, match="no record stands behind"):
        ledger.explain(f"{FIRST.report.id}:99")


def test_contradictions_have_the_words_of_both_sides(ledger: Ledger) -> None:
    rows = {row.kind: row for row in ledger.contradictions(across=True)}
    assert set(rows) == {"figures", "perpetrator"}
    assert rows["figures"].reason == "killed: 30 – at least 56"
    for row in rows.values():
        assert row.words in ledger.reading(row.report_id).report.text
        assert row.other_words in ledger.reading(row.other_report_id).report.text
    assert not ledger.contradictions(across=False)
    assert not ledger.contradictions(report=ELSEWHERE.report.id)
    assert len(ledger.contradictions(kind="figures", since="2016-07", until="2016-07")) == 1


def test_contradictions_go_with_the_story_and_come_back(ledger: Ledger) -> None:
    before = [row.key for row in ledger.contradictions()]
    ledger.add(OTHER, again=True)
    link(ledger.engine)
    assert [row.key for row in ledger.contradictions()] == before
    ledger.remove(OTHER.report.id, removed="2026-01-01")
    link(ledger.engine)
    assert not ledger.contradictions()


def test_filters_of_incidents(ledger: Ledger) -> None:
    assert len(ledger.incidents(conflicting=True)) == 3
    assert len(ledger.incidents(single=True)) == 4
    assert len(ledger.incidents(at="damascus", single=True)) == 1
    assert len(ledger.incidents(since="2016-08", single=True)) == 1
    assert len(ledger.incidents(until="2016-07-18")) == 0
    assert len(ledger.incidents(report=OTHER.report.id)) == 3


def test_copies_tell_what_each_changed(ledger: Ledger) -> None:
    rows = {row.publisher: row for row in ledger.copies()}
    assert set(rows) == {"trt", "ahram"}
    assert rows["ahram"].against == COPY.report.id
    assert rows["trt"].dropped >= 1
    changes = {row.change for row in ledger.differences(FIRST.report.id, COPY.report.id)}
    assert "added" in changes


def test_why_two_stories_are_linked(ledger: Ledger) -> None:
    told = ledger.why_linked(FIRST.report.id, OTHER.report.id)
    assert told is not None
    assert told.relation == "incident"
    assert told.reasons
    assert ledger.why_linked(FIRST.report.id, ELSEWHERE.report.id) is None


def test_a_story_is_not_compared_with_itself(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="are one story"):
        ledger.why_linked(FIRST.report.id, FIRST.report.id)


def state(ledger: Ledger) -> tuple[list, list]:
    with ledger.engine.connect() as connection:
        links = connection.execute(select(schema.links).order_by("report_id", "other_id")).all()
        groups = connection.execute(select(schema.story_groups).order_by("report_id")).all()
        contrary = connection.execute(select(schema.contradictions).order_by("report_id", "key")).all()
    return links, groups + contrary


@pytest.mark.parametrize("seed", range(3))
def test_linking_piece_by_piece_gives_what_linking_at_once_gives(ledger: Ledger, tmp_path: Path, seed: int) -> None:
    stories = list(ALL)
    random.Random(seed).shuffle(stories)
    with Ledger.open(tmp_path / "pieces.db") as other:
        for story in stories:
            other.add(story)
            link(other.engine)
        assert state(other) == state(ledger)


def test_linking_again_does_nothing(ledger: Ledger) -> None:
    before = state(ledger)
    assert link(ledger.engine) == Linked(0, 0, 1, 1)
    assert state(ledger) == before


def test_a_story_that_is_removed_or_read_again_leaves_no_links_behind(ledger: Ledger) -> None:
    ledger.add(OTHER, again=True)
    link(ledger.engine)
    assert len(ledger.incidents()) == 3
    ledger.remove(OTHER.report.id, removed="2026-01-01")
    link(ledger.engine)
    assert len(ledger.incidents()) == 2


def test_decisions_hold_whatever_is_linked_later(ledger: Ledger) -> None:
    a, b = OTHER.report.id, ELSEWHERE.report.id
    made = "2026-01-01T00:00:00+00:00"
    split = [
        ledger.decide("split", other, author="Leyla", made=made, value={"other": a})
        for other in (FIRST.report.id, COPY.report.id)
    ]
    ledger.decide("merge", b, author="Leyla", made=made, value={"other": a})
    link(ledger.engine)
    groups = {row.report_id: row.incident for row in ledger.incidents()}
    assert groups[a] == groups[b] != groups[FIRST.report.id] == groups[COPY.report.id]
    for decision in split:
        ledger.undo(decision, author="Leyla", made=made)
    link(ledger.engine)
    assert {row.report_id for row in ledger.incidents(report=a)} >= {a, b}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("incidents", "conflicting: perpetrator, figures"),
        ("incidents --conflicting --csv", "US-led coalition"),
        ("incidents --json", '"conflicts": ["perpetrator", "figures"]'),
        ("copies", "ahram 2016-07-20"),
        (f"compare {FIRST.report.id} {OTHER.report.id}", "same days"),
        (f"compare {FIRST.report.id} {COPY.report.id}", "copy ("),
        ("contradictions --kind figures", "killed: 30"),
        ("link", "0 new stories"),
    ],
)
def test_commands(ledger: Ledger, words: str, told: str) -> None:
    result = CliRunner(env={"COLUMNS": "120"}).invoke(main, [*words.split(), "-l", ledger.place])
    assert result.exit_code == 0, result.output
    assert told in result.output


def test_a_decision_from_the_command_line_needs_its_author(ledger: Ledger) -> None:
    pair = [FIRST.report.id, OTHER.report.id]
    assert CliRunner().invoke(main, ["link", "-l", ledger.place, "--different", *pair]).exit_code == 2
    args = ["link", "-l", ledger.place, "--different", *pair, "--author", "Leyla"]
    assert CliRunner().invoke(main, args).exit_code == 0
    assert OTHER.report.id not in {row.report_id for row in ledger.incidents(report=FIRST.report.id)}
