"""Every table and column of the ledger, each with its meaning; ``docs/schema.md`` is made from it.

The tables are for people who write SQL: plain names, text dates (ISO 8601, or EDTF where only a month or year is
known), flags as 0 and 1, lists as JSON arrays, offsets in characters of ``reports.text`` with ``end_char`` exclusive.
No column is named by a reserved word. One schema serves SQLite and PostgreSQL.
"""

# fmt: off
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, text
from sqlalchemy.dialects import sqlite

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMING)

# STRICT tables know REAL, not FLOAT.
Real = Float(53).with_variant(sqlite.REAL(), "sqlite")


def _text(name: str, comment: str, *more: Any, key: bool = False, null: bool = True) -> Column[Any]:
    return Column(name, Text, *more, primary_key=key, nullable=null and not key, comment=comment)


def _int(name: str, comment: str, *, key: bool = False, null: bool = False) -> Column[Any]:
    return Column(name, Integer, primary_key=key, nullable=null and not key, autoincrement=False, comment=comment)


def _real(name: str, comment: str) -> Column[Any]:
    return Column(name, Real, nullable=True, comment=comment)


def _report() -> Column[Any]:
    return _text("report_id", "The story it was read in.", ForeignKey("reports.id", ondelete="CASCADE"), key=True)


def _actor(name: str, comment: str, *, key: bool = False, null: bool = True) -> Column[Any]:
    return _text(name, comment, ForeignKey("actors.id"), key=key, null=null)


def _refers(name: str, target: str, comment: str, *, key: bool = False, null: bool = True) -> Column[Any]:
    """A reference that the database does not check: each check needs an index, and each index costs pages a story."""
    column = _text(name, comment, key=key, null=null)
    column.info["refers"] = target
    return column


def _place() -> Column[Any]:
    return _refers("place_id", "places.id", "Where.")


def _attribution() -> Column[Any]:
    return _refers("attribution", "attributions.key", "The attribution that it stands inside.")


def _according() -> Column[Any]:
    comment = "Whose word it is; empty where it is the report's own or the party's own."
    return _refers("according_to", "actors.id", comment)


def _record() -> list[Column[Any]]:
    # The story comes first in every key: its rows lie together, so that storing it touches few pages.
    return [
        _report(),
        _text("key", "Stable key: the story's id begun, then a hash of kind, place in the text and type.", key=True),
        _text("local_id", 'Its id within the story\'s Reading ("p2").', null=False),
        _int("start_char", "Where its evidence begins."),
    ]


def _dates(what: str) -> list[Column[Any]]:
    return [
        _text("date_start", f"First day {what}, where the text dates it."),
        _text("date_end", f"Last day {what}."),
        _text("date_edtf", "The same as an EDTF expression, which says how precise it is."),
    ]


def _confidence() -> Column[Any]:
    return _real("confidence", "How sure the reader is, 0 to 1.")


def _words(what: str) -> Column[Any]:
    return _text("words", f"{what}, exactly as in the story.", null=False)


def _table(name: str, comment: str, *columns: Any, compact: bool = False, **options: Any) -> Table:
    return Table(
        name, metadata, *columns, comment=comment, sqlite_strict=True, sqlite_with_rowid=not compact, **options
    )


runs = _table(
    "runs", "One row for each run that read stories: the manifest that makes a result reproducible.",
    Column("id", Integer, primary_key=True, comment="Number of the run."),
    _text("started", "When it began (UTC).", null=False),
    _text("ended", "When it ended; empty while it runs and for a run that was killed."),
    _text("fingerprint", "Hash of program, models and knowledge: two runs with the same one read alike.", null=False),
    _text("program", "Version of Dragoman.", null=False),
    _text("models", "Models and libraries with versions and digests (JSON).", null=False),
    _text("knowledge", "Version and digest of the knowledge base and word lists (JSON).", null=False),
    _text("options", "The options of the run (JSON).", null=False),
    _text("inputs", "What was read: paths with digests (JSON).", null=False),
    _text("report", "The run report: stories in, read, already there, put aside, seconds (JSON)."),
    sqlite_autoincrement=True,
)

