"""Which words share their arguments, lend them or turn them round: ``data/en/predicates.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.lexicon import at, filled, lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """The tables of ``predicates.toml`` as sets and maps."""

    lemmas: dict[str, str]
    negators: frozenset[str] = at("negators")
    no_one: frozenset[str] = at("no_one")
    without: frozenset[str] = at("without")
    averted: dict[str, str]
    subject_control: frozenset[str] = at("subject_control")
    oblique_control: dict[str, tuple[str, ...]]
    object_gerund: dict[str, tuple[str, ...]]
    light: frozenset[str] = at("light_verbs")
    receiving: frozenset[str] = at("receiving_verbs")
    copulas: frozenset[str] = at("copulas")
    passive_only: frozenset[str] = at("passive_only")
    passive_before_to: frozenset[str] = at("passive_before_to")
    possessor_undergoes: frozenset[str] = at("possessor_undergoes")
    of_acts: frozenset[str] = at("of_acts")
    leading: frozenset[str] = at("leading_participles")
    time_words: frozenset[str] = at("time_words")


@cache
def sharing(language: str = "en") -> Sharing:
    """The sharing rules of a language, read once."""
    tables = lexicon("predicates", language)
    return filled(
        Sharing,
        tables,
        lemmas={entry[0]: word for word, entry in tables["lemmas"].items()},
        averted={word: entry[0] for word, entry in tables["averted"].items()},
        oblique_control={word: tuple(entry[0]) for word, entry in tables["oblique_control"].items()},
        object_gerund={word: tuple(entry[0]) for word, entry in tables["object_gerund"].items()},
    )
