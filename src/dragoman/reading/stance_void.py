"""What takes no stance though a stance word stands there; the words are in ``no_stances.toml``.

``Void`` looks at predicates and at what a hit is about; ``is_nobody`` at the actor that was found for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.language.parsed import Parsed, Token
from dragoman.lexicon import at, filled, lexicon
from dragoman.reading.issue_mentions import IssueMention, unlisted_mention
from dragoman.reading.party_words import RELATIONS
from dragoman.reading.predicates import Predicate
from dragoman.reading.stance_hits import StanceHit, Target
from dragoman.records import Actor, IssueKind


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidWords:
    """The tables of ``no_stances.toml``."""

    watchers: frozenset[str] = at("watchers.sectors")
    watched: frozenset[str] = at("watchers.kinds")  # of issue
    nameless: frozenset[str] = at("nameless.words")
    things: frozenset[str] = at("things.words")
    page: frozenset[str] = at("page.words")
    shown: frozenset[str] = at("shown.verbs")
    deeds: frozenset[str] = at("shown.deeds")
    pretended: frozenset[str] = at("pretended.verbs")
    made: frozenset[str] = at("pretended.made")
    options: frozenset[str] = at("options.nouns")
    journeys: frozenset[str] = at("journeys.nouns")
    courses: frozenset[str] = at("courses.nouns")
    cries: frozenset[str] = at("cries.nouns")
    avoided: frozenset[str] = at("cries.avoided")
    charged: frozenset[str] = at("charged.nouns")
    charged_does: frozenset[str] = at("charged.does")
    fought: frozenset[str] = at("fought.verbs")
    fights: frozenset[str] = at("fought.objects")  # what they are fought against
    times: frozenset[str] = at("times.nouns")
    time_places: frozenset[str] = at("times.prepositions")
    ceasing: frozenset[str] = at("ceasing.verbs")
    arms: frozenset[str] = at("arms.nouns")
    single: frozenset[str] = at("nameless.single")
    moves: frozenset[str] = at("moves.nouns")
    works: frozenset[str] = at("works.nouns")
    bare: frozenset[str] = at("bare.nouns")
    breaking: frozenset[str] = at("broken.verbs")
    undoing: frozenset[str] = at("undone.verbs")
    pausing: frozenset[str] = at("paused.verbs")
    pausers: frozenset[str] = at("paused.sectors")
    hollow: frozenset[str] = at("hollow.nouns")
    crowds: frozenset[str] = at("crowds.nouns")
    staging: frozenset[str] = at("crowds.verbs")
    joined: frozenset[str] = at("joined.nouns")
    contained: frozenset[str] = at("contained.verbs")
    withstanding: frozenset[str] = at("withstood.verbs")
    needing: frozenset[str] = at("needed.verbs")
    needed: frozenset[str] = at("needed.nouns")  # "need the support of the government"
    lacking: frozenset[str] = at("lacking.nouns")
    sites: frozenset[str] = at("sites.nouns")
    site_verbs: frozenset[str] = at("sites.verbs")


@cache
def void_words(language: str = "en") -> VoidWords:
    """The words of a language, read once."""
    return filled(VoidWords, lexicon("no_stances", language))


def is_empty(predicate: Predicate) -> bool:
    """Whether a predicate says nothing of where its subject stands, for the words above it."""
    words = void_words()
    above = predicate.under
    if above is None:
        return False
    if _is_shown(predicate) or _is_option(predicate, above):
        return True
    if above.kind != "verb":
        return False
    if predicate.link == "ccomp" and above.lemma in words.made and predicate.token.tag in ("VB", "VBP"):
        return not predicate.token.of("mark", "aux")
    told = (s.under for s in predicate.steps if s.link == "xcomp")
    return any(above is not None and above.lemma in words.pretended for above in told)


def _is_shown(predicate: Predicate) -> bool:
    """ "This crime proved that they are determined to": others, or a thing, show it of them."""
    for step in predicate.steps:
        above = step.under
        if above is None or above.kind != "verb" or above.lemma not in void_words().shown:
            continue
        if step.link not in ("ccomp", "dobj") or not above.subjects or not predicate.subjects:
            continue
        shows, told = above.subjects[0], predicate.subjects[0]
        if shows is not told and shows.lemma.lower() in void_words().deeds and told.pos in ("NOUN", "PROPN"):
            return True
    return False


def _is_option(predicate: Predicate, above: Predicate) -> bool:
    """ "Another option is for them to write a bill"."""
    near = [above, *([above.under] if above.under is not None else [])]
    told = [t for verb in near if verb.lemma == "be" for t in (*verb.surface, *verb.token.of("nsubj", "attr"))]
    named = any(t.lemma.lower() in void_words().options for t in told)
    return named and predicate.token.tag == "VB" and not predicate.modal


def turn_if_ceased(hit: StanceHit, parsed: Parsed, at: dict[int, Predicate]) -> None:
    """ "must stop bombing the town", "must stop this sort of demand": against the bombing, the demand."""
    ends = hit.by_speaker and hit.predicate.lemma in void_words().ceasing and not hit.predicate.negated
    if not ends or hit.target.mention is not None or hit.stance not in ("supports", "sponsors"):
        return
    hit.stance = "opposes"
    if hit.target.clause is not hit.predicate:
        return
    doing = [at[t.i] for t in hit.predicate.complements if t.i in at]
    told = [t for t in hit.predicate.objects if t.tag in ("NN", "NNS")]
    if doing:
        hit.target = Target(clause=doing[0])
    elif told:
        hit.target = Target(mention=unlisted_mention(parsed, told[0]))


def is_about_nothing(hit: StanceHit) -> bool:
    """Whether what a hit is about is nothing to be for or against."""
    words, mention, clause = void_words(), hit.target.mention, hit.target.clause
    if clause is not None:
        told = clause.lemma in words.charged_does and any(
            t.lemma.lower() in words.charged for t in (*clause.objects, *(t for _, t in clause.obliques))
        )
        fights = any(t.lemma.lower() in words.fights for t in clause.objects)
        told = told or (fights and clause.base in words.fought)
        dodged = clause.lemma in words.avoided and not clause.negated
        return told or dodged or _is_nameless(clause) or (clause.lemma in words.journeys and hit.stance == "sponsors")
    if mention is None:
        return False
    if mention.lemma in words.sites and hit.predicate.lemma in words.site_verbs:
        return True
    if mention.lemma in words.bare and mention.plain and not mention.left and not mention.definite:
        return True
    if hit.predicate.lemma in words.breaking and mention.head in hit.predicate.objects:
        return True
    if hit.predicate.lemma in words.needing and mention.lemma in words.needed:
        return True
    if hit.stance == "sponsors" and _is_mere_doing(mention):
        return True
    if hit.stance == "opposes" and mention.lemma in words.fights and hit.predicate.base in words.fought:
        return True
    if mention.lemma in words.times and mention.head.dep == "pobj" and mention.head.head.lower in words.time_places:
        return True
    if hit.rank == 2 and (mention.lemma in (words.arms | words.moves) or _is_withstood(mention)):
        return True
    if mention.lemma in words.courses and _has_gerund(mention.head):
        return True
    return (mention.lemma in words.cries and hit.wish) or (hit.stance != "opposes" and _is_charge(mention))


def _is_nameless(clause: Predicate) -> bool:
    """ "fighting to take it": no word says what is done."""
    told = [*clause.objects, *(t for name, t in clause.obliques if name != "with"), *clause.complements]
    return bool(clause.objects) and all(t.tag == "PRP" or _is_anyone(t) for t in told)


def _is_anyone(token: Token) -> bool:
    """ "both", "all", "each other"."""
    return (token.tag == "DT" and not token.children) or (token.lower == "other" and bool(token.of("det")))


def is_aim(hit: StanceHit, hits: list[StanceHit]) -> bool:
    """ "sought to take the hill in a bid to link the towns", "in talks to try to solve the crisis": what one act or
    meeting is for is not another position."""
    if hit.target.clause is None or hit.predicate.link not in ("pobj", "advcl"):
        return False
    above = {step.token.i for step in hit.predicate.chain}
    for other in hits:
        clause = other.target.clause
        told = {other.predicate.token.i, *([clause.token.i] if clause is not None else [])}
        meets = other.target.mention is not None and other.target.mention.noun.family == "meeting"
        if other is hit or other.rank or not (other.stance == "sponsors" or meets) or not told & above:
            continue
        if any(token in other.actors for token in hit.actors):
            return True
    return False


def _is_withstood(mention: IssueMention) -> bool:
    """ "repelled the offensive", "the offensive would be reversed"."""
    words = void_words().withstanding
    return mention.noun.kind == "operation" and (is_taken(mention, words) or _is_misread(mention, words))


def _is_misread(mention: IssueMention, verbs: frozenset[str]) -> bool:
    """ "he believed the offensive would be reversed", where the parser took the subject for an object."""
    after = mention.head.i + 1
    above = (mention.head.head, mention.head.head.head)
    passives = (c for verb in above for c in verb.children if c.lemma in verbs and c.of("auxpass"))
    return any(t.i == after for verb in passives for t in verb.of("aux", "auxpass"))


def is_taken(mention: IssueMention, verbs: frozenset[str]) -> bool:
    """Whether a mention is the object of one of some verbs: "broke the siege", "pushed back the assault"."""
    verb = mention.head.head
    base = " ".join([verb.lemma, *(t.lower for t in verb.of("prt", "advmod") if t.i == verb.i + 1)])
    return mention.head.dep in ("dobj", "nsubjpass") and not verbs.isdisjoint({base, verb.lemma})


def _is_mere_doing(mention: IssueMention) -> bool:
    """ "scheduled visits", "continued their advances", "continue rescue efforts"."""
    words = void_words()
    if mention.lemma in words.works and not mention.named:
        return mention.noun.kind == "proposal" and not mention.head.of("acl", "relcl")
    moves = mention.lemma in words.moves and mention.head.tag in ("NNS", "NNPS")
    return moves or mention.lemma in words.journeys


def _has_gerund(noun: Token) -> bool:
    """ "the process of counting"."""
    return any(t.tag == "VBG" for of in noun.of("prep") if of.lower == "of" for t in of.of("pcomp", "pobj"))


def _is_charge(mention: IssueMention) -> bool:
    """ "a campaign of terror"."""
    named = [t for of in mention.head.of("prep") if of.lower == "of" for t in of.of("pobj")]
    charged = any(t.lemma.lower() in void_words().charged for t in named)
    return charged and mention.noun.kind in ("operation", "proposal")


def is_nobody(actor: Actor, hit: StanceHit, kind: IssueKind, text: str) -> bool:
    """Whether an actor is none that could take the stance: a watcher, a thing, words of a page, no name at all.

    ``text``: of the report; a name that stands nowhere in it is made of two ("Paris and rebel forces").
    """
    words = void_words()
    if hit.stance == "sponsors" and kind in words.watched and actor.sector in words.watchers:
        return True
    if hit.stance == "opposes" and actor.sector in words.pausers and hit.predicate.lemma in words.pausing:
        return True
    told = actor.name.split()
    listed = not actor.id.startswith("new:")
    if not listed or "/" in actor.id:
        if any(word.lower() in words.page for word in told):
            return True
        plainly = actor.name.islower() or len(told) == 1
        if plainly and not told[0][0].isdigit() and _singular(told[-1]) in RELATIONS:
            return True  # "its popular allies", "Allies" in a headline
        if _is_glued(actor, text) or (len(told) > 1 and _singular(told[-1]) in words.things):
            return True  # "a Chadian helicopter"
    if listed:
        return False
    opening, last = told[0].lower(), told[-1].lower()
    if opening in words.nameless and (len(told) < 3 or opening == "so"):  # "other Kurdish groups" says who they are
        return True
    bare = len(told) == 1 and not actor.name.isupper()
    return bare and (_singular(last) in words.things or last in words.things or last in words.single)


def _is_glued(actor: Actor, text: str) -> bool:
    """ "Paris and rebel forces", read as one party and named without the "and"."""
    if actor.kind not in ("armed_group", "collective", "people") or actor.sector == "MIL":
        return False  # "Chadian and Malian jets" are of one mind
    apart = (name for name in actor.names if " and " in name)
    return actor.name not in text and any(name.replace(" and ", " ") == actor.name for name in apart)


def _singular(word: str) -> str:
    """ "allies" as "ally"."""
    word = word.lower()
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")
