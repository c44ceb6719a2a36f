"""An event while its words are put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.language.parsed import Token
from dragoman.reading.event_matches import Match
from dragoman.reading.predicates import Predicate
from dragoman.records import Attribution, Factuality, Interval, Span

VERBAL = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})


@dataclass(slots=True, eq=False)
class Draft:
    """An event while its words are put together."""

    match: Match
    type: str
    mode: str | None
    actors: list[Token]
    recipients: list[Token]
    factuality: Factuality
    why: list[str]
    triggers: list[Predicate] = field(default_factory=list)
    tellings: list[Span] = field(default_factory=list)
    date: Interval | None = None
    place: str | None = None
    implied: bool = False  # the place is not told in its own clause
    background: bool = False
    attribution: Attribution | None = None

    @property
    def predicate(self) -> Predicate:
        return self.match.predicate
