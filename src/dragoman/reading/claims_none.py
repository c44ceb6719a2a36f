"""What is no claim though it is attributed: silence, routine, bare tolls, states of one's own mind, fragments."""

from __future__ import annotations

from functools import cache

from dragoman.language.parsed import Token
from dragoman.reading.attribution_acts import entry_of, subject_of
from dragoman.reading.attribution_cues import words as cue_words
from dragoman.reading.attribution_spans import Scene, Spans, head_of
from dragoman.reading.claims_about import doers, is_private
from dragoman.reading.claims_kind import is_denial, is_of_the_dead, of_itself, triple, words
from dragoman.reading.claims_tolls import is_bare_toll, is_sum
from dragoman.reading.reader import Story
from dragoman.records import Attribution

MIN_WORDS = 3
MAX_CUT = 12  # words of a fragment that wants others behind it
FRAGMENTS = frozenset({"VBG", "VBN", "VBD", "VBZ"})  # "were seized from a depot": nobody and nothing of whom it is told


def contestable(story: Story, scene: Scene, attribution: Attribution, content: Spans, head: Token | None) -> bool:
    """Whether somebody may contest it: no bare toll, no routine, no mere position, more than a word or two."""
    count = sum(t.pos not in ("PUNCT", "SPACE") for s in content for t in scene.parsed.tokens_in(s.start, s.end))
    if head is None and count <= MAX_CUT and _is_cut(scene, content):
        return False
    if head is None and attribution.act == "accuses" and _only_names(story, scene, content):
        return False
    if attribution.act in ("accuses", "promises", "threatens", "demands", "requests"):
        return count >= 2 and not (attribution.act == "promises" and _promises_nothing(scene, content))
    if attribution.act == "denies":
        return is_denial(scene, attribution, content, head)
    if attribution.act == "criticises":
        return count >= MIN_WORDS and (head is not None or _reasoned(scene, content))
    if head is None or count < MIN_WORDS or _open_question(scene, attribution, content):
        return False
    if attribution.quotation != "direct" and _cuts_quotation(scene, content):
        return False
    if _is_purpose(attribution, head) or (attribution.quotation == "indirect" and _describes(scene, content, head)):
        return False
    if head.tag in FRAGMENTS and not head.of("expl", "csubj", "csubjpass") and not _has_subject(content, head):
        return False
    return not is_routine(story, scene, attribution, content, head)


def _is_cut(scene: Scene, content: Spans) -> bool:
    """ "as a farce by": words that want others behind them."""
    last = scene.parsed.tokens_in(content[-1].start, content[-1].end)[-1:]
    return any(t.pos in ("ADP", "DET") and not t.of("pobj", "pcomp") for t in last)


def _only_names(story: Story, scene: Scene, content: Spans) -> bool:
    """ "which it blames | on Damascus": who is accused, and not of what."""
    tokens = [t for s in content for t in scene.parsed.tokens_in(s.start, s.end)]
    told = [t for t in tokens if t.pos not in ("DET", "ADP", "PUNCT")]
    named = [m for s in content for m in story.mentions_in(s) if m.kind == "actor"]
    if told and len(told) == len(tokens) - 1 and tokens[0].pos == "ADP" and all(t.pos == "PROPN" for t in told):
        return True
    return bool(told) and any(m.start <= told[0].start and told[-1].end <= m.end for m in named)


def _promises_nothing(scene: Scene, content: Spans) -> bool:
    """ "offered no response", "gave word on what steps it might take"."""
    first = scene.parsed.tokens_in(content[0].start, content[0].end)[:1]
    return any(t.lower == "no" or t.lower in cue_words("questions") for t in first)


def _cuts_quotation(scene: Scene, content: Spans) -> bool:
    """Whether a quotation that began before the content closes within it, or opens and goes on after it."""
    said = " ".join(scene.text[s.start : s.end] for s in content)
    return said.count('"') % 2 == 1


def _describes(scene: Scene, content: Spans, head: Token) -> bool:
    """ "a pause in the raids promising relief", "a bid to cut supply lines": the verb only describes a noun."""
    governor = head_of(scene.parsed, content)
    return governor is not None and governor.pos in ("NOUN", "PROPN") and head.head is governor and head.dep == "acl"


