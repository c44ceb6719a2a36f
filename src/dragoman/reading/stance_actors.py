"""Who takes a stance, and whose word it is."""

from __future__ import annotations

from dragoman.language.parsed import Token
from dragoman.reading.party_words import RELATIONS
from dragoman.reading.predicate_tokens import expand
from dragoman.reading.reader import Story
from dragoman.reading.stance_hits import StanceHit
from dragoman.reading.stance_void import void_words
from dragoman.reading.stance_words import stance_words
from dragoman.records import Actor, Attribution, Mention

ASSERTING = frozenset(
    {"states", "claims", "denies", "confirms", "accuses", "warns", "predicts", "believes", "criticises", "praises"}
)
STATING = frozenset({"states", "claims", "accuses"})
PAIR_SENTENCES = 8  # how far back the two of "both sides" are looked for
SINGLE = frozenset({"he", "she"})
BODIES = frozenset({"state", "government", "office"})


def actors_of(story: Story, hit: StanceHit) -> list[Actor]:
    """The actors of a hit, each once, in text order."""
    if hit.by_speaker:
        return _speakers(story, story.attribution_at(hit.predicate.token.start))
    found: list[Actor] = []
    for token in [*hit.actors, *(more for named in hit.actors for more in included(named))]:
        if _is_told_beside(story, token) or token.tag in ("VBZ", "VBD", "VBP"):
            continue
        for actor in _of_token(story, token):
            if actor not in found and actor.kind != "media":
                found.append(actor)
    return found


def _is_told_beside(story: Story, token: Token) -> bool:
    """ "The SDF a US-backed group mainly of Kurds": what a named one is, where the text has lost its commas."""
    mention = story.mention(token)
    if mention is None:
        return False
    first = story.parsed.token_at(mention.start)
    if first is not None and first.dep == "compound" and first is not token:
        first = first.head
    if first is not None and first is not token and first.dep == "pobj" and first.head.lower == "of":
        return True  # "the regime of President al - Assad", "ally of Bashar al - Assad", a name taken apart
    nameless = mention.target.startswith("new:") and token.tag == "NN" and token.lemma.lower() not in RELATIONS
    described = any(c.lower in ("a", "an") for c in token.of("det"))
    if not nameless and not described:
        return False
    named = [m for m in story.found(Mention) if m.kind == "actor" and not m.target.startswith("new:")]
    if nameless and any(m.start - mention.end == 1 for m in named):
        return True  # "the opposition National Coalition called"
    return described and any(0 <= mention.start - m.end <= 1 for m in named)


def included(token: Token) -> list[Token]:
    """ "twelve nations including Saudi Arabia"."""
    words = stance_words().including
    preps = [child for child in token.of("prep", "acl") if child.lower in words]
    found = [t for prep in preps for t in prep.of("pobj", "dobj")]
    return [*found, *(t for first in found for t in first.of("conj"))]


def _of_token(story: Story, token: Token) -> list[Actor]:
    """Whom an actor word names: itself, the speaker for "we", the owner for "a statement by ..."."""
    words = stance_words()
    if token.tag in ("PRP", "PRP$") and token.lower in words.speakers:
        speakers = _speakers(story, story.attribution_at(token.start))
        if speakers:
            return speakers
    if any(child.dep == "poss" and child.lower in words.speakers for child in token.children):
        speakers = _speakers(story, story.attribution_at(token.start))
        if speakers:
            return speakers
    pair = _pair(story, token)
    if pair:
        return pair
    owned = _owned(story, token)
    if owned:
        return owned
    if token.dep == "attr" and token.head.lemma == "be" and any(c.lower in ("a", "an") for c in token.of("det")):
        described = _described(story, token)  # "the Front is an al-Qaeda franchise that aims to"
        if described:
            return described
    actor = story.actor(token)
    if token.lemma.lower() in RELATIONS and (actor is None or actor.id.startswith("new:")):
        named = _related(story, token)
        if named or token.tag == "NN":
            return named
    if token.lower in words.said_of_self and (own := _opening(story, token) or _all_speakers(story, token)):
        return own
    if joined := _joined_states(story, token) or _members(story, token):
        return joined
    if token.lower in SINGLE and (own := _of_his_own(story, token)):
        return own
    if actor is not None and (manned := _manned(story, token, actor)):
        return manned
    if actor is not None:
        actor = _titled(story, token, actor) or actor
        return [body_of(story, actor), *_beside(story, token, actor)]
    named = [actor for t in token.of("appos") if (actor := story.actor(t))]
    if named and token.tag in ("NN", "NNP"):  # "its head, Khaled al-Mishri"
        return named[:1]
    if token.lemma.lower() in words.nations and token.dep in ("nsubj", "agent"):
        return _nation(story, token)
    if token.tag == "PRP":  # "it" and "they" in somebody's words, left unresolved: most often the one who speaks
        return _speakers(story, story.attribution_at(token.start))
    if token.lemma.lower() in words.vehicles and (owner := _owner(story, token)):
        return owner
    return _described(story, token) or _of_crowd(story, token) or _as_source(story, token)


