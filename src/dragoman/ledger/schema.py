"""Every table and column of the ledger, each with its meaning; ``schema_page`` makes ``docs/schema.md`` from it.

The tables are for people who write SQL: plain names, text dates (ISO 8601, or EDTF where only a month or year is
known), flags as 0 and 1, lists as JSON arrays, offsets in characters of ``reports.text`` with ``end_char`` exclusive.
No column is named by a reserved word. One schema serves SQLite and PostgreSQL.
"""

# fmt: off
from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, text
from sqlalchemy.dialects import sqlite

from dragoman.ledger.schema_columns import (
    according,
    actor,
    attribution,
    confidence,
    count,
    dates,
    integer,
    place,
    real,
    record,
    refers,
    report,
    text_,
    words,
)

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMING)


def _table(name: str, comment: str, *columns: Any, compact: bool = False, **options: Any) -> Table:
    return Table(
        name, metadata, *columns, comment=comment, sqlite_strict=True, sqlite_with_rowid=not compact, **options
    )


runs = _table(
    "runs", "One row for each run that read stories: the manifest that makes a result reproducible.",
    Column("id", Integer, primary_key=True, comment="Number of the run."),
    text_("started", "When it began (UTC).", null=False),
    text_("ended", "When it ended; empty while it runs and for a run that was killed."),
    text_("fingerprint", "Hash of program, models and knowledge: two runs with the same one read alike.", null=False),
    text_("program", "Version of Dragoman.", null=False),
    text_("models", "Models and libraries with versions and digests (JSON).", null=False),
    text_("knowledge", "Version and digest of the knowledge base and word lists (JSON).", null=False),
    text_("options", "The options of the run (JSON).", null=False),
    text_("inputs", "What was read: paths with digests (JSON).", null=False),
    text_("report", "The run report: stories in, read, already there, put aside, seconds (JSON)."),
    sqlite_autoincrement=True,
)

reports = _table(
    "reports", "One row a story.",
    Column("serial", Integer, primary_key=True, comment="Running number in the order of storing; for the text index."),
    Column("id", Text, nullable=False, unique=True, comment="Hash of the normalised text: the story's identity."),
    text_("url", "Address, where known."),
    text_("url_key", "The address in a form to compare: no scheme, tracking parameters or fragment."),
    text_("publisher", "Who printed it."),
    text_("agency", "The wire service whose copy it is, as written."),
    text_("section", "Section line."),
    text_("headline", "Headline."),
    text_("deck", "The line under the headline."),
    text_("byline", "Who wrote it."),
    text_("dateline", "Place (and agency) before the first sentence."),
    text_("source_line", "Source line at the end."),
    text_("published", "Day of publication."),
    text_("published_text", "The date line as written."),
    text_("published_from", "Where the day comes from: text, source or none.", null=False),
    text_("language", "Language code.", null=False),
    integer("word_count", "Words in the text."),
    text_("where_found", "File, and line or row, that it came from.", null=False),
    text_("notes", "Choices made on the way in: encoding, columns (JSON array).", null=False),
    text_("revises", "The earlier version of this story: same address, other text.",
          ForeignKey("reports.id", ondelete="SET NULL")),
    integer("current", "1 for the newest version of a story, else 0. Listings and counts take current ones."),
    Column("run_id", Integer, ForeignKey("runs.id"), nullable=True, comment="The run that read it."),
    text_("text", "The normalised text that all offsets count in.", null=False),
    Column("reading", LargeBinary, nullable=False, comment="The whole Reading: canonical JSON, zstandard-compressed."),
    Column("original", LargeBinary, nullable=True,
           comment="The Reading as the reader gave it, where people decided otherwise; empty where it is the same."),
    Index(None, "url_key"), Index(None, "revises", sqlite_where=text("revises IS NOT NULL")),
    sqlite_autoincrement=True,
)

