#!/usr/bin/env python3
"""Score extracted attributions (source, cue, content) against gold.

    python attribution.py GOLD PREDICTED [--json]
    python attribution.py --self-test

Both files are JSONL (or .gz), one article a line, joined by "id":

    {"id": ..., "text": ..., "attributions": [
        {"source": [[s, e], ...], "cue": [[s, e], ...], "content": [[s, e], ...]}]}

PREDICTED may leave out "text". "source" and "cue" may be left out or be empty.
All figures are totals over the whole file (micro-averaged):

  attribution              content token F1 >= 0.5, matched one to one
  attribution with source  the same pair also has source token F1 >= 0.5
                           (both empty counts as a match)
  exact content            content covers exactly the same word tokens
  tokens source/cue/content   word tokens given that role by any attribution

An attribution may carry "inside", the place in the list of the attribution in whose content it stands (or null), and
"act", its speech act. Where no gold attribution of the file carries them (PolNeAR annotates no nested ones), nested
predictions are left out and neither is scored. Where the gold has them:

  nesting   links from an attribution to the one it stands inside, between matched attributions
  act       speech act right, of the matched attributions
"""

import contextlib
import io
import json
import sys
import tempfile
from pathlib import Path

from dragoman.scoring.scorers.spans import (
    Counts,
    FormatError,
    best_matching,
    check_list,
    check_span,
    load_pairs,
    overlap_f1,
    run_scorer,
    tokenise,
    tokens_in,
)

ROLES = ("source", "cue", "content")
THRESHOLD = 0.5


def read_attributions(record, text, where):
    items = check_list(record, "attributions", where)
    for item in items:
        if "content" not in item:
            raise FormatError(f"{where}: an attribution has no 'content'")
        inside = item.get("inside")
        if inside is not None and not (isinstance(inside, int) and 0 <= inside < len(items)):
            raise FormatError(f"{where}: 'inside' must be null or the place of another attribution in the list")
        for role in ROLES:
            spans = item.setdefault(role, [])
            if not isinstance(spans, list):
                raise FormatError(f"{where}: {role!r} must be a list of spans")
            for span in spans:
                check_span(span, text, where)
    return items


def evaluate(pairs):
    names = ["attribution", "attribution with source", "exact content"]
    nested = any("inside" in item for _, gold, _ in pairs for item in gold)
    acts = any("act" in item for _, gold, _ in pairs for item in gold)
    names += ["nesting"] * nested + ["act"] * acts
    rows = {name: Counts() for name in names + [f"tokens {role}" for role in ROLES]}

    for text, gold, predicted in pairs:
        tokens = tokenise(text)
        if not nested:
            predicted = [item for item in predicted if item.get("inside") is None]
        gold_items, predicted_items = gold, predicted
        gold, predicted = (
            [{role: tokens_in(item[role], tokens) for role in ROLES} for item in items]
            for items in (gold, predicted)
        )
        for name, score, threshold in (
            ("attribution", content_overlap, THRESHOLD),
            ("attribution with source", content_and_source_overlap, THRESHOLD),
            ("exact content", content_overlap, 1.0),
        ):
            matching = best_matching(gold, predicted, score, threshold)
            rows[name].add(len(matching), len(predicted), len(gold))
            if name == "attribution" and nested:
                wanted = {(g, item["inside"]) for g, item in enumerate(gold_items) if item.get("inside") is not None}
                back = {p: g for g, p in matching.items()}
                given = [(p, item["inside"]) for p, item in enumerate(predicted_items) if item.get("inside") is not None]
                right = sum((back.get(p, -1), back.get(q, -1)) in wanted for p, q in given)
                rows["nesting"].add(right, len(given), len(wanted))
            if name == "attribution" and acts:
                right = sum(gold_items[g].get("act") == predicted_items[p].get("act") for g, p in matching.items())
                rows["act"].add(right, len(matching), len(matching))
        for role in ROLES:
            in_gold = set().union(*(item[role] for item in gold))
            in_predicted = set().union(*(item[role] for item in predicted))
            rows[f"tokens {role}"].add(len(in_gold & in_predicted), len(in_predicted), len(in_gold))

    return {name: counts.result() for name, counts in rows.items()}


def content_overlap(gold, predicted):
    # Content without a single word matches nothing.
    if not gold["content"] or not predicted["content"]:
        return 0.0
    return overlap_f1(gold["content"], predicted["content"])


def content_and_source_overlap(gold, predicted):
    return min(content_overlap(gold, predicted), overlap_f1(gold["source"], predicted["source"]))