def _joined_states(story: Story, token: Token) -> list[Actor]:
    """ "Russian and Syrian air forces", "the French and German ministers": of several states, each one's."""
    if token.tag != "NNS" or token.lemma.lower() in stance_words().irregulars:
        return []
    joined = [m for m in token.of("amod", "compound", "nmod") if m.of("conj")]
    found = [story.actor(t) for m in joined for t in expand(m)]
    states = [actor for actor in found if actor is not None and actor.kind == "state"]
    return states if len(states) == len(found) and len({actor.id for actor in states}) > 1 else []


def _manned(story: Story, token: Token, actor: Actor) -> list[Actor]:
    """ "Russian warplanes", read as a party of that name: the state or government whose they are."""
    if not actor.id.startswith("new:") and "/" not in actor.id:
        return []
    if token.tag != "NNS" or token.lemma.lower() not in void_words().arms:
        return []
    joined = [t for child in token.of("amod", "compound", "poss", "nmod") for t in expand(child)]
    owners = [of for t in joined if (of := story.actor(t)) is not None and of is not actor]
    return [of for of in owners if of.kind in ("state", "government")]


def _of_his_own(story: Story, token: Token) -> list[Actor]:
    """ "The chief of the monitors says he wants": one who is known by no name speaks of himself, for whom he leads."""
    above = token.head.head if token.head.dep == "ccomp" else None
    names = above.of("nsubj") if above is not None and token.dep == "nsubj" else []
    led = [t for noun in names if noun.tag == "NN" and not story.actor(noun) for of in noun.of("prep")
           if of.lower == "of" for t in of.of("pobj")]  # fmt: skip
    return [actor for t in led if (actor := story.actor(t)) and actor.kind != "person"][:1]


def _titled(story: Story, token: Token, actor: Actor) -> Actor | None:
    """ "President of the Rally Ana Diaz": the one whose title the token is."""
    if token.tag != "NNP" or actor.kind != "person" or not ("/" in actor.id or actor.id.startswith("new:")):
        return None
    bodies = [t for of in token.of("prep") if of.lower == "of" for t in of.of("pobj")]
    named = [t for body in bodies for t in (body, *body.of("appos"))]
    found = [of for t in named if t.tag == "NNP" and (of := story.actor(t)) is not None]
    return next((one for one in found if one.kind == "person"), None)


def _related(story: Story, token: Token) -> list[Actor]:
    """Whom "regime ally", "its close allies" describe: a name right after it, or the one that it stands beside."""
    following = [m for m in story.found(Mention) if m.kind == "actor" and 0 <= m.start - token.end <= 1]
    heads = [story.parsed.token_at(m.head) for m in following]
    beside = [t for t in heads if t is not None] or token.of("appos")
    if not beside and token.dep in ("appos", "compound", "nmod", "amod"):
        beside = [token.head]
    beside = beside or token.of("amod", "compound")  # "its Iranian and Russian allies"
    tokens = [t for first in beside for t in (first, *first.of("conj"))]
    found = [actor for t in tokens if (actor := story.actor(t)) and not actor.id.startswith("new:")]
    return list(dict.fromkeys(found))


