"""Did it happen? The factuality of an act, from tense, modals, negation, conditions and what embeds it.

According to the report or to whoever tells it (``Event.according_to``); never what we believe of it. Words are data:
``data/en/factuality.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from dragoman.lexicon import lexicon
from dragoman.reading.predicates import Predicate
from dragoman.records import Factuality

NOUN_PLACES = frozenset({"dobj", "pobj", "nsubjpass", "light", "conj", "attr", "nsubj"})
PURPOSE = "purpose"  # "to end the war": an aim, told without saying that anybody set about it
UNREAL = ("called_for", "threatened", "possible")  # what a clause under such a verb tells is not yet so
SETTLED: tuple[Factuality, ...] = ("happened", "ongoing")


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of ``factuality.toml``: word -> factuality of what it governs."""

    embedding: dict[str, Factuality]
    adjectives: dict[str, Factuality]
    modals: dict[str, Factuality]
    conditions: dict[str, Factuality]
    nouns: dict[str, Factuality]
    adverbs: dict[str, Factuality]
    subjects: dict[str, Factuality]
    doubting: dict[str, Factuality]
    claims: dict[str, Factuality]


@cache
def words(language: str = "en") -> Words:
    """The factuality words of a language, read once."""
    tables: dict[str, dict[str, Any]] = lexicon("factuality", language)
    made = {name: {word: cast(Factuality, entry[0]) for word, entry in table.items()} for name, table in tables.items()}
    return Words(**made)


def factuality(predicate: Predicate) -> tuple[Factuality, str]:
    """The factuality of what a predicate says, and the word that decided it.

    Read from the inside out: its own negation, modal and tense, then what it stands under, as long as nothing
    settled it. A plain past or present clause is settled and not touched by a speech verb above it.
    """
    found, why = own(predicate)
    if predicate.link == "ccomp" and predicate.under is not None and found in ("planned", "happened", "ongoing"):
        base, known = predicate.under.base, words()
        said = known.embedding.get(base)  # "warned that it would attack"
        if found == "planned" and said in ("threatened", "possible", "denied") and not predicate.under.negated:
            return said, base
        if base in known.doubting:
            return known.doubting[base], base
    if found in ("planned", "happened", "ongoing") and (denial := _denied_claim(predicate)):
        return "denied", denial
    if found != "happened":
        return found, why
    return above(predicate)


def _denied_claim(predicate: Predicate) -> str | None:
    """The verb that denies what a clause on a noun tells: "denied reports that it had attacked"."""
    noun = predicate.under
    if noun is None or noun.kind != "noun" or noun.lemma not in words().claims or noun.under is None:
        return None
    verb = noun.under
    denies = words().embedding.get(verb.base) == "denied" and not verb.negated and noun.token in verb.objects
    return verb.base if denies else None


def own(predicate: Predicate) -> tuple[Factuality, str]:
    """What its own words say, without what it stands under."""
    known = words()
    if predicate.averted:
        return ("failed" if predicate.averted == "failed" else "denied"), predicate.averted
    if predicate.marker in known.conditions:
        return known.conditions[predicate.marker], predicate.marker
    if predicate.negated:
        return "denied", "negation"
    if (predicate.modal == "would" or predicate.tense == "future") and _conditional(predicate):
        return "hypothetical", "condition"
    if predicate.modal in known.modals:
        return known.modals[predicate.modal], predicate.modal
    if predicate.tense == "future":
        return "planned", "future"
    for child in predicate.token.children:
        if child.dep in ("amod", "compound") and child.lower in known.adjectives:
            return known.adjectives[child.lower], child.lower
        if child.dep == "advmod" and child.lower in known.adverbs:
            return known.adverbs[child.lower], child.lower
    if predicate.progressive and (predicate.tense == "present" or predicate.perfect):
        return "ongoing", "progressive"
    return "happened", "plain"