reports = _table(
    "reports", "One row a story.",
    Column("serial", Integer, primary_key=True, comment="Running number in the order of storing; for the text index."),
    Column("id", Text, nullable=False, unique=True, comment="Hash of the normalised text: the story's identity."),
    _text("url", "Address, where known."),
    _text("url_key", "The address in a form to compare: no scheme, tracking parameters or fragment."),
    _text("publisher", "Who printed it."),
    _text("agency", "The wire service whose copy it is, as written."),
    _text("section", "Section line."),
    _text("headline", "Headline."),
    _text("deck", "The line under the headline."),
    _text("byline", "Who wrote it."),
    _text("dateline", "Place (and agency) before the first sentence."),
    _text("source_line", "Source line at the end."),
    _text("published", "Day of publication."),
    _text("published_text", "The date line as written."),
    _text("published_from", "Where the day comes from: text, source or none.", null=False),
    _text("language", "Language code.", null=False),
    _int("word_count", "Words in the text."),
    _text("where_found", "File, and line or row, that it came from.", null=False),
    _text("notes", "Choices made on the way in: encoding, columns (JSON array).", null=False),
    _text("revises", "The earlier version of this story: same address, other text.",
          ForeignKey("reports.id", ondelete="SET NULL")),
    _int("current", "1 for the newest version of a story, else 0. Listings and counts take current ones."),
    Column("run_id", Integer, ForeignKey("runs.id"), nullable=True, comment="The run that read it."),
    _text("text", "The normalised text that all offsets count in.", null=False),
    Column("reading", LargeBinary, nullable=False, comment="The whole Reading: canonical JSON, zstandard-compressed."),
    Index(None, "url_key"), Index(None, "revises", sqlite_where=text("revises IS NOT NULL")),
    sqlite_autoincrement=True,
)

zones = _table(
    "zones", "Parts of a story: section, headline, deck, caption, byline, dateline, body and so on.",
    _report(),
    _int("n", "Order in the story, from 0.", key=True),
    _text("kind", "What part it is.", null=False),
    _int("start_char", "First character."), _int("end_char", "Character after the last."),
    compact=True,
)

actors = _table(
    "actors", "One row a party, across all stories.",
    _text("id", 'Wikidata Q-id or knowledge-base id; "new:" and a slug where unknown.', key=True),
    _text("name", "Name to show.", null=False),
    _text("kind", "state, government, office, person, armed_group, party, organisation, media, people, collective.",
          null=False),
    _text("country", "ISO 3166-1 alpha-3."),
    _text("sector", "PLOVER sector."),
    _text("wikidata", "Wikidata Q-id."),
    compact=True,
)

appearances = _table(
    "appearances", "An actor in a story, with what holds on that story's date.",
    _report(),
    _actor("actor_id", "Who.", key=True),
    _text("name", "The fullest name the story gives.", null=False),
    _text("role", "Office held on the story's date."),
    _int("number_low", "Of a collective: at least how many.", null=True),
    _int("number_high", "Of a collective: at most how many.", null=True),
    _text("member_of", "Id of the larger party it belongs to."),
    _text("speaks_for", "Id of the body that it speaks for."),
    _text("anonymous", "Of an unnamed source: what the text says of it."),
    _text("names", "Every wording for it in the story (JSON array).", null=False),
    Index(None, "actor_id"), compact=True,
)

actor_names = _table(
    "actor_names", "Every wording for an actor, across all stories.",
    _actor("actor_id", "Who.", key=True),
    _text("name", "The wording.", key=True),
    _text("folded", "The wording in lower case without accents, to search by.", null=False),
    compact=True,
)

places = _table(
    "places", "One row a place, across all stories (coordinates in CRS84).",
    _text("id", '"geonames:" and number, or "new:" and a slug.', key=True),
    _text("name", "Name to show.", null=False),
    _text("country", "ISO 3166-1 alpha-3."),
    _text("admin1", "First-level division."),
    _real("latitude", "Degrees north."), _real("longitude", "Degrees east."),
    _text("feature", "city, admin1, country, region, facility, water, camp."),
    _real("precision_km", "Radius within which the place may lie."),
    compact=True,
)