def self_test():
    text = "Ann Lee said taxes will rise soon . Critics , she added , are wrong ."

    def spans(*words):
        return [[text.index(w), text.index(w) + len(w)] for w in words]

    said = {"source": spans("Ann Lee"), "cue": spans("said"), "content": spans("taxes will rise soon")}
    added = {"source": spans("she"), "cue": spans("added"), "content": spans("Critics", "are wrong")}

    def f1(gold, predicted):
        return {name: row["f1"] for name, row in evaluate([(text, gold, predicted)]).items()}

    # Perfect, including a discontinuous content.
    assert all(value == 1.0 for value in f1([said, added], [added, said]).values())
    # Nothing predicted; nothing to predict.
    assert all(value == 0.0 for value in f1([said, added], []).values())
    assert all(value == 1.0 for value in f1([], []).values())
    # Half the content: 2 of 4 tokens gives token F1 2/3, a match but not exact.
    half = said | {"content": spans("taxes will")}
    row = f1([said], [half])
    assert row["attribution"] == 1.0 and row["exact content"] == 0.0
    assert abs(row["tokens content"] - 2 / 3) < 1e-9
    # One token of four: token F1 0.4, below the threshold.
    assert f1([said], [said | {"content": spans("taxes")}])["attribution"] == 0.0
    # Discontinuous: one of the two fragments ("are wrong" of 3 tokens) still matches.
    row = f1([added], [added | {"content": spans("are wrong")}])
    assert row["attribution"] == 1.0 and abs(row["tokens content"] - 0.8) < 1e-9
    # Wrong, missing and rightly missing source.
    assert f1([said], [said | {"source": spans("Critics")}])["attribution with source"] == 0.0
    assert f1([said], [said | {"source": []}])["attribution with source"] == 0.0
    assert f1([said | {"source": []}], [said | {"source": []}])["attribution with source"] == 1.0
    # One to one: a second prediction of the same content is a false positive.
    row = evaluate([(text, [said], [said, half])])["attribution"]
    assert (row["matched"], row["precision"], row["recall"]) == (1, 0.5, 1.0)
    # Optimal, not greedy: taking the perfect pair first would leave `half` unmatched.
    predicted = [said, said | {"content": spans("rise soon")}]
    assert evaluate([(text, [said, half], predicted)])["attribution"]["matched"] == 2
    # Nested ones count only where the gold has them.
    assert f1([said], [said, added | {"inside": 0}])["attribution"] == 1.0
    row = evaluate([(text, [said | {"inside": None, "act": "states"}, added | {"inside": 0, "act": "claims"}],
                     [added | {"inside": 1, "act": "claims"}, said | {"inside": None, "act": "denies"}])])
    assert row["nesting"]["f1"] == 1.0 and row["act"]["f1"] == 0.5
    # Punctuation at the edge does not count.
    dotted = said | {"content": spans("taxes will rise soon .")}
    assert f1([said], [dotted])["exact content"] == 1.0

    with tempfile.TemporaryDirectory() as folder:
        gold_path, predicted_path = Path(folder, "gold.jsonl"), Path(folder, "predicted.jsonl")
        gold_path.write_text(json.dumps({"id": "a", "text": text, "attributions": [said]}) + "\n")
        predicted_path.write_text("")
        assert load_pairs(gold_path, predicted_path, read_attributions)[0][2] == []
        good = json.dumps({"id": "a", "attributions": [said]})
        for bad in (
            "{",
            "[]",
            '{"attributions": []}',
            '{"id": "a"}',
            '{"id": "a", "attributions": [{"source": []}]}',
            '{"id": "a", "attributions": [{"content": [[5, 5]]}]}',
            '{"id": "a", "attributions": [{"content": [[0, 9999]]}]}',
            '{"id": "a", "text": "other", "attributions": []}',
            good,  # the same id twice
        ):
            first = '{"id": "b", "attributions": []}' if bad is not good else good
            predicted_path.write_text(first + "\n" + bad + "\n")
            try:
                with contextlib.redirect_stderr(io.StringIO()):
                    load_pairs(gold_path, predicted_path, read_attributions)
            except FormatError as error:
                assert "predicted.jsonl:2:" in str(error), error
            else:
                raise AssertionError(f"accepted: {bad}")


def main(argv=None):
    return run_scorer(__doc__, read_attributions, evaluate, self_test, argv)


if __name__ == "__main__":
    sys.exit(main())
