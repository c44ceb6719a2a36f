"""The words of ``data/en/stances.toml`` as lookups: frames by their word, inner verbs, conditions, changes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import msgspec

from dragoman.lexicon import at, filled, lexicon
from dragoman.records import Stance

Kind = Literal["verb", "noun", "adj"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One use of a stance word: where its issue and its actor stand, and what they make."""

    words: str  # the word as the file has it: "call for"
    kind: Kind
    issue: tuple[str, ...]  # "object", "clause", "subject" or a preposition
    actor: tuple[str, ...] = ("subject",)  # "subject", "object", "poss" or a preposition
    stance: Stance | None  # None: says nothing unless negated
    negated: Stance | None = None
    only: frozenset[str] = frozenset()  # issue kinds it goes with; empty for all
    heads: frozenset[str] = frozenset()  # the nouns it goes with; empty for all
    event: bool = True  # whether a mere happening counts as its issue
    future: bool = False  # never as a report of the past
    present: bool = False  # only while it lasts
    kept: bool = False  # only where it is told as going on: "has been fighting them for months"
    addressed: bool = False  # the clause is what another should do
    speaker: bool = False  # the actor is who says it
    modal: bool = False  # only under "should", "must"
    strict: bool = False  # a clause counts only where its verb is an act
    whether: bool = False  # a clause counts only where it leaves the matter open
    whole: bool = False  # the word with its clause is the issue: "stopped bombing the town"
    wish: bool = False  # the issue is only wanted: it need not be there
    particles: tuple[str, ...] = ()  # the word's own last word, where it may be read as a preposition: "vote down"
    under: frozenset[str] = frozenset()  # for a noun: verbs that it must be the object of; empty for any


