"""Clauses under a stance word: what they make the issue, and whether they turn the stance.

"agreed to attend the talks" is about the talks, "urged them to reject the plan" about the plan and against it, "wants
the president to step down" about his stay in office, "pledged to end the recruitment of children" about ending it.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.language.parsed import Token
from dragoman.reading.issue_mentions import IssueMention
from dragoman.reading.predicates import Predicate
from dragoman.reading.stance_hits import Shift, Target, person, same, turned
from dragoman.reading.stance_targets import Targets
from dragoman.reading.stance_words import Frame
from dragoman.records import Stance

NOMINAL_PLACES = ("in", "to", "from", "of", "on", "with", "for", "by", "at", "out of", "into", "over", "against")
CIRCUMSTANCES = ("after", "before", "despite", "following", "without", "amid", "during", "since", "until")
FIXED: dict[Stance, Shift] = {
    "supports": same,
    "sponsors": same,
    "opposes": turned,
    "undecided": Shift(fixed="undecided"),
    "conditional": Shift(fixed="conditional"),
}


class Clauses(Targets):
    """The clauses of one report; ``consumed`` are the verbs that a stance word above has already taken in."""

    def __init__(self, predicates: list[Predicate], mentions: dict[int, IssueMention]) -> None:
        super().__init__(predicates, mentions)
        self.consumed: set[int] = set()

    def under(self, token: Token, outer: Predicate, frame: Frame) -> Iterator[tuple[Target, Shift]]:
        """What a clause under a frame makes the issue."""
        inner = self.at.get(token.i)
        if inner is None or inner.kind != "verb" or not self.fits(inner, frame):
            return
        if outer.kind == "noun" and token.dep in ("acl", "relcl") and token.tag != "VB":
            return
        if frame.words in ("refuse", "decline") and inner.lemma in self.words.silent and not inner.complements:
            self.consumed.add(token.i)
            return  # "declined to comment on the raid"
        if frame.whole:
            if self.is_act(inner):
                self.consumed.add(token.i)
                yield Target(clause=outer), same
            return
        bare = None if self.is_small(inner, frame) else self.misread(inner)
        if bare is not None:
            yield self.about(bare)
            return
        self.consumed.add(token.i)
        for verb in self.conjuncts(inner):
            yield from self.one(verb, frame)

    def fits(self, inner: Predicate, frame: Frame) -> bool:
        """Whether a frame goes with a clause like this one."""
        token = inner.token
        first = min(token.subtree(), key=lambda t: t.i)  # "which of them", "how many"
        open_ = inner.marker in self.words.whether or any(c.tag in ("WRB", "WP") for c in (*token.children, first))
        infinitive = any(c.tag == "TO" for c in token.children)
        if frame.whether:  # "did not say whether it would attend", not "whether the raid was Syrian"
            ahead = infinitive or inner.modal is not None or inner.tense == "future" or token.tag in ("VBZ", "VBP")
            return inner.marker in self.words.whether and ahead
        if open_ and "undecided" not in (frame.stance, frame.negated):
            return False
        if token.dep == "pcomp" and token.head.lower not in frame.words.split() and token.head.lower not in frame.issue:
            return token.head.lower == "short" or token.head.head.lower in frame.words.split()
        if (
            frame.stance == "undecided"
            and frame.kind == "verb"
            and not open_
            and (token.tag not in ("VBG", "VB", "NN") or (token.tag == "VBG" and token.of("nsubj")))
        ):
            return False  # "considers it a threat and asked ..."
        if frame.addressed:
            bare = token.tag == "VB" and not any(c.dep == "aux" and c.tag != "TO" for c in token.children)
            return bool(inner.subjects or inner.passive) and (infinitive or bare)
        tags: tuple[str, ...] = ("VBD", "VBZ", "VBN", "VBP")
        if frame.words in self.words.subjunctive:  # "demanded that they lay down their arms" is read as a past
            tags = ("VBD", "VBZ", "VBN") if frame.words in self.words.asserting else ("VBZ", "VBN")
        subjunctive = any(c.lower == "be" for c in token.of("auxpass", "aux"))  # "demanded that they be freed"
        finite = token.dep == "ccomp" and not infinitive and token.tag in tags and not subjunctive
        return not finite or inner.modal is not None or self.is_small(inner, frame) or self.misread(inner) is not None

    def is_small(self, inner: Predicate, frame: Frame) -> bool:
        """ "want the vote postponed": the participle is what is wanted of its subject."""
        bare = inner.token.tag in ("VBN", "VBD") and not inner.token.of("aux", "auxpass")
        return bare and frame.words in self.words.small and bool(inner.token.of("nsubj", "nsubjpass"))

    def misread(self, inner: Predicate) -> IssueMention | None:
        """ "opposes the vote planned for May", read as a clause: the participle belongs to the noun."""
        token = inner.token
        subject = token.first("nsubj", "nsubjpass")
        if (
            token.tag in ("VBN", "VBD")
            and subject is not None
            and not token.of("aux", "auxpass")
            and token.dep == "ccomp"
        ):
            return self.mention(subject)
        return None

    def conjuncts(self, inner: Predicate) -> list[Predicate]:
        """A clause's verb and the verbs coordinated with it, all consumed."""
        found = [inner]
        for child in inner.token.of("conj"):
            if inner.token.tag in ("VB", "VBG") and child.tag in ("VBD", "VBZ", "VBP"):
                continue  # "went on advancing and took the town"
            if child.i in self.at and self.at[child.i].kind == "verb" and not child.of("nsubj", "nsubjpass"):
                self.consumed.add(child.i)
                found.extend(self.conjuncts(self.at[child.i]))
        return found

    def one(self, inner: Predicate, frame: Frame) -> Iterator[tuple[Target, Shift]]:
        """What one verb of a clause makes the issue."""
        wanted = turned if inner.negated else same
        bound = self.bound(inner)
        if bound is not None:
            yield Target(mention=bound), FIXED["conditional"]
            return
        stay = self.stay(inner)
        if stay is not None:
            yield Target(tenure=stay), wanted.then(True)
            return
        if self.keeps(inner):
            yield Target(tenure=inner.subjects[0]), wanted
            return
        found = list(self.of_inner(inner, wanted))
        asking = frame.addressed or frame.words in self.words.subjunctive
        if asking and any(shift.fixed for _, shift in found):
            return  # "called on them to reconsider": nothing of where the caller stands
        if found:
            yield from found
            return
        deeper = [self.at[c.i] for c in inner.complements if c.i in self.at and self.at[c.i].kind == "verb"]
        if deeper and self.is_plain(inner) and deeper[0].marker in self.words.whether:
            yield from self.unsaid(deeper[0], frame)
            return
        reading = self.is_plain(inner) or (frame.strict and not self.is_act(inner))
        if reading or (deeper and not inner.objects and self.own_turn(inner) is not None):
            if deeper and inner.lemma not in ("be", "have"):
                self.consumed.add(deeper[0].token.i)
                own = self.own_turn(inner) or same
                for target, shift in self.one(deeper[0], frame):
                    yield target, own if own.fixed is not None else shift.then(wanted.turn).then(own.turn)
            elif not frame.strict:
                yield from ((target, shift.then(wanted.turn)) for target, shift in map(self.about, self.direct(inner)))
            return
        if inner.base in self.words.takes_part and not inner.objects and not self.whereabouts(inner):
            yield Target(pronoun=inner.token), wanted  # "both agreed to attend"
        elif not self.is_empty(inner) and not self.is_bare(inner):
            self.swallow(inner)
            yield Target(clause=inner), wanted

    def whereabouts(self, inner: Predicate) -> list[Token]:
        """What a verb's prepositions tell beside its circumstances: "attend after a call" leaves open what."""
        return [token for name, token in inner.obliques if name not in CIRCUMSTANCES]

    def bound(self, inner: Predicate) -> IssueMention | None:
        """ "any deal must include guarantees": the deal, on that condition."""
        if inner.modal not in self.words.duties or inner.negated or inner.base not in self.words.must:
            return None
        for token in inner.surface:
            mention = self.mention(token)
            if mention is not None and mention.noun.kind in self.words.must_kinds:
                return mention if any(c.lower in self.words.must_articles for c in token.of("det")) else None
        return None

    def unsaid(self, asked: Predicate, frame: Frame) -> Iterator[tuple[Target, Shift]]:
        """ "refused to say whether Rabat would attend the talks": undecided, of whatever the question is about."""
        self.consumed.add(asked.token.i)
        for target, _ in self.one(asked, frame):
            yield target, FIXED["undecided"]

    def is_bare(self, inner: Predicate) -> bool:
        """A lone verb ("to reconsider") says too little to be an issue, unless it is an act."""
        if any(c.tag in ("WP", "WDT", "WRB") for c in inner.token.children):
            return False  # "what it could provide"
        done = inner.passive or inner.token.tag == "VBN"  # "wants the hostages freed"
        told = inner.objects or inner.obliques or inner.complements or (inner.surface and done)
        about = any(self.mention(t) is not None for t in inner.surface)  # "the siege must end"
        if inner.base in self.words.happens and any(t.pos in ("NOUN", "PROPN") for t in inner.subjects):
            return False  # "demanded that classes begin"
        return (
            not told and not about and inner.base not in self.words.alone and self.ahead(inner) not in self.words.acts
        )

    def firsts(self, predicate: Predicate) -> Iterator[tuple[Target, Shift]]:
        """ "insisted that they leave before any truce": conditional on the truce."""
        for token in predicate.complements:
            inner = self.at.get(token.i)
            if inner is None:
                continue
            waits = [self.at[c.i] for c in inner.token.of("advcl", "ccomp", "xcomp") if c.i in self.at]
            if inner.lemma == "wait" and waits:  # "urged waiting for them to report before any action"
                inner = waits[0]
            for clause in inner.token.of("advcl"):
                later = self.at.get(clause.i)
                if later is not None and later.marker in self.words.firsts:
                    mentions = [m for t in later.surface if (m := self.mention(t)) is not None]
                    fitting = [m for m in mentions if m.noun.family in self.words.first_families]
                    yield from ((Target(mention=m), FIXED["conditional"]) for m in fitting[:1])
            for name, found in inner.obliques:
                mention = self.mention(found) if name in self.words.firsts else None
                if mention is not None and mention.noun.family in self.words.first_families:
                    yield Target(mention=mention), FIXED["conditional"]

    def swallow(self, inner: Predicate) -> None:
        """What a clause that is the issue governs is part of it."""
        for child in inner.complements:
            if child.i in self.at and child.i not in self.consumed:
                self.consumed.add(child.i)
                self.swallow(self.at[child.i])

    def is_empty(self, inner: Predicate) -> bool:
        """ "to accept responsibility", "it must stop": nothing to be for or against."""
        if inner.lemma in self.words.inspects:
            return False
        if not self.words.goals.isdisjoint(inner.frames) and inner.objects:
            return True
        parts = [*inner.objects, *(t for o in inner.objects for p in o.of("prep") for t in p.of("pobj"))]
        if any(t.lemma.lower() in self.words.empty for t in parts):
            return True
        if self.is_act(inner):
            return False
        return (
            not inner.objects
            and not inner.obliques
            and all(t.pos == "PRON" for t in inner.surface)
            and not inner.complements
        )

    def is_plain(self, inner: Predicate) -> bool:
        """Whether a clause's verb is no issue of its own ("to be"), unless its wording is ("to look into")."""
        keys = [*inner.frames, self.ahead(inner)]
        return inner.lemma in self.words.plain and not any(" " in key and key in self.words.acts for key in keys)

    def is_act(self, inner: Predicate) -> bool:
        """Whether a clause's verb is something to do, by its most specific wordings too ("look into")."""
        return any(key in self.words.acts for key in (*inner.frames, self.ahead(inner)))

    def stay(self, inner: Predicate) -> Token | None:
        """Whose stay in office a clause is about: "to step down", "to topple the president"."""
        office = inner.objects[0].lemma.lower() in self.issues.offices if inner.objects else False
        leaves = inner.base in self.issues.leave or self.ahead(inner) in self.issues.leave
        if office and inner.base in self.words.leave and inner.subjects:
            return inner.subjects[0]  # "must leave power"
        if leaves and not inner.subjects:
            return None
        if leaves and not inner.objects:
            holder = inner.subjects[0]
            bare = all(c.dep in ("nsubj", "aux", "neg", "punct") for c in inner.token.children)
            return None if self.mention(holder) is not None or (inner.base == "go" and not bare) else holder
        if inner.base in self.issues.remove and inner.objects and self.mention(inner.objects[0]) is None:
            holder = person(inner.objects[0])
            return holder if holder.pos in ("PROPN", "PRON") or holder.lemma.lower() in self.issues.holders else None
        return None

    def ahead(self, inner: Predicate) -> str:
        """The verb with the adverb right after it: "step aside"."""
        return next((f"{inner.lemma} {c.lower}" for c in inner.token.of("advmod") if c.i == inner.token.i + 1), "")

    def keeps(self, inner: Predicate) -> bool:
        """ "to stay in office", "to remain in power"."""
        if inner.base not in self.issues.staying or not inner.subjects:
            return False
        return any(name in ("in", "as") and t.lemma.lower() in self.issues.offices for name, t in inner.obliques)

    def of_inner(self, inner: Predicate, wanted: Shift) -> Iterator[tuple[Target, Shift]]:
        """A nominal issue in the clause, with the turn that the clause's own verb gives it."""
        direct = list(self.direct(inner))
        if inner.base in ("stay", "remain") and inner.after("on", "away from", "out of", "at"):
            return  # "urged the government to stay on alert"
        if not direct and (inner.base in self.words.happens or self.ahead(inner) in self.words.happens):
            subjects = [m for t in inner.surface if (m := self.mention(t)) is not None]
            yield from ((target, shift.then(wanted.turn)) for target, shift in map(self.about, subjects))
            if not subjects and (pronoun := next((t for t in inner.surface if t.lower in ("it", "them")), None)):
                yield Target(pronoun=pronoun), wanted  # "wants it to stay"
            return
        if inner.base == "go" and inner.modal in self.words.duties:
            gone = [m for t in inner.surface if (m := self.mention(t)) is not None]
            yield from ((t, s.then(not wanted.turn)) for t, s in map(self.about, gone))  # "all sanctions must go"
            return
        if sent := self.sent_away(inner, direct):
            yield from ((target, shift.then(not wanted.turn)) for target, shift in map(self.about, sent))
            return
        turn = self.own_turn(inner, direct)
        if turn is None:
            return
        direct = [m for m in direct if m.head not in inner.objects or not self.is_part(m, inner)]
        if (
            not direct
            and (turn.turn or self.is_for(inner))
            and inner.base not in self.words.leave
            and (pronoun := next((t for t in inner.objects if t.lower in self.words.pronouns), None))
        ):
            yield Target(pronoun=pronoun), wanted.then(turn.turn)
            return
        if inner.base in self.words.leave:
            direct = direct if inner.objects or inner.base != "leave" else []  # "hoped to leave in the next round"
            direct = [
                m for m in direct if m.noun.kind in ("deal", "talks", "conference", "election", "resolution", "truce")
            ]
        for mention in direct:
            target, shift = self.about(mention)
            if turn.fixed is not None:
                yield target, turn
            else:
                yield target, wanted.then(turn.turn).then(shift.turn)

    def sent_away(self, inner: Predicate, direct: list[IssueMention]) -> list[IssueMention]:
        """ "ordered the UN mission to leave", also where the parser takes it for a mission to be left."""
        if inner.base not in self.words.leave and inner.base not in self.issues.leave:
            return []
        near = inner.objects if inner.link in ("relcl", "acl") else [] if direct else inner.subjects
        return [m for t in near if (m := self.mention(t)) is not None and m.noun.kind == "deployment"]

    def own_turn(self, inner: Predicate, mentions: list[IssueMention] | None = None) -> Shift | None:
        """Whether a clause's verb is for its object, against it, or says nothing of it."""
        if inner.base in self.words.minus or inner.base in self.words.leave:
            return turned
        if inner.base in self.words.plus:
            return same
        for key in inner.frames:
            for frame in self.words.frames.get(("verb", key), ()):
                reached = "object" in frame.issue or key.rsplit(" ", 1)[-1] in frame.issue
                fitting = not (frame.only or frame.heads) or (mentions and all(self.suits(m, frame) for m in mentions))
                if reached and fitting and frame.stance is not None:
                    return FIXED[frame.stance]
        return None

    def is_part(self, mention: IssueMention, inner: Predicate) -> bool:
        """ "put an end to the crimes": "end" belongs to the verb."""
        return any(mention.lemma in key.split()[1:-1] and ("verb", key) in self.words.frames for key in inner.frames)

    def suits(self, mention: IssueMention, frame: Frame) -> bool:
        """Whether a clause's verb may turn an issue: of the kinds or nouns of its frame, "stop its push" but no war."""
        if (frame.only and mention.noun.kind not in frame.only) or (frame.heads and mention.lemma not in frame.heads):
            return False
        return mention.noun.kind != "operation" or mention.undertaken or mention.noun.standing

    def is_for(self, inner: Predicate) -> bool:
        """Whether the verb is one of being for what it governs ("endorse it"), not just of doing ("take it")."""
        frames = [f for f in self.words.frames.get(("verb", inner.base), ()) if "object" in f.issue and not f.strict]
        return inner.base in self.words.keeping or any(f.stance in ("supports", "sponsors") for f in frames)

    def direct(self, inner: Predicate) -> Iterator[IssueMention]:
        """Issues among a verb's objects, else among its obliques."""
        objects = inner.objects
        if inner.lemma == "be" and inner.token.of("expl"):  # "insists there must be a referendum"
            objects = inner.token.of("attr", "nsubj")
        own = {word for key in inner.frames if ("verb", key) in self.words.frames for word in key.split()[1:]}
        objects = [t for t in objects if t.lemma.lower() not in own]  # "put an end to the attacks": not the end
        found = [m for t in objects if (m := self.mention(t)) is not None]
        if not found and not objects:
            near = [t for name, t in inner.obliques if name in NOMINAL_PLACES]
            found = [
                m
                for t in near
                if ((m := self.mention(t)) is not None and m.noun.standing) or (m is not None and len(near) == 1)
            ]
        yield from found

    def propped(self, predicate: Predicate) -> Token | None:
        """The ruler whom somebody backs: "has backed the regime"."""
        if predicate.base not in self.words.props:
            return None
        for token in predicate.objects:
            if token.lemma.lower() in self.words.propped:
                return person(token)
        return None

    def backed(self, predicate: Predicate) -> list[Token]:
        """The sides that somebody is for: "has backed the rebels", "a supporter of the rebels"."""
        if predicate.kind == "verb" and predicate.base in self.words.props and not predicate.passive:
            near = predicate.objects
        elif predicate.kind == "noun" and predicate.lemma in self.words.partisans:
            near = [t for name, t in predicate.obliques if name == "of"]
        else:
            return []
        return [t for t in near if t.pos in ("NOUN", "PROPN") and self.mention(t) is None]

    # ---- other shapes ----------------------------------------------------------------------------------------------

    def purpose(self, token: Token, frame: Frame) -> Iterator[tuple[Target, Shift]]:
        """ "in favour of a delegation to investigate the incident": the infinitive on a noun that is no issue."""
        if frame.only or frame.heads or token.pos != "NOUN":
            return
        for child in token.of("acl", "relcl"):
            inner = self.at.get(child.i)
            infinitive = child.tag == "VB" or any(c.tag == "TO" for c in child.children)
            if infinitive and inner is not None and self.is_act(inner):
                self.consumed.add(child.i)
                yield from self.one(inner, frame)

    def asks(self, predicate: Predicate) -> bool:
        """Whether a verb, in any of its wordings, asks somebody to do something: "urge", "call on"."""
        frames = (frame for key in predicate.frames for frame in self.words.frames.get(("verb", key), ()))
        return any(frame.addressed for frame in frames)

    def is_yet(self, predicate: Predicate) -> bool:
        """ "has yet to"."""
        if predicate.kind != "verb" or predicate.lemma not in ("have", "be"):
            return False
        return any(child.lower == "yet" for child in predicate.token.children)

    def open(self, predicate: Predicate) -> Iterator[tuple[Target, Shift]]:
        """What somebody has yet to decide."""
        for token in predicate.complements:
            inner = self.at.get(token.i)
            if inner is None or inner.lemma not in self.words.yet:
                continue
            self.consumed.add(token.i)
            direct = list(self.direct(inner)) or [m for _, t in inner.obliques if (m := self.mention(t)) is not None]
            if direct:
                yield from map(self.about, direct)
            elif inner.complements and inner.complements[0].i in self.at:
                self.consumed.add(inner.complements[0].i)
                yield from self.one(self.at[inner.complements[0].i], self.words.wish)
            elif not inner.objects:
                near = [p for c in inner.token.of("prep") for p in c.of("pobj") if p.lower in ("that", "this", "it")]
                yield (Target(pronoun=near[0]) if near else Target()), same
