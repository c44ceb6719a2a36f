"""Measures an exported model.

    python evaluate.py --model DIR GOLD.jsonl [GOLD.jsonl ...] --scorers DIR [--cache FILE] [--write DIR]

Prints the figures of the attribution scorer, exact spans by role (as CofeNet counts them) and words a second. With
`--quotations GOLD` also direct quotations. The scorers are the modules attribution.py, quotation.py and spans.py of a
folder.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from corpus import ROLES, Story, read_stories
from sentences import sentences_of

from dragoman.reading.models import AttributionModel, SpanTriple
from dragoman.reading.triples import quotations


def main() -> None:
    options = _options()
    sys.path.insert(0, str(options.scorers))
    import attribution

    model = AttributionModel.load(options.model)
    ranges = sentences_of(options.gold, options.cache)
    for path in options.gold:
        stories = read_stories(path, ranges)
        started = time.perf_counter()
        found = [find(model, story) for story in stories]
        words = sum(len(story.text.split()) for story in stories)
        print(f"{path.name}: {words / (time.perf_counter() - started):.0f} words/s")
        show(attribution.evaluate(_pairs(stories, found, attribution.read_attributions)))
        show(exact_spans(stories, found))
        if path.stem in {gold.stem.removeprefix("polnear_") for gold in options.quotations}:
            show(quotation_rows(options.quotations, path.stem, stories, found))
        if options.write:
            _write(options.write / path.name, stories, found)


def find(model: AttributionModel, story: Story) -> list[SpanTriple]:
    """The attributions of a story."""
    return model.find(story.text, story.sentences, [0] * len(story.sentences))


def exact_spans(stories: list[Story], found: list[list[SpanTriple]]) -> dict[str, dict[str, float]]:
    """Exact spans by role over outer attributions, whatever attribution they belong to: CofeNet's way of counting."""
    rows = {}
    for role in ROLES:
        gold = {(s.id, *span) for s in stories for a in s.attributions for span in a[role] if a.get("inside") is None}
        given = {
            (s.id, *span) for s, triples in zip(stories, found, strict=True) for one in triples if one.inside is None
            for span in getattr(one, role)
        }
        right = len(gold & given)
        rows[f"exact {role} spans"] = {
            "precision": right / max(1, len(given)),
            "recall": right / max(1, len(gold)),
            "f1": 2 * right / max(1, len(gold) + len(given)),
        }
    return rows


def quotation_rows(
    gold_files: list[Path], stem: str, stories: list[Story], found: list[list[SpanTriple]]
) -> dict[str, dict[str, float]]:
    """Direct quotations and their speakers, derived from the attributions found."""
    import quotation

    path = next(path for path in gold_files if path.stem.removeprefix("polnear_") == stem)
    gold = {record["id"]: record for record in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    pairs = []
    for story, triples in zip(stories, found, strict=True):
        given = [
            {"content": list(one.content), "speaker": list(one.speaker) if one.speaker else None}
            for one in quotations(story.text, triples)
        ]
        check = quotation.read_quotations
        wanted = check(gold[story.id], story.text, story.id)
        pairs.append((story.text, wanted, check({"quotations": given}, story.text, story.id)))
    rows: dict[str, dict[str, float]] = quotation.evaluate(pairs)
    return rows


def show(rows: dict[str, dict[str, float]]) -> None:
    """A table of precision, recall and F1."""
    for name, row in rows.items():
        print(f"  {name:26} {row['precision']:.3f} {row['recall']:.3f} {row['f1']:.3f}")


def _pairs(stories: list[Story], found: list[list[SpanTriple]], check: Any) -> list[Any]:
    out = []
    for story, triples in zip(stories, found, strict=True):
        gold = check({"attributions": [dict(item) for item in story.attributions]}, story.text, story.id)
        out.append((story.text, gold, check({"attributions": _plain(triples)}, story.text, story.id)))
    return out


def _plain(triples: list[SpanTriple]) -> list[dict[str, Any]]:
    return [
        {role: [list(span) for span in spans] if role in ROLES else spans for role, spans in asdict(one).items()}
        for one in triples
    ]


def _write(path: Path, stories: list[Story], found: list[list[SpanTriple]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        json.dumps({"id": story.id, "attributions": _plain(triples)})
        for story, triples in zip(stories, found, strict=True)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--scorers", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path("sentences.json"), help="keeps the sentence ranges")
    parser.add_argument("--quotations", type=Path, nargs="*", default=[], help="gold of quotations for a file of GOLD")
    parser.add_argument("--write", type=Path, help="folder for the predictions")
    return parser.parse_args()


if __name__ == "__main__":
    main()