def above(predicate: Predicate) -> tuple[Factuality, str]:
    """What the predicates above make of it."""
    under = predicate.under
    if predicate.kind == "noun" and under is not None and predicate.token in under.subjects and not under.objects:
        told = words().subjects.get(under.lemma)
        if told is not None:
            return told, under.lemma
    at = predicate
    while (governor := at.under) is not None:
        if not _reaches(at, governor):
            break
        found = _embedding(governor, at)
        if found is not None:
            outer = above(governor) if found[0] == "ongoing" and governor.kind == "verb" else found
            return outer if outer[0] not in SETTLED else found  # "vowed to resume attacks"
        inherited, why = own(governor)
        if inherited != "happened" and not (inherited == "ongoing" and at.kind != "noun"):
            return inherited, why
        at = governor
    if predicate.link in ("acl", "relcl") and predicate.passive and _infinitive(predicate):
        return "planned", "infinitive"  # "a conference to be hosted by Thailand"
    bare = predicate.token.tag == "VB" and predicate.tense == "none" and predicate.modal is None
    if predicate.kind == "verb" and bare and predicate.link not in ("xcomp", "ROOT"):
        return "possible", PURPOSE
    return "happened", "plain"


def _infinitive(predicate: Predicate) -> bool:
    return any(child.tag == "TO" for child in predicate.token.children)


def _conditional(predicate: Predicate) -> bool:
    """Whether an "if" clause hangs on it, or on the verb that it takes its modal from."""
    if predicate.link == "light" and predicate.under is not None and _conditional(predicate.under):
        return True
    return any(
        child.dep in ("advcl", "prep") and any(c.lower in words().conditions for c in (child, *child.children))
        for child in predicate.token.children
    )


def _reaches(predicate: Predicate, governor: Predicate) -> bool:
    """Whether the governor's reality decides the predicate's: infinitives, gerunds, nouns, not clauses of speech."""
    if predicate.kind == "noun":
        if predicate.link not in NOUN_PLACES:
            return False
        if governor.kind == "verb" and predicate.link in ("pobj", "nsubj"):
            return predicate.link == "pobj" and _frame_embeds(governor, predicate)
        return True
    if predicate.link in ("xcomp", "pcomp"):
        return True
    if predicate.link == "ccomp":
        told = words().embedding.get(governor.base)
        plain = predicate.token.tag in ("VB", "VBP")  # "demanded that they disband"
        after = predicate.token.i > governor.token.i and all(
            t.head is not governor.token for t in governor.objects
        )  # not "..., a charge Athens denied"
        return predicate.tense == "none" or (told == "denied" and after) or (told in UNREAL and plain)
    if predicate.link in ("acl", "advcl"):
        return predicate.token.tag == "VB" and predicate.tense == "none"
    return predicate.link == "conj" and predicate.tense == "none" and predicate.kind == governor.kind


def _frame_embeds(governor: Predicate, predicate: Predicate) -> bool:
    """"called for talks", "warned of an attack": the preposition belongs to the embedding frame."""
    table = words().embedding
    return any(token is predicate.token and f"{governor.base} {name}" in table for name, token in governor.obliques)


def _embedding(governor: Predicate, inner: Predicate) -> tuple[Factuality, str] | None:
    """What an embedding word makes of its content; None where it has none."""
    known = words()
    if governor.kind == "noun":
        found = known.nouns.get(governor.lemma)
        return (found, governor.lemma) if found else None
    if governor.kind == "adj":
        found = known.adjectives.get(governor.lemma)
        if found == "possible" and governor.negated:
            found = "failed"  # "has not been able to enter"
        return (found, governor.lemma) if found else None
    for frame in governor.frames:
        found = known.embedding.get(frame)
        if found is None or (inner.kind == "noun" and inner.link == "nsubj" and not governor.passive):
            continue
        if found == "denied" and governor.negated:
            return None
        return found, frame
    return None
