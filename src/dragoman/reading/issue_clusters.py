"""One issue for all its wordings: mentions joined by what tells them apart, clauses by verb and object.

Greedy and in text order, so that the same story always gives the same clusters: a mention joins the cluster it shares
most with; a bare one ("the congress") the last that its head noun fits.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from dragoman.language.parsed import Token
from dragoman.reading.issue_acts import Matter, act_of_clause, act_of_noun, matter_of_clause, matter_of_noun
from dragoman.reading.issue_mentions import IssueMention, fold
from dragoman.reading.issue_words import ACT, issue_words
from dragoman.reading.predicates import Predicate

COMPATIBLE = {
    frozenset(pair)
    for pair in (("plan", "decision"), ("truce", "halt"), ("plan", "text"), ("deal", "plan"), ("deal", "truce"))
}
VOTED = frozenset({"text", "vote"})  # "a new resolution", "a Security Council vote"


RIVALLED = frozenset({"operation", "control"})  # families of which each side has its own


def alike(one: str, other: str) -> bool:
    """Whether two families of nouns may name one issue; any act may be anything, which says nothing."""
    pair = frozenset((one, other))
    return pair in COMPATIBLE or pair == VOTED or (len(pair) == 1 and one != ACT.family)


@dataclass(slots=True, eq=False)
class Cluster:
    """An issue in the making."""

    mentions: list[IssueMention] = field(default_factory=list)
    clauses: list[Predicate] = field(default_factory=list)
    tenure: list[Token] = field(default_factory=list)
    parties: list[Token] = field(default_factory=list)  # whose backing it is
    leaving: list[Predicate] = field(default_factory=list)  # the words of leaving: "step down"
    modifiers: set[str] = field(default_factory=set)
    sites: set[str] = field(default_factory=set)
    topics: set[str] = field(default_factory=set)
    families: set[str] = field(default_factory=set)
    lemmas: set[str] = field(default_factory=set)

    def take(self, mention: IssueMention) -> None:
        """Add a mention and what it tells."""
        self.mentions.append(mention)
        self.modifiers |= mention.modifiers
        self.sites |= mention.sites
        self.topics |= mention.topics
        self.families.add(mention.noun.family)
        self.lemmas.add(mention.lemma)

    @property
    def acts(self) -> set[str]:
        """The acts that its nouns and verbs tell."""
        return {act_of_noun(m) for m in self.mentions} | {act_of_clause(p) for p in self.clauses}

    @property
    def matter(self) -> Matter:
        """What they are done to."""
        told = [*map(matter_of_noun, self.mentions), *map(matter_of_clause, self.clauses)]
        return frozenset().union(*told)

    @property
    def start(self) -> int:
        """Where it is first named."""
        starts = [m.start for m in self.mentions] + [p.start for p in self.clauses]
        return min(starts + [t.start for t in (*self.tenure, *self.parties)])


def cluster(mentions: list[IssueMention], countries: frozenset[str], owner: Callable[[Token], str]) -> list[Cluster]:
    """Clusters of mentions in text order.

    ``countries``: folded names too common to tell issues apart; ``owner`` gives the identity of an organiser's word.
    """
    found: list[Cluster] = []
    late: list[IssueMention] = []
    for mention in sorted(mentions, key=lambda m: (m.head.i, m.start)):
        if mention.plain and not any(_fits_bare(mention, c, owner) for c in found):
            late.append(mention)
            continue
        home = _bare_home(mention, found, owner) if mention.plain else _home(mention, found, countries, owner)
        if home is None:
            home = Cluster()
            found.append(home)
        home.take(mention)
    for mention in late:
        home = next((c for c in found if _fits_bare(mention, c, owner)), None)
        if home is None:
            home = Cluster()
            found.append(home)
        home.take(mention)
    return sorted(found, key=lambda c: c.start)


def _home(
    mention: IssueMention, clusters: list[Cluster], countries: frozenset[str], owner: Callable[[Token], str]
) -> Cluster | None:
    """The cluster that shares most with a mention that says something of itself."""
    best: tuple[float, Cluster] | None = None
    for candidate in clusters:
        score = _likeness(mention, candidate, countries, owner)
        if score > 0 and (best is None or score >= best[0]):
            best = (score, candidate)
    return best[1] if best else None


def _likeness(mention: IssueMention, other: Cluster, countries: frozenset[str], owner: Callable[[Token], str]) -> float:
    """How much speaks for one issue; 0 where something speaks against it."""
    same = mention.noun.family in other.families
    if not same and not any(frozenset((mention.noun.family, family)) in COMPATIBLE for family in other.families):
        return 0.0
    if _rivals(mention, other, mention.lemma in other.lemmas, owner):
        return 0.0
    sites, others = mention.sites - countries, other.sites - countries
    if sites and others and not sites & others:
        return 0.0
    everything = other.modifiers | other.topics
    shared = (mention.modifiers | mention.topics) & everything
    telling = {word for word in shared if word not in countries}
    head = mention.lemma in other.lemmas
    if sites & others:
        return 3.0 + len(telling) + head
    if (telling & mention.modifiers & other.modifiers and (same or len(telling) > 1)) or len(telling) > 1:
        return 1.0 + len(telling) + head
    if shared and head:
        return 0.5 + len(shared)
    if head and mention.noun.standing and not mention.sites and len(mention.modifiers) < 2 and not _proper(mention):
        return 0.3
    if head and not everything:
        return 0.4
    return 0.0


def _proper(mention: IssueMention) -> bool:
    return any(t.tag in ("NNP", "NNPS") for t in mention.left)


def _rivals(mention: IssueMention, other: Cluster, same_noun: bool, owner: Callable[[Token], str]) -> bool:
    """Two operations with different names before them: one side's campaign is not the other's offensive."""
    if mention.noun.family not in RIVALLED:
        return False

    def named(found: IssueMention) -> set[str]:
        known = [t for t in found.left if owner(t) != fold(t.lemma)]  # "the US campaign", of an actor
        tokens = [*found.sponsors, *found.doers, *(known if same_noun else found.left)]
        return {owner(t) for t in tokens if t.pos in ("NOUN", "PROPN", "PRON", "ADJ")}

    theirs = {word for m in other.mentions for word in named(m)}
    return bool(named(mention) and theirs and not named(mention) & theirs)


def _fits_bare(mention: IssueMention, other: Cluster, owner: Callable[[Token], str]) -> bool:
    if mention.lemma in other.lemmas:
        return not _rivals(mention, other, True, owner)
    if mention.definite and mention.lemma in issue_words().papers:
        return not issue_words().written.isdisjoint(other.families)
    return (
        mention.definite
        and mention.noun.family in other.families
        and mention.noun.family in ("meeting", "truce", "vote", "forces", "inquiry", "deal", "sanction")
    )


def _bare_home(mention: IssueMention, clusters: list[Cluster], owner: Callable[[Token], str]) -> Cluster | None:
    """The last cluster with the same head noun, else the last of its family."""
    fitting = [c for c in clusters if _fits_bare(mention, c, owner)]
    fitting = [c for c in fitting if mention.lemma in c.lemmas] or fitting
    return max(fitting, key=lambda c: max(m.start for m in c.mentions)) if fitting else None


def clause_key(clause: Predicate) -> tuple[str, str]:
    """What makes two clauses the same issue: the verb and its object (or its subject where it has none)."""
    objects = clause.objects or [t for _, t in clause.obliques] or clause.subjects
    return clause.lemma, fold(objects[0].lemma) if objects else ""


def clause_home(clause: Predicate, clusters: list[Cluster], countries: frozenset[str]) -> Cluster | None:
    """The cluster that tells a clause's act of the same thing; one that leaves it unsaid where no other tells it."""
    act, matter = act_of_clause(clause), _telling(matter_of_clause(clause), countries)
    acting = [c for c in clusters if act in c.acts]
    told = [(c, _telling(c.matter, countries)) for c in acting]
    on_it = [c for c, theirs in told if matter & theirs]
    bare = acting if not matter else [c for c, theirs in told if not theirs]
    return on_it[0] if on_it else bare[0] if len(bare) == 1 else None


def _telling(matter: Matter, countries: frozenset[str]) -> Matter:
    return frozenset(word for word in matter if word[0] not in countries)
