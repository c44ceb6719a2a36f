"""Idioms of stance: "gave the pact short shrift", "the truce was greeted with dismay by", read word by word.

A parser hangs the parts of an idiom in many ways; their order does not change. The idioms are in ``idioms.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast

from dragoman.language.parsed import Parsed, Token
from dragoman.lexicon import lexicon
from dragoman.reading.predicate_tokens import DAYS, expand
from dragoman.reading.predicates import Predicate
from dragoman.reading.stance_clauses import Clauses
from dragoman.reading.stance_hits import Shift, StanceHit, Target, same
from dragoman.reading.stance_words import Kind
from dragoman.records import Stance

ISSUE, ACTOR = "_", "@"
BETWEEN = frozenset({"DT", "RB", "RBR", "RBS", "JJ", "JJR", "JJS", "PRP$", "POS", "PDT", "CD", "RP", "HYPH"})
INSIDE = ("det", "amod", "compound", "poss", "nummod", "nmod", "case", "quantmod", "predet", "advmod", "punct")
NEGATORS = frozenset({"no", "nothing", "none", "never", "nyet", "not", "little", "few"})
DENYING = frozenset({"no", "little", "few"})
FAR = 6  # words between the issue or actor in the middle of an idiom and what follows it
CLAUSE: tuple[Kind, str] = ("verb", "accept")  # the frame that says what a clause in the issue's place comes to


@dataclass(frozen=True, slots=True)
class Idiom:
    """One idiom: the words after its verb, and what it makes."""

    text: str
    leading: bool  # the issue is the verb's subject
    words: tuple[frozenset[str], ...]
    stance: Stance
    negated: Stance | None
    can: bool
    speaker: bool  # whoever says so
    needed: tuple[frozenset[str], ...]  # the places that words of its own fill


@dataclass(slots=True)
class Match:
    """Where an idiom's words stand."""

    issue: Token | None = None
    actor: Token | None = None
    denied: bool = False
    words: list[Token] = field(default_factory=list)


@cache
def idioms(language: str = "en") -> dict[str, tuple[Idiom, ...]]:
    """The idioms of a language by the lemma of their verb, in the file's order."""
    found: dict[str, list[Idiom]] = {}
    for entry in lexicon("idioms", language)["idiom"]:
        for text in entry["words"]:
            verbs, made = idiom(text, entry)
            for verb in verbs:
                found.setdefault(verb, []).append(made)
    return {verb: tuple(made) for verb, made in found.items()}


def idiom(text: str, entry: dict[str, Any]) -> tuple[list[str], Idiom]:
    """The lemmas of an idiom's verb, and the idiom."""
    slots = text.split()
    leading = slots[0] == ISSUE
    words = tuple(frozenset(slot.split("/")) for slot in slots[leading + 1 :])
    negated = cast("Stance | None", entry.get("negated"))
    needed = tuple(slot for slot in words if not slot <= {ISSUE, ACTOR})
    return slots[leading].split("/"), Idiom(
        text, leading, words, entry["stance"], negated, "can" in entry, "speaker" in entry, needed
    )


def is_denied(predicate: Predicate, match: Match) -> bool:
    """Whether a verb is denied; where the idiom has a "no" of its own, only by a "not" before it."""
    if not any(token.lower in NEGATORS for token in match.words):
        return predicate.negated
    own = {t.i for t in match.words}
    return any(c.dep == "neg" and c.i < predicate.token.i + 1 and c.i not in own for c in predicate.token.children) or (
        predicate.lemma == "be" and any(c.lower in ("not", "n't") and c.i not in own for c in predicate.token.children)
    )