zones = _table(
    "zones", "Parts of a story: section, headline, deck, caption, byline, dateline, body and so on.",
    report(),
    integer("n", "Order in the story, from 0.", key=True),
    text_("kind", "What part it is.", null=False),
    integer("start_char", "First character."), integer("end_char", "Character after the last."),
    compact=True,
)

actors = _table(
    "actors", "One row a party, across all stories.",
    text_("id", 'Wikidata Q-id or knowledge-base id; "new:" and a slug where unknown.', key=True),
    text_("name", "Name to show: what most stories call it, in their fullest wording.", null=False),
    text_("kind", "state, government, office, person, armed_group, party, organisation, media, people, collective.",
          null=False),
    text_("country", "ISO 3166-1 alpha-3."),
    text_("sector", "PLOVER sector."),
    text_("wikidata", "Wikidata Q-id."),
    compact=True,
)

appearances = _table(
    "appearances", "An actor in a story, with what holds on that story's date.",
    report(),
    actor("actor_id", "Who.", key=True),
    text_("name", "The fullest name the story gives.", null=False),
    text_("role", "Office held on the story's date."),
    text_("kind", "What it is on that date, as in actors."),
    text_("country", "ISO 3166-1 alpha-3 on that date."),
    text_("sector", "PLOVER sector on that date."),
    integer("number_low", "Of a collective: at least how many.", null=True),
    integer("number_high", "Of a collective: at most how many.", null=True),
    text_("member_of", "Id of the larger party it belongs to."),
    text_("speaks_for", "Id of the body that it speaks for."),
    text_("anonymous", "Of an unnamed source: what the text says of it."),
    text_("names", "Every wording for it in the story (JSON array).", null=False),
    Index(None, "actor_id"), compact=True,
)

actor_names = _table(
    "actor_names", "Every wording for an actor, across all stories.",
    actor("actor_id", "Who.", key=True),
    text_("name", "The wording.", key=True),
    text_("folded", "The wording in lower case without accents, to search by.", null=False),
    count("called", "Stories whose fullest wording for the actor this is."),
    compact=True,
)

places = _table(
    "places", "One row a place, across all stories (coordinates in CRS84).",
    text_("id", '"geonames:" and number, or "new:" and a slug.', key=True),
    text_("name", "Name to show.", null=False),
    text_("country", "ISO 3166-1 alpha-3."),
    text_("admin1", "First-level division."),
    real("latitude", "Degrees north."), real("longitude", "Degrees east."),
    text_("feature", "city, admin1, country, region, facility, water, camp."),
    real("precision_km", "Radius within which the place may lie."),
    compact=True,
)

mentions = _table(
    "mentions", "Where a story names an actor or a place.",
    report(),
    integer("n", "Order in the story, from 0.", key=True),
    text_("kind", "actor or place.", null=False),
    text_("target", "Id of the actor or place.", null=False),
    text_("how", "name, alias, acronym, role, metonym, demonym, pronoun, second_mention and so on.", null=False),
    integer("start_char", "First character."), integer("end_char", "Character after the last."),
    words("The wording"), confidence(),
    compact=True,
)

attributions = _table(
    "attributions", "Who says what: source, cue and content (PARC3, PolNeAR).",
    *record(),
    text_("act", "Speech act: states, claims, denies, accuses, demands and so on.", null=False),
    text_("quotation", "direct, indirect or mixed.", null=False),
    text_("support", "Does the reporter keep a distance: neutral, distancing, endorsing.", null=False),
    text_("source", "Words that name the source; empty where none is named."),
    text_("cue", "Words that say that it is said."),
    text_("content", "What is said.", null=False),
    refers("inside", "attributions.key", "The attribution that this one stands in."),
    confidence(), compact=True,
)

speakers = _table(
    "speakers", "The actors who say an attribution.",
    report(),
    refers("attribution", "attributions.key", "The attribution.", key=True),
    actor("actor_id", "Who.", key=True),
    integer("n", "Order, from 0."),
    Index(None, "actor_id"), compact=True,
)

