"""Completes contents that the model saw only in part: quotations cut by a window, or running on over paragraphs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from dragoman.reading.quotations import quoted_runs
from dragoman.reading.triples import Spans, SpanTriple
from dragoman.reading.windows import Range

# Share of a quotation that must be content already for the rest to follow. Below a half the quotation may as well be
# somebody else's; swept 0.4-0.8 on dev.
WHOLE_FROM = 0.5
MAX_ADDED = 3000  # characters; what runs on longer has lost its closing mark

_MARKS = "\"“”„«»'`"


def completed(text: str, found: Sequence[SpanTriple], cuts: Collection[int]) -> list[SpanTriple]:
    """The attributions with whole quotations in their contents.

    `cuts` are the characters at which windows end within a paragraph: a content that ends there goes on to the end
    of the quotation, or, after a speaker's name and a colon, of the paragraph.
    """
    runs = [(run.start, run.end) for run in quoted_runs(text)]
    return [replace(one, content=_completed(text, one, runs, cuts)) for one in found]


def _completed(text: str, one: SpanTriple, runs: Sequence[Range], cuts: Collection[int]) -> Spans:
    spans = list(one.content)
    outside = [run for run in runs if not any(_shared(run, part) for part in (*one.cue, *one.source))]
    if spans and spans[-1][1] in cuts:
        spans[-1] = (spans[-1][0], _end_after_cut(text, one, spans[-1], outside))
    taken = [run for run in outside if _covered(run, spans) >= WHOLE_FROM * (run[1] - run[0])]
    for run in list(taken):
        taken += _later_paragraphs(text, run, outside)
    return _union(text, [*spans, *taken])


def _covered(run: Range, spans: Sequence[Range]) -> int:
    return sum(_shared(run, span) for span in spans)


def _shared(left: Range, right: Range) -> int:
    return max(0, min(left[1], right[1]) - max(left[0], right[0]))


def _end_after_cut(text: str, one: SpanTriple, last: Range, runs: Sequence[Range]) -> int:
    end = last[1]
    for start, stop in runs:
        if start < end < stop <= end + MAX_ADDED:
            return stop
    if "".join(text[s:e] for s, e in one.cue).strip() == ":":
        line = text.find("\n", end)
        stop = len(text) if line < 0 else line
        return stop if stop <= end + MAX_ADDED else end
    return end


def _later_paragraphs(text: str, run: Range, runs: Sequence[Range]) -> list[Range]:
    """The quotations of the next paragraphs, as long as each begins with a mark and the one before was never closed."""
    more: list[Range] = []
    at = run
    while text[at[1] - 1] not in _MARKS:
        rest = text[at[1] :]
        gap = len(rest) - len(rest.lstrip())
        following = next((other for other in runs if other[0] == at[1] + gap), None)
        if "\n" not in rest[:gap] or following is None:
            break
        more.append(following)
        at = following
    return more


def _union(text: str, spans: Sequence[Range]) -> Spans:
    """Spans in order; those that touch, or have nothing but punctuation between them in a paragraph, become one."""
    out: list[Range] = []
    for start, end in sorted(spans):
        between = text[out[-1][1] : start] if out else "x"
        if out and (start <= out[-1][1] or not any(c.isalnum() or c == "\n" for c in between)):
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return tuple(out)
