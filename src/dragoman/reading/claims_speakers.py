"""Who claims: the speaker of an attribution, as far as the sentences around it tell more than its own words.

"It said" goes on for whoever spoke in the sentence before; "the Islamic State group" is no "monitoring group".
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.language.parsed import Token
from dragoman.reading.attribution_cues import cue_of
from dragoman.reading.attribution_cues import words as cue_words
from dragoman.reading.attribution_grammar import source_of, speaks
from dragoman.reading.attribution_spans import Scene, head_of, shared, spans_of
from dragoman.reading.attribution_speakers import speakers_of
from dragoman.reading.claims_kind import words
from dragoman.reading.reader import Story
from dragoman.records import Actor, Attribution, Mention

GAP = 2  # characters between a content and the "saying" with which its speaker goes on
MIN_OUTLET = 4  # letters of an outlet's name that is looked for within a source: "ap" stands in "japan"
ARTICLE = 1  # words before the noun in "the source"
ONE = frozenset({"he", "she"})
MANY = frozenset({"people", "collective", "armed_group", "party"})


def with_speakers(story: Story, scene: Scene, attribution: Attribution) -> Attribution:
    """The attribution with those who speak in it; without any where the words name another than was found."""
    if _of_crowd(scene, attribution):
        return replace(attribution, speakers=())
    if not attribution.speakers:
        return _going_on(story, scene, attribution)
    head = head_of(scene.parsed, attribution.source)
    if head is None:
        return attribution
    if head.lower in cue_words("anaphors"):
        before = _spoke_before(story, scene, attribution, head)
        return replace(attribution, speakers=before) if before else attribution
    if head.lemma.lower() in words("going_on", "things") and (said := _source_again(story, scene, attribution, head)):
        return replace(attribution, speakers=said)
    if _is_anybodys(story, attribution, head):
        return replace(attribution, speakers=())
    found = _by_own_name(story, scene, attribution, head)
    return attribution if found is None else replace(attribution, speakers=found)


def _of_crowd(scene: Scene, attribution: Attribution) -> bool:
    """ "met protests demanding reforms": the crowd's words, whoever met it."""
    cue = [t for span in attribution.cue for t in scene.parsed.tokens_in(span.start, span.end)]
    if not cue or cue[0].tag != "VBG" or cue[0].dep != "acl":
        return False
    crowd = cue[0].head
    inside = any(s.start <= crowd.start < s.end for s in attribution.source)
    return crowd.lemma.lower() in words("going_on", "crowds") and not inside


def _source_again(story: Story, scene: Scene, attribution: Attribution, head: Token) -> tuple[str, ...]:
    """Of "a source at the police" after "local sources" the police; of "the source" whoever that was last."""
    if any(c.lower in cue_words("indefinite") for c in head.of("det")):
        speaker: Actor = story.get(attribution.speakers[0])
        said = story.text[attribution.source[0].start : attribution.source[0].end].lower()
        mention = story.mention(head)
        if mention is None or mention.how != "second_mention" or speaker.name.lower() in said:
            return ()
        below = [a for of in head.of("prep") for p in of.of("pobj") if (a := story.actor(p))]
        return (below[0].id,) if below else ()
    if head.tag != "NN" or not any(c.lower in cue_words("definite") for c in head.of("det")):
        return ()
    start = attribution.source[0].start
    for other in reversed(
        [a for a in story.found(Attribution) if a.source and a.speakers and a.source[0].start < start]
    ):
        before = head_of(scene.parsed, other.source)
        if before is not None and before.lower == head.lower and before.i != head.i:
            who = with_speakers(story, scene, other).speakers
            return who if who and not _is_plain(story.get(who[0])) else ()
    return ()


def _is_plain(speaker: Actor) -> bool:
    """Whether nothing more is known of a speaker than "a source"."""
    return speaker.name.split()[-1].lower() in words("going_on", "things") and len(speaker.name.split()) <= ARTICLE + 1


def _is_anybodys(story: Story, attribution: Attribution, head: Token) -> bool:
    """ "reports emerged that", "earlier reports said": nobody knows whose, where none is named and none pointed at."""
    if head.tag != "NNS" or head.lemma.lower() not in cue_words("issuers"):
        return False
    if any(c.lower in cue_words("definite") for c in head.of("det")) or head.of("poss", "prep", "acl"):
        return False
    return not any(m.target in attribution.speakers for m in story.mentions_in(attribution.source[0]))


def _going_on(story: Story, scene: Scene, attribution: Attribution) -> Attribution:
    """With a speaker where its source names none but it goes on from another: "denied it, saying"."""
    cue = [t for span in attribution.cue for t in scene.parsed.tokens_in(span.start, span.end)]
    if not cue or cue[0].tag != "VBG" or not speaks(cue[0]):
        return attribution
    before = [a for a in story.found(Attribution) if 0 <= cue[0].start - a.content[-1].end <= GAP and a.speakers]
    if before:
        return replace(attribution, speakers=before[-1].speakers, source=before[-1].source)
    source = spans_of(scene, source_of(cue[0]))
    if shared(source, attribution.content):
        return attribution  # those who are called on do not call
    speakers = speakers_of(story, scene, source, (), ())
    return replace(attribution, speakers=speakers, source=source) if speakers else attribution


