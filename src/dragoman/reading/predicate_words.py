"""Which words share their arguments, lend them or turn them round: ``data/en/predicates.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.lexicon import lexicon


@dataclass(frozen=True, slots=True)
class Sharing:
    """The tables of ``predicates.toml`` as sets and maps."""

    lemmas: dict[str, str]
    negators: frozenset[str]
    no_one: frozenset[str]
    without: frozenset[str]
    averted: dict[str, str]
    subject_control: frozenset[str]
    oblique_control: dict[str, tuple[str, ...]]
    object_gerund: dict[str, tuple[str, ...]]
    light: frozenset[str]
    receiving: frozenset[str]
    copulas: frozenset[str]
    passive_only: frozenset[str]
    possessor_undergoes: frozenset[str]
    of_acts: frozenset[str]
    leading: frozenset[str]
    time_words: frozenset[str]


@cache
def sharing(language: str = "en") -> Sharing:
    """The sharing rules of a language, read once."""
    tables: dict[str, dict[str, Any]] = lexicon("predicates", language)
    return Sharing(
        lemmas={entry[0]: word for word, entry in tables["lemmas"].items()},
        negators=frozenset(tables["negators"]),
        no_one=frozenset(tables["no_one"]),
        without=frozenset(tables["without"]),
        averted={word: entry[0] for word, entry in tables["averted"].items()},
        subject_control=frozenset(tables["subject_control"]),
        oblique_control={word: tuple(entry[0]) for word, entry in tables["oblique_control"].items()},
        object_gerund={word: tuple(entry[0]) for word, entry in tables["object_gerund"].items()},
        light=frozenset(tables["light_verbs"]),
        receiving=frozenset(tables["receiving_verbs"]),
        copulas=frozenset(tables["copulas"]),
        passive_only=frozenset(tables["passive_only"]),
        possessor_undergoes=frozenset(tables["possessor_undergoes"]),
        of_acts=frozenset(tables["of_acts"]),
        leading=frozenset(tables["leading_participles"]),
        time_words=frozenset(tables["time_words"]),
    )
