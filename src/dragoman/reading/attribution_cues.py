"""The lexicon of cues (data/en/cues.toml) and how a token is recognised as one of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from dragoman.language.parsed import Token
from dragoman.lexicon import lexicon
from dragoman.records import SpeechAct, Support

Kind = Literal["verbs", "nouns", "adjectives", "adverbs", "phrases"]
KINDS: tuple[Kind, ...] = ("verbs", "nouns", "adjectives", "adverbs", "phrases")


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry of the lexicon."""

    kind: Kind
    key: str  # lemma, with its particle, preposition or noun
    act: SpeechAct
    support: Support
    takes: frozenset[str]
    negated: SpeechAct | None = None  # the act with a negation: "will not accept" denies
    weak: bool = False  # tells the act of an attribution that is found, but makes none by itself

    @property
    def word(self) -> str:
        """The preposition, particle or noun beside the lemma; empty where there is none."""
        return self.key.partition(" ")[2]


@cache
def cues(kind: Kind, language: str = "en") -> dict[str, Cue]:
    """All entries of a kind by their key."""
    table = lexicon("cues", language)[kind]
    return {
        key: Cue(
            kind,
            key,
            entry["act"],
            entry.get("support", "neutral"),
            frozenset(entry.get("takes", ())),
            entry.get("negated"),
            entry.get("weak", False),
        )
        for key, entry in table.items()
    }


@cache
def words(name: str, language: str = "en") -> frozenset[str]:
    """A plain list of words of the lexicon."""
    return frozenset(lexicon("cues", language)[name]["words"])


@cache
def _framed(language: str = "en") -> frozenset[str]:
    """Lemmas that have entries with a second word."""
    return frozenset(key.split(" ")[0] for key in cues("verbs", language) if " " in key)


@cache
def _forms(language: str = "en") -> dict[str, str]:
    """Lemmas of forms that the pipeline gets wrong."""
    return dict(lexicon("cues", language)["forms"])


def cue_of(token: Token) -> Cue | None:
    """The entry for a token, by its part of speech and what stands beside it."""
    if token.pos == "VERB":
        return _verb(token)
    if token.pos == "NOUN":
        return cues("nouns").get(token.lemma)
    if token.pos == "ADJ":
        return cues("adjectives").get(token.lower)
    if token.pos == "ADV":
        return cues("adverbs").get(token.lower)
    return None


def _verb(token: Token) -> Cue | None:
    table = cues("verbs")
    lemma = _forms().get(token.lower) or token.lemma.lower()
    if lemma in _framed():
        for child in token.children:
            if child.dep in ("prt", "prep", "dobj", "advmod", "acomp", "oprd", "dative"):
                entry = table.get(f"{lemma} {child.lower}") or _longer(table, lemma, child)
                if entry:
                    return entry
    return table.get(lemma)


def _longer(table: dict[str, Cue], lemma: str, child: Token) -> Cue | None:
    """Entries of three words: "cast doubt on", "speak out against"."""
    for grandchild in [*child.children, *child.head.children]:
        if grandchild.dep == "prep" and (entry := table.get(f"{lemma} {child.lower} {grandchild.lower}")):
            return entry
    return None
