"""A parsed report as plain values: tokens, sentences, and the way back to character offsets.

Extractors never see spaCy: they get ``Parsed``. All offsets are characters into ``report.text``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.records import Report, Span, Zone, ZoneKind

# What a page puts around and between its paragraphs. Nothing there is this story's news ("READ MORE: Army kills 20"),
# so that no word of it reaches an extractor.
FURNITURE: frozenset[ZoneKind] = frozenset({"boilerplate", "tags"})


@dataclass(slots=True, eq=False, repr=False)
class Token:
    """One word with its place in the dependency tree (ClearNLP labels, as spaCy's English models give them)."""

    i: int
    text: str
    lower: str
    lemma: str
    tag: str  # Penn Treebank
    pos: str  # Universal POS
    dep: str
    start: int
    end: int
    sentence: int
    head: Token = field(init=False)  # itself, for a root
    children: list[Token] = field(default_factory=list)  # in text order

    def __repr__(self) -> str:
        return f"<{self.i}:{self.text}/{self.tag}/{self.dep}>"

    def of(self, *deps: str) -> list[Token]:
        """Children with one of these dependency labels, in text order."""
        children = self.children
        return [child for child in children if child.dep in deps] if children else []

    def first(self, *deps: str) -> Token | None:
        """The first child with one of these labels."""
        for child in self.children:
            if child.dep in deps:
                return child
        return None

    def subtree(self) -> Iterator[Token]:
        """This token and all below it, depth first, not in text order."""
        stack = [self]
        while stack:
            token = stack.pop()
            yield token
            stack.extend(token.children)

    def ancestors(self) -> Iterator[Token]:
        """Heads upwards to the root of the sentence."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_within(self, whole: Token, apart: Container[str]) -> bool:
        """Whether this token is another or stands in its phrase. ``apart``: labels that make one below no part."""
        token = self
        while token is not whole and token.dep not in apart:
            token = token.head
        return token is whole


@dataclass(slots=True, eq=False)
class Sentence:
    """Tokens [first, last) of one sentence; never crosses a zone."""

    index: int
    first: int
    last: int
    start: int
    end: int
    zone: Zone
    paragraph: int  # number of the zone in the report


class Parsed:
    """The tokens and sentences of a report."""

    def __init__(self, report: Report, tokens: list[Token], sentences: list[Sentence]) -> None:
        self.report = report
        self.text = report.text
        self.tokens = tokens
        self.sentences = sentences
        self._starts = [token.start for token in tokens]

    def tokens_of(self, sentence: Sentence) -> list[Token]:
        """The tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]

    def root(self, sentence: Sentence) -> Token | None:
        """The first token that is its own head."""
        for token in self.tokens[sentence.first : sentence.last]:
            if token.head is token:
                return token
        return None

    def sentence_of(self, token: Token) -> Sentence:
        """The sentence a token stands in."""
        return self.sentences[token.sentence]

    def token_at(self, offset: int) -> Token | None:
        """The token that covers a character, or the nearest to its left; None before the first."""
        index = bisect_right(self._starts, offset) - 1
        return self.tokens[index] if index >= 0 else None

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers a character."""
        token = self.token_at(offset)
        return self.sentences[token.sentence] if token else None

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """Tokens that lie within [start, end)."""
        first = bisect_right(self._starts, start - 1)
        last = bisect_right(self._starts, end - 1)
        tokens = self.tokens[first:last]
        if tokens and tokens[-1].end > end:
            tokens.pop()
        return tokens

    def span(self, tokens: Sequence[Token]) -> Span:
        """From the first to the last of these tokens, trimmed of white space; ValueError for none."""
        return Span(min(token.start for token in tokens), max(token.end for token in tokens))

    def subtree_span(self, token: Token, without: frozenset[str] = frozenset()) -> Span:
        """What a token governs, less direct children with these labels (and all below them)."""
        found: list[Token] = [token]
        for child in token.children:
            if child.dep not in without:
                found.extend(child.subtree())
        while len(found) > 1 and max(found, key=lambda t: t.i).pos == "PUNCT":
            found.remove(max(found, key=lambda t: t.i))
        return self.span(found)

    def words(self, span: Span) -> str:
        """The words of a span as they stand."""
        return self.text[span.start : span.end]
