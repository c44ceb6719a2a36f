"""The issue behind a noun that only leads to it: "participation in the talks", "the plan to convene the congress"."""

from __future__ import annotations

from dragoman.language.parsed import Token
from dragoman.reading.issue_mentions import IssueMention
from dragoman.reading.issue_words import IssueWords, issue_words


def behind(mention: IssueMention, mentions: dict[int, IssueMention]) -> IssueMention:
    """The mention that a wrapping noun stands for: "participation in the talks", "plan to convene the congress"."""
    words = issue_words()
    for _ in range(3):
        inner = _inside(mention, mentions, words)
        if inner is None:
            return mention
        mention = inner
    return mention


def _inside(mention: IssueMention, mentions: dict[int, IssueMention], words: IssueWords) -> IssueMention | None:
    head = mention.head
    if mention.lemma in words.passes and (found := passed(head, mentions, words)) is not None:
        return found
    if mention.lemma in words.wrappers:
        for clause in head.of("acl", "relcl"):
            if clause.lemma in words.wrapper_verbs:
                for inner in clause.of("dobj"):
                    if inner.i in mentions:
                        return mentions[inner.i]
        for child in head.children:
            if child.dep == "prep" and child.lower in ("for", "of"):
                for inner in child.of("pobj"):
                    if inner.i not in mentions:
                        continue
                    mere = mention.lemma in words.mere and child.lower == "of"  # "the idea of an embargo"
                    if mere or mentions[inner.i].noun.family in ("meeting", "vote", "truce"):
                        return mentions[inner.i]
    return None


def pronoun_behind(head: Token, words: IssueWords) -> Token | None:
    """ "their continuation": the pronoun that stands for the issue."""
    if head.lemma.lower() not in words.passes:
        return None
    return next((child for child in head.of("poss") if child.tag == "PRP$"), None)


def passed(head: Token, mentions: dict[int, IssueMention], words: IssueWords) -> IssueMention | None:
    """The issue behind a noun such as "participation (in)", "resumption (of)"."""
    near = head.head.children if head.dep in ("dobj", "nsubjpass") else []  # the parser may hang it on the verb
    for child in (*head.children, *(c for c in near if c.i == head.i + 1)):
        if child.dep == "prep" and child.lower in words.pass_prepositions:
            for inner in child.of("pobj"):
                if inner.i in mentions:
                    return mentions[inner.i]
                if inner.lemma.lower() in words.passes and inner is not head:
                    return passed(inner, mentions, words)
    return None
