"""The words that count people harmed, held, driven out or lost (``data/en/casualties.toml``), ready to look up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.lexicon import at, filled, lexicon
from dragoman.records import FIGURE_KINDS, FigureKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """The lexicon by lemma."""

    objects: dict[str, FigureKind]
    subjects: dict[str, FigureKind]
    adjectives: dict[str, FigureKind]
    nouns: dict[str, FigureKind]
    bodies: dict[str, FigureKind]
    persons_only: dict[str, FigureKind]
    phrases: dict[str, list[tuple[str, FigureKind, str]]]  # verb -> (word, kind, who is counted)
    either: frozenset[str] = at("either.nouns")
    toll: frozenset[str] = at("toll.nouns")
    toll_of: frozenset[str] = at("toll.of")
    toll_prepositions: frozenset[str] = at("toll.prepositions")
    toll_passed: frozenset[str] = at("toll.passed")
    tellers: frozenset[str] = at("toll.tellers")
    toll_kinds: dict[str, FigureKind] = at("toll.kinds")
    more: frozenset[str] = at("more.words")
    one: frozenset[str] = at("one.words")
    anyone: frozenset[str] = at("anyone.words")
    openers: frozenset[str] = at("part.openers")
    members: frozenset[str] = at("part.members")
    pronouns: frozenset[str] = at("part.pronouns")
    real: frozenset[str] = at("unreal.real")
    wishing: frozenset[str] = at("unreal.wishing")
    markers: frozenset[str] = at("unreal.markers")
    modals: frozenset[str] = at("unreal.modals")
    things: frozenset[str] = at("things.words")
    persons: frozenset[str] = at("persons.words")
    attacks: frozenset[str] = at("attack.nouns")
    attack_prepositions: frozenset[str] = at("attack.prepositions")
    doing: frozenset[str] = at("attack.doing")
    causes: frozenset[str] = at("attack.causes")
    attacking: frozenset[str] = at("attack.attacking")
    claiming: frozenset[str] = at("attack.claiming")
    series: frozenset[str] = at("attack.series")
    behind: frozenset[str] = at("attack.behind")
    blaming: frozenset[str] = at("attack.blaming")
    causing: frozenset[str] = at("attack.causing")
    naming: frozenset[str] = at("attack.naming")
    indefinite: frozenset[str] = at("attack.indefinite")
    family: dict[str, int]
    treated: frozenset[str] = at("treated.words")
    found: frozenset[str] = at("found.words")
    triggers: frozenset[str]  # a sentence without any of these counts nobody
    words: frozenset[str]  # the words that are looked at in it


@cache
def harm(language: str = "en") -> Harm:
    """The lexicon of a language, read once."""
    tables = lexicon("casualties", language)

    def by_kind(field: str) -> dict[str, FigureKind]:
        return {word: kind for kind in FIGURE_KINDS for word in tables[kind][field]}

    phrases: dict[str, list[tuple[str, FigureKind, str]]] = {}
    for kind in FIGURE_KINDS:
        for verb, word, counted in tables["phrases"][kind]:
            phrases.setdefault(verb, []).append((word, kind, counted))
    persons_only: dict[str, FigureKind] = {
        word: kind for kind in FIGURE_KINDS for word in tables["persons_only"].get(kind, ())
    }
    found = {field: by_kind(field) for field in ("objects", "subjects", "adjectives", "nouns", "bodies")}
    toll, either = tables["toll"], frozenset(tables["either"]["nouns"])
    heads = {word.split()[0] for words in found.values() for word in words} | {*persons_only, *toll["nouns"], *either}
    below = {word for listed in phrases.values() for word, _, _ in listed}
    return filled(
        Harm,
        tables,
        **found,
        persons_only=persons_only,
        phrases=phrases,
        family={word: n for n, words in enumerate(tables["attack"]["families"]) for word in words},
        triggers=frozenset(heads | below),
        words=frozenset(heads | {*phrases} | {*toll["of"]}),
    )
