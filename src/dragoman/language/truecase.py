"""Headlines in title case as the parser should see them: "Syria accuses rebels of chemical attack".

A pipeline trained on running text takes words with a capital for names. So ordinary words of a line in title case lose
theirs before the parse; the report's text and all offsets stay as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from dragoman.lexicon import lexicon
from dragoman.records import Report

LINES = frozenset({"headline", "deck", "subhead"})
LONG = 4  # letters from which a word of a line in title case has a capital
MIN_LONG = 3
SHARE = 0.8  # of the long words
ENDINGS = (("ies", "y"), ("ied", "y"), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("es", ""), ("s", ""))
NAMES = frozenset(lexicon("homonyms")) | frozenset(lexicon("times")["month"]["words"])


def base_verbs(nlp: Any) -> frozenset[str]:
    """The base forms of verbs that a pipeline's rule lemmatizer knows; empty where it has none."""
    if not nlp.has_pipe("lemmatizer") or "lemma_index" not in (nlp.get_pipe("lemmatizer").lookups or ()):
        return frozenset()
    return frozenset(nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index").get("verb", ()))


def ordinary(doc: Any, report: Report, verbs: Collection[str]) -> list[int]:
    """Token numbers of the words in lines of title case that are no names, in text order.

    ``verbs``: base forms. A word is ordinary that the story writes small more often than with a capital within a
    sentence; one that it has nowhere else, if it is a form of a verb.
    """
    lines = [z for z in report.zones if z.kind in LINES and _is_title_case(report.text[z.start : z.end])]
    if not lines:
        return []
    heads: list[Any] = []
    rest: list[Any] = []
    for token in doc:
        (heads if any(z.start <= token.idx < z.end for z in lines) else rest).append(token)
    small, capital = _forms(rest)
    return [int(token.i) for token in heads if _is_ordinary(token.text, small, capital, verbs)]


def _is_title_case(line: str) -> bool:
    long = [word for word in line.split() if word.isalpha() and len(word) >= LONG]
    return len(long) >= MIN_LONG and sum(word[0].isupper() for word in long) >= SHARE * len(long)


def _forms(tokens: Sequence[Any]) -> tuple[Counter[str], Counter[str]]:
    """How often words stand small, and with a capital that no beginning of a sentence gives them."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    before = "."
    for token in tokens:
        text = token.text
        if text.islower():
            small[text] += 1
        elif text[:1].isupper() and before[-1:].isalnum():
            capital[text.lower()] += 1
        before = text
    return small, capital


def _is_ordinary(word: str, small: Counter[str], capital: Counter[str], verbs: Collection[str]) -> bool:
    lower = word.lower()
    if not (word.isalpha() and word.istitle()) or lower in NAMES:
        return False
    if small[lower] or capital[lower]:
        return small[lower] > capital[lower]
    return any(base in verbs for base in _bases(lower))


def _bases(word: str) -> list[str]:
    return [word] + [word[: -len(end)] + base for end, base in ENDINGS if word.endswith(end)]
