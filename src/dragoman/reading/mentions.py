"""Who is who and where is where: every span that names a party or a place, resolved.

In reading order for each sentence: the names the knowledge base has, the noun phrases (offices, bodies, collectives,
unknown names), appositions and acronyms in brackets, pronouns and second mentions.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from dragoman.knowledge import numbers
from dragoman.knowledge.actor_names import slug
from dragoman.knowledge.actor_phrases import Identity, Named, identify, of_entity
from dragoman.knowledge.actors import Entity, Hit
from dragoman.language.coreference import Antecedents
from dragoman.language.parsed import Sentence, Token
from dragoman.reading.appositions import GROUPS, Appositions
from dragoman.reading.cast import Cast, Draft
from dragoman.reading.name_scan import Scanned, Setting
from dragoman.reading.noun_phrases import Phrase, Unit, phrases
from dragoman.reading.party_words import (
    COUNTRY_NOUNS,
    DEFINITE,
    DETERMINERS,
    DIPLOMATIC,
    GOVERNMENT,
    HEADLINE_SOURCES,
    INDEFINITE,
    OF,
    OF_DEEDS,
    PARTITIVES,
    PLACE_NOUNS,
    POSSESSIVE,
    STATE_BODIES,
    SUBJECT,
    UNNAMED,
    trim,
)
from dragoman.reading.reader import Story, gives
from dragoman.reading.second_mentions import SecondMentions
from dragoman.reading.toponyms import Toponyms
from dragoman.reading.unlisted import Unlisted
from dragoman.records import Actor, How, Mention, Place, Span

SILENT_ZONES = frozenset({"published", "byline", "source_line"})  # who stands there is no party of the story
HEADLINES = frozenset({"headline", "deck", "caption"})
SOURCES = frozenset({"source", "sources"})
PLURAL = frozenset({"NNS", "NNPS"})
COMPOUNDED = frozenset({"compound", "nmod", "amod", "npadvmod"})


@gives(Actor, Place, Mention)
def find(story: Story) -> Iterator[Actor | Place | Mention]:
    """Actors in the order of their first mention, places by id, mentions in text order."""
    cast = _Reading(story).read()
    yield from cast.actors()
    yield from (cast.places[key] for key in sorted(cast.places))
    yield from cast.in_order()


def _where(text: str, head: Token) -> str:
    """What follows a source to say where it sits: "at Damascus Police Command", "in the ministry"; empty for none."""
    for preposition in head.of("prep"):
        seat = preposition.first("pobj")
        if seat is not None and preposition.i == head.i + 1:
            return text[preposition.start : seat.end]
    return ""


def _behind_another(names: list[Named]) -> Named | None:
    """ "Hezbollah Syrian Army", a comma lost: the name behind that of another party."""
    for first, second in pairwise(names):
        party = not first.hit.demonym and first.hit.entity.kind in ("armed_group", "party")
        if party and first.end == second.start and second.hit.entity.kind == "state":
            return second
    return None


class _Numbering:
    """Number of the word that a token belongs to: tokens and words are the same but in sentences with hyphens."""

    def __init__(self, sentence: Sentence, words: list[Unit]) -> None:
        self._first = sentence.first
        self._numbers: dict[int, int] | None = None
        if len(words) < sentence.last - sentence.first:
            self._numbers = {i: n for n, unit in enumerate(words) for i in range(unit.first, unit.last + 1)}

    def __getitem__(self, token: int) -> int:
        return token - self._first if self._numbers is None else self._numbers[token]


class _Reading:
    """One pass over one story."""

    def __init__(self, story: Story) -> None:
        self.setting = Setting(story)
        self.parsed = story.parsed
        self.text = story.text
        self.actors = self.setting.actors
        self.cast = Cast()
        self.antecedents = Antecedents()
        self.toponyms = Toponyms(self.setting, self.cast)
        self.unlisted = Unlisted(self.setting, self.cast)
        self.earlier = SecondMentions(self.setting, self.cast)
        self.appositions = Appositions(self.setting, self.cast, self.antecedents)
        self.heads = self.actors.role_tails | PLACE_NOUNS
        self.in_headline = False

    def read(self) -> Cast:
        """Everything, in order."""
        for scanned in self.setting.scanned:
            if scanned.sentence.zone.kind not in SILENT_ZONES:
                self.in_headline = scanned.sentence.zone.kind in HEADLINES
                self._sentence(scanned)
        for token, end, hit in self.setting.hyphenated:
            if self.parsed.sentences[token.sentence].zone.kind not in SILENT_ZONES:
                self._note(hit, token, token.start, end, "demonym" if hit.demonym else "name")
        return self.cast

    def _sentence(self, scanned: Scanned) -> None:
        sentence, words = scanned.sentence, scanned.words
        unit_of = _Numbering(sentence, words)
        names = self.setting.names(scanned)
        used: set[int] = set()  # names that a phrase is headed by
        made: dict[int, Draft] = {}
        inner = self._inner_tokens(names, words)
        named = {i for name in names for unit in words[name.start : name.end] for i in range(unit.first, unit.last + 1)}
        for phrase in phrases(self.parsed, sentence, self.heads, named):
            if phrase.head.i in inner or phrase.head.i < self.unlisted.taken or self._in_office(phrase.head):
                continue
            draft = self._phrase(phrase, words, unit_of, names, used)
            if draft:
                made[phrase.head.i] = draft
        for number, name in enumerate(names):
            if number not in used:
                self._bare_name(name, words)
        for name in names:
            self._owns(words, name)
        self.appositions.bind(sentence, made)
        for token in self.parsed.tokens[sentence.first : sentence.last]:
            if token.pos == "PRON":
                self._pronoun(token)

    # ---- noun phrases ------------------------------------------------------------------------------------------

    def _inner_tokens(self, names: list[Named], words: list[Unit]) -> set[int]:
        """Tokens inside names that are not the name's own head: "Iraq" in "Islamic State of Iraq"."""
        inner: set[int] = set()
        for name in names:
            first, last = words[name.start].first, words[name.end - 1].last
            if first < last:
                top = self._top(first, last)
                inner.update(i for i in range(first, last + 1) if i != top.i)
        return inner

    def _top(self, first: int, last: int) -> Token:
        """The token of a run whose head lies outside it."""
        tokens = self.parsed.tokens
        outside = [t for t in tokens[first : last + 1] if not first <= t.head.i <= last or t.head is t]
        return outside[-1] if outside else tokens[last]

    def _in_office(self, head: Token) -> bool:
        """ "State" in "Secretary of State", "defence" in "ministry of defence"."""
        if head.dep != "pobj" or head.head.lower not in OF:
            return False
        return f"{head.head.head.lower} {head.head.lower} {head.lower}" in self.actors.roles

    def _phrase(
        self, phrase: Phrase, words: list[Unit], unit_of: _Numbering, names: list[Named], used: set[int]
    ) -> Draft | None:
        """The party of a noun phrase, or its place noted."""
        head, tokens = phrase.head, self.parsed.tokens
        left, at = unit_of[phrase.left], unit_of[head.i]
        right = at + 1
        if self._is_headlines_source(head):
            left = at
        for name in names:
            if name.start <= at < name.end:
                left, right = min(left, name.start), max(right, name.end)
            elif name.start < left < name.end:  # "Islamic State group militants": the name is not to be cut
                left = name.start
        while left < at and words[left].text.lower() in OF_DEEDS:
            left += 1
        second = _behind_another([name for name in names if left <= name.start and name.end <= right])
        if second is not None:
            left = second.start
        own = [number for number, name in enumerate(names) if left <= name.start and name.end <= right]
        last = names[own[-1]] if own and names[own[-1]].end == right else None
        if last:
            used.add(own[-1])
            if self.toponyms.is_place(head, last.hit):
                start, end = tokens[words[last.start].first].start, tokens[words[last.end - 1].last].end
                self.toponyms.note(start, end, head, last.hit.entity)
                return None
        texts = [unit.text for unit in words[left:right]]
        inside = [Named(names[n].start - left, names[n].end - left, names[n].hit) for n in own]
        texts, inside = self._with_owner(phrase, texts, inside, words, unit_of, names)
        texts, inside = self._with_country(texts, inside, [name.hit for name in names if name.end <= left])
        identity = self._identity(phrase, texts, inside)
        if identity is None:
            within = [n._replace(start=n.start - left, end=n.end - left) for n in names if n.start >= left]
            return self._front(head, words[left:at], within)
        end = max(head.end, tokens[words[right - 1].last].end)
        if self.unlisted.taken > head.i:
            end = max(end, tokens[self.unlisted.taken - 1].end)
        start = tokens[words[left].first].start
        called = self.text[tokens[words[last.start].first].start : end] if last else None
        identity = self.earlier.of_the_scene(identity, texts, head, self._speaker_state(identity, head))
        identity = self.earlier.of_the_place(identity, texts)
        return self._settle(identity, head, texts, start, end, called)

    def _front(self, head: Token, words: list[Unit], names: list[Named]) -> Draft | None:
        """ "Malian Army" in "Malian Army Kills Dozens", read as one name: the longest party at the front of it."""
        if not self.setting.is_title_case(self.parsed.sentences[head.sentence]):
            return None
        skip = min((n.start for n in names), default=len(words))
        words, names = words[skip:], [n._replace(start=n.start - skip, end=n.end - skip) for n in names]
        for stop in range(len(words), 1, -1):
            texts = [unit.text for unit in words[:stop]]
            inside = [n for n in names if n.end <= stop]
            identity = identify(self.actors, texts, self.setting.date, self.setting.countries, inside)
            if identity:
                first, last = self.parsed.tokens[words[0].first], self.parsed.tokens[words[stop - 1].last]
                return self._settle(identity, last, texts, first.start, last.end, None)
        return None

    def _is_headlines_source(self, head: Token) -> bool:
        """ "Strike kills 15 in Aleppo Monitor", the comma or dash lost: who says it, and not what stands before."""
        if not self.in_headline or head.lower not in HEADLINE_SOURCES:
            return False
        last = self.parsed.sentences[head.sentence].last
        after = self.parsed.tokens[head.i + 1].text if head.i + 1 < last else "|"
        return not after[0].isalnum()

    def _speaker_state(self, identity: Identity, head: Token) -> Entity | None:
        """Whose "foreign ministry", whose "government" it is, where a state or its minister just acted or spoke."""
        core = identity.owner.core if identity.owner else identity.core
        if core in DIPLOMATIC:
            state = self.antecedents.acted_last("state", head.sentence, 2)
            return self.actors.get(state) if state else None
        if core in GOVERNMENT:
            person = self.cast.drafts.get(self.antecedents.acted_last("person", head.sentence, 0) or "")
            if person and person.identity.sector == "GOV":
                return self.actors.country(person.identity.country)
        return None

    def _identity(self, phrase: Phrase, texts: list[str], inside: list[Named]) -> Identity | None:
        """Known, a role, a place (noted; None), or an unlisted name."""
        identity = identify(self.actors, texts, self.setting.date, self.setting.countries, inside)
        if identity is None and self.toponyms.find(phrase, texts):
            return None
        if identity is not None and self._is_idle(identity.core, phrase.head):
            return None
        if identity is not None and (person := self._titled_after(identity, phrase.head)) is not None:
            return of_entity(person, "name", self.setting.date)
        # a capitalised role noun with capitalised words before it is a name: "International Office"
        capitals = len(texts) > 1 and all(word[:1].isupper() for word in texts[-2:])
        capitals = capitals and identity is not None and identity.core not in STATE_BODIES
        if identity is None or (identity.how == "role" and not identity.base and capitals):
            front = max((n.end for n in inside if n.end < len(texts)), default=0)
            return self.unlisted.identity(phrase, texts, front) or identity
        return identity

    def _titled_after(self, identity: Identity, head: Token) -> Entity | None:
        """ "Rami Abdel Rahman head of the Observatory", the comma lost: the person whose office follows."""
        offices = any(child.lower in OF for child in head.of("prep"))
        base = self.actors.get(identity.base) if identity.how == "role" and identity.kind == "person" else None
        return base if base is not None and base.is_person and offices else None

    def _is_idle(self, noun: str, head: Token) -> bool:
        """A building that is not the subject: nothing that acts."""
        return noun in self.actors.roles and self.actors.roles[noun].kind == "facility" and head.dep not in SUBJECT

    def _with_owner(
        self,
        phrase: Phrase,
        texts: list[str],
        inside: list[Named],
        words: list[Unit],
        unit_of: _Numbering,
        names: list[Named],
    ) -> tuple[list[str], list[Named]]:
        """ "head of the HNC", "government of Syria": the owner's name is put before the noun."""
        role = self.actors.role(texts) if phrase.owners and not inside else None
        if role is None:
            return texts, inside
        for token in phrase.owners:
            if token.head.lower not in OF and role[1].kind != "person":
                continue
            owner = next((n for n in names if n.start <= unit_of[token.i] < n.end), None)
            if owner:
                front = [unit.text for unit in words[owner.start : owner.end]]
                while len(texts) > 1 and texts[0].lower() in DETERMINERS:
                    texts = texts[1:]
                return front + texts, [Named(0, len(front), owner.hit)]
        return texts, inside

    def _with_country(self, texts: list[str], inside: list[Named], before: list[Hit]) -> tuple[list[str], list[Named]]:
        """ "the country's air force": of the state last spoken of."""
        at = next((n for n, word in enumerate(texts[:-1]) if word.lower() in COUNTRY_NOUNS), None)
        if at is None or inside:
            return texts, inside
        entity = next((hit.entity for hit in reversed(before) if hit.entity.kind == "state"), None)
        if entity is None:
            state = self.antecedents.latest("state")
            entity = self.actors.get(state) if state else None
        if entity is None:
            return texts, inside
        return [entity.name, *(word for word in texts[at + 1 :] if word not in POSSESSIVE)], [
            Named(0, 1, Hit(entity, 0))
        ]

    # ---- into the cast -----------------------------------------------------------------------------------------

    def _settle(
        self, identity: Identity, head: Token, texts: list[str], start: int, end: int, name: str | None
    ) -> Draft | None:
        """A draft for the identity of a phrase, second mentions joined to what they take up."""
        wording = name or trim(self.text[start:end])
        first, plural = texts[0].lower(), head.tag in PLURAL
        if identity.how in GROUPS and identity.id.startswith("new:"):
            known = self.earlier.find(identity, texts, head)
            if known:
                kept = wording if " " in wording else None
                self.cast.mention(
                    known, start, end, head.start, identity, head.i, kept, "second_mention", self.in_headline
                )
                self.antecedents.add(known.identity.id, head, known.identity.kind, known.identity.gender, plural)
                return known
            unnamed = identity.kind == "person" or identity.core in UNNAMED  # "a spokesman", "sources"
            if identity.how == "second_mention" and (not unnamed or first in DEFINITE):
                return None
            if first in PARTITIVES:
                identity = identity._replace(id=f"{identity.id}/{first}", name=wording)
            elif self._is_one_of_many(identity, first) and (where := _where(self.text, head)):
                # "a source at the ministry" is another one than "local sources"
                called = f"{wording} {where}"
                identity = identity._replace(id=f"{identity.id}/{slug(where)}", name=called, aliases=(wording,))
        draft = self.cast.take(identity, start)
        self._recall(draft, texts)
        draft.plural = plural
        draft.numbers.add(plural)
        self._belongs(identity, draft, start, end)
        self._describe(identity, draft, wording, first)
        bare = wording.islower() and " " not in wording and draft.identity.how != "collective"  # "the group" is no name
        self.cast.mention(
            draft, start, end, head.start, identity, head.i, None if bare else wording, None, self.in_headline
        )
        self.antecedents.add(draft.identity.id, head, identity.kind, identity.gender, plural)
        return draft

    def _is_one_of_many(self, identity: Identity, first: str) -> bool:
        """Whether "a source" needs to be told from others: always, and "an official" beside one called so before."""
        named_so = identity.core in UNNAMED and first in INDEFINITE
        return named_so and (identity.core in SOURCES or identity.id in self.cast.drafts)

    def _recall(self, draft: Draft, texts: list[str]) -> None:
        """By which nouns it may be taken up: "the ministry", "the groups", by his office "the president"."""
        nouns = [texts[-1].lower()]
        entity = self.actors.get(draft.identity.id) if draft.identity.kind == "person" and self.setting.date else None
        office = entity.role_on(self.setting.date or "") if entity else None
        if office:
            nouns += [office.title.lower(), office.title.lower().rpartition(" ")[2]]
        draft.cores.update(noun for noun in nouns if noun in self.actors.roles)

    def _describe(self, identity: Identity, draft: Draft, wording: str, first: str) -> None:
        """How many they are, and what the text says of an unnamed source."""
        if identity.how in ("role", "second_mention", "collective"):
            if (identity.kind == "person" and first in INDEFINITE) or identity.core in UNNAMED:
                draft.anonymous = wording
            counted = any(word[0].isdigit() or word in PARTITIVES for word in wording.lower().split())
            if draft.plural and counted and draft.low is None:
                bounds = numbers.bounds(wording)
                if bounds:
                    draft.low, draft.high = bounds.low, bounds.high

    def _belongs(self, identity: Identity, draft: Draft, start: int, end: int) -> None:
        """Whom a person or an official speaks for, and what a body is part of."""
        if not identity.base or identity.base == identity.id:
            return
        base = self.actors.get(identity.base)
        owner = identity.owner or (of_entity(base) if base else None)
        if owner is None:
            return
        if identity.kind == "person" or identity.core in UNNAMED:
            draft.speaks_for = owner.id
        else:
            draft.member_of = owner.id
        body = self.cast.take(owner, start)  # one that stands only inside its spokesman's phrase has that for evidence
        if not body.spans:
            body.spans.append(Span(start, end))

    def _bare_name(self, name: Named, words: list[Unit]) -> None:
        """A name inside a larger phrase: "Russian" in "Russian air strikes", "Assad" in "Assad regime"."""
        tokens = self.parsed.tokens
        first, last = words[name.start].first, words[name.end - 1].last
        head, hit = self._top(first, last), name.hit
        owns = head.dep in ("poss", "nsubj") or not self.actors.named([head.text])  # "Moscows planned truce"
        if (hit.seat and not owns) or (hit.demonym and hit.entity.kind == "people"):
            return
        how: How = "demonym" if hit.demonym else "metonym" if hit.seat or hit.metonym else "name"
        self._note(hit, head, tokens[first].start, tokens[last].end, how)
        self.antecedents.add(hit.entity.id, head, hit.entity.kind, hit.entity.gender, False)

    def _owns(self, words: list[Unit], name: Named) -> None:
        """ "Moscows planned truce", the apostrophe lost: the owner, for all who read the parse from here on."""
        texts = [unit.text for unit in words[name.start : name.end]]
        head = self._top(words[name.start].first, words[name.end - 1].last)
        lost = texts[-1].endswith("s") and head.dep in COMPOUNDED and head.head.pos == "NOUN" and head.head.i > head.i
        if lost and not self.actors.named(texts):  # then it was found without its "s"
            head.dep = "poss"

    def _note(self, hit: Hit, head: Token, start: int, end: int, how: How) -> None:
        identity = of_entity(hit.entity, how, self.setting.date)
        draft = self.cast.take(identity, start)
        self._recall(draft, [head.text])
        self.cast.mention(
            draft, start, end, head.start, identity, head.i, None if hit.demonym else self.text[start:end]
        )

    # ---- pronouns -----------------------------------------------------------------------

    def _pronoun(self, token: Token) -> None:
        found = self.antecedents.resolve(token)
        if found and found in self.cast.drafts:
            draft = self.cast.drafts[found]
            self.cast.mention(draft, token.start, token.end, token.start, draft.identity, token.i, None, "pronoun")
