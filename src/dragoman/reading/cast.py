"""The cast of a story: its actors and places while they are gathered, and by which words a later mention finds them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from dragoman.knowledge.actor_names import fold, slug
from dragoman.knowledge.actor_phrases import Identity
from dragoman.lexicon import lexicon
from dragoman.records import Actor, How, Mention, MentionKind, Place, Span

SECOND_MENTIONS: dict[str, list[str]] = lexicon("phrases")["second_mentions"]
LINKS = frozenset(lexicon("phrases")["name_links"])
_BY_NAME = frozenset({"name", "alias", "acronym", "new"})


def owner_id(actor_id: str) -> str:
    """The id of the one whose part an actor is, else its own: "Q159" of "Q159/armed-forces"."""
    return actor_id.partition("/")[0]


@dataclass(slots=True)
class Noted:
    """A mention before it has its number."""

    start: int
    end: int
    head: int
    kind: MentionKind
    target: str
    how: How
    confidence: float


@dataclass(slots=True)
class Draft:
    """An actor in the making."""

    identity: Identity
    first: int  # where it is first mentioned
    names: Counter[str] = field(default_factory=Counter)
    told: set[str] = field(default_factory=set)  # those of the running text, which headlines clip and capitalise
    spans: list[Span] = field(default_factory=list)
    cores: set[str] = field(default_factory=set)  # role nouns used for it
    low: int | None = None
    high: int | None = None
    speaks_for: str | None = None
    member_of: str | None = None
    anonymous: str | None = None
    plural: bool = False
    numbers: set[bool] = field(default_factory=set)  # whether it was named in the plural, in the singular, or both
    last: int = -1  # token number of the latest mention


class Cast:
    """Actors by id, short names, acronyms."""

    def __init__(self) -> None:
        self.drafts: dict[str, Draft] = {}
        self.short: dict[str, str] = {}  # folded surname, acronym -> actor id
        self.given: dict[str, str] = {}  # folded given name -> the person first so named
        self.last_words: dict[str, str] = {}  # "Observatory", "Brotherhood" -> the body last so named
        self.places: dict[str, Place] = {}
        self.mentions: list[Noted] = []
        self._covered: set[tuple[int, int]] = set()

    def take(self, identity: Identity, start: int) -> Draft:
        """The draft of this identity, made if new."""
        draft = self.drafts.get(identity.id)
        if draft is None:
            draft = self.drafts[identity.id] = Draft(identity, start)
            if identity.kind == "person":
                self._shorten(identity)
            elif identity.how in _BY_NAME and identity.kind != "state":  # named abroad, it is not "the government" yet
                self._second_names(draft)
        if identity.core:
            draft.cores.add(identity.core)
        if identity.role and not draft.identity.role:
            draft.identity = draft.identity._replace(role=identity.role)
        return draft

    def _second_names(self, draft: Draft) -> None:
        """How a body that is named may be called later."""
        identity = draft.identity
        draft.cores.update(SECOND_MENTIONS.get(identity.kind, ()), SECOND_MENTIONS.get(identity.sector, ()))
        for name in (identity.name, *identity.aliases):
            words = name.split()
            if len(words) > 1:
                draft.cores.add(words[-1].lower())
                # "Observatory for Human Rights" is the observatory, "Organisation of ..." the organisation
                draft.cores.update(a.lower() for a, b in pairwise(words) if b in LINKS and a[:1].isupper())
            if len(words) > 1 and words[-1][:1].isupper():
                self.last_words[words[-1].lower()] = identity.id

    def _shorten(self, identity: Identity) -> None:
        parts = fold(identity.name).split()
        if len(parts) > 1:
            self.given.setdefault(parts[0], identity.id)
        for size in (1, 2, 3):
            if len(parts) > size:
                self.short.setdefault(" ".join(parts[-size:]), identity.id)

    def mention(
        self,
        draft: Draft,
        start: int,
        end: int,
        head: int,
        identity: Identity,
        token: int,
        name: str | None,
        how: How | None = None,
        in_headline: bool = False,
    ) -> None:
        """Note a mention of an actor; ``name``: the wording to keep, if any; ``how`` where not the identity's."""
        if (start, head) in self._covered:
            return
        self._covered.add((start, head))
        self.mentions.append(
            Noted(start, end, head, "actor", draft.identity.id, how or identity.how, identity.confidence)
        )
        draft.spans.append(Span(start, end))
        draft.last = max(draft.last, token)
        if name:
            draft.names[name] += 1
            if not in_headline:
                draft.told.add(name)

    def absorb(self, called: Draft, named: Draft) -> None:
        """What is called something turns out to be named: its mentions become the named one's, its name does not."""
        for noted in self.mentions:
            if noted.target == called.identity.id:
                noted.target = named.identity.id
        named.spans = sorted({*named.spans, *called.spans})
        named.first, named.last = min(named.first, called.first), max(named.last, called.last)
        del self.drafts[called.identity.id]

    def merge(self, office: Draft, person: Draft) -> None:
        """An office turns out to be this person's: its mentions and role become his."""
        old, new = office.identity, person.identity
        self.absorb(office, person)
        person.cores |= office.cores
        person.speaks_for = person.speaks_for or office.speaks_for
        person.names.update({word: n for word, n in office.names.items() if " " in word})
        person.identity = new._replace(
            role=new.role or old.role or old.name,
            sector=old.sector if old.sector and new.sector in ("", "ELI") else new.sector,
            country=new.country or ("" if new.sector == "IGO" else old.country),
        )

    def place(self, place: Place, start: int, end: int, head: int, confidence: float) -> None:
        """Note a mention of a place."""
        if (start, head) in self._covered:
            return
        self._covered.add((start, head))
        known = self.places.get(place.id)
        evidence = (*known.evidence, Span(start, end)) if known else (Span(start, end),)
        self.places[place.id] = replace(known or place, evidence=evidence)
        self.mentions.append(Noted(start, end, head, "place", place.id, "name", confidence))

    def in_order(self) -> Iterator[Mention]:
        """All mentions by place, numbered."""
        ordered = sorted(self.mentions, key=lambda m: (m.start, -m.end, m.head))
        for number, m in enumerate(ordered, 1):
            yield Mention(
                id=f"m{number}",
                start=m.start,
                end=m.end,
                head=m.head,
                kind=m.kind,
                target=m.target,
                how=m.how,
                confidence=m.confidence,
            )

    def actors(self) -> list[Actor]:
        """All actors, in the order of their first mention."""
        return [
            _actor(draft)
            for draft in sorted(self.drafts.values(), key=lambda d: (d.first, d.identity.id))
            if draft.spans
        ]