SHOULD = Frame(words="should", kind="verb", issue=("clause",), stance="supports", speaker=True, wish=True, strict=True)
WILL = Frame(words="will", kind="verb", issue=("clause",), stance="supports", strict=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceWords:
    """All tables of ``stances.toml``."""

    frames: dict[tuple[Kind, str], tuple[Frame, ...]]
    first: dict[Kind, frozenset[str]]  # first words of the frames, for a quick look
    first_unstated: frozenset[str]
    plus: frozenset[str] = at("inner.plus")
    minus: frozenset[str] = at("inner.minus")
    keeping: frozenset[str] = at("inner.keeping")  # of plus: what they are for may be "it"
    leave: frozenset[str] = at("inner.leave")
    plain: frozenset[str] = at("plain.verbs")
    silent: frozenset[str] = at("plain.silent")  # of plain: "declined to comment"
    acts: frozenset[str] = at("acts.verbs")
    vehicles: frozenset[str] = at("vehicles.words")
    duties: frozenset[str] = at("modals.duties")
    doubts: frozenset[str] = at("modals.doubts")
    whether: frozenset[str] = at("modals.whether")
    conditions: frozenset[str] = at("conditions.words")
    backs: frozenset[str] = at("backers.verbs")  # "backed by"
    goes_on: frozenset[str] = at("kept_up.verbs")  # "continue to"
    inverted: frozenset[str] = at("modals.inverted")
    untimely: frozenset[str] = at("modals.untimely")  # adjectives
    over: frozenset[str] = at("over.words")  # "declared the truce over"
    declaring: frozenset[str] = at("over.verbs")
    irregulars: frozenset[str] = at("irregulars.words")
    member_nouns: frozenset[str] = at("members.nouns")
    withheld: frozenset[str] = at("withheld.verbs")  # a text that was vetoed is nobody's word
    made_by: frozenset[str] = at("made.words")  # "Russia's unilateral truce"
    delegates: frozenset[str] = at("delegates.nouns")
    bands: frozenset[str] = at("kept_up.bands")  # "the coalition fighting them"
    partisans: frozenset[str] = at("patrons.nouns")  # "supporter of"
    patrons: frozenset[str] = at("patrons.verbs")  # "backed by", of a side
    backing_nouns: frozenset[str] = at("backers.nouns")  # "with the help of"
    backing_places: frozenset[str] = at("backers.prepositions")
    goals: frozenset[str] = at("goals.verbs")  # "vowed to defeat them"
    armed: frozenset[str] = at("moments.armed")  # "gunmen"
    untils: frozenset[str] = at("conditions.untils")
    onlys: frozenset[str] = at("conditions.onlys")
    condition_phrases: tuple[str, ...] = at("conditions.phrases")
    returns: frozenset[str] = at("conditions.returns")
    sealed: frozenset[str] = at("conditions.sealed")
    changes: tuple[str, ...] = at("changes.words")
    dropped: frozenset[str] = at("dropped.verbs")
    dropped_nouns: frozenset[str] = at("dropped.nouns")
    speakers: frozenset[str] = at("speakers.words")
    pronouns: frozenset[str] = at("pronouns.words")
    empty: frozenset[str] = at("empty.objects")
    inspects: frozenset[str] = at("empty.inspects")
    partners: frozenset[str] = at("partners.prepositions")
    joint: frozenset[str] = at("partners.joint")  # "signed a truce with": both do
    jointly: frozenset[str] = at("partners.jointly")
    having: frozenset[str] = at("meets.having")
    forced: frozenset[str] = at("forced.verbs")
    pressing: frozenset[str] = at("forced.pressing")
    able: frozenset[str] = at("forced.able")
    unable: frozenset[str] = at("forced.unable")
    unfinished: frozenset[str] = at("unfinished.words")
    subjunctive: frozenset[str] = at("subjunctive.verbs")
    doubt: frozenset[str] = at("modals.doubt")
    signs: frozenset[str] = at("modals.signs")
    because: frozenset[str] = at("reasons.markers")
    reasoning: frozenset[str] = at("reasons.verbs")  # "rejected it, saying that": what follows
    citing: frozenset[str] = at("reasons.names")
    grounds: frozenset[str] = at("reasons.nouns")  # "on the grounds that", "in protest at"
    due: frozenset[str] = at("reasons.prepositions")  # "because of"
    must: frozenset[str] = at("must.verbs")  # "any deal must include guarantees": a condition
    must_kinds: frozenset[str] = at("must.kinds")
    must_articles: frozenset[str] = at("must.articles")
    asserting: frozenset[str] = at("subjunctive.asserting")  # of these: "insisted that it stayed neutral"
    backing: frozenset[str] = at("holding.backing")
    holding: frozenset[str] = at("holding.prepositions")
    receivers: frozenset[str] = at("holding.receivers")
    own_voices: frozenset[str] = at("own_voices.words")
    voices: frozenset[str] = at("own_voices.spokesmen")  # a named one's word is that of his body all the same
    alone: frozenset[str] = at("alone.verbs")
    firsts: frozenset[str] = at("firsts.prepositions")
    first_families: frozenset[str] = at("firsts.families")
    nearby: frozenset[str]  # of the unstated: about the issue named last
    happens: frozenset[str] = at("happens.yes")
    yet: frozenset[str] = at("yet.verbs")
    meets: frozenset[str] = at("meets.words")
    including: frozenset[str] = at("including.words")
    needs: frozenset[str] = at("needs.verbs")
    hints: frozenset[str] = at("hints.verbs")
    warnings: frozenset[str] = at("warnings.verbs")
    charges: frozenset[str] = at("charges.verbs")
    props: frozenset[str] = at("props.verbs")
    propped: frozenset[str] = at("props.holders")
    resisted: frozenset[str] = at("warnings.families")  # families of issues that a warning is against
    takes_part: frozenset[str]  # verbs whose issue may be left unsaid
    nations: frozenset[str] = at("nations.words")  # "the nation"
    verdicts: frozenset[str] = at("verdicts.verbs")
    said_of_self: frozenset[str] = at("speakers.bodies")
    pairs: frozenset[str] = at("pairs.words")  # "both", "two"
    pair_nouns: frozenset[str] = at("pairs.nouns")  # "sides", "leaders"
    pair_people: frozenset[str] = at("pairs.people")  # those of them that are people
    plural_self: frozenset[str] = at("speakers.plural")  # "they"
    of_states: frozenset[str] = at("owned.of_states")  # "his country"
    of_bodies: frozenset[str] = at("owned.of_bodies")  # "his party", "its delegation"
    crowds: frozenset[str] = at("crowds.words")  # "thousands of"
    tries: frozenset[str] = at("moments.tries")
    moments: frozenset[str] = at("moments.verbs")  # what is tried in a fight or in flight
    misread: frozenset[str] = at("misread.verbs")  # verbs that the parser takes for something else: "back"
    anaphors: frozenset[str] = at("anaphors.nouns")  # "a move", of what was just told
    small: frozenset[str] = at("subjunctive.small")  # verbs with a participle for a clause: "want the vote postponed"
    nones: frozenset[str] = at("modals.nones")  # modals of "there can be no talks"
    threatens: frozenset[str] = at("threats.verbs")
    brought: frozenset[str] = at("threats.brought")  # what the condition of a threat brings about: "if the law passes"
    breaks: frozenset[str] = at("conditions.breaks")
    ideas: frozenset[str] = at("anaphors.ideas")
    announces: frozenset[str] = at("anaphors.verbs")  # verbs whose clause such a noun takes up
    neither: frozenset[str] = at("ellipsis.neither")
    alike: frozenset[str] = at("ellipsis.alike")  # "nor", "as": what was told holds of one more
    pro_verbs: frozenset[str] = at("ellipsis.verbs")  # "does", "will", bare
    despite: frozenset[str] = at("despite.prepositions")
    taken_up: frozenset[str] = at("taken_up.nouns")  # "the demand": what was asked for just before
    dating: frozenset[str] = at("dating.markers")  # "since": the clause only says when
    vague: frozenset[str] = at("vague.determiners")  # "such steps"
    vague_families: frozenset[str] = at("vague.families")
    wish: Frame = SHOULD  # what "should" and "must" amount to
    promise: Frame = WILL  # what "will" and "would" amount to
    unstated: dict[str, tuple[Stance | None, Stance | None]]  # plain, negated


def _frame(entry: dict[str, Any], word: str, places: frozenset[str]) -> Frame:
    """The frame of one of an entry's words; "-" for a stance says that it has none."""
    told = {key: None if value == "-" else value for key, value in entry.items()}
    particles = word.split()[1:]
    if particles and particles[-1] in places:
        told["issue"] = [particles[-1], *(["clause"] if "clause" in entry["issue"] else [])]
    return msgspec.convert({**told, "words": word, "particles": particles}, Frame)


@cache
def stance_words(language: str = "en") -> StanceWords:
    """The stance words of a language, read once. A word may have several frames; they are tried in the file's order."""
    tables = lexicon("stances", language)
    frames: dict[tuple[Kind, str], tuple[Frame, ...]] = {}
    places = frozenset(tables["places"]["prepositions"])
    for entry in tables["frame"]:
        for word in entry["words"]:
            key = (entry["kind"], word)
            frames[key] = (*frames.get(key, ()), _frame(entry, word, places))
    unstated = [(word, entry) for entry in tables["unstated"] for word in entry["words"]]
    first: dict[Kind, set[str]] = {"verb": {"be"}, "noun": set(), "adj": set()}
    for kind, word in frames:
        first[kind].add(word.split()[0])
    return filled(
        StanceWords,
        tables,
        frames=frames,
        first={kind: frozenset(words) for kind, words in first.items()},
        first_unstated=frozenset(word.split()[0] for word, _ in unstated) | {"have", "be"},
        takes_part=frozenset(w for w, entry in unstated if entry.get("stance") == "supports" and not entry.get("near")),
        nearby=frozenset(word for word, entry in unstated if entry.get("near")),
        unstated={word: (entry.get("stance"), entry.get("negated")) for word, entry in unstated},
    )