mentions = _table(
    "mentions", "Where a story names an actor or a place.",
    _report(),
    _int("n", "Order in the story, from 0.", key=True),
    _text("kind", "actor or place.", null=False),
    _text("target", "Id of the actor or place.", null=False),
    _text("how", "name, alias, acronym, role, metonym, demonym, pronoun, second_mention and so on.", null=False),
    _int("start_char", "First character."), _int("end_char", "Character after the last."),
    _words("The wording"), _confidence(),
    compact=True,
)

attributions = _table(
    "attributions", "Who says what: source, cue and content (PARC3, PolNeAR).",
    *_record(),
    _text("act", "Speech act: states, claims, denies, accuses, demands and so on.", null=False),
    _text("quotation", "direct, indirect or mixed.", null=False),
    _text("support", "Does the reporter keep a distance: neutral, distancing, endorsing.", null=False),
    _text("source", "Words that name the source; empty where none is named."),
    _text("cue", "Words that say that it is said."),
    _text("content", "What is said.", null=False),
    _refers("inside", "attributions.key", "The attribution that this one stands in."),
    _confidence(), compact=True,
)

speakers = _table(
    "speakers", "The actors who say an attribution.",
    _report(),
    _refers("attribution", "attributions.key", "The attribution.", key=True),
    _actor("actor_id", "Who.", key=True),
    _int("n", "Order, from 0."),
    Index(None, "actor_id"), compact=True,
)

events = _table(
    "events", "Who did what to whom: PLOVER events with factuality.",
    *_record(),
    _text("type", "PLOVER event type.", null=False),
    _text("mode", "PLOVER mode."),
    _text("contexts", "PLOVER contexts (JSON array).", null=False),
    _text("cameo", "CAMEO code, as text."),
    _text("factuality", "happened, ongoing, planned, called_for, threatened, possible, denied, failed, hypothetical.",
          null=False),
    *_dates("of the event"), _place(), _attribution(), _according(),
    _int("background", "1 where the text tells it as earlier history."),
    _words("The sentence part that it rests on"), _confidence(),
    compact=True,
)

event_parties = _table(
    "event_parties", "Actors and recipients of events.",
    _report(),
    _refers("event", "events.key", "The event.", key=True),
    _text("side", "actor (who does it) or recipient.", key=True),
    _int("n", "Order, from 0.", key=True),
    _actor("actor_id", "Who, where known."),
    _int("start_char", "First character."), _int("end_char", "Character after the last."),
    _words("The wording"),
    Index(None, "actor_id"), compact=True,
)

issues = _table(
    "issues", "One row for each thing that positions are about, across all stories.",
    _text("id", "Id: kind and a slug of the name.", key=True),
    _text("name", "Name to show.", null=False),
    _text("kind", "conference, talks, truce, proposal, resolution, election and so on.", null=False),
    compact=True,
)

issue_reports = _table(
    "issue_reports", "An issue in a story, with what that story says of it.",
    *_record(),
    _text("issue_id", "Which issue.", ForeignKey("issues.id"), null=False),
    _text("name", "Its name in this story.", null=False),
    _place(), *_dates("of it"),
    _text("sponsors", "Ids of actors who plan or lead it (JSON array).", null=False),
    _text("participants", "Ids of actors who take part (JSON array).", null=False),
    _text("names", "Every wording for it in the story (JSON array).", null=False),
    Index(None, "issue_id"), compact=True,
)

issue_names = _table(
    "issue_names", "Every wording for an issue, across all stories.",
    _text("issue_id", "Which issue.", ForeignKey("issues.id"), key=True),
    _text("name", "The wording.", key=True),
    _text("folded", "The wording in lower case without accents, to search by.", null=False),
    compact=True,
)

issue_relations = _table(
    "issue_relations", "How one issue stands to another, by story.",
    _report(),
    _refers("issue_id", "issues.id", "Which issue.", key=True),
    _text("relation", "seeks_to_bypass, round_of, postponed_to or part_of.", key=True),
    _refers("other_issue_id", "issues.id", "The other issue.", key=True),
    compact=True,
)

