"""Load of the knowledge files, and mentions resolved a second on one core, over the mentions of real stories.

    python benchmarks/knowledge.py                         # the shipped stories
    python benchmarks/knowledge.py --from fa-kes.csv --stories 200 --rounds 5

Load: a fresh process imports the knowledge, opens both files and looks up one party and one town, in turn with a bare
interpreter; what the two differ by is the knowledge's own. Resolution: the stories are read once, untimed, for the
words of every mention (pronouns and "the envoy" left out: the reading resolves those, not the knowledge), with the
date, countries and sentence that the reading knows; then fresh processes resolve them in the order of the text:

    cold    each different mention once, nothing remembered
    text    all mentions in order, nothing remembered at the start
    warm    the same once more

Resolution is counted in processor time of one core.
Best and middle of the rounds are printed: on a shared machine the best says what the code costs.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.knowledge.base import Knowledge

SHIPPED = Path(__file__).parents[1] / "examples" / "stories"
BY_THE_READING = frozenset({"pronoun", "second_mention", "anonymous", "new"})
WORD = re.compile(r"['’]s\b|[^\s,;:()“”\"]+?(?=['’]s\b|[\s,;:()“”\"]|$)|[,;:()“”\"]")
KINDS = ("actor", "place", "mention")  # the last: both together
Row = dict[str, Any]


# ---- measured in a process of its own --------------------------------------------------------------------------------


def load() -> Row:
    """Milliseconds from the first import to the first answers, and resident megabytes then."""
    start = time.perf_counter()
    from dragoman.knowledge.base import Knowledge

    knowledge = Knowledge.open()
    found = knowledge.actors.named(["Russia"]), knowledge.places.find("Damascus")
    spent = 1000 * (time.perf_counter() - start)
    assert all(found)
    return {"ms": spent, "mb": _resident()}


def bare() -> Row:
    """What an interpreter that does nothing takes."""
    return {"ms": 0.0, "mb": _resident()}


def resolve(source: Path) -> Row:
    """Mentions a second of each kind, cold, in text and warm."""
    from dragoman.knowledge.base import Knowledge

    rows = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    found: Row = {}
    for kind in KINDS:
        mine = [row for row in rows if kind in ("mention", row["kind"])]
        once = list({json.dumps(row): row for row in mine}.values())
        found[kind] = {"mentions": len(mine), "different": len(once)}
        knowledge = _opened(Knowledge.open())
        found[kind]["cold"] = len(once) / _seconds(_calls(knowledge, once))
        knowledge = _opened(Knowledge.open())
        found[kind]["text"] = len(mine) / _seconds(_calls(knowledge, mine))
        found[kind]["warm"] = len(mine) / _seconds(_calls(knowledge, mine))
    return found


def _opened(knowledge: Knowledge) -> Knowledge:
    """With the small tables read, as load has timed it; nothing of the stories is remembered."""
    from dragoman.knowledge.actor_names import fold_word
    from dragoman.knowledge.place_names import fold

    fold_word.cache_clear()
    fold.cache_clear()
    knowledge.actors.named(["Nowhere"])
    knowledge.places.find("Nowhere")
    return knowledge


def _calls(knowledge: Knowledge, rows: Sequence[Row]) -> list[Callable[[], object]]:
    from dragoman.knowledge.actor_phrases import identify
    from dragoman.knowledge.places import Context

    actors, places = knowledge.actors, knowledge.places
    calls: list[Callable[[], object]] = []
    for row in rows:
        if row["kind"] == "place":
            context = Context(countries=tuple(row["countries"]), dateline=None, words=row["sentence"])
            calls.append(lambda name=row["text"], context=context: places.find(name, context))  # type: ignore[misc]
        else:
            told = row["words"], row["date"], frozenset(row["countries"])
            calls.append(lambda told=told: identify(actors, *told))  # type: ignore[misc]
    return calls


def _seconds(calls: Sequence[Callable[[], object]]) -> float:
    gc.collect()
    gc.freeze()  # what the measurement itself holds is not for the collector to walk
    start = time.process_time()  # of one core; other programs on the machine do not count
    for call in calls:
        call()
    return time.process_time() - start


def _resident() -> float:
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmRSS:")[1].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


# ---- the mentions ----------------------------------------------------------------------------------------------------


def mentions(source: Path, most: int) -> Iterator[Row]:
    """The words of every mention of the stories, with what the reading knows when it resolves them."""
    from dragoman.reading.mentions import find
    from dragoman.reading.name_scan import Setting
    from dragoman.reading.reader import Reader, Story
    from dragoman.records import Mention, RawStory
    from dragoman.sources.intake import stories
    from dragoman.wire.report import report

    reader = Reader()
    raw = [story for story in stories(source) if isinstance(story, RawStory)][:most]
    for parsed in reader.resources.language.parse([report(story) for story in raw]):
        story = Story(parsed, reader.resources)
        setting = Setting(story)
        known = {"date": setting.date, "countries": sorted(setting.countries)}
        for mention in (record for record in find(story) if isinstance(record, Mention)):
            if mention.how in BY_THE_READING:
                continue
            text, sentence = story.text[mention.start : mention.end], parsed.sentence_at(mention.head)
            words = story.text[sentence.start : sentence.end] if sentence and mention.kind == "place" else ""
            yield {"kind": mention.kind, "text": text, "words": WORD.findall(text), "sentence": words, **known}


# ---- the rounds ------------------------------------------------------------------------------------------------------


def child(*args: str, core: int) -> Row:
    """One measurement in a fresh process on one core; ``wall`` is the whole process, in milliseconds."""
    pinned = hasattr(os, "sched_setaffinity")
    pin = (lambda: os.sched_setaffinity(0, {core})) if pinned else None
    start = time.perf_counter()
    command = [sys.executable, str(Path(__file__)), "--child", *args]
    done = subprocess.run(command, preexec_fn=pin, check=True, stdout=subprocess.PIPE)
    return {**json.loads(done.stdout.splitlines()[-1]), "wall": 1000 * (time.perf_counter() - start)}


def print_load(rounds: int, core: int) -> None:
    """Pairs of a loaded and a bare process."""
    pairs = [(child("load", core=core), child("bare", core=core)) for _ in range(rounds)]
    loaded, empty = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    print("load                      best   middle")
    for label, values in (
        ("open and first answers, ms", [row["ms"] for row in loaded]),
        ("resident, MB", [row["mb"] for row in loaded]),
        ("bare interpreter, MB", [row["mb"] for row in empty]),
        ("whole process, ms", [row["wall"] for row in loaded]),
        ("bare process, ms", [row["wall"] for row in empty]),
    ):
        print(f"{label:26} {min(values):6.0f} {statistics.median(values):6.0f}")


def print_resolution(source: Path, rounds: int, core: int) -> None:
    """Mentions a second, by kind."""
    found = [child("resolve", str(source), core=core) for _ in range(rounds)]
    for kind in KINDS:
        one = found[0][kind]
        print(f"\n{kind}s: {one['mentions']:,} mentions, {one['different']:,} different     best   middle, a second")
        for way in ("cold", "text", "warm"):
            rates = [row[kind][way] for row in found]
            print(f"{way:40} {max(rates):9,.0f} {statistics.median(rates):9,.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="source", type=Path, default=next(SHIPPED.rglob("*.csv")))
    parser.add_argument("--stories", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--core", type=int, default=0)
    parser.add_argument("--child", nargs="+", default=[], help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        name, *rest = args.child
        print(json.dumps({"load": load, "bare": bare, "resolve": resolve}[name](*map(Path, rest))))  # type: ignore[operator]
        return
    print_load(args.rounds, args.core)
    with tempfile.TemporaryDirectory() as folder:
        stream = Path(folder, "mentions.jsonl")
        with stream.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in mentions(args.source, args.stories))
        print_resolution(stream, args.rounds, args.core)


if __name__ == "__main__":
    main()
