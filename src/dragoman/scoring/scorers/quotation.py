#!/usr/bin/env python3
"""Score extracted direct quotations and their speakers against gold.

    python quotation.py GOLD PREDICTED [--json]
    python quotation.py --self-test

Both files are JSONL (or .gz), one text a line, joined by "id":

    {"id": ..., "text": ..., "quotations": [{"content": [s, e], "speaker": [s, e] | null}]}

PREDICTED may leave out "text" and "speaker". A gold quotation with
"optional": true need not be found, and finding it is not an error. All figures
are totals over the whole file (micro-averaged):

  quotation                content token F1 >= 0.8, matched one to one
  quotation with speaker   the same pair also has overlapping speaker spans
                           (both null counts as a match)
  quotation exact speaker  the same pair has the same word tokens as speaker
"""

import sys

from dragoman.scoring.scorers.spans import (
    Counts,
    FormatError,
    best_matching,
    check_list,
    check_span,
    overlap_f1,
    run_scorer,
    tokenise,
    tokens_in,
)

THRESHOLD = 0.8


def read_quotations(record, text, where):
    items = check_list(record, "quotations", where)
    for item in items:
        if "content" not in item:
            raise FormatError(f"{where}: a quotation has no 'content'")
        check_span(item["content"], text, where)
        if item.setdefault("speaker", None) is not None:
            check_span(item["speaker"], text, where)
        if not isinstance(item.setdefault("optional", False), bool):
            raise FormatError(f"{where}: 'optional' must be true or false")
    return items


def evaluate(pairs):
    rules = {
        "quotation": lambda gold, predicted: True,
        "quotation with speaker": speakers_overlap,
        "quotation exact speaker": lambda gold, predicted: gold["speaker"] == predicted["speaker"],
    }
    rows = {name: Counts() for name in rules}

    for text, gold, predicted in pairs:
        tokens = tokenise(text)
        required = [to_tokens(item, tokens) for item in gold if not item["optional"]]
        optional = [to_tokens(item, tokens) for item in gold if item["optional"]]
        predicted = [to_tokens(item, tokens) for item in predicted]
        for name, same_speaker in rules.items():

            def score(gold_item, predicted_item):
                if not same_speaker(gold_item, predicted_item):
                    return 0.0
                return content_overlap(gold_item, predicted_item)

            matched = best_matching(required, predicted, score, THRESHOLD)
            left = [p for index, p in enumerate(predicted) if index not in matched.values()]
            # What is optional is judged on its content alone.
            excused = best_matching(optional, left, content_overlap, THRESHOLD)
            rows[name].add(len(matched), len(predicted) - len(excused), len(required))

    return {name: counts.result() for name, counts in rows.items()}


def to_tokens(item, tokens):
    speaker = item["speaker"]
    return {
        "content": tokens_in([item["content"]], tokens),
        "speaker": None if speaker is None else tokens_in([speaker], tokens),
    }


def content_overlap(gold, predicted):
    if not gold["content"] or not predicted["content"]:
        return 0.0
    return overlap_f1(gold["content"], predicted["content"])


def speakers_overlap(gold, predicted):
    if gold["speaker"] is None or predicted["speaker"] is None:
        return gold["speaker"] is predicted["speaker"]
    return bool(gold["speaker"] & predicted["speaker"])


def self_test():
    text = '"I will never give up the seat," said Ann Lee. "We won it," Bob Ray said.'

    def span(words):
        start = text.index(words)
        return [start, start + len(words)]

    first = {"content": span('"I will never give up the seat,"'), "speaker": span("Ann Lee"), "optional": False}
    second = {"content": span('"We won it,"'), "speaker": span("Bob Ray"), "optional": False}

    def f1(gold, predicted):
        return {name: row["f1"] for name, row in evaluate([(text, gold, predicted)]).items()}

    assert all(value == 1.0 for value in f1([first, second], [second, first]).values())
    assert all(value == 0.0 for value in f1([first, second], []).values())
    # Without the quotation marks: the same words.
    assert f1([first], [first | {"content": span("I will never give up the seat")}])["quotation"] == 1.0
    # 4 of 7 tokens: token F1 0.73, below 0.8; 5 of 7: 0.83.
    assert f1([first], [first | {"content": span("never give up the")}])["quotation"] == 0.0
    assert f1([first], [first | {"content": span("never give up the seat")}])["quotation"] == 1.0
    # Part of the speaker's name overlaps but is not exact; a wrong speaker is neither.
    row = f1([first], [first | {"speaker": span("Lee")}])
    assert row["quotation with speaker"] == 1.0 and row["quotation exact speaker"] == 0.0
    row = f1([first], [first | {"speaker": span("Bob Ray")}])
    assert row["quotation"] == 1.0 and row["quotation with speaker"] == 0.0
    # No speaker: right only where gold has none.
    assert f1([first], [first | {"speaker": None}])["quotation with speaker"] == 0.0
    nobody = first | {"speaker": None}
    assert all(value == 1.0 for value in f1([nobody], [nobody]).values())
    # Optional gold: found or not, it costs nothing.
    maybe = second | {"optional": True}
    assert all(value == 1.0 for value in f1([first, maybe], [first]).values())
    assert all(value == 1.0 for value in f1([first, maybe], [first, second]).values())
    # A half-overlapping pair counts against both precision and recall.
    row = evaluate([(text, [first, second], [first | {"content": span("I will never")}, second])])["quotation"]
    assert (row["precision"], row["recall"]) == (0.5, 0.5)


def main(argv=None):
    return run_scorer(__doc__, read_quotations, evaluate, self_test, argv)


if __name__ == "__main__":
    sys.exit(main())
