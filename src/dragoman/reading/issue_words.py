"""The words of ``data/en/issues.toml`` as lookups: head nouns, modifiers, wrappers, organisers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from dragoman.lexicon import lexicon
from dragoman.records import IssueKind, IssueRelation


@dataclass(frozen=True, slots=True)
class IssueNoun:
    """How a head noun behaves as the name of an issue."""

    kind: IssueKind
    family: str
    standing: bool  # recorded wherever the story names it
    event: bool  # a happening unless the text speaks of it as a plan or a policy


@dataclass(frozen=True, slots=True)
class IssueWords:
    """All tables of ``issues.toml``."""

    nouns: dict[str, IssueNoun]
    pairs: dict[tuple[str, str], IssueNoun]  # two-word heads: ("peace", "process")
    plain: frozenset[str]
    topical: frozenset[str]
    leading: frozenset[str]
    definite: frozenset[str]
    wrappers: frozenset[str]
    mere: frozenset[str]  # of the wrappers those that add nothing: "the idea of"
    wrapper_verbs: frozenset[str]
    passes: frozenset[str]
    pass_prepositions: frozenset[str]
    ended: frozenset[str]  # "a boycott of": against what follows
    halts: frozenset[str]  # "the end of": against a truce, talks or a deal that follows
    halted: frozenset[str]
    sponsor_suffixes: frozenset[str]
    support_suffixes: frozenset[str]
    sponsor_verbs: frozenset[str]
    relations: dict[str, IssueRelation]
    leave: frozenset[str]
    staying: frozenset[str]  # "stay", "remain" in ...
    offices: frozenset[str]  # ... "office", "power"
    remove: frozenset[str]
    policy: frozenset[str]
    never: frozenset[tuple[str, str]]
    of_pairs: dict[tuple[str, str], IssueNoun]  # ("state", "emergency"): "state of emergency"
    of_heads: frozenset[str]  # first words of these
    leaving: frozenset[str]
    holders: frozenset[str]
    bodies: frozenset[str]
    things: frozenset[str]
    endings: tuple[str, ...]
    no_acts: frozenset[str]
    attending: frozenset[str]
    attend: frozenset[str]  # first words of these
    between: frozenset[str]
    links: frozenset[str]
    undertaken: frozenset[str]  # "launched a push"
    undertaking: frozenset[str]
    purposes: frozenset[str]  # "a push to retake the port"
    authored: frozenset[str]  # "Russia's draft"
    tenure_name: str
    tenure_other: str


ACT = IssueNoun(kind="other", family="act", standing=False, event=False)


def _noun(group: dict[str, Any]) -> IssueNoun:
    return IssueNoun(
        kind=cast(IssueKind, group["kind"]),
        family=group["family"],
        standing=bool(group.get("standing")),
        event=bool(group.get("event")),
    )


@cache
def issue_words(language: str = "en") -> IssueWords:
    """The issue words of a language, read once. Where two groups list a noun, the first one has it."""
    tables = lexicon("issues", language)
    nouns: dict[str, IssueNoun] = {}
    pairs: dict[tuple[str, str], IssueNoun] = {}
    of_pairs: dict[tuple[str, str], IssueNoun] = {}
    for group in tables["group"]:
        for head in group["heads"]:
            parts = head.split()
            if "of" in parts:
                of_pairs.setdefault((parts[0], parts[-1]), _noun(group))
            elif len(parts) == 1:
                nouns.setdefault(head, _noun(group))
            else:
                pairs.setdefault((parts[-2], parts[-1]), _noun(group))
    organisers, tenure = tables["organisers"], tables["tenure"]
    return IssueWords(
        nouns=nouns,
        pairs=pairs,
        plain=frozenset(tables["modifiers"]["plain"]),
        leading=frozenset(tables["modifiers"]["leading"]),
        topical=frozenset(tables["modifiers"]["topical"]),
        definite=frozenset(tables["modifiers"]["definite"]),
        wrappers=frozenset(tables["wrappers"]["heads"]),
        mere=frozenset(tables["wrappers"]["mere"]),
        wrapper_verbs=frozenset(tables["wrappers"]["verbs"]),
        passes=frozenset(tables["passes"]["heads"]),
        pass_prepositions=frozenset(tables["passes"]["prepositions"]),
        ended=frozenset(tables["passes"]["turned"]),
        halts=frozenset(tables["passes"]["halts"]),
        halted=frozenset(tables["passes"]["halted"]),
        sponsor_suffixes=frozenset(organisers["sponsors"]),
        support_suffixes=frozenset(organisers["supports"]),
        sponsor_verbs=frozenset(organisers["verbs"]),
        relations={
            word: cast(IssueRelation, name)
            for name, words in tables["relations"].items()
            if isinstance(words, list)
            for word in words
        },
        leave=frozenset(tenure["leave"]),
        staying=frozenset(tenure["stay"]),
        offices=frozenset(tenure["offices"]),
        remove=frozenset(tenure["remove"]),
        policy=frozenset(tables["policy"]["words"]),
        never=frozenset((pair.split()[0], pair.split()[1]) for pair in tables["never"]["pairs"]),
        of_pairs=of_pairs,
        of_heads=frozenset(head for head, _ in of_pairs),
        leaving=frozenset(tables["leaving"]["heads"]),
        holders=frozenset(tables["leaving"]["holders"]),
        things=frozenset(tables["bodies"]["things"]),
        bodies=frozenset(tables["bodies"]["heads"]),
        endings=tuple(tables["acts"]["endings"]),
        no_acts=frozenset(tables["acts"]["never"]),
        attend=frozenset(verb.split()[0] for verb in tables["attending"]["verbs"]),
        attending=frozenset(tables["attending"]["verbs"]),
        between=frozenset(tables["attending"]["between"]),
        links=frozenset(tables["attending"]["links"]),
        undertaken=frozenset(tables["undertaken"]["heads"]),
        undertaking=frozenset(tables["undertaken"]["verbs"]),
        purposes=frozenset(tables["undertaken"]["purposes"]),
        authored=frozenset(tables["authored"]["heads"]),
        tenure_name=tenure["name"],
        tenure_other=tenure["other_name"],
    )
