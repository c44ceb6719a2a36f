"""On what condition, and whether a mind was changed: read in the words around a stance."""

from __future__ import annotations

from dragoman.language.parsed import Parsed, Token
from dragoman.reading.stance_hits import StanceHit
from dragoman.reading.stance_words import stance_words
from dragoman.records import Span, Stance


def condition_of(parsed: Parsed, hit: StanceHit) -> tuple[Span, ...]:
    """The words of the condition that a stance is under; empty where there is none."""
    if hit.firm:
        return ()
    near = _near(hit)
    near.extend(c for c in hit.predicate.complements)
    clause = next((c for token in near for c in token.children if _is_condition(c, hit.stance)), None)
    if clause is not None:
        return (parsed.subtree_span(clause),)
    only = _only(parsed, hit)
    if only is not None:
        return (only,)
    first = _first(hit)
    if first is not None:
        return (parsed.subtree_span(first),)
    measure = _measure(hit)
    return (parsed.subtree_span(measure),) if measure is not None else _phrase(parsed, hit)


def _near(hit: StanceHit) -> list[Token]:
    """The words that conditions and reasons hang on: the stance word, its clause, the verb that a noun stands under."""
    near = [hit.predicate.token]
    if hit.target.clause is not None and hit.predicate.token in hit.target.clause.token.ancestors():
        near.append(hit.target.clause.token)
    if hit.predicate.kind != "verb" and hit.predicate.under is not None:
        near.append(hit.predicate.under.token)
    return near


def _measure(hit: StanceHit) -> Token | None:
    """ "should be assessed by its results": what a conditional word measures by."""
    if hit.stance != "conditional" or hit.predicate.kind != "verb":
        return None
    phrases = (p for p in hit.predicate.token.of("prep", "agent") if p.lower in ("by", "on", "against"))
    return next((t for p in phrases for t in p.of("pobj")), None)


def _only(parsed: Parsed, hit: StanceHit) -> Span | None:
    """ "would only accept a deal that kept the border open": what comes after the only thing accepted."""
    if hit.stance not in ("supports", "sponsors") or hit.target.mention is None:
        return None
    if not any(c.dep == "advmod" and c.lower in stance_words().onlys for c in hit.predicate.token.children):
        return None
    clause = next(iter(hit.target.mention.head.of("relcl")), None)
    return parsed.subtree_span(clause) if clause is not None else None


def _first(hit: StanceHit) -> Token | None:
    """ "would not recognise it before an election": the phrase that has to come first."""
    verbs = [hit.predicate, *([hit.target.clause] if hit.target.clause is not None else [])]
    named = hit.target.mention.head if hit.target.mention is not None else None
    none = named is not None and any(c.dep in ("det", "neg") and c.lower == "no" for c in named.children)
    if hit.stance != "opposes":
        return None
    words = stance_words()
    refused = [v.token for v in verbs if v.negated or none]
    if none and named is not None:  # "there will be no peace without a state"
        refused.append(named)
    openers = words.firsts | words.untils
    return next((c for token in refused for c in token.of("prep") if c.lower in openers), None)


def _is_condition(token: Token, stance: Stance) -> bool:
    """A clause that "if", "unless" and their like open; "until" and "before" make one of a refusal only."""
    words = stance_words()
    openers = {child.lower for child in token.children if child.dep in ("mark", "advmod", "prep")}
    if token.dep == "advcl" and openers & words.conditions:
        return True
    if token.dep == "advcl" and stance == "opposes":
        return bool(openers & (words.untils | words.firsts))
    return token.dep in ("advcl", "acl") and token.lower in words.conditions and bool(token.of("ccomp"))


def _phrase(parsed: Parsed, hit: StanceHit) -> tuple[Span, ...]:
    """A phrase such as "on condition that" after the stance word, to the end of its sentence."""
    sentence = parsed.sentence_of(hit.predicate.token)
    text = parsed.text[hit.predicate.end : sentence.end].lower()
    words = stance_words()
    sealed = hit.predicate.lemma in words.sealed and hit.predicate.tense == "past" and hit.predicate.modal is None
    phrases = [phrase for phrase in words.condition_phrases if not (sealed and phrase in words.returns)]
    starts = [at for phrase in phrases if (at := text.find(f" {phrase} ")) >= 0]
    if not starts:
        return ()
    between = text[: min(starts)]
    if ";" in between or not words.breaks.isdisjoint(between.split()):
        return ()
    start = hit.predicate.end + min(starts) + 1
    if _is_term(parsed, hit, start):
        return ()
    end = sentence.end
    while end > start + 1 and not parsed.text[end - 1].isalnum():
        end -= 1
    return (Span(start, end),)


def _is_term(parsed: Parsed, hit: StanceHit, at: int) -> bool:
    """ "reached a deal that they would leave in exchange for a truce": a term of the deal itself."""
    head = hit.target.mention.head if hit.target.mention is not None else None
    told = [c for c in head.of("relcl", "acl", "ccomp") if any(t.lower == "that" for t in c.children)] if head else []
    return any((span := parsed.subtree_span(clause)).start <= at < span.end for clause in told)


def reason_of(parsed: Parsed, hit: StanceHit) -> tuple[Span, ...]:
    """Why somebody takes a stance, in the words beside it ("because ...", "citing ..."); empty where none are."""
    if hit.rank == 2:
        return ()
    near = _near(hit)
    if hit.target.mention is not None:
        near.append(hit.target.mention.head)  # where the parser hangs what follows the issue
    given = (reason for token in near for child in token.children if (reason := _reason(parsed, child)) is not None)
    return tuple(given)[:1]


def _reason(parsed: Parsed, token: Token) -> Span | None:
    """The reason that a clause or phrase under a stance word gives, without the word that opens it."""
    words = stance_words()
    if token.dep == "advcl":
        opener = next((c for c in token.children if c.dep == "mark" and c.lower in words.because), None)
        if opener is not None:
            return _after(parsed, token, opener)
        if token.tag == "VBG" and token.lemma in words.reasoning:
            inner = next(iter(token.of("ccomp")), None)
            opener = next((c for c in inner.children if c.dep == "mark"), None) if inner is not None else None
            return None if inner is None else _after(parsed, inner, opener)
        named = token.of("dobj") if token.tag == "VBG" and token.lemma in words.citing else []
        return parsed.subtree_span(named[0]) if named else None
    if token.dep != "prep":
        return None
    if token.lower in words.due:
        told = [*token.of("pobj"), *(t for p in token.of("prep", "pcomp") for t in p.of("pobj"))]
        return parsed.subtree_span(told[0]) if told else None
    for noun in token.of("pobj"):
        if noun.lemma.lower() in words.grounds or noun.lower in words.grounds:
            told = [*noun.of("acl", "ccomp", "relcl"), *(t for p in noun.of("prep") for t in p.of("pobj", "pcomp"))]
            if told:
                return _after(parsed, told[0], next((c for c in told[0].children if c.dep == "mark"), None))
    return None


def _after(parsed: Parsed, clause: Token, opener: Token | None) -> Span:
    """A clause from the word after its opener on."""
    whole = parsed.subtree_span(clause)
    if opener is None or opener.start > whole.start:
        return whole
    return Span(parsed.tokens[opener.i + 1].start, whole.end)


def changed(parsed: Parsed, hit: StanceHit) -> bool:
    """Whether the words right before or at the stance word tell of a change of mind."""
    words = stance_words().changes
    token = hit.predicate.token
    return any(child.dep in ("advmod", "neg") and child.lower in words for child in token.children) or (
        token.dep == "acomp" and any(child.dep == "advmod" and child.lower in words for child in token.head.children)
    )
