"""The engine port: one result for each report, in order, whatever a story does, on one process or several."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from tests.engines.stubs import CRASHES, KILLS, UNPARSEABLE, StubReader, raw

from dragoman import codec
from dragoman.engines import local
from dragoman.engines.local import OneProcess, Processes
from dragoman.engines.manifest import digest_of, fingerprint, manifest
from dragoman.errors import UsageError
from dragoman.reading.reader import Options, Reader
from dragoman.records import PutAside, Reading, Report
from dragoman.wire.report import report


def reports(count: int, odd: dict[int, str] | None = None) -> list[Report]:
    return [report(raw(n, (odd or {}).get(n, ""))) for n in range(count)]


def engine(kind: str, monkeypatch: pytest.MonkeyPatch) -> OneProcess | Processes:
    if kind == "one":
        return OneProcess(reader=StubReader())  # type: ignore[arg-type]
    monkeypatch.setattr(local, "Reader", lambda options: StubReader())
    monkeypatch.setattr(local, "_start_worker", _start_stub)
    return Processes(jobs=2)


def _start_stub(options: bytes) -> None:
    local._start_worker.__globals__["_worker"].append(StubReader())


def test_what_is_loaded_is_settled_once_and_only_where_there_is_more_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local.gc, "collect", lambda: rounds.append(1))
    rounds: list[int] = []
    gc.unfreeze()
    list(engine("one", monkeypatch).map(reports(local.FIRST_CHUNK)))
    assert not gc.get_freeze_count()
    list(engine("one", monkeypatch).map(reports(90)))
    list(engine("one", monkeypatch).map(reports(90)))
    assert gc.get_freeze_count()
    assert rounds == [1]
    gc.unfreeze()


@pytest.mark.parametrize("kind", ["one", "several"])
class TestEngine:
    def test_results_come_in_order(self, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
        given = reports(90)
        results = list(engine(kind, monkeypatch).map(iter(given)))
        assert [r.report.id for r in results if isinstance(r, Reading)] == [r.id for r in given]

    def test_bad_stories_are_put_aside_in_their_place(self, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
        given = reports(30, {3: CRASHES, 11: UNPARSEABLE, 29: CRASHES})
        results = list(engine(kind, monkeypatch).map(iter(given)))
        assert [n for n, r in enumerate(results) if isinstance(r, PutAside)] == [3, 11, 29]
        assert len(results) == 30

    def test_nothing_gives_nothing(self, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
        assert list(engine(kind, monkeypatch).map(iter([]))) == []

    def test_reports_are_taken_as_they_are_needed(self, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
        taken = 0

        def feed():  # type: ignore[no-untyped-def]
            nonlocal taken
            for one in reports(1000):
                taken += 1
                yield one

        results = engine(kind, monkeypatch).map(feed())
        next(results)
        assert taken <= 2 * local.CHUNKS_AHEAD * local.LARGEST_CHUNK
        results.close()  # type: ignore[attr-defined]


def test_a_dead_worker_is_noticed_and_its_story_put_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    given = reports(40, {7: KILLS})
    results = list(engine("several", monkeypatch).map(iter(given)))
    assert [n for n, r in enumerate(results) if isinstance(r, PutAside)] == [7]
    assert isinstance(results[7], PutAside)
    assert "died" in results[7].detail
    assert [r.report.id for r in results if isinstance(r, Reading)] == [r.id for n, r in enumerate(given) if n != 7]


def test_two_processes_read_what_one_reads(reader: Reader) -> None:
    """With the real Reader: the same bytes."""
    texts = [
        'GENEVA (Reuters) - The opposition rejected the plan on Monday. "We will not go," said Nasr Hariri.',
        "Turkey said at least 12 civilians were killed in air strikes on Idlib, which Russia denied.",
        "The UN envoy called on both sides to keep the truce.",
    ]
    given = [report(raw(n)) for n in range(3)] + [report(raw(n, text)) for n, text in enumerate(texts, 3)]
    one = [codec.encode(r) for r in OneProcess(reader=reader).map(iter(given))]
    two = [codec.encode(r) for r in Processes(jobs=2).map(iter(given))]
    assert one == two


def test_a_fingerprint_moves_with_what_readings_depend_on(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("actors: []")
    plain, own = Options(), Options(overrides=(str(mine),))
    assert fingerprint(plain) == fingerprint(Options())
    before = fingerprint(own)
    assert before != fingerprint(plain)
    mine.write_text("actors: [changed]")
    assert fingerprint(own) != before


def test_a_manifest_names_inputs_with_their_digests(tmp_path: Path) -> None:
    folder = tmp_path / "stories"
    folder.mkdir()
    (folder / "a.txt").write_text("one")
    made = manifest(Options(), [str(folder), "-"])
    assert made["inputs"] == [{"path": str(folder), "sha256": digest_of(folder)}, {"path": "-", "sha256": None}]
    (folder / "b.txt").write_text("two")
    assert digest_of(folder) != made["inputs"][0]["sha256"]


def test_engines_are_found_by_name() -> None:
    from dragoman.engines.run import ENGINES

    assert ENGINES.get("one") is OneProcess
    with pytest.raises(UsageError, match="processes"):
        ENGINES.get("cloud")
