"""Where words take a stance: each frame of ``stances.toml`` that holds, with its actor words and what it is about.

Syntax only, a pure function of predicates and issue mentions: who the actor words name is resolved in ``positions``.
A frame over a clause is composed with the clause (``stance_clauses``): "refused to attend the talks" opposes the talks.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace

from dragoman.language.parsed import Parsed, Sentence, Token
from dragoman.reading.issue_mentions import IssueMention
from dragoman.reading.predicate_tokens import DAYS, is_infinitive
from dragoman.reading.predicates import Predicate
from dragoman.reading.stance_backing import backing_hits
from dragoman.reading.stance_beside import Beside
from dragoman.reading.stance_clauses import Clauses
from dragoman.reading.stance_doers import Doers
from dragoman.reading.stance_echoes import echoed
from dragoman.reading.stance_edges import depth, for_clauses, gerunds, misread, verdicts
from dragoman.reading.stance_ellipsis import carried
from dragoman.reading.stance_elsewhere import Elsewhere
from dragoman.reading.stance_hits import OPPOSITE, Shift, StanceHit, Target, same
from dragoman.reading.stance_idioms import Idioms, idioms
from dragoman.reading.stance_idle import Idle
from dragoman.reading.stance_rules import Rules
from dragoman.reading.stance_slips import is_slip
from dragoman.reading.stance_void import is_about_nothing, is_aim, turn_if_ceased, void_words
from dragoman.reading.stance_words import Frame, Kind

NO_ZONES = frozenset({"byline", "dateline", "section", "published", "source_line", "caption"})
LONG = 6  # words of a besieged one that still make a name


def told(parsed: Parsed) -> list[Sentence]:
    """The sentences that tell the story: no bylines, datelines, captions."""
    return [sentence for sentence in parsed.sentences if sentence.zone.kind not in NO_ZONES]


class Frames:
    """The frames of one report at work."""

    def __init__(self, parsed: Parsed, predicates: list[Predicate], mentions: dict[int, IssueMention]) -> None:
        self.parsed = parsed
        self.clauses = Clauses(predicates, mentions)
        self.words = self.clauses.words
        self.rules = Rules(self.clauses)
        self.elsewhere = Elsewhere(self.clauses)
        self.doers = Doers(parsed, self.clauses)
        self.idioms = Idioms(parsed, self.clauses)
        self.idle = Idle(self.clauses).holds
        self.at = self.clauses.at
        self.consumed = self.clauses.consumed
        predicates = [*predicates, *verdicts(parsed, self.at), *misread(parsed, self.at), *gerunds(parsed, self.at)]
        self.sentences = told(parsed)
        telling = {sentence.index for sentence in self.sentences}
        self.asked = [parsed.text.rfind("?", s.start, s.end + 1) for s in parsed.sentences]
        self.predicates = sorted(
            (p for p in predicates if p.token.sentence in telling and p.start > self.asked[p.token.sentence]),
            key=lambda p: (depth(p.token), p.token.i),
        )

    def found(self) -> list[StanceHit]:
        """All hits of the report in text order."""
        found = [hit for hit in self.hits() if not is_about_nothing(hit)]
        for hit in found:
            turn_if_ceased(hit, self.parsed, self.at)
        predicates = list(self.clauses.at.values())
        found.extend(carried(predicates, found))
        beside = Beside(self.clauses)
        found.extend([more for hit in found for more in beside.of(hit)])
        found.extend(echoed(self.idioms, predicates, found))
        found = [hit for hit in found if not is_aim(hit, found)]
        found.extend(list(backing_hits(self.clauses, self.sentences, found)))
        return sorted(found, key=lambda hit: (hit.predicate.start, hit.rank))

    def recast(self, hit: StanceHit) -> list[StanceHit]:
        """A hit on a clause as one on what the clause is about: "for them to attend the talks" is for the talks, "for
        him to step down" against his stay. Whether the clause is negated its stance has told already."""
        clause = hit.target.clause
        if clause is None:
            return [hit]
        stay = self.clauses.stay(clause)
        if stay is not None:
            return [replace(hit, target=Target(tenure=stay), stance=OPPOSITE[hit.stance])]
        inner = [(target, shift) for target, shift in self.clauses.of_inner(clause, same) if shift.fixed is None]
        return [replace(hit, target=target, stance=shift(hit.stance)) for target, shift in inner] or [hit]

    def admits(self, hit: StanceHit) -> bool:
        """Whether a hit that no frame made may stand: not where words say that nobody takes a stance."""
        predicate = hit.predicate
        if predicate.start <= self.asked[predicate.token.sentence] or is_about_nothing(hit):
            return False
        return not self.idle(predicate) and not is_slip(hit, self.clauses)

    def hits(self) -> Iterator[StanceHit]:
        """Frames from the top of the sentence down, so that what they govern is not read again on its own."""
        rest: list[Predicate] = []
        for predicate in self.predicates:
            made = self.idiom(predicate) or self.of(predicate)
            yield from made
            yield from self.rules.threat(predicate)
            if not made:
                rest.append(predicate)
        for predicate in rest:
            if predicate.token.i in self.consumed or predicate.kind == "noun":
                continue
            yield from self.rules.hint(predicate)
            yield from self.rules.existence(predicate)
            if self.rules.may_speak(predicate) and not self.idle(predicate):
                yield from self.rules.of(predicate)

    # ---- frames ----------------------------------------------------------------------------------------------------

    def idiom(self, predicate: Predicate) -> list[StanceHit]:
        """Hits of an idiom that the verb opens; what is merely possible says nothing unless it is "can live with"."""
        if predicate.kind != "verb" or predicate.lemma not in idioms() or predicate.token.i in self.consumed:
            return []
        if predicate.modal not in self.words.doubts and self.idle(predicate):
            return []
        return self.idioms.of(predicate)

    def of(self, predicate: Predicate) -> list[StanceHit]:
        """Hits of one predicate: those of its most specific word that finds an issue."""
        kind: Kind = predicate.kind
        if predicate.lemma not in self.words.first[kind]:
            return []
        if predicate.token.i in self.consumed or self.idle(predicate):
            return []
        keys = [*self.adverbial(predicate), *self.with_for(predicate), *predicate.frames]
        if kind == "verb" and predicate.lemma == "be":
            kind, keys = "adj", [key[3:] for key in keys if key.startswith("be ")]
        fought = self.clauses.mentions.get(predicate.token.i)
        if fought is not None and fought.undertaken:
            return []  # "launched a push to retake": no call for anything
        if predicate.averted == "failed" or (kind == "verb" and self.is_open(predicate)):
            return []
        if kind == "verb" and predicate.lemma in self.words.verdicts and predicate.token.of("oprd"):
            return []  # "called the vote illegal": the verdict says it
        for key in keys:
            for frame in self.words.frames.get((kind, key), ()):
                made = self.frame(predicate, frame)
                if made:
                    return made
        return []

    def adverbial(self, predicate: Predicate) -> list[str]:
        """The keys of a verb with the adverb right after it ("put forward", "go ahead with")."""
        after = predicate.token.i + 1
        first = [c.lower for c in predicate.token.of("advmod") if c.i == after and predicate.kind == "verb"]
        names = [name for name, _ in predicate.obliques]
        return [f"{predicate.lemma} {word}{end}" for word in first for end in (*(f" {name}" for name in names), "")]

    def with_for(self, predicate: Predicate) -> list[str]:
        """The key of a verb with the "for" that opens its clause ("pushed for the law to be amended")."""
        return [f"{predicate.lemma} for"] if predicate.kind == "verb" and for_clauses(predicate) else []

    def is_open(self, predicate: Predicate) -> bool:
        """ "has yet to respond": handled where "have" is met."""
        return predicate.link == "xcomp" and predicate.under is not None and self.clauses.is_yet(predicate.under)

    def frame(self, predicate: Predicate, frame: Frame) -> list[StanceHit]:
        """Hits of one frame."""
        if frame.future and predicate.tense == "past" and not predicate.modal:
            return []
        if (
            frame.present
            and predicate.tense not in ("present", "future")
            and not (predicate.progressive or predicate.perfect or predicate.modal == "would")
        ):
            return []
        if frame.modal and predicate.modal not in self.words.duties:
            return []
        if frame.actor == ("object",) and predicate.kind == "verb" and not predicate.passive:
            return []
        if predicate.kind == "noun" and frame.strict and self.is_aimed_at(predicate):
            return []
        if frame.addressed and self.is_headline_passive(predicate):
            return []
        if predicate.kind == "noun" and any(c.lower == "any" for c in predicate.token.of("det")):
            return []  # "any attempts to move there will be met"
        if frame.under and (predicate.under is None or predicate.under.lemma not in frame.under):
            return []
        denied = predicate.negated or self.is_neither(predicate)
        stance = frame.negated if denied else frame.stance
        if denied and frame.stance == "sponsors" and predicate.modal is None and predicate.tense in ("past", "present"):
            stance = None  # "the deal is not overseen by the UN": not done is not refused
        if predicate.negated and stance == "opposes" and any(c.lower == "yet" for c in predicate.token.children):
            stance = "undecided"  # "has not yet endorsed the plan"
        if stance is None:
            return []
        found: list[StanceHit] = []
        for target, shift in self.targets(predicate, frame):
            hit = StanceHit(
                predicate, target, shift(stance), why=f"lexicon stances: {frame.words} -> {stance}", wish=frame.wish
            )
            hit.rank = 1 if predicate.kind == "noun" else 0
            if target.mention is not None and predicate.lemma in self.words.declaring:
                hit.stance = "opposes" if self.is_before(target.mention.head, self.words.over) else hit.stance
            self.doers.fill(hit, predicate, frame)
            if hit.stance == "sponsors" and self.is_fragment(predicate):
                continue
            if hit.actors or hit.by_speaker:
                found.append(hit)
        return found

    def is_headline_passive(self, predicate: Predicate) -> bool:
        """ "Militias asked to fight in Ramadi", over a report: they are asked."""
        zone = self.parsed.sentences[predicate.token.sentence].zone
        told = zone.kind == "headline" and predicate.token.tag in ("VBD", "VBN") and not predicate.obliques
        return told and not predicate.objects and any(is_infinitive(c) for c in predicate.complements)

    def is_fragment(self, predicate: Predicate) -> bool:
        """ "demands they meet ... open an inquiry," the body said: a bare verb that no one is told to do."""
        token = predicate.token
        bare = token.tag == "VB" and token.dep in ("ccomp", "ROOT") and not predicate.modal
        return bare and not token.of("nsubj", "aux", "csubj", "expl")

    def is_before(self, token: Token, words: Container[str]) -> bool:
        """Whether one of some words comes right after a token."""
        return any(t.lower in words for t in self.parsed.tokens[token.i + 1 : token.i + 2])

    def is_neither(self, predicate: Predicate) -> bool:
        """ "Neither Egypt nor Sudan backs the plan", "neither Russian nor Syrian forces"."""
        near = [c for t in predicate.subjects for one in (t, *t.of("amod")) for c in one.children]
        return any(c.lower in self.words.neither for c in near)

    def is_aimed_at(self, predicate: Predicate) -> bool:
        """ "rejected the offer to mediate": the offer is what the sentence is about."""
        above = predicate.under
        if above is None or above.kind != "verb":
            return False
        taken = predicate.token in above.objects or any(t is predicate.token for _, t in above.obliques)
        frames = (frame for key in above.frames for frame in self.words.frames.get(("verb", key), ()))
        return taken and any(frame.stance is not None for frame in frames)

    # ---- about what ------------------------------------------------------------------------------------------------

    def targets(self, predicate: Predicate, frame: Frame) -> Iterator[tuple[Target, Shift]]:
        """Issues of a frame at a predicate, each with how its clause turns the stance."""
        ruler = self.clauses.propped(predicate)
        if ruler is not None:
            yield Target(tenure=ruler), same
            return
        for place in frame.issue:
            found = list(self.at_place(predicate, frame, place))
            if found:
                yield from found
                break
        else:
            backed = self.clauses.backed(predicate)
            yield from ((Target(party=side), same) for side in backed)
            if not backed:
                yield from self.elsewhere.targets(predicate, frame)
        if "clause" in frame.issue and frame.stance == "supports":
            yield from self.clauses.firsts(predicate)

    def at_place(self, predicate: Predicate, frame: Frame, place: str) -> Iterator[tuple[Target, Shift]]:
        """Issues at one argument place."""
        if place == "clause":
            for token in predicate.complements or self.lost_clauses(predicate, frame):
                yield from self.clauses.under(token, predicate, frame)
            return
        if place == "self":
            named = [t for t in predicate.objects if t.pos == "PROPN" or t.lemma.lower() in frame.heads]
            if frame.heads and not named:
                return
            if frame.kept and not self.is_kept_up(predicate):
                return
            if predicate.link == "relcl" and any(t is predicate.token.head for t in predicate.objects):
                return  # "the one text that Chad recognises": the clause has no name of its own
            lasting = (
                not frame.present
                or predicate.progressive
                or predicate.tense in ("present", "future")
                or predicate.passive
                or (predicate.perfect and predicate.after("since", "for"))
            )
            if predicate.passive and any(len(list(t.subtree())) > LONG for t in predicate.objects):
                return  # a whole sentence is no name
            where = [name for name, _ in predicate.obliques]
            if (predicate.objects or "into" in where or set(frame.particles) & set(where)) and lasting:
                yield Target(clause=predicate), same
            return
        if place == "object" and self.is_addressing(predicate):
            return
        if place == "subject":
            yield from self.clause_as_subject(predicate)
        for token in self.tokens_at(predicate, place, frame.particles):
            if predicate.lemma in self.words.dropped and token.lemma.lower() in self.words.dropped_nouns:
                continue  # "withdrew its support": read at the noun
            if token.pos in ("VERB", "AUX") and token.i in self.at and token.dep in ("pcomp", "xcomp", "ccomp", "pobj"):
                if not frame.only or frame.kind != "adj":  # "is in talks", not "is in Syria investigating"
                    yield from self.clauses.under(token, predicate, frame)
                continue
            mention = self.clauses.mention(token)
            if mention is not None and mention.head is predicate.token:
                continue
            if place == "object" and predicate.kind == "verb" and self.clauses.takes_up(token):
                yield Target(pronoun=token, mention=mention), same
                continue
            if mention is not None and self.elsewhere.fits(mention, frame, predicate):
                yield self.clauses.about(mention)
            elif (
                mention is None
                and token.tag == "PRP"
                and (place == "object" or place in (predicate.lemma.split()[-1], *frame.particles))
                and predicate.kind in ("verb", "adj")
                and not (frame.only or frame.heads)
            ):
                if token.lower in self.words.pronouns:
                    yield Target(pronoun=token), same
            elif mention is None and (pronoun := self.clauses.pronoun(token)) is not None:
                yield Target(pronoun=pronoun), same
            elif mention is None and (predicate.kind != "noun" or place == "of"):
                yield from self.clauses.purpose(token, frame)

    def is_addressing(self, predicate: Predicate) -> bool:
        """ "urged the ministers meeting in Rome to act": the object is who is asked, what is asked the clause."""
        asked = any(is_infinitive(c) for c in predicate.complements)
        frames = self.words.frames.get((predicate.kind, predicate.lemma), ())
        return asked and predicate.kind == "verb" and any(frame.addressed for frame in frames)

    def is_kept_up(self, predicate: Predicate) -> bool:
        """ "has been fighting them for months", "continues to bomb the town", "the coalition fighting them"."""
        above = predicate.under
        if predicate.link == "xcomp" and above is not None and above.lemma in self.words.goes_on:
            return not above.negated
        if predicate.modal or not predicate.progressive:
            banded = any(t.pos == "PROPN" or t.lemma.lower() in self.words.bands for t in predicate.subjects)
            return predicate.link == "acl" and predicate.token.tag == "VBG" and banded
        return predicate.perfect or predicate.tense == "present" or bool(predicate.after("since", "for"))

    def clause_as_subject(self, predicate: Predicate) -> Iterator[tuple[Target, Shift]]:
        """ "isolating the country was a mistake", "leaving now would be irresponsible"."""
        verb = predicate.token.head
        for token in verb.of("csubj") if predicate.token.dep in ("attr", "acomp") else ():
            inner = self.at.get(token.i)
            if inner is not None and inner.objects:
                self.consumed.add(token.i)
                yield from self.clauses.one(inner, self.words.wish)

    def lost_clauses(self, predicate: Predicate, frame: Frame) -> list[Token]:
        """ "gave them 48 hours to leave", "stopped short of leaving": the clause that the parser hung elsewhere."""
        above = predicate.under
        if frame.whether:  # "would decide after Easter whether to attend"
            return [c for c in predicate.token.of("advcl") if any(t.lower in self.words.whether for t in c.of("mark"))]
        if frame.kind == "adj":  # "it will be inevitable for them to respond"
            later = [c for c in predicate.token.of("advcl") if is_infinitive(c)]
            return [c for c in later if any(t.lower == "for" for t in c.of("mark"))]
        if frame.words.endswith(" for") and (opened := for_clauses(predicate)):
            return opened
        gerund = [c for c in predicate.token.of("advcl") if c.tag == "VBG" and c.i - predicate.token.i <= 2]
        if predicate.particle and gerund and not predicate.objects:  # "ruled out sending tanks"
            return gerund
        if frame.addressed:  # "ordered the mission to leave", read as a mission to leave
            told = [t for t in predicate.after(frame.words.rsplit(" ", 1)[-1]) if t.lower not in DAYS]
            lost = [c for o in predicate.objects for c in o.of("relcl", "acl") if c.tag == "VB"]
            lost.extend(c for c in predicate.token.of("advcl") if told and c.tag == "VB")  # "called Monday on them to"
            return [c for c in lost if any(t.tag == "TO" for t in c.children) and self.at[c.i].subjects]
        nested = [t for a in predicate.token.of("advmod", "prt") for p in a.of("prep") for t in p.of("pcomp")]
        if nested and not frame.under:
            return nested
        if frame.strict and predicate.kind == "verb" and (predicate.progressive or predicate.particle):
            # "is working with them to return it", "set out to recapture the town"
            return [c for c in predicate.token.of("advcl") if is_infinitive(c)]
        return (
            [c for c in above.token.of("advcl", "xcomp") if c.tag == "VB"] if frame.under and above is not None else []
        )

    def tokens_at(self, predicate: Predicate, place: str, particles: tuple[str, ...] = ()) -> list[Token]:
        """The tokens at one place; a preposition also by its last word, and on the object ("leave open to")."""
        if place == "object":
            return list(predicate.objects) or predicate.after(*particles)
        if place == "subject":
            if predicate.kind == "noun":
                above = predicate.under
                is_said = above is not None and above.lemma == "be" and predicate.token.dep == "attr"
                return list(above.surface) if above is not None and is_said else []
            return [] if predicate.kind == "verb" and predicate.passive else list(predicate.surface)
        if place == "agent":  # "would not be bound by the deal"
            return list(predicate.subjects) if predicate.passive else []
        found = [t for name, t in predicate.obliques if name == place or name.endswith(f" {place}")]
        if not found and predicate.kind == "verb":
            for token in predicate.objects:
                if token.i not in self.clauses.mentions and token.lemma.lower() not in void_words().lacking:
                    near = [token, *token.of("amod", "acl"), *predicate.token.of("oprd")]
                    found.extend(
                        t for n in near for p in n.of("prep") if p.lower == place for t in p.of("pobj", "pcomp")
                    )
        above = predicate.under
        if not found and predicate.kind == "noun" and above is not None and predicate.token in above.objects:
            found.extend(above.after(place))
        return found