def _owned(story: Story, token: Token) -> list[Actor]:
    """ "his country", "its government", "their delegation": the state or body of the one that the pronoun means."""
    words = stance_words()
    lemma = token.lemma.lower()
    of_state, of_body = lemma in words.of_states, lemma in words.of_bodies
    pronoun = next(iter(token.of("poss")), None) if of_state or of_body else None
    if pronoun is None or pronoun.tag != "PRP$":
        return []
    speakers = _speakers(story, story.attribution_at(pronoun.start)) if pronoun.lower in words.speakers else []
    owner = speakers[0] if speakers else story.actor(pronoun)
    if owner is None:
        return []
    if owner.kind != "person":
        return [owner] if owner.kind == "state" or of_body else []
    if of_state:
        return [a for a in story.found(Actor) if a.kind == "state" and a.country and a.country == owner.country][:1]
    body = next((b for b in (owner.member_of, owner.speaks_for) if b), None)
    return [a for a in story.found(Actor) if body and a.id == body]


def _of_crowd(story: Story, token: Token) -> list[Actor]:
    """ "thousands of settlers", "a majority of deputies", "one of the factions": those of whom it counts some."""
    if token.lemma.lower() not in stance_words().crowds:
        return []
    counted = [t for of in token.of("prep") if of.lower == "of" for t in of.of("pobj")]
    return [actor for t in counted if (actor := story.actor(t))][:1]


def _as_source(story: Story, token: Token) -> list[Actor]:
    """A party with no name ("many in the south") that an attribution has for its source all the same."""
    for attribution in story.found(Attribution):
        if any(span.start <= token.start < span.end for span in attribution.source):
            return _speakers(story, attribution)
    return []


def _opening(story: Story, token: Token) -> list[Actor]:
    """The body that says "it would never accept ...": a pronoun that opens what a body says is the body itself."""
    attribution = story.attribution_at(token.start)
    if attribution is None or token.dep != "nsubj":
        return []
    first = story.parsed.token_at(attribution.content[0].start)
    if first is None or not 0 <= token.i - first.i <= 1:
        return []
    return [actor for actor in _speakers(story, attribution) if actor.kind != "person"]


def _all_speakers(story: Story, token: Token) -> list[Actor]:
    """ "Paris and Rome say rebels hold the town and they are considering strikes": several who speak are "they"."""
    attribution = story.attribution_at(token.start)
    if attribution is None or token.lower not in stance_words().plural_self or len(attribution.speakers) < 2:
        return []
    return _speakers(story, attribution)


def _beside(story: Story, token: Token, actor: Actor) -> list[Actor]:
    """The states before the last one of a list without commas: "the US Britain France and Russia"."""
    if actor.kind != "state":
        return []
    names = [t for t in token.of("compound", "nmod", "appos") if t.tag == "NNP"]
    return [other for t in names if (other := story.actor(t)) and other.kind == "state" and other is not actor]


def _nation(story: Story, token: Token) -> list[Actor]:
    """The state that was last a subject before "the nation"."""
    if not any(c.lower == "the" for c in token.of("det")):
        return []
    for i in range(token.i - 1, -1, -1):
        before = story.parsed.tokens[i]
        if before.dep == "nsubj" and (actor := story.actor(before)) and actor.kind == "state":
            return [actor]
    return []


def _pair(story: Story, token: Token) -> list[Actor]:
    """The two of "both", "both sides", "the two leaders": those last named together before."""
    words = stance_words()
    noun = token.lemma.lower() in words.pair_nouns
    if not (token.lower in words.pairs or (noun and any(c.lower in words.pairs for c in token.children))):
        return []
    if any(c.dep in ("prep", "relcl", "amod", "compound") for c in token.children):
        return []  # "the two parties in the coalition" says itself who they are
    people = token.lemma.lower() in words.pair_people
    tokens = story.parsed.tokens
    for i in range(token.i - 1, -1, -1):
        second = tokens[i]
        if second.dep != "conj" or second.head.i >= token.i or second.head.of("conj") != [second]:
            continue
        if token.sentence - second.sentence > PAIR_SENTENCES:
            break
        found = [actor for t in (second.head, second) if (actor := story.actor(t))]
        if len(found) == 2 and found[0] is not found[1] and (not people or all(a.kind == "person" for a in found)):
            return found
    return []


def _described(story: Story, token: Token) -> list[Actor]:
    """Whom a description is of: "the Front is a group that aims to", "the Front, a group that aims to"."""
    if token.dep == "attr":
        subjects = token.head.of("nsubj")
    elif token.dep == "appos":
        subjects = [token.head]
    else:
        return []
    return [actor for subject in subjects if (actor := story.actor(subject))]


