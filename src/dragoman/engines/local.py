"""Reading on this machine: in one process, or in several that each load a Reader of their own.

An engine maps reports to results in their order, one for each: a Reading, or a PutAside for a story that an extractor
could not stand. It never ends because of a story.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
import traceback
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from typing import Protocol

from dragoman import codec
from dragoman.errors import DragomanError, Reason
from dragoman.reading.reader import Options, Reader
from dragoman.records import PutAside, Reading, Report

# Reports that are parsed at once: few at first, so that the first are soon read and stored (a run that is killed again
# and again still gets on) and all workers start; then as many as the parser takes at once at its best speed.
FIRST_CHUNK, LARGEST_CHUNK = 4, 32
# Chunks under way for each worker: one being read, one waiting. More would only fill memory.
CHUNKS_AHEAD = 2
YOUNG = 10_000  # objects made before the garbage collector looks at them; a story makes some thousands

Result = Reading | PutAside
Answers = list[tuple[bool, bytes]]
Waiting = deque[tuple[list[Report], Future[Answers]]]


class Engine(Protocol):
    """The port: reports in, results out, in the same order."""

    def map(self, reports: Iterable[Report]) -> Iterator[Result]:
        """One result for each report."""
        ...


def read_each(reader: Reader, reports: Sequence[Report]) -> Iterator[Result]:
    """Results for some reports; what goes wrong with one leaves the others alone."""
    try:
        parsed = list(reader.resources.language.parse(reports))
    except DragomanError:
        raise
    except Exception:
        if len(reports) == 1:
            yield crashed(reports[0], traceback.format_exc())
        else:
            yield from chain.from_iterable(read_each(reader, [report]) for report in reports)
        return
    for document in parsed:
        try:
            yield reader.extract(document)
        except DragomanError:  # a part is missing: the same for every story
            raise
        except Exception:
            yield crashed(document.report, traceback.format_exc())


def settle() -> None:
    """Take what is loaded and stays, models and knowledge, out of the garbage collector's rounds; once a process.

    A full round comes every few dozen stories, and would go through all of it again to find nothing. Small rounds come
    once in some stories, not several times in each.
    """
    if not gc.get_freeze_count():
        gc.collect()
        gc.freeze()
        gc.set_threshold(YOUNG, *gc.get_threshold()[1:])


def crashed(report: Report, detail: str) -> PutAside:
    """What becomes of a story that could not be read."""
    return PutAside(where=report.where or report.id, reason=Reason.CRASHED, detail=detail.strip())


class OneProcess:
    """Reads in this process."""

    def __init__(self, options: Options | None = None, reader: Reader | None = None) -> None:
        self._reader = reader or Reader(options or Options())

    def map(self, reports: Iterable[Report]) -> Iterator[Result]:
        """One result for each report; reports are taken as they are needed."""
        for number, some in enumerate(_chunks(reports, each=1)):
            if number == 1:  # all is loaded by now, and a run of a few stories has not paid for it
                settle()
            yield from read_each(self._reader, some)


class Processes:
    """Reads in ``jobs`` processes; the results are those of one process, in the same order."""

    def __init__(self, options: Options | None = None, jobs: int = 2) -> None:
        Reader(options or Options())  # what is missing is told here, not by a worker that cannot start
        self.options = options or Options()
        self.jobs = jobs

    def map(self, reports: Iterable[Report]) -> Iterator[Result]:
        """One result for each report; a worker that dies is replaced, and the story that killed it put aside."""
        pool = self._pool(self.jobs)
        waiting: Waiting = deque()
        try:
            for some in _chunks(reports, each=self.jobs):
                waiting.append((some, _submit(pool, some)))
                while len(waiting) >= self.jobs * CHUNKS_AHEAD:
                    pool, waiting = yield from self._next(pool, waiting)
            while waiting:
                pool, waiting = yield from self._next(pool, waiting)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _next(
        self, pool: ProcessPoolExecutor, waiting: Waiting
    ) -> Generator[Result, None, tuple[ProcessPoolExecutor, Waiting]]:
        """The results of the chunk whose turn it is; gives the pool and the chunks under way, anew if a worker died."""
        chunk, future = waiting.popleft()
        try:
            answers = future.result()
        except BrokenProcessPool:
            pool.shutdown(wait=False)
            yield from self._one_by_one(chunk)
            pool = self._pool(self.jobs)
            return pool, deque((late, _submit(pool, late)) for late, _ in waiting)
        yield from _results(answers)
        return pool, waiting

    def _pool(self, jobs: int) -> ProcessPoolExecutor:
        # "spawn" is the same on every system, and a child that begins afresh shares no lock or thread with us.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(
            jobs, mp_context=context, initializer=_start_worker, initargs=(codec.encode(self.options),)
        )

    def _one_by_one(self, reports: list[Report]) -> Iterator[Result]:
        """Find the story that ends a worker: each alone in a process, which is replaced when it dies."""
        pool = self._pool(1)
        try:
            for report in reports:
                try:
                    yield from _results(_submit(pool, [report]).result())
                except BrokenProcessPool:
                    yield crashed(report, "the process that read this story died without a word (out of memory?)")
                    pool.shutdown(wait=False)
                    pool = self._pool(1)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _chunks(reports: Iterable[Report], each: int) -> Iterator[list[Report]]:
    """Reports in chunks that grow; ``each`` of every size, so that all workers get small ones first."""
    stream, size = iter(reports), FIRST_CHUNK
    while True:
        for _ in range(each):
            some = list(islice(stream, size))
            if not some:
                return
            yield some
        size = min(2 * size, LARGEST_CHUNK)


def _submit(pool: ProcessPoolExecutor, reports: list[Report]) -> Future[Answers]:
    data = codec.encode(reports)
    try:
        return pool.submit(_read_chunk, data)
    except BrokenProcessPool as error:  # met again, and dealt with, when its turn comes
        failed: Future[Answers] = Future()
        failed.set_exception(error)
        return failed


def _results(answers: Answers) -> Iterator[Result]:
    for is_read, data in answers:
        yield codec.decode(data, Reading) if is_read else codec.decode(data, PutAside)


# ---- what runs in a worker ---------------------------------------------------------------------------------------

_worker: list[Reader] = []


def _start_worker(options: bytes) -> None:
    # Ctrl-C goes to every process of the terminal; only the first decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker.append(Reader(codec.decode(options, Options)))


def _read_chunk(data: bytes) -> Answers:
    results = read_each(_worker[0], codec.decode(data, list[Report]))
    answers = [(isinstance(result, Reading), codec.encode(result)) for result in results]
    settle()
    return answers
