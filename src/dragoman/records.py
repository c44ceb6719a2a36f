"""Every value Dragoman makes, from a raw story to a Reading. No behaviour beyond the fields.

Offsets are characters into ``Report.text``, end exclusive. Dates are ISO 8601 ("2017-12-25"); where only a month or
year is known, EDTF ("2017-12", "2017"). Countries are ISO 3166-1 alpha-3 (XKX for Kosovo). Everything that rests on
words carries ``evidence``: spans that are never empty. Ids ("a3") count the records of one kind in a Reading by
position; the ledger's key is a hash (see ``dragoman.codec.key``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from dragoman.errors import Reason

SpeechAct = Literal[
    "states", "claims", "denies", "confirms", "accuses", "criticises", "praises", "demands", "requests", "promises",
    "threatens", "warns", "predicts", "doubts", "asks", "believes", "intends",
]
Factuality = Literal[
    "happened", "ongoing", "planned", "called_for", "threatened", "possible", "denied", "failed", "hypothetical"
]
Stance = Literal["sponsors", "supports", "conditional", "undecided", "opposes"]
ClaimKind = Literal["accuse", "deny", "assert", "threaten", "promise", "demand"]
FigureKind = Literal["killed", "injured", "detained", "displaced", "missing"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]
ZoneKind = Literal[
    "section", "published", "headline", "deck", "caption", "byline", "dateline", "body", "subhead", "source_line",
    "tags", "boilerplate",
]
ActorKind = Literal[
    "state", "government", "office", "person", "armed_group", "party", "organisation", "media", "people", "collective"
]
MentionKind = Literal["actor", "place"]
How = Literal[
    "name", "alias", "acronym", "role", "metonym", "demonym", "pronoun", "second_mention", "collective", "anonymous",
    "new",
]
Quotation = Literal["direct", "indirect", "mixed"]
Support = Literal["neutral", "distancing", "endorsing"]
IssueKind = Literal[
    "conference", "talks", "truce", "proposal", "resolution", "election", "sanction", "deployment", "inquiry",
    "operation", "deal", "tenure", "other",
]
IssueRelation = Literal["seeks_to_bypass", "round_of", "postponed_to", "part_of"]

SPEECH_ACTS: tuple[SpeechAct, ...] = get_args(SpeechAct)
FACTUALITIES: tuple[Factuality, ...] = get_args(Factuality)
STANCES: tuple[Stance, ...] = get_args(Stance)
CLAIM_KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)
FIGURE_KINDS: tuple[FigureKind, ...] = get_args(FigureKind)
EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters [start, end) of ``Report.text``; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not [{self.start}, {self.end})")


# ---- what comes in ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class RawStory:
    """One story as a source file gives it, before its zones are known."""

    text: str
    where: str  # "corpus.csv:218", "story.html"
    title: str | None = None
    published: str | None = None  # as the source gives it, not yet normalised
    publisher: str | None = None
    url: str | None = None
    byline: str | None = None
    notes: tuple[str, ...] = ()  # choices made on the way: encoding, mojibake repaired, column guessed


@dataclass(frozen=True, slots=True, kw_only=True)
class PutAside:
    """Input that was not read, and why."""

    where: str
    reason: Reason
    detail: str = ""


# ---- the report ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Zone:
    """A part of the report with one function; zones do not overlap and cover all words of the text."""

    start: int
    end: int
    kind: ZoneKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One story, normalised, with its zones (IPTC NewsML-G2 / ninjs terms)."""

    id: str  # hash of the normalised text
    text: str
    zones: tuple[Zone, ...]
    where: str = ""
    url: str | None = None
    publisher: str | None = None
    agency: str | None = None  # the wire service, as written
    section: str | None = None
    headline: str | None = None
    deck: str | None = None
    byline: str | None = None
    dateline: str | None = None
    source_line: str | None = None
    captions: tuple[str, ...] = ()
    published: str | None = None  # ISO date
    published_text: str | None = None  # the date line as written
    published_from: Literal["text", "source", "none"] = "none"
    language: str = "en"
    notes: tuple[str, ...] = ()


