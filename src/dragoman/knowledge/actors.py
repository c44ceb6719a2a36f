"""Who a name or a noun phrase means on a date: identity, country, PLOVER sector, role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple, cast

from dragoman.knowledge import actor_overrides
from dragoman.knowledge.actor_file import CAPS, DEMONYM, METONYM, SEAT, SHORT, ActorFile
from dragoman.knowledge.actor_names import fold, fold_all, fold_word
from dragoman.lexicon import lexicon
from dragoman.records import ActorKind


class Role(NamedTuple):
    """An office or membership with its days; "" where open."""

    start: str
    end: str
    sector: str
    title: str
    rank: int  # 5 head of state or government, 4 foreign or defence minister and the like, 3 other office, 1 legislator

    def holds(self, date: str) -> bool:
        """Whether it was held on an ISO date."""
        return (not self.start or self.start <= date) and (not self.end or date <= self.end)


@dataclass(frozen=True, slots=True, eq=False)
class Entity:
    """An actor of the knowledge file."""

    id: str
    name: str
    kind: ActorKind
    country: str
    sector: str
    parent: str
    gender: str
    aliases: tuple[str, ...]  # the likeliest other names, best first
    roles: tuple[Role, ...]

    @property
    def is_person(self) -> bool:
        """Whether it is one human being."""
        return self.kind == "person"

    def role_on(self, date: str) -> Role | None:
        """The highest role held on a date, the latest begun where several are equal."""
        held = [role for role in self.roles if role.holds(date)]
        return max(held, key=lambda role: (role.rank, role.start)) if held else None

    def sector_on(self, date: str | None) -> str:
        """PLOVER sector on a date: that of the role held; ELI after the last; without a date, of the highest role."""
        if not self.roles:
            return self.sector
        if date is None:
            return max(self.roles, key=lambda role: (role.rank, role.start)).sector
        role = self.role_on(date)
        if role:
            return role.sector
        if any(role.end and role.end < date for role in self.roles):
            return "ELI"
        return self.sector or ("OPP" if max(role.rank for role in self.roles) >= 5 else "ELI")


class RoleNoun(NamedTuple):
    """A noun that makes a party of a phrase: PLOVER sector, kind of party, "carrier", "strict", "offshoot" or ""."""

    sector: str
    kind: str
    manner: str


class Hit(NamedTuple):
    """A name that matched: who bears it, and what sort of name it is."""

    entity: Entity
    flags: int

    @property
    def short(self) -> bool:
        """A surname or other short form, which needs context."""
        return bool(self.flags & SHORT)

    @property
    def demonym(self) -> bool:
        """ "Russian", "Syrians"."""
        return bool(self.flags & DEMONYM)

    @property
    def seat(self) -> bool:
        """A town that may stand for the government in it."""
        return bool(self.flags & SEAT)

    @property
    def metonym(self) -> bool:
        """ "the Kremlin": stands for the government always."""
        return bool(self.flags & METONYM)


class Actors:
    """Look-ups in the knowledge file. Names are given as written words; dates are ISO."""

    def __init__(self, file: ActorFile, overrides: Sequence[str] = ()) -> None:
        self._file = file
        self.roles: dict[str, RoleNoun] = {
            noun: RoleNoun(sector, kind, manner) for noun, sector, kind, manner in file.tables["roles"]
        }
        self.role_tails = frozenset(noun.split()[-1] for noun in self.roles)  # what the head of a role phrase may be
        self.agents: dict[str, str] = file.tables["agents"]
        self.given_names: dict[str, str] = file.tables["given"]
        self._titles: list[str] = file.tables["titles"]
        self._kinds: list[ActorKind] = file.tables["kinds"]
        self._countries: list[str] = file.tables["countries_used"]
        self._sectors: list[str] = file.tables["sectors"]
        self._own: dict[str, list[Hit]] = {}
        self._find = lru_cache(maxsize=65536)(self._find_key)
        self._long: dict[str, int] = {}
        self.family = lru_cache(maxsize=4096)(self._family)
        self.longest = lru_cache(maxsize=65536)(self._longest)
        self._entity = lru_cache(maxsize=16384)(self._load)
        self._changed: dict[str, Entity] = {}
        for override in actor_overrides.read(overrides):
            self._override(override)

    def _override(self, override: actor_overrides.Override) -> None:
        """A person's entry: it alone bears its names from now on."""
        known = self.get(override.entity_id)
        entity = Entity(
            override.entity_id,
            override.name,
            cast(ActorKind, override.kind or (known.kind if known else "organisation")),
            override.country or (known.country if known else ""),
            override.sector or (known.sector if known else ""),
            override.parent or (known.parent if known else ""),
            known.gender if known else "",
            tuple(override.aliases) or (known.aliases if known else ()),
            known.roles if known and not override.sector else (),
        )
        self._changed[entity.id] = entity
        for name in (override.name, *override.aliases):
            acronym = CAPS if name.isupper() and len(name) <= 6 else 0
            self._own.setdefault(fold(name), []).append(Hit(entity, acronym))
            first, *rest = fold(name).split()
            if rest:
                self._long[first] = max(self._long.get(first, 0), 1 + len(rest))

    def _load(self, number: int) -> Entity:
        fields = self._file.entity(number)
        fields += _EMPTY[len(fields) - 5 :]
        id_, name, kind, country, sector, roles, gender, parent, aliases = fields
        held = tuple(
            Role(_day(start), _day(end), self._sectors[office], self._titles[title], rank)
            for start, end, office, title, rank in roles
        )
        return Entity(
            id_,
            name,
            self._kinds[kind],
            self._countries[country],
            self._sectors[sector],
            parent,
            gender,
            tuple(aliases),
            held,
        )

    def _longest(self, first: str) -> int:
        """The most words of a known name that starts with this one and has several; 0 if there is none."""
        return max(self._file.longest(first), self._long.get(first, 0))

    def _find_key(self, key: str) -> tuple[Hit, ...]:
        if key in self._own:
            return tuple(self._own[key])
        found = (Hit(self._entity(number), flags) for number, flags in self._file.find(key))
        hits = (Hit(self._changed.get(hit.entity.id, hit.entity), hit.flags) for hit in found)
        return tuple(_without_al(hit) for hit in hits) if " " not in key else tuple(hits)

    def get(self, entity_id: str) -> Entity | None:
        """The entity with this id."""
        if entity_id in self._changed:
            return self._changed[entity_id]
        number = self._file.number(entity_id)
        return self._entity(number) if number is not None else None

    def country(self, code: str) -> Entity | None:
        """The state with this ISO code."""
        number = self._file.tables["countries"].get(code)
        if number is None:
            return None
        entity = self._entity(number)
        return self._changed.get(entity.id, entity)

    def named(self, words: Sequence[str]) -> tuple[Hit, ...]:
        """All that bear exactly this name, acronyms only where written in capitals."""
        return _as_written(self._find(" ".join(fold_all(words))), words)

    def match(self, words: Sequence[str], start: int) -> tuple[int, tuple[Hit, ...]]:
        """The longest name that starts at a word: how many words it takes, and who bears it; (0, ()) for none."""
        first = fold_word(words[start])
        if not first:
            return 0, ()
        most = max(self.longest(first[0]), len(first))
        if most == len(first):
            kept = _as_written(self._find(" ".join(first)), words[start : start + 1])  # no longer name starts so
            return (1, kept) if kept else (0, ())
        keys: list[tuple[int, str]] = []
        parts: list[str] = []
        for stop in range(start, len(words)):
            if parts and words[stop] in _POSSESSIVE:
                parts[-1] += "s"  # "Tigray People 's Liberation Front"; a name does not end there
                continue
            more = fold_word(words[stop])
            if not more:
                if words[stop] in _JOINERS and stop > start:
                    continue
                break
            parts.extend(more)
            if len(parts) > most:
                break
            keys.append((stop + 1 - start, " ".join(parts)))
        for length, key in reversed(keys):
            found = self._find(key)
            if found:
                kept = _as_written(found, words[start : start + length])
                if kept:
                    return length, kept
        return 0, ()

    def _family(self, noun: str) -> str:
        """What different wordings of one collective share: "opposition groups", "the opposition": "opposition"."""
        words = noun.split()
        sector = self.roles[noun].sector if noun in self.roles else ""
        while len(words) > 1 and words[-1] in self.roles and self.roles[words[-1]].manner == "carrier":
            left = self.roles.get(" ".join(words[:-1]))
            if left is None or left.sector != sector:
                break
            words = words[:-1]
        last = words[-1]
        if len(last) > 4 and last.endswith("s") and not last.endswith("ss"):
            words[-1] = last[:-1]
        return " ".join(words)

    def role(self, words: Sequence[str]) -> tuple[int, RoleNoun] | None:
        """The longest role noun that ends these words: its number of words and what it says."""
        if not words or words[-1].lower() not in self.role_tails:
            return None
        lowered = [word.lower() for word in words[-4:]]
        for start in range(len(lowered)):
            found = self.roles.get(" ".join(lowered[start:]))
            if found:
                return len(lowered) - start, found
        return None

    def agent(self, words: Sequence[str]) -> tuple[int, RoleNoun] | None:
        """The same from the borrowed list of role nouns, which is longer and less sure."""
        lowered = [word.lower() for word in words]
        for start in range(max(0, len(lowered) - 3), len(lowered)):
            sector = self.agents.get(" ".join(lowered[start:]))
            if sector:
                kind = "collective" if lowered[-1].endswith("s") else "person"
                return len(lowered) - start, RoleNoun(sector, kind, "")
        return None


