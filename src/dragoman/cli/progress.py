"""Progress of a run on a terminal: stories, rate, and how long it will take."""

from __future__ import annotations

import glob
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from rich import progress as bars
from rich.console import Console

if TYPE_CHECKING:
    from dragoman.engines.run import RunReport


class Progress:
    """A bar over the bytes of the input: how many stories they hold is not known before they are read."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.sizes = dict(_sizes(paths))
        self.done = 0
        self.file = ""
        self.from_file = 0
        self.bar = bars.Progress(
            bars.SpinnerColumn(),
            bars.TextColumn("{task.fields[counts]}"),
            bars.BarColumn(),
            bars.TextColumn("{task.fields[rate]}"),
            bars.TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        total = sum(self.sizes.values()) or None
        self.task = self.bar.add_task("", total=total, counts="starting", rate="")

    def __enter__(self) -> Progress:
        self.bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.bar.stop()

    def update(self, report: RunReport) -> None:
        """Take in where the run is."""
        aside = sum(report.put_aside.values())
        counts = f"{report.stories:,} stories" + (f", {report.already:,} known" if report.already else "")
        counts += f", {aside:,} put aside" if aside else ""
        self.bar.update(
            self.task, completed=self._completed(report), counts=counts, rate=f"{report.words_per_second:,.0f} words/s"
        )

    def _completed(self, report: RunReport) -> int:
        """Bytes of the files that are done, and of the present one as many as characters came out of it."""
        file = report.where if report.where in self.sizes else report.where.rpartition(":")[0]
        if file != self.file:
            self.done += self.sizes.get(self.file, 0)
            self.file, self.from_file = file, report.characters
        return self.done + min(report.characters - self.from_file, self.sizes.get(file, 0))


@contextmanager
def linking(quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """A bar over the stories that linking compares; what it gives takes stories done and stories to do."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda done, total: None
        return
    columns = (bars.SpinnerColumn(), bars.TextColumn("linking stories"), bars.BarColumn(), bars.MofNCompleteColumn())
    with bars.Progress(*columns, bars.TimeRemainingColumn(), console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _sizes(paths: Iterable[str]) -> Iterable[tuple[str, int]]:
    for path in paths:
        for found in [path] if Path(path).exists() else sorted(glob.glob(path, recursive=True)):
            files = [Path(found)] if Path(found).is_file() else sorted(Path(found).rglob("*"))
            yield from ((str(file), file.stat().st_size) for file in files if file.is_file())
