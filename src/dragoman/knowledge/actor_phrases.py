"""What party a phrase means: "UN Syria envoy Staffan de Mistura", "Syrian opposition groups", "Assad's government".

Works on words alone, so that a mention, a table cell and a test case are read by the same rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, cast

from dragoman.knowledge.actor_names import fold, slug
from dragoman.knowledge.actors import Actors, Entity, Hit, RoleNoun, pick
from dragoman.lexicon import lexicon
from dragoman.records import ActorKind, How


class Identity(NamedTuple):
    """The party that a phrase means, before the story is taken into account."""

    id: str
    name: str
    kind: ActorKind
    country: str = ""
    sector: str = ""
    role: str = ""  # the office, as the phrase or the knowledge base has it
    core: str = ""  # the role noun, by which a later "the envoy" finds it
    base: str = ""  # id of the body or state it belongs to
    how: How = "name"
    confidence: float = 1.0
    aliases: tuple[str, ...] = ()
    gender: str = ""
    owner: Identity | None = (
        None  # the body itself, where the knowledge base does not list it: "Belgian defence ministry"
    )


class Named(NamedTuple):
    """A name inside a phrase: words [start, end)."""

    start: int
    end: int
    hit: Hit


_WORDS = lexicon("phrases")
_DETERMINERS = frozenset(_WORDS["determiners"])
_LOOSE = frozenset(_WORDS["loose"])
_FORMER = frozenset(_WORDS["former"])
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_QUANTITY = frozenset(_WORDS["quantities"]) | frozenset(_WORDS["partitives"])


_UNNAMED = frozenset(_WORDS["unnamed_sources"]["officials"])
STATE_FORCES = frozenset(_WORDS["state_bodies"]["forces"])  # wordings of one party, its armed forces
OF_THE_STATE = frozenset(_WORDS["state_bodies"]["of_the_state"])
ARMED_FORCES = "armed-forces"
_PRIVATE = frozenset(_WORDS["state_bodies"]["private"])
_SECOND: dict[str, list[str]] = _WORDS["second_mentions"]
HEAD = 5  # least rank of a head of state or government
_KINDS = {"deed": "armed_group", "facility": "organisation"}


def names_in(actors: Actors, words: Sequence[str], date: str | None, countries: frozenset[str]) -> list[Named]:
    """The known names in some words, longest first from the left."""
    found: list[Named] = []
    at = 0
    while at < len(words):
        word = words[at]
        length = 0
        if word[:1].isupper() or not word.islower():
            length, hits = actors.match(words, at)
            chosen = pick(hits, date, countries) if length else None
            if chosen:
                found.append(Named(at, at + length, chosen))
            else:
                length = 0
        at += max(length, 1)
    return found


def identify(
    actors: Actors,
    words: Sequence[str],
    date: str | None,
    countries: frozenset[str] = frozenset(),
    names: list[Named] | None = None,
    deeds: bool = False,
) -> Identity | None:
    """The party that these words of a noun phrase (up to its head) mean; None where they name none that is known.

    ``deeds``: "Ethiopian airstrikes" counts as Ethiopia's forces, and rarer role nouns count with a name before them.
    """
    while words and words[0].lower() in _DETERMINERS:
        words = words[1:]
        names = [Named(n.start - 1, n.end - 1, n.hit) for n in names if n.start] if names is not None else None
    if not words:
        return None
    found = names_in(actors, words, date, countries) if names is None else names
    if found and found[-1].end == len(words) and not _is_anothers(actors, words, found):
        return _of_name(actors, words, found, date)
    role = actors.role(words) or (actors.agent(words) if deeds and found else None)
    if role is None or (role[1][1] == "deed" and not deeds):
        return None
    return _of_role(actors, words, found, role, date)


def _is_anothers(actors: Actors, words: Sequence[str], found: list[Named]) -> bool:
    """ "Peru's Congress": a common noun that is also the name of one country's body, with another country before it."""
    last = found[-1]
    if last.hit.entity.kind != "organisation" or " ".join(words[last.start : last.end]).lower() not in actors.roles:
        return False
    return any(n.hit.entity.kind == "state" and n.hit.entity.country != last.hit.entity.country for n in found[:-1])


