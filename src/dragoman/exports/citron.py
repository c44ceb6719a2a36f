"""Citron's quote JSON, written and read: the open exchange format for quotations.

One object a story: ``quotes``, each ``cue``, ``sources``, ``contents`` (spans with ``start``, ``end`` and ``text``;
characters, end exclusive), ``coreferences``, ``confidence`` and ``id``; and ``coreference_groups``, lists of spans that
name one actor.
Citron's list is flat: an attribution that stands inside another is a quote of its own there, and its parent is lost.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from dragoman.errors import UsageError
from dragoman.records import Attribution, Mention, Reading, Span

if TYPE_CHECKING:
    from dragoman.ledger.store import Ledger


def write(ledger: Ledger, target: Path) -> int:
    """``target`` is a folder, which gets one file a story, named by the report's id. Gives the number of quotes."""
    if target.exists() and not target.is_dir():
        raise UsageError(f"{target} is a file; name a folder, which gets one file for each story")
    target.mkdir(parents=True, exist_ok=True)
    written = 0
    for row in ledger.reports():
        document = of_reading(ledger.reading(row.report_id))
        text = json.dumps(document, ensure_ascii=False, indent=2)
        (target / f"{row.report_id}.json").write_text(text + "\n", encoding="utf-8")
        written += len(document["quotes"])
    return written


def of_reading(reading: Reading) -> dict[str, Any]:
    """A Reading's attributions as Citron gives them. A quote needs a cue there: those without one are left out."""
    text = reading.report.text
    mentions: dict[str, list[Mention]] = {}
    for mention in reading.mentions:
        if mention.kind == "actor":
            mentions.setdefault(mention.target, []).append(mention)
    quotes = [_quote(text, a, mentions) for a in reading.attributions if a.cue]
    groups = [[_span(text, Span(m.start, m.end)) for m in group] for group in mentions.values() if len(group) > 1]
    return {"quotes": quotes, "coreference_groups": groups}


def _quote(text: str, attribution: Attribution, mentions: dict[str, list[Mention]]) -> dict[str, Any]:
    named = [m for speaker in attribution.speakers for m in mentions.get(speaker, [])[:1]]
    return {
        "id": attribution.id,
        "cue": _span(text, Span(attribution.cue[0].start, attribution.cue[-1].end)),
        "sources": [_span(text, span) for span in attribution.source],
        "contents": [_span(text, span) for span in attribution.content],
        "coreferences": [_span(text, Span(m.start, m.end)) for m in named],
        "confidence": attribution.confidence,
    }


def _span(text: str, span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": text[span.start : span.end]}


class _Piece(msgspec.Struct):
    start: int
    end: int
    text: str | None = None


class _Quote(msgspec.Struct):
    contents: list[_Piece]
    sources: list[_Piece] = []
    cue: _Piece | None = None
    confidence: float = 1.0


class _Document(msgspec.Struct):
    quotes: list[_Quote]


def read(data: bytes | str, text: str) -> tuple[Attribution, ...]:
    """The quotes of a Citron file as attributions of ``text``; UsageError for another format or a span not there."""
    try:
        document = msgspec.json.decode(data, type=_Document)
    except msgspec.MsgspecError as error:
        raise UsageError(f"this is not Citron's quote JSON: {error}") from error
    ordered = sorted(document.quotes, key=lambda quote: min((piece.start for piece in quote.contents), default=0))
    return tuple(_attribution(text, number, quote) for number, quote in enumerate(ordered, 1) if quote.contents)


def _attribution(text: str, number: int, quote: _Quote) -> Attribution:
    source = tuple(_checked(text, piece) for piece in quote.sources)
    cue = (_checked(text, quote.cue),) if quote.cue else ()
    content = tuple(sorted(_checked(text, piece) for piece in quote.contents))
    spans = sorted(source + cue + content)
    return Attribution(
        id=f"a{number}",
        source=source,
        cue=cue,
        content=content,
        evidence=(Span(spans[0].start, max(span.end for span in spans)),),
        confidence=round(quote.confidence, 2),
        why=("Citron",),
    )


def _checked(text: str, piece: _Piece) -> Span:
    if not 0 <= piece.start < piece.end <= len(text):
        raise UsageError(f"the span {piece.start}-{piece.end} lies outside of the text ({len(text)} characters)")
    if piece.text is not None and text[piece.start : piece.end] != piece.text:
        raise UsageError(
            f"at {piece.start}-{piece.end} the text has {text[piece.start : piece.end]!r}, not {piece.text!r}"
        )
    return Span(piece.start, piece.end)