positions = _table(
    "positions", "Where an actor stands on an issue.",
    *_record(),
    _actor("actor_id", "Who holds it.", null=False),
    _text("issue_id", "On what.", ForeignKey("issues.id"), null=False),
    _text("stance", "sponsors, supports, conditional, undecided or opposes.", null=False),
    _text("condition", "On what condition, in the report's words."),
    _text("reason", "Why, in the report's words."),
    *_dates("of taking it"), _attribution(), _according(),
    _int("changed", "1 where the text says that the actor changed its mind."),
    _words("The sentence part that it rests on"), _confidence(),
    Index(None, "actor_id"), Index(None, "issue_id"), compact=True,
)

claims = _table(
    "claims", "Attributed propositions that another party may contest.",
    *_record(),
    _actor("claimant", "Who claims.", null=False),
    _text("kind", "accuse, deny, assert, threaten, promise or demand.", null=False),
    _refers("about_actor", "actors.id", "About whom."),
    _text("content", "What is claimed, in the report's words.", null=False),
    _attribution(),
    _words("The sentence part that it rests on"), _confidence(),
    Index(None, "claimant"), Index(None, "about_actor"), compact=True,
)

claim_counters = _table(
    "claim_counters", "Which claim of a story contradicts which.",
    _report(),
    _refers("claim", "claims.key", "The claim.", key=True),
    _refers("contradicts", "claims.key", "The claim that it contradicts.", key=True),
    compact=True,
)

figures = _table(
    "figures", "Counts of people with their bounds.",
    *_record(),
    _text("kind", "killed, injured, detained, displaced or missing.", null=False),
    _int("low", "At least."),
    _int("high", "At most; empty where open.", null=True),
    _text("wording", "The phrase with number and noun.", null=False),
    _text("victims", "Of whom, in the report's words."),
    _refers("by_actor", "actors.id", "By whom."),
    _place(), *_dates("that it counts"),
    _refers("part_of", "figures.key", "The figure that includes it."),
    _int("either", '1 where the word leaves open whether killed or injured ("casualties").'),
    _attribution(), _according(),
    _words("The sentence part that it rests on"), _confidence(),
    Index(None, "by_actor"), compact=True,
)

planned = _table(
    "planned", "Dated things that lie in the story's future.",
    *_record(),
    _text("wording", "What is planned, in the report's words.", null=False),
    *_dates("planned"),
    _refers("issue_id", "issues.id", "The issue that it belongs to."),
    _attribution(), _according(),
    _words("The sentence part that it rests on"),
    compact=True,
)

evidence = _table(
    "evidence", "The words under every record: spans of its story.",
    _report(),
    _text("record_key", "Key of the record; it begins with the first eight characters of the story's id.", key=True),
    _text("part", "What the span is to the record: evidence, source, cue, content, trigger, condition and so on.",
          key=True),
    _int("n", "Order, from 0.", key=True),
    _text("record_kind", "attribution, event, issue, position, claim, figure or planned.", null=False),
    _int("start_char", "First character."), _int("end_char", "Character after the last."),
    _words("The words"),
    compact=True,
)

put_aside = _table(
    "put_aside", "Input that was not read, and why.",
    _text("where_found", "File, and line or row.", key=True),
    _text("reason", "binary, empty, not_english, no_text, too_large, bad_encoding, malformed, unreadable or crashed.",
          key=True),
    _text("detail", "More, in words; the traceback of a crash.", null=False),
    Column("run_id", Integer, ForeignKey("runs.id"), nullable=True, comment="The run that met it last."),
    compact=True,
)

tombstones = _table(
    "tombstones", "Stories that were removed; they are not read again unless forced. No word of them is kept.",
    _text("report_id", "Hash of the removed text.", key=True),
    _text("removed", "When (UTC).", null=False),
    _text("why", "The reason given."),
    compact=True,
)

decisions = _table(
    "decisions", "What people decided. Rows are only added: taking one back is a row of its own.",
    Column("id", Integer, primary_key=True, comment="Number of the decision."),
    _text("made", "When (UTC).", null=False),
    _text("author", "Who decided.", null=False),
    _text("kind", "confirm, reject, correct, merge, split, note or undo.", null=False),
    _text("subject", "Key of the record, or id of the actor or issue.", null=False),
    _text("subject_report", "Story of the record, to find it again when a better reader reads it anew."),
    _text("subject_kind", "Kind of the record."),
    _int("subject_start", "First character of the record's words.", null=True),
    _int("subject_end", "Character after the last.", null=True),
    _text("value", "What was decided (JSON): the corrected fields, the other id of a merge.", null=False),
    Column("undoes", Integer, ForeignKey("decisions.id"), nullable=True, comment="The decision that it takes back."),
    Index(None, "subject"), sqlite_autoincrement=True,
)

