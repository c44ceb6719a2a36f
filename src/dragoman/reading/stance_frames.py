"""Where words take a stance: each frame of ``stances.toml`` that holds, with its actor words and what it is about.

Syntax only, a pure function of predicates and issue mentions: who the actor words name is resolved in ``positions``.
A frame over a clause is composed with the clause: "refused to attend the talks" opposes the talks, "urged rebels to end
the siege" supports ending it, "called on the president to step down" opposes his staying.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dragoman.language.parsed import Parsed, Token
from dragoman.reading.issue_mentions import IssueMention, behind, passed
from dragoman.reading.issue_words import issue_words
from dragoman.reading.predicates import Predicate
from dragoman.reading.stance_words import Frame, StanceWords, stance_words
from dragoman.records import Stance

OPPOSITE: dict[Stance, Stance] = {
    "supports": "opposes",
    "sponsors": "opposes",
    "opposes": "supports",
    "conditional": "conditional",
    "undecided": "undecided",
}
CLAUSE_LINKS = ("xcomp", "ccomp", "pcomp", "acl", "advcl", "relcl")


@dataclass(slots=True, eq=False)
class Target:
    """What a stance is about: a mention, a clause, somebody's stay in office, or nothing that is said (all None)."""

    mention: IssueMention | None = None
    clause: Predicate | None = None
    tenure: Token | None = None  # the one whose stay is meant
    pronoun: Token | None = None  # "it", to be resolved


@dataclass(slots=True, eq=False)
class StanceHit:
    """A stance word at work."""

    predicate: Predicate
    target: Target
    stance: Stance
    actors: list[Token] = field(default_factory=list)
    by_speaker: bool = False  # the actor is whoever the words are attributed to
    changed: bool = False
    why: str = ""
    rank: int = 0  # 0 a verb or adjective that says it, 1 a noun, 2 a mere premodifier


def stance_hits(parsed: Parsed, predicates: list[Predicate], mentions: dict[int, IssueMention]) -> list[StanceHit]:
    """All hits of a report in text order."""
    finder = _Finder(parsed, predicates, mentions)
    return sorted(finder.hits(), key=lambda hit: (hit.predicate.start, hit.rank))


