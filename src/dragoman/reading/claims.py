"""Claims: attributed propositions that another party may contest, of what kind, about whom, against which others.

A claim comes from an attribution whose speaker is known. Routine background, bare tolls, states of one's own mind and
mere positions ("rejected the plan", "welcomed the truce") are none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from dragoman.language.parsed import Token
from dragoman.reading.attribution_acts import clause_of, content_act, entry_of, subject_of
from dragoman.reading.attribution_cues import cue_of
from dragoman.reading.attribution_grammar import SPEAKING
from dragoman.reading.attribution_spans import Scene, Spans, head_of, length
from dragoman.reading.attribution_speakers import is_own
from dragoman.reading.claims_about import about_of, hurt_in
from dragoman.reading.claims_confidence import SCRAPED, confidence, features, least
from dragoman.reading.claims_counters import counters_of
from dragoman.reading.claims_edges import goes_on, pieces, trimmed, without_label
from dragoman.reading.claims_kind import BY_ACT, HARM, charges, kind_of, negated, sided, triple, words
from dragoman.reading.claims_none import contestable, speaks_not
from dragoman.reading.claims_signs import signs
from dragoman.reading.claims_speakers import is_own_news, with_speakers
from dragoman.reading.claims_told import Told
from dragoman.reading.claims_tolls import by_whom, is_toll
from dragoman.reading.reader import Story, gives
from dragoman.records import Actor, Attribution, Claim, Mention, Span, SpeechAct

ZONES = frozenset({"body", "subhead", "dateline", "deck"})  # headlines and captions only tell again what the body tells
RETOLD = 0.2  # share of words in common from which a deck tells what the body tells, by whomever
RELAYING = frozenset({"states", "claims", "confirms", "asks", "criticises"})
UNSPOKEN = frozenset({"believes", "intends", "confirms", "praises", "doubts"})
RELAYED = 0.7  # share of the outer content that another's word fills where the outer only passes it on
OWN_SHARE = 0.6  # share of the outer content that a speaker's own mind fills
MAX_BARE = 3  # words of a content such as "the claim", which says what is denied only together with its cue
SAME = 0.6  # share of words that two contents of one speaker have in common to be one claim told twice
ACTS = frozenset(
    {
        "states",
        "claims",
        "denies",
        "confirms",
        "accuses",
        "criticises",
        "demands",
        "requests",
        "promises",
        "threatens",
        "warns",
        "predicts",
        "doubts",
        "believes",
        "asks",
    }
)


@gives(Claim, needs=(Actor, Mention, Attribution))
def find(story: Story) -> Iterator[Claim]:
    """The claims of a story, in text order, each with the earlier and later ones that it contradicts."""
    scene = Scene(story.parsed)
    sure = [(claim, confidence(known), least(known)) for known, claim in candidates(story, scene)]
    likely = [(claim, chance) for claim, chance, enough in sure if chance >= enough]
    claims = [replace(claim, id=f"c{n}", confidence=chance) for n, (claim, chance) in enumerate(likely, 1)]
    for claim, counters in zip(claims, counters_of(story, scene, claims), strict=True):
        yield replace(claim, counters=counters)


def candidates(story: Story, scene: Scene) -> list[tuple[dict[str, float], Claim]]:
    """All that was found in text order, likely or not, with what is known of it."""
    return [(_features(story, scene, claim), claim) for claim in _found(story, scene)]


def _features(story: Story, scene: Scene, claim: Claim) -> dict[str, float]:
    """What is known of a claim, for its confidence."""
    attribution: Attribution = story.get(claim.attribution or "")
    cue = [t for span in attribution.cue for t in scene.parsed.tokens_in(span.start, span.end)]
    content = [t for span in claim.content for t in scene.parsed.tokens_in(span.start, span.end)]
    about = story.get(claim.about) if claim.about else None
    known = features(claim.kind, story.get(claim.claimant), about, attribution, cue, content)
    if story.scraped:
        found = signs(story, scene, claim, content)
        known |= {SCRAPED: 1.0} | {f"{SCRAPED} {name}": value for name, value in found.items()}
    return known


def _found(story: Story, scene: Scene) -> list[Claim]:
    """Every proposition that may be a claim."""
    claims: list[Claim] = []
    for told in _once(story, scene, list(_told(story, scene))):
        kind, why = kind_of(story, scene, told.attribution, told.claimant, told.content, told.head)
        if claims and _says_what_is_denied(scene, told, claims[-1]):
            claims[-1] = replace(claims[-1], content=told.content, why=(*claims[-1].why, "what 'it' is, said after it"))
            continue
        if kind in ("assert", "deny") and claims and _goes_on_denying(told, claims[-1]):
            # One denial in two halves is one claim.
            whole = (Span(claims[-1].content[0].start, max(claims[-1].content[-1].end, told.content[-1].end)),)
            claims[-1] = replace(claims[-1], content=whole, why=(*claims[-1].why, "the denial goes on"))
            continue
        about = about_of(story, scene, told, kind)
        if kind == "assert" and about is None and told.head is not None:
            doer = by_whom(story, told.head)
            about = doer if doer not in hurt_in(story, told.head) else None
        if kind == "accuse" and why == HARM and (about is None or sided(story, told.claimant, about)):
            kind, why = "assert", "it tells of harm by nobody else -> assert"
        elif kind == "assert" and about and charges(story, scene, told.attribution, told.claimant, told.content, about):
            kind, why = "accuse", "a party condemns what another does -> accuse"
        claims.append(
            Claim(
                id="",
                claimant=told.claimant,
                kind=kind,
                about=about,
                content=told.content,
                attribution=told.attribution.id,
                evidence=told.attribution.evidence,
                why=(why, *told.attribution.why),
            )
        )
    return claims


def _goes_on_denying(told: Told, before: Claim) -> bool:
    """ "denied that its forces did, saying the army has not ...": the second half denies too."""
    together = before.claimant == told.claimant and before.evidence == told.attribution.evidence
    other_cue = before.attribution != told.attribution.id  # sentences of one quotation are claims of their own
    return together and other_cue and before.kind == "deny" and told.head is not None and negated(told.head)


def _says_what_is_denied(scene: Scene, told: Told, before: Claim) -> bool:
    """ "denied it, saying its guns had been silent", "denied that and said ...": the second half says what holds."""
    together = before.claimant == told.claimant and before.evidence == told.attribution.evidence
    words_of = [t for s in before.content for t in scene.parsed.tokens_in(s.start, s.end) if t.pos != "PUNCT"]
    bare = len(words_of) == 1 and words_of[0].lower in words("stating", "pronouns")
    return together and bare and before.kind == "deny" and told.attribution.act in ("states", "denies", "claims")


def _told(story: Story, scene: Scene) -> Iterator[Told]:
    """What the attributions of the body tell that may be contested."""
    inner: dict[str, list[Attribution]] = {}
    for attribution in story.found(Attribution):
        if attribution.inside:
            inner.setdefault(attribution.inside, []).append(attribution)
    for attribution in story.found(Attribution):
        if attribution.inside is not None or _zone(scene, attribution) not in ZONES:
            continue
        below = inner.get(attribution.id, [])
        relayed = [a for a in below if _relays(scene, attribution, a)]
        disputed = [a for a in below if _disputed(scene, attribution, a)]
        added = [
            replace(a, speakers=attribution.speakers, source=attribution.source)
            for a in below
            if not a.speakers and a.cue and goes_on(scene.parsed.tokens_in(a.cue[0].start, a.cue[0].end)[0])
        ]
        for told in (with_speakers(story, scene, a) for a in [*(relayed or [attribution]), *disputed, *added]):
            if told.act in ACTS and told.speakers and not is_own_news(story, told) and not speaks_not(scene, told):
                yield from _propositions(story, scene, *_told_of_oneself(told, inner.get(told.id, [])))


def _disputed(scene: Scene, outer: Attribution, inner: Attribution) -> bool:
    """Whether the inner one is the claim that the outer one answers: "denied rebel claims that ..."."""
    if outer.act in RELAYING or not inner.speakers or inner.speakers == outer.speakers:
        return False
    entry = entry_of(scene, triple(inner, inner.content))
    return entry is not None and entry.kind == "nouns" and inner.act in ("claims", "accuses")


def _relays(scene: Scene, outer: Attribution, inner: Attribution) -> bool:
    """Whether the outer only passes on another's word: "Reuters reported that Britain said ...", "the claim by ..."."""
    if outer.act not in RELAYING or not inner.speakers or inner.speakers == outer.speakers:
        return False
    cue = [t for span in inner.cue for t in scene.parsed.tokens_in(span.start, span.end)]
    if any(t.lemma in words("force", "verbs") for t in cue):
        return False  # "fighters attacked the post" are no words
    if "".join(scene.text[s.start : s.end] for s in inner.source).lower() in words("going_on", "some"):
        return False
    entry = entry_of(scene, triple(inner, inner.content))
    speaks = entry is not None and (entry.kind == "nouns" or bool(entry.takes & SPEAKING))
    whole = length(inner.source) + length(inner.cue) + length(inner.content)
    return speaks and inner.act not in UNSPOKEN and whole > RELAYED * length(outer.content)


