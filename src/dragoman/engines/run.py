"""A run: stories from sources, through the wire and an engine, into a ledger, one at a time and in order."""

from __future__ import annotations

import signal
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any

from dragoman import codec
from dragoman.engines.local import Engine, OneProcess, Processes, crashed
from dragoman.engines.manifest import fingerprint, manifest
from dragoman.errors import Reason
from dragoman.ledger.store import Ledger
from dragoman.reading.reader import Options
from dragoman.records import PutAside, RawStory, Reading, Report
from dragoman.registry import Registry

ENGINES: Registry[Callable[..., Engine]] = Registry(
    "dragoman.engines",
    {
        "one": "dragoman.engines.local:OneProcess",
        "processes": "dragoman.engines.local:Processes",
    },
)
# The text index is filled in bulk: so many stories at a time, and at the end.
INDEX_EVERY = 1000
TOLD = 3  # of what is put aside a run report names so many, so that a wrong option shows at once


@dataclass(slots=True)
class RunReport:
    """What a run did; counts of stories unless it says otherwise."""

    stories: int = 0  # that came out of the input, those put aside too
    read: int = 0
    revised: int = 0  # of those read: new text under a known address
    already: int = 0
    removed: int = 0  # refused: a person removed them
    put_aside: Counter[str] = field(default_factory=Counter)  # by reason
    told: list[PutAside] = field(default_factory=list)  # the first ``TOLD`` of those
    records: Counter[str] = field(default_factory=Counter)  # by kind
    words: int = 0  # in the stories read
    seconds: float = 0.0
    interrupted: bool = False
    where: str = ""  # the last story seen
    characters: int = 0  # of all stories seen, to tell how far a large file is read

    @property
    def words_per_second(self) -> float:
        """Words read a second, reading and storing together."""
        return self.words / self.seconds if self.seconds else 0.0

    def as_dict(self) -> dict[str, Any]:
        """For the ledger and ``--json``."""
        return {
            "stories": self.stories,
            "read": self.read,
            "revised": self.revised,
            "already": self.already,
            "removed": self.removed,
            "put_aside": dict(sorted(self.put_aside.items())),
            "records": dict(self.records),
            "words": self.words,
            "seconds": round(self.seconds, 2),
            "words_per_second": round(self.words_per_second),
            "interrupted": self.interrupted,
        }