class Idioms:
    """The idioms at the verbs of one report."""

    def __init__(self, parsed: Parsed, clauses: Clauses) -> None:
        self.parsed = parsed
        self.clauses = clauses
        self.words = clauses.words
        self._there: dict[int, frozenset[str]] = {}  # words and lemmas of each sentence that was asked for

    def there(self, sentence: int) -> frozenset[str]:
        """All words of a sentence, as they stand and as lemmas, in small letters."""
        if sentence not in self._there:
            tokens = self.parsed.tokens_of(self.parsed.sentences[sentence])
            self._there[sentence] = frozenset([t.lower for t in tokens] + [t.lemma.lower() for t in tokens])
        return self._there[sentence]

    def of(self, predicate: Predicate) -> list[StanceHit]:
        """Hits of the first idiom that a verb (its lemma is in ``idioms``) opens and that finds an issue."""
        there = self.there(predicate.token.sentence)
        for idiom in idioms()[predicate.lemma]:
            if any(slot.isdisjoint(there) for slot in idiom.needed):
                continue
            if not idiom.can and predicate.modal in self.words.doubts and not predicate.negated:
                continue
            match = self.match(predicate, idiom)
            hits = list(self.hits(predicate, idiom, match)) if match is not None else []
            if hits and match is not None:
                self.clauses.consumed.update(t.i for t in match.words)
                return hits
        return []

    def hits(self, predicate: Predicate, idiom: Idiom, match: Match) -> Iterator[StanceHit]:
        """What a match comes to, for each issue it is about."""
        denied = match.denied != is_denied(predicate, match)
        stance = idiom.negated if denied else idiom.stance
        issues = list(predicate.surface) if idiom.leading else [match.issue]
        actors = expand(match.actor) if match.actor is not None else list(predicate.subjects)
        if not actors and predicate.passive and not idiom.leading:  # "is fed up with"
            actors = list(predicate.surface)
        if match.actor is None and actors:
            actors = [*actors, *self.clauses.companions(predicate)]
        if idiom.speaker:
            actors = []
        elif not actors or (idiom.leading and match.actor is None):
            return
        if stance is None:
            return
        for token in issues:
            for target, shift in self.targets(token) if token is not None else ():
                yield StanceHit(
                    predicate, target, shift(stance), list(actors), idiom.speaker, why=f"lexicon idioms: {idiom.text}"
                )

    def targets(self, token: Token) -> Iterator[tuple[Target, Shift]]:
        """What stands in the issue's place: an issue, a clause, or a pronoun for one."""
        if token.tag == "PRP$":
            return  # "gave its approval": whose it is
        mention = self.clauses.mention(token)
        inner = self.clauses.at.get(token.i)
        if self.clauses.takes_up(token):
            yield Target(pronoun=token, mention=mention), same
        elif mention is not None:
            if mention.policy:
                yield self.clauses.about(mention)
        elif token.tag in ("VBG", "VB") and inner is not None and inner.kind == "verb":
            self.clauses.consumed.add(token.i)
            yield from self.clauses.one(inner, self.words.frames[CLAUSE][0])
        elif token.lower in self.words.pronouns:
            yield Target(pronoun=token), same
        elif (pronoun := self.clauses.pronoun(token)) is not None:
            yield Target(pronoun=pronoun), same

    def match(self, predicate: Predicate, idiom: Idiom) -> Match | None:
        """Where the words of an idiom stand after its verb; None where one is missing."""
        tokens = self.parsed.tokens_of(self.parsed.sentence_of(predicate.token))
        first = tokens[0].i
        here, found, loose = predicate.token.i + 1 - first, Match(), False
        if here + 1 < len(tokens) and tokens[here].lower == "on" and tokens[here + 1].lower in DAYS:
            here += 2  # "voted on Sunday in favour of"
        for slot, following in zip(idiom.words, (*idiom.words[1:], frozenset[str]()), strict=False):
            place = next(iter(slot)) if slot <= {ISSUE, ACTOR} else ""
            if place:
                head = self.phrase(tokens, here, first, following)
                if head is None or (following and head.pos in ("VERB", "AUX")):
                    return None
                if place == ISSUE:
                    found.issue = head
                else:
                    found.actor = head
                here, loose = head.i + 1 - first, True
                continue
            at = self.next_word(tokens, here, slot, loose, found)
            if at is None:
                return None
            found.words.append(tokens[at])
            here, loose = at + 1, False
        return found

    def next_word(self, tokens: list[Token], here: int, slot: frozenset[str], loose: bool, found: Match) -> int | None:
        """The index of the next word of an idiom, past articles, adverbs and adjectives."""
        for steps, at in enumerate(range(here, min(len(tokens), here + FAR))):
            token = tokens[at]
            if token.lower in slot or token.lemma.lower() in slot:
                return at
            skipped = token.tag == "," and at + 1 < len(tokens) and tokens[at + 1].lower in slot  # "did, too"
            if skipped:
                continue
            if token.tag in (".", ":", ",") or (not loose and (token.tag not in BETWEEN or steps > 3)):
                return None
            if token.lower in DENYING:
                found.denied = True
        return None

    def phrase(self, tokens: list[Token], here: int, first: int, following: frozenset[str]) -> Token | None:
        """The head of the phrase that starts at a place and ends before the next word; None where none does."""
        while here < len(tokens) and tokens[here].tag in ("RB", "TO"):
            here += 1
        if here >= len(tokens) or tokens[here].pos in ("PUNCT", "ADP", "CCONJ", "SCONJ"):
            return None
        token = tokens[here]
        end = next((t.i for t in tokens[here : here + FAR] if t.lower in following), tokens[-1].i + 1)
        while token.dep in INSIDE and here <= token.head.i - first < end - first and token.head is not token:
            token = token.head
        return token