_WORDS_TOO = frozenset(lexicon("phrases")["acronyms_spelt_as_words"])
_POSSESSIVE = frozenset({"'s", "’s"})
_JOINERS = frozenset({"-", "'", "’", "/", "the", "al", "Al", "The"})


def _as_written(hits: tuple[Hit, ...], words: Sequence[str]) -> tuple[Hit, ...]:
    """Those that may be written so: acronyms in capitals only, and before a name that is none: "SANA", not "Sana"; no
    person whose surname has a small letter: "Omar said"."""
    if len(words) > 1 and words[-1].islower():
        hits = tuple(hit for hit in hits if not hit.entity.is_person)
    if not any(hit.flags & CAPS for hit in hits):
        return hits
    text = "".join(words)
    letters = [c for c in text if c.isalpha()]
    if all(c.isupper() for c in letters):
        return tuple(hit for hit in hits if hit.flags & CAPS)
    if len(words) == 1 and len(letters) >= 4 and text[0].isupper() and text.lower() not in _WORDS_TOO:
        return hits
    return tuple(hit for hit in hits if not hit.flags & CAPS)


def _without_al(hit: Hit) -> Hit:
    """A single word that is left of a first name "Al" is a surname: "Green" of "Al Green"."""
    entity = hit.entity
    return Hit(entity, hit.flags | SHORT) if entity.is_person and entity.name.startswith("Al ") else hit