def _of_name(actors: Actors, words: Sequence[str], found: list[Named], date: str | None) -> Identity:
    last = found[-1]
    entity = last.hit.entity
    if last.hit.demonym and (entity.kind == "people" or not words[-1].endswith("s")):
        return of_entity(entity, "demonym")  # "the British", "Ukrainian" before a word misread as a verb
    if last.hit.demonym:
        return Identity(
            id=f"{entity.id}/people",
            name=" ".join(words[last.start :]),
            kind="people",
            country=entity.country,
            sector="CVL",
            how="demonym",
            base=entity.id,
        )
    if entity.is_person:
        return of_person(actors, entity, words[: last.start], found[:-1], date)
    how: How = "metonym" if last.hit.metonym or last.hit.seat else "alias"
    if fold(" ".join(words[last.start :])) == fold(entity.name):
        how = "name"
    role = actors.role(list(words))
    return of_entity(entity, how)._replace(
        core=" ".join(words[-role[0] :]).lower() if role and role[1][1] == "government" else ""
    )


@lru_cache(maxsize=16384)
def of_entity(entity: Entity, how: How = "name", date: str | None = None) -> Identity:
    """An entity of the knowledge file as it is."""
    sector = entity.sector_on(date)
    country = "" if sector == "IGO" and entity.is_person else entity.country
    return Identity(
        id=entity.id,
        name=entity.name,
        kind=entity.kind,
        country=country,
        sector=sector,
        how=how,
        aliases=entity.aliases,
        gender=entity.gender,
        base=entity.parent,
    )


def of_person(actors: Actors, entity: Entity, before: Sequence[str], names: list[Named], date: str | None) -> Identity:
    """A known person, with the office that the phrase gives before the name, else the one held on the date."""
    identity = of_entity(entity, "name", date)
    held = entity.role_on(date) if date else None
    role = held.title if held else ""
    sector = identity.sector
    found = actors.role(list(before)) if before else None
    if any(word.lower() in _FORMER for word in before):
        sector, role = "ELI", " ".join(before)
    elif found:
        role = " ".join(before)
        if not held and found[1][0]:
            sector = found[1][0]
    base = _base(names, "person")
    return identity._replace(role=role, sector=sector, base=base.id if base else "")


def _of_role(
    actors: Actors, words: Sequence[str], found: list[Named], role: tuple[int, RoleNoun], date: str | None
) -> Identity | None:
    """The party of a phrase that ends in a role noun: its own, or that whose it is."""
    length, said = role
    start = len(words) - length
    before = list(words[:start])
    names = [
        n._replace(end=min(n.end, start)) for n in found if n.start < start
    ]  # "Syrian regime" in "Syrian regime forces"
    noun = " ".join(words[start:]).lower()
    base = _base(names, said.kind)
    if said.manner == "strict" and not _directly_before(names, before):
        return None
    if said.manner == "carrier" and not (names and names[-1].end == start):
        inner = actors.role(before)
        if inner and (not base or inner[1].kind in _BODIES):
            return _carried(_of_role(actors, before, names, inner, date), noun, words, actors)
        if not before:
            kind = cast(ActorKind, said.kind)
            return Identity(
                id=f"new:{slug(noun)}",
                name=noun,
                kind=kind,
                sector=said.sector,
                core=noun,
                how="second_mention",
                confidence=0.5,
            )
    if said.manner == "offshoot":
        return _offshoot(names, words, noun, date)
    if base and said.kind == "government":
        return _of_government(actors, base, noun)
    if base and _is_the_base(base, said.kind, noun):
        return of_entity(base, "role", date)
    return _own_party(actors, words[:start], names, base, words[start:], said, date)


def _offshoot(names: list[Named], words: Sequence[str], noun: str, date: str | None) -> Identity | None:
    """ "al-Qaeda's former Syria affiliate": of the group that stands first, in the country that stands there."""
    group = next((n.hit.entity for n in names if n.hit.entity.kind not in ("state", "people", "person")), None)
    if group is None:
        return None
    state = next((n.hit.entity for n in names if n.hit.entity.kind == "state"), None)
    return Identity(
        id=f"{group.id}/{slug(f'{state.name} {noun}' if state else noun)}",
        name=" ".join(words),
        kind="armed_group" if group.kind == "armed_group" else "organisation",
        country=state.country if state else group.country,
        sector=group.sector_on(date),
        core=noun,
        base=group.id,
        how="collective",
        confidence=0.9,
    )


def _directly_before(names: list[Named], before: list[str]) -> bool:
    """Whether a name, or its possessive, stands right before the noun."""
    end = len(before) - (bool(before) and before[-1] in _POSSESSIVES)
    return bool(names) and names[-1].end == end


def _is_the_base(base: Entity, kind: str, noun: str) -> bool:
    """ "Hezbollah fighters" are Hezbollah, "AFP news agency" is AFP; "UN officials" are people of their own."""
    if base.kind == "media":
        return kind == "media"
    groups = kind in ("collective", "armed_group", "people") and noun not in _UNNAMED
    called = noun in _SECOND.get(base.sector, ())  # "Syrian Observatory for Human Rights monitor"
    return base.kind in ("armed_group", "organisation", "party") and (groups or called)


