"""Rewrite tests/quality.json with what is reached now: ``python -m tests.quality_floors``. Say why in the commit."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from tests.test_quality import at, scores

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"
MEASURED: list[tuple[str, str, str | None, list[str]]] = [
    ("stories", "stories/dev.jsonl", None, [
        "structure.f1", "positions.f1", "positions.stance", "positions.according_to", "claims.f1", "claims.kind",
        "claims.counters_f1", "casualties.f1", "casualties.by", "casualties.according_to", "events_planned.f1",
        "events.f1", "events.untyped_f1", "events.factuality", "events.factuality_macro_f1",
    ]),
    ("attribution", "attribution/conflict_dev.jsonl", None, [
        "attribution.f1", "attribution with source.f1", "nesting.f1", "act.f1",
    ]),
    ("attribution", "attribution/dev.jsonl", None, [
        "attribution.f1", "attribution with source.f1", "exact content.f1", "tokens source.f1", "tokens cue.f1",
        "tokens content.f1",
    ]),
    ("quotation", "quotation/polnear_dev.jsonl", None, ["quotation.f1", "quotation with speaker.f1"]),
    ("actors", "actors/dev_cases.jsonl", None, ["overall.country", "overall.sector", "overall.both"]),
    ("places", "places/dev_cases.jsonl", None, ["overall.both"]),
    ("coding", "events/plv_train.jsonl", None, ["pair", "root", "quad"]),
    ("pairs", "stories/dev_pairs.json", "corpora/fa-kes.csv", ["link.f1", "relation.accuracy"]),
    ("incidents", "stories/dev_incidents.jsonl", "corpora/fa-kes.csv", [
        "first.date", "first.place", "first.story_toll", "first.all", "first.by",
    ]),
]  # fmt: skip


def main() -> None:
    floors = []
    for task, gold, corpus, figures in MEASURED:
        path = DATA / gold
        found = scores(task, path, DATA / corpus if corpus else None)
        floors.append({
            "name": f"{task}-{path.stem.split('.')[0]}", "task": task, "gold": gold,
            **({"corpus": corpus} if corpus else {}),
            "digest": hashlib.sha256(path.read_bytes()).hexdigest()[:16],
            "least": {figure: round(at(found, figure), 4) for figure in figures},
        })  # fmt: skip
        print(floors[-1]["name"], floors[-1]["least"], flush=True)
    (ROOT / "tests" / "quality.json").write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