events = _table(
    "events", "Who did what to whom: PLOVER events with factuality.",
    *record(),
    text_("type", "PLOVER event type.", null=False),
    text_("mode", "PLOVER mode."),
    text_("contexts", "PLOVER contexts (JSON array).", null=False),
    text_("cameo", "CAMEO code, as text."),
    text_("factuality", "happened, ongoing, planned, called_for, threatened, possible, denied, failed, hypothetical.",
          null=False),
    *dates("of the event"), place(), attribution(), according(),
    integer("background", "1 where the text tells it as earlier history."),
    Column("auxiliary", Text, nullable=False, server_default="[]",
           comment="PLOVER's auxiliary modes: historical, future, hypothetical, negation (JSON array)."),
    words("The sentence part that it rests on"), confidence(),
    compact=True,
)

event_parties = _table(
    "event_parties", "Actors and recipients of events.",
    report(),
    refers("event", "events.key", "The event.", key=True),
    text_("side", "actor (who does it) or recipient.", key=True),
    integer("n", "Order, from 0.", key=True),
    actor("actor_id", "Who, where known."),
    integer("start_char", "First character."), integer("end_char", "Character after the last."),
    words("The wording"),
    Index(None, "actor_id"), compact=True,
)

issues = _table(
    "issues", "One row for each thing that positions are about, across all stories.",
    text_("id", "Id: kind and a slug of the name.", key=True),
    text_("name", "Name to show: what most stories call it.", null=False),
    text_("kind", "conference, talks, truce, proposal, resolution, election and so on.", null=False),
    compact=True,
)

issue_reports = _table(
    "issue_reports", "An issue in a story, with what that story says of it.",
    *record(),
    text_("issue_id", "Which issue.", ForeignKey("issues.id"), null=False),
    text_("name", "Its name in this story.", null=False),
    place(), *dates("of it"),
    text_("sponsors", "Ids of actors who plan or lead it (JSON array).", null=False),
    text_("participants", "Ids of actors who take part (JSON array).", null=False),
    text_("names", "Every wording for it in the story (JSON array).", null=False),
    Index(None, "issue_id"), compact=True,
)

issue_names = _table(
    "issue_names", "Every wording for an issue, across all stories.",
    text_("issue_id", "Which issue.", ForeignKey("issues.id"), key=True),
    text_("name", "The wording.", key=True),
    text_("folded", "The wording in lower case without accents, to search by.", null=False),
    count("called", "Stories whose fullest wording for the issue this is."),
    compact=True,
)

issue_relations = _table(
    "issue_relations", "How one issue stands to another, by story.",
    report(),
    refers("issue_id", "issues.id", "Which issue.", key=True),
    text_("relation", "seeks_to_bypass, round_of, postponed_to or part_of.", key=True),
    refers("other_issue_id", "issues.id", "The other issue.", key=True),
    compact=True,
)

positions = _table(
    "positions", "Where an actor stands on an issue.",
    *record(),
    actor("actor_id", "Who holds it.", null=False),
    text_("issue_id", "On what.", ForeignKey("issues.id"), null=False),
    text_("stance", "sponsors, supports, conditional, undecided or opposes.", null=False),
    text_("condition", "On what condition, in the report's words."),
    text_("reason", "Why, in the report's words."),
    *dates("of taking it"), attribution(), according(),
    integer("changed", "1 where the text says that the actor changed its mind."),
    words("The sentence part that it rests on"), confidence(),
    Index(None, "actor_id"), Index(None, "issue_id"), compact=True,
)

