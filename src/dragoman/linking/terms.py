"""The words by which two stories are known to tell the same thing: rare words, names in any spelling, means.

Weights come from a list that ships, not from the stories at hand: so two stories compare alike whatever else was read,
and whatever was read first.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from dragoman.lexicon import lexicon

WORD = re.compile(r"[^\W_]+")
MOST_TERMS = 48  # rarest terms of a story's opening that are kept
SHORTEST_SKELETON = 2  # consonants; below, too many names look alike
KNOWN_NAME = 1.5  # most that the name of a known party or country tells
_SPELLING = str.maketrans({"q": "k", "c": "k", "z": "s", "j": "g", "w": "u", "v": "f"})
_SILENT = re.compile(r"(?<=.)[aeiouhy']")
_DOUBLE = re.compile(r"(.)\1+")


@cache
def news_words() -> tuple[int, dict[str, int]]:
    """(stories counted, word -> stories with it) of the list that ships; words not in it are rare."""
    lines = (files("dragoman") / "data" / "en" / "news_words.txt").read_text(encoding="utf-8").splitlines()
    counts = [line.split() for line in lines if line and not line.startswith("#")]
    table = {word: int(count) for word, count in counts}
    return table.pop("*"), table


@cache
def rarity(word: str) -> float:
    """How much a folded word tells: the logarithm of stories per story with it; 0 for the commonest."""
    total, table = news_words()
    count = table.get(word, 1)
    return math.log(total / count) if count < total / 5 else 0.0


@cache
def skeleton(word: str) -> str:
    """A name's consonants in one spelling: Tokhar and Tukhar, Qurayya and Quriyah become the same.

    The word itself where too few consonants are left.
    """
    bare = _SILENT.sub("", _DOUBLE.sub(r"\1", word.translate(_SPELLING)))
    bare = _DOUBLE.sub(r"\1", bare)
    return "~" + bare if len(bare) >= SHORTEST_SKELETON else word


def term(token: str) -> str:
    """The term of a token as it stands in the text: rare capitalised words become skeletons, others are folded."""
    folded = token.lower()
    _, table = news_words()
    return skeleton(folded) if token[0].isupper() and folded not in table and folded.isascii() else folded


def weighted(tokens: Sequence[str], known: frozenset[str]) -> dict[str, float]:
    """Unit vector of the rarest terms of some tokens; ``known`` are folded words of names that everyone uses."""
    counts: Counter[str] = Counter()
    most: dict[str, float] = {}
    for token in tokens:
        folded = token.lower()
        weight = min(rarity(folded), KNOWN_NAME) if folded in known else rarity(folded)
        if weight > 0:
            name = term(token)
            counts[name] += 1
            most[name] = weight
    raw = sorted(((1 + math.log(n)) * most[name], name) for name, n in counts.items())[-MOST_TERMS:]
    norm = math.sqrt(sum(value * value for value, _ in raw)) or 1.0
    return {name: round(value / norm, 4) for value, name in sorted(raw, key=lambda pair: pair[1])}


@cache
def _means() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, entry in lexicon("means").items():
        for phrase in entry["words"]:
            words = tuple(phrase.split())
            by_first.setdefault(words[0], []).append((words, name))
    return {first: tuple(sorted(found, key=lambda f: -len(f[0]))) for first, found in by_first.items()}


def means(words: Sequence[str]) -> dict[str, int]:
    """How often each class of means is named in some folded words."""
    table = _means()
    found: Counter[str] = Counter()
    for place, word in enumerate(words):
        for phrase, name in table.get(word, ()):
            if tuple(words[place : place + len(phrase)]) == phrase:
                found[name] += 1
                if also := lexicon("means")[name].get("also"):
                    found[also] += 1
                break
    return dict(sorted(found.items()))


def count_words(texts: Iterable[str], least: int) -> str:
    """The list that ships, from stories; words in fewer than ``least`` are left out."""
    counts: Counter[str] = Counter()
    total = 0
    for text in texts:
        total += 1
        counts.update({word.lower() for word in WORD.findall(text)})
    lines = [f"{word} {n}" for word, n in sorted(counts.items()) if n >= least]
    return "\n".join([f"* {total}", *lines]) + "\n"
