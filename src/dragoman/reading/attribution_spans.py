"""What the finders of attributions share: the spans of one attribution, and the way from tokens to spans and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dragoman.language.parsed import Parsed, Token
from dragoman.reading.quotations import quoted_runs
from dragoman.records import Span

Spans = tuple[Span, ...]
REST = 3  # words of a name that may be missing at its end


@dataclass(frozen=True, slots=True)
class Triple:
    """Source, cue and content of one attribution, as a finder gives them: who says it is not resolved yet."""

    source: Spans
    cue: Spans
    content: Spans
    confidence: float = 1.0
    why: tuple[str, ...] = ()
    act: str = ""  # what the finder knows of the speech act, where the cue's words cannot tell
    borrowed: bool = False  # the source stands in another sentence and is the speaker, but no part of this attribution

    @property
    def start(self) -> int:
        """The first character of any of its spans."""
        return min(span.start for span in self.source + self.cue + self.content)

    @property
    def end(self) -> int:
        """The end of its last span."""
        return max(span.end for span in self.source + self.cue + self.content)


@dataclass(slots=True)
class Draft:
    """An attribution in the making: token sets, before they become spans."""

    cue: list[Token]
    source: list[Token]
    content: list[Token]
    why: str
    runs: list[Span] = field(default_factory=list)  # quoted runs that belong to the content


class Scene:
    """A parsed report with its quotations, for the finders."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.text = parsed.text
        self.runs = quoted_runs(parsed.text)
        self.run_starts = [run.start for run in self.runs]

    @cached_property
    def run_of(self) -> dict[int, Span]:
        """Which quoted run a token stands in, by token number."""
        found: dict[int, Span] = {}
        for run in self.runs:
            for token in self.parsed.tokens_in(run.start, run.end):
                found[token.i] = run
        return found


def spans_of(scene: Scene, tokens: Iterable[Token], runs: Sequence[Span] = ()) -> Spans:
    """Spans over these tokens and quoted runs: one where only punctuation lies between, trimmed of edge punctuation."""
    everything = scene.parsed.tokens
    numbers = sorted({token.i for token in tokens})
    pieces: list[tuple[int, int]] = []
    first = previous = -2
    for number in numbers:
        if previous >= 0 and all(everything[k].pos == "PUNCT" for k in range(previous + 1, number)):
            previous = number
            continue
        if previous >= 0:
            pieces.append((first, previous))
        first = previous = number
    if previous >= 0:
        pieces.append((first, previous))
    spans = [span for a, b in pieces if (span := _trimmed(scene, a, b))]
    return merged(scene.text, [*spans, *runs])


def _trimmed(scene: Scene, first: int, last: int) -> Span | None:
    """The tokens [first, last] as a span without punctuation at its edges, but with its quotation marks."""
    tokens = scene.parsed.tokens
    while first <= last and tokens[first].pos in ("PUNCT", "SYM") and tokens[first].text not in '"“„«``([':
        first += 1
    while last >= first and tokens[last].pos == "PUNCT" and tokens[last].text not in "\"”»''...…)]":
        last -= 1
    if first > last or all(token.pos == "PUNCT" for token in tokens[first : last + 1]):
        return None
    return Span(tokens[first].start, tokens[last].end)


def merged(text: str, spans: Iterable[Span]) -> Spans:
    """Sorted spans; those that overlap, or have no letter or digit between them, become one."""
    ordered = sorted(spans)
    out: list[Span] = []
    for span in ordered:
        if out and (span.start <= out[-1].end or not any(c.isalnum() for c in text[out[-1].end : span.start])):
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def head_of(parsed: Parsed, spans: Spans) -> Token | None:
    """The word that governs the first span: the one whose head lies outside of it."""
    if not spans:
        return None
    tokens = parsed.tokens_in(spans[0].start, spans[0].end)
    inside = {token.i for token in tokens}
    for token in tokens:
        if token.pos != "PUNCT" and (token.head is token or token.head.i not in inside):
            return token
    return tokens[0] if tokens else None


def whole_phrase(scene: Scene, span: Span) -> Span:
    """The span with the rest of a name that it cuts: "The United" becomes "The United States"."""
    tokens = scene.parsed.tokens_in(span.start, span.end)
    if not tokens or tokens[-1].dep != "compound" or tokens[-1].pos != "PROPN":
        return span
    last = tokens[-1]
    whole = last.i < last.head.i <= last.i + REST and last.head.pos == "PROPN"
    return Span(span.start, last.head.end) if whole else span


def length(spans: Spans) -> int:
    """Characters in all."""
    return sum(span.end - span.start for span in spans)


def shared(left: Spans, right: Spans) -> int:
    """Characters that both cover."""
    common = 0
    for a in left:
        for b in right:
            if a.start < b.end and b.start < a.end:
                common += min(a.end, b.end) - max(a.start, b.start)
    return common