claims = _table(
    "claims", "Attributed propositions that another party may contest.",
    *record(),
    actor("claimant", "Who claims.", null=False),
    text_("kind", "accuse, deny, assert, threaten, promise or demand.", null=False),
    refers("about_actor", "actors.id", "About whom."),
    text_("content", "What is claimed, in the report's words.", null=False),
    attribution(),
    words("The sentence part that it rests on"), confidence(),
    Index(None, "claimant"), Index(None, "about_actor"), compact=True,
)

claim_counters = _table(
    "claim_counters", "Which claim of a story contradicts which.",
    report(),
    refers("claim", "claims.key", "The claim.", key=True),
    refers("contradicts", "claims.key", "The claim that it contradicts.", key=True),
    compact=True,
)

figures = _table(
    "figures", "Counts of people with their bounds.",
    *record(),
    text_("kind", "killed, injured, detained, displaced or missing.", null=False),
    integer("low", "At least."),
    integer("high", "At most; empty where open.", null=True),
    text_("wording", "The phrase with number and noun.", null=False),
    text_("victims", "Of whom, in the report's words."),
    refers("by_actor", "actors.id", "By whom."),
    place(), *dates("that it counts"),
    refers("part_of", "figures.key", "The figure that includes it."),
    refers("event", "events.key", "The event whose harm it counts."),
    integer("either", '1 where the word leaves open whether killed or injured ("casualties").'),
    attribution(), according(),
    words("The sentence part that it rests on"), confidence(),
    Index(None, "by_actor"), compact=True,
)

planned = _table(
    "planned", "Dated things that lie in the story's future.",
    *record(),
    text_("wording", "What is planned, in the report's words.", null=False),
    *dates("planned"),
    refers("issue_id", "issues.id", "The issue that it belongs to."),
    attribution(), according(),
    words("The sentence part that it rests on"),
    compact=True,
)

evidence = _table(
    "evidence", "The words under every record: spans of its story.",
    report(),
    text_("record_key", "Key of the record; it begins with the first eight characters of the story's id.", key=True),
    text_("part", "What the span is to the record: evidence, source, cue, content, trigger, condition and so on.",
          key=True),
    integer("n", "Order, from 0.", key=True),
    text_("record_kind", "attribution, event, issue, position, claim, figure or planned.", null=False),
    integer("start_char", "First character."), integer("end_char", "Character after the last."),
    words("The words"),
    compact=True,
)

put_aside = _table(
    "put_aside", "Input that was not read, and why.",
    text_("where_found", "File, and line or row.", key=True),
    text_("reason", "binary, empty, not_english, no_text, too_large, bad_encoding, malformed, unreadable or crashed.",
          key=True),
    text_("detail", "More, in words; the traceback of a crash.", null=False),
    Column("run_id", Integer, ForeignKey("runs.id"), nullable=True, comment="The run that met it last."),
    compact=True,
)

tombstones = _table(
    "tombstones", "Stories that were removed; they are not read again unless forced. No word of them is kept.",
    text_("report_id", "Hash of the removed text.", key=True),
    text_("removed", "When (UTC).", null=False),
    text_("why", "The reason given."),
    compact=True,
)

decisions = _table(
    "decisions", "What people decided. Rows are only added: taking one back is a row of its own.",
    Column("id", Integer, primary_key=True, comment="Number of the decision."),
    text_("made", "When (UTC).", null=False),
    text_("author", "Who decided.", null=False),
    text_("kind", "confirm, reject, correct, merge, split, note or undo.", null=False),
    text_("subject", "Key of the record, or id of the actor or issue.", null=False),
    text_("subject_report", "Story of the record, to find it again when a better reader reads it anew."),
    text_("subject_kind", "Kind of the record."),
    integer("subject_start", "First character of the record's words.", null=True),
    integer("subject_end", "Character after the last.", null=True),
    text_("value", "What was decided (JSON): the corrected fields, the other id of a merge.", null=False),
    Column("undoes", Integer, ForeignKey("decisions.id"), nullable=True, comment="The decision that it takes back."),
    Index(None, "subject"), sqlite_autoincrement=True,
)

