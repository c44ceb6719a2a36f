"""The PLOVER contexts of an event: what its clause, its sides and their sort tell."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.language.parsed import Token
from dragoman.reading.codebook import Codebook
from dragoman.reading.event_draft import VERBAL, Draft
from dragoman.reading.event_sides import Sides
from dragoman.reading.predicates import noun_lemma

OTHER_CLAUSES = frozenset({"relcl", "advcl", "ccomp", "conj", "parataxis"})


class Contexts:
    """Contexts of the drafts of one story, by the words of a codebook."""

    def __init__(self, book: Codebook, sides: Sides) -> None:
        self.book = book
        self.sides = sides

    def of(self, draft: Draft) -> tuple[str, ...]:
        """What the words of the event's own clause and its sides tell; soldiers who use force make it military."""
        tops = (draft.predicate.token, *draft.actors, *draft.recipients)
        words = [t for top in tops for t in clause(top)]
        lemmas = {t.lemma.lower() for t in words} | {noun_lemma(t) for t in words if t.pos in ("NOUN", "PROPN")}
        sides = [a for t in (*draft.actors, *draft.recipients) if (a := self.sides.actor_of(t)) is not None]
        lemmas |= {word.lower() for a in sides for name in (a.name, *a.names[:4]) for word in name.split()}
        told = {c for c, listed in self.book.contexts.items() if not lemmas.isdisjoint(listed)}
        told |= self._of_sides(draft, {a.sector for a in sides})
        return tuple(sorted(told | set(draft.match.pattern.contexts)))

    def _of_sides(self, draft: Draft, sectors: set[str | None]) -> set[str]:
        """What the sort of its sides tells: soldiers, or a state that bombs; a body of states that speaks."""
        force = draft.type == "ASSAULT" or (draft.match.content_type == "ASSAULT")
        told: set[str] = set()
        state = draft.mode == "aerial" or (draft.mode == "heavy-weapons" and "GOV" in sectors)
        if force and ("MIL" in sectors or state):
            told.add("military")
        if draft.type in VERBAL and "IGO" in sectors:
            told.add("diplomatic")
        return told & {*self.book.contexts, "military"}


def clause(top: Token) -> Iterator[Token]:
    """A word and what it governs, down to the next clause."""
    stack = [top]
    while stack:
        token = stack.pop()
        yield token
        stack.extend(c for c in token.children if c.dep not in OTHER_CLAUSES)
