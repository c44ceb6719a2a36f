"""How linking grows in a ledger: 1,000 to 100,000 stories in an SQLite file, made from real readings with edits.

    python benchmarks/linking_ledger.py LEDGER TARGET [--stories 100000] [--seed 7]

The readings of LEDGER are drawn again and again; each draw is moved to another day, so that 50 stories fall on one
day, and a part of its words becomes other words of the same length: common ones for common words, invented ones for
names, so that all records keep their places in the text. One story in five is the one before it again with a tenth of
the edits, as another outlet would carry it. They are added to TARGET as readings are, and `dragoman link` runs after
each step in a process of its own. Prints one line of JSON a step: the stories there, seconds for adding and for linking
the new ones, and of these seconds those that a processor worked, links, peak memory of the linking process; and at last
the same for 1,000 more stories. Nothing is read anew: reading is timed in throughput.py.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import Any

import zstandard
from sqlalchemy import func, select

from dragoman import codec
from dragoman.ledger import schema
from dragoman.ledger.store import Ledger
from dragoman.linking.terms import means, news_words
from dragoman.records import Interval, Reading

PER_DAY = 50  # stories on one day
FIRST = date(2010, 1, 1)
EDITED = 0.5  # share of words that change; at a fifth, most draws of one reading were still copies of each other
COPIES = 0.2  # share of stories that are the one before again
STEPS = (1_000, 3_000, 10_000, 30_000, 100_000)
_WORD = re.compile(r"\b[A-Za-z]{4,}\b")


class Arriving:
    """Stories made from readings, in the order in which they would arrive."""

    def __init__(self, base: list[Reading], seed: int) -> None:
        self._base, self._chance = base, random.Random(seed)
        counts = Counter(word for r in base for word in _WORD.findall(r.report.text) if word.islower())
        self._common: dict[int, list[str]] = defaultdict(list)
        for word in sorted(counts):
            self._common[len(word)] += [word] * min(counts[word], 50)

    def stories(self, count: int, done: int = 0) -> Iterator[Reading]:
        """So many stories; ``done`` are there already."""
        last: Reading | None = None
        for n in range(done, done + count):
            if last is not None and self._chance.random() < COPIES:
                made = self._edited(last, EDITED / 10)
            else:
                made = _moved(self._edited(self._chance.choice(self._base), EDITED), FIRST, n // PER_DAY)
            last = made
            yield made

    def _edited(self, reading: Reading, share: float) -> Reading:
        names: dict[str, str] = {}
        _, known = news_words()

        def other(found: re.Match[str]) -> str:
            word = found.group()
            if word.islower():
                kept = self._chance.random() >= share or means([word])
                return word if kept else self._chance.choice(self._common.get(len(word)) or [word])
            if word.lower() in known or share < EDITED:
                return word
            if word not in names:
                changed = self._chance.random() < 0.5
                letters = (self._chance.choice("bdfgklmnrstz") for _ in word[1:])
                names[word] = word[0] + "".join(letters) if changed else word
            return names[word]

        text = _WORD.sub(other, reading.report.text)
        name = blake2b(f"{text}{self._chance.random()}".encode(), digest_size=8).hexdigest()
        return replace(reading, report=replace(reading.report, id=name, text=text, url=None, where=name))


def _moved(reading: Reading, first: date, day: int) -> Reading:
    published = reading.report.published
    if published is None:
        return reading
    shift = first + timedelta(days=day) - date.fromisoformat(published)
    moved: Reading = _shifted(reading, shift)
    return replace(moved, report=replace(moved.report, published=(first + timedelta(days=day)).isoformat()))


def _shifted(value: Any, shift: timedelta) -> Any:
    """The same records with every interval moved."""
    if isinstance(value, Interval):
        start, end = ((date.fromisoformat(told) + shift).isoformat() for told in (value.start, value.end))
        return Interval(start, end, f"{start}/{end}{'~' * value.edtf.endswith('~')}")
    if isinstance(value, tuple):
        return tuple(_shifted(one, shift) for one in value)
    if is_dataclass(value):
        changed = {f.name: _shifted(old, shift) for f in fields(value) if (old := getattr(value, f.name)) is not None}
        return replace(value, **changed)  # type: ignore[type-var]
    return value


def _base(place: str) -> list[Reading]:
    story = schema.reports
    query = select(story.c.reading).where(story.c.current == 1).order_by(story.c.id)
    with Ledger.open(place, create=False) as ledger, ledger.engine.connect() as connection:
        return [codec.decode(zstandard.decompress(d), Reading) for d in connection.execute(query).scalars()]


def _add(target: str, stories: Iterator[Reading]) -> float:
    started = time.perf_counter()
    with Ledger.open(target) as ledger:
        for reading in stories:
            ledger.add(reading)
    return time.perf_counter() - started


def _link(target: str) -> tuple[float, float, int]:
    """Seconds, seconds of a processor, and peak memory in MB of `dragoman link`."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "dragoman", "link", "-l", target],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"linking failed with status {status}")
    return time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def _print(stories: int, new: int, adding: float, linked: tuple[float, float, int], target: str) -> None:
    linking, worked, peak = linked
    with Ledger.open(target, create=False) as ledger, ledger.engine.connect() as connection:
        links = connection.execute(select(func.count()).select_from(schema.links)).scalar_one()
    told = {"stories": stories, "new": new, "adding_s": round(adding, 1), "linking_s": round(linking, 1)}
    told |= {"linking_cpu_s": round(worked, 1), "cpu_ms_a_new_story": round(1000 * worked / new, 2)}
    told |= {"links": links, "peak_mb": peak}
    print(json.dumps({**told, "file_mb": Path(target).stat().st_size // 1_000_000}), flush=True)


def main() -> None:
    """Run the curve."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger")
    parser.add_argument("target")
    parser.add_argument("--stories", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    chosen = parser.parse_args()
    if Path(chosen.target).exists():
        parser.error(f"{chosen.target} is there already")
    arriving, there = Arriving(_base(chosen.ledger), chosen.seed), 0
    steps = [n for n in STEPS if n < chosen.stories] + [chosen.stories, chosen.stories + 1_000]
    for size in steps:
        adding = _add(chosen.target, arriving.stories(size - there, there))
        _print(size, size - there, adding, _link(chosen.target), chosen.target)
        there = size


if __name__ == "__main__":
    main()
