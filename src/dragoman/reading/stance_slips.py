"""What the stance head takes for a stance and is none: sieges that were broken, counted raids, what others were asked.

The head sees which words stand together; these look at how the sentence is built. The words are in
``no_stances.toml``.
"""

from __future__ import annotations

from dragoman.language.parsed import Token
from dragoman.reading.issue_mentions import IssueMention
from dragoman.reading.predicate_tokens import is_infinitive
from dragoman.reading.stance_clauses import Clauses
from dragoman.reading.stance_hits import StanceHit
from dragoman.reading.stance_void import is_taken, void_words

APART = frozenset({"ROOT"})
SURE = 0.8  # chance from which a verb alone may be what somebody is for
MANY = 4  # digits of a number, "2,000 raids", that tells of a campaign


def is_slip(hit: StanceHit, clauses: Clauses) -> bool:
    """Whether a find of the head says what its sentence does not."""
    word = hit.target.word
    if word is None or not hit.actors:
        return False
    if hit.target.party is not None and _is_asked_or_fought(hit.target.party, clauses):
        return True
    if _is_no_party(hit, word) or _is_denied(hit, word) or _is_yet(hit, word, clauses) or _is_crowds(word, clauses):
        return True
    mention, clause = hit.target.mention, hit.target.clause
    if clause is not None and clause.token.tag == "VB" and hit.stance in ("supports", "opposes"):
        return clauses.is_bare(clause) and (hit.chance or 0.0) < SURE  # "asked them to reconsider"
    return mention is not None and _is_no_plan(hit, mention)


def _is_no_plan(hit: StanceHit, mention: IssueMention) -> bool:
    """A mention of something that its actors do not carry out, or nobody can be for or against."""
    words = void_words()
    if mention.lemma in words.hollow:
        return True
    if hit.stance not in ("sponsors", "supports"):
        return hit.stance == "opposes" and is_taken(mention, words.withstanding) and mention.noun.kind == "operation"
    if all(_is_its_own(token, mention.head) for token in hit.actors):
        return False  # "broke the siege imposed by the rebels"
    under = mention.head.dep == "pobj" and mention.head.head.lower == "under"
    if (under and mention.noun.kind == "operation") or is_taken(mention, words.undoing):
        return True
    numbers = [t for t in mention.head.of("nummod") if t.lower not in ("one", "1") and not _is_many(t.text)]
    return hit.stance == "sponsors" and mention.noun.kind == "operation" and bool(numbers)


def _is_many(number: str) -> bool:
    """ "2,000 raids" are a campaign."""
    return number[:1].isdigit() and len(number) >= MANY


def _is_its_own(actor: Token, issue: Token) -> bool:
    """Whether an actor stands in the phrase of an issue, or after it behind a "by" that the parser hung elsewhere."""
    return actor.is_within(issue, APART) or (actor.i > issue.i and actor.head.lower == "by")


def _is_asked_or_fought(party: Token, clauses: Clauses) -> bool:
    """ "said that the inspectors should be allowed in", "called on them to visit": of backing nothing is told."""
    words = clauses.words
    if any(t.lemma in words.patrons and t.i > party.i for t in party.of("acl", "amod", "relcl")):
        return False  # "the regime backed by Russia": told beside, where the parser hung it elsewhere
    if party.dep in ("nsubj", "nsubjpass"):
        return True
    above = next((clauses.at[t.i] for t in party.ancestors() if t.i in clauses.at), None)
    if above is None or above.kind != "verb":
        return False
    if party in above.objects and above.lemma in void_words().contained:
        return True
    told = party in above.objects or any(t is party for _, t in above.obliques)
    asked = any(is_infinitive(t) for t in (*above.complements, *above.token.of("advcl")))
    return told and asked and clauses.asks(above)


def _is_yet(hit: StanceHit, word: Token, clauses: Clauses) -> bool:
    """ "has yet to accede to demands that they be let in"."""
    if hit.stance not in ("sponsors", "supports"):
        return False
    line = (clauses.at[t.i] for t in word.ancestors() if t.i in clauses.at)
    return any(clauses.is_yet(p) and any(t in p.subjects for t in hit.actors) for p in line)


def _is_crowds(word: Token, clauses: Clauses) -> bool:
    """ "answered with force to protests demanding reforms": what a crowd wants is wanted by whoever is in it."""
    words = void_words()
    for verb in word.ancestors():
        noun = verb.head
        if verb.tag != "VBG" or verb.dep != "acl" or noun.lemma not in words.crowds:
            continue
        above = next((clauses.at[t.i] for t in noun.ancestors() if t.i in clauses.at), None)
        return above is not None and above.lemma not in words.staging and noun not in above.surface
    return False


def _is_no_party(hit: StanceHit, word: Token) -> bool:
    """ "is not party to the accord": out of it, not against it."""
    return hit.stance == "opposes" and word.dep == "pobj" and word.head.head.lemma in void_words().joined


def _is_denied(hit: StanceHit, word: Token) -> bool:
    """ "denied using such weapons": what he is said to have done."""
    verb = word if word.tag == "VBG" else word.head
    doing = verb.tag == "VBG" and verb.dep in ("xcomp", "pcomp")
    return hit.stance == "opposes" and doing and verb.head.lemma == "deny"
