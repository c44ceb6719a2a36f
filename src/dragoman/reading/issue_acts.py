"""One act told by a verb and by a noun: "to look into the claims", "the inquiry into the claims"."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from dragoman.language.parsed import Token
from dragoman.lexicon import lexicon
from dragoman.reading.issue_mentions import IssueMention, fold
from dragoman.reading.issue_words import issue_words
from dragoman.reading.predicates import Predicate

NEAR = 14  # words after a noun that may tell what its act is done to
NOUNS = ("NOUN", "PROPN")

Matter = frozenset[tuple[str, bool]]  # folded nouns that tell what an act is done to, and whether they are plural


@cache
def _acts(part: str, language: str = "en") -> dict[str, str]:
    """The act that each verb, or each noun, of the lexicon tells."""
    return {word: group["verbs"][0] for group in lexicon("issues", language)["act"] for word in group[part]}


def act_of_noun(mention: IssueMention) -> str:
    """The act that a noun tells: as the lexicon has it, else by the letters that it shares with its verb."""
    return _acts("nouns").get(mention.lemma) or fold(mention.lemma)


def act_of_clause(clause: Predicate) -> str:
    """The act that the verb of a clause tells, in its most specific wording ("look into")."""
    after = (f"{clause.lemma} {c.lower}" for c in clause.token.of("advmod", "prt") if c.i == clause.token.i + 1)
    told = (_acts("verbs").get(key) for key in (*clause.frames, *after))
    return next((act for act in told if act), fold(clause.lemma))


def matter_of_noun(mention: IssueMention) -> Matter:
    """What the act of a noun is done to: "(the release) of all hostages"."""
    near = (t for t in mention.head.subtree() if t is not mention.head and t.i - mention.head.i <= NEAR)
    return _matter([*mention.left, *near])


def matter_of_clause(clause: Predicate) -> Matter:
    """What the act of a verb is done to: its objects, else what its prepositions or a passive have for one."""
    heads = clause.objects or [t for _, t in clause.obliques] or clause.surface
    return _matter(t for head in heads for t in head.subtree() if t.dep not in ("relcl", "advcl"))


def _matter(tokens: Iterable[Token]) -> Matter:
    words = issue_words()
    telling = (t for t in tokens if t.pos in NOUNS and t.lemma.lower() not in words.plain | words.hollow)
    return frozenset((fold(t.lemma), t.tag.endswith("S")) for t in telling)
