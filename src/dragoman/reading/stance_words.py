"""The words of ``data/en/stances.toml`` as lookups: frames by their word, inner verbs, conditions, changes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast

from dragoman.lexicon import lexicon
from dragoman.records import Stance

Kind = Literal["verb", "noun", "adj"]


@dataclass(frozen=True, slots=True)
class Frame:
    """One use of a stance word: where its issue and its actor stand, and what they make."""

    words: str  # the word as the file has it: "call for"
    kind: Kind
    issue: tuple[str, ...]  # "object", "clause", "subject" or a preposition
    actor: tuple[str, ...]  # "subject", "object", "poss" or a preposition
    stance: Stance | None  # None: says nothing unless negated
    negated: Stance | None
    only: frozenset[str]  # issue kinds it goes with; empty for all
    heads: frozenset[str]  # the nouns it goes with; empty for all
    event: bool  # whether a mere happening counts as its issue
    future: bool  # never as a report of the past
    present: bool  # only while it lasts
    addressed: bool  # the clause is what another should do
    speaker: bool  # the actor is who says it
    modal: bool  # only under "should", "must"
    strict: bool  # a clause counts only where its verb is an act
    whether: bool  # a clause counts only where it leaves the matter open
    wish: bool  # the issue is only wanted: it need not be there
    particles: tuple[str, ...]  # the word's own last word, where the parser may take it for a preposition ("vote down")
    under: frozenset[str]  # for a noun: verbs that it must be the object of; empty for any


@dataclass(frozen=True, slots=True)
class StanceWords:
    """All tables of ``stances.toml``."""

    frames: dict[tuple[Kind, str], tuple[Frame, ...]]
    first: dict[Kind, frozenset[str]]  # first words of the frames, for a quick look
    first_unstated: frozenset[str]
    plus: frozenset[str]
    minus: frozenset[str]
    keeping: frozenset[str]  # of plus: what they are for may be "it"
    leave: frozenset[str]
    plain: frozenset[str]
    silent: frozenset[str]  # of plain: "declined to comment"
    acts: frozenset[str]
    vehicles: frozenset[str]
    duties: frozenset[str]
    doubts: frozenset[str]
    whether: frozenset[str]
    conditions: frozenset[str]
    backs: frozenset[str]  # "backed by"
    backing_nouns: frozenset[str]  # "with the help of"
    backing_places: frozenset[str]
    goals: frozenset[str]  # "vowed to defeat them"
    armed: frozenset[str]  # "gunmen"
    untils: frozenset[str]
    onlys: frozenset[str]
    condition_phrases: tuple[str, ...]
    changes: tuple[str, ...]
    dropped: frozenset[str]
    dropped_nouns: frozenset[str]
    speakers: frozenset[str]
    pronouns: frozenset[str]
    empty: frozenset[str]
    inspects: frozenset[str]
    partners: frozenset[str]
    joint: frozenset[str]  # "signed a truce with": both do
    jointly: frozenset[str]
    having: frozenset[str]
    forced: frozenset[str]
    able: frozenset[str]
    unable: frozenset[str]
    unfinished: frozenset[str]
    subjunctive: frozenset[str]
    backing: frozenset[str]
    holding: frozenset[str]
    receivers: frozenset[str]
    own_voices: frozenset[str]
    voices: frozenset[str]  # a named one's word is that of his body all the same
    alone: frozenset[str]
    firsts: frozenset[str]
    first_families: frozenset[str]
    nearby: frozenset[str]  # of the unstated: about the issue named last
    happens: frozenset[str]
    yet: frozenset[str]
    meets: frozenset[str]
    including: frozenset[str]
    needs: frozenset[str]
    hints: frozenset[str]
    warnings: frozenset[str]
    charges: frozenset[str]
    props: frozenset[str]
    propped: frozenset[str]
    resisted: frozenset[str]  # families of issues that a warning is against
    takes_part: frozenset[str]  # verbs whose issue may be left unsaid
    nations: frozenset[str]  # "the nation"
    verdicts: frozenset[str]
    said_of_self: frozenset[str]
    pairs: frozenset[str]  # "both", "two"
    pair_nouns: frozenset[str]  # "sides", "leaders"
    pair_people: frozenset[str]  # those of them that are people
    plural_self: frozenset[str]  # "they"
    of_states: frozenset[str]  # "his country"
    of_bodies: frozenset[str]  # "his party", "its delegation"
    crowds: frozenset[str]  # "thousands of"
    tries: frozenset[str]
    moments: frozenset[str]  # what is tried in a fight or in flight
    misread: frozenset[str]  # verbs that the parser takes for something else: "back"
    anaphors: frozenset[str]  # "a move", of what was just told
    small: frozenset[str]  # verbs with a participle for a clause: "want the vote postponed"
    nones: frozenset[str]  # modals of "there can be no talks"
    threatens: frozenset[str]
    brought: frozenset[str]  # what the condition of a threat brings about: "if the law passes"
    breaks: frozenset[str]
    announces: frozenset[str]  # verbs whose clause such a noun takes up
    neither: frozenset[str]
    alike: frozenset[str]  # "nor", "as": what was told holds of one more
    pro_verbs: frozenset[str]  # "does", "will", bare
    despite: frozenset[str]
    taken_up: frozenset[str]  # "the demand": what was asked for just before
    dating: frozenset[str]  # "since": the clause only says when
    vague: frozenset[str]  # "such steps"
    vague_families: frozenset[str]
    wish: Frame  # what "should" and "must" amount to
    promise: Frame  # what "will" and "would" amount to
    unstated: dict[str, tuple[Stance | None, Stance | None]]  # plain, negated


def _frame(entry: dict[str, Any], word: str, places: frozenset[str] = frozenset()) -> Frame:
    negated = entry.get("negated", "-")
    last = word.rsplit(" ", 1)[-1]
    issue = tuple(entry["issue"])
    if " " in word and last in places:
        issue = (last, *(["clause"] if "clause" in issue else []))
    return Frame(
        words=word,
        kind=entry["kind"],
        issue=issue,
        actor=tuple(entry.get("actor", ["subject"])),
        stance=None if entry["stance"] == "-" else cast(Stance, entry["stance"]),
        negated=None if negated == "-" else cast(Stance, negated),
        only=frozenset(entry.get("only", ())),
        heads=frozenset(entry.get("heads", ())),
        event=entry.get("event", True),
        future=entry.get("future", False),
        present=entry.get("present", False),
        addressed=entry.get("addressed", False),
        speaker=entry.get("speaker", False),
        modal=entry.get("modal", False),
        strict=entry.get("strict", False),
        whether=entry.get("whether", False),
        wish=entry.get("wish", False),
        particles=tuple(word.split()[1:]),
        under=frozenset(entry.get("under", ())),
    )


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
    inner, conditions = tables["inner"], tables["conditions"]
    return StanceWords(
        frames=frames,
        first={
            "verb": frozenset(w.split()[0] for k, w in frames if k == "verb") | {"be"},
            "noun": frozenset(w.split()[0] for k, w in frames if k == "noun"),
            "adj": frozenset(w.split()[0] for k, w in frames if k == "adj"),
        },
        first_unstated=frozenset(w.split()[0] for entry in tables["unstated"] for w in entry["words"]) | {"have", "be"},
        plus=frozenset(inner["plus"]),
        minus=frozenset(inner["minus"]),
        keeping=frozenset(inner["keeping"]),
        leave=frozenset(inner["leave"]),
        silent=frozenset(tables["plain"]["silent"]),
        plain=frozenset(tables["plain"]["verbs"]),
        acts=frozenset(tables["acts"]["verbs"]),
        vehicles=frozenset(tables["vehicles"]["words"]),
        duties=frozenset(tables["modals"]["duties"]),
        doubts=frozenset(tables["modals"]["doubts"]),
        whether=frozenset(tables["modals"]["whether"]),
        untils=frozenset(conditions["untils"]),
        backs=frozenset(tables["backers"]["verbs"]),
        backing_nouns=frozenset(tables["backers"]["nouns"]),
        backing_places=frozenset(tables["backers"]["prepositions"]),
        goals=frozenset(tables["goals"]["verbs"]),
        armed=frozenset(tables["moments"]["armed"]),
        onlys=frozenset(conditions["onlys"]),
        takes_part=frozenset(
            word
            for entry in tables["unstated"]
            if entry.get("stance") == "supports" and not entry.get("near")
            for word in entry["words"]
        ),
        nations=frozenset(tables["nations"]["words"]),
        said_of_self=frozenset(tables["speakers"]["bodies"]),
        pairs=frozenset(tables["pairs"]["words"]),
        pair_nouns=frozenset(tables["pairs"]["nouns"]),
        pair_people=frozenset(tables["pairs"]["people"]),
        plural_self=frozenset(tables["speakers"]["plural"]),
        of_states=frozenset(tables["owned"]["of_states"]),
        of_bodies=frozenset(tables["owned"]["of_bodies"]),
        crowds=frozenset(tables["crowds"]["words"]),
        misread=frozenset(tables["misread"]["verbs"]),
        anaphors=frozenset(tables["anaphors"]["nouns"]),
        small=frozenset(tables["subjunctive"]["small"]),
        nones=frozenset(tables["modals"]["nones"]),
        threatens=frozenset(tables["threats"]["verbs"]),
        brought=frozenset(tables["threats"]["brought"]),
        breaks=frozenset(conditions["breaks"]),
        announces=frozenset(tables["anaphors"]["verbs"]),
        neither=frozenset(tables["ellipsis"]["neither"]),
        alike=frozenset(tables["ellipsis"]["alike"]),
        pro_verbs=frozenset(tables["ellipsis"]["verbs"]),
        despite=frozenset(tables["despite"]["prepositions"]),
        taken_up=frozenset(tables["taken_up"]["nouns"]),
        dating=frozenset(tables["dating"]["markers"]),
        vague=frozenset(tables["vague"]["determiners"]),
        vague_families=frozenset(tables["vague"]["families"]),
        conditions=frozenset(conditions["words"]),
        condition_phrases=tuple(conditions["phrases"]),
        changes=tuple(tables["changes"]["words"]),
        dropped_nouns=frozenset(tables["dropped"]["nouns"]),
        dropped=frozenset(tables["dropped"]["verbs"]),
        speakers=frozenset(tables["speakers"]["words"]),
        pronouns=frozenset(tables["pronouns"]["words"]),
        alone=frozenset(tables["alone"]["verbs"]),
        voices=frozenset(tables["own_voices"]["spokesmen"]),
        own_voices=frozenset(tables["own_voices"]["words"]),
        holding=frozenset(tables["holding"]["prepositions"]),
        receivers=frozenset(tables["holding"]["receivers"]),
        backing=frozenset(tables["holding"]["backing"]),
        unfinished=frozenset(tables["unfinished"]["words"]),
        subjunctive=frozenset(tables["subjunctive"]["verbs"]),
        forced=frozenset(tables["forced"]["verbs"]),
        able=frozenset(tables["forced"]["able"]),
        unable=frozenset(tables["forced"]["unable"]),
        having=frozenset(tables["meets"]["having"]),
        partners=frozenset(tables["partners"]["prepositions"]),
        joint=frozenset(tables["partners"]["joint"]),
        jointly=frozenset(tables["partners"]["jointly"]),
        firsts=frozenset(tables["firsts"]["prepositions"]),
        first_families=frozenset(tables["firsts"]["families"]),
        nearby=frozenset(word for entry in tables["unstated"] if entry.get("near") for word in entry["words"]),
        inspects=frozenset(tables["empty"]["inspects"]),
        empty=frozenset(tables["empty"]["objects"]),
        happens=frozenset(tables["happens"]["yes"]),
        yet=frozenset(tables["yet"]["verbs"]),
        needs=frozenset(tables["needs"]["verbs"]),
        hints=frozenset(tables["hints"]["verbs"]),
        warnings=frozenset(tables["warnings"]["verbs"]),
        charges=frozenset(tables["charges"]["verbs"]),
        props=frozenset(tables["props"]["verbs"]),
        resisted=frozenset(tables["warnings"]["families"]),
        propped=frozenset(tables["props"]["holders"]),
        including=frozenset(tables["including"]["words"]),
        meets=frozenset(tables["meets"]["words"]),
        verdicts=frozenset(tables["verdicts"]["verbs"]),
        tries=frozenset(tables["moments"]["tries"]),
        moments=frozenset(tables["moments"]["verbs"]),
        wish=_frame(
            {
                "kind": "verb",
                "issue": ["clause"],
                "stance": "supports",
                "speaker": True,
                "wish": True,
                "strict": True,
            },
            "should",
        ),
        promise=_frame({"kind": "verb", "issue": ["clause"], "stance": "supports", "strict": True}, "will"),
        unstated={
            word: (entry.get("stance"), entry.get("negated")) for entry in tables["unstated"] for word in entry["words"]
        },
    )
