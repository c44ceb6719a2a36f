"""The words of ``data/en/issues.toml`` as lookups: head nouns, modifiers, wrappers, organisers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import cast

import msgspec

from dragoman.lexicon import at, filled, lexicon
from dragoman.records import IssueKind, IssueRelation


@dataclass(frozen=True, slots=True)
class IssueNoun:
    """How a head noun behaves as the name of an issue."""

    kind: IssueKind
    family: str
    standing: bool = False  # recorded wherever the story names it
    event: bool = False  # a happening unless the text speaks of it as a plan or a policy


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueWords:
    """All tables of ``issues.toml``."""

    nouns: dict[str, IssueNoun]
    pairs: dict[tuple[str, str], IssueNoun]  # two-word heads: ("peace", "process")
    plain: frozenset[str] = at("modifiers.plain")
    topical: frozenset[str] = at("modifiers.topical")
    leading: frozenset[str] = at("modifiers.leading")
    definite: frozenset[str] = at("modifiers.definite")
    wrappers: frozenset[str] = at("wrappers.heads")
    mere: frozenset[str] = at("wrappers.mere")  # of the wrappers those that add nothing: "the idea of"
    wrapper_verbs: frozenset[str] = at("wrappers.verbs")
    passes: frozenset[str] = at("passes.heads")
    pass_prepositions: frozenset[str] = at("passes.prepositions")
    ended: frozenset[str] = at("passes.turned")  # "a boycott of": against what follows
    halts: frozenset[str] = at("passes.halts")  # "the end of": against a truce, talks or a deal that follows
    halted: frozenset[str] = at("passes.halted")
    sponsor_suffixes: frozenset[str] = at("organisers.sponsors")
    support_suffixes: frozenset[str] = at("organisers.supports")
    sponsor_verbs: frozenset[str] = at("organisers.verbs")
    relations: dict[str, IssueRelation]
    leave: frozenset[str] = at("tenure.leave")
    staying: frozenset[str] = at("tenure.stay")  # "stay", "remain" in ...
    offices: frozenset[str] = at("tenure.offices")  # ... "office", "power"
    remove: frozenset[str] = at("tenure.remove")
    policy: frozenset[str] = at("policy.words")
    never: frozenset[tuple[str, str]]
    of_pairs: dict[tuple[str, str], IssueNoun]  # ("state", "emergency"): "state of emergency"
    of_heads: frozenset[str]  # first words of these
    leaving: frozenset[str] = at("leaving.heads")
    holders: frozenset[str] = at("leaving.holders")
    bodies: frozenset[str] = at("bodies.heads")
    things: frozenset[str] = at("bodies.things")
    foreign: frozenset[str] = at("bodies.foreign")  # "rejected foreign monitors"
    unlisted: frozenset[str] = at("unlisted.verbs")  # whose object is an issue, listed or not
    never_unlisted: frozenset[str] = at("unlisted.never")
    regional: frozenset[str] = at("bodies.regional")  # "sent troops to the regional force"
    endings: tuple[str, ...] = at("acts.endings")
    no_acts: frozenset[str] = at("acts.never")
    attending: frozenset[str] = at("attending.verbs")
    attend: frozenset[str]  # first words of these
    between: frozenset[str] = at("attending.between")
    links: frozenset[str] = at("attending.links")
    papers: frozenset[str] = at("papers.heads")  # "the text": of whichever of ``written`` was told before
    written: frozenset[str] = at("papers.families")
    undertaken: frozenset[str] = at("undertaken.heads")  # "launched a push"
    undertaking: frozenset[str] = at("undertaken.verbs")
    halting: frozenset[str] = at("undertaken.halting")  # "end its air strikes"
    purposes: frozenset[str] = at("undertaken.purposes")  # "a push to retake the port"
    authored: frozenset[str] = at("authored.heads")  # "Russia's draft"
    hollow: frozenset[str] = at("hollow.heads")  # "look into the claims": says nothing of what is looked into
    agreeing: frozenset[str] = at("agreeing.verbs")  # "agreed to free the prisoners": which the pact is
    tenure_name: str = at("tenure.name")
    tenure_other: str = at("tenure.other_name")
    sent: frozenset[str] = at("sent.heads")
    backing_name: str = at("backing.name")


ACT = IssueNoun(kind="other", family="act")


@cache
def issue_words(language: str = "en") -> IssueWords:
    """The issue words of a language, read once. Where two groups list a noun, the first one has it."""
    tables = lexicon("issues", language)
    nouns: dict[str, IssueNoun] = {}
    pairs: dict[tuple[str, str], IssueNoun] = {}
    of_pairs: dict[tuple[str, str], IssueNoun] = {}
    for group in tables["group"]:
        noun = msgspec.convert(group, IssueNoun)
        for head in group["heads"]:
            parts = head.split()
            if "of" in parts:
                of_pairs.setdefault((parts[0], parts[-1]), noun)
            elif len(parts) == 1:
                nouns.setdefault(head, noun)
            else:
                pairs.setdefault((parts[-2], parts[-1]), noun)
    return filled(
        IssueWords,
        tables,
        nouns=nouns,
        pairs=pairs,
        relations={
            word: cast(IssueRelation, name)
            for name, words in tables["relations"].items()
            if isinstance(words, list)
            for word in words
        },
        never=frozenset((pair.split()[0], pair.split()[1]) for pair in tables["never"]["pairs"]),
        of_pairs=of_pairs,
        of_heads=frozenset(head for head, _ in of_pairs),
        attend=frozenset(verb.split()[0] for verb in tables["attending"]["verbs"]),
    )
