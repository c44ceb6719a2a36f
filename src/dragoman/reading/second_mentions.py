""" "The envoy", "the group", "the government": whom a phrase takes up that names nobody."""

from __future__ import annotations

from dragoman.knowledge.actor_names import fold_all, slug
from dragoman.knowledge.actor_phrases import OF_THE_STATE, Identity, forces, of_entity
from dragoman.knowledge.actors import Entity
from dragoman.language.parsed import Token
from dragoman.reading.cast import Cast, Draft
from dragoman.reading.name_scan import Setting
from dragoman.reading.party_words import (
    BY_NAME,
    DEFINITE,
    DETERMINERS,
    GOVERNMENT,
    INDEFINITE,
    LOOSE,
    OF,
    PARTITIVES,
    QUANTITIES,
    STATE_BODIES,
    UNNAMED,
)

ARMED = frozenset({"REB", "UAF", "MIL", "PRM"})  # they fight in more towns than their own
REBELS = frozenset({"REB", "UAF", "PRM"})  # "the army" is none of theirs, whatever they are called
SCENE = 0.6  # confidence that "the government" is that of the state where the story happens


class SecondMentions:
    """Looks back in the cast."""

    def __init__(self, setting: Setting, cast: Cast) -> None:
        self.setting = setting
        self.cast = cast

    def of_the_scene(self, identity: Identity, texts: list[str], head: Token, speaker: Entity | None) -> Identity:
        """ "the government", "the army" with no name beside them: those of the state where the story happens.

        ``speaker``: the state whose foreign ministry is meant, or whose minister says "the government".
        """
        main = speaker or self.setting.main
        if identity.owner is not None:
            owner = self.of_the_scene(identity.owner, [identity.owner.core], head, speaker)
            return identity._replace(owner=owner, base=owner.id, country=identity.country or owner.country)
        if identity.base or not identity.id.startswith("new:") or main is None:
            return identity
        if self.find(identity, texts, head):
            return identity
        if (texts[0].lower() in DEFINITE or len(texts) == 1) and identity.core in GOVERNMENT:
            return of_entity(main, "second_mention")._replace(core=identity.core, confidence=SCENE)
        own = _modifiers(texts, identity.core)
        if identity.sector == "MIL" and _of_state(own, identity.core):
            tail = forces(identity.core)
        elif not own and _is_listed(identity.core, STATE_BODIES):
            tail = identity.core
        else:
            return identity
        if texts[0].lower() in PARTITIVES:
            tail = f"{tail} {texts[0]}"
        state = self._ruled({*own, *identity.core.split()}) or main
        return identity._replace(id=f"{state.id}/{slug(tail)}", country=state.country, base=state.id, confidence=SCENE)

    def _ruled(self, words: set[str]) -> Entity | None:
        """The state whose rule the story calls by one of these words: "the Syrian regime ... regime troops"."""
        drafts = [d for d in self.cast.drafts.values() if d.identity.kind == "state" and d.cores & words & GOVERNMENT]
        return self.setting.actors.get(max(drafts, key=lambda d: d.last).identity.id) if drafts else None

    def of_the_place(self, identity: Identity, texts: list[str]) -> Identity:
        """ "Aleppo governor", "Damascus Police Command", "the Britain-based group": of the country of the place."""
        if identity.country or identity.base or not identity.id.startswith("new:"):
            return identity
        seats = self.seats(texts)
        if not seats and identity.sector not in ARMED:
            named = identity.how == "new"  # of a person's own name no word says where: "Paris Hilton"
            office = identity.role.split() if named and identity.kind == "person" else texts[:-1]
            seats = self._places(texts if named and identity.kind != "person" else office)
        return identity._replace(country=seats.pop()) if len(seats) == 1 else identity

    def _places(self, texts: list[str]) -> set[str]:
        """The country of the place with which a phrase begins, if the story is of that country."""
        words = [word for word in texts if word.lower() not in DETERMINERS and word.lower() not in LOOSE]
        for size in (2, 1):
            town = " ".join(words[:size])
            if len(words) >= size and words[0][:1].isupper() and self.setting.places.knows(town):
                place = self.setting.places.find(town, self.setting.context)
                near = {*self.setting.countries, self.setting.main.country if self.setting.main else ""}
                return {place.country} if place and place.country in near else set()
        return set()

    def find(self, identity: Identity, texts: list[str], head: Token) -> Draft | None:
        """The latest party with that role noun and nothing against it; "the Coalition" one that is named so."""
        first = texts[0].lower()
        if first in PARTITIVES or identity.base or identity.id in self.cast.drafts:
            return None
        if identity.kind == "person" and any(child.lower in OF for child in head.of("prep")):
            return None  # "the chief of an inspectors' team" says which chief
        if identity.core in UNNAMED and first in INDEFINITE and head.of("prep"):
            return None  # "a source in the ministry" is another one than "a hospital source"
        own, seats = _modifiers(texts, identity.core), self.seats(texts)
        counted = any(word[0].isdigit() for word in texts)
        capital = texts[-1][:1].isupper()
        of_state = not own and not capital and identity.sector == "MIL" and _is_listed(identity.core, STATE_BODIES)
        best: Draft | None = None
        most = (False, -1)
        for draft in self.cast.drafts.values():
            if identity.core not in draft.cores or (of_state and draft.identity.sector in REBELS):
                continue
            rank = (capital and _is_named_by(draft, identity.core), draft.last)
            if rank <= most or not _same_number(draft, head):
                continue
            if draft.identity.how in BY_NAME:
                fits = not own and first in DEFINITE and not counted and seats <= {draft.identity.country}
            else:
                fits = own <= _parts(draft) and not (counted and identity.kind == "people")
            if fits and draft.identity.id.rpartition("/")[2] not in PARTITIVES:
                best, most = draft, rank
        return best

    def seats(self, texts: list[str]) -> set[str]:
        """The countries of "Britain-based", "Istanbul-based" in a phrase; they say where it sits, not what it is."""
        towns = (word.rpartition("-")[0] for word in texts if is_where(word))
        return {place.country for town in towns if (place := self.setting.places.find(town)) and place.country}


