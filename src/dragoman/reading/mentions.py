"""Who is who and where is where: every span that names a party or a place, resolved.

In reading order for each sentence: the names the knowledge base has, the noun phrases (offices, bodies, collectives,
unknown names), appositions and acronyms in brackets; then, over the whole story, pronouns and second mentions.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dragoman.knowledge.actor_names import fold, fold_all
from dragoman.knowledge.actor_phrases import Identity, Named, identify, of_entity
from dragoman.knowledge.actors import Actors, Entity, Hit, pick
from dragoman.knowledge.places import Context
from dragoman.language.coreference import Antecedents
from dragoman.language.lexicon import lexicon
from dragoman.language.parsed import Parsed, Sentence, Token
from dragoman.reading.cast import Cast, Draft, new_id
from dragoman.reading.noun_phrases import Phrase, Unit, phrases, units
from dragoman.reading.reader import Story, gives
from dragoman.records import Actor, How, Mention, Place, Report, Span

_WORDS = lexicon("phrases")
_DETERMINERS = frozenset(_WORDS["determiners"])
_PARTITIVES = frozenset(_WORDS["partitives"])
_STRICT = frozenset(_WORDS["locative"]["strict"])
_LOCATIVE = frozenset(_WORDS["locative"]["prepositions"])
_ORGANISATION = frozenset(_WORDS["organisation_words"])
_ORGANISATION_SECTORS: dict[str, str] = _WORDS["organisation_sectors"]
_GOVERNMENT = frozenset(_WORDS["state_bodies"]["government"])
_STATE_BODIES = frozenset(_WORDS["state_bodies"]["other"])
_DOMESTIC = frozenset(_WORDS["state_bodies"]["domestic"])
_COUNTRY_NOUNS = frozenset(_WORDS["country_nouns"]["words"])
_PLACE_NOUNS = frozenset(_WORDS["place_nouns"]["words"])
_QUANTITIES = frozenset(_WORDS["quantities"])
_LOOSE = frozenset(_WORDS["loose"])
_BY_NAME = frozenset({"name", "alias", "acronym", "new"})
_UNNAMED = frozenset(_WORDS["unnamed_sources"]["nouns"])
_NAME_LINKS = frozenset(_WORDS["name_links"])
_HOMONYMS: dict[str, dict[str, Any]] = lexicon("homonyms")
_PARTICLES = frozenset(_WORDS["name_particles"])
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_DEFINITE = frozenset({"the", "this", "that", "its", "his", "their"})
_TITLES = frozenset(_WORDS["titles"]["words"])
_ACRONYM = re.compile(r"[A-Z][A-Za-z&.-]{1,7}")
_SUBJECT = frozenset({"nsubj", "nsubjpass", "agent"})


@gives(Actor, Place, Mention)
def find(story: Story) -> Iterator[Actor | Place | Mention]:
    """Actors, places and mentions of a story, each in text order."""
    cast = _Reading(story).read()
    yield from cast.actors()
    yield from (cast.places[key] for key in sorted(cast.places))
    yield from cast.in_order()


class _Reading:
    """One pass over one story."""

    def __init__(self, story: Story) -> None:
        self.parsed: Parsed = story.parsed
        self.report = story.report
        self.text = story.text
        self.date: str | None = story.report.published
        self.actors: Actors = story.resources.knowledge.actors
        self.cast = Cast()
        self.antecedents = Antecedents()
        self.places: Any = story.resources.knowledge.places
        self.countries: frozenset[str] = frozenset()
        self.main: Entity | None = None  # the state that the story is about
        self.seen_cores: set[str] = set()
        self.context = Context()
        self.in_headline = False
        self.taken = 0  # tokens before this one lie inside an unlisted name that was extended to the right
        self.defined: dict[str, tuple[Hit, ...]] = {}  # acronyms that the story explains
        self.hyphenated: list[tuple[Token, Hit]] = []

    def read(self) -> Cast:
        """Everything, in order."""
        scanned = [self._scan(sentence) for sentence in self.parsed.sentences]
        ranked = self._story_countries(scanned)
        self.countries = frozenset(ranked)
        town = _dateline(self.report)
        self.context = Context(countries=tuple(ranked), dateline=self.places.find(town) if town else None)
        self.main = self._scene(scanned)
        for sentence, (words, hits) in zip(self.parsed.sentences, scanned, strict=True):
            self.in_headline = sentence.zone.kind in ("headline", "deck", "caption")
            if sentence.zone.kind not in ("published", "byline", "source_line", "tags"):
                self._sentence(sentence, words, hits)
        for token, hit in self.hyphenated:
            self._note(hit, token, token.start, token.end, "demonym" if hit.demonym else "name")
        return self.cast

    # ---- names -------------------------------------------------------------------------------------------------

    def _scan(self, sentence: Sentence) -> tuple[list[Unit], list[tuple[int, int, tuple[Hit, ...]]]]:
        """Words of a sentence and all known names in them, undecided where several bear one."""
        words = units(self.parsed, sentence)
        texts = [unit.text for unit in words]
        found: list[tuple[int, int, tuple[Hit, ...]]] = []
        at = 0
        while at < len(words):
            length, hits = 0, ()
            if not texts[at].islower() and texts[at][:1].isalpha():
                length, hits = self.actors.match(texts, at)
                if not length and texts[at].endswith("s") and len(texts[at]) > 4:  # "Syrias", the apostrophe lost
                    hits = tuple(h for h in self.actors.named([texts[at][:-1]]) if not h.demonym and (not h.short or h.entity.is_person))
                    length = 1 if hits else 0
            if length == 1 and texts[at] in self.defined:
                hits = self.defined[texts[at]]
                length = 1 if hits else 0
            if length and texts[at : at + 1] and at > 1 and texts[at - 1] == "(" and texts[at + length : at + length + 1] == [")"]:
                hits = self._define(texts, at, length, hits, found)
                length = length if hits else 0
            elif not length and at and texts[at - 1] == "(" and _ACRONYM.fullmatch(texts[at]) and texts[at].isupper():
                hits = self._define(texts, at, 1, (), found)
                length = 1 if hits else 0
            if length:
                found.append((at, at + length, hits))
            elif words[at].first < words[at].last:
                self._scan_hyphenated(words[at])
            at += length or 1
        return words, found

    def _define(
        self, texts: list[str], at: int, length: int, hits: tuple[Hit, ...], found: list[tuple[int, int, tuple[Hit, ...]]]
    ) -> tuple[Hit, ...]:
        """ "(JEM)" after a name: from here on it means that; after an unknown name, nothing that is listed."""
        if length > 1 or not texts[at].isupper():
            return hits
        before = found[-1] if found and found[-1][1] == at - 1 else None
        named = before[2] if before else ()
        if any(hit.entity is other.entity for hit in hits for other in named):
            named = tuple(other for other in named if any(hit.entity is other.entity for hit in hits))
        elif not _abbreviates(texts[at], [" ".join(texts[max(0, at - 9) : at - 1])]):
            return hits
        self.defined[texts[at]] = named
        return named

    def _scan_hyphenated(self, unit: Unit) -> None:
        """ "Russian-sponsored", "UN-led": whose it is."""
        token = self.parsed.tokens[unit.first]
        if token.text[:1].isupper():
            chosen = pick(self.actors.named([token.text]), self.date, self.countries)
            if chosen and not chosen.seat and chosen.entity.kind != "people":
                self.hyphenated.append((token, chosen))

    def _story_countries(self, scanned: list[Any]) -> list[str]:
        """The three countries that the story names most, most first."""
        counts: Counter[str] = Counter()
        for _, hits in scanned:
            for _, _, bearers in hits:
                states = {hit.entity.country for hit in bearers if hit.entity.kind == "state"}
                counts.update(states)
        return [code for code, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:3]]

    def _scene(self, scanned: list[Any]) -> Entity | None:
        """The state where the story happens: named after "in", by its towns, by its own rebels and ministries."""
        counts: Counter[str] = Counter()
        if self.context.dateline and self.context.dateline.country:
            counts[self.context.dateline.country] += 1
        for words, hits in scanned:
            for start, end, bearers in hits:
                state = next((hit for hit in bearers if hit.entity.kind == "state"), None)
                if state is None:
                    continue
                inside = start > 0 and words[start - 1].text.lower() in _STRICT
                domestic = state.demonym and end < len(words) and words[end].text.lower() in _DOMESTIC
                counts[state.entity.country] += 2 if inside or domestic else 0
            for before, unit in zip(words, words[1:], strict=False):
                if before.text.lower() in _STRICT and unit.text[:1].isupper() and self.places.knows(unit.text):
                    place = self.places.find(unit.text, self.context)
                    if place and place.country and place.feature != "country":
                        counts[place.country] += 1
        if not counts or not max(counts.values()):
            return self.actors.country(self.context.countries[0]) if self.context.countries else None
        return self.actors.country(min(counts, key=lambda code: (-counts[code], code)))

    # ---- one sentence ------------------------------------------------------------------------------------------

    def _sentence(self, sentence: Sentence, words: list[Unit], hits: list[tuple[int, int, tuple[Hit, ...]]]) -> None:
        tokens = self.parsed.tokens
        unit_of = {i: n for n, unit in enumerate(words) for i in range(unit.first, unit.last + 1)}
        names: list[Named] = []
        for start, end, bearers in hits:
            common = end == start + 1 and fold(words[start].text) in self.actors.given_names
            chosen = pick(bearers, self.date, self.countries, common)
            if chosen and not self._misled(words, start, end, chosen) and not self._is_homes(words, start, end, chosen):
                names.append(Named(start, end, chosen))
        used: set[int] = set()  # names that a phrase is headed by
        made: dict[int, Draft] = {}
        inner = self._inner_tokens(names, words)
        named = {i for name in names for unit in words[name.start : name.end] for i in range(unit.first, unit.last + 1)}
        for phrase in phrases(self.parsed, sentence, self.actors.role_tails, named):
            if phrase.head.i in inner or phrase.head.i < self.taken or self._in_office(phrase.head):
                continue
            draft = self._phrase(phrase, words, unit_of, names, used)
            if draft:
                made[phrase.head.i] = draft
        for number, name in enumerate(names):
            if number not in used:
                self._bare_name(name, words)
        self._bind(sentence, made)
        for token in tokens[sentence.first : sentence.last]:
            if token.pos == "PRON":
                self._pronoun(token)
        self.antecedents.end_sentence()

    def _is_homes(self, words: list[Unit], start: int, end: int, hit: Hit) -> bool:
        """ "Congress" in a story of Peru: a common noun, and no American one."""
        if hit.entity.kind != "organisation" or not hit.entity.country or hit.entity.country in self.countries:
            return False
        return " ".join(unit.text for unit in words[start:end]).lower() in self.actors.roles

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
        if head.dep != "pobj" or head.head.lower != "of":
            return False
        return f"{head.head.head.lower} of {head.lower}" in self.actors.roles

    def _misled(self, words: list[Unit], start: int, end: int, hit: Hit) -> bool:
        """A country or town name that is part of somebody's name: "Michael Jordan", "Chad Smith", "Paris Hilton"."""
        if hit.short and hit.entity.kind == "media":
            return not (start and words[start - 1].text.lower() == "the") or self.parsed.tokens[words[end - 1].last].dep == "compound"
        if hit.entity.kind != "state" or end - start > 1:
            return False
        if not hit.demonym and (other := _HOMONYMS.get(fold(words[start].text))) and any(
            unit.text.lower() in other["words"] for unit in words
        ):
            return True
        tokens = self.parsed.tokens
        last = tokens[words[end - 1].last]
        if hit.demonym:  # "John Irish"
            given = fold(words[start - 1].text) if start and words[start - 1].text[:1].isupper() else ""
            return given in self.actors.given_names and last.tag in ("NNP", "NNPS") and not self._known_start(words, start - 1)
        if end < len(words):
            after = tokens[words[end].first]
            if (
                after.tag == "NNP" and after.text[:1].isupper() and last.dep == "compound" and last.head.i >= after.i
                and not self._known_start(words, end)
            ):
                return True
        if start > 0:
            before = tokens[words[start - 1].last]
            if (
                before.tag == "NNP" and before.dep == "compound" and before.head is last and before.text.isalpha()
                and not before.text.isupper() and not self._known_start(words, start - 1)
            ):
                return True
        return False

    def _known_start(self, words: list[Unit], at: int) -> bool:
        """Whether the word begins a role noun, a title or a known name, or is of an organisation's name."""
        text = words[at].text
        if text in _TITLES or text in _ORGANISATION or any(not hit.short for hit in self.actors.named([text])):
            return True
        lowered = [unit.text.lower() for unit in words[at : at + 3]]
        return any(" ".join(lowered[:n]) in self.actors.roles for n in (1, 2, 3))

    def _phrase(
        self, phrase: Phrase, words: list[Unit], unit_of: dict[int, int], names: list[Named], used: set[int]
    ) -> Draft | None:
        head = phrase.head
        left, at = unit_of[phrase.left], unit_of[head.i]
        right = at + 1
        own: list[tuple[int, Named]] = []
        for number, name in enumerate(names):
            if name.start <= at < name.end:
                right = max(right, name.end)
                left = min(left, name.start)
            if left <= name.start and name.end <= right:
                own.append((number, name))
        texts = [unit.text for unit in words[left:right]]
        start = min(phrase.start, self.parsed.tokens[words[left].first].start)
        inside = [Named(name.start - left, name.end - left, name.hit) for _, name in own]
        if own and own[-1][1].end == right:
            used.add(own[-1][0])
            if self._is_place(phrase, own[-1][1].hit):
                first = self.parsed.tokens[words[own[-1][1].start].first]
                self._place(first.start, self.parsed.tokens[words[own[-1][1].end - 1].last].end, head, own[-1][1].hit.entity)
                return None
        texts, inside = self._with_owner(phrase, texts, inside, words, unit_of, names)
        texts, inside = self._with_country(texts, inside, [name.hit for name in names if name.end <= left])
        identity = identify(self.actors, texts, self.date, self.countries, inside)
        end = max(head.end, self.parsed.tokens[words[right - 1].last].end)
        if identity is None and self._toponym(phrase, texts):
            return None
        if identity is not None and identity.core and self._idle_facility(identity.core, head):
            return None
        if identity is None or self._is_unlisted(identity, texts):
            front = max((n.end for n in inside if n.end < len(texts)), default=0)
            identity = self._unknown(phrase, texts, front) or identity
        if identity is None:
            return None
        if self.taken > head.i:
            end = max(end, self.parsed.tokens[self.taken - 1].end)
        return self._settle(self._of_the_country(identity, texts), phrase, texts, start, end)

    def _of_the_country(self, identity: Identity, texts: list[str]) -> Identity:
        """ "the government", "the army" with no name beside them: those of the country that the story is about."""
        if identity.owner is not None:
            owner = self._of_the_country(identity.owner, [identity.owner.core])
            return replace(identity, owner=owner, base=owner.id, country=identity.country or owner.country)
        if identity.base or not identity.id.startswith("new:") or self.main is None or identity.core in self.seen_cores:
            return identity
        if (texts[0].lower() in _DEFINITE or len(texts) == 1) and identity.core in _GOVERNMENT:
            return replace(of_entity(self.main, "second_mention"), core=identity.core, confidence=0.6)
        if texts[0].lower() not in _PARTITIVES and identity.core in _STATE_BODIES and len(texts) < 4:
            return replace(identity, id=f"{self.main.id}/{identity.id[4:]}", country=self.main.country, base=self.main.id, confidence=0.6)
        return identity

    def _idle_facility(self, noun: str, head: Token) -> bool:
        return noun in self.actors.roles and self.actors.roles[noun].kind == "facility" and head.dep not in _SUBJECT

    def _is_unlisted(self, identity: Identity, texts: list[str]) -> bool:
        """A capitalised role noun with capitalised words before it is a name: "International Office"."""
        return identity.how == "role" and not identity.base and len(texts) > 1 and all(w[:1].isupper() for w in texts[-2:])

    def _with_owner(
        self, phrase: Phrase, texts: list[str], inside: list[Named], words: list[Unit], unit_of: dict[int, int], names: list[Named]
    ) -> tuple[list[str], list[Named]]:
        """ "head of the HNC", "government of Syria": the owner's name is put before the noun."""
        if inside:
            return texts, inside
        role = self.actors.role(texts) if phrase.owners else None
        for token in phrase.owners:
            if role is None or (token.head.lower != "of" and role[1][1] != "person"):
                continue
            at = unit_of[token.i]
            for name in names:
                if name.start <= at < name.end:
                    front = [unit.text for unit in words[name.start : name.end]]
                    size = len(front)
                    while len(texts) > 1 and texts[0].lower() in _DETERMINERS:
                        texts = texts[1:]
                    return front + texts, [Named(0, size, name.hit), *(Named(n.start + size, n.end + size, n.hit) for n in inside)]
        return texts, inside

    def _with_country(self, texts: list[str], inside: list[Named], before: list[Hit]) -> tuple[list[str], list[Named]]:
        """ "the country's air force": of the state last spoken of."""
        at = next((n for n, word in enumerate(texts[:-1]) if word.lower() in _COUNTRY_NOUNS), None)
        if at is None or inside:
            return texts, inside
        entity = next((hit.entity for hit in reversed(before) if hit.entity.kind == "state"), None)
        if entity is None:
            state = self.antecedents.latest("state")
            entity = self.actors.get(state) if state else None
        if entity is None:
            return texts, inside
        rest = [word for word in texts[at + 1 :] if word not in ("'s", "’s", "'")]
        return [entity.name, *rest], [Named(0, 1, Hit(entity, 0))]

    def _is_place(self, phrase: Phrase, hit: Hit) -> bool:
        """A country or town after "in" is where, not who; a town is who only where it acts or owns."""
        if hit.entity.kind != "state" or hit.demonym or hit.metonym:
            return False
        head = phrase.head
        preposition = head.head.lower if head.dep == "pobj" else ""
        if preposition in _STRICT or (head.dep == "appos" and not hit.metonym):
            return True
        if hit.seat:
            return preposition in _LOCATIVE or (head.dep not in _SUBJECT and head.dep not in ("poss", "dobj", "pobj", "conj"))
        return False

    def _place(self, start: int, end: int, head: Token, state: Entity | None = None) -> bool:
        """Note a place if the gazetteer knows the words; a country of the knowledge base always."""
        wording = self.text[start:end]
        sentence = self.parsed.sentences[head.sentence]
        context = replace(self.context, words=self.text[sentence.start : sentence.end])
        place = self.places.find(wording, context)
        if place is None:
            if state is None:
                return False
            place = Place(id=f"country:{state.country}", name=state.name, country=state.country, feature="country")
        self.cast.place(place, start, end, head.start, 0.8)
        return True

    def _toponym(self, phrase: Phrase, texts: list[str]) -> bool:
        """A place that is no party: a name after "in", "the town of Amiriyah", "northern Aleppo province"."""
        head = phrase.head
        if head.lower in _PLACE_NOUNS:
            if not any(word[:1].isupper() for word in texts[:-1]):
                return False
            return self._place(phrase.start, head.end, head)
        if head.tag not in ("NNP", "NNPS") or not head.text[:1].isupper():
            return False
        capital = next((n for n, word in enumerate(texts) if word[:1].isupper()), 0)
        name = " ".join(texts[capital:])
        if not self.places.knows(name):
            return False
        preposition = head.head.lower if head.dep == "pobj" else ""
        over = head.head.head if preposition == "of" else None
        where = preposition in _LOCATIVE and preposition not in ("for", "of")
        if not (where or head.dep in ("appos", "npadvmod") or (over is not None and over.lower in _PLACE_NOUNS) or self._beside_place(head)):
            return False
        start = phrase.start if capital == 0 else self.text.find(texts[capital], phrase.start, head.end)
        if start < 0:
            return False
        if over is not None and over.lower in _PLACE_NOUNS and over.start < start:
            return self._place(over.start, head.end, head)
        return self._place(start, head.end, head)

    def _beside_place(self, head: Token) -> bool:
        """ "in Homs and Hama": joined to a place."""
        return head.dep == "conj" and any(m.head == head.head.start and m.kind == "place" for m in self.cast.mentions[-6:])

    # ---- names nobody has listed -------------------------------------------------------------------------------

    def _unknown(self, phrase: Phrase, texts: list[str], front: int) -> Identity | None:
        """A capitalised name that the knowledge base lacks: a later short form, a body by its last word, a person."""
        head = phrase.head
        if head.tag not in ("NNP", "NNPS") or not head.text[:1].isupper():
            return None
        cut = len(texts)
        while cut > 0 and (texts[cut - 1][:1].isupper() or _is_particle(texts[cut - 1])) and texts[cut - 1] not in _TITLES:
            cut -= 1
        while cut < len(texts) - 1 and texts[cut].islower() and "-" not in texts[cut]:
            cut += 1
        if len(texts) - front > 1 and not any(word in _ORGANISATION for word in texts[front:]):
            cut = max(cut, front + (texts[front] in _POSSESSIVE))  # "Associated Press Albert Aji", "Al Jazeera's Zeina Khodr"
        name = [word for word in texts[cut:] if word not in ("The", "A")]
        if not name:
            return None
        short = self.cast.short.get(" ".join(fold_all(name)))
        if short is None and len(name) == 1:
            short = self.cast.last_words.get(name[0].lower())
        if short:
            return replace(self.cast.drafts[short].identity, how="alias")
        wording = " ".join(name).replace(" '", "'").replace(" ’", "’")
        if any(word in _ORGANISATION for word in name):
            more = self._name_after(head)
            if more:
                name = [*name, *(t.text for t in more)]
                wording = f"{wording} {self.text[more[0].start : more[-1].end]}"
                self.taken = more[-1].i + 1
            sector = next((code for word, code in _ORGANISATION_SECTORS.items() if word in name), "")
            return Identity(id=new_id(wording), name=wording, kind="organisation", sector=sector, how="new", confidence=0.6)
        role = self.actors.role(texts[:cut])
        titled = bool(cut) and (texts[cut - 1] in _TITLES or (role is not None and role[1][1] == "person"))
        gender = self.actors.given_names.get(fold(name[0]).split()[0]) if len(name) > 1 and fold(name[0]) else None
        beside = head.dep == "appos" or any(c.dep == "appos" for c in head.children)
        if titled or (len(name) > 1 and (gender is not None or beside or (head.dep in _SUBJECT and _speaks(head)))):
            office = identify(self.actors, texts[:cut], self.date, self.countries) if role else None
            sector = office.sector if office else role[1][0] if role else ""
            return Identity(
                id=new_id(wording), name=wording, kind="person", sector=sector, how="new", confidence=0.6, gender=gender or "",
                country=office.country if office else "", base=office.base if office else "", owner=office.owner if office else None,
                role=" ".join(texts[:cut]) if role else "", core=" ".join(texts[cut - role[0] : cut]).lower() if role else "",
            )
        return None

    def _name_after(self, head: Token) -> list[Token]:
        """ "for Democracy", "of Workers and Peasants" after the head of an organisation's name."""
        tokens, found, at = self.parsed.tokens, 0, head.i + 1
        last = self.parsed.sentences[head.sentence].last
        while at < last:
            small = 0
            while at + small < last and tokens[at + small].lower in _NAME_LINKS and small < 3:
                small += 1
            if (found == 0 and not small) or at + small >= last or not tokens[at + small].text[:1].isupper():
                break
            at += small + 1
            found = at
        return tokens[head.i + 1 : found] if found else []

    def _settle(self, identity: Identity, phrase: Phrase, texts: list[str], start: int, end: int) -> Draft | None:
        """A draft for the identity of a phrase, second mentions joined to what they take up."""
        head = phrase.head
        wording = _trim(self.text[start:end])
        first = texts[0].lower() if texts else ""
        collective = identity.how in ("collective", "role", "second_mention") and identity.id.startswith("new:")
        if collective:
            known = self._second_mention(identity, texts, head)
            if known:
                self.cast.mention(known, start, end, head.start, identity, head.i, wording if " " in wording else None, "second_mention", self.in_headline)
                self.antecedents.add(known.identity.id, head, known.identity.kind, known.identity.gender, head.tag in ("NNS", "NNPS"))
                return known
            if identity.how == "second_mention" and (identity.kind != "person" or first in _DEFINITE):
                return None
            if first in _PARTITIVES:
                identity = replace(identity, id=f"{identity.id}/{first}", name=wording)
        if identity.core:
            self.seen_cores.add(identity.core)
        draft = self.cast.take(identity, start)
        draft.plural = head.tag in ("NNS", "NNPS")
        self._belongs(identity, draft, start, end)
        if wording.islower() and " " not in wording and draft.identity.how != "collective":
            keep = None  # "the government", "the group" are no names
        else:
            keep = wording
        if identity.how in ("role", "second_mention") and (
            (identity.kind == "person" and first in ("a", "an", "one")) or identity.core in _UNNAMED
        ):
            draft.anonymous = wording
        self.cast.mention(draft, start, end, head.start, identity, head.i, keep, in_headline=self.in_headline)
        self.antecedents.add(draft.identity.id, head, identity.kind, identity.gender, draft.plural)
        return draft

    def _belongs(self, identity: Identity, draft: Draft, start: int, end: int) -> None:
        """Whom a person or an official speaks for, and what a body is part of."""
        if not identity.base or identity.base == identity.id:
            return
        base = self.actors.get(identity.base)
        owner = identity.owner or (of_entity(base) if base else None)
        if owner is None:
            return
        if identity.kind == "person" or identity.core in _UNNAMED:
            draft.speaks_for = owner.id
        else:
            draft.member_of = owner.id
        body = self.cast.take(owner, start)  # one that stands only inside its spokesman's phrase has that for evidence
        if not body.spans:
            body.spans.append(Span(start, end))

    def _second_mention(self, identity: Identity, texts: list[str], head: Token) -> Draft | None:
        """ "the envoy", "opposition groups" again: the latest draft with that role noun and nothing against it."""
        first = texts[0].lower()
        if first in _PARTITIVES or identity.base or identity.id in self.cast.drafts:
            return None
        own = _modifiers(texts, identity.core)
        number = next((word for word in texts if word[0].isdigit()), None)
        best: Draft | None = None
        for draft in self.cast.drafts.values():
            if identity.core not in draft.cores or (best is not None and draft.last <= best.last) or not _same_number(draft, head):
                continue
            if draft.identity.how in _BY_NAME:
                fits = not own and first in _DEFINITE and number is None
            else:
                fits = own <= _parts(draft) and not (number and identity.kind == "people")
            if fits and draft.identity.id.rpartition("/")[2] not in _PARTITIVES:
                best = draft
        return best

    def _bare_name(self, name: Named, words: list[Unit]) -> None:
        """A name inside a larger phrase: "Russian" in "Russian air strikes", "Assad" in "Assad regime"."""
        tokens = self.parsed.tokens
        first, last = words[name.start].first, words[name.end - 1].last
        head = self._top(first, last)
        hit = name.hit
        if (hit.seat and head.dep not in ("poss", "nsubj")) or (hit.demonym and hit.entity.kind == "people"):
            return
        how: How = "demonym" if hit.demonym else "metonym" if hit.seat or hit.metonym else "name"
        self._note(hit, head, tokens[first].start, tokens[last].end, how)
        self.antecedents.add(hit.entity.id, head, hit.entity.kind, hit.entity.gender, False)

    def _note(self, hit: Hit, head: Token, start: int, end: int, how: How) -> None:
        identity = of_entity(hit.entity, how, self.date)
        draft = self.cast.take(identity, start)
        self.cast.mention(draft, start, end, head.start, identity, head.i, None if hit.demonym else self.text[start:end])

    # ---- appositions, acronyms, pronouns -----------------------------------------------------------------------

    def _bind(self, sentence: Sentence, made: dict[int, Draft]) -> None:
        """ "the ... Committee (HNC)": the acronym is another name of what stands before it; "envoy Staffan de Mistura",
        "Nasr Hariri, head of the committee": the office is the person's."""
        tokens = self.parsed.tokens
        for i in sorted(made):
            self._bind_person(tokens[i], made)
        for i in range(sentence.first + 1, sentence.last - 1):
            token = tokens[i]
            if tokens[i - 1].text != "(" or tokens[i + 1].text != ")" or not _ACRONYM.fullmatch(token.text):
                continue
            before = next((made[j] for j in range(i - 2, max(i - 12, sentence.first - 1), -1) if j in made), None)
            if before and _abbreviates(token.text, [before.identity.name, *before.names]):
                self.cast.short[fold(token.text)] = before.identity.id
                before.names[token.text] += 1
                self.cast.mention(before, token.start, token.end, token.start, before.identity, i, token.text, "acronym")

    def _bind_person(self, token: Token, made: dict[int, Draft]) -> None:
        """Join an office to the person whom it stands beside."""
        office = made[token.i]
        if office.identity.kind != "person" or office.identity.how not in ("role", "second_mention"):
            return
        beside = [c for c in token.children if c.dep == "appos"] + ([token.head] if token.dep in ("appos", "compound", "nmod") else [])
        for other in beside:
            person = made.get(other.i)
            if person and person is not office and person.identity.kind == "person" and person.identity.how != "role":
                self.cast.merge(office, person)
                for i, draft in made.items():
                    if draft is office:
                        made[i] = person
                self.antecedents.rename(office.identity.id, person.identity.id)
                return

    def _pronoun(self, token: Token) -> None:
        found = self.antecedents.resolve(token)
        if found and found in self.cast.drafts:
            draft = self.cast.drafts[found]
            self.cast.mention(draft, token.start, token.end, token.start, draft.identity, token.i, None, "pronoun")