class _Finder:
    def __init__(self, parsed: Parsed, predicates: list[Predicate], mentions: dict[int, IssueMention]) -> None:
        self.parsed = parsed
        self.predicates = predicates
        self.at = {predicate.token.i: predicate for predicate in predicates}
        self.mentions = mentions
        self.words: StanceWords = stance_words()
        self.issues = issue_words()
        self.consumed: set[int] = set()

    def hits(self) -> Iterator[StanceHit]:
        """Frames over clauses first, so that what they govern is not read again on its own."""
        found: list[StanceHit] = []
        rest: list[Predicate] = []
        for predicate in sorted(self.predicates, key=lambda p: _depth(p.token)):
            made = self.of(predicate)
            found.extend(made)
            if not made:
                rest.append(predicate)
        yield from found
        for predicate in rest:
            yield from self.unstated(predicate)
            yield from self.duty(predicate)
            yield from self.promise(predicate)

    def unstated(self, predicate: Predicate) -> Iterator[StanceHit]:
        """ "Some had not made up their mind": about what the story is about."""
        if predicate.token.i in self.consumed or self.idle(predicate) or not predicate.subjects:
            return
        for key in predicate.frames:
            entry = self.words.unstated.get(key)
            stance = entry and entry[int(predicate.negated)]
            if stance and (predicate.modal or predicate.tense != "past" or stance == "undecided"):
                yield StanceHit(
                    predicate,
                    Target(),
                    stance,
                    list(predicate.subjects),
                    why=f"lexicon stances: {key}, of the main issue",
                )
                return

    # ---- frames ----------------------------------------------------------------------------------------------------

    def of(self, predicate: Predicate) -> list[StanceHit]:
        """Hits of one predicate: its most specific word that finds an issue."""
        if predicate.token.i in self.consumed or self.idle(predicate):
            return []
        keys = predicate.frames if predicate.kind != "adj" else [*_adjective_keys(predicate), *predicate.frames]
        if predicate.kind == "verb" and predicate.lemma == "be":
            keys = [key[3:] for key in predicate.frames if key.startswith("be ")]
        for key in keys:
            kind = "adj" if predicate.lemma == "be" else predicate.kind
            for frame in self.words.frames.get((kind, key), ()):
                made = self.frame(predicate, frame)
                if made:
                    return made
        return []

    def idle(self, predicate: Predicate) -> bool:
        """Hypothetical or merely possible: says nothing of where anybody stands."""
        if predicate.marker in self.words.whether or predicate.marker in ("unless", "lest"):
            return True
        return predicate.modal in self.words.doubts and not predicate.negated

    def frame(self, predicate: Predicate, frame: Frame) -> list[StanceHit]:
        """Hits of one frame."""
        if frame.future and predicate.tense == "past":
            return []
        if frame.present and (predicate.tense == "past" and not predicate.progressive and not predicate.perfect):
            return []
        if frame.modal and predicate.modal not in self.words.duties:
            return []
        stance = frame.stance if not predicate.negated else frame.negated
        if stance is None:
            return []
        found: list[StanceHit] = []
        for target, shift in self.targets(predicate, frame):
            hit = StanceHit(predicate, target, shift(stance), why=f"lexicon stances: {frame.words} -> {frame.stance}")
            hit.rank = 1 if predicate.kind == "noun" else 0
            self.who(hit, predicate, frame)
            if hit.actors or hit.by_speaker:
                found.append(hit)
        return found

    def who(self, hit: StanceHit, predicate: Predicate, frame: Frame) -> None:
        """Fill in the actor words."""
        if frame.speaker or (predicate.modal in self.words.duties and predicate.kind == "verb"):
            hit.by_speaker = True
            return
        if predicate.kind == "noun" and not predicate.subjects and predicate.lemma:
            for place in frame.actor:
                found = self.named(predicate, place)
                if found:
                    hit.actors = found
                    break
        else:
            hit.actors = self.named(predicate, "object") if frame.actor == ("object",) else list(predicate.subjects)
        if predicate.kind == "noun":
            self.turn_if_dropped(hit, predicate)

    def named(self, predicate: Predicate, place: str) -> list[Token]:
        """The tokens at one place of a predicate."""
        if place in ("subject", "poss"):
            return list(predicate.subjects)
        if place == "object":
            return list(predicate.objects)
        return predicate.after(place)

    def turn_if_dropped(self, hit: StanceHit, predicate: Predicate) -> None:
        """ "dropped its opposition": the opposite, and a change."""
        under = predicate.under
        if (
            under is not None
            and under.kind == "verb"
            and under.lemma in self.words.dropped
            and predicate.token in under.objects
        ):
            if not under.negated:
                hit.stance, hit.changed = OPPOSITE[hit.stance], True
            if under.subjects:
                hit.actors = list(under.subjects)

    # ---- what it is about ------------------------------------------------------------------------------------------

    def targets(self, predicate: Predicate, frame: Frame) -> Iterator[tuple[Target, _Shift]]:
        """Issues of a frame at a predicate, each with how its clause turns the stance."""
        for place in frame.issue:
            found = list(self.at_place(predicate, frame, place))
            if found:
                yield from found
                return

    def at_place(self, predicate: Predicate, frame: Frame, place: str) -> Iterator[tuple[Target, _Shift]]:
        if place == "clause":
            for token in predicate.complements:
                yield from self.clause(token, predicate, frame)
            return
        tokens = predicate.surface if place == "subject" else self.named(predicate, place)
        for token in tokens:
            if place == "subject" and predicate.kind == "verb" and predicate.passive:
                continue
            if token.i in self.at and token.pos == "VERB" and token.dep in ("pcomp", "xcomp"):
                yield from self.clause(token, predicate, frame)
                continue
            mention = self.mention(token)
            if mention is not None and self.fits(mention, frame):
                yield Target(mention=mention), _same
            elif (
                token.tag == "PRP"
                and token.lower in self.words.pronouns
                and predicate.kind == "verb"
                and not frame.only
            ):
                yield Target(pronoun=token), _same

    def mention(self, token: Token) -> IssueMention | None:
        """The issue that a token heads or stands for."""
        if token.i in self.mentions:
            return behind(self.mentions[token.i], self.mentions)
        if token.lemma.lower() in self.issues.passes:
            return passed(token, self.mentions, self.issues)
        return None

    def fits(self, mention: IssueMention, frame: Frame) -> bool:
        if frame.only and mention.noun.kind not in frame.only:
            return False
        return frame.event or mention.policy

    # ---- clauses ---------------------------------------------------------------------------------------------------

    def clause(self, token: Token, outer: Predicate, frame: Frame) -> Iterator[tuple[Target, _Shift]]:
        """What a clause under a frame makes the issue, and whether it turns the stance round."""
        inner = self.at.get(token.i)
        if inner is None or inner.kind != "verb":
            return
        if frame.whether and not (
            inner.marker in self.words.whether or any(c.tag in ("WRB", "WP") for c in token.children)
        ):
            return
        if inner.marker in self.words.whether and frame.stance != "undecided":
            return
        if frame.addressed and not (inner.subjects or inner.passive):
            return
        if outer.link == "conj" and outer.kind == "noun":
            return
        self.consumed.add(token.i)
        for verb in self.conjuncts(inner):
            yield from self.one_clause(verb, frame)

    def conjuncts(self, inner: Predicate) -> list[Predicate]:
        """A clause's verb and the verbs coordinated with it, all consumed."""
        found = [inner]
        for child in inner.token.of("conj"):
            if child.i in self.at and self.at[child.i].kind == "verb" and not child.of("nsubj", "nsubjpass"):
                self.consumed.add(child.i)
                found.append(self.at[child.i])
        return found

    def one_clause(self, inner: Predicate, frame: Frame) -> Iterator[tuple[Target, _Shift]]:
        wanted = _same if not inner.negated else _turned
        base = inner.base
        if base in self.issues.leave or (base in self.issues.remove and inner.objects):
            person = (inner.objects if base in self.issues.remove else inner.subjects)[:1]
            if person and not self.mention(person[0]):
                yield Target(tenure=person[0]), _turned if wanted is _same else _same
                return
        direct = list(self.direct(inner))
        if inner.lemma in self.words.plus or inner.lemma in self.words.minus or inner.lemma in self.words.leave:
            away = inner.lemma in self.words.minus or inner.lemma in self.words.leave
            standing = [m for m in direct if not away or m.noun.standing or inner.lemma in self.words.minus]
            if standing:
                for mention in standing:
                    yield Target(mention=mention), _compose(wanted, away)
                return
        deeper = [child for child in inner.complements if child.i in self.at and self.at[child.i].kind == "verb"]
        if inner.lemma in self.words.plain or (
            frame.strict and base not in self.words.acts and inner.lemma not in self.words.acts
        ):
            if deeper and inner.lemma not in ("be", "have"):
                self.consumed.add(deeper[0].i)
                yield from self.one_clause(self.at[deeper[0].i], frame)
            elif direct and not frame.strict and inner.lemma in ("have", "see", "take", "make", "give", "get"):
                for mention in direct:
                    yield Target(mention=mention), wanted
            return
        yield Target(clause=inner), wanted

    def direct(self, inner: Predicate) -> Iterator[IssueMention]:
        """Issues among a verb's objects and obliques."""
        for token in [
            *inner.objects,
            *(
                t
                for name, t in inner.obliques
                if name in ("in", "to", "from", "of", "on", "with", "for", "by", "at", "out of")
            ),
        ]:
            mention = self.mention(token)
            if mention is not None and (mention.noun.standing or token in inner.objects):
                yield mention
                if token in inner.objects:
                    return

    # ---- the speaker's wishes and promises --------------------------------------------------------------------------

    def duty(self, predicate: Predicate) -> Iterator[StanceHit]:
        """ "The hostages must be released": whoever says so wants it."""
        if predicate.kind != "verb" or predicate.modal not in self.words.duties or predicate.perfect:
            return
        if (
            predicate.token.i in self.consumed
            or predicate.marker in self.words.whether
            or predicate.lemma in self.words.plain
        ):
            return
        if not (predicate.subjects or predicate.objects):
            return
        for target, shift in self.wanted(predicate):
            stance: Stance = shift("supports")
            yield StanceHit(predicate, target, stance, by_speaker=True, why="rule duty: should, must")

    def wanted(self, predicate: Predicate) -> Iterator[tuple[Target, _Shift]]:
        yield from self.one_clause(predicate, _PLAIN_WISH)

    def promise(self, predicate: Predicate) -> Iterator[StanceHit]:
        """ "Paris said it would withdraw its troops": an act of one's own, announced."""
        if predicate.kind != "verb" or predicate.token.i in self.consumed or predicate.marker in self.words.whether:
            return
        own = predicate.tense == "future" or predicate.modal == "would"
        if not own or predicate.perfect or not predicate.subjects:
            return
        for target, shift in self.one_clause(predicate, _PROMISE):
            yield StanceHit(
                predicate, target, shift("supports"), list(predicate.subjects), why="rule promise: will, would", rank=1
            )


class _Shift:
    """How a clause turns the stance of the word above it."""

    def __init__(self, turn: bool) -> None:
        self.turn = turn

    def __call__(self, stance: Stance) -> Stance:
        return OPPOSITE[stance] if self.turn else stance


_same = _Shift(False)
_turned = _Shift(True)
_WISH = Frame(
    words="should",
    kind="verb",
    issue=("clause",),
    actor=("subject",),
    stance="supports",
    negated="opposes",
    only=frozenset(),
    event=True,
    future=False,
    present=False,
    addressed=False,
    speaker=True,
    modal=False,
    strict=False,
    whether=False,
)
_PLAIN_WISH = _WISH
_PROMISE = replace(_WISH, strict=True, speaker=False, words="will")


def _compose(wanted: _Shift, away: bool) -> _Shift:
    return _Shift(wanted.turn != away)


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors())


def _adjective_keys(predicate: Predicate) -> list[str]:
    return [f"{predicate.token.lower} {name}" for name, _ in predicate.obliques]