def _propositions(story: Story, scene: Scene, attribution: Attribution, content: Spans) -> Iterator[Told]:
    """The contestable ones among the propositions of an attribution, for each who makes them."""
    found = [without_label(scene, attribution, piece) for piece in pieces(scene, content)]
    for piece in found:
        head = clause_of(scene, piece)
        if len(found) > 1:
            attribution = _of_piece(story, scene, attribution, piece, head)
        if attribution.act in ACTS and contestable(story, scene, attribution, piece, head):
            # A list of three and more parties is each one's own claim; a pair speaks as one.
            speakers = attribution.speakers if len(attribution.speakers) > 2 else attribution.speakers[:1]
            for speaker in speakers:
                told = trimmed(scene, attribution, piece)
                whole = _whole(scene, attribution, told)
                yield Told(attribution, speaker, whole, head, bare=whole != told)


def _of_piece(story: Story, scene: Scene, attribution: Attribution, piece: Spans, head: Token | None) -> Attribution:
    """The attribution with the act of one of its sentences, where the cue leaves that to the words said."""
    entry = entry_of(scene, triple(attribution, piece))
    if entry is not None and entry.act != "states":
        return attribution
    own = partial(is_own, story, scene, attribution.source, attribution.speakers)
    if head is None:
        return replace(attribution, act="states")
    return replace(attribution, act=_performed(head) or content_act(head, own) or "states")


