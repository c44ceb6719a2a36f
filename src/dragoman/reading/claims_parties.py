"""Which party a word of a claim names, where it can act or be accused: nobody hurt or counted, no bystander."""

from __future__ import annotations

from dragoman.language.parsed import Token
from dragoman.reading.claims_kind import is_of_the_dead, words
from dragoman.reading.reader import Story
from dragoman.records import Actor, Mention

MAX_NAME = 7  # words of a party's name


def party_of(story: Story, token: Token) -> str | None:
    """The actor that a word names, where it can act or be accused: nobody hurt or counted, no bystander."""
    actor = _misread(story, token) or story.actor(token) or _by_its_noun(story, token)
    if actor is None or actor.kind == "media" or not _is_a_name(actor.name):
        return None
    if any(c.tag == "WDT" for c in token.of("det")):
        return None  # "without saying which party"
    named = has_name(actor)
    if actor.kind == "people" and not named and token.dep not in ("nsubj", "agent", "pobj"):
        return None
    if not named and actor.kind in ("person", "people") and token.lemma.lower() in words("civilians", "nouns"):
        return None
    if of_hurt(token) or _is_citizen(story, token) or _is_of_place(story, token, actor):
        return None
    return _owner(story, token, actor) if token.lemma.lower() in words("doing", "means") else actor.id


def _misread(story: Story, noun: Token) -> Actor | None:
    """Whose fighters they are where the parse takes the name before them for a verb: "IS fighters seized the town"."""
    name = story.parsed.tokens[noun.i - 1] if noun.i else noun
    return story.actor(name) if _is_capitals(name) else None


def is_passive(clause: Token) -> bool:
    """Whether a clause is passive by a verb, and not by a name in capitals: "IS fighters seized the town"."""
    return any(not _is_capitals(verb) for verb in clause.of("auxpass"))


def is_lost(clause: Token) -> bool:
    """ "a Russian helicopter was shot down": what happens to its subject is no deed of those whose it is."""
    return clause.lemma in words("doing", "losing") and is_passive(clause)


def _is_capitals(verb: Token) -> bool:
    """Whether what the parse takes for a verb is a name in capitals."""
    return verb.pos in ("AUX", "VERB") and verb.text.isupper()


def _is_a_name(name: str) -> bool:
    """Whether it is short and clean enough to be one: text without commas glues words to names."""
    return len(name.split()) <= MAX_NAME and not any(c.isdigit() or c in '"“”' for c in name)


def _is_citizen(story: Story, token: Token) -> bool:
    """ "no Syrian can cross": one of a people, whom the name of the state does not mean."""
    mention, actor = story.mention(token), story.actor(token)
    of_state = actor is not None and actor.kind == "state"
    return of_state and mention is not None and mention.how == "demonym" and token.first("det") is not None


def _is_of_place(story: Story, token: Token, actor: Actor) -> bool:
    """ "in Syria's Idlib province": where it is."""
    mention, whole = story.mention(token), story.mention(token.head)
    if actor.kind != "state" or mention is None or token.dep not in ("poss", "compound", "nmod"):
        return False
    return mention.how == "name" and whole is not None and whole.kind == "place"


def has_name(actor: Actor) -> bool:
    """Whether an actor has a name, and not only a capital because it opens a sentence."""
    words_of = actor.name.split() if actor.id.startswith("new:") and len(actor.name.split()) > 1 else [actor.name]
    return any(c.isupper() for word in (words_of[1:] or words_of) for c in word)


def _by_its_noun(story: Story, token: Token) -> Actor | None:
    """Whose the "regime bombardment" or the "coalition airstrikes" are: of the regime named last, or named at all."""
    noun = token.lemma.lower()
    owning = token.tag == "NNS" and any(c.i > token.i for c in token.of("appos"))  # "the regimes shelling"
    if (token.dep not in ("compound", "amod", "nmod") and not owning) or noun not in words("doing", "parties"):
        return None
    mentions = [m for m in story.found(Mention) if m.kind == "actor" and m.start < token.start]
    for mention in sorted(mentions, key=lambda m: -m.start):
        head = story.parsed.token_at(mention.head)
        if head is not None and head.lemma.lower() == noun:
            return story.get(mention.target)  # type: ignore[no-any-return]
    called = (a for a in story.found(Actor) if any(name.lower().split()[-1:] == [noun] for name in (a.name, *a.names)))
    return next(called, None)


def _owner(story: Story, token: Token, means: Actor) -> str | None:
    """Whose aircraft or guns they are: "planes of the air force", "regime helicopters"; None where nobody's."""
    near = [*token.of("poss", "compound", "amod"), *(p for prep in token.of("prep") for p in prep.of("pobj"))]
    for other in near:
        if other.head is token or other.head.lower in words("doing", "of"):
            actor = story.actor(other)
            if actor is not None and actor.id != means.id:
                return actor.id
    if any(actor.id == means.member_of for actor in story.found(Actor)):
        return means.member_of
    return means.id if means.member_of or has_name(means) else None


def of_hurt(token: Token) -> bool:
    """Whether a word tells of those hurt, of people counted, or of civilians of whatever number."""
    first = next((a for a in [token, *token.ancestors()] if a.dep not in ("conj", "appos")), token)
    struck = first.dep in ("dobj", "nsubjpass") and first.head.lemma in words("toll", "harm")
    died = first.dep == "nsubj" and (first.head.lemma in words("toll", "dying") or is_of_the_dead(first.head))
    under = first.head.of("prep") if first.dep == "nsubj" and first.head.lemma in words("suffering", "coming") else []
    if any(t.lower in words("suffering", "under") and t.first("pobj") for t in under):
        return True  # "the hospital has come under attack"
    if token.dep == "pobj" and token.head.head.lemma.lower() in words("doing", "quantities") and token.tag == "NNPS":
        return True  # "thousands of Syrians"
    body = token.lemma.lower() in words("doing", "bodies")  # "the eight groups" act as others do
    number = token.first("nummod") is not None and not body and not _acts(first)
    counted = number or token.lemma.lower() in words("civilians", "nouns")
    return struck or died or counted


def _acts(token: Token) -> bool:
    """ "six fighters attacked the base": those who do something to somebody are not those who are counted as hurt."""
    return (
        token.dep == "nsubj"
        and token.head.first("dobj") is not None
        and token.head.lemma not in words("doing", "undergoing")
    )


def is_of_side(noun: Token) -> bool:
    """Whether a noun with a demonym means a side or its deed: "Russian raids", "the Syrian government"."""
    lemma = noun.lemma.lower()
    deeds = words("force", "nouns") | words("wrongdoing", "nouns") | words("doing", "means") | words("doing", "deeds")
    return lemma in deeds | words("doing", "units") | words("doing", "parties") | words("doing", "bodies")
