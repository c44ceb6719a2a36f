"""What a story tells of an issue beside its names: its days, who takes part, what it does to another issue."""

from __future__ import annotations

from dragoman.knowledge.times import find as dates_in
from dragoman.language.parsed import Token
from dragoman.reading.issue_clusters import Cluster
from dragoman.reading.issue_words import issue_words
from dragoman.reading.predicates import Predicate
from dragoman.reading.reader import Story
from dragoman.records import Interval, IssueRelation

DATED = frozenset({"conference", "talks", "truce", "election", "resolution"})


def date_of(story: Story, found: Cluster) -> Interval | None:
    """The days of a meeting, a truce or a vote: the first date in its wording, else right after its words."""
    for mention in found.mentions:
        if mention.noun.kind not in DATED:
            continue
        sentence = story.parsed.sentence_of(mention.head)
        words = story.text[mention.start : sentence.end]
        for dated in dates_in(words, story.report.published, future=True, offset=mention.start):
            inside = (
                dated.end <= mention.end
                or not story.text[mention.end : dated.start].strip(" ,")
                or _only_link(story.text[mention.end : dated.start])
            )
            if dated.interval is not None and inside:
                return dated.interval
            break
    return None


def _only_link(between: str) -> bool:
    """Whether nothing but a preposition or an auxiliary of scheduling stands between an issue and its date."""
    return between.strip().lower() in issue_words().links


def participants_of(story: Story, found: Cluster) -> tuple[str, ...]:
    """Actors that attend it, or between whom it is said to be."""
    heads = {mention.head.i for mention in found.mentions}
    tokens: list[Token] = []
    for predicate in story.survey.attending:
        if _reaches(predicate, heads):
            tokens.extend(predicate.subjects)
    for mention in found.mentions:
        for child in mention.head.of("prep"):
            if child.lower in issue_words().between:
                tokens.extend(t for p in child.of("pobj") for t in [p, *p.of("conj")])
    ids = {actor.id for token in tokens if (actor := story.actor(token)) is not None}
    return tuple(sorted(ids))


def _reaches(predicate: Predicate, heads: set[int]) -> bool:
    near = [*predicate.objects, *(t for _, t in predicate.obliques)]
    return any(t.i in heads for token in near for t in [token, *(o for p in token.of("prep") for o in p.of("pobj"))])


def relations_of(story: Story, found: Cluster) -> tuple[tuple[IssueRelation, str], ...]:
    """What it is said to do to another issue: the sponsor "was seeking to bypass the Geneva process" with it."""
    survey, words = story.survey, issue_words()
    found_here: dict[tuple[IssueRelation, str], None] = {}
    for predicate in survey.relating:
        relation = words.relations[predicate.lemma]
        for token in predicate.objects:
            mention = survey.mentions.get(token.i)
            other = survey.cluster_at(mention) if mention is not None else None
            if other is None or other is found or survey.rival_of(other, predicate.token) is not found:
                continue
            found_here[relation, survey.id_of(other)] = None
    return tuple(found_here)