def _performed(head: Token) -> SpeechAct | None:
    """What a speaker does by saying it: "we will not accept the allegations", "I condemn the raid"."""
    subject, cue = subject_of(head), cue_of(head)
    if subject is None or cue is None or subject.lower not in words("doing", "oneself"):
        return None
    if head.first("neg") is not None:
        return cue.negated
    return cue.act if head.tag == "VBP" and cue.act in BY_ACT else None


def _zone(scene: Scene, attribution: Attribution) -> str:
    sentence = scene.parsed.sentence_at(attribution.content[0].start)
    return sentence.zone.kind if sentence else ""


def _told_of_oneself(outer: Attribution, inners: list[Attribution]) -> tuple[Attribution, Spans]:
    """What a speaker tells of its own mind: "he believed it had failed" tells that it failed; "we ask ..." asks."""
    for inner in inners:
        if inner.speakers != outer.speakers or length(inner.content) < OWN_SHARE * length(outer.content):
            continue
        if inner.act in ("believes", "doubts"):
            return replace(outer, act=inner.act, cue=(*outer.cue, *inner.cue)), inner.content
        if inner.act in BY_ACT and outer.act == "states":
            return replace(outer, act=inner.act), outer.content
    return outer, outer.content


def _whole(scene: Scene, attribution: Attribution, content: Spans) -> Spans:
    """A denial of "the claim" or "the comments" says little alone: with its cue and source it says what is denied."""
    head = head_of(scene.parsed, content)
    if attribution.act != "denies" or head is None or head.lemma not in words("stating", "nouns"):
        return content
    if sum(1 for s in content for t in scene.parsed.tokens_in(s.start, s.end)) > MAX_BARE:
        return content
    spans = (*content, *attribution.cue, *attribution.source)
    return (Span(min(s.start for s in spans), max(s.end for s in spans)),)


def _once(story: Story, scene: Scene, told: list[Told]) -> list[Told]:
    """Each proposition of a speaker once, at its first telling; a deck's only where the body does not tell it again."""
    denials = {one.attribution.evidence for one in told if one.attribution.act == "denies" and not one.bare}
    told = [
        one
        for one in told
        if not one.bare or (one.attribution.evidence not in denials and _zone(scene, one.attribution) != "deck")
    ]
    body = [(one, _key(scene, one)) for one in told if _zone(scene, one.attribution) != "deck"]
    kept: list[tuple[Told, frozenset[str]]] = []
    for one, key in body:
        if not any(other.claimant == one.claimant and _alike(key, known) > SAME for other, known in kept):
            kept.append((one, key))
    for one in told:
        if _zone(scene, one.attribution) == "deck":
            key = _key(scene, one)
            if not any(_alike(key, known) > RETOLD for _, known in body):
                kept.append((one, key))
    return _first_tolls(story, sorted((one for one, _ in kept), key=lambda one: one.content[0].start))


def _key(scene: Scene, one: Told) -> frozenset[str]:
    tokens = [t for s in one.content for t in scene.parsed.tokens_in(s.start, s.end)]
    return frozenset(t.lemma for t in tokens if t.pos in ("NOUN", "PROPN", "VERB", "NUM"))


def _alike(left: frozenset[str], right: frozenset[str]) -> float:
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


def _first_tolls(story: Story, told: list[Told]) -> list[Told]:
    """Of the tolls that say how people died the first, the story's charge; later ones are figures."""
    stated = ((one, one.head) for one in told if one.attribution.act == "states")
    tolls = [one for one, head in stated if head is not None and is_toll(story, head)]
    return [one for one in told if one not in tolls[1:]]