def _own_party(
    actors: Actors,
    before: Sequence[str],
    names: list[Named],
    base: Entity | None,
    nouns: Sequence[str],
    said: RoleNoun,
    date: str | None,
) -> Identity:
    """A party known by what it is: "Turkish troops", "around 40 opposition groups", "a senior Western diplomat"."""
    kind: ActorKind = _KINDS.get(said.kind, said.kind)  # type: ignore[assignment]
    noun = " ".join(nouns).lower()
    sector = said.sector
    of_body = base is not None and base.kind not in ("state", "people")
    if base and (
        (not sector and (of_body or noun not in _PRIVATE))
        or (of_body and (said.manner == "carrier" or sector == "GOV"))
    ):
        sector = base.sector_on(date)
    official = kind in ("person", "collective", "organisation") or noun in _UNNAMED  # "UN investigators" are no police
    if base and base.sector == "IGO" and official:
        sector = "IGO"
    if kind == "person" and any(word.lower() in _FORMER for word in before):
        sector = "ELI"
    words = [(n, word) for n, word in enumerate(before) if _tells(word)]
    own = [word for n, word in words if not any(name.start <= n < name.end for name in names)]
    group = kind in ("collective", "people", "armed_group")
    core = actors.family(noun) if group else noun
    if base and sector == "MIL" and (state := _commanded(actors, base, date)):
        base, own = state, [word for word in own if word.lower() not in OF_THE_STATE and base is state]
        tail = " ".join([*own, forces(core)]) if own else forces(core)
    else:
        tail = " ".join([*own, core])
    return Identity(
        id=(f"{base.id}/" if base else "new:") + slug(tail),
        kind=kind,
        sector=sector,
        name=" ".join([*(word for _, word in words), *nouns]),
        country=base.country if base else "",
        role=" ".join([*before, *nouns]) if kind == "person" else "",
        core=core,
        base=base.id if base else "",
        how="collective" if group else "role",
        confidence=0.9 if base else 0.7,
    )


def _commanded(actors: Actors, base: Entity, date: str | None) -> Entity | None:
    """The state whose forces a name before them means: itself, or that of its head: "Assad's forces"."""
    if base.kind == "state":
        return base
    role = base.role_on(date) if base.is_person and date else None
    return actors.country(base.country) if role and role.sector == "GOV" and role.rank >= HEAD else None


def forces(core: str) -> str:
    """What the forces of a state are called in its id: "regime forces", "army units", "troops" are one party."""
    words = core.split()
    while len(words) > 1 and words[0] in OF_THE_STATE:
        words = words[1:]
    bare = " ".join(words)
    same = not {core, f"{core}s", bare, f"{bare}s"}.isdisjoint(STATE_FORCES) or bare in OF_THE_STATE
    return ARMED_FORCES if same else bare


@lru_cache(maxsize=16384)
def _tells(word: str) -> bool:
    """Whether a word says which party it is: no number, no "senior", no "the"."""
    lowered = word.lower()
    return not (
        word[0].isdigit()
        or lowered in _QUANTITY
        or lowered in _DETERMINERS
        or lowered in _LOOSE
        or word in _POSSESSIVES
    )


_BODIES = frozenset({"organisation", "government", "armed_group", "party", "media", "collective"})


def _base(names: list[Named], kind: str) -> Entity | None:
    """Whose it is: of a person his employer, who is named first ("UN Syria envoy"); of a body the name before it."""
    if not names:
        return None
    if kind == "person":
        bodies = [n for n in names if n.hit.entity.kind != "person" and not n.hit.seat]
        return (bodies or names)[0].hit.entity
    return names[-1].hit.entity


def _carried(identity: Identity | None, noun: str, words: Sequence[str], actors: Actors) -> Identity | None:
    """A phrase whose last noun only carries another: "opposition statement", "rebel groups", "ministry spokesman"."""
    if identity is None or noun not in actors.roles or actors.roles[noun].kind != "person":
        return identity
    return identity._replace(
        id=f"{identity.id}/{slug(noun)}",
        name=" ".join(words),
        kind="person",
        core=noun,
        base=identity.id,
        role=" ".join(words),
        how="role",
        owner=identity,
    )


def _of_government(actors: Actors, base: Entity, noun: str) -> Identity:
    """ "Assad's government", "the Syrian regime": the state."""
    state = actors.country(base.country) if base.is_person and base.country else base
    return of_entity(state or base, "role")._replace(core=noun)