def _is_purpose(attribution: Attribution, head: Token) -> bool:
    """ "rebranded to head the alliance": no statement; "claimed to have shot down a jet" is one."""
    to = any(a.lower == "to" for a in head.of("aux"))
    perfect = any(a.lemma == "have" for a in head.of("aux"))
    return attribution.act == "states" and head.tag == "VB" and to and not perfect


def _has_subject(content: Spans, head: Token) -> bool:
    subject = subject_of(head)
    return subject is not None and any(span.start <= subject.start < span.end for span in content)


def speaks_not(scene: Scene, attribution: Attribution) -> bool:
    """Whether nothing is claimed: "declined to comment", "did not offer a number", "is investigating reports that"."""
    tokens = [t for s in (*attribution.cue, *attribution.content[:1]) for t in scene.parsed.tokens_in(s.start, s.end)]
    cue = [t for s in attribution.cue for t in scene.parsed.tokens_in(s.start, s.end)]
    if any(t.lemma in words("silent", "verbs") for t in cue) and any(
        t.lemma in words("silent", "acts") for t in tokens
    ):
        return True
    if cue and all(t.pos == "ADV" for t in cue):
        return True  # "reportedly carried out by the army": those who did it are not those who report it
    if _unsaid(scene, attribution, cue) or any(_owns_up(t) or t.lemma in words("hoping", "words") for t in cue):
        return True
    if attribution.act == "promises" and any(t.dep == "neg" or t.lower in words("silent", "negated") for t in cue):
        return True
    entry = entry_of(scene, triple(attribution, attribution.content))
    carried = entry is not None and entry.kind == "nouns"
    return carried and any(t.dep == "dobj" and t.head.lemma in words("inquiry", "verbs") for t in cue)


def _unsaid(scene: Scene, attribution: Attribution, cue: list[Token]) -> bool:
    """ "cannot say that", "neither blamed the army": what is not said."""
    if any(t.first("neg") and any(a.lower in words("unsaid", "able") for a in t.of("aux")) for t in cue):
        return True
    source = [t for s in attribution.source for t in scene.parsed.tokens_in(s.start, s.end)]
    return bool(source) and source[0].lower in words("unsaid", "nobody")


def _owns_up(verb: Token) -> bool:
    """ "an attack claimed by the group", "claimed responsibility": a deed is claimed, and nothing told."""
    if verb.lemma not in words("owning", "verbs"):
        return False
    claimed = [*verb.of("dobj", "nsubjpass"), *([verb.head] if verb.dep in ("acl", "relcl") else [])]
    return any(t.lemma in words("force", "nouns") | words("owning", "nouns") for t in claimed)


def _open_question(scene: Scene, attribution: Attribution, content: Spans) -> bool:
    """ "did not say what was in the barrels", "to determine whether it was used": nothing is claimed."""
    first = scene.parsed.tokens_in(content[0].start, content[0].end)[:1]
    return bool(first) and attribution.quotation == "indirect" and first[0].lower in cue_words("questions")


def _reasoned(scene: Scene, content: Spans) -> bool:
    """A criticism that says of whom and why: "the police for the arrests", "the deal as a sham"."""
    tokens = [t for s in content for t in scene.parsed.tokens_in(s.start, s.end)]
    return any(t.dep == "prep" and t.lower in ("for", "as") for t in tokens)


def is_routine(story: Story, scene: Scene, attribution: Attribution, content: Spans, head: Token) -> bool:
    """A bare toll, a meeting, or a state of one's own mind."""
    own = of_itself(story, scene, attribution, head)
    if own and is_private(story.get(attribution.speakers[0])) and not _tells_deeds(scene, content):
        return True  # "she was sitting on one of the buses"
    if _is_statistic(story, scene, attribution, content):
        return True
    if _is_private(story, attribution, head) or _is_idle(story, scene, attribution, content, head):
        return True
    if own and head.lemma in words("own_mind", "verbs") and attribution.quotation != "direct":
        return True
    if own and (((head.lemma == "be" or head.first("auxpass")) and _mood(head)) or _is_inquiring(head)):
        return True
    if _is_unclear(head) or _is_sight(story, attribution, head):
        return True
    if head.lemma in words("routine", "verbs") and attribution.quotation == "indirect":
        return True
    if own and any(c.lemma in words("inquiry", "nouns") for c in head.of("dobj")):
        return True
    # "three of its workers were among the wounded" is a toll too, and "it had killed six fighters" is none
    return (not own or is_of_the_dead(head) or is_sum(head)) and is_bare_toll(story, scene, attribution, content, head)


