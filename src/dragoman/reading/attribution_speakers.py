"""Who a source is: actors of the story, through names, titles, pronouns, statements and their issuers.

What cannot be told stays unresolved: a speaker is never guessed.
"""

from __future__ import annotations

import re

from dragoman.language.parsed import Token
from dragoman.reading.attribution_cues import words
from dragoman.reading.attribution_spans import Scene, Spans, head_of
from dragoman.reading.reader import Story
from dragoman.records import Actor, ActorKind, Mention

REACH = 250  # words back to the statement that "the statement" means


def side_of(story: Story, actor_id: str) -> frozenset[str]:
    """The ids and the state that an actor stands for: itself, its body, and its country where it is an organ of it."""
    actor: Actor = story.get(actor_id)
    side = {actor.id}
    if actor.speaks_for:
        side.add(actor.speaks_for)
    if actor.country and (actor.kind in ("state", "government", "office") or actor.sector in ("GOV", "MIL")):
        side.add(f"state:{actor.country}")
    return frozenset(side)


def is_own(story: Story, scene: Scene, source: Spans, speakers: tuple[str, ...], subject: Token) -> bool:
    """Whether the subject of what is said is the speaker: "we", its pronoun, its own name, or its own side."""
    if subject.lower in words("speaker_pronouns"):
        return True
    if subject.lower in words("anaphors") and subject.i in scene.run_of:
        return False  # a speaker does not call itself "he" in its own words
    near = subject.of("poss", "amod", "compound", "nmod")
    near += [p for of in subject.of("prep") if of.lower in words("owners") for p in of.of("pobj")]
    actor = story.actor(subject) or next((a for c in near if (a := story.actor(c))), None)
    if actor and speakers:
        return any(side_of(story, actor.id) & side_of(story, speaker) for speaker in speakers)
    head = head_of(scene.parsed, source)
    if subject.i in scene.run_of:
        return False
    return subject.lower in words("anaphors") or (head is not None and head.lower == subject.lower)


def speakers_of(
    story: Story, scene: Scene, source: Spans, outer: tuple[str, ...], last: tuple[str, ...]
) -> tuple[str, ...]:
    """Actor ids of a source, in text order.

    ``outer`` are the speakers of the enclosing attribution ("I" in a quotation), ``last`` those who spoke last (the
    issuer of "the statement").
    """
    head = speaking_head(scene, source)
    if head is None:
        return ()
    if head.lower in words("first_person"):
        return outer
    found: list[str] = []
    for token in _coordinated(head, source):
        for actor in _actors(story, scene, token, source, last):
            if actor not in found:
                found.append(actor)
    return tuple(found)


class Voices:
    """Who speaks in each attribution of a story, resolved in text order, the outer ones before those inside them."""

    def __init__(self, story: Story, scene: Scene, sources: list[Spans], parents: list[int | None]) -> None:
        self._story = story
        self._scene = scene
        self._sources = sources
        self._parents = parents
        self._found: dict[int, tuple[str, ...]] = {}
        self._strangers: dict[str, Actor] = {}
        self._heard: dict[str, tuple[str, ...]] = {}  # under which noun: "the source" is "a local source" again
        self._last: tuple[str, ...] = ()

    def speakers(self) -> list[tuple[str, ...]]:
        """Actor ids for every source, empty where nobody can be told."""
        return [self._of(number) for number in range(len(self._sources))]

    def strangers(self) -> list[Actor]:
        """New actors for sources that are not named, in text order."""
        return list(self._strangers.values())

    def _of(self, number: int) -> tuple[str, ...]:
        if number not in self._found:
            parent = self._parents[number]
            outer = self._of(parent) if parent is not None else ()
            self._found[number] = self._resolved(self._sources[number], outer)
        return self._found[number]

    def _resolved(self, source: Spans, outer: tuple[str, ...]) -> tuple[str, ...]:
        who = speakers_of(self._story, self._scene, source, outer, self._last)
        head = speaking_head(self._scene, source)
        if head is None:
            return who
        word = head.lemma.lower()
        if not who and any(c.dep == "det" and c.lower in words("definite") for c in head.children):
            who = self._heard.get(word, ())
        if not who and (stranger := unnamed(self._story, self._scene, source)):
            self._strangers[stranger.id] = stranger
            who = (stranger.id,)
        if who:
            self._heard[word] = self._last = who
        return who


def speaking_head(scene: Scene, source: Spans) -> Token | None:
    """The head of a source; of "by the ministry" the ministry, of "two men interviewed", read as a clause, the men."""
    head = head_of(scene.parsed, source)
    if head is not None and head.pos == "VERB":
        subject = head.first("nsubj", "nsubjpass")
        return subject if subject is not None and source[0].start <= subject.start < source[0].end else head
    if head is not None and head.pos == "ADP":
        return head.first("pobj") or head
    return head


def unnamed(story: Story, scene: Scene, source: Spans) -> Actor | None:
    """An actor for a source whom nobody can name ("two officials", "some"), known by the words of the text alone."""
    head = speaking_head(scene, source)
    if head is None or not {head.lemma.lower(), head.lower} & words("unnamed"):
        return None
    named = [m for m in story.mentions_in(source[0]) if m.kind == "actor"]
    if any(m.how != "demonym" for m in named):
        return None  # whoever it is, somebody is named
    country = next((story.get(m.target).country for m in named), None)
    said = " ".join(scene.text[source[0].start : source[0].end].split())
    slug = "-".join(re.findall(r"[a-z0-9]+", said.lower()))[:60] or head.lower
    kind: ActorKind = "people" if head.tag == "NNS" or head.pos != "NOUN" else "person"
    told = f"new:unnamed-{slug}"
    return Actor(id=told, name=said, kind=kind, country=country, anonymous=said, names=(said,), evidence=(source[0],))