# ---- links across stories: made by linking, from the stories' Readings alone ------------------------------------

link_digests = _table(
    "link_digests", "What linking looks at, one row a story that has been compared with the others.",
    report(),
    Column("digest", LargeBinary, nullable=False, comment="The story's digest: canonical JSON, zstandard-compressed."),
    compact=True,
)

link_keys = _table(
    "link_keys", "Keys under which linking finds a story: bands of MinHash; days with a rare word, a town or a toll.",
    Column("hash", BigInteger().with_variant(sqlite.INTEGER(), "sqlite"), primary_key=True, autoincrement=False,
           comment="The key, hashed to 63 bits."),
    report(),
    Index(None, "report_id"), compact=True,
)

links = _table(
    "links", "Pairs of stories that are one copy or tell one incident; doubtful pairs too, with a score below 0.",
    report(),
    text_("other_id", "The other story, whose id comes later in the alphabet.",
          ForeignKey("reports.id", ondelete="CASCADE"), key=True),
    text_("relation", "copy or incident.", null=False),
    real("score", "Copy: share of the shorter text that stands in the other. Incident: the sum of the reasons."),
    text_("reasons", "Why, each reason with what it adds (JSON array).", null=False),
    Index(None, "other_id"), compact=True,
)

tellings = _table(
    "tellings", "The incidents that a story tells, the main one first: when, where, how many killed, by whom.",
    report(),
    integer("n", "Order in the story by weight; 0 is the main incident.", key=True),
    text_("date_start", "First day."), text_("date_end", "Last day."),
    integer("dated", "1 where the words date it, 0 where the days are those of the story."),
    text_("place", "Name of the place, as the story has it."),
    real("latitude", "Degrees north."), real("longitude", "Degrees east."),
    integer("killed_low", "Killed, at least.", null=True),
    integer("killed_high", "Killed, at most; empty: open.", null=True),
    text_("by_name", "Who did it."),
    refers("by_actor", "actors.id", "The same, as an actor."),
    text_("by_side", "Country or actor to compare doers by: the forces of a state count as that state."),
    text_("according_to", "Name of whose word it is; empty where it is the report's own."),
    integer("start_char", "First character of its words.", null=True),
    integer("end_char", "Character after the last.", null=True),
    compact=True,
)

story_groups = _table(
    "story_groups",
    "Which incident and which copy a story that was linked belongs to; made anew where stories come or go.",
    report(),
    text_("incident_id", "Id of the first story of the incident, in the alphabet; empty: no other story tells it."),
    text_("copy_id", "Id of the first story of the copy; empty: no other story is this text."),
    Index(None, "incident_id"), compact=True,
)

contradictions = _table(
    "contradictions", "Two things told that cannot both hold, in one story or across the stories of an incident.",
    report(),
    text_("key", "Stable key: a hash of kind and both places.", key=True),
    text_("kind", "denial, accusation (each lays it to the other), account, figures or perpetrator.", null=False),
    text_("reason", "What cannot both hold, in a few words.", null=False),
    refers("record_key", "claims.key", "The claim or figure, where it is one."),
    integer("start_char", "First character of its words."), integer("end_char", "Character after the last."),
    text_("other_id", "The story of the other side; the same one where a story tells both.",
          ForeignKey("reports.id", ondelete="CASCADE"), null=False),
    refers("other_key", "claims.key", "The claim or figure there, where it is one."),
    integer("other_start", "First character of its words."), integer("other_end", "Character after the last."),
    Index(None, "other_id"), compact=True,
)

# Tables with the records of a story, in an order in which they can be emptied.
OF_A_REPORT: tuple[Table, ...] = (
    contradictions, story_groups, tellings, links, link_keys, link_digests,
    evidence, claim_counters, claims, figures, positions, planned, event_parties, events, speakers, attributions,
    issue_relations, issue_reports, mentions, appearances, zones,
)