def _is_named_by(draft: Draft, noun: str) -> bool:
    """Whether a name of a party ends in a noun: "the Syrian Coalition", of "the Coalition"."""
    return any(name.lower().split()[-1:] == [noun] for name in draft.names)


def is_where(word: str) -> bool:
    """ "Britain-based": no part of a name."""
    town, hyphen, tail = word.rpartition("-")
    return bool(hyphen) and town[:1].isupper() and tail == "based"


def _of_state(own: set[str], core: str) -> bool:
    """Forces that only a state has: "the army", "regime warplanes"; "Russian-backed government forces" too."""
    if " " in core and core.partition(" ")[0] in OF_THE_STATE:
        return True
    said = {word if word in OF_THE_STATE else word.removesuffix("s") for word in own}  # "armys", the apostrophe lost
    return said <= OF_THE_STATE and bool(said or _is_listed(core, STATE_BODIES))


def _is_listed(core: str, nouns: frozenset[str]) -> bool:
    """Whether a noun, or its plural, is in a list."""
    return core in nouns or f"{core}s" in nouns


def _modifiers(texts: list[str], core: str) -> set[str]:
    """Comparable words before the role noun that say which one it is."""
    kept = [
        w
        for w in texts[:-1]
        if w.lower() not in DETERMINERS and w.lower() not in QUANTITIES and not w[0].isdigit() and not is_where(w)
    ]
    return {part for part in fold_all(kept) if part not in LOOSE and part not in core.split()}


def _parts(draft: Draft) -> set[str]:
    """Comparable words of all wordings of an actor."""
    return {part for name in draft.names for part in fold_all(name.split())}


def _same_number(draft: Draft, head: Token) -> bool:
    """ "The group" is one, "groups" are many; a body that is named may be either, and so is "the opposition"."""
    return draft.identity.how in BY_NAME or (head.tag in ("NNS", "NNPS")) in draft.numbers