# ---- who and where ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A party of the story: one identity, however it is named.

    ``id`` is a Wikidata Q-id or a knowledge-base id where known, else "new:" and a slug of the name, so that the same
    unknown name gets the same id in every story.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None  # PLOVER sector or non-state code
    wikidata: str | None = None
    role: str | None = None  # the office held on the story's date, as the knowledge base or the text has it
    number_low: int | None = None  # of a collective: "around 40 opposition groups"
    number_high: int | None = None
    member_of: str | None = None  # id of a larger party
    speaks_for: str | None = None  # id of the body whose official or spokesman this is
    anonymous: str | None = None  # for an unnamed source: what the text says of it
    names: tuple[str, ...] = ()  # every wording the story uses for it, longest first
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of the story, in CRS84."""

    id: str  # "geonames:2643743" or "new:..."
    name: str
    country: str | None = None
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    feature: str | None = None  # city, admin1, country, region, facility, water, camp
    precision_km: float | None = None  # radius within which the event may lie
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span that names an actor or a place."""

    id: str
    start: int
    end: int
    head: int  # where the head word starts
    kind: MentionKind
    target: str  # Actor.id or Place.id
    how: How
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Interval:
    """Days [start, end], both included, and the EDTF expression (ISO 8601-2) that says how precise it is."""

    start: str
    end: str
    edtf: str


# ---- what is said, done, wanted, counted -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says it (source), the words that say so (cue), what is said (content): PARC3's and PolNeAR's terms."""

    id: str
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...]
    quotation: Quotation = "indirect"
    act: SpeechAct = "states"
    support: Support = "neutral"
    inside: str | None = None
    speakers: tuple[str, ...] = ()  # Actor ids; empty when unknown
    evidence: tuple[Span, ...]
    confidence: float = 1.0
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A side of an event: the words, and the actor where they name one."""

    start: int
    end: int
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A PLOVER event with its factuality (FactBank) and the attribution it stands inside."""

    id: str
    type: EventType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    trigger: tuple[Span, ...]
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    factuality: Factuality = "happened"
    date: Interval | None = None
    place: str | None = None  # Place.id
    attribution: str | None = None
    according_to: str | None = None  # Actor.id whose word it is, when not the report's own
    background: bool = False
    evidence: tuple[Span, ...]
    confidence: float = 1.0
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What a position is about: something that may be decided, held or done."""

    id: str
    name: str
    kind: IssueKind
    names: tuple[str, ...] = ()
    place: str | None = None
    date: Interval | None = None
    sponsors: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    relations: tuple[tuple[IssueRelation, str], ...] = ()
    evidence: tuple[Span, ...]  # every mention of it
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """An actor's stance on an issue."""

    id: str
    actor: str
    issue: str
    stance: Stance
    condition: tuple[Span, ...] = ()  # in the report's words, where conditional
    reason: tuple[Span, ...] = ()
    date: Interval | None = None
    attribution: str | None = None
    according_to: str | None = None  # Actor.id, when not the actor's own word and not the report's
    changed: bool = False  # the text says that the actor changed its mind
    evidence: tuple[Span, ...]
    confidence: float = 1.0
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An attributed proposition that another party may contest."""

    id: str
    claimant: str
    kind: ClaimKind
    about: str | None = None
    content: tuple[Span, ...]
    attribution: str | None = None
    counters: tuple[str, ...] = ()  # ids of claims of this Reading that it contradicts
    evidence: tuple[Span, ...]
    confidence: float = 1.0
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A count of people with its bounds; ``high`` None is open."""

    id: str
    kind: FigureKind
    low: int
    high: int | None
    text: tuple[Span, ...]  # the smallest phrase with number and noun
    victims: tuple[Span, ...] = ()
    by: str | None = None
    place: str | None = None
    date: Interval | None = None
    part_of: str | None = None  # id of the Figure that includes it
    event: str | None = None  # id of the Event whose harm it counts
    either: bool = False  # "casualties": killed or injured, left open
    attribution: str | None = None
    according_to: str | None = None
    evidence: tuple[Span, ...]
    confidence: float = 1.0
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """Something dated in the story's future (or announced for its day)."""

    id: str
    text: tuple[Span, ...]
    date: Interval
    issue: str | None = None
    attribution: str | None = None
    according_to: str | None = None
    evidence: tuple[Span, ...]
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that Dragoman reads out of one report."""

    report: Report
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = ()
    issues: tuple[Issue, ...] = ()
    positions: tuple[Position, ...] = ()
    claims: tuple[Claim, ...] = ()
    figures: tuple[Figure, ...] = ()
    planned: tuple[Planned, ...] = ()


Record = Attribution | Event | Issue | Position | Claim | Figure | Planned
