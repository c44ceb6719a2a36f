"""Storing: whole or not at all, once, again, as a new version, and erased for good."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.ledger.builders import at_other_address, content, seed, story

from dragoman import codec
from dragoman.errors import LedgerError, Reason, UsageError
from dragoman.ledger.rows import url_key
from dragoman.ledger.store import Ledger
from dragoman.records import Position, PutAside, Span

NOW = "2026-01-01T00:00:00+00:00"


def count(ledger: Ledger, table: str) -> int:
    with ledger.engine.connect() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_a_story_comes_back_as_it_went_in(ledger: Ledger) -> None:
    reading = seed()
    assert ledger.add(reading) == "added"
    assert ledger.reading(reading.report.id) == reading


def test_reading_twice_adds_nothing(ledger: Ledger) -> None:
    ledger.add(seed())
    before = content(ledger)
    assert ledger.add(seed()) == "already"
    assert ledger.add(at_other_address(seed(), "https://elsewhere.example/copy")) == "already"
    assert content(ledger) == before


def test_every_record_has_its_row_and_its_words(ledger: Ledger) -> None:
    reading = seed()
    ledger.add(reading)
    tables = {"issues": "issue_reports"}
    for field in codec.RECORD_FIELDS:
        assert count(ledger, tables.get(field, field)) == len(getattr(reading, field)), field
    with ledger.engine.connect() as connection:
        rows = connection.execute(text("SELECT start_char, end_char, words FROM evidence")).all()
    assert rows
    for start, end, words in rows:
        assert reading.report.text[start:end] == words
        assert words.strip()


def test_references_hold(ledger: Ledger) -> None:
    ledger.add(seed())
    ledger.add(story(1))
    with ledger.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


def test_a_reference_to_nobody_gets_a_bare_row(ledger: Ledger) -> None:
    reading = seed()
    stray = Position(id="p9", actor="new:stray-group", issue="i1", stance="opposes", evidence=(Span(0, 10),))
    ledger.add(replace(reading, positions=(*reading.positions, stray)))
    assert [row.actor for row in ledger.positions(by="new:stray-group")] == ["stray group"]


class TestKeys:
    def test_they_are_unique_and_begin_with_the_story(self) -> None:
        reading = seed()
        keys = codec.keys(reading)
        assert len(set(keys.values())) == len(keys) == sum(len(getattr(reading, f)) for f in codec.RECORD_FIELDS)
        assert all(key.startswith(reading.report.id[:8]) for key in keys.values())

    def test_records_that_would_share_a_key_are_counted_on(self) -> None:
        reading = seed()
        twin = replace(reading.figures[0], id="f2", low=5)
        keys = codec.keys(replace(reading, figures=(*reading.figures, twin)))
        assert keys["figures", "f1"] == codec.keys(reading)["figures", "f1"]
        assert keys["figures", "f2"] != keys["figures", "f1"]

    def test_an_issue_found_before_moves_no_position_key(self) -> None:
        reading = seed()
        renamed = tuple(replace(issue, id={"i1": "i2", "i2": "i3"}[issue.id], relations=()) for issue in reading.issues)
        moved = tuple(replace(p, issue={"i1": "i2", "i2": "i3"}[p.issue]) for p in reading.positions)
        other = replace(reading, issues=renamed, positions=moved)
        assert [codec.keys(other)["positions", p.id] for p in moved] == [
            codec.keys(reading)["positions", p.id] for p in reading.positions
        ]


class TestVersions:
    def test_new_text_under_a_known_address_revises_and_counts_once(self, ledger: Ledger) -> None:
        old, new = seed(), seed(extra=" Update: talks resume.", url="http://www.trt.example/sochi/?utm_source=x#top")
        ledger.add(old)
        assert ledger.add(new) == "revised"
        assert ledger.stats()["stories"] == 1
        assert ledger.stats()["earlier_versions"] == 1
        assert [row.report_id for row in ledger.reports()] == [new.report.id]
        assert {row.revises for row in ledger.reports(versions=True)} == {None, old.report.id}
        assert len(ledger.positions()) == len(new.positions)

    def test_removing_the_newest_brings_the_earlier_back(self, ledger: Ledger) -> None:
        first, second, third = seed(), seed(extra=" Two."), seed(extra=" Three.")
        for reading in (first, second, third):
            ledger.add(reading)
        ledger.remove(second.report.id, removed=NOW)
        assert {row.report_id: row.revises for row in ledger.reports(versions=True)} == {
            first.report.id: None,
            third.report.id: first.report.id,
        }
        ledger.remove(third.report.id, removed=NOW)
        assert [row.report_id for row in ledger.reports()] == [first.report.id]

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("https://a.example/x/", "http://www.a.example/x"),
            ("https://a.example/x?id=3&utm_medium=mail", "https://A.example/x?id=3"),
            ("https://a.example/x#comments", "https://a.example/x"),
        ],
    )
    def test_the_same_address_in_two_spellings(self, one: str, other: str) -> None:
        assert url_key(one) == url_key(other)

    @pytest.mark.parametrize(
        "url", [None, "", "https://a.example", "https://a.example/", "not an address", "http://[bad"]
    )
    def test_no_address_of_a_story(self, url: str | None) -> None:
        assert url_key(url) is None

    def test_different_pages_differ(self) -> None:
        assert url_key("https://a.example/x?id=3") != url_key("https://a.example/x?id=4")


class TestAgain:
    def test_a_new_reading_takes_the_place_of_the_old(self, ledger: Ledger) -> None:
        reading = seed()
        ledger.add(reading)
        better = replace(reading, figures=(), claims=reading.claims[:1])
        assert ledger.add(better, again=True) == "again"
        assert len(ledger.figures()) == 0
        assert len(ledger.claims()) == 1
        assert ledger.reading(reading.report.id) == better

    def test_it_ends_as_if_it_had_been_read_so_at_first(self, ledger: Ledger, tmp_path: Path) -> None:
        reading = seed()
        lost = tuple(a for a in reading.actors if a.id != "Q43")
        better = replace(reading, actors=lost, positions=reading.positions[:2])
        ledger.add(story(1))
        ledger.add(reading)
        ledger.add(better, again=True)
        with Ledger.open(tmp_path / "fresh.db") as fresh:
            fresh.add(story(1))
            fresh.add(better)
            assert content(ledger) == content(fresh)

    def test_outdated_stories_are_those_of_another_fingerprint(self, ledger: Ledger) -> None:
        run = ledger.start_run(NOW, "old", {"program": "0"})
        ledger.add(story(1), run=run)
        run = ledger.start_run(NOW, "new", {"program": "1"})
        ledger.add(story(2), run=run)
        assert [r.where for r in ledger.stored()] == ["corpus.csv:1", "corpus.csv:2"]
        assert [r.where for r in ledger.stored("new")] == ["corpus.csv:1"]


class TestRemoval:
    def test_no_word_of_it_is_left_in_the_file(self, ledger: Ledger, tmp_path: Path) -> None:
        secret = seed(extra=" The codeword is Zanzibarquartz.", url=None)
        ledger.add(story(1))
        ledger.add(secret)
        ledger.index()
        ledger.remove(secret.report.id, removed=NOW, why="embargo")
        ledger.close()
        for file in tmp_path.iterdir():
            assert b"anzibarquartz" not in file.read_bytes(), file.name

    def test_it_leaves_what_never_having_read_it_leaves(self, ledger: Ledger, tmp_path: Path) -> None:
        gone = seed(url=None)
        ledger.add(story(1))
        ledger.add(replace(gone, actors=(*gone.actors, replace(gone.actors[0], id="new:only-here", name="only here"))))
        ledger.remove(gone.report.id, removed=NOW)
        with Ledger.open(tmp_path / "fresh.db") as fresh:
            fresh.add(story(1))
            expected = content(fresh) | {"tombstones": [(gone.report.id, NOW, None)]}
        assert content(ledger) == expected

    def test_a_removed_story_is_not_read_again_unless_forced(self, ledger: Ledger) -> None:
        reading = seed()
        ledger.add(reading)
        ledger.remove(reading.report.id[:6], removed=NOW)
        assert ledger.state(reading.report.id) == "removed"
        assert ledger.add(reading) == "removed"
        assert ledger.add(reading, force=True) == "added"
        assert count(ledger, "tombstones") == 0

    def test_a_publisher_goes_with_all_its_stories(self, ledger: Ledger) -> None:
        ledger.add(seed())
        for number in range(3):
            ledger.add(story(number, publisher="Wire"))
        assert len(ledger.remove(publisher="wire", removed=NOW)) == 3
        assert [row.publisher for row in ledger.reports()] == ["trt"]
        with pytest.raises(UsageError, match="publishers: trt"):
            ledger.remove(publisher="nobody", removed=NOW)

    def test_search_forgets_it(self, ledger: Ledger) -> None:
        ledger.add(seed(url=None))
        ledger.add(story(1))
        assert len(ledger.search("Sochi")) == 2
        ledger.remove(seed().report.id, removed=NOW)
        assert [row.publisher for row in ledger.search("Sochi")] == ["wire"]


class TestPutAside:
    def test_it_is_noted_once(self, ledger: Ledger) -> None:
        item = PutAside(where="a.csv:3", reason=Reason.NOT_ENGLISH, detail="looks like Arabic")
        ledger.put_aside(item)
        ledger.put_aside(item)
        assert [(r.where_found, r.reason, r.detail) for r in ledger.rejected()] == [
            ("a.csv:3", "not_english", "looks like Arabic")
        ]

    def test_it_goes_when_the_input_is_read_after_all(self, ledger: Ledger) -> None:
        ledger.put_aside(PutAside(where="sochi.txt", reason=Reason.CRASHED, detail="..."))
        ledger.add(seed())
        assert len(ledger.rejected()) == 0


def test_another_process_can_ask_while_a_story_is_being_written(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add(seed())
    with ledger.engine.connect().execution_options(write=True) as writer, writer.begin():
        writer.execute(text("UPDATE reports SET publisher = 'changed'"))
        other = sqlite3.connect(tmp_path / "test.db", timeout=0.1)
        assert other.execute("SELECT publisher FROM reports").fetchall() == [("trt",)]
        other.close()


def test_a_failure_in_the_middle_leaves_nothing(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    insert = type(ledger._insert).__call__

    def failing(self: object, connection: object, table: str, rows: list) -> None:
        if table == "evidence":
            raise sqlite3.OperationalError("disk I/O error")
        insert(self, connection, table, rows)

    before = content(ledger)
    monkeypatch.setattr(type(ledger._insert), "__call__", failing)
    with pytest.raises(LedgerError, match=r"sochi\.txt could not be stored: disk I/O error"):
        ledger.add(seed())
    assert content(ledger) == before


class TestDecisions:
    def test_they_are_only_added_and_the_last_word_holds(self, ledger: Ledger) -> None:
        ledger.add(seed())
        key = ledger.positions(by="Turkey")[0].key
        first = ledger.decide("reject", key[:14], author="ana", made=NOW, value={"why": "reads a caption"})
        assert [(d.id, d.subject, d.record) for d in ledger.decisions()] == [(first, key, key)]
        second = ledger.undo(first, author="ben", made=NOW)
        assert len(ledger.decisions()) == 0
        ledger.undo(second, author="ana", made=NOW)
        assert [d.id for d in ledger.decisions()] == [first]
        assert [d.kind for d in ledger.decisions(all_=True)] == ["reject", "undo", "undo"]

    def test_they_follow_their_words_to_a_better_reading(self, ledger: Ledger) -> None:
        reading = seed()
        ledger.add(reading)
        key = ledger.positions(by="Turkey")[0].key
        ledger.decide("confirm", key, author="ana", made=NOW)
        old = reading.positions[2].evidence[0]
        longer = replace(reading.positions[2], evidence=(Span(old.start, old.end + 1),))
        ledger.add(replace(reading, positions=(*reading.positions[:2], longer)), again=True)
        decision = ledger.decisions()[0]
        assert decision.record == ledger.positions(by="Turkey")[0].key != key
        ledger.add(replace(reading, positions=reading.positions[:1]), again=True)
        assert ledger.decisions()[0].orphaned

    def test_an_unknown_record_or_kind_is_refused(self, ledger: Ledger) -> None:
        ledger.add(seed())
        with pytest.raises(UsageError, match="no record"):
            ledger.decide("reject", "ffffffffffff", author="ana", made=NOW)
        with pytest.raises(UsageError, match="choose from: confirm"):
            ledger.decide("like", "x", author="ana", made=NOW)
        with pytest.raises(UsageError, match="no decision 7"):
            ledger.undo(7, author="ana", made=NOW)

    def test_merges_are_about_ids(self, ledger: Ledger) -> None:
        ledger.add(seed())
        ledger.decide("merge", "new:residents", author="ana", made=NOW, value={"other": "new:opposition-groups"})
        assert [(d.subject, d.subject_kind, d.value, d.orphaned) for d in ledger.decisions()] == [
            ("new:residents", "actor", {"other": "new:opposition-groups"}, False)
        ]
