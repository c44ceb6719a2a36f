"""The countries, units and large towns that a sentence names: what tells where the other names in it lie.

A word is looked up once and remembered; the file says how many words a name that starts with it may have, so that most
words cost one look in a dictionary.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from dragoman.knowledge.place_evidence import LARGE, Told
from dragoman.knowledge.place_file import ADMIN, Entry, PlaceFile
from dragoman.knowledge.place_names import fold, key
from dragoman.knowledge.place_phrases import bare, words

NAME = re.compile(r"[^\W\d_][\w.'’\-]*|[,;:()]")
MOST_TOKENS = 4  # of a name
Entries = Callable[[str], tuple[tuple[Entry, bool], ...]]


class _Teller(NamedTuple):
    """What a name says of where its sentence is."""

    country: str | None
    units: tuple[tuple[int, bool], ...]  # their numbers, and whether it is an alternative name of theirs
    town: tuple[float, float] | None


class _Start(NamedTuple):
    """The first token of a name: folded, as it counts inside a name and alone; the most tokens; what it tells alone."""

    inner: str
    last: str
    most: int
    tells: _Teller


class SentenceNames:
    """``read`` tells the places of a sentence. ``entries`` gives the places of a folded name, ``countries`` the ISO3
    codes of folded names and adjectives of countries."""

    def __init__(self, file: PlaceFile, entries: Entries, countries: Mapping[str, str]) -> None:
        self._file = file
        self._entries = entries
        self._countries = countries
        self._most: dict[str, int] = {}
        for first, *rest in (name.split() for name in countries if " " in name):
            self._most[first] = max(self._most.get(first, 0), 1 + len(rest))
        self._tells = lru_cache(maxsize=16384)(self._tell)
        self._start = lru_cache(maxsize=16384)(self._begin)

    def read(self, sentence: str) -> Told:
        """The countries, units and large towns that a sentence names."""
        found = Told([], [], [])
        tokens = NAME.findall(sentence)
        start_of = self._start
        i = 0
        while i < len(tokens):
            start = start_of(tokens[i])
            i += self._read_name(tokens, i, start, found) if start else 1
        return found

    def _read_name(self, tokens: Sequence[str], i: int, start: _Start, found: Told) -> int:
        """Note the longest name of a place that starts at a token; how many tokens it took."""
        for length, folded in reversed(self._windows(tokens, i, start)):
            if _note(found, folded, self._tells(folded), length):
                return length
        if start.tells:
            _note(found, start.last, start.tells, 1)
        return 1

    def _windows(self, tokens: Sequence[str], i: int, start: _Start) -> list[tuple[int, str]]:
        """Folded, two to four tokens from this one on, as far as a known name may reach."""
        found = []
        inner = start.inner
        for length in range(2, min(start.most, len(tokens) - i) + 1):
            more, last = _folded(tokens[i + length - 1])
            if not more:
                break
            found.append((length, f"{inner} {last}"))
            inner = f"{inner} {more}"
        return found

    def _begin(self, token: str) -> _Start | None:
        """What is known of a name that starts with a token; None where none does."""
        if not token[0].isupper():
            return None
        inner, last = _folded(token)
        if not inner or inner in words().articles:
            return None
        most, tells = min(self._most_words(inner.split()[0]), MOST_TOKENS), self._tells(last)
        return _Start(inner, last, most, tells) if most > 1 or any(tells) else None

    def _most_words(self, first: str) -> int:
        """The most words of a known name of several words with this first one; 0 where there is none."""
        return max(self._file.longest(key(first)), self._most.get(first, 0))

    def _tell(self, folded: str) -> _Teller:
        entries = self._entries(folded) if folded else ()
        if not entries:
            return _Teller(self._countries.get(folded), (), None)
        towns = [entry for entry, other in entries if entry.kind != ADMIN and not other and entry.people > LARGE]
        town = max(towns, key=lambda entry: (entry.people, -entry.number), default=None)
        return _Teller(
            self._countries.get(folded),
            tuple((entry.number, other) for entry, other in entries if entry.kind == ADMIN),
            (town.latitude, town.longitude) if town else None,
        )


def _note(found: Told, folded: str, tells: _Teller, length: int) -> bool:
    """Note what a name of so many tokens tells; whether it tells anything."""
    country, units, town = tells
    if country:
        found.countries_named.append((folded, country))
    told = [(folded, unit) for unit, other in units if not other or length > 1]
    found.units_named.extend(told)
    if town and not country:
        found.towns_named.append((folded, town))
    return bool(country or told or town)


@lru_cache(maxsize=16384)
def _folded(token: str) -> tuple[str, str]:
    """A token as it counts inside a name, and at its end, where a possessive ending falls away."""
    return fold(token), fold(bare(token))
