"""An analyst's morning: what is new since a day, every line with its report and sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select

from dragoman.ledger import schema
from dragoman.ledger.contrary import ContradictionRow
from dragoman.ledger.histories import HistoryRow, positions_by_line
from dragoman.ledger.listing import Sourced
from dragoman.ledger.panel import Panels
from dragoman.ledger.query import day, period
from dragoman.ledger.sentences import sentences


@dataclass(slots=True, kw_only=True)
class Citation:
    """Where a line stands: story and number of the sentence, counted from 1."""

    report_id: str
    publisher: str | None
    published: str | None
    headline: str | None
    sentence: int
    words: str
    url: str | None


@dataclass(slots=True, kw_only=True)
class BriefLine:
    """One line of a brief."""

    text: str
    citations: list[Citation]


@dataclass(slots=True, kw_only=True)
class Brief:
    """What is new since a day, section by section."""

    since: str
    until: str | None
    stories: int
    without_copies: int
    sections: dict[str, list[BriefLine]] = field(default_factory=dict)


class Briefings(Panels):
    """The question for a brief."""

    def brief(self, since: str, until: str | None = None) -> Brief:
        """What the stories published since a day brought: changed and new positions, incidents and where stories

        conflict on them, contested claims, what is planned from that day on.
        """
        stories = self._stories_since(*period(since, until))
        texts = {copy or report for report, copy in stories.items()}
        made = Brief(since=since, until=until, stories=len(stories), without_copies=len(texts))
        changed, new = self._positions_since(stories)
        made.sections = {
            "Positions that changed or conflict": changed,
            "Incidents on which stories disagree": self._incidents_since(stories, conflicting=True),
            "Other incidents told by several stories": self._incidents_since(stories, conflicting=False),
            "Contested claims": self._claims_since(stories),
            "New positions": new,
            "Dates ahead": self._planned_ahead(stories, until or since),
        }
        return made

    def _stories_since(self, since: str, until: str | None) -> dict[str, str | None]:
        story, group = schema.reports, schema.story_groups
        source = story.join(group, group.c.report_id == story.c.id, isouter=True)
        query = select(story.c.id, group.c.copy_id).select_from(source).where(story.c.current == 1)
        query = query.where(story.c.published >= since).order_by(story.c.id)
        if until:
            query = query.where(story.c.published <= until + "~")
        with self.engine.connect() as connection:
            return {row.id: row.copy_id for row in connection.execute(query)}

    def _cite(self, rows: Iterable[Sourced]) -> list[Citation]:
        made = []
        for row in rows:
            with self.engine.connect() as connection:
                table = schema.reports
                found = connection.execute(select(table.c.text, table.c.url).where(table.c.id == row.report_id)).one()
            before = found.text[: (row.start_char or 0) + 1]
            made.append(
                Citation(
                    report_id=row.report_id,
                    publisher=row.publisher,
                    published=row.published,
                    headline=row.headline,
                    sentence=max(1, len(sentences(before))),
                    words=" ".join(row.words.split()),
                    url=found.url,
                )
            )
        return [citation for n, citation in enumerate(made) if citation not in made[:n]]  # two claims of one sentence

    def _positions_since(self, stories: dict[str, Any]) -> tuple[list[BriefLine], list[BriefLine]]:
        changed, new = [], []
        for told in positions_by_line(self):
            fresh = [one for one in told if one.report_id in stories]
            moved = [one for one in fresh if one.mark in ("change", "conflicts")]
            if moved:
                changed.append(self._moved(moved[-1], told))
            elif fresh and fresh[0].mark == "first" and fresh[0].kind not in _PASSING:
                new.append(BriefLine(text=_position(fresh[0]), citations=self._cite([fresh[0]])))
        return changed, new

    def _moved(self, now: HistoryRow, told: list[HistoryRow]) -> BriefLine:
        """The line of a position that changed, or that another story contradicts, with what it is held against."""
        if now.mark == "change":
            against = [one for one in told[: told.index(now)] if one.stance == now.before][-1:]
            text = f"{_position(now)} – before: {_STANCES[now.before or now.stance]}"
        else:
            against = [one for one in told if one.mark == "conflicts" and one.stance != now.stance][:1]
            text = f"{_position(now)} – another story: {', '.join(_STANCES[one.stance] for one in against)}"
        return BriefLine(text=text, citations=self._cite([now, *against]))

    def _incidents_since(self, stories: dict[str, Any], conflicting: bool) -> list[BriefLine]:
        groups: dict[str, list[Any]] = {}
        for row in self.incidents():
            groups.setdefault(row.incident, []).append(row)
        made = []
        for rows in groups.values():
            if bool(rows[0].conflicts) != conflicting or not any(row.report_id in stories for row in rows):
                continue
            told: dict[str, Any] = {}
            for row in rows:
                told.setdefault(_telling(row), row)
            first = rows[0]
            text = f"{first.date or 'undated'}, {first.place or 'place unknown'}: " + "; ".join(told)
            text += f" ({first.stories} stories, {first.without_copies} without copies, {first.sources} sources"
            text += f"; conflicting: {', '.join(first.conflicts)})" if first.conflicts else ")"
            made.append(BriefLine(text=text, citations=self._cite(told.values())))
        return made

    def _claims_since(self, stories: dict[str, Any]) -> list[BriefLine]:
        """Denials and rival accusations, within a story and across, then what else one story sets side by side."""
        made = []
        told: set[tuple[str, ...]] = set()
        for row in self.contradictions():
            if row.kind in _DISPUTES and not stories.keys().isdisjoint((row.report_id, row.other_report_id)):
                texts = (stories.get(story or "") or story for story in (row.report_id, row.other_report_id))
                told.add((*sorted(str(text) for text in texts), *sorted((row.who or "", row.other_who or ""))))
                text = f"{row.who or 'the report'}: “{_short(row.words)}”"
                if (row.other_report_id, row.other_start) == (row.report_id, row.start_char):
                    text = f"{row.who or 'the report'} – {row.other_who or 'the report'}: “{_short(row.words)}”"
                else:
                    text += f" – {row.other_who or 'the report'}: “{_short(row.other_words)}”"
                made.append(BriefLine(text=f"{text} ({row.reason})", citations=self._cite([row, _second(row)])))
        return made + self._contested_within(stories, told)

    def _contested_within(self, stories: dict[str, Any], told: set[tuple[str, ...]]) -> list[BriefLine]:
        """Claims that one story sets against each other: each two parties once a text, without those already told."""
        made = []
        claims = {claim.key: claim for claim in self.claims(contested=True) if claim.report_id in stories}
        for claim in claims.values():
            text = stories[claim.report_id] or claim.report_id
            for other in (claims[key] for key in claim.counters if key in claims):
                pair = (text, text, *sorted((claim.claimant, other.claimant)))
                if pair not in told:
                    told.add(pair)
                    sides = sorted((claim, other), key=lambda c: (c.kind == "deny", c.kind != "accuse"))
                    words = (f"{c.claimant} {_CLAIMS[c.kind]}: “{_short(c.content)}”" for c in sides)
                    made.append(BriefLine(text=" – ".join(words), citations=self._cite(sides)))
        return made

    def _planned_ahead(self, stories: dict[str, Any], last: str) -> list[BriefLine]:
        """What is not over when the last of the stories is published: each date of an issue once, else of a text."""
        found: dict[tuple[str, ...], list[Any]] = {}
        now = max(self._last_day(stories), day(last))
        for row in self.planned():
            if row.report_id in stories and (row.date_end or row.date or "") >= now:
                told = row.issue or stories[row.report_id] or row.report_id
                found.setdefault((row.date or "", told), []).append(row)
        made = []
        for rows in found.values():
            text = f"{rows[0].date}: {_short(rows[0].wording)}" + (f" ({rows[0].issue})" if rows[0].issue else "")
            texts = {stories[row.report_id] or row.report_id: row for row in reversed(rows)}
            made.append(BriefLine(text=text, citations=self._cite(reversed(texts.values()))))
        return made

    def _last_day(self, stories: dict[str, Any]) -> str:
        """The latest day on which one of some stories was published."""
        table = schema.reports
        query = select(table.c.id, table.c.published).where(table.c.published.is_not(None))
        with self.engine.connect() as connection:
            return max((row.published for row in connection.execute(query) if row.id in stories), default="")


def _second(row: ContradictionRow) -> ContradictionRow:
    """The other side of a contradiction, to be cited."""
    return replace(
        row,
        report_id=row.other_report_id,
        publisher=row.other_publisher,
        published=row.other_published,
        headline=row.other_headline,
        words=row.other_words,
        start_char=row.other_start,
    )


_DISPUTES = frozenset(("denial", "accusation", "account"))
_CLAIMS = {
    "accuse": "accuses",
    "deny": "denies",
    "assert": "asserts",
    "threaten": "threatens",
    "promise": "promises",
    "demand": "demands",
}
_STANCES = {
    "sponsors": "sponsors",
    "supports": "supports",
    "conditional": "on conditions",
    "undecided": "undecided",
    "opposes": "opposes",
}
# Kinds of issues that a brief leaves to `dragoman positions`: campaigns and clauses, of which every story has some.
_PASSING = frozenset(("operation", "other"))


def _position(row: HistoryRow) -> str:
    """Who stands where on what, on what condition, according to whom."""
    text = f"{row.actor} – {_STANCES[row.stance]}: {row.issue}"
    if row.condition:
        text += f", on condition: “{' '.join(row.condition.split())}”"
    if row.reason:
        text += f", because: “{' '.join(row.reason.split())}”"
    return text + (f" (according to {row.according_to})" if row.according_to else "")


def _telling(row: Any) -> str:
    """What a story says of an incident, in a few words."""
    if row.killed_low is None:
        text = f"laid to {row.by}, no toll" if row.by else "no toll"
    else:
        text = f"{_bounds(row.killed_low, row.killed_high)} killed" + (f" by {row.by}" if row.by else "")
    return text + (f", according to {row.according_to}" if row.according_to else "")


def _bounds(low: int, high: int | None) -> str:
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low} to {high}" if low else f"up to {high}"


def _short(words: str, longest: int = 160) -> str:
    words = " ".join(words.split())
    return words if len(words) <= longest else words[:longest].rpartition(" ")[0] + " …"