# ---- links across stories: made by linking, from the stories' Readings alone ------------------------------------

link_digests = _table(
    "link_digests", "What linking looks at, one row a story that has been compared with the others.",
    _report(),
    Column("digest", LargeBinary, nullable=False, comment="The story's digest: canonical JSON, zstandard-compressed."),
    compact=True,
)

link_keys = _table(
    "link_keys", "Keys under which linking finds a story: bands of MinHash; days with a rare word, a town or a toll.",
    Column("hash", BigInteger().with_variant(sqlite.INTEGER(), "sqlite"), primary_key=True, autoincrement=False,
           comment="The key, hashed to 63 bits."),
    _report(),
    Index(None, "report_id"), compact=True,
)

links = _table(
    "links", "Pairs of stories that are one copy or tell one incident; doubtful pairs too, with a score below 0.",
    _report(),
    _text("other_id", "The other story, whose id comes later in the alphabet.",
          ForeignKey("reports.id", ondelete="CASCADE"), key=True),
    _text("relation", "copy or incident.", null=False),
    _real("score", "Copy: share of the shorter text that stands in the other. Incident: the sum of the reasons."),
    _text("reasons", "Why, each reason with what it adds (JSON array).", null=False),
    Index(None, "other_id"), compact=True,
)

tellings = _table(
    "tellings", "The incidents that a story tells, the main one first: when, where, how many killed, by whom.",
    _report(),
    _int("n", "Order in the story by weight; 0 is the main incident.", key=True),
    _text("date_start", "First day."), _text("date_end", "Last day."),
    _int("dated", "1 where the words date it, 0 where the days are those of the story."),
    _text("place", "Name of the place, as the story has it."),
    _real("latitude", "Degrees north."), _real("longitude", "Degrees east."),
    _int("killed_low", "Killed, at least.", null=True), _int("killed_high", "Killed, at most; empty: open.", null=True),
    _text("by_name", "Who did it."),
    _refers("by_actor", "actors.id", "The same, as an actor."),
    _text("by_side", "Country or actor to compare doers by: the forces of a state count as that state."),
    _text("according_to", "Name of whose word it is; empty where it is the report's own."),
    _int("start_char", "First character of its words.", null=True),
    _int("end_char", "Character after the last.", null=True),
    compact=True,
)

story_groups = _table(
    "story_groups", "Which incident and which copy a story that was linked belongs to; made anew where stories come or go.",
    _report(),
    _text("incident_id", "Id of the first story of the incident, in the alphabet; empty: no other story tells it."),
    _text("copy_id", "Id of the first story of the copy; empty: no other story is this text."),
    Index(None, "incident_id"), compact=True,
)

contradictions = _table(
    "contradictions", "Two things told that cannot both hold, in one story or across the stories of an incident.",
    _report(),
    _text("key", "Stable key: a hash of kind and both places.", key=True),
    _text("kind", "denial, accusation (either accuses the other), figures or perpetrator.", null=False),
    _text("reason", "What cannot both hold, in a few words.", null=False),
    _refers("record_key", "claims.key", "The claim or figure, where it is one."),
    _int("start_char", "First character of its words."), _int("end_char", "Character after the last."),
    _text("other_id", "The story of the other side; the same one where a story tells both.",
          ForeignKey("reports.id", ondelete="CASCADE"), null=False),
    _refers("other_key", "claims.key", "The claim or figure there, where it is one."),
    _int("other_start", "First character of its words."), _int("other_end", "Character after the last."),
    Index(None, "other_id"), compact=True,
)

# Tables with the records of a story, in an order in which they can be emptied.
OF_A_REPORT: tuple[Table, ...] = (
    contradictions, story_groups, tellings, links, link_keys, link_digests,
    evidence, claim_counters, claims, figures, positions, planned, event_parties, events, speakers, attributions,
    issue_relations, issue_reports, mentions, appearances, zones,
)