def _actor(draft: Draft) -> Actor:
    identity = draft.identity
    collective = identity.how in ("collective", "second_mention", "anonymous")
    name = (
        (_fullest(draft) or identity.name)
        if collective and "/" not in identity.id.removeprefix("new:")
        else identity.name
    )
    used = [word for word, _ in sorted(draft.names.items(), key=lambda item: (-item[1], -len(item[0]), item[0]))]
    names = list(dict.fromkeys([*(w for w in used if w != name), *identity.aliases]))
    return Actor(
        id=identity.id,
        name=name,
        kind=identity.kind,
        country=identity.country or None,
        sector=identity.sector or None,
        wikidata=identity.id if identity.id[:1] == "Q" and identity.id[1:].isdigit() else None,
        role=identity.role or None,
        number_low=draft.low,
        number_high=draft.high,
        member_of=draft.member_of,
        speaks_for=draft.speaks_for,
        anonymous=draft.anonymous,
        names=(name, *names),
        evidence=tuple(draft.spans),
    )


def _fullest(draft: Draft) -> str:
    """The fullest wording of unnamed ones; of those told of more than once without how many they were at one time."""
    told = _usual(draft.told or set(draft.names), draft.names)
    plain = [word for word in told if not _counted(word)]
    if not plain and len(draft.spans) > 1:
        return max((_uncounted(word) for word in told), key=lambda word: (len(word.split()), word), default="")
    return max(plain or told, key=lambda word: (len(word.split()), draft.names[word], word), default="")


def _usual(wordings: set[str], times: Counter[str]) -> set[str]:
    """Those with the head noun that is used most: not "a rival rebel group" of those else called "rebels"."""
    heads: Counter[str] = Counter()
    for wording, number in times.items():
        heads[_head(wording)] += number
    most = max((heads[_head(wording)] for wording in wordings), default=0)
    return {wording for wording in wordings if heads[_head(wording)] == most} if most > 1 else wordings


def _head(wording: str) -> str:
    return wording.split()[-1].lower().removesuffix("s")


def _counted(wording: str) -> bool:
    return any(word[0].isdigit() for word in wording.split()[:-1])


def _uncounted(wording: str) -> str:
    """ "About 70 rebels" as "rebels"."""
    words = wording.split()
    last = max((number for number, word in enumerate(words[:-1]) if word[0].isdigit()), default=-1)
    return " ".join(words[last + 1 :])


def new_id(name: str) -> str:
    """The id of an actor whom the knowledge base does not know."""
    return f"new:{slug(name)}"