def _members(story: Story, token: Token) -> list[Actor]:
    """ "Security Council members France Britain and South Korea": those named, not their body."""
    if token.tag != "NNS" or token.lemma.lower() not in stance_words().member_nouns:
        return []
    named = [t for first in token.of("appos") for t in first.subtree() if t.tag in ("NNP", "NNPS")]
    found = [actor for t in named if (actor := story.actor(t)) and actor.kind != "media"]
    return list(dict.fromkeys(found))


def _owner(story: Story, token: Token) -> list[Actor]:
    """The actor beside a noun that speaks for one: "an opposition statement", "troops from Kenya"."""
    near = [child for child in token.subtree() if child.i < token.i and child.dep in ("amod", "compound")]
    if any(child.lower in stance_words().unfinished for child in near):
        return []
    if token.dep == "dobj" and token.head.lemma in stance_words().withheld:
        return []
    for child in token.children:
        if child.dep in ("poss", "compound", "amod", "nmod") and (actor := story.actor(child)):
            return [actor]
        if child.dep in ("prep", "agent") and child.lower in ("by", "of", "from"):
            found = [actor for t in child.of("pobj") if (actor := story.actor(t))]
            if found:
                return found
    if token.dep == "dobj":  # "issued a statement calling for": whoever issued it
        return [actor for t in token.head.of("nsubj") if (actor := story.actor(t))]
    return []


def _speakers(story: Story, attribution: Attribution | None) -> list[Actor]:
    if attribution is None:
        return []
    return [body_of(story, story.get(speaker)) for speaker in attribution.speakers]


def body_of(story: Story, actor: Actor) -> Actor:
    """An unnamed official or spokesman takes the position of the body that he speaks for; anybody else his own."""
    voice = (actor.role or "").lower().split()[-1:]
    spokesman = bool(voice) and voice[0] in stance_words().voices
    if actor.speaks_for and (spokesman or actor.anonymous or actor.kind in ("office", "collective")):
        try:
            body = story.get(actor.speaks_for)
        except KeyError:
            return actor
        return body if isinstance(body, Actor) else actor
    return actor


def according_to(story: Story, actor: Actor, attribution: Attribution | None, aside: bool = False) -> str | None:
    """Whose word it is, where it is neither the reporter's nor the party's own.

    ``aside``: it stands in a participle or relative clause on its issue ("accepted the plan drafted by Norway"),
    which only what is put as a statement makes the speaker's.
    """
    acts = STATING if aside else ASSERTING
    while attribution is not None:
        if attribution.act in acts and attribution.speakers:
            speakers = [story.get(speaker) for speaker in attribution.speakers]
            if any(own_word(speaker, actor) or _is_press(story, speaker) for speaker in speakers):
                return None
            said: Actor = speakers[0]
            return said.id
        attribution = story.get(attribution.inside) if attribution.inside else None
    return None


def _is_press(story: Story, speaker: Actor) -> bool:
    """Whether the speaker is the outlet or agency of the report, or its reporter: that is the report's own word."""
    bodies = [a for a in story.found(Actor) if a.id in (speaker.id, speaker.speaks_for, speaker.member_of)]
    own = {_run_together(name) for name in (story.report.publisher, story.report.agency) if name}
    return any(a.kind == "media" and not own.isdisjoint(map(_run_together, (a.name, *a.names))) for a in bodies)


def _run_together(name: str) -> str:
    """ "Jordan Times" and "jordantimes" alike."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def own_word(speaker: Actor, actor: Actor) -> bool:
    """Whether what the speaker says of the actor is the actor's own word."""
    if speaker.id == actor.id or speaker.speaks_for == actor.id or speaker.member_of == actor.id:
        return True
    if (
        speaker.country is None
        and speaker.speaks_for is None
        and speaker.name.lower().split()[-1] in stance_words().own_voices
    ):
        return actor.kind != "person"
    if actor.speaks_for == speaker.id or (
        speaker.speaks_for and speaker.speaks_for == actor.speaks_for and actor.kind != "person"
    ):
        return True
    return bool(
        actor.country
        and speaker.country == actor.country
        and actor.kind in BODIES
        and (speaker.kind in BODIES or (speaker.kind in ("person", "collective") and speaker.sector in ("GOV", "MIL")))
    )