def _spoke_before(story: Story, scene: Scene, attribution: Attribution, pronoun: Token) -> tuple[str, ...]:
    """Who spoke in the sentence before a pronoun, where the pronoun may mean them and not its subject."""
    sentences = scene.parsed.sentences
    if pronoun.sentence == 0 or sentences[pronoun.sentence - 1].paragraph != sentences[pronoun.sentence].paragraph:
        return ()
    sentence = sentences[pronoun.sentence - 1]
    told = [
        a
        for a in story.found(Attribution)
        if a.speakers and a.source and a.cue and a.inside is None and sentence.start <= a.cue[0].start < sentence.end
    ]
    if not told or told[-1].act not in words("going_on", "acts"):
        return ()
    root = scene.parsed.root(sentence)
    subject = root.first("nsubj") if root is not None and cue_of(root) is not None else None
    if subject is not None and (actor := story.actor(subject)) and actor.id in attribution.speakers:
        return ()  # "the envoy condemned the raid, state media said. He ...": the envoy
    before = with_speakers(story, scene, told[-1]).speakers
    if not before:
        return ()
    speaker: Actor = story.get(before[0])
    issuer = head_of(scene.parsed, told[-1].source)
    if speaker.kind == "media" and issuer is not None and issuer.lemma.lower() in cue_words("issuers"):
        return ()  # "the statement carried by the agency"
    return before if _may_be(speaker, pronoun.lower) else ()


def _may_be(speaker: Actor, pronoun: str) -> bool:
    """Whether the pronoun may mean the speaker."""
    if pronoun in ONE:
        return speaker.kind == "person"
    if pronoun == "they":
        return speaker.kind in MANY
    unnamed = bool(speaker.anonymous) or speaker.name.split()[-1].lower() in words("going_on", "things")
    return speaker.kind not in ("person", "people") or unnamed


def _by_own_name(story: Story, scene: Scene, attribution: Attribution, head: Token) -> tuple[str, ...] | None:
    """The speaker that the source's own words name where the one found has no part in them; () where nobody can tell.

    "The Islamic State group" after a "monitoring group"; "a report by a group of experts"; "Syria TV" is no state.
    """
    speaker: Actor = story.get(attribution.speakers[0])
    if speaker.kind == "state" and head.lemma.lower() in words("media", "nouns"):
        mention = story.mention(head)
        return None if mention is not None and mention.target == speaker.id else ()
    if speaker.kind == "person":
        return None
    second = next(
        (
            (m, t)
            for m in story.mentions_in(attribution.source[0])
            if m.target == speaker.id and m.how == "second_mention" and (t := scene.parsed.token_at(m.head))
        ),
        None,
    )
    if second is None:
        return None
    token = second[1]
    if speaker.kind == "armed_group" and any(
        c.lower.endswith(tuple(words("going_on", "seat"))) for c in token.of("amod")
    ):
        return _watcher_before(story, attribution)
    below = [p for of in token.of("prep") if of.lower in cue_words("owners") for p in of.of("pobj")]
    near = [*token.of("compound", "amod", "nmod", "appos"), *below]
    named = [a for t in near if (a := _named(story, t, speaker))]
    indefinite = any(c.lower in cue_words("indefinite") for c in token.of("det"))
    if named and (indefinite or token.of("compound", "nmod")):
        return (named[0].id,)
    return () if indefinite and below else None


def _watcher_before(story: Story, attribution: Attribution) -> tuple[str, ...]:
    """Of "the London-based group" after a word of an armed group: the organisation that spoke last."""
    start = attribution.cue[0].start if attribution.cue else attribution.content[0].start
    told = [a for a in story.found(Attribution) if a.speakers and a.cue and a.cue[0].start < start]
    bodies = [a.speakers for a in told if story.get(a.speakers[0]).kind == "organisation"]
    return bodies[-1] if bodies else ()


def _named(story: Story, token: Token, speaker: Actor) -> Actor | None:
    mention: Mention | None = story.mention(token)
    if mention is None or mention.kind != "actor" or mention.how in ("demonym", "second_mention", "pronoun"):
        return None
    actor: Actor = story.get(mention.target)
    return actor if actor.id != speaker.id and actor.kind != "state" else None


def is_own_news(story: Story, attribution: Attribution) -> bool:
    """Whether it is reporting by the outlet, its correspondent or an international agency, and nobody's claim."""
    own = {name.lower().replace(" ", "") for name in (story.report.publisher, story.report.agency) if name}
    said = "".join(story.text[s.start : s.end] for s in attribution.source).lower().replace(" ", "")
    head = head_of(story.parsed, attribution.source)
    voices = words("agencies", "voices")
    if any(name in said for name in own if len(name) >= MIN_OUTLET) or any(said.endswith(word) for word in voices):
        return True
    if head is not None and head.lemma.lower() in voices:
        return True
    actor = story.get(attribution.speakers[0])
    names = {name.lower() for name in (actor.name, *actor.names)}
    return actor.kind == "media" and bool(names & words("agencies", "names"))
