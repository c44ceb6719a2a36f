"""What a phrase says around the name of a place: its kind, the part of it, what holds it, a border."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dragoman.lexicon import at, filled, lexicon

WORD = re.compile(r"[^\s,]+|,")
APOSTROPHE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name without the words around it, and what these say."""

    name: str
    kind: str = ""  # "admin1", "city", "district", "area", "camp", "facility", "water", "land"
    km: float = 0.0  # radius that the kind implies; 0: that of the place
    part: str = ""  # "northern"
    step: tuple[float, float] = (0.0, 0.0)  # north and east, in radii of the place
    holder: str = ""  # the name of what holds it
    border: tuple[str, ...] = ()  # names of the countries or places on its sides; the name may then be empty


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    kinds: dict[str, tuple[str, float]]
    parts: dict[str, tuple[float, float]] = at("part.words")
    within: frozenset[str] = at("within.words")
    border: frozenset[str] = at("border.words")
    border_km: float = at("border.km")
    articles: frozenset[str] = at("small.articles")
    of: frozenset[str] = at("small.of")
    joints: frozenset[str] = at("small.joints")


@cache
def words() -> _Words:
    """The words of the lexicon, read once."""
    tables = lexicon("places")
    kinds = {word: (name, float(table["km"])) for name, table in tables["kind"].items() for word in table["words"]}
    return filled(_Words, tables, kinds=kinds)


def bare(name: str) -> str:
    """A name without its article and its possessive ending."""
    tokens = name.strip(" \t\n.,;:\"'“”()").split()
    while len(tokens) > 1 and tokens[0].lower() in words().articles:
        tokens = tokens[1:]
    return APOSTROPHE.sub("", " ".join(tokens))


def read(name: str) -> Phrase:
    """The parts of a phrase; a plain name comes back as it is, without article."""
    known = words()
    tokens = WORD.findall(bare(name))
    if any(token.lower() in known.border for token in tokens):
        return _border(tokens)
    head, holder = _held(tokens)
    kind, km = "", 0.0
    if len(head) > 2 and head[0].lower() in known.kinds and head[1].lower() in known.of:  # "the village of Amiriyah"
        kind, km = known.kinds[head[0].lower()]
        head = head[2:]
    part, step = "", (0.0, 0.0)
    head = _plain(head)
    while len(head) > 1 and head[0].lower() in known.parts and head[1].lower() not in known.kinds:
        part, step = (part or head[0].lower()), step if part else known.parts[head[0].lower()]
        head = head[1:]
    if len(head) > 2 and head[0].lower() in known.kinds and head[1].lower() in known.of:  # "northern part of"
        kind, km = known.kinds[head[0].lower()]
        head = head[2:]
    while len(head) > 1 and head[-1].lower() in known.kinds:
        found = known.kinds[head[-1].lower()]
        kind, km = (kind or found[0]), max(km, found[1])
        head = head[:-1]
    return Phrase(bare(" ".join(_plain(head))), kind, km, part, step, " ".join(_plain(holder)))


def _plain(tokens: list[str]) -> list[str]:
    while len(tokens) > 1 and tokens[0].lower() in words().articles:
        tokens = tokens[1:]
    return tokens


def _held(tokens: list[str]) -> tuple[list[str], list[str]]:
    """What stands before and after the word, or the comma, that says what holds what."""
    known = words()
    for i, token in enumerate(tokens[:-1]):
        if APOSTROPHE.search(token):  # "Mosul's Old City"
            return tokens[i + 1 :], [*tokens[:i], APOSTROPHE.sub("", token)]
    for i, token in enumerate(tokens[1:-1], 1):
        if token == "," or (token in known.within and token not in known.of):
            return tokens[:i], tokens[i + 1 :]
    return tokens, []


def _border(tokens: list[str]) -> Phrase:
    """Both sides of a border: "the border with Turkey", "the Syrian-Turkish border", "between Chad and Sudan"."""
    known = words()
    names: list[str] = []
    for token in re.split(r"[\s\-–,]+", " ".join(tokens)):
        clean = APOSTROPHE.sub("", token)
        if clean[:1].isupper() and clean.lower() not in known.border:
            names.append(clean)
    return Phrase("", "border", known.border_km, border=tuple(names))
