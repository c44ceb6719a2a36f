"""The word sets of ``data/<language>/phrases.toml`` and ``homonyms.toml`` by name, for all who read noun phrases."""

from __future__ import annotations

import re
from typing import Any

from dragoman.lexicon import lexicon

_WORDS = lexicon("phrases")

HYPHEN_DEEDS = frozenset(_WORDS["hyphen_deeds"])
DETERMINERS = frozenset(_WORDS["determiners"])
OF_DEEDS = frozenset(_WORDS["of_deeds"])
DEFINITE = frozenset(_WORDS["definite"])
INDEFINITE = frozenset(_WORDS["indefinite"])
LEFT_OPEN = frozenset(_WORDS["left_open"])
QUALIFIERS = frozenset(_WORDS["qualifiers"])
PARTITIVES = frozenset(_WORDS["partitives"])
QUANTITIES = frozenset(_WORDS["quantities"])
LOOSE = frozenset(_WORDS["loose"])
TITLES = frozenset(_WORDS["titles"]["words"])
GIVEN_TITLES = frozenset(_WORDS["titles"]["given"])
NAME_PARTICLES = frozenset(_WORDS["name_particles"])
NAME_OPENERS = frozenset(_WORDS["name_openers"])
PARTICLE_PREFIXES = tuple(_WORDS["name_particle_prefixes"])
NAME_LINKS = frozenset(_WORDS["name_links"])
NO_BODIES = frozenset(_WORDS["no_bodies"])
ORGANISATION_WORDS = frozenset(_WORDS["organisation_words"])
ORGANISATION_SECTORS: dict[str, str] = _WORDS["organisation_sectors"]
UNNAMED = frozenset(_WORDS["unnamed_sources"]["nouns"])
HEADLINE_SOURCES = frozenset(_WORDS["headline_sources"]["nouns"])
GOVERNMENT = frozenset(_WORDS["state_bodies"]["government"])
DIPLOMATIC = frozenset(_WORDS["state_bodies"]["diplomatic"])
STATE_BODIES = frozenset(_WORDS["state_bodies"]["other"])
DOMESTIC = frozenset(_WORDS["state_bodies"]["domestic"])
COUNTRY_NOUNS = frozenset(_WORDS["country_nouns"]["words"])
SIDES = frozenset(_WORDS["sides"]["nouns"])
NAMED_BODIES = frozenset(_WORDS["named_bodies"]["nouns"])
RELATIONS = frozenset(_WORDS["relations"]["nouns"])
PLACE_NOUNS = frozenset(_WORDS["place_nouns"]["words"])
DIRECTIONS = frozenset(_WORDS["locative"]["directions"])
PLACE_OBJECTS = frozenset(_WORDS["place_objects"]["verbs"])
PLACE_SUBJECTS = frozenset(_WORDS["place_objects"]["subjects"])
INSIDE = frozenset(_WORDS["locative"]["strict"])
LOCATIVE = frozenset(_WORDS["locative"]["prepositions"])
GIVEN = frozenset(_WORDS["locative"]["given"])
NOT_LOCATIVE = frozenset(_WORDS["locative"]["belonging"])
THE = frozenset(_WORDS["article"])
OF = frozenset(_WORDS["of"])
BEFORE_MONTHS = frozenset(_WORDS["before_months"])
MONTHS = frozenset(lexicon("times")["month"]["words"])
WEEKDAYS = frozenset(lexicon("times")["weekday"]["words"])
HOMONYMS: dict[str, dict[str, Any]] = lexicon("homonyms")

# Single nouns that name a party by what it is: "rebels", "police", "the government".
ROLE_NOUNS: dict[str, str] = {
    noun: role["sector"]
    for role in lexicon("roles")["role"]
    if role["kind"] not in ("deed", "facility")
    for noun in role["nouns"]
    if " " not in noun
}

POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
ACRONYM = re.compile(r"[A-Z][A-Za-z&.-]{1,7}")
SUBJECT = frozenset({"nsubj", "nsubjpass", "agent"})
BY_NAME = frozenset({"name", "alias", "acronym", "new"})  # how a body is mentioned that has a name of its own


def trim(wording: str) -> str:
    """A wording without the determiners before it."""
    words = wording.split()
    while len(words) > 1 and words[0].lower() in DETERMINERS:
        words = words[1:]
    return " ".join(words)


def is_particle(word: str) -> bool:
    """ "al-Zamili", "de", "bin": parts of names in small letters."""
    return word in NAME_PARTICLES or word[:3].lower() in PARTICLE_PREFIXES


def abbreviates(acronym: str, names: list[str]) -> bool:
    """Whether one of the names gives the capitals of the acronym: in order, or all of them in another language's
    order ("National Council for Democracy (CND)")."""
    letters = [c.lower() for c in acronym if c.isupper()]
    for name in names:
        initials = [word[:1].lower() for word in re.split(r"[\s-]+", name) if word]
        at = 0
        for letter in initials:
            if at < len(letters) and letter == letters[at]:
                at += 1
        if at == len(letters) or (len(letters) > 2 and sorted(letters) == sorted(i for i in initials if i in letters)):
            return True
    return False
