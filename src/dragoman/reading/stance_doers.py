"""Whose stance a frame tells: the subject, the owner of a noun, whoever stands behind a "by", or the one who speaks.

Words only, as in ``stance_frames``: whom they name is resolved in ``stance_actors``.
"""

from __future__ import annotations

from dragoman.language.parsed import Parsed, Token
from dragoman.reading.predicate_tokens import behind_by
from dragoman.reading.predicates import Predicate
from dragoman.reading.stance_clauses import Clauses
from dragoman.reading.stance_hits import OPPOSITE, StanceHit
from dragoman.reading.stance_words import Frame

RECEIVING_PLACES = ("of", "from", "by", "among")


class Doers:
    """The actor words of the frames of one report."""

    def __init__(self, parsed: Parsed, clauses: Clauses) -> None:
        self.parsed = parsed
        self.clauses = clauses
        self.words = clauses.words

    def fill(self, hit: StanceHit, predicate: Predicate, frame: Frame) -> None:
        """Put the actor words into a hit, or that they are the speaker's."""
        under = predicate.under
        if frame.speaker and under is not None and under.lemma in self.words.verdicts and under.subjects:
            hit.actors = list(under.subjects)
        elif (
            frame.speaker
            or (predicate.modal in self.words.duties and predicate.kind == "verb")
            or self.is_need(predicate)
        ):
            hit.by_speaker = True
            hit.stance = "supports" if hit.stance == "sponsors" else hit.stance
        elif predicate.kind == "noun":
            hit.actors = self.of_noun(predicate, frame)
            self.turn_if_dropped(hit, predicate)
        elif frame.actor == ("object",):
            hit.actors = list(predicate.objects)
        elif frame.wish and self.is_astray(predicate):
            verb = next((above for above in predicate.chain if above.kind == "verb"), None)
            hit.actors = list(verb.subjects) if verb is not None else []
        else:
            hit.actors = self.doers(predicate)
        if hit.stance == "sponsors" and predicate.kind == "verb" and hit.actors:
            beside = [t for name, t in predicate.obliques if name in self.words.partners]
            hit.actors = hit.actors + [t for t in beside if self.clauses.mention(t) is None]
        if predicate.kind == "verb" and hit.actors and hit.stance != "sponsors":
            hit.actors = hit.actors + self.clauses.companions(predicate)
        if hit.actors and predicate.kind == "verb":
            hit.actors = hit.actors + self.others(hit, predicate)
        hit.actors = [t for t in hit.actors if not any(c.dep in ("det", "neg") and c.lower == "no" for c in t.children)]

    def doers(self, predicate: Predicate) -> list[Token]:
        """Whose act a verb is; of "in response to YPG attempts to cut the road", read as a verb, the name before it."""
        before = self.parsed.tokens[max(predicate.token.i - 1, 0)]
        misread = predicate.token.tag == "VBZ" and before.dep == "pobj" and not predicate.token.of("nsubj", "aux")
        if misread and before.tag in ("NNP", "NNPS"):
            return [before]
        return list(predicate.subjects) or (self.agents(predicate) if predicate.passive else [])

    def agents(self, predicate: Predicate) -> list[Token]:
        """Who does what is told in the passive: "listed as a terrorist group by Turkey", however the "by" was hung."""
        named = [*predicate.token.of("oprd"), *(t for name, t in predicate.obliques if name == "as")]
        return predicate.after("by") or [t for noun in named for t in behind_by(noun)]

    def others(self, hit: StanceHit, predicate: Predicate) -> list[Token]:
        """ "signed a truce with the rebels": the rebels too."""
        mention = hit.target.mention
        if mention is None or mention.noun.kind not in self.words.jointly or predicate.base not in self.words.joint:
            return []
        direct = mention.head in predicate.objects or any(t is mention.head for _, t in predicate.obliques)
        if not direct or predicate.negated or predicate.modal or predicate.tense == "future":
            return []  # what one side alone wants
        after = [p for token in (mention.head, predicate.token) for p in token.of("prep") if p.lower == "with"]
        found = [t for p in after for first in p.of("pobj") for t in (first, *first.of("conj"))]
        return [t for t in found if t not in hit.actors and self.clauses.mention(t) is None]

    def is_astray(self, predicate: Predicate) -> bool:
        """ "sent letters to the Council calling for a halt": the participle is the sender's, not the Council's."""
        token, head = predicate.token, predicate.token.head
        if head.i in self.clauses.mentions:
            return False
        while head.dep in ("conj", "appos"):
            head = head.head
        if token.tag != "VBG" or token.dep != "acl":
            return False
        given = head.of("dative") if head is not token.head else []  # "sent letters to Bonn and Rome"
        into = head.head if head.dep == "pobj" else next(iter(given), None)
        return into is not None and into.lower in self.words.receivers

    def is_need(self, predicate: Predicate) -> bool:
        finite = bool(predicate.token.of("auxpass"))
        return predicate.lemma in self.words.needs and predicate.passive and finite and not predicate.subjects

    def of_noun(self, predicate: Predicate, frame: Frame) -> list[Token]:
        """Whose "support" or "call" it is: at the noun, else up its chain of appositions, else the verb's."""
        if self.is_met(predicate):
            owners = predicate.token.of("poss")  # "despite Beijing's objections"
            return [*owners, *(t for place in RECEIVING_PLACES for t in predicate.after(place))]
        for place in frame.actor:
            found = list(predicate.subjects) if place in ("subject", "poss") else predicate.after(place)
            if frame.actor == ("subject",):
                found = [t for t in found if t.head is not predicate.token]  # "a Muslim supporter of"
            if found:
                return found
        token = predicate.token
        while token.dep in ("conj", "appos"):
            token = token.head
        named = token is not predicate.token and token.tag in ("NNP", "NNPS")
        if "subject" in frame.actor and named and token.dep in ("pobj", "nsubj", "dobj", "ROOT"):
            return [token]
        under = predicate.under
        aside = under is not None and under.link == "acl" and under.passive and predicate.token.dep == "pobj"
        if aside and under is not None and under.under is not None and under.under.kind == "verb":
            under = under.under  # "took towns held by the militia in a bid to open the road"
        if frame.actor == ("subject",) and predicate.token.dep == "pobj":
            return []
        if under is not None and under.kind == "verb" and under.subjects and "subject" in frame.actor:
            takes_any = any(not f.only for f in self.words.frames.get(("verb", under.lemma), ()))
            aim = predicate.token in under.objects and takes_any and not frame.under
            held = predicate.token.dep != "pobj" or predicate.token.head.lower in self.words.holding
            if not aim and held and predicate.token not in under.subjects:
                return list(under.subjects)
        return []

    def is_met(self, predicate: Predicate) -> bool:
        """ "faces criticism", "comes under pressure": the subject is not whose stance it is."""
        under, token = predicate.under, predicate.token
        if under is not None and under.kind == "verb" and under.lemma in self.words.meets:
            return True
        return token.dep in ("pobj", "dobj") and not self.words.meets.isdisjoint(
            (token.head.lower, token.head.head.lower)
        )

    def turn_if_dropped(self, hit: StanceHit, predicate: Predicate) -> None:
        """ "dropped its opposition": the opposite, and a change."""
        under = predicate.under
        if under is None or under.kind != "verb" or under.lemma not in self.words.dropped or under.negated:
            return
        if predicate.token in under.objects:
            hit.stance, hit.changed = OPPOSITE[hit.stance], True
            hit.actors = list(under.subjects) or hit.actors
