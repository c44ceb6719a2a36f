"""Shared helpers for the span scorers: reading JSONL, tokens, matching, F1.

A span is [start, end], character offsets into an article's text, end exclusive.
Overlap is counted in word tokens, so quotation marks, commas and spaces at the
edge of a span make no difference.
"""

import argparse
import gzip
import json
import re
import sys
from pathlib import Path

WORD = re.compile(r"\w+(?:['’]\w+)*")


class FormatError(Exception):
    """An input line that does not follow the documented format."""


def read_jsonl(path):
    """Yield (where, record) per line; `where` is 'file:line', for error messages."""
    open_text = gzip.open if str(path).endswith(".gz") else open
    with open_text(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            where = f"{Path(path).name}:{number}"
            if not line.strip():
                continue
            try:
                record = json.loads(line.rstrip("\n"))
            except json.JSONDecodeError as error:
                raise FormatError(f"{where}: not valid JSON ({error.msg}, column {error.colno})") from None
            if not isinstance(record, dict):
                raise FormatError(f"{where}: expected a JSON object")
            yield where, record


def load_pairs(gold_path, predicted_path, read_items):
    """Read both files and join them by id.

    `read_items(record, text, where)` checks one record and returns its items.
    Returns a list of (text, gold items, predicted items). An article that is
    missing from the predictions has none; predictions for an unknown id are
    reported on stderr and left out.
    """
    gold = {}
    for where, record in read_jsonl(gold_path):
        key = record_id(record, gold, where)
        text = record.get("text")
        if not isinstance(text, str):
            raise FormatError(f"{where}: gold needs a string 'text'")
        gold[key] = (text, read_items(record, text, where))

    predicted, unknown = {}, 0
    for where, record in read_jsonl(predicted_path):
        key = record_id(record, predicted, where)
        if key not in gold:
            unknown += 1
            predicted[key] = []
            continue
        text = gold[key][0]
        if "text" in record and record["text"] != text:
            raise FormatError(f"{where}: 'text' of {key!r} differs from the gold text")
        predicted[key] = read_items(record, text, where)
    if unknown:
        print(f"warning: {unknown} predicted id(s) are not in gold, ignored", file=sys.stderr)

    return [(text, items, predicted.get(key, [])) for key, (text, items) in gold.items()]


def record_id(record, seen, where):
    key = record.get("id")
    if not isinstance(key, str):
        raise FormatError(f"{where}: needs a string 'id'")
    if key in seen:
        raise FormatError(f"{where}: id {key!r} occurs twice")
    return key


def check_list(record, name, where):
    value = record.get(name)
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise FormatError(f"{where}: {name!r} must be a list of objects")
    return value


def check_span(span, text, where):
    ok = (
        isinstance(span, list)
        and len(span) == 2
        and all(type(offset) is int for offset in span)
        and 0 <= span[0] < span[1] <= len(text)
    )
    if not ok:
        raise FormatError(f"{where}: bad span {span!r} (text has {len(text)} characters)")
    return span


def tokenise(text):
    """Word tokens as (start, end) pairs, in order."""
    return [match.span() for match in WORD.finditer(text)]


def tokens_in(spans, tokens):
    """Indices of the tokens that share at least one character with a span."""
    return {
        index
        for index, (start, end) in enumerate(tokens)
        if any(start < span[1] and span[0] < end for span in spans)
    }


def overlap_f1(a, b):
    """Token F1 of two token sets; two empty sets agree fully."""
    if not a and not b:
        return 1.0
    return 2 * len(a & b) / (len(a) + len(b))


def best_matching(gold, predicted, score, threshold):
    """Largest one-to-one matching of pairs scoring >= threshold (augmenting paths).

    Returns {gold index: predicted index}; better-scoring partners are tried first.
    """
    options = []
    for g in gold:
        scored = [(score(g, p), index) for index, p in enumerate(predicted)]
        options.append([i for s, i in sorted(scored, key=lambda x: (-x[0], x[1])) if s >= threshold])

    taken = {}  # predicted index -> gold index

    def place(gold_index, visited):
        for choice in options[gold_index]:
            if choice in visited:
                continue
            visited.add(choice)
            if choice not in taken or place(taken[choice], visited):
                taken[choice] = gold_index
                return True
        return False

    for gold_index in range(len(gold)):
        place(gold_index, set())
    return {gold_index: choice for choice, gold_index in taken.items()}


class Counts:
    """Running totals for one precision/recall/F1 row."""

    def __init__(self):
        self.matched = self.predicted = self.gold = 0

    def add(self, matched, predicted, gold):
        self.matched += matched
        self.predicted += predicted
        self.gold += gold

    def result(self):
        # Nothing to find and nothing found is a perfect score.
        empty = 1.0 if not self.gold and not self.predicted else 0.0
        return {
            "precision": self.matched / self.predicted if self.predicted else empty,
            "recall": self.matched / self.gold if self.gold else empty,
            "f1": 2 * self.matched / (self.predicted + self.gold) if self.predicted + self.gold else empty,
            "matched": self.matched,
            "predicted": self.predicted,
            "gold": self.gold,
        }


def print_table(rows):
    width = max(len(name) for name in rows)
    print(f"{'':{width}}  {'P':>6} {'R':>6} {'F1':>6}  {'matched':>8} {'pred':>8} {'gold':>8}")
    for name, row in rows.items():
        print(
            f"{name:{width}}  {row['precision']:6.3f} {row['recall']:6.3f} {row['f1']:6.3f}"
            f"  {row['matched']:8d} {row['predicted']:8d} {row['gold']:8d}"
        )


def run_scorer(doc, read_items, evaluate, self_test, argv=None):
    """The command line that the scorers share."""
    parser = argparse.ArgumentParser(
        description=doc, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="?", help="gold JSONL, may be .gz")
    parser.add_argument("predicted", nargs="?", help="predicted JSONL, may be .gz")
    parser.add_argument("--json", action="store_true", help="print the scores as JSON")
    parser.add_argument("--self-test", action="store_true", help="check the scorer and exit")
    args = parser.parse_args(argv)
    if args.self_test:
        self_test()
        print("self-test passed")
        return 0
    if args.predicted is None:
        parser.error("GOLD and PREDICTED are required")
    try:
        rows = evaluate(load_pairs(args.gold, args.predicted, read_items))
    except (FormatError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    if args.json:
        print(json.dumps(rows, indent=2))
    else:
        print_table(rows)
    return 0
