"""A Reader that reads nothing in no time, for tests of what is around it; and a run of it in a process to be killed."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from types import SimpleNamespace

from dragoman.records import Actor, Figure, PutAside, RawStory, Reading, Report, Span

CRASHES, UNPARSEABLE, KILLS = "boom", "unparseable", "deadly"


class StubReader:
    """Finds one actor and one figure in every story; some words make it fail as a real one might."""

    def __init__(self, delay: float = 0.0) -> None:
        self.delay = delay
        self.resources = SimpleNamespace(language=self)

    def parse(self, reports: Iterable[Report]) -> Iterator[SimpleNamespace]:
        """As the parser does: a batch fails as a whole."""
        batch = list(reports)
        for report in batch:
            if UNPARSEABLE in report.text:
                raise RuntimeError("cannot parse")
        yield from (SimpleNamespace(report=report) for report in batch)

    def extract(self, parsed: SimpleNamespace) -> Reading:
        """One Reading, or an exception, or the end of the process."""
        report = parsed.report
        time.sleep(self.delay)
        if CRASHES in report.text:
            raise ValueError("an extractor stumbled")
        if KILLS in report.text:
            os._exit(9)
        spans = tuple(Span(n, n + 1) for n in range(min(len(report.text), 40)) if report.text[n].strip())
        actor = Actor(id="new:first-word", name="first word", kind="people", names=(report.text.split()[0],))
        figures = tuple(
            Figure(id=f"f{n}", kind="killed", low=n, high=n, text=(span,), evidence=(span,))
            for n, span in enumerate(spans)
        )
        return Reading(report=report, actors=(actor,), figures=figures)


def raw(number: int, words: str = "") -> RawStory:
    """A story long enough to be one."""
    body = f"Story number {number} tells of talks between the parties and of what came of them. {words} " * 4
    return RawStory(text=body, where=f"stories.jsonl:{number}", publisher="wire", published="2018-01-02")


def main(ledger: str, stories: int, delay: float) -> None:
    """Read so many stories into a ledger, slowly."""
    from dragoman.engines.local import OneProcess
    from dragoman.engines.run import Run
    from dragoman.ledger.store import Ledger

    found: list[RawStory | PutAside] = [raw(n, "boom" if n % 17 == 0 else "") for n in range(stories)]
    with Ledger.open(ledger) as opened:
        Run(ledger=opened, engine=OneProcess(reader=StubReader(delay))).read_stories(iter(found))  # type: ignore[arg-type]


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))
