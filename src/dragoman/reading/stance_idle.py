"""What takes no stance though its words would: hypothetical, merely possible, only a purpose, or another's charge."""

from __future__ import annotations

from dragoman.language.parsed import Token
from dragoman.reading.predicates import Predicate
from dragoman.reading.stance_clauses import Clauses
from dragoman.reading.stance_edges import is_date
from dragoman.reading.stance_void import is_empty


class Idle:
    """Which predicates of a report are idle, over its clauses."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.words = clauses.words

    def holds(self, predicate: Predicate) -> bool:
        """Whether a predicate says nothing of where anybody stands."""
        above = predicate.under
        if predicate.lemma == "leave" and predicate.passive and self.is_left_to(predicate.token):
            return True
        if predicate.marker in self.words.whether or is_date(predicate) or is_empty(predicate):
            return True
        if self.is_wanted(predicate) or self.is_inverted(predicate) or self.is_too_early(predicate):
            return True
        if above is not None and predicate.token.tag == "VB" and not self.words.pressing.isdisjoint(above.frames):
            return True
        infinitive = predicate.link == "xcomp" or (predicate.link == "ccomp" and predicate.token.tag == "VB")
        if above is not None and infinitive and (above.lemma in self.words.forced or self.is_asked(predicate, above)):
            return True
        if above is not None and predicate.link == "xcomp" and above.lemma == "have" and above.kind == "verb":
            return not self.clauses.is_yet(above)  # "has to be approved by Congress"
        if above is not None and infinitive and above.lemma == "have" and above.token.tag == "VB":
            return True  # "would not accept to have Russia mediate"
        if any(step.marker in self.words.whether and step.link == "advcl" for step in predicate.chain):
            return True
        first = predicate
        while first.link == "conj" and first.under is not None:
            first = first.under
        if first.link == "xcomp" and first.under is not None and self.is_unable(first.under):
            return True
        if first is not predicate and (self.is_forced(first) or self.is_told(first)):
            return True
        if (
            first.link in ("acl", "relcl")
            and first.token.tag == "VB"
            and predicate.kind == "verb"
            and not predicate.modal
        ):
            return True
        if above is not None and self.is_purpose(predicate, above):
            return True
        if predicate.link == "acl" and predicate.token.head.lemma in self.words.grounds:
            return True  # "on the grounds that it would cut": why, and no promise
        if self.is_disbelieved(predicate) or (predicate.link == "pcomp" and predicate.kind == "verb"):
            return True
        return (predicate.modal in self.words.doubts and not predicate.negated) or self.is_charge(predicate)

    def is_asked(self, predicate: Predicate, above: Predicate) -> bool:
        """ "ways to pressure Moscow to halt the raids": what somebody is asked to do is no position of his."""
        return any(token in above.objects for token in predicate.subjects) and self.clauses.asks(above)

    def is_wanted(self, predicate: Predicate) -> bool:
        """ "demands the Council convene and open an inquiry": what somebody is asked to do, in the bare form."""
        first = predicate
        while first.link == "conj" and first.under is not None and first.token.tag == "VB":
            first = first.under
        above = first.under
        bare = first.link == "ccomp" and first.token.tag == "VB" and not first.modal and bool(first.subjects)
        return bare and above is not None and above.kind == "verb" and above.lemma in self.words.subjunctive

    def is_left_to(self, token: Token) -> bool:
        """ "the task must be left to aid workers"."""
        return any(t.lower == "to" and t.i == token.i + 1 for c in token.children for t in (c, *c.children))

    def is_inverted(self, predicate: Predicate) -> bool:
        """ "warned of a disaster should the town fall": an "if"."""
        before = [c for c in predicate.token.of("aux") if c.lower in self.words.inverted]
        subjects = predicate.token.of("nsubj", "nsubjpass")
        return bool(before and subjects) and before[0].i < subjects[0].i and predicate.link != "ROOT"

    def is_too_early(self, predicate: Predicate) -> bool:
        """ "it was premature to set a date", "considers it inappropriate to resume the strikes"."""
        token = predicate.token
        if token.tag != "VB" or token.dep not in ("xcomp", "advcl", "ccomp", "acl"):
            return False
        return any(t.lemma.lower() in self.words.untimely for t in (token.head, *token.head.of("acomp", "oprd")))

    def is_told(self, first: Predicate) -> bool:
        """ "called on the Council to meet and conduct an inquiry": what it is asked to do, the second verb too."""
        return first.link == "xcomp" and first.under is not None and self.is_asked(first, first.under)

    def is_forced(self, first: Predicate) -> bool:
        """ "forced it to sign and to attend"."""
        if first.under is None or first.under.lemma not in self.words.forced:
            return False
        return first.link in ("xcomp", "ccomp") and first.token.tag == "VB"

    def is_unable(self, predicate: Predicate) -> bool:
        """ "not able to broker", "unable to host": says nothing of what is wanted."""
        return predicate.lemma in self.words.unable or (predicate.lemma in self.words.able and predicate.negated)

    def is_purpose(self, predicate: Predicate, above: Predicate) -> bool:
        """ "drafted a text to extend the mandate": what the text is for belongs to the text."""
        if predicate.kind != "verb" or predicate.token.tag != "VB" or predicate.link not in ("advcl", "xcomp"):
            return False
        told = (self.clauses.mention(t) for t in above.objects)
        return any(m is not None and (m.undertaken or m.noun.family in ("plan", "text")) for m in told)

    def is_disbelieved(self, predicate: Predicate) -> bool:
        """ "I do not believe that they will accept"."""
        steps = list(predicate.steps)
        told_by = [step.under for step in steps if step.link in ("acl", "ccomp") and step.under is not None]
        if any(above.lemma in self.words.doubt or self.is_missing(above.token) for above in told_by):
            return True  # "voiced doubt that Chad would honour it"
        return any(
            s.link == "ccomp" and s.under is not None and s.under.negated and s.under.kind == "verb" for s in steps
        )

    def is_missing(self, noun: Token) -> bool:
        """ "no sign that they are ready"."""
        return noun.lemma in self.words.signs and any(c.lower == "no" for c in noun.children)

    def is_charge(self, predicate: Predicate) -> bool:
        """ "accused of blocking the deal": what others are said to do is no position of theirs."""
        for step in predicate.steps:
            above = step.under
            if (
                above is not None
                and above.lemma in self.words.charges
                and step.link in ("pcomp", "ccomp", "xcomp", "acl")
            ):
                return above.kind == "verb"
        return False
