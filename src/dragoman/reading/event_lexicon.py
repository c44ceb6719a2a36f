"""The tables of ``data/en/events.toml``: words by which events find their sides, places and standing."""

from __future__ import annotations

from functools import cache

from dragoman.language.parsed import Token
from dragoman.lexicon import lexicon
from dragoman.reading.predicates import noun_lemma


@cache
def event_words(table: str) -> tuple[str, ...]:
    """The keys of a table of ``events.toml``, in its order."""
    return tuple(lexicon("events")[table])


@cache
def event_set(table: str) -> frozenset[str]:
    """The same as a set."""
    return frozenset(event_words(table))


def kernel(token: Token) -> Token:
    """What a phrase is about where its head only measures it: rockets, in "dozens of rockets"."""
    for _ in range(2):
        inner = next((o for c in token.children if c.dep == "prep" and c.lower == "of" for o in c.of("pobj")), None)
        if inner is None or (noun_lemma(token) not in event_set("measures") and token.pos != "NUM"):
            break
        token = inner
    return token