def _is_private(story: Story, attribution: Attribution, head: Token) -> bool:
    """What somebody without an office tells of himself: "I hugged them both", "I am going home"."""
    subject = subject_of(head)
    if subject is None or subject.lower not in words("witnessing", "self") or attribution.quotation == "indirect":
        return False
    return not any(story.get(s).speaks_for or story.get(s).sector not in (None, "CVL") for s in attribution.speakers)


def _is_idle(story: Story, scene: Scene, attribution: Attribution, content: Spans, head: Token) -> bool:
    """What witnesses tell of themselves and the place: no deed, no party, no judgement that another may contest."""
    speaker = story.get(attribution.speakers[0])
    source = head_of(scene.parsed, attribution.source)
    if speaker.kind not in ("person", "people") or source is None:
        return False
    if source.lemma.lower() not in words("witnesses", "nouns"):
        return False
    if _tells_deeds(scene, content):
        return False
    mentions = [m for span in content for m in story.mentions_in(span) if m.kind == "actor" and m.how != "pronoun"]
    return not any(any(c.isupper() for c in story.get(m.target).name) for m in mentions)


def _is_statistic(story: Story, scene: Scene, attribution: Attribution, content: Spans) -> bool:
    """ "More than 7 million are hungry": a number of background, with no deed and no party."""
    tokens = [t for span in content for t in scene.parsed.tokens_in(span.start, span.end)]
    if (
        attribution.act != "states"
        or not any(t.tag == "CD" and t.text[:1].isdigit() for t in tokens)
        or _tells_deeds(scene, content)
    ):
        return False
    mentions = [m for span in content for m in story.mentions_in(span) if m.kind == "actor"]
    return not any(any(c.isupper() for c in story.get(m.target).name) for m in mentions)


def _tells_deeds(scene: Scene, content: Spans) -> bool:
    tokens = [t for span in content for t in scene.parsed.tokens_in(span.start, span.end)]
    return any(t.lemma.lower() in _deeds() or t.lower in _deeds() for t in tokens)


@cache
def _deeds() -> frozenset[str]:
    """Words of force, of wrong, of weapons and of those who fight."""
    tables = ("force", "wrongdoing", "condemning")
    keys = ("verbs", "nouns", "adjectives", "blame")
    told = frozenset(word for table in tables for key in keys for word in words(table, key))
    told |= words("doing", "means") | words("doing", "units") | words("doing", "parties") | words("toll", "contested")
    return told | words("combatants", "nouns") | words("suffering", "verbs") | words("witnessing", "deeds")


def _is_inquiring(head: Token) -> bool:
    """ "was still trying to confirm", "continued to gather", "could not determine", "determines by type"."""
    if head.lemma in words("trying", "below") and (head.first("neg") is not None or head.tag == "VBZ"):
        return True
    unable = [t for t in head.of("acomp") if t.lower in words("trying", "adjectives")]
    below = (x.lemma for t in [head, *unable] for x in t.of("xcomp"))
    tries = head.lemma in words("trying", "verbs") or bool(unable)
    return tries and any(lemma in words("trying", "below") for lemma in below)


def _is_unclear(head: Token) -> bool:
    """ "it was not clear whether", "it is unclear who"."""
    told = head.of("acomp")
    negated = head.first("neg") is not None
    return any(t.lower in words("unclear", "known" if negated else "unknown") for t in told)


def _is_sight(story: Story, attribution: Attribution, head: Token) -> bool:
    """ "I saw people run": what somebody has seen, where no party did it."""
    subject = subject_of(head)
    if subject is None or subject.lower not in words("witnessing", "subjects") or attribution.quotation != "direct":
        return False
    return head.lemma in words("witnessing", "verbs") and next(doers(story, head, attribution, "assert"), None) is None


def _mood(head: Token) -> bool:
    """ "was ready to talk", "was in favour of a truce"."""
    told = [head, *head.of("acomp", "attr"), *(p for prep in head.of("prep") for p in prep.of("pobj"))]
    return any(token.lower in words("own_mind", "adjectives") for token in told)