class Stop:
    """Asked to stop? Set by the first Ctrl-C; what is under way is finished and stored."""

    def __init__(self) -> None:
        self.asked = False

    def _ask(self, number: int, frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True

    @contextmanager
    def on_interrupt(self) -> Iterator[Stop]:
        """Catch Ctrl-C for a while; a second one ends the run at once, which costs only unfinished stories."""
        if threading.current_thread() is not threading.main_thread():
            yield self
            return
        before = {number: signal.signal(number, self._ask) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield self
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


@dataclass(slots=True, kw_only=True)
class Run:
    """One run over one ledger. ``watch`` is called after every story, for progress."""

    ledger: Ledger
    options: Options = field(default_factory=Options)
    jobs: int = 1
    engine: Engine | None = None
    force: bool = False
    watch: Callable[[RunReport], None] = lambda report: None
    report: RunReport = field(default_factory=RunReport)
    stop: Stop = field(default_factory=Stop)
    _number: int = 0
    _under_way: set[str] = field(default_factory=set)

    def read(self, paths: Sequence[str], source: Any = None) -> RunReport:
        """Read stories from files, folders, globs or "-"; ``source`` are the options of ``sources``."""
        from dragoman.sources.intake import read_all

        return self.read_stories(read_all(paths, source), paths)

    def read_stories(self, found: Iterable[RawStory | PutAside], inputs: Sequence[str] = ()) -> RunReport:
        """Read stories from anywhere; ``inputs`` are the paths to note in the manifest."""
        return self._go(self._new(found), inputs, {"jobs": self.jobs, "force": self.force})

    def read_again(self, outdated: bool = False) -> RunReport:
        """Read the stored stories with present models and knowledge; ``outdated``: only where those have changed."""
        stored = self.ledger.stored(fingerprint(self.options) if outdated else None)
        return self._go(self._stored(stored), (), {"jobs": self.jobs, "again": True, "outdated": outdated}, again=True)

    def _go(
        self, reports: Iterator[Report], paths: Sequence[str], more: dict[str, Any], again: bool = False
    ) -> RunReport:
        begun = time.perf_counter()
        engine = self.engine or (Processes(self.options, self.jobs) if self.jobs > 1 else OneProcess(self.options))
        made_with = manifest(self.options, paths, more)
        self._number = self.ledger.start_run(_now(), fingerprint(self.options), made_with)
        try:
            with self.stop.on_interrupt():
                for result in engine.map(reports):
                    self._store(result, again)
                    self.report.seconds = time.perf_counter() - begun
                    self.watch(self.report)
        finally:
            self.report.seconds = time.perf_counter() - begun
            self.report.interrupted = self.stop.asked
            self.ledger.end_run(self._number, _now(), self.report.as_dict())
        return self.report

    # ---- in --------------------------------------------------------------------------------------------------

    def _new(self, found: Iterable[RawStory | PutAside]) -> Iterator[Report]:
        """Reports of stories that the ledger does not hold yet; all else is counted and noted."""
        for raw in found:
            if self.stop.asked:
                return
            if self._is_ledger(raw.where):
                continue
            self.report.stories += 1
            self.report.where = raw.where
            if isinstance(raw, RawStory):
                self.report.characters += len(raw.text)
            report = raw if isinstance(raw, PutAside) else _report(raw)
            if isinstance(report, PutAside):
                self._put_aside(report)
            elif self._is_new(report):
                self._under_way.add(report.id)
                yield report
            self.watch(self.report)

    def _is_ledger(self, where: str) -> bool:
        """The ledger's own files may lie in a folder that is read."""
        place = Path(self.ledger.place).absolute()
        return any(Path(where).absolute() == place.with_name(place.name + suffix) for suffix in ("", "-wal", "-shm"))

    def _is_new(self, report: Report) -> bool:
        state = "read" if report.id in self._under_way else self.ledger.state(report.id)
        if state == "read":
            self.report.already += 1
        elif state == "removed" and not self.force:
            self.report.removed += 1
            return False
        return state != "read"

    def _stored(self, reports: Iterator[Report]) -> Iterator[Report]:
        for report in reports:
            if self.stop.asked:
                return
            self.report.stories += 1
            self.report.where = report.where
            self.report.characters += len(report.text)
            yield report

    # ---- out -------------------------------------------------------------------------------------------------

    def _store(self, result: Reading | PutAside, again: bool) -> None:
        if isinstance(result, PutAside):
            self._put_aside(result)
            return
        try:
            outcome = self.ledger.add(result, run=self._number, again=again, force=self.force)
        except (UnicodeError, ValueError) as error:
            self._put_aside(crashed(result.report, f"could not be stored: {error}"))
            return
        self._under_way.discard(result.report.id)
        if outcome in ("added", "revised", "again"):
            self.report.read += 1
            self.report.revised += outcome == "revised"
            self.report.words += len(result.report.text.split())
            for name in codec.RECORD_FIELDS:
                self.report.records[name] += len(getattr(result, name))
            if self.report.read % INDEX_EVERY == 0:
                self.ledger.index()
        else:
            self.report.already += 1

    def _put_aside(self, item: PutAside) -> None:
        self.report.put_aside[item.reason.value] += 1
        if len(self.report.told) < TOLD:
            self.report.told.append(item)
        self.ledger.put_aside(item, self._number)


def _report(raw: RawStory) -> Report | PutAside:
    from dragoman.wire.report import report

    try:
        return report(raw)
    except Exception:  # the wire's one place where a story's crash becomes a value
        return PutAside(where=raw.where, reason=Reason.CRASHED, detail=traceback.format_exc().strip())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
