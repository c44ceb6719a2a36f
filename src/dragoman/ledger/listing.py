"""What questions give: rows with names of their own, in a Table that goes into pandas, JSON or a notebook."""

from __future__ import annotations

import dataclasses
import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, overload

R = TypeVar("R")


@dataclass(slots=True, kw_only=True)
class Sourced:
    """Where a row stands: the story, and the words under it. Part of every row that rests on one record."""

    words: str  # the evidence, as in the story
    publisher: str | None
    published: str | None
    headline: str | None
    report_id: str
    start_char: int | None  # where the evidence begins in the story's text
    key: str
    confidence: float | None = None
    verdict: str | None = None  # confirmed or corrected, where a person has said so


@dataclass(slots=True, kw_only=True)
class PositionRow(Sourced):
    """An actor's stance on an issue; ``according_to`` None: the actor's ``own_word``, or else the report's."""

    issue: str
    actor: str
    stance: str
    date: str | None  # when it was taken, else when it was published
    condition: str | None
    reason: str | None
    changed: bool
    according_to: str | None
    own_word: bool
    actor_id: str
    issue_id: str
    according_to_id: str | None


@dataclass(slots=True, kw_only=True)
class ClaimRow(Sourced):
    """A contestable proposition; ``counters`` are keys of claims that contradict it or that it contradicts."""

    claimant: str
    kind: str
    about: str | None
    content: str
    date: str | None
    claimant_id: str
    about_id: str | None
    counters: list[str]


@dataclass(slots=True, kw_only=True)
class FigureRow(Sourced):
    """A count of people with its bounds; ``high`` None is open."""

    kind: str
    low: int
    high: int | None
    wording: str
    victims: str | None
    by: str | None
    place: str | None
    date: str | None
    date_edtf: str | None  # as precise as it is told: "2015", "2014-09/.."
    according_to: str | None
    either: bool
    by_id: str | None
    place_id: str | None
    according_to_id: str | None
    part_of: str | None
    event: str | None  # key of the event whose harm it counts


@dataclass(slots=True, kw_only=True)
class EventRow(Sourced):
    """Who did what to whom, when and where, and whether it came about."""

    date: str | None
    date_end: str | None
    date_edtf: str | None  # as precise as it is told: "2015", "2014-09/.."
    type: str
    mode: str | None
    cameo: str | None
    factuality: str
    actors: list[str]
    recipients: list[str]
    place: str | None
    according_to: str | None
    background: bool
    auxiliary: list[str]  # PLOVER's auxiliary modes: historical, future, hypothetical, negation
    figures: list[str]  # what it did to how many: "killed 12", "injured 40+"
    actor_ids: list[str]
    recipient_ids: list[str]
    place_id: str | None
    according_to_id: str | None
    contexts: list[str]


@dataclass(slots=True, kw_only=True)
class QuoteRow(Sourced):
    """Who says what; ``inside`` is the key of the attribution that this one stands in."""

    speakers: list[str]
    act: str
    quotation: str
    source: str | None
    cue: str | None
    content: str
    date: str | None
    support: str
    inside: str | None
    speaker_ids: list[str]


@dataclass(slots=True, kw_only=True)
class PlannedRow(Sourced):
    """Something dated in its story's future."""

    date: str | None
    date_end: str | None
    wording: str
    issue: str | None
    according_to: str | None
    issue_id: str | None
    according_to_id: str | None


@dataclass(slots=True, kw_only=True)
class TimelineRow(Sourced):
    """One line of the timeline: something done, said, wanted or planned on a day."""

    date: str | None
    date_end: str | None
    what: str  # event, said, position, planned
    kind: str  # event type, speech act, stance
    who: list[str]
    text: str
    factuality: str | None
    according_to: str | None
    dated_by: str  # text, or published where the text does not date it


@dataclass(slots=True, kw_only=True)
class IssueRow:
    """Something that positions are about, and how they stand."""

    issue: str
    kind: str
    stories: int
    sponsors: int
    supports: int
    conditional: int
    undecided: int
    opposes: int
    names: list[str]
    relations: list[str]
    issue_id: str


@dataclass(slots=True, kw_only=True)
class ActorRow:
    """A party and how much the ledger holds of it."""

    actor: str
    kind: str
    country: str | None
    sector: str | None
    stories: int
    mentions: int
    statements: int
    positions: int
    events: int
    names: list[str]
    actor_id: str


@dataclass(slots=True, kw_only=True)
class ReportRow:
    """A story; ``revises`` is the id of its earlier version."""

    published: str | None
    publisher: str | None
    agency: str | None
    headline: str | None
    word_count: int
    where_found: str
    url: str | None
    revises: str | None
    current: bool
    report_id: str


@dataclass(slots=True, kw_only=True)
class RejectedRow:
    """Input that was not read, and why."""

    where_found: str
    reason: str
    detail: str


@dataclass(slots=True, kw_only=True)
class SearchRow:
    """A story whose words match; found words stand between the characters U+0002 and U+0003."""

    published: str | None
    publisher: str | None
    headline: str | None
    found: str
    report_id: str


class Table(Sequence[R], Generic[R]):
    """Rows of one kind; a list that also knows its columns, and why it is empty when it is."""

    def __init__(self, kind: type[R], rows: Sequence[R], empty: str = "") -> None:
        self.kind = kind
        self.rows = list(rows)
        self.empty = empty

    @property
    def columns(self) -> list[str]:
        """Column names: what the row says first, then its source."""
        names = [field.name for field in dataclasses.fields(self.kind)]  # type: ignore[arg-type]
        tail = [f.name for f in dataclasses.fields(Sourced)] if issubclass(self.kind, Sourced) else []
        return [name for name in names if name not in tail] + tail

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, index: int) -> R: ...
    @overload
    def __getitem__(self, index: slice) -> Table[R]: ...
    def __getitem__(self, index: int | slice) -> R | Table[R]:
        if isinstance(index, slice):
            return Table(self.kind, self.rows[index], self.empty)
        return self.rows[index]

    def __iter__(self) -> Iterator[R]:
        return iter(self.rows)

    def __repr__(self) -> str:
        return f"<{len(self)} {self.kind.__name__}>"

    def to_dicts(self) -> list[dict[str, Any]]:
        """Rows as dicts, columns in order."""
        columns = self.columns
        return [{name: getattr(row, name) for name in columns} for row in self.rows]

    def to_pandas(self) -> Any:
        """A DataFrame, with its columns also where there is no row; needs ``pip install 'dragoman[pandas]'``."""
        from dragoman.errors import SetupError

        try:
            import pandas
        except ImportError as error:
            raise SetupError("pandas is missing: pip install 'dragoman[pandas]'") from error
        return pandas.DataFrame(self.to_dicts(), columns=self.columns)

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{name}</th>" for name in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(cell(value))}</td>" for value in row.values()) + "</tr>"
            for row in self.to_dicts()
        )
        note = f"<p>{html.escape(self.empty)}</p>" if not self.rows and self.empty else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"


def cell(value: Any) -> str:
    """A value as plain text for CSV and HTML: lists joined with "; ", flags as 0 and 1."""
    match value:
        case None:
            return ""
        case bool():
            return str(int(value))
        case list() | tuple():
            return "; ".join(str(item) for item in value)
        case _:
            return str(value)
