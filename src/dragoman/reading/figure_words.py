"""The words that count people harmed, held, driven out or lost (``data/en/casualties.toml``), ready to look up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.lexicon import lexicon
from dragoman.records import FIGURE_KINDS, FigureKind


@dataclass(frozen=True, slots=True)
class Harm:
    """The lexicon by lemma."""

    objects: dict[str, FigureKind]
    subjects: dict[str, FigureKind]
    adjectives: dict[str, FigureKind]
    nouns: dict[str, FigureKind]
    bodies: dict[str, FigureKind]
    persons_only: dict[str, FigureKind]
    phrases: dict[str, list[tuple[str, FigureKind, str]]]  # verb -> (word, kind, who is counted)
    either: frozenset[str]
    toll: frozenset[str]
    toll_of: frozenset[str]
    toll_prepositions: frozenset[str]
    toll_reached: frozenset[str]
    toll_passed: frozenset[str]
    tellers: frozenset[str]
    toll_kinds: dict[str, FigureKind]
    more: frozenset[str]
    one: frozenset[str]
    anyone: frozenset[str]
    openers: frozenset[str]
    members: frozenset[str]
    pronouns: frozenset[str]
    real: frozenset[str]
    wishing: frozenset[str]
    markers: frozenset[str]
    modals: frozenset[str]
    things: frozenset[str]
    persons: frozenset[str]
    attacks: frozenset[str]
    attack_prepositions: frozenset[str]
    doing: frozenset[str]
    causes: frozenset[str]
    attacking: frozenset[str]
    claiming: frozenset[str]
    series: frozenset[str]
    behind: frozenset[str]
    blaming: frozenset[str]
    causing: frozenset[str]
    naming: frozenset[str]
    indefinite: frozenset[str]
    family: dict[str, int]
    treated: frozenset[str]
    found: frozenset[str]
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
    return Harm(
        **found,
        persons_only=persons_only,
        phrases=phrases,
        either=either,
        toll=frozenset(toll["nouns"]),
        toll_of=frozenset(toll["of"]),
        toll_prepositions=frozenset(toll["prepositions"]),
        toll_reached=frozenset(toll["reached"]),
        toll_passed=frozenset(toll["passed"]),
        tellers=frozenset(toll["tellers"]),
        toll_kinds=dict(toll["kinds"]),
        more=frozenset(tables["more"]["words"]),
        one=frozenset(tables["one"]["words"]),
        anyone=frozenset(tables["anyone"]["words"]),
        openers=frozenset(tables["part"]["openers"]),
        members=frozenset(tables["part"]["members"]),
        pronouns=frozenset(tables["part"]["pronouns"]),
        real=frozenset(tables["unreal"]["real"]),
        wishing=frozenset(tables["unreal"]["wishing"]),
        markers=frozenset(tables["unreal"]["markers"]),
        modals=frozenset(tables["unreal"]["modals"]),
        things=frozenset(tables["things"]["words"]),
        persons=frozenset(tables["persons"]["words"]),
        attacks=frozenset(tables["attack"]["nouns"]),
        attack_prepositions=frozenset(tables["attack"]["prepositions"]),
        doing=frozenset(tables["attack"]["doing"]),
        causes=frozenset(tables["attack"]["causes"]),
        attacking=frozenset(tables["attack"]["attacking"]),
        claiming=frozenset(tables["attack"]["claiming"]),
        series=frozenset(tables["attack"]["series"]),
        behind=frozenset(tables["attack"]["behind"]),
        blaming=frozenset(tables["attack"]["blaming"]),
        causing=frozenset(tables["attack"]["causing"]),
        indefinite=frozenset(tables["attack"]["indefinite"]),
        naming=frozenset(tables["attack"]["naming"]),
        family={word: n for n, words in enumerate(tables["attack"]["families"]) for word in words},
        treated=frozenset(tables["treated"]["words"]),
        found=frozenset(tables["found"]["words"]),
        triggers=frozenset(heads | below),
        words=frozenset(heads | {*phrases} | {*toll["of"]}),
    )
