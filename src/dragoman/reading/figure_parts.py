"""Parts of a count: "including 11 children", "seven of them women", "15 in one place and six in another"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.language.parsed import Token
from dragoman.reading.figure_counts import Count, Counter
from dragoman.reading.figure_triggers import Trigger
from dragoman.reading.figure_words import harm
from dragoman.reading.predicates import expand


def parts(tokens: list[Token], counter: Counter, wholes: list[Trigger]) -> Iterator[tuple[Trigger, Trigger]]:
    """Each part as a trigger of its own, with the whole that it belongs to."""
    if not wholes:
        return
    given: set[int] = set()
    for part, whole in (
        *included(tokens, counter, wholes),
        *among(tokens, counter, wholes),
        *of_them(tokens, counter, wholes),
        *broken_down(counter, wholes),
    ):
        if part.count.text.start not in given:
            given.add(part.count.text.start)
            yield part, whole


def before(wholes: list[Trigger], offset: int) -> Trigger | None:
    """The last count told before a character."""
    return max((w for w in wholes if w.count.text.end <= offset), key=lambda w: w.count.text.end, default=None)


def included(tokens: list[Token], counter: Counter, wholes: list[Trigger]) -> Iterator[tuple[Trigger, Trigger]]:
    """ "including five children and a nurse"."""
    for token in tokens:
        if token.lower in harm().openers and (whole := before(wholes, token.start)):
            heads = token.of("pobj", "dobj") or [c for c in token.children if c.pos in ("NOUN", "NUM", "PROPN")]
            for member in [m for head in heads for m in expand(head)]:
                count = counter.count(member)
                if count is not None and count.text.start > token.start and count.low <= whole.count.low * 2:
                    yield (
                        Trigger(
                            whole.kind, count, whole.token, whole.predicate, whole.either, "casualties: part of a count"
                        ),
                        whole,
                    )


def among(tokens: list[Token], counter: Counter, wholes: list[Trigger]) -> Iterator[tuple[Trigger, Trigger]]:
    """ "three journalists were among the 12 killed"."""
    for token in tokens:
        if token.lower not in harm().openers or token.dep != "prep" or token.head.pos not in ("AUX", "VERB"):
            continue
        below = {t.start for t in token.subtree()}
        whole = next((w for w in wholes if any(w.count.text.start <= s < w.count.text.end for s in below)), None)
        for subject in token.head.of("nsubj") if whole is not None else ():
            for member in expand(subject):
                count = counter.count(member)
                if whole is not None and count is not None and count.text.end <= token.start:
                    yield part_of(count, whole), whole


def part_of(count: Count, whole: Trigger) -> Trigger:
    """A part as a trigger of the kind of its whole."""
    return Trigger(whole.kind, count, whole.token, whole.predicate, whole.either, "casualties: part of a count")


def of_them(tokens: list[Token], counter: Counter, wholes: list[Trigger]) -> Iterator[tuple[Trigger, Trigger]]:
    """ "seven of them women"."""
    for token in tokens:
        number = counter.of_token.get(token.i)
        if number is None or not (whole := before(wholes, token.start)):
            continue
        of = next((c for c in token.of("prep") if c.lower == "of"), None)
        pronoun = of.first("pobj") if of else None
        if pronoun is not None and pronoun.lower in harm().pronouns:
            count = counter.count(token, singular=False)
            if count is not None:
                yield (
                    Trigger(
                        whole.kind, count, whole.token, whole.predicate, whole.either, "casualties: part of a count"
                    ),
                    whole,
                )


def broken_down(counter: Counter, wholes: list[Trigger]) -> Iterator[tuple[Trigger, Trigger]]:
    """Bare numbers after a total that add up to it."""
    for whole in wholes:
        rest = [n for n in counter.numbers if n.start >= whole.count.text.end and n not in counter.things]
        taken = {w.count.text.start for w in wholes}
        for size in (2, 3):
            group = rest[:size]
            if len(group) == size and sum(n.low for n in group) == whole.count.low and all(n.low > 0 for n in group):
                for number in group:
                    if number.start not in taken:
                        text = replace(whole.count.text, start=number.start, end=number.end)
                        count = replace(whole.count, low=number.low, high=number.high, text=text, victims=None)
                        yield (
                            Trigger(
                                whole.kind,
                                count,
                                whole.token,
                                whole.predicate,
                                whole.either,
                                "casualties: parts that add up",
                            ),
                            whole,
                        )
                break
