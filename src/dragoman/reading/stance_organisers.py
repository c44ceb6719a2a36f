"""Stances that a name carries: "UN-led talks", "Russia's offensive", "a US-backed campaign by the army"."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.language.parsed import Token
from dragoman.reading.issue_behind import behind
from dragoman.reading.issue_mentions import IssueMention
from dragoman.reading.issue_words import issue_words
from dragoman.reading.predicates import Predicate
from dragoman.reading.reader import Story
from dragoman.reading.stance_hits import StanceHit, Target
from dragoman.reading.stance_words import stance_words
from dragoman.records import Mention, Stance

PERSONAL = frozenset({"proposal", "conference", "resolution", "operation"})
NAMING = ("NN", "NNS", "NNP", "NNPS", "JJ")
OWNED = frozenset({"operation", "conference", "proposal", "truce", "deployment", "sanction", "resolution", "inquiry"})
SENDERS = frozenset({"IGO", "NGO"})
CARRIED_OUT = frozenset({"operation", "sanction"})  # a mere modifier does: "government offensive", "EU sanctions"


def organiser_hits(story: Story) -> Iterator[StanceHit]:
    """One hit for every name in front of an issue, or after "by", that organises or backs it."""
    survey = story.survey
    aims = {hit.target.mention.head.i for hit in survey.hits if hit.target.mention is not None}
    wished = {hit.target.mention.head.i for hit in survey.hits if hit.target.mention is not None and hit.wish}
    by_word = _by_word(story)
    for i, mention in sorted(survey.mentions.items()):
        if survey.cluster_at(mention) is None:
            continue
        if i in wished and not mention.named:
            yield from _of_the_told(story, mention)
            continue
        if mention.noun.event and not mention.policy:
            continue
        yield from _in_support(story, mention)
        for token in mention.supporters:
            yield _hit(story, mention, token, "supports", "backed")
        for token in mention.sponsors:
            if _owns(mention, token) and not (
                _is_undergone(story, mention, token) or _is_where(story, mention, token)
            ):
                yield _hit(story, mention, token, "sponsors", "led, owner, by")
        for token in survey.authors(mention):
            if token not in mention.sponsors or not _owns(mention, token):
                yield _hit(story, mention, token, "sponsors", "author")
        doing = mention.noun.kind in CARRIED_OUT and (mention.noun.standing or mention.noun.event)
        sent = mention.lemma in issue_words().sent
        if (doing or sent) and i not in aims:
            for token in mention.left:
                if _is_inside(story, mention, token) or (sent and not _is_sender(story, token)):
                    continue
                if token.tag in NAMING and token not in mention.sponsors and token not in mention.supporters:
                    named = token if story.actor(token) or token.tag == "JJ" else by_word.get(token.lower, token)
                    yield _hit(story, mention, named, "sponsors", "modifier")


def _is_sender(story: Story, token: Token) -> bool:
    """ "a UN convoy": of what is sent an organisation is named; "a Syrian convoy" says where it drives."""
    actor = story.actor(token)
    return actor is not None and actor.sector in SENDERS


def _is_inside(story: Story, mention: IssueMention, token: Token) -> bool:
    """ "Kenyan" in "the Kenyan army offensive": part of a longer name before the same noun."""
    for other in mention.left:
        named = story.mention(other) if other.i > token.i else None
        if named is not None and named.kind == "actor" and named.start <= token.start:
            return True
    return False


def _by_word(story: Story) -> dict[str, Token]:
    """A token that names an actor by one common noun, for its uses inside a compound ("regime siege")."""
    found: dict[str, Token] = {}
    for mention in story.found(Mention):
        token = story.parsed.token_at(mention.head)
        if token is not None and mention.kind == "actor" and token.tag in ("NN", "NNS"):
            found.setdefault(token.lower, token)
    return found


def _in_support(story: Story, mention: IssueMention) -> Iterator[StanceHit]:
    """ "its bombing campaign in support of the offensive": whoever carries out the one supports the other."""
    survey, words = story.survey, stance_words()
    last = story.parsed.tokens_in(mention.start, mention.end)[-1]
    behind_it = story.parsed.tokens[last.i + 1 : last.i + 2]  # "its campaign in Aleppo in support of", however it hangs
    for into in (*mention.head.of("prep"), *behind_it):
        for noun in into.of("pobj"):
            if noun.lemma.lower() not in words.backing:
                continue
            for token in (t for of in noun.of("prep") for t in of.of("pobj")):
                other = survey.mentions.get(token.i)
                if other is not None and survey.cluster_at(other) is not None:
                    for sponsor in mention.sponsors:
                        yield _hit(story, other, sponsor, "supports", "in support of")


def _of_the_told(story: Story, mention: IssueMention) -> Iterator[StanceHit]:
    """Whoever is asked to stop what he does is doing it."""
    for token in mention.sponsors:
        told = _told(mention, token)
        if told is not None and mention.noun.kind == "operation" and _owns(mention, token):
            yield _hit(story, mention, told, "sponsors", "told to stop his own")


def _told(mention: IssueMention, token: Token) -> Token | None:
    """ "called on Damascus to stop its offensive": it is that of the one who is called on."""
    verb = mention.head.head
    above = verb.head
    frames = stance_words().frames
    if token.tag != "PRP$" or mention.head.dep != "dobj" or verb.tag != "VB" or verb.dep not in ("xcomp", "ccomp"):
        return None
    keys = (above.lemma, *(f"{above.lemma} {p.lower}" for p in above.of("prep")))
    if not any(frame.addressed for key in keys for frame in frames.get(("verb", key), ())):
        return None
    spoken_to = [t for p in above.of("prep") if p.lower in ("on", "upon", "to") for t in p.of("pobj")]
    return next(iter([*verb.of("nsubj"), *above.of("dobj"), *spoken_to]), None)


def _is_undergone(story: Story, mention: IssueMention, token: Token) -> bool:
    """ "her evacuation": a person owns plans and meetings; what else is his is done to him."""
    actor = story.actor(token)
    return (
        actor is not None
        and actor.kind in ("person", "people")
        and mention.noun.kind not in PERSONAL
        and token.dep == "poss"
    )


def _is_where(story: Story, mention: IssueMention, token: Token) -> bool:
    """ "Syria's fragile ceasefire": where it holds; its maker has "planned", "declared" or offered it."""
    actor = story.actor(token)
    if actor is None or actor.kind != "state" or mention.noun.kind != "truce" or mention.noun.family != "truce":
        return False
    made = any(t.tag in ("VBN", "JJ") and t.lower in stance_words().made_by for t in mention.left)
    return token.lower.startswith(actor.name.split()[0].lower()) and not made


def _owns(mention: IssueMention, token: Token) -> bool:
    """A possessor owns only what an actor can own; a participle ("UN-led") always names the organiser."""
    if mention.lemma in issue_words().passes:
        return False
    if mention.named and token.dep != "poss":
        return True
    lasting = mention.noun.standing or mention.noun.event or mention.noun.family == "plan"
    return mention.noun.kind in OWNED and mention.policy and lasting


def _hit(story: Story, mention: IssueMention, token: Token, stance: Stance, rule: str) -> StanceHit:
    predicate = Predicate(mention.head, mention.lemma, "noun", start=mention.short.start, end=mention.head.end)
    return StanceHit(
        predicate,
        Target(mention=behind(mention, story.survey.mentions)),
        stance,
        [token],
        why=f"rule organiser: {rule}",
        rank=2,
    )
