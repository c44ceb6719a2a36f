"""Which class of a codebook a predicate tells: patterns, and what operators make of what they govern.

"carried out an attack" is the attack; "halted its aid" is the end of aid; "refused to attend the talks" a refusal of
a meeting. Nothing here knows the classes of any one codebook.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dragoman.language.parsed import Token
from dragoman.reading.codebook import PLACE, Codebook, Pattern
from dragoman.reading.event_lexicon import kernel
from dragoman.reading.predicates import Predicate, noun_lemma

DEPTH = 4  # how many operators may stand on each other ("agreed to resume talks to end ...")


@dataclass(slots=True, eq=False)
class Match:
    """A predicate with the class it tells."""

    predicate: Predicate
    type: str
    pattern: Pattern
    mode: str | None
    content: Match | None = None  # what it asks for, refuses, threatens or stops
    consumed: tuple[Token, ...] = ()  # nouns that are part of the pattern's words: "talks" in "hold talks"
    absorbs: bool = False  # the content is told by this match and is no event of its own

    @property
    def head(self) -> Predicate:
        """The predicate whose sides are the event's: the content's where an operator stands above it."""
        return self.predicate

    @property
    def content_type(self) -> str | None:
        """The class of what it governs, before any turn."""
        return self.content.type if self.content is not None else None

    @property
    def cameo(self) -> str | None:
        """The code of the pattern; an operator has none of its own."""
        if self.pattern.cameo or self.content is None or not self.absorbs:
            return self.pattern.cameo
        return self.content.cameo if self.content.type == self.type else None


class Matcher:
    """Matches of one report against one codebook, each predicate looked up once."""

    def __init__(
        self, book: Codebook, predicates: dict[int, Predicate], is_place: Callable[[Token], bool] = lambda _: False
    ) -> None:
        self.book = book
        self.predicates = predicates
        self.is_place = is_place
        self._done: dict[int, Match | None] = {}

    def match(self, predicate: Predicate, depth: int = 0) -> Match | None:
        """The match of a predicate, or None."""
        key = predicate.token.i
        if key not in self._done:
            self._done[key] = None  # a cycle ends here
            self._done[key] = self._match(predicate, depth)
        return self._done[key]

    def _match(self, predicate: Predicate, depth: int) -> Match | None:
        kind = predicate.kind
        if predicate.lemma not in self.book.heads[kind] or depth > DEPTH:
            return None
        known = self.book.look_up(kind, self._frames(predicate))
        if known is None:
            return None
        frame, pattern = known
        if pattern.turns and (predicate.after("under") or predicate.token.head.lower == "under"):
            return None  # "came under attack": the attack tells who does it
        consumed = self._consumed(predicate, frame)
        wanted = self._wants_content(pattern)
        content = self.content(predicate, depth + 1, clauses=not pattern.turns) if wanted else None
        if content is None and pattern.turns and kind == "verb":
            content = self._subject(predicate, pattern, depth + 1)
        if pattern.turns:
            turned = dict(pattern.turns).get(content.type) if content else None
            if turned and turned != "none" and content:
                mode = content.mode if turned == content.type else pattern.mode
                mode = mode or self._mode(turned, content)
                return Match(predicate, turned, pattern, mode, content, absorbs=True)
        if pattern.gives is None or (pattern.turns and not pattern.gives) or (pattern.turns and content is None):
            return None
        if pattern.needs == "never" or (pattern.needs == "content" and content is None and not predicate.complements):
            return None
        mode = pattern.mode or self._mode(pattern.gives, content)
        return Match(predicate, pattern.gives, pattern, mode, content, consumed)

    def _frames(self, predicate: Predicate) -> Iterator[str]:
        """The frames of a predicate: with a place for object ("take Lima"), as they stand, with what is measured."""
        base = predicate.base
        if predicate.kind == "verb":
            if any(self.is_place(kernel(t)) for t in predicate.objects):
                yield from (f"{base} {PLACE} {name}" for name, _ in predicate.obliques)
                yield f"{base} {PLACE}"
            for token in predicate.objects:
                inner = kernel(token)
                if inner is not token:
                    yield from (f"{base} {noun_lemma(inner)} {name}" for name, _ in predicate.obliques)
                    yield f"{base} {noun_lemma(inner)}"
        yield from predicate.frames

    def _consumed(self, predicate: Predicate, frame: str) -> tuple[Token, ...]:
        """Objects and obliques that the frame names, with what they measure."""
        words = frame.split(" ")[1:]
        if predicate.kind != "verb" or not words:
            return ()
        found: list[Token] = []
        for token in (*predicate.objects, *(t for _, t in predicate.obliques)):
            inner = kernel(token)
            if inner.pos in ("NOUN", "PROPN") and noun_lemma(inner) in words:
                found += [token] if inner is token else [token, inner]
            elif token.pos in ("NOUN", "PROPN") and noun_lemma(token) in words:
                found.append(token)
        return tuple(found)

    def _wants_content(self, pattern: Pattern) -> bool:
        given = self.book.classes.get(pattern.gives or "")
        return bool(pattern.turns or pattern.content or (given and given.content_modes))

    def _mode(self, name: str, content: Match | None) -> str | None:
        modes = self.book.classes[name].content_modes
        return modes.get(content.type) if content else None

    def content(self, predicate: Predicate, depth: int, clauses: bool) -> Match | None:
        """The match of what a predicate governs: its clause, its object, then what stands after its prepositions.

        ``clauses``: whether a finite clause counts ("denied that it attacked") beside infinitives and nouns.
        """
        return next(self.contents(predicate, depth, clauses), None)

    def contents(self, predicate: Predicate, depth: int, clauses: bool) -> Iterator[Match]:
        """All of them, in that order."""
        for token in (*predicate.complements, *predicate.objects):
            inner = self.predicates.get(token.i)
            if not clauses and inner is not None and inner.tense != "none" and inner.link == "ccomp":
                continue
            found = self.at(token, depth)
            if found is not None:
                yield found
            elif inner is not None and inner.link in ("xcomp", "pcomp"):  # "of committing war crimes"
                yield from (m for t in inner.objects if (m := self.at(t, depth)) is not None)
        for name, token in predicate.obliques:
            if name in ("for", "of", "to", "against", "from", "with", "in", "on"):
                found = self.at(token, depth)
                if found is not None:
                    yield found

    def _subject(self, predicate: Predicate, pattern: Pattern, depth: int) -> Match | None:
        """"The talks resumed", "the war ended": an act that is the subject, where it goes on or gives way."""
        if predicate.objects or predicate.complements:
            return None
        for token in predicate.subjects:
            found = self.at(token, depth)
            turned = dict(pattern.turns).get(found.type) if found else None
            if found is not None and turned is not None and (turned == found.type or turned in pattern.fails):
                return found
        return None

    def at(self, token: Token, depth: int = 0) -> Match | None:
        """The match of the predicate that a token heads, or that it measures ("a wave of arrests")."""
        predicate = self.predicates.get(token.i)
        found = self.match(predicate, depth) if predicate is not None else None
        inner = kernel(token)
        return found if found is not None or inner is token else self.at(inner, depth)
