"""A stance word at work, and how a clause turns the stance of the word above it."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.language.parsed import Token
from dragoman.reading.issue_mentions import IssueMention
from dragoman.reading.predicates import Predicate
from dragoman.records import Actor, Stance

OPPOSITE: dict[Stance, Stance] = {
    "supports": "opposes",
    "sponsors": "opposes",
    "opposes": "supports",
    "conditional": "conditional",
    "undecided": "undecided",
}


def side(stance: Stance) -> str:
    """Who carries a plan out and who backs it are on one side."""
    return "for" if stance in ("sponsors", "supports") else stance


def may_be_backed(actor: Actor | None) -> bool:
    """Whether support for an actor is an issue: for a known party, not for a people or an outlet."""
    return actor is not None and actor.kind not in ("people", "media")


@dataclass(slots=True, eq=False)
class Target:
    """What a stance is about: a mention, a clause, somebody's stay in office, the side that is backed, a pronoun, or
    nothing said (all None)."""

    mention: IssueMention | None = None
    clause: Predicate | None = None
    tenure: Token | None = None  # the one whose stay is meant
    party: Token | None = None  # the one that is backed: "fighters backed by Turkey"
    pronoun: Token | None = None  # "it", "the demand", to be resolved; what is named with it, where that fails

    @property
    def word(self) -> Token | None:
        """The word that stands for it in the sentence."""
        if self.mention is not None:
            return self.mention.head
        return (self.clause.token if self.clause is not None else None) or self.tenure or self.party or self.pronoun


@dataclass(slots=True, eq=False)
class StanceHit:
    """A stance word with its actor words and what it is about."""

    predicate: Predicate
    target: Target
    stance: Stance
    actors: list[Token] = field(default_factory=list)
    by_speaker: bool = False  # the actor is whoever the words are attributed to
    changed: bool = False
    why: str = ""
    rank: int = 0  # 0 a verb or adjective that says it, 1 a noun or a promise, 2 a mere premodifier, 3 the head alone
    chance: float | None = None  # that the stance head gives it, where only the head has it
    wish: bool = False  # the issue is wanted, not there
    firm: bool = False  # no condition of its own: the "if" of a threat is the issue itself
    own: bool = False  # counts only where the actor says it of himself


@dataclass(frozen=True, slots=True)
class Shift:
    """What becomes of the stance of the word above: kept, turned round, or replaced."""

    turn: bool = False
    fixed: Stance | None = None

    def __call__(self, stance: Stance) -> Stance:
        if self.fixed is not None:
            return self.fixed
        return OPPOSITE[stance] if self.turn else stance

    def then(self, turn: bool) -> Shift:
        """The same, turned once more."""
        return Shift(self.turn != turn, self.fixed)


same = Shift()
turned = Shift(turn=True)


def person(token: Token) -> Token:
    """The ruler in a phrase for his rule: "the Assad regime", "the regime of President Assad"."""
    if token.tag in ("NNP", "NNPS"):
        return token
    for child in reversed(token.children):  # the name, not the title before it
        if child.dep in ("compound", "poss", "nmod") and child.tag in ("NNP", "NNPS"):
            return child
        if child.dep == "prep" and child.lower == "of":
            for inner in child.of("pobj"):
                if inner.tag in ("NNP", "NNPS"):
                    return inner
    return token