_EMPTY: list[Any] = [[], "", "", []]  # what an entity's fields are where the file leaves them off


def _day(number: int) -> str:
    """20040602 to "2004-06-02"; a month or year alone keeps its length."""
    text = str(number) if number else ""
    return "-".join(part for part in (text[:4], text[4:6], text[6:8]) if part)


def pick(
    hits: Sequence[Hit], date: str | None, countries: frozenset[str] | set[str] = frozenset(), common: bool = False
) -> Hit | None:
    """The likeliest bearer of a name on a date, given the countries that the story is about; None if none is likely.

    ``common``: the word is also a first name, so that alone it means a leader only in stories of his country.
    Full names beat short ones; of people, the one with the highest role on that date; ties go to the story's countries.
    """
    best: tuple[Any, ...] | None = None
    chosen: Hit | None = None
    if len(hits) == 1 and not hits[0].short:
        return hits[0]
    held = [hit.entity.role_on(date) if date and hit.entity.is_person else None for hit in hits]
    heads = sum(1 for role in held if role and role.rank >= 5)
    for hit, role in zip(hits, held, strict=True):
        if (
            hit.short
            and hit.entity.is_person
            and not _known_by_surname(hit.entity, role, countries, heads == 1 and not common)
        ):
            continue
        score = (
            not hit.short,
            not hit.entity.is_person,
            not hit.seat or hit.entity.country in countries,
            hit.seat and not hit.entity.country,
            hit.entity.country in countries,
            role.rank if role else 0,
            len(hit.entity.roles),
            _older_id(hit.entity.id),
        )
        if best is None or score > best:
            best, chosen = score, hit
    return chosen


def _known_by_surname(entity: Entity, role: Role | None, countries: frozenset[str] | set[str], only: bool) -> bool:
    """A surname alone means a high officer of a country in the story, the only head of state or government of that
    name, or one whom the whole world knows."""
    if role is None or role.rank < 4:
        return False
    if entity.country in countries or role.rank == 6:
        return True
    return only if role.rank == 5 else entity.country in WORLD_PRESS


# Whose ministers the world's press names without their country.
WORLD_PRESS = frozenset(
    {
        "USA",
        "RUS",
        "GBR",
        "FRA",
        "DEU",
        "CHN",
        "ISR",
        "IRN",
        "TUR",
        "SYR",
        "EGY",
        "UKR",
        "IRQ",
        "PAK",
        "IND",
        "SAU",
        "PRK",
        "VEN",
        "LBY",
        "JPN",
    }
)


def _older_id(entity_id: str) -> int:
    """Orders equal bearers: a low Wikidata number was made early, and the well known were made early."""
    return -int(entity_id[1:]) if entity_id[:1] == "Q" and entity_id[1:].isdigit() else -(10**9)
