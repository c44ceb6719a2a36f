"""Who acts and to whom, for a matched predicate; both out of one clause, each with its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from dragoman.knowledge.times import vocabulary
from dragoman.language.parsed import Token
from dragoman.reading.event_lexicon import event_set, event_words
from dragoman.reading.event_matches import Match, Matcher
from dragoman.reading.party_words import COUNTRY_NOUNS, ROLE_NOUNS
from dragoman.reading.predicates import expand
from dragoman.reading.reader import Story
from dragoman.records import Actor, Mention, Party, Span

TIME_LETTERS = "WMmUyPZ"  # days, months, units, "today", parts of the day, "weekend" (knowledge/times.py)
DEPTH = 3  # "the decision of the court of the emirate": how deep an owner is looked for
BEFORE = frozenset(
    {"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet", "case", "advmod", "punct"}
)
CLAUSES = frozenset({"relcl", "acl", "appos", "punct", "conj", "cc", "advcl"})  # not part of a side's phrase
THINGS = frozenset({"CONSULT", "CONCEDE", "AGREE"})  # classes whose nouns name what is held or kept, no party
PARTY_NOUNS = ROLE_NOUNS.keys() | COUNTRY_NOUNS
FORCES = frozenset({"MIL", "REB", "PRM", "UAF", "COP", "CRM"})  # sectors of those who bear arms
OWNER_LINKS = ("poss", "compound", "amod", "nmod", "appos")
OWNERS = ("by", "of", "from", "against", "on", "for", "to", "with", "in", "into", "over")
BARE = frozenset({"this", "that"})  # name no party by themselves


@cache
def _time_words() -> frozenset[str]:
    return frozenset(form for form, (letter, _) in vocabulary().forms.items() if letter in TIME_LETTERS)


class Sides:
    """Sides of the events of one story."""

    def __init__(self, story: Story, matcher: Matcher) -> None:
        self.story = story
        self.matcher = matcher
        self.times = _time_words()
        self.place_mentions = [m for m in story.found(Mention) if m.kind == "place"]
        self.speakers = event_set("speakers")
        self.pronouns = event_set("pronouns")
        self._last_words = _by_last_word(story.found(Actor))
        self.vehicles = event_set("vehicles")
        self._vehicle_nouns = [t for t in story.parsed.tokens if t.pos == "NOUN" and t.lower in self.vehicles]
        self._owners: dict[int, Token | None] = {}

    # ---- tokens --------------------------------------------------------------------------------------------------

    def actors(self, match: Match) -> list[Token]:
        """Heads of the noun phrases that act."""
        roles = match.pattern.actor or ("subject",)
        found = next((list(tokens) for role in roles if (tokens := self.role(match, role))), [])
        found = self.above_comma(match, found) or self.doers(match) or self.accused(match)
        content = match.content
        if match.absorbs and content is not None and (not found or content.predicate.token in found):
            return self.actors(content)
        if content is not None and not found and match.predicate.kind == "noun":
            found = content.predicate.subjects  # "threats of Russian strikes"
        found = self.not_itself(match, found)
        through: list[Token] = []
        for token in found:
            inner = self.matcher.at(token)
            if inner is not None and inner is not match and self.story.actor(token) is None:
                through.extend(self.actors(inner))
            else:
                through.append(token)
        return _once(t for t in through if not self.is_no_side(t))

    def above_comma(self, match: Match, found: list[Token]) -> list[Token]:
        """"intercepted boats, giving them food": what stands before a participle and cannot act does not do it."""
        predicate = match.predicate
        above = predicate.under
        if predicate.link != "acl" or predicate.token.tag != "VBG" or above is None or above.kind != "noun":
            return found
        verb = above.under
        if verb is None or verb.kind != "verb" or any(self.can_act(t) for t in found):
            return found
        return list(verb.surface) if any(self.can_act(t) for t in verb.surface) else found

    def doers(self, match: Match) -> list[Token]:
        """Whose deed a noun among the pattern's words is: Russia's, in "the Russian strikes conducted since"."""
        nouns = (self.matcher.predicates.get(t.i) for t in match.consumed)
        return [t for noun in nouns if noun is not None for t in noun.subjects]

    def accused(self, match: Match) -> list[Token]:
        """To whom an act is laid: "blamed the raid on rebels", "blamed rebels for the raid"."""
        noun = match.predicate.token
        before = noun.head if noun.dep == "pobj" and noun.head.lower == "for" else None
        verb = before.head if before is not None else noun.head
        if match.predicate.kind != "noun" or verb.lemma not in event_words("laying"):
            return []
        if before is not None:
            return [t for t in verb.children if t.dep == "dobj"]
        if noun.dep not in ("dobj", "nsubjpass"):
            return []
        on = [t for t in (*noun.children, *verb.children) if t.dep == "prep" and t.lower == "on" and t.i > noun.i]
        return [t for t in on[0].children if t.dep == "pobj"] if on else []

    def not_itself(self, match: Match, found: list[Token]) -> list[Token]:
        """A participle whose inherited subject is also its object belongs to the clause above it."""
        predicate = match.predicate
        if predicate.link != "advcl":
            return found
        other = self.ids(predicate.objects)
        if not self.ids(found) & other:
            return found
        for above in predicate.chain:
            if self.ids(above.surface) - other:
                return list(above.surface)
        return found

    def ids(self, tokens: Iterable[Token]) -> set[str]:
        """The actors that these phrases name or belong to."""
        return {actor.id for token in tokens if (actor := self.actor_of(token)) is not None}

    def recipients(self, match: Match) -> list[Token]:
        """Heads of the noun phrases that undergo it: what fills the first of the pattern's roles that is filled."""
        wanted = match.pattern.recipient or ("object", *event_words("recipient_order"))
        taken = {t.i for t in (*match.predicate.subjects, *self.accused(match))} | {match.predicate.token.i}
        filled: list[list[Token]] = []
        for role in wanted:
            found = _once(t for t in self.role(match, role) if t.i not in taken and self.fits(t, match))
            if not found:
                continue
            found = _once(t for head in found for t in (head, *_included(head)))
            if any(self.owner(t) is not None or t.pos == "PROPN" for t in found):
                return found
            filled.append(found)
        if filled and match.content is None:
            return filled[0]
        doers = self.doers(match)
        told = [t for t in match.consumed if (owner := self.owner(t)) is not None and owner not in doers]
        below = _once(t for t in (*told, *self.below(match)) if t.i not in taken)
        return below or (filled[0] if filled else [])

    def below(self, match: Match) -> list[Token]:
        """Whom the clause or noun that a match governs is about ("agreed to lift the ban on ships")."""
        if match.content is not None:
            return self.recipients(match.content) or ([] if match.absorbs else self.actors(match.content))
        for token in match.predicate.complements:
            inner = self.matcher.predicates.get(token.i)
            if inner is None:
                continue
            sides = (*inner.objects, *(t for _, t in inner.obliques))
            found = [t for t in sides if not self.is_no_side(t) and self.owner(t) is not None]
            if found:
                return found[:1]
        return []

    def role(self, match: Match, role: str) -> list[Token]:
        predicate = match.predicate
        if role == "subject":
            return predicate.subjects
        told = [self.matcher.predicates[t.i] for t in match.consumed if t.i in self.matcher.predicates]
        if role == "object":
            own = [t for t in predicate.objects if t not in match.consumed]
            return own + [t for noun in told for t in noun.objects]
        return predicate.after(role) + [t for noun in told for t in noun.after(role)]

    def fits(self, token: Token, match: Match) -> bool:
        """Not a date, a clause, or the act itself ("carried out an attack")."""
        if self.is_no_side(token) or token.pos in ("VERB", "AUX", "ADJ", "ADV"):
            return False
        inner = self.matcher.at(token)
        return not (inner is not None and inner is match.content and match.absorbs)

    def is_no_side(self, token: Token) -> bool:
        """A weekday, month, year or span of time, a "this" or "that" alone, a dash taken for a word."""
        is_time = token.text in self.times or (token.pos == "NUM" and token.dep == "pobj")
        return is_time or token.lower in BARE or not any(character.isalnum() for character in token.text)

    # ---- parties -------------------------------------------------------------------------------------------------

    def owner(self, token: Token, depth: int = 0) -> Token | None:
        """The party that a phrase names: its head, or whose it is ("Chad's decision", "a strike by the army")."""
        if depth == 0 and token.i in self._owners:
            return self._owners[token.i]
        found = self._owner(token, depth)
        if depth == 0:
            self._owners[token.i] = found
        return found

    def _owner(self, token: Token, depth: int) -> Token | None:
        if depth < DEPTH and (named := self._before_article(token)) is not None:
            return self.owner(named, depth + 1) or token
        if token.lower in self.vehicles and (issuer := self._issuer(token)) is not None and depth < DEPTH:
            return self.owner(issuer, depth + 1)
        if self.names_party(token):
            return token
        if depth >= DEPTH or token.pos not in ("NOUN", "PROPN", "NUM", "DET", "PRON"):
            return None
        predicate = self.matcher.predicates.get(token.i)
        for inner in predicate.subjects if predicate else ():
            if inner is not token and (found := self.owner(inner, depth + 1)):
                return found
        for child in token.children:
            if child.dep in OWNER_LINKS and (found := self.owner(child, depth + 1)):
                return found
        for child in token.children:
            if child.dep in ("prep", "agent") and child.lower in OWNERS:
                for inner in child.of("pobj"):
                    if found := self.owner(inner, depth + 1):
                        return found
        return None

    def _issuer(self, token: Token) -> Token | None:
        """Who issued a statement: its own subject, else that of the same noun told before it ("the statement")."""
        for noun in (token, *reversed([t for t in self._vehicle_nouns if t.i < token.i and t.lemma == token.lemma])):
            predicate = self.matcher.predicates.get(noun.i)
            issued = [self.matcher.predicates[c.i] for c in noun.of("acl") if c.i in self.matcher.predicates]
            subjects = [t for p in (predicate, *issued) if p is not None for t in p.subjects if t is not noun]
            if found := next((t for t in subjects if t.lower not in self.vehicles), None):
                return found
        return None

    def _before_article(self, token: Token) -> Token | None:
        """The name in an apposition that lost its comma: "Belgium a member of the bloc"."""
        article = token.first("det")
        if article is None:
            return None
        names = (c for c in token.children if c.pos == "PROPN" and c.i < article.i and self.story.actor(c) is not None)
        return next(names, None)

    def names_party(self, token: Token) -> bool:
        """Whether a word names an actor; a meeting or truce that the story names is none."""
        actor = self.story.actor(token) or self.short(token)
        if actor is None:
            return token.lower in self.speakers and self.speaker(token) is not None
        inner = self.matcher.at(token) if token.pos == "NOUN" else None
        return inner is None or (inner.type not in THINGS and token.lower in ROLE_NOUNS)

    def short(self, token: Token) -> Actor | None:
        """The party that a noun before another names by its last word: "coalition raids" by "the US-led coalition"."""
        return self._last_words.get(token.lower) if token.dep == "compound" and token.pos == "NOUN" else None

    def speaker(self, token: Token) -> Actor | None:
        """Who says "we" or "I"."""
        attribution = self.story.attribution_at(token.start)
        return self.story.get(attribution.speakers[0]) if attribution and attribution.speakers else None

    def named(self, token: Token) -> Actor | None:
        """The actor of a word that names one."""
        said = self.speaker(token) if token.lower in self.speakers else None
        return self.story.actor(token) or self.short(token) or said

    def actor_of(self, token: Token) -> Actor | None:
        """The actor that a phrase names or belongs to."""
        owner = self.owner(token)
        return self.named(owner) if owner is not None else None

    def is_force(self, token: Token) -> bool:
        """Whether a phrase names an army, police or armed group."""
        actor = self.actor_of(token)
        return self.sector(token) in FORCES or (actor is not None and actor.kind == "armed_group")

    def sector(self, token: Token) -> str | None:
        """The sector of the party that a phrase names, or of the sort of party that its noun tells."""
        actor = self.actor_of(token)
        return (actor.sector if actor is not None else None) or ROLE_NOUNS.get(token.lower)

    def can_act(self, token: Token) -> bool:
        """Whether a phrase can be a political actor: a known one, a name, or a pronoun for one."""
        if self.actor_of(token) is not None:
            return True
        if token.pos == "PROPN":
            return True
        if token.pos == "NOUN" and token.lower in PARTY_NOUNS and self.matcher.at(token) is None:
            return True  # "the government", "rebels", where the story does not tell whose
        return token.lower in self.pronouns and token.lower != "it"

    def party(self, token: Token, whole: bool) -> Party:
        """The words and actor of a side: "the army" for "a decision of the army" unless its whole phrase is wanted."""
        owner = self.owner(token)
        own = owner is not None and owner.tag == "PRP$"  # "its headquarters"
        span = self.phrase(token if whole or own or owner is None else owner)
        actor = self.named(owner) if owner is not None else None
        return Party(start=span.start, end=span.end, actor=actor.id if actor else None)

    def phrase(self, token: Token) -> Span:
        """The noun phrase of a head without clauses, appositions and all complements but "of"."""
        first, last = token, token
        for child in token.children:
            if child.i < token.i and child.dep in BEFORE:
                first = min((first, *child.subtree()), key=lambda t: t.i)
            elif child.i > token.i and child.dep == "prep" and child.lower == "of":
                last = max((last, *self._inner(child)), key=lambda t: t.i)
            elif child.i > token.i and child.dep in ("nummod", "case"):
                last = max(last, child, key=lambda t: t.i)
        if first is not token and first.pos == "PUNCT":
            first = self.story.parsed.tokens[first.i + 1]
        mention = self.story.mention(token)
        start, end = first.start, last.end
        if mention is not None:
            start, end = min(start, mention.start), max(end, mention.end)
        return Span(start, end)

    def _inner(self, preposition: Token) -> Iterator[Token]:
        """The words of an "of" phrase without its clauses."""
        stack = [preposition]
        while stack:
            token = stack.pop()
            yield token
            stack.extend(c for c in token.children if c.dep not in CLAUSES)


def _by_last_word(actors: list[Actor]) -> dict[str, Actor]:
    """The parties whose names end in a common noun that no other party's name ends in."""
    found: dict[str, Actor] = {}
    shared: set[str] = set()
    for actor in actors:
        for word in {name.split()[-1] for name in actor.names if name.split() and name.split()[-1].islower()}:
            if word in found and found[word] is not actor:
                shared.add(word)
            found[word] = actor
    return {word: actor for word, actor in found.items() if word not in shared}


def _included(token: Token) -> Iterator[Token]:
    """"groups including the Taliban and al-Shabab": those named."""
    for child in token.children:
        if child.dep == "prep":
            if child.lower in event_set("including"):
                yield from (t for o in child.of("pobj") for t in expand(o))
            elif child.lower in ("of", "from"):
                yield from (t for o in child.of("pobj") for t in _included(o))


def _once(tokens: Iterable[Token]) -> list[Token]:
    return list({token.i: token for token in tokens}.values())
