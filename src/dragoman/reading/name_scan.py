"""The names that the knowledge base has, found in a story; and the countries that the story is about."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from dragoman.knowledge.actor_names import fold, fold_all
from dragoman.knowledge.actor_phrases import Named
from dragoman.knowledge.actors import Actors, Entity, Hit, pick
from dragoman.knowledge.places import Context, Places
from dragoman.language.parsed import Parsed, Sentence, Token
from dragoman.reading.noun_phrases import Unit, units
from dragoman.reading.party_words import (
    ACRONYM,
    BEFORE_MONTHS,
    DOMESTIC,
    HOMONYMS,
    HYPHEN_DEEDS,
    INSIDE,
    MONTHS,
    NAME_OPENERS,
    ORGANISATION_WORDS,
    PLACE_NOUNS,
    THE,
    TITLES,
    abbreviates,
    is_particle,
)
from dragoman.reading.reader import Story
from dragoman.records import Report
from dragoman.wire.head import title_case

REGNAL = re.compile(r"(?=[IVX]{2,5}$)X{0,2}(IX|IV|V?I{0,3})|[VX]")
MAX_OFFICE_WORDS = 3  # between a country's name and that of its officer: "Sudanese foreign minister Ghandour"
TITLED = frozenset({"headline", "deck", "subhead"})
FUNCTION_WORDS = frozenset({"ADP", "DET", "ADV", "CCONJ", "SCONJ", "PRON", "AUX"})  # "In" opens a sentence
DATELINE = 2  # what the date line counts for where the story happens, in mentions of towns


class Found(NamedTuple):
    """A name in a sentence: words [start, end), and all who bear it."""

    start: int
    end: int
    hits: tuple[Hit, ...]


class Scanned(NamedTuple):
    """The words of a sentence and the names in them."""

    sentence: Sentence
    words: list[Unit]
    found: list[Found]


class Setting:
    """A story seen once over: its names, its countries, the state where it happens."""

    def __init__(self, story: Story) -> None:
        self.parsed: Parsed = story.parsed
        self.text = story.text
        self.date: str | None = story.report.published
        self.actors: Actors = story.resources.knowledge.actors
        self.places: Places = story.resources.knowledge.places
        self.defined: dict[str, tuple[Hit, ...]] = {}  # acronyms that the story explains
        self.hyphenated: list[tuple[Token, int, Hit]] = []  # with its end: of "Russian-sponsored", "an EU-UN plan"
        self.borne: set[str] = set()  # surnames of leaders that somebody else bears in this story
        self._undecided: list[Token] = []
        self._pairs: list[tuple[Token, Token]] = []
        self.scanned = [self._scan(sentence) for sentence in self.parsed.sentences]
        ranked = self._countries_named()
        self.countries = frozenset(ranked)
        town = dateline_town(story.report)
        self.context = Context(countries=tuple(ranked), dateline=self.places.find(town) if town else None)
        self.main = self._scene()
        for token in self._undecided:
            name = token.text.rpartition("-")[0] or token.text  # "U.S.-backed" is one token, "US-backed" three
            hit = self._joined(name)
            if hit:
                self.hyphenated.append((token, token.start + len(name), hit))
        for pair in self._pairs:
            known = [(token, token.end, hit) for token in pair if (hit := self._joined(token.text))]
            self.hyphenated.extend(known if len(known) == len(pair) else ())

    # ---- names -------------------------------------------------------------------------------------------------

    def _scan(self, sentence: Sentence) -> Scanned:
        """Words of a sentence and all known names in them, undecided where several bear one."""
        words = units(self.parsed, sentence)
        texts = [unit.text for unit in words]
        found: list[Found] = []
        at = 0
        while at < len(words):
            text = texts[at]
            if text.islower() or not text[0].isalpha():
                at += 1
                continue
            length, hits = self._at(texts, at, found)
            if length:
                found.append(Found(at, at + length, hits))
            elif text[0].isupper() and text.rpartition("-")[2].lower() in HYPHEN_DEEDS:
                self._undecided.append(self.parsed.tokens[words[at].first])
            elif words[at].last - words[at].first == 2 and text.rpartition("-")[2][:1].isupper():
                self._pairs.append((self.parsed.tokens[words[at].first], self.parsed.tokens[words[at].last]))
            at += length or 1
        return Scanned(sentence, words, found)

    def _joined(self, name: str) -> Hit | None:
        """Who bears a name before a hyphen: a state or body, no people."""
        hit = pick(self.actors.named([name]), self.date, self.countries)
        return hit if hit and not hit.seat and hit.entity.kind != "people" else None

    def _at(self, texts: list[str], at: int, found: list[Found]) -> tuple[int, tuple[Hit, ...]]:
        """The name that starts at a word, and its bearers; (0, ()) for none."""
        text = texts[at]
        length, hits = self._possessor(texts, at, *self.actors.match(texts, at))
        if length and at + length < len(texts) and REGNAL.fullmatch(texts[at + length]):
            people = tuple(hit for hit in hits if hit.entity.is_person)  # "King Abdullah II"
            return (length + 1, people) if people else (length, hits)
        if length < 2 and text in self.defined:
            hits = self.defined[text]
            length = 1 if hits else 0
        if length < 2 and at and texts[at - 1] == "(" and texts[at + 1 : at + 2] == [")"] and _is_acronym(text):
            hits = self._define(texts, at, hits, found)
            length = 1 if hits else 0
        return length, hits

    def _possessor(self, texts: list[str], at: int, length: int, hits: tuple[Hit, ...]) -> tuple[int, tuple[Hit, ...]]:
        """The name that starts at a word, or a longer one whose apostrophe is lost: "Syrias", "Bashar al-Assads"."""
        first = fold_all(texts[at : at + 1])
        most = max(self.actors.longest(first[0]) if first else 1, 1)
        for size in range(min(most, len(texts) - at), length, -1):
            last = texts[at + size - 1]
            if not last.endswith("s") or len(last) <= 4 or not last.rpartition("-")[2][:1].isupper():
                continue
            named = self.actors.named([*texts[at : at + size - 1], last[:-1]])
            named = tuple(h for h in named if not h.demonym and (not h.short or h.entity.is_person))
            if named:
                return size, named
        return length, hits

    def _define(self, texts: list[str], at: int, hits: tuple[Hit, ...], found: list[Found]) -> tuple[Hit, ...]:
        """ "(JEM)" after a name: from here on it means that; after an unknown name, nothing that is listed."""
        named = found[-1].hits if found and found[-1].end == at - 1 else ()
        shared = tuple(other for other in named if any(hit.entity is other.entity for hit in hits))
        if not shared and not abbreviates(texts[at], [" ".join(texts[max(0, at - 9) : at - 1])]):
            return hits
        self.defined[texts[at]] = shared or named
        return shared or named

    def names(self, scanned: Scanned) -> list[Named]:
        """The names of a sentence with their likeliest bearers, less those that mislead."""
        names: list[Named] = []
        for start, end, hits in scanned.found:
            common = end == start + 1 and fold(scanned.words[start].text) in self.actors.given_names
            beside = {
                other.entity.country
                for name in scanned.found
                if 0 < start - name.end <= MAX_OFFICE_WORDS  # "Sudanese President Bashir"
                for other in name.hits
                if other.entity.kind == "state"
            }
            hit = pick(hits, self.date, self.countries | beside, common and not beside)
            if hit and not self._misleads(scanned.words, start, end, hit):
                names.append(Named(start, end, hit))
        return names

    def _misleads(self, words: list[Unit], start: int, end: int, hit: Hit) -> bool:
        """A name that is part of another, or is a common word here."""
        entity = hit.entity
        last = self.parsed.tokens[words[end - 1].last]
        if entity.is_person and self._names_something(words, start, end, last):
            return True
        if hit.short and entity.is_person and end == start + 1:
            foreign = entity.country not in self.countries  # "Young men", no Belizean
            common = last.pos in FUNCTION_WORDS or (last.pos == "ADJ" and foreign) or is_month(last, self.parsed.tokens)
            return common or self._borne_by_another(words, start, last)
        if entity.kind == "media" and end == start + 1 and last.lower in self.actors.roles:
            return True  # "Strike kills 15: Monitor", not Al-Monitor
        if hit.short and entity.kind == "media":  # "the Times", not "times"
            return not (start and words[start - 1].text.lower() in THE) or last.dep == "compound"
        if entity.kind == "collective" and end == start + 1:  # "the West"; not "West Darfur"
            return not self._is_the_one(words, start, last)
        if entity.kind == "organisation" and entity.country and entity.country not in self.countries:
            # "Congress" in a story of Peru: a common noun, and no American one
            return " ".join(unit.text for unit in words[start:end]).lower() in self.actors.roles
        if entity.kind != "state" or end - start > 1:
            return False
        if hit.demonym:  # "John Irish"
            given = fold(words[start - 1].text) if start and words[start - 1].text[:1].isupper() else ""
            return (
                given in self.actors.given_names
                and last.tag in ("NNP", "NNPS")
                and not self._starts_name(words, start - 1)
            )
        other = HOMONYMS.get(fold(words[start].text))
        if other and any(unit.text.lower() in other["words"] for unit in words):
            return True
        return self._inside_name(words, start, end, last)

    def _is_the_one(self, words: list[Unit], at: int, token: Token) -> bool:
        """ "The West" as somebody: with its article, a noun of its own, and not where something happens."""
        told = at > 0 and words[at - 1].text.lower() in THE and token.dep not in ("compound", "amod", "nmod")
        after = words[at + 1].text if at + 1 < len(words) else ""
        where = token.dep == "pobj" and token.head.lower in INSIDE
        return told and not where and not after[:1].isupper()

    def _names_something(self, words: list[Unit], start: int, end: int, last: Token) -> bool:
        """A name that a place or a body bears: "Salah al-Din district", "Omar al-Faruq Brigade"."""
        if end >= len(words):
            return False
        after = self.parsed.tokens[words[end].first]
        if after.lower in PLACE_NOUNS:
            return last.dep == "compound" and last.head is after
        before = words[start - 1].text if start else ""
        named = before[:1].isupper() and before not in TITLES and not self._is_known(before)
        named = named and self.parsed.tokens[words[start - 1].last].pos == "PROPN"
        return end == start + 1 and named and after.text.title() in ORGANISATION_WORDS

    def _borne_by_another(self, words: list[Unit], at: int, token: Token) -> bool:
        """A leader's surname that is somebody else's here: "Ahmad Khan", "Khan Shaykhun", and "Khan" later."""
        key = fold(words[at].text)
        tokens = self.parsed.tokens
        after = tokens[words[at + 1].first] if at + 1 < len(words) else None
        if after and is_particle(after.text) and at + 2 < len(words) and words[at + 2].text[:1].isupper():
            return True  # "Ahmed al Burai"
        known = after is not None and self._is_known(after.text)
        if (
            after
            and after.tag == "NNP"
            and after.text[:1].isupper()
            and not (known or self._starts_name(words, at + 1))
        ):
            return True
        before = words[at - 1].text if at else ""
        if before.lower() in NAME_OPENERS:
            self.borne.add(key)
            return True
        if self._is_known(before):
            return False  # "Blaming Assad Trump says"
        named = before[:1].isupper() and tokens[words[at - 1].last].tag == "NNP" and before.isalpha() if at else False
        plain = before not in TITLES and before.lower() not in self.actors.role_tails and not before.isupper()
        if named and plain and (fold(before) in self.actors.given_names or tokens[words[at - 1].last].head is token):
            self.borne.add(key)
        return key in self.borne

    def _is_known(self, word: str) -> bool:
        """Whether a word alone names a leader, on this date and in this story."""
        hit = pick(self.actors.named([word]), self.date, self.countries) if word[:1].isupper() else None
        return hit is not None and hit.short and hit.entity.is_person

    def _inside_name(self, words: list[Unit], start: int, end: int, last: Token) -> bool:
        """A country or town name that is part of somebody's name: "Michael Jordan", "Chad Smith", "Paris Hilton"."""
        tokens = self.parsed.tokens
        if end < len(words):
            after = tokens[words[end].first]
            joined = last.dep == "compound" and last.head.i >= after.i
            if after.tag == "NNP" and after.text[:1].isupper() and joined and not self._starts_name(words, end):
                return True
        if not start:
            return False
        before = tokens[words[start - 1].last]
        joined = before.dep == "compound" and before.head is last
        plain = before.tag == "NNP" and before.text.isalpha() and not before.text.isupper()
        return plain and joined and not self._starts_name(words, start - 1)

    def _starts_name(self, words: list[Unit], at: int) -> bool:
        """Whether the word begins a role noun, a title or a known name, or is of an organisation's name."""
        text = words[at].text
        if text in TITLES or text in ORGANISATION_WORDS or any(not hit.short for hit in self.actors.named([text])):
            return True
        lowered = [unit.text.lower() for unit in words[at : at + 3]]
        return any(" ".join(lowered[:n]) in self.actors.roles for n in (1, 2, 3))

    def is_title_case(self, sentence: Sentence) -> bool:
        """Whether it is a headline whose capitals say nothing of names."""
        return sentence.zone.kind in TITLED and title_case(self.text[sentence.start : sentence.end])

    # ---- countries ---------------------------------------------------------------------------------------------

    def _countries_named(self) -> list[str]:
        """The three countries that the story names most, most first."""
        counts: Counter[str] = Counter()
        for scanned in self.scanned:
            for found in scanned.found:
                counts.update({hit.entity.country for hit in found.hits if hit.entity.kind == "state"})
        return [code for code, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:3]]

    def _scene(self) -> Entity | None:
        """The state where the story happens: named after "in", by its towns, by its own rebels and ministries."""
        counts: Counter[str] = Counter()
        if self.context.dateline and self.context.dateline.country:
            counts[self.context.dateline.country] += DATELINE
        for scanned in self.scanned:
            self._count_scene(scanned, counts)
        if not counts or not max(counts.values()):
            return self.actors.country(self.context.countries[0]) if self.context.countries else None
        return self.actors.country(min(counts, key=lambda code: (-counts[code], code)))

    def _count_scene(self, scanned: Scanned, counts: Counter[str]) -> None:
        words = scanned.words
        for start, end, hits in scanned.found:
            state = next((hit for hit in hits if hit.entity.kind == "state"), None)
            if state is None:
                continue
            inside = start > 0 and words[start - 1].text.lower() in INSIDE
            domestic = state.demonym and end < len(words) and words[end].text.lower() in DOMESTIC
            counts[state.entity.country] += (1 if state.seat else 2) if inside or domestic else 0
        for before, unit in pairwise(words):
            if unit.text[0].isupper() and before.text.lower() in INSIDE and self.places.knows(unit.text):
                place = self.places.find(unit.text, self.context)
                if place and place.country and place.feature != "country":
                    counts[place.country] += 1


def is_month(token: Token, tokens: list[Token]) -> bool:
    """ "27 May", "in May", "May 2016": the month, not the politician."""
    if token.lower not in MONTHS:
        return False
    before = tokens[token.i - 1].lower if token.i else ""
    after = tokens[token.i + 1].text if token.i + 1 < len(tokens) else ""
    return before[:1].isdigit() or before in BEFORE_MONTHS or after[:1].isdigit()


def _is_acronym(text: str) -> bool:
    return text.isupper() and ACRONYM.fullmatch(text) is not None


def dateline_town(report: Report) -> str | None:
    """The town of the date line: "GENEVA (Reuters) -" gives "Geneva"."""
    if not report.dateline:
        return None
    town = re.split(r"[,(/–—]| - ", report.dateline, maxsplit=1)[0].strip(" -:")
    return town.title() if town.isupper() else town or None
