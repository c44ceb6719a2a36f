"""One issue across stories: mentions of issues in many stories joined by name, kind, number and time.

"The Sochi congress", "Syrian National Dialogue Congress in Sochi" and "the conference in Sochi" of one winter are one
line; the Geneva talks on Iran of 2013 and Geneva II of 2014 are two. A pure function of the mentions alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from dragoman.knowledge.places import Places
from dragoman.ledger.folding import folded
from dragoman.lexicon import lexicon

APART = 75  # days without a mention after which a conference or truce of the same name is taken for another one
APART_ACTS = 21  # the same for operations, plans and the like
NAMED_BY_TOWN = frozenset(("meeting", "truce"))  # families known by a proper word: one may have more words than another
ALIKE = 0.6  # words in common, of all words, that other families need
LASTING = frozenset(("resolution", "deal", "tenure", "sanction"))  # kinds that stay the same issue for years
GENERIC_DAYS = 3  # an issue without a name of its own ("the ceasefire") is the same only in stories this near in time
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8"}
_ORDINAL = {
    word: str(n)
    for n, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), 1
    )
}
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An issue as one story names it; ``place`` of the issue, ``about`` the countries of the story."""

    report: str
    issue: str
    names: tuple[str, ...]
    kind: str
    when: date | None
    place: str | None = None
    about: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from all others: story and issue."""
        return self.report, self.issue


@dataclass(frozen=True, slots=True)
class _Signs:
    """What the names of an issue tell it by."""

    family: str
    names: frozenset[str]  # folded proper words that are no country's or people's
    words: frozenset[str]  # all folded content words
    number: str | None


def lines(named: Sequence[Named]) -> list[list[Named]]:
    """Mentions of one issue together, by date; every mention stands in one line. The order given is no matter."""
    signs = {one.key: _signs(one) for one in named}
    ordered = sorted(named, key=lambda one: (one.when or date.min, one.report, one.issue))
    joined = _Joined(one.key for one in ordered)
    for members in _buckets(ordered, signs).values():
        for n, one in enumerate(members):
            for other in reversed(members[:n]):
                if _near(other, one, signs) and _same(signs[other.key], signs[one.key]) and _one_topic(other, one):
                    joined.join(other.key, one.key)
                    break
    found: dict[tuple[str, str], list[Named]] = defaultdict(list)
    for one in ordered:
        found[joined.root(one.key)].append(one)
    return list(found.values())


def _buckets(ordered: Iterable[Named], signs: dict[tuple[str, str], _Signs]) -> dict[tuple[str, str], list[Named]]:
    """Mentions that may be one: the same family and a proper word, or the same words, in common."""
    found: dict[tuple[str, str], list[Named]] = defaultdict(list)
    for one in ordered:
        mine = signs[one.key]
        for word in sorted(mine.names) or [" ".join(sorted(mine.words))]:
            found[mine.family, word].append(one)
    return found


def _same(a: _Signs, b: _Signs) -> bool:
    if a.number and b.number and a.number != b.number:
        return False
    if a.names and b.names and a.family in NAMED_BY_TOWN:
        return a.names <= b.names or b.names <= a.names
    return a.names == b.names and len(a.words & b.words) >= ALIKE * len(a.words | b.words)


def _near(a: Named, b: Named, signs: dict[tuple[str, str], _Signs]) -> bool:
    if a.when is None or b.when is None:
        return a.when == b.when
    own = all(signs[one.key].names or signs[one.key].number for one in (a, b))
    if b.kind in LASTING and (own or b.kind == "tenure"):
        return True
    apart = APART if signs[b.key].family in NAMED_BY_TOWN else APART_ACTS
    return (b.when - a.when).days <= (apart if own or len(signs[b.key].words) > 1 else GENERIC_DAYS)


def _one_topic(a: Named, b: Named) -> bool:
    """Stories about no country in common speak of other talks in the same town."""
    return not a.about or not b.about or bool(a.about & b.about)


def _signs(one: Named) -> _Signs:
    proper: set[str] = set()
    common: set[str] = set()
    numbers: set[str] = set()
    everyone = _countries()
    for name in one.names[:3] or (one.issue,):
        for token in _WORD.findall(name):
            word = folded(token)
            if (word.isdigit() and len(word) <= 4) or token in ("II", "III", "IV", "V", "VI", "VII", "VIII"):
                numbers.add(_ROMAN.get(word, word))
            elif word in _ORDINAL:
                numbers.add(_ORDINAL[word])
            elif len(word) > 2 and word not in _heads() and word not in everyone and word not in _SMALL:
                (proper if token[:1].isupper() and token.isascii() else common).add(word)
    names = frozenset(word for word in proper if word not in common)
    content = frozenset((*proper, *common)) or frozenset(folded(one.names[0] if one.names else one.issue).split())
    return _Signs(_family(one), names, content, min(numbers) if len(numbers) == 1 else None)


_SMALL = frozenset(("the", "for", "and", "with", "from", "its", "their", "his", "her", "this", "that", "new", "any"))


@cache
def _heads() -> dict[str, str]:
    """Head nouns of issues -> their family."""
    return {folded(head): group["family"] for group in lexicon("issues")["group"] for head in group["heads"]}


@cache
def _countries() -> frozenset[str]:
    places = Places()
    words = {word for name in (*places.demonyms, *places.country_names) for word in name.split()}
    return frozenset(words) | {f"{word}s" for word in words}


def _family(one: Named) -> str:
    words = [folded(token) for name in one.names[:1] for token in _WORD.findall(name)]
    for word in reversed(words):
        if word in _heads():
            return _heads()[word]
    return one.kind


class _Joined:
    """Sets of keys that are joined pair by pair; the root is the least key, so that order is no matter."""

    def __init__(self, keys: Iterable[tuple[str, str]]) -> None:
        self.parent = {key: key for key in keys}

    def root(self, key: tuple[str, str]) -> tuple[str, str]:
        while self.parent[key] != key:
            self.parent[key] = self.parent[self.parent[key]]
            key = self.parent[key]
        return key

    def join(self, a: tuple[str, str], b: tuple[str, str]) -> None:
        first, second = sorted((self.root(a), self.root(b)))
        self.parent[second] = first
