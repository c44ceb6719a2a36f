"""Numbers in words and digits, approximations and ranges, as bounds.

"at least 15" is 15 and more; "up to 300" 0 to 300; "dozens" 24 and more; "fewer than 20" 0 to 19; "nearly 100" 100.
The words are those of ``data/en/numbers.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from dragoman.lexicon import at, filled, lexicon

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|\S")
LARGEST = 10**11  # more people than that is a misreading
TWICE = 2  # a vague plural is at least two of its unit


class Bounds(NamedTuple):
    """From low to high, both included; ``high`` None is open."""

    low: int
    high: int | None


class Number(NamedTuple):
    """A number phrase: characters [start, end) with its approximations, and its bounds."""

    start: int
    end: int
    low: int
    high: int | None


class Word(NamedTuple):
    """A word in lower case, and its characters."""

    lower: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Numerals:
    """The number words of the language by class, and the phrases that loosen a number, longest first."""

    value: dict[str, int] = at("value.words")
    scale: dict[str, int] = at("scale.words")
    vague: dict[str, int] = at("vague.words")  # "dozens": 24
    some: dict[str, int] = at("some.words")  # "several": 3
    pair: dict[str, int] = at("pair.words")
    before: dict[str, list[tuple[tuple[str, ...], str]]]  # by the last word of the phrase
    or_more: tuple[tuple[str, ...], ...]
    between: frozenset[str] = at("between.phrases")
    to: frozenset[str] = at("to.phrases")
    articles: frozenset[str] = at("article.phrases")
    joints: frozenset[str] = at("joint.phrases")
    half: frozenset[str] = at("half.phrases")
    of: frozenset[str] = at("of.phrases")

    @cached_property
    def starters(self) -> frozenset[str]:
        """What a number may begin with."""
        return frozenset([*self.value, *self.vague, *self.some, *self.pair, *self.articles, *self.half])


@cache
def numerals() -> Numerals:
    """The number words of the language, read once."""
    tables = lexicon("numbers")
    before: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name in ("at_least", "at_most", "below", "about"):
        for phrase in sorted(tables[name]["phrases"], key=lambda p: (-len(p.split()), p)):
            before.setdefault(phrase.split()[-1], []).append((tuple(phrase.split()), name))
    for listed in before.values():
        listed.sort(key=lambda item: -len(item[0]))
    or_more = tuple(tuple(phrase.split()) for phrase in tables["or_more"]["phrases"])
    return filled(Numerals, tables, before=before, or_more=or_more)


def find(text: str, offset: int = 0) -> list[Number]:
    """The numbers of a text, in order, none overlapping; ``offset`` is added to the characters given back.

    Bare articles are no numbers ("a child"): who counts people decides that. Years and days of dates are given too.
    """
    words = [Word(match[0].lower(), *match.span()) for match in TOKEN.finditer(text)]
    found: list[Number] = []
    i = 0
    while i < len(words):
        read = _number(words, i) if words[i].lower in numerals().starters or words[i].lower[0].isdigit() else None
        if read is None:
            i += 1
            continue
        first, last, bounds = _loosened(words, i, *_range(words, i, *read))
        first = first if not found or words[first].start >= found[-1].end - offset else i
        found.append(Number(offset + words[first].start, offset + words[last - 1].end, *bounds))
        i = last
    return found


def bounds(words: str) -> Bounds | None:
    """The bounds of the first number in the words; None where there is none."""
    for number in find(words):
        return Bounds(number.low, number.high)
    return None


def _number(words: list[Word], i: int) -> tuple[int, Bounds] | None:
    """The number that starts at a word: where it ends, and its bounds, before any "at least"."""
    known, word = numerals(), words[i].lower
    after = words[i + 1].lower if i + 1 < len(words) else ""
    if word in known.vague:
        return _vague(words, i)
    if word in known.half and after in known.articles and _at(words, i + 2) in known.scale:
        value = known.scale[_at(words, i + 2)] // 2
        return i + 3, Bounds(value, value)
    if word in known.articles:
        return _after_article(words, i, after)
    if word in known.some:
        return _several(words, i + 1)
    if word in known.pair:
        return i + 1, Bounds(known.pair[word], known.pair[word])
    return _exact(words, i)


def _at(words: list[Word], i: int) -> str:
    return words[i].lower if i < len(words) else ""


def _after_article(words: list[Word], i: int, after: str) -> tuple[int, Bounds] | None:
    """A dozen, a hundred and twenty, a few, a couple."""
    known = numerals()
    if after in known.scale:
        return _exact(words, i)
    if after in known.some:
        return _several(words, i + 2)
    if after in known.pair:
        return i + 2, Bounds(known.pair[after], known.pair[after])
    return None


def _several(words: list[Word], i: int) -> tuple[int, Bounds]:
    """Several; several hundred: two hundred and more."""
    scale = numerals().scale.get(_at(words, i))
    return (i + 1, Bounds(TWICE * scale, None)) if scale else (i, Bounds(3, None))


def _vague(words: list[Word], i: int) -> tuple[int, Bounds]:
    """Dozens; hundreds of thousands."""
    known = numerals()
    low, i = known.vague[words[i].lower], i + 1
    while _at(words, i) in known.of and _at(words, i + 1) in known.vague:
        low, i = low * known.vague[_at(words, i + 1)] // TWICE, i + 2
    return i, Bounds(low, None)


def _exact(words: list[Word], i: int) -> tuple[int, Bounds] | None:
    """26; 1.5 million; twenty-six; one hundred and twenty thousand; two dozen."""
    known = numerals()
    total, group, any_word = 0.0, 0.0, False
    while i < len(words):
        word = words[i].lower
        if word[0].isdigit():
            if any_word:
                break
            group, any_word = _digits(word, _at(words, i + 1) in known.scale), True
        elif word in known.value:
            if any_word and not _adds(group, known.value[word]):
                break
            group, any_word = group + known.value[word], True
        elif word in known.articles and not any_word:
            group = 0.0
        elif word in known.scale:
            scale = known.scale[word]
            any_word = True
            if scale > 100:
                total, group = total + (group or 1) * scale, 0.0
            else:
                group = (group or 1) * scale
        elif not (any_word and _joins(words, i, group, total)):
            break
        i += 1
    value = total + group
    return (i, Bounds(round(value), round(value))) if any_word and value < LARGEST else None


def _adds(group: float, value: int) -> bool:
    """Whether a number word goes on a number: "twenty" "six", "hundred" "five"."""
    return value > 0 and ((group % 100 == 0 and value < 100) or (group % 100 in range(20, 100, 10) and value < 10))


def _joins(words: list[Word], i: int, group: float, total: float) -> bool:
    """A hyphen or "and" within a number: "twenty-six", "one hundred and twenty"."""
    known, word, after = numerals(), words[i].lower, _at(words, i + 1)
    if word == "-":
        return words[i - 1].end == words[i].start and after in known.value and group % 100 in range(20, 100, 10)
    return (
        word in known.joints
        and after in known.value
        and (group or total) >= 100
        and group % 100 == 0
        and words[i - 1].lower in known.scale
    )


def _digits(word: str, scaled: bool) -> float:
    """The value of digits: 1,400 and 300.000 in groups of three; 1.5 where a scale follows."""
    if word.isdigit():
        return float(word)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", word):
        return float(word.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", word) and not scaled:
        return float(word.replace(".", ""))
    if re.fullmatch(r"\d+[.,]\d+", word):
        return float(word.replace(",", "."))
    return float(re.split(r"[.,]", word)[0])


def _range(words: list[Word], i: int, last: int, first: Bounds) -> tuple[int, Bounds]:
    """Between 10 and 15; 10 to 15; 10-15; two or three; or the number as it is."""
    known, joint = numerals(), _at(words, last)
    between = i > 0 and words[i - 1].lower in known.between
    if first.high is None or not (joint in known.to or (between and joint in known.joints)):
        return last, first
    second = _number(words, last + 1) if last + 1 < len(words) else None
    if second is None or (joint in known.joints and not between):
        return last, first
    high = second[1].high
    low = first.low
    scale = _scale_of(words[second[0] - 1].lower)
    if scale and low < scale and words[last - 1].lower not in known.scale:  # "two to three million"
        low *= scale
    return (second[0], Bounds(low, high)) if high is not None and high > low else (last, first)


def _scale_of(word: str) -> int:
    return numerals().scale.get(word, 0)


def _loosened(words: list[Word], first: int, last: int, exact: Bounds) -> tuple[int, int, Bounds]:
    """The number with the approximations around it."""
    known, found = numerals(), exact
    ranged = exact.high is not None and exact.low != exact.high
    if first > 0 and words[first - 1].lower in known.between and ranged:
        first -= 1
    for phrase in known.or_more:
        if tuple(word.lower for word in words[last : last + len(phrase)]) == phrase:
            last, found = last + len(phrase), Bounds(found.low, None)
            break
    while step := _phrase_before(words, first):
        first, found = first - step[0], _bounded(found, step[1])
    return first, last, found


def _phrase_before(words: list[Word], i: int) -> tuple[int, str] | None:
    for phrase, name in numerals().before.get(words[i - 1].lower, ()) if i else ():
        if i >= len(phrase) and tuple(word.lower for word in words[i - len(phrase) : i]) == phrase:
            return len(phrase), name
    return None


def _bounded(found: Bounds, name: str) -> Bounds:
    if name == "at_least":
        return Bounds(found.low, None)
    if name == "at_most":
        return Bounds(0, found.high if found.high is not None else None)
    if name == "below" and found.high is not None:
        return Bounds(0, max(found.high - 1, 0))
    return found
