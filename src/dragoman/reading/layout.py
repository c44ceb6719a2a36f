"""Attributions made by layout alone: transcripts ("SMITH: ...") and quotations signed with a dash ("..." - Ann Lee).

A model that has hardly met these forms misses them; as forms they are plain.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from dragoman.reading.triples import SpanTriple
from dragoman.reading.windows import Range

# A line that begins with a name in capitals and a colon.
_TURN = re.compile(
    r"(?m)^[ \t\"“]*(?P<name>[A-Z][A-Z.'’\-]+(?: [A-Z][A-Z.'’\-]+){0,3}) ?(?P<colon>:)\s+(?P<words>\S.*)$"
)
# One turn may be a label ("WATCH: ..."); a conversation has several, and one speaker comes back.
MIN_TURNS = 3

# A quotation that ends, then a dash and two to five capitalised words before a line break or the next quotation.
_SIGNED = re.compile(
    r"(?P<quotation>[\"“”][^\"“”\n]{10,}[\"”])\s*(?P<dash>―|—|–|--|-)\s?"
    r"(?P<name>[A-Z][\w.\-’']*(?: [A-Z][\w.\-’']*){1,4})(?=\s*(?:[.]?\s*\n|[\"“”]|$))"
)
CONFIDENCE = 0.95  # both forms were right wherever they stood in PolNeAR's training and dev sets


def laid_out(text: str) -> Iterator[SpanTriple]:
    """The attributions made by layout, in text order by kind."""
    turns = list(_TURN.finditer(text))
    names = Counter(turn["name"] for turn in turns)
    if len(turns) >= MIN_TURNS and max(names.values()) > 1:
        for turn in turns:
            yield _triple(turn.span("name"), turn.span("colon"), turn.span("words"))
    for signed in _SIGNED.finditer(text):
        yield _triple(_without_stop(text, signed.span("name")), signed.span("dash"), signed.span("quotation"))


def with_layout(text: str, found: Sequence[SpanTriple]) -> list[SpanTriple]:
    """What was found, and what the layout adds. A finding that says the same of the same words gives way."""
    out = list(found)
    for made in laid_out(text):
        out = [one for one in out if not _same(one, made)]
        out.append(made)
    return out


def _triple(source: Range, cue: Range, content: Range) -> SpanTriple:
    return SpanTriple((source,), (cue,), (content,), None, CONFIDENCE)


def _without_stop(text: str, span: Range) -> Range:
    return (span[0], span[1] - 1) if text[span[1] - 1] == "." else span


def _same(one: SpanTriple, made: SpanTriple) -> bool:
    """Whether a finding has a cue outside the made one's content and shares most of its words."""
    start, end = made.content[0]
    if any(start <= s and e <= end for s, e in one.cue):
        return False
    shared = sum(max(0, min(e, end) - max(s, start)) for s, e in one.content)
    size = sum(e - s for s, e in one.content)
    return 2 * shared > max(size, 1)