def _dateline(report: Report) -> str | None:
    """The town of the date line: "GENEVA (Reuters) -" gives "Geneva"."""
    if not report.dateline:
        return None
    town = re.split(r"[,(/–—]| - |, ", report.dateline, maxsplit=1)[0].strip(" -:")
    return town.title() if town.isupper() else town or None


def _is_particle(word: str) -> bool:
    """ "al-Zamili", "de", "bin": parts of names in small letters."""
    return word in _PARTICLES or word[:3].lower() in ("al-", "el-", "as-", "an-", "ad-", "ul-")


def _modifiers(texts: list[str], core: str) -> set[str]:
    """Comparable words before the role noun that say which one it is."""
    kept = [w for w in texts[:-1] if w.lower() not in _DETERMINERS and w.lower() not in _QUANTITIES and not w[0].isdigit()]
    return {part for part in fold_all(kept) if part not in _LOOSE and part not in core.split()}


def _parts(draft: Draft) -> set[str]:
    """Comparable words of all wordings of an actor."""
    return {part for name in draft.names for part in fold_all(name.split())}


def _same_number(draft: Draft, head: Token) -> bool:
    """"The group" is one, "groups" are many; a body that is named may be either."""
    return draft.identity.how in _BY_NAME or draft.plural == (head.tag in ("NNS", "NNPS"))


def _speaks(token: Token) -> bool:
    return token.head.pos == "VERB"


def _trim(wording: str) -> str:
    words = wording.split()
    while len(words) > 1 and words[0].lower() in _DETERMINERS:
        words = words[1:]
    return " ".join(words)


def _abbreviates(acronym: str, names: list[str]) -> bool:
    """Whether the capitals of a name, in order, contain those of the acronym."""
    letters = [c.lower() for c in acronym if c.isupper()]
    for name in names:
        initials = [word[:1].lower() for word in re.split(r"[\s-]+", name) if word]
        at = 0
        for letter in initials:
            if at < len(letters) and letter == letters[at]:
                at += 1
        if at == len(letters) or (len(letters) > 2 and sorted(letters) == sorted(i for i in initials if i in letters)):
            return True  # in order; or all of them in another language's order: "National Council for Democracy (CND)"
    return False
