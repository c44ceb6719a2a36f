"""How linking grows: 1,000 to 100,000 stories, resampled from real ones with edits, at the level of digests.

    python benchmarks/linking.py LEDGER [--stories 100000] [--seed 7]

The digests of a ledger's stories are resampled: each copy gets another name, its days are moved so that the number of
stories a day stays the same, rare terms are swapped and a part of its text is edited; one in five stays
as it is on its day, as a copy by another outlet would. Prints one line of JSON a size: seconds, links, peak memory; and
at last the seconds for 1,000 new stories on top. In memory, one process.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import struct
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import zstandard
from sqlalchemy import select

from dragoman import codec
from dragoman.ledger import schema
from dragoman.ledger.store import Ledger
from dragoman.linking.digest import Digest
from dragoman.linking.linker import Index

PER_DAY = 50  # stories on one day
EDITED = 0.6  # share of a text's shingles that are made new, so that it is no copy of what it was drawn from
COPIES = 0.2  # share of stories that are republished on the same day


def stories(base: list[Digest], count: int, seed: int) -> Iterator[Digest]:
    """So many stories, in the order in which they would arrive."""
    chance = random.Random(seed)
    last: Digest | None = None
    for n in range(count):
        if last is not None and chance.random() < COPIES:
            made = replace(_edited(last, chance, 0.1), report=f"{n:08x}")
        else:
            made = replace(_moved(chance.choice(base), n // PER_DAY, chance), report=f"{n:08x}")
        last = made
        yield made


def _moved(story: Digest, day: int, chance: random.Random) -> Digest:
    days = story.days()
    origin = days[0] if days else story.published
    shift = timedelta(days=day) - (timedelta(days=(origin.toordinal() - 735000)) if origin else timedelta(0))
    told = tuple(
        replace(one, start=one.start and one.start + shift, end=one.end and one.end + shift) for one in story.incidents
    )
    renamed = {f"{t}{chance.randrange(500)}" if t[0] == "~" else t: value for t, value in story.terms.items()}
    published = story.published and story.published + shift
    return replace(_edited(story, chance, EDITED), incidents=told, published=published, terms=renamed)


def _edited(story: Digest, chance: random.Random, share: float) -> Digest:
    values = struct.unpack(f"<{len(story.shingles) // 4}I", story.shingles)
    new = [chance.getrandbits(32) if chance.random() < share else value for value in values]
    return replace(story, shingles=struct.pack(f"<{len(new)}I", *new))


def _base(place: str) -> list[Digest]:
    with Ledger.open(place, create=False) as ledger, ledger.engine.connect() as connection:
        packed = connection.execute(select(schema.link_digests.c.digest).order_by("report_id")).scalars()
        return [codec.decode(zstandard.decompress(data), Digest) for data in packed]


def main() -> None:
    """Run the curve."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger")
    parser.add_argument("--stories", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    chosen = parser.parse_args()
    base = _base(chosen.ledger)
    steps = [n for n in (1_000, 3_000, 10_000, 30_000, 100_000) if n < chosen.stories] + [chosen.stories]
    index, links, started, n = Index(), 0, time.perf_counter(), 0
    arriving = stories(base, chosen.stories + 1_000, chosen.seed)
    for size in steps:
        while n < size:
            links += len(index.add(next(arriving)))
            n += 1
        _print(n, links, started)
    started = time.perf_counter()
    for story in arriving:
        links += len(index.add(story))
    print(json.dumps({"new": 1000, "seconds": round(time.perf_counter() - started, 2)}), flush=True)


def _print(n: int, links: int, started: float) -> None:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    seconds = time.perf_counter() - started
    row = {"stories": n, "seconds": round(seconds, 1), "ms_a_story": round(1000 * seconds / n, 2), "links": links}
    print(json.dumps({**row, "peak_mb": memory}), flush=True)


if __name__ == "__main__":
    main()