def describe() -> Iterator[tuple[str, str, list[tuple[str, str, str, str]]]]:
    """Tables in order: name, meaning, and (column, type, key or reference, meaning) of each column."""
    for table in metadata.tables.values():
        columns = [(c.name, _type_name(c), _role(c), c.comment or "") for c in table.columns]
        yield table.name, table.comment or "", columns


def _type_name(column: Column[Any]) -> str:
    names = {"Text": "text", "Integer": "integer", "BigInteger": "integer", "LargeBinary": "bytes", "Float": "real"}
    return names[type(column.type).__name__] + ("" if column.nullable else ", always")


def _role(column: Column[Any]) -> str:
    roles = ["key"] if column.primary_key else []
    targets: list[str | None] = [key.target_fullname for key in column.foreign_keys]
    roles += [f"→ {target}" for target in targets or [column.info.get("refers")] if target]
    return ", ".join(roles)


# Questions in SQL for the docs; a test runs each.
EXAMPLES = {
    "Who stands where on an issue, in which words": """
SELECT a.name, p.stance, coalesce(p.date_start, r.published) AS since, p.words, r.publisher
FROM positions p
JOIN reports r ON r.id = p.report_id AND r.current = 1
JOIN actors a ON a.id = p.actor_id
JOIN issues i ON i.id = p.issue_id
WHERE lower(i.name) LIKE '%sochi%'
ORDER BY since, a.name""",
    "Who is said to have done what to whom, by month": """
SELECT substr(coalesce(e.date_start, r.published), 1, 7) AS month, who.name AS actor, e.type, whom.name AS recipient,
  count(*) AS n
FROM events e
JOIN reports r ON r.id = e.report_id AND r.current = 1
JOIN event_parties p ON p.report_id = e.report_id AND p.event = e.key AND p.side = 'actor'
JOIN actors who ON who.id = p.actor_id
LEFT JOIN event_parties q ON q.report_id = e.report_id AND q.event = e.key AND q.side = 'recipient'
LEFT JOIN actors whom ON whom.id = q.actor_id
WHERE e.factuality = 'happened'
GROUP BY month, who.name, e.type, whom.name
ORDER BY month, n DESC, actor""",
    "Claims beside the claims that contradict them": """
SELECT a.name AS claimant, c.content, b.name AS other, d.content AS contrary
FROM claim_counters k
JOIN claims c ON c.report_id = k.report_id AND c.key = k.claim
JOIN claims d ON d.report_id = k.report_id AND d.key = k.contradicts
JOIN actors a ON a.id = c.claimant
JOIN actors b ON b.id = d.claimant""",
    "The bounds of the dead, and on whose word": """
SELECT f.date_start, f.low, f.high, f.wording, by_whom.name AS laid_to,
  coalesce(word.name, 'the report') AS according_to
FROM figures f
JOIN reports r ON r.id = f.report_id AND r.current = 1
LEFT JOIN actors by_whom ON by_whom.id = f.by_actor
LEFT JOIN actors word ON word.id = f.according_to
WHERE f.kind = 'killed'
ORDER BY f.low DESC""",
}


def page() -> str:
    """The schema page of the docs, in Markdown."""
    lines = ["# The tables of a ledger", "", _NOTE, ""]
    lines += ["Rows of a story are joined on `report_id` and key: so they lie in the file. Some questions:", ""]
    for question, query in EXAMPLES.items():
        lines += [f"**{question}**", "", "```sql", query.strip(), "```", ""]
    for name, meaning, columns in describe():
        lines += [f"## {name}", "", meaning, "", "| column | type | key | meaning |", "|---|---|---|---|"]
        lines += [f"| {column} | {kind} | {role} | {comment} |" for column, kind, role, comment in columns]
        lines.append("")
    return "\n".join(lines)


_NOTE = (
    "Made from `dragoman/ledger/schema.py`; do not edit. The same tables serve SQLite and PostgreSQL. Dates are "
    'ISO 8601 text ("2017-12-25"), flags 0 and 1, lists JSON arrays; offsets count characters of `reports.text`, '
    "`end_char` exclusive. In SQLite, `report_search` is the full-text index (FTS5) over headline and text."
)
