"""Noun phrases of a sentence, cut out of the dependency tree, and the words they are made of."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from dragoman.language.parsed import Parsed, Sentence, Token
from dragoman.reading.party_words import QUALIFIERS, WEEKDAYS

LEFT = frozenset(
    {"det", "amod", "compound", "nummod", "nmod", "poss", "quantmod", "predet", "advmod", "npadvmod", "punct", "case"}
)
INNER = frozenset({"compound", "amod", "nmod", "poss", "nummod", "quantmod", "det", "npadvmod"})
BEFORE_ARTICLES = frozenset({"predet", "advmod", "quantmod", "punct"})
HYPHENS = frozenset("-–‑‐")


@dataclass(slots=True)
class Unit:
    """A written word: tokens joined by hyphens count as one."""

    text: str
    first: int  # token numbers, both included
    last: int


@dataclass(slots=True)
class Phrase:
    """A noun phrase up to its head."""

    head: Token
    left: int  # token number of its first word
    start: int
    end: int
    outer: bool  # not inside another noun phrase as its modifier
    owners: list[Token] = field(default_factory=list)  # heads of "of ..." and "for ..." complements


def units(parsed: Parsed, sentence: Sentence) -> list[Unit]:
    """The words of a sentence, hyphenated ones joined."""
    tokens = parsed.tokens[sentence.first : sentence.last]
    if HYPHENS.isdisjoint(parsed.text[sentence.start : sentence.end]):
        return [Unit(token.text, token.i, token.i) for token in tokens]
    found: list[Unit] = []
    join = False
    for token in tokens:
        near = bool(found) and parsed.tokens[found[-1].last].end == token.start
        if near and (join or token.text[0] in HYPHENS):
            found[-1].text += token.text
            found[-1].last = token.i
        else:
            found.append(Unit(token.text, token.i, token.i))
        join = token.text[-1] in HYPHENS
    return found


def phrases(parsed: Parsed, sentence: Sentence, heads: Container[str], named: Container[int]) -> Iterator[Phrase]:
    """Noun phrases in text order that may name a party or place: their head is a name or one of ``heads``.

    Those inside another one as its modifiers count too (possessors: "Russia" in "Russia's plan").
    """
    for token in parsed.tokens[sentence.first : sentence.last]:
        if token.lower not in heads and token.i not in named and not token.text[0].isupper():
            continue
        if token.pos not in ("NOUN", "PROPN"):
            if not (token.pos in ("ADJ", "NUM", "VERB") and _heads_phrase(token)):
                continue
        elif (
            token.dep in ("compound", "amod", "nmod", "npadvmod")
            and token.head is not token
            and token.head.pos in ("NOUN", "PROPN")
        ):
            continue
        left = leftmost(parsed, token)
        yield Phrase(
            token,
            left,
            parsed.tokens[left].start,
            token.end,
            token.dep != "poss",
            [
                o
                for p in token.children
                if p.dep == "prep" and p.lower in _OWNING
                for o in p.children
                if o.dep == "pobj"
            ],
        )


def _heads_phrase(token: Token) -> bool:
    """An adjective or participle that stands as a noun: "the displaced", "Syrians" misread, "the opposition"."""
    return (
        token.dep in ("nsubj", "nsubjpass", "pobj", "dobj", "agent")
        and any(c.dep in ("det", "poss", "amod") for c in token.children)
    ) or (token.dep in ("nsubj", "nsubjpass", "pobj", "dobj") and token.text[:1].isupper())


def _joins(parsed: Parsed, mark: Token) -> bool:
    """A hyphen inside a word, or a quotation mark or bracket that opens; a dash between words parts phrases."""
    if mark.text not in HYPHENS:
        return mark.text in ("(", '"', "“", "'")
    before, after = parsed.tokens[mark.i - 1], parsed.tokens[min(mark.i + 1, len(parsed.tokens) - 1)]
    return before.end == mark.start and after.start == mark.end


def leftmost(parsed: Parsed, token: Token) -> int:
    """Token number where the phrase of a head begins; only an unbroken run of left modifiers counts.

    What stands before an article, and the day on which something was said, are not of the phrase: scraped text has lost
    its commas and stops ("in Idlib on Sunday state media said", "in the city of Aleppo A military source said").
    """
    left, article, qualified = token.i, False, False
    for child in reversed(token.children):
        if child.i > token.i:
            continue
        if child.dep not in LEFT or child.lower in WEEKDAYS or (article and child.dep not in BEFORE_ARTICLES):
            break
        if child.tag == "WDT" or (qualified and child.dep in ("compound", "nmod")):
            break  # "the weapons [which] rights groups say", "near [Damascus] local media reported"
        article, qualified = article or child.dep == "det", qualified or child.lower in QUALIFIERS
        first = min(t.i for t in child.subtree())
        if child.dep == "punct" and not _joins(parsed, child):
            break
        if child.dep == "advmod" and child.lower not in _ABOUT:
            break
        left = min(left, first)
    while left < token.i and parsed.tokens[left].pos in ("PUNCT", "SPACE", "CCONJ"):
        left += 1
    return left


_OWNING = frozenset({"of", "for", "from", "at", "with", "within", "inside"})
_ABOUT = frozenset(
    {"around", "about", "almost", "nearly", "some", "only", "approximately", "roughly", "formerly", "newly", "so"}
)
