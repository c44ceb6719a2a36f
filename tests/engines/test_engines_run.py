"""Runs: what is read, skipped, put aside; how they stop; what a killed one leaves."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.engines import stubs
from tests.engines.stubs import StubReader, raw
from tests.ledger.builders import content

from dragoman.engines.local import OneProcess
from dragoman.engines.run import Run, RunReport
from dragoman.errors import Reason
from dragoman.ledger.store import Ledger
from dragoman.records import PutAside, RawStory

KILLS = 6  # moments at which the run is killed
STORIES = 80


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "test.db") as opened:
        yield opened


def read(ledger: Ledger, found: list[RawStory | PutAside], **more: object) -> RunReport:
    run = Run(ledger=ledger, engine=OneProcess(reader=StubReader()), **more)  # type: ignore[arg-type]
    return run.read_stories(iter(found))


def test_a_run_counts_what_it_did(ledger: Ledger) -> None:
    aside = PutAside(where="x.pdf", reason=Reason.BINARY, detail="not text")
    report = read(ledger, [raw(1), aside, raw(2), raw(1), raw(3, stubs.CRASHES)])
    assert (report.stories, report.read, report.already) == (5, 2, 1)
    assert dict(report.put_aside) == {"binary": 1, "crashed": 1}
    assert report.words > 50
    assert report.records["figures"] == sum(len(r.figures) for r in map(ledger.reading, _ids(ledger)))
    assert not report.interrupted


def _ids(ledger: Ledger) -> list[str]:
    return [row.report_id for row in ledger.reports()]


def test_a_second_run_reads_only_what_is_new(ledger: Ledger) -> None:
    read(ledger, [raw(n) for n in range(5)])
    before = content(ledger)
    report = read(ledger, [raw(n) for n in range(5)])
    assert (report.read, report.already) == (0, 5)
    assert content(ledger) == before
    assert read(ledger, [raw(n) for n in range(7)]).read == 2


def test_a_crash_is_put_aside_with_its_traceback_and_retried(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    read(ledger, [raw(1), raw(2, stubs.CRASHES), raw(3)])
    (row,) = ledger.rejected()
    assert (row.where_found, row.reason) == ("stories.jsonl:2", "crashed")
    assert "an extractor stumbled" in row.detail
    assert "Traceback" in row.detail
    monkeypatch.setattr(stubs, "CRASHES", "no longer a problem")
    assert read(ledger, [raw(1), raw(2, "boom"), raw(3)]).read == 1
    assert len(ledger.rejected()) == 0


def test_a_story_that_cannot_be_parsed_leaves_its_batch_alone(ledger: Ledger) -> None:
    report = read(ledger, [raw(1), raw(2, stubs.UNPARSEABLE), raw(3)])
    assert report.read == 2
    assert [row.where_found for row in ledger.rejected()] == ["stories.jsonl:2"]


def test_a_removed_story_stays_out_unless_forced(ledger: Ledger) -> None:
    read(ledger, [raw(1)])
    ledger.remove(_ids(ledger)[0], removed="2026-01-01")
    assert (read(ledger, [raw(1)]).removed, len(ledger.reports())) == (1, 0)
    assert read(ledger, [raw(1)], force=True).read == 1


def test_a_run_leaves_its_manifest(ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    file.write_text(raw(1).text)
    Run(ledger=ledger, engine=OneProcess(reader=StubReader())).read([str(file)])  # type: ignore[arg-type]
    with ledger.engine.connect() as connection:
        row = connection.exec_driver_sql("SELECT program, models, inputs, options, report, ended FROM runs").one()
    assert row.program
    assert '"spacy"' in row.models
    assert str(file) in row.inputs
    assert "sha256" in row.inputs
    assert '"read": 1' in row.report
    assert row.ended


def test_reading_again_takes_only_the_outdated(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    read(ledger, [raw(1), raw(2)])
    engine = OneProcess(reader=StubReader())  # type: ignore[arg-type]
    assert Run(ledger=ledger, engine=engine).read_again(outdated=True).stories == 0
    assert Run(ledger=ledger, engine=engine).read_again().read == 2
    monkeypatch.setattr("dragoman.engines.run.fingerprint", lambda options: "another")
    assert Run(ledger=ledger, engine=engine).read_again(outdated=True).read == 2
    assert Run(ledger=ledger, engine=engine).read_again(outdated=True).read == 0


def test_the_ledger_itself_is_not_read(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(raw(1).text)
    run = Run(ledger=ledger, engine=OneProcess(reader=StubReader()))  # type: ignore[arg-type]
    report = run.read([str(tmp_path)])
    assert (report.read, dict(report.put_aside)) == (1, {})


def test_an_interrupt_finishes_what_is_under_way(ledger: Ledger) -> None:
    fed = []
    before = signal.getsignal(signal.SIGINT)  # a run in the background may have it ignored

    def feed() -> Iterator[RawStory]:
        for number in range(500):
            if number == 40:
                threading.Timer(0.0, os.kill, (os.getpid(), signal.SIGINT)).start()
                time.sleep(0.2)
            fed.append(number)
            yield raw(number)

    report = Run(ledger=ledger, engine=OneProcess(reader=StubReader())).read_stories(feed())  # type: ignore[arg-type]
    assert report.interrupted
    assert len(fed) < 100
    assert len(ledger.reports()) == report.read == report.stories
    assert signal.getsignal(signal.SIGINT) is before
    assert read(ledger, [raw(n) for n in range(60)]).already == report.read


def test_a_killed_run_loses_no_story_and_resumes(tmp_path: Path) -> None:
    """kill -9 at several moments; in the end the ledger holds what that of an undisturbed run holds."""
    chance = random.Random(20180129)
    killed, whole = tmp_path / "killed.db", tmp_path / "whole.db"
    seen = 0
    for _ in range(KILLS):
        process = subprocess.Popen(_command(killed, 0.02))
        _wait_for(killed, process, seen + chance.randrange(1, 5))
        time.sleep(chance.random() * 0.03)
        process.kill()
        process.wait()
        stored = _stored(killed)
        assert stored >= seen
        seen = stored
    for path in (killed, whole):
        subprocess.run(_command(path, 0.0), check=True)
    with Ledger.open(killed) as one, Ledger.open(whole) as other:
        assert content(one) == content(other)
        assert len(one.reports()) == STORIES - len(one.rejected())
        assert len(one.search("parties", limit=100)) == len(one.reports())
        with one.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
            assert connection.exec_driver_sql("SELECT count(*) FROM runs WHERE ended IS NULL").scalar() > 0


def _command(ledger: Path, delay: float) -> list[str]:
    return [sys.executable, "-m", "tests.engines.stubs", str(ledger), str(STORIES), str(delay)]


def _wait_for(path: Path, process: subprocess.Popen[bytes], stories: int) -> None:
    """Until so many stories are stored; another process asks while the run writes."""
    deadline = time.monotonic() + 30
    while _stored(path) < min(stories, STORIES - 5) and time.monotonic() < deadline:
        if process.poll() is not None:  # on a slow machine it may end between two looks
            assert process.returncode == 0
            return
        time.sleep(0.005)


def _stored(path: Path) -> int:
    import sqlite3

    if not path.exists():
        return 0
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute("SELECT count(*) FROM reports").fetchone()[0])
    except sqlite3.OperationalError:  # the tables are not there yet
        return 0
    finally:
        connection.close()
