"""Features of a pair of sides for the event head: words between and around them, what governs them, what the rules say.

Strings such as "between:accuse" are hashed to columns, so that the weights hold no text. The same function makes the
features in training and in reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

from dragoman.language.parsed import Token
from dragoman.reading.event_matches import Match
from dragoman.reading.predicates import Predicate
from dragoman.records import Event, Party, Span

COLUMNS = 1 << 16
KEPT = frozenset({"VERB", "NOUN", "ADJ", "ADV", "ADP", "PART", "AUX", "SCONJ"})
FAR = 25  # tokens beyond a side that are still looked at


def columns(names: Iterable[str]) -> list[int]:
    """The columns of feature names, each once, in order."""
    return sorted({crc32(name.encode()) % COLUMNS for name in names})


class Pair:
    """A source and a target in one sentence, either of which may be unknown."""

    def __init__(self, tokens: Sequence[Token], source: Span | None, target: Span | None) -> None:
        self.tokens = tokens
        self.source = _inside(tokens, source)
        self.target = _inside(tokens, target)

    def features(
        self, predicates: Sequence[Predicate], matches: dict[int, Match], events: Sequence[Event]
    ) -> list[str]:
        """Names of all features that hold."""
        return list(dict.fromkeys([*self.words(), *self.governors(predicates, matches), *self.told(events)]))

    def told(self, events: Sequence[Event]) -> Iterator[str]:
        """The events that the rules found, and how their sides are the pair's; the best of them."""
        fits = [(self.fit(event), event) for event in events]
        for fit, event in fits:
            yield f"event:{event.type}"
            yield f"event:{event.type}:{fit}"
            yield f"event:{event.type}:{event.factuality}"
        if not fits:
            yield "best:none"
            return
        fit, best = min(fits, key=lambda pair: (-pair[0], pair[1].trigger[0].start))
        for copy in ("", "2", "3"):  # three columns: what the rules say weighs more than a word
            yield f"best{copy}:{best.type}"
        yield f"best:{best.type}:{fit}"
        yield f"best:{best.type}:{best.factuality}"

    def fit(self, event: Event) -> float:
        """2 where both sides of an event are the pair's, less where they are swapped or missing."""
        actors, recipients = _covered(self.tokens, event.actors), _covered(self.tokens, event.recipients)
        straight = bool(actors & self.source) + bool(recipients & self.target)
        swapped = bool(actors & self.target) + bool(recipients & self.source)
        return max(float(straight), 0.6 * swapped)

    def words(self) -> Iterator[str]:
        """Lemmas before, between and after the sides, alone and in pairs."""
        marked = [self.mark(token) for token in self.tokens]
        first, last = self.bounds()
        order = "st" if min(self.source, default=0) <= min(self.target, default=1 << 30) else "ts"
        before = ""
        for index, word in enumerate(marked):
            where = "between" if first <= index <= last else "before" if index < first else "after"
            if where == "after" and index - last > FAR:
                break
            if word:
                yield f"{where}:{word}"
                yield f"any:{word}"
                yield f"{where}:{order}:{before}_{word}"
                before = word

    def bounds(self) -> tuple[int, int]:
        """Positions of the first and last token of either side; the whole sentence where a side is unknown."""
        index = {token.i: position for position, token in enumerate(self.tokens)}
        sides = [index[i] for i in self.source | self.target]
        if not self.source or not self.target:
            return (min(sides, default=0), len(self.tokens) - 1)
        return min(sides), max(sides)

    def mark(self, token: Token) -> str:
        """A token as the features see it: sides and names masked."""
        if token.i in self.source:
            return "<s>"
        if token.i in self.target:
            return "<t>"
        if token.pos == "PROPN":
            return "<name>"
        if token.pos == "NUM":
            return "<number>"
        return token.lemma.lower() if token.pos in KEPT else ""

    def governors(self, predicates: Sequence[Predicate], matches: dict[int, Match]) -> Iterator[str]:
        """The predicates that have a side as subject, object or oblique, and the classes that the rules see."""
        for predicate in predicates:
            acts = any(t.i in self.source for t in predicate.subjects)
            roles = self.roles(predicate)
            match = matches.get(predicate.token.i)
            if match is not None:
                yield f"rule:{match.type}"
                yield f"rule:{match.type}:{int(acts)}{int(bool(roles))}"
                yield f"mode:{match.type}:{match.mode}"
            if acts:
                yield from self.acting(predicate)
            for role in roles:
                yield f"undergoes:{role}:{predicate.base}"
                if acts:
                    yield f"both:{role}:{predicate.base}"

    def acting(self, predicate: Predicate) -> Iterator[str]:
        """The source's own predicate, its mood and what it governs."""
        base = predicate.base
        mood = f"{predicate.modal or predicate.tense}{'-' if predicate.negated else ''}"
        yield f"acts:{base}"
        yield f"acts:{base}:{mood}"
        yield f"mood:{mood}"
        for token in predicate.objects:
            yield f"acts:{base}:{token.lemma.lower()}"
        for above in predicate.chain:
            yield f"under:{above.base}>{base}"
            break

    def roles(self, predicate: Predicate) -> list[str]:
        """How the target stands to a predicate."""
        found = ["object"] if any(t.i in self.target for t in predicate.objects) else []
        return found + [name for name, token in predicate.obliques if token.i in self.target]


def _covered(tokens: Sequence[Token], parties: Sequence[Party]) -> frozenset[int]:
    return frozenset(t.i for t in tokens for p in parties if t.start < p.end and p.start < t.end)


def _inside(tokens: Sequence[Token], span: Span | None) -> frozenset[int]:
    if span is None:
        return frozenset()
    return frozenset(t.i for t in tokens if t.start < span.end and span.start < t.end)