def _coordinated(head: Token, source: Spans) -> list[Token]:
    """The head of a noun phrase and those joined to it within the source."""
    found, stack = [head], [head]
    while stack:
        for child in stack.pop().of("conj"):
            if any(span.start <= child.start < span.end for span in source):
                found.append(child)
                stack.append(child)
    return found


def _actors(story: Story, scene: Scene, head: Token, source: Spans, last: tuple[str, ...]) -> list[str]:
    mention = story.mention(head)
    if head.pos != "VERB" and head.lemma.lower() in words("issuers"):
        named = [mention.target] if mention and mention.kind == "actor" else []
        beside = _named_among(story, head.of("compound", "amod", "nmod"))
        known = _issuer(story, head) or named or beside
        if known or any(c.lower in words("indefinite") for c in head.of("det")):
            return known  # "a report says": nobody knows whose
        return _issued_before(story, scene, head) or list(last)
    if mention and mention.kind == "actor" and not _reaches_back(story, mention, head, source):
        return [mention.target]
    antecedent = _antecedent(head)
    if antecedent is not None and (actor := story.actor(antecedent)):
        return [actor.id]
    around = (
        _mention_around(story, head, source)
        or _mention_beside(story, scene, head, source)
        or _mention_of_most(story, head, source)
    )
    return [around.target] if around else []


def _issuer(story: Story, head: Token) -> list[str]:
    """Who issued a statement: "by the brigade", "the ministry's", "issued by"."""
    candidates = [*head.of("poss")]
    for preposition in head.of("prep"):
        if preposition.lower in words("issuer_prepositions"):
            candidates += preposition.of("pobj")
    for clause in head.of("acl"):
        for preposition in clause.of("agent", "prep"):
            candidates += preposition.of("pobj")
    return _named_among(story, candidates)


def _named_among(story: Story, candidates: list[Token]) -> list[str]:
    """The first of these tokens that names an actor."""
    return next(([actor.id] for token in candidates if (actor := story.actor(token))), [])


def _issued_before(story: Story, scene: Scene, head: Token) -> list[str]:
    """Whose statement "the statement" is: of the last one before it that has an issuer ("X issued a statement")."""
    for number in range(head.i - 1, max(-1, head.i - REACH), -1):
        token = scene.parsed.tokens[number]
        if token.lemma != head.lemma or token.pos != "NOUN":
            continue
        if found := _issuer(story, token) or _named_among(story, token.of("compound", "amod", "nmod")):
            return found
        verb = token.head if token.dep == "dobj" else token.head.head if token.dep == "pobj" else None
        subject = verb.first("nsubj") if verb else None
        if subject is not None and (actor := story.actor(subject)):
            return [actor.id]
    return []


def _antecedent(head: Token) -> Token | None:
    """The noun that a relative pronoun stands for."""
    if head.tag not in ("WP", "WDT", "WP$"):
        return None
    for token in [head, *head.ancestors()]:
        if token.dep == "relcl":
            return token.head
    return None


def _mention_around(story: Story, head: Token, source: Spans) -> Mention | None:
    """The longest actor mention of the source that covers the head, where none is headed by it."""
    covering = [
        m for span in source for m in story.mentions_in(span) if m.kind == "actor" and m.start <= head.start < m.end
    ]
    return max(covering, key=lambda m: m.end - m.start, default=None)


def _mention_beside(story: Story, scene: Scene, head: Token, source: Spans) -> Mention | None:
    """The longest actor mention that the head's own modifiers name: "the regime source"; none behind a preposition."""
    own = {t.i for c in head.of("compound", "amod", "nmod", "appos", "flat") for t in _without_clauses(c)}
    found = [
        m
        for span in source
        for m in story.mentions_in(span)
        if m.kind == "actor" and (token := scene.parsed.token_at(m.head)) and token.i in own
    ]
    return max(found, key=lambda m: m.end - m.start, default=None) if head.pos == "PROPN" else None


def _reaches_back(story: Story, mention: Mention, head: Token, source: Spans) -> bool:
    """Whether a name begins before its source, in text without commas: "... to the area security sources said".

    Then another one within the source is meant, or sources without a name.
    """
    if not source or not mention.start < source[0].start < mention.end:
        return False
    if mention.how != "name" and head.lemma.lower() in words("unnamed"):
        return True
    return any(m.kind == "actor" and m.how != "demonym" for m in story.mentions_in(source[0]))


def _without_clauses(token: Token) -> list[Token]:
    """A modifier's words but for its relative clauses: in "a man who lives with his parents" only the man."""
    return [token, *(t for c in token.children if c.dep not in ("relcl", "acl") for t in _without_clauses(c))]


def _mention_of_most(story: Story, head: Token, source: Spans) -> Mention | None:
    """A mention that makes up most of a source: "The war monitor Syrian Observatory for Human Rights"."""
    if head.pos == "PRON" or not source:
        return None
    found = [m for m in story.mentions_in(source[0]) if m.kind == "actor"]
    longest = max(found, key=lambda m: m.end - m.start, default=None)
    return longest if longest and 2 * (longest.end - longest.start) > source[0].end - source[0].start else None
