"""The first schema: stories, their records with evidence, runs, decisions, tombstones."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TEXT_INDEX_SQLITE = """
CREATE VIRTUAL TABLE report_search USING fts5(
  headline, text, content='reports', content_rowid='serial', tokenize='porter unicode61 remove_diacritics 2'
)
"""
TEXT_INDEX_POSTGRESQL = """
CREATE INDEX ix_reports_search ON reports
USING gin (to_tsvector('english', coalesce(headline, '') || ' ' || text))
"""


def upgrade() -> None:
    """Make every table, then the full-text index of the database at hand."""
    op.create_table(
        "actors",
        sa.Column(
            "id",
            sa.Text(),
            nullable=False,
            comment='Wikidata Q-id or knowledge-base id; "new:" and a slug where unknown.',
        ),
        sa.Column("name", sa.Text(), nullable=False, comment="Name to show."),
        sa.Column(
            "kind",
            sa.Text(),
            nullable=False,
            comment="state, government, office, person, armed_group, party, organisation, media, people, collective.",
        ),
        sa.Column("country", sa.Text(), nullable=True, comment="ISO 3166-1 alpha-3."),
        sa.Column("sector", sa.Text(), nullable=True, comment="PLOVER sector."),
        sa.Column("wikidata", sa.Text(), nullable=True, comment="Wikidata Q-id."),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actors")),
        comment="One row a party, across all stories.",
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False, comment="Number of the decision."),
        sa.Column("made", sa.Text(), nullable=False, comment="When (UTC)."),
        sa.Column("author", sa.Text(), nullable=False, comment="Who decided."),
        sa.Column("kind", sa.Text(), nullable=False, comment="confirm, reject, correct, merge, split, note or undo."),
        sa.Column("subject", sa.Text(), nullable=False, comment="Key of the record, or id of the actor or issue."),
        sa.Column(
            "subject_report",
            sa.Text(),
            nullable=True,
            comment="Story of the record, to find it again when a better reader reads it anew.",
        ),
        sa.Column("subject_kind", sa.Text(), nullable=True, comment="Kind of the record."),
        sa.Column(
            "subject_start",
            sa.Integer(),
            autoincrement=False,
            nullable=True,
            comment="First character of the record's words.",
        ),
        sa.Column("subject_end", sa.Integer(), autoincrement=False, nullable=True, comment="Character after the last."),
        sa.Column(
            "value",
            sa.Text(),
            nullable=False,
            comment="What was decided (JSON): the corrected fields, the other id of a merge.",
        ),
        sa.Column("undoes", sa.Integer(), nullable=True, comment="The decision that it takes back."),
        sa.ForeignKeyConstraint(["undoes"], ["decisions.id"], name=op.f("fk_decisions_undoes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        comment="What people decided. Rows are only added: taking one back is a row of its own.",
        sqlite_autoincrement=True,
        sqlite_strict=True,
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_decisions_subject"), "decisions", ["subject"], unique=False)
    op.create_table(
        "issues",
        sa.Column("id", sa.Text(), nullable=False, comment="Id: kind and a slug of the name."),
        sa.Column("name", sa.Text(), nullable=False, comment="Name to show."),
        sa.Column(
            "kind",
            sa.Text(),
            nullable=False,
            comment="conference, talks, truce, proposal, resolution, election and so on.",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issues")),
        comment="One row for each thing that positions are about, across all stories.",
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "places",
        sa.Column("id", sa.Text(), nullable=False, comment='"geonames:" and number, or "new:" and a slug.'),
        sa.Column("name", sa.Text(), nullable=False, comment="Name to show."),
        sa.Column("country", sa.Text(), nullable=True, comment="ISO 3166-1 alpha-3."),
        sa.Column("admin1", sa.Text(), nullable=True, comment="First-level division."),
        sa.Column(
            "latitude",
            sa.Float(precision=53).with_variant(sa.REAL(), "sqlite"),
            nullable=True,
            comment="Degrees north.",
        ),
        sa.Column(
            "longitude",
            sa.Float(precision=53).with_variant(sa.REAL(), "sqlite"),
            nullable=True,
            comment="Degrees east.",
        ),
        sa.Column("feature", sa.Text(), nullable=True, comment="city, admin1, country, region, facility, water, camp."),
        sa.Column(
            "precision_km",
            sa.Float(precision=53).with_variant(sa.REAL(), "sqlite"),
            nullable=True,
            comment="Radius within which the place may lie.",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_places")),
        comment="One row a place, across all stories (coordinates in CRS84).",
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer(), nullable=False, comment="Number of the run."),
        sa.Column("started", sa.Text(), nullable=False, comment="When it began (UTC)."),
        sa.Column(
            "ended",
            sa.Text(),
            nullable=True,
            comment="When it ended; empty while it runs and for a run that was killed.",
        ),
        sa.Column(
            "fingerprint",
            sa.Text(),
            nullable=False,
            comment="Hash of program, models and knowledge: two runs with the same one read alike.",
        ),
        sa.Column("program", sa.Text(), nullable=False, comment="Version of Dragoman."),
        sa.Column(
            "models", sa.Text(), nullable=False, comment="Models and libraries with versions and digests (JSON)."
        ),
        sa.Column(
            "knowledge",
            sa.Text(),
            nullable=False,
            comment="Version and digest of the knowledge base and word lists (JSON).",
        ),
        sa.Column("options", sa.Text(), nullable=False, comment="The options of the run (JSON)."),
        sa.Column("inputs", sa.Text(), nullable=False, comment="What was read: paths with digests (JSON)."),
        sa.Column(
            "report",
            sa.Text(),
            nullable=True,
            comment="The run report: stories in, read, already there, put aside, seconds (JSON).",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
        comment="One row for each run that read stories: the manifest that makes a result reproducible.",
        sqlite_autoincrement=True,
        sqlite_strict=True,
        sqlite_with_rowid=True,
    )
    op.create_table(
        "tombstones",
        sa.Column("report_id", sa.Text(), nullable=False, comment="Hash of the removed text."),
        sa.Column("removed", sa.Text(), nullable=False, comment="When (UTC)."),
        sa.Column("why", sa.Text(), nullable=True, comment="The reason given."),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_tombstones")),
        comment="Stories that were removed; they are not read again unless forced. No word of them is kept.",
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "actor_names",
        sa.Column("actor_id", sa.Text(), nullable=False, comment="Who."),
        sa.Column("name", sa.Text(), nullable=False, comment="The wording."),
        sa.Column(
            "folded", sa.Text(), nullable=False, comment="The wording in lower case without accents, to search by."
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_actor_names_actor_id")),
        sa.PrimaryKeyConstraint("actor_id", "name", name=op.f("pk_actor_names")),
        comment="Every wording for an actor, across all stories.",
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "issue_names",
        sa.Column("issue_id", sa.Text(), nullable=False, comment="Which issue."),
        sa.Column("name", sa.Text(), nullable=False, comment="The wording."),
        sa.Column(
            "folded", sa.Text(), nullable=False, comment="The wording in lower case without accents, to search by."
        ),
        sa.ForeignKeyConstraint(["issue_id"], ["issues.id"], name=op.f("fk_issue_names_issue_id")),
        sa.PrimaryKeyConstraint("issue_id", "name", name=op.f("pk_issue_names")),
        comment="Every wording for an issue, across all stories.",
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "put_aside",
        sa.Column("where_found", sa.Text(), nullable=False, comment="File, and line or row."),
        sa.Column(
            "reason",
            sa.Text(),
            nullable=False,
            comment="binary, empty, not_english, no_text, too_large, bad_encoding, malformed, unreadable or crashed.",
        ),
        sa.Column("detail", sa.Text(), nullable=False, comment="More, in words; the traceback of a crash."),
        sa.Column("run_id", sa.Integer(), nullable=True, comment="The run that met it last."),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_put_aside_run_id")),
        sa.PrimaryKeyConstraint("where_found", "reason", name=op.f("pk_put_aside")),
        comment="Input that was not read, and why.",
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reports",
        sa.Column(
            "serial",
            sa.Integer(),
            nullable=False,
            comment="Running number in the order of storing; for the text index.",
        ),
        sa.Column("id", sa.Text(), nullable=False, comment="Hash of the normalised text: the story's identity."),
        sa.Column("url", sa.Text(), nullable=True, comment="Address, where known."),
        sa.Column(
            "url_key",
            sa.Text(),
            nullable=True,
            comment="The address in a form to compare: no scheme, tracking parameters or fragment.",
        ),
        sa.Column("publisher", sa.Text(), nullable=True, comment="Who printed it."),
        sa.Column("agency", sa.Text(), nullable=True, comment="The wire service whose copy it is, as written."),
        sa.Column("section", sa.Text(), nullable=True, comment="Section line."),
        sa.Column("headline", sa.Text(), nullable=True, comment="Headline."),
        sa.Column("deck", sa.Text(), nullable=True, comment="The line under the headline."),
        sa.Column("byline", sa.Text(), nullable=True, comment="Who wrote it."),
        sa.Column("dateline", sa.Text(), nullable=True, comment="Place (and agency) before the first sentence."),
        sa.Column("source_line", sa.Text(), nullable=True, comment="Source line at the end."),
        sa.Column("published", sa.Text(), nullable=True, comment="Day of publication."),
        sa.Column("published_text", sa.Text(), nullable=True, comment="The date line as written."),
        sa.Column(
            "published_from", sa.Text(), nullable=False, comment="Where the day comes from: text, source or none."
        ),
        sa.Column("language", sa.Text(), nullable=False, comment="Language code."),
        sa.Column("word_count", sa.Integer(), autoincrement=False, nullable=False, comment="Words in the text."),
        sa.Column("where_found", sa.Text(), nullable=False, comment="File, and line or row, that it came from."),
        sa.Column(
            "notes", sa.Text(), nullable=False, comment="Choices made on the way in: encoding, columns (JSON array)."
        ),
        sa.Column(
            "revises", sa.Text(), nullable=True, comment="The earlier version of this story: same address, other text."
        ),
        sa.Column(
            "current",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="1 for the newest version of a story, else 0. Listings and counts take current ones.",
        ),
        sa.Column("run_id", sa.Integer(), nullable=True, comment="The run that read it."),
        sa.Column("text", sa.Text(), nullable=False, comment="The normalised text that all offsets count in."),
        sa.Column(
            "reading",
            sa.LargeBinary(),
            nullable=False,
            comment="The whole Reading: canonical JSON, zstandard-compressed.",
        ),
        sa.ForeignKeyConstraint(["revises"], ["reports.id"], name=op.f("fk_reports_revises"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_reports_run_id")),
        sa.PrimaryKeyConstraint("serial", name=op.f("pk_reports")),
        sa.UniqueConstraint("id", name=op.f("uq_reports_id")),
        comment="One row a story.",
        sqlite_autoincrement=True,
        sqlite_strict=True,
        sqlite_with_rowid=True,
    )
    op.create_index(
        op.f("ix_reports_revises"), "reports", ["revises"], unique=False, sqlite_where=sa.text("revises IS NOT NULL")
    )
    op.create_index(op.f("ix_reports_url_key"), "reports", ["url_key"], unique=False)
    op.create_table(
        "appearances",
        sa.Column("report_id", sa.Text(), nullable=False, comment="The story it was read in."),
        sa.Column("actor_id", sa.Text(), nullable=False, comment="Who."),
        sa.Column("name", sa.Text(), nullable=False, comment="The fullest name the story gives."),
        sa.Column("role", sa.Text(), nullable=True, comment="Office held on the story's date."),
        sa.Column(
            "number_low",
            sa.Integer(),
            autoincrement=False,
            nullable=True,
            comment="Of a collective: at least how many.",
        ),
        sa.Column(
            "number_high",
            sa.Integer(),
            autoincrement=False,
            nullable=True,
            comment="Of a collective: at most how many.",
        ),
        sa.Column("member_of", sa.Text(), nullable=True, comment="Id of the larger party it belongs to."),
        sa.Column("speaks_for", sa.Text(), nullable=True, comment="Id of the body that it speaks for."),
        sa.Column("anonymous", sa.Text(), nullable=True, comment="Of an unnamed source: what the text says of it."),
        sa.Column("names", sa.Text(), nullable=False, comment="Every wording for it in the story (JSON array)."),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_appearances_actor_id")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_appearances_report_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "actor_id", name=op.f("pk_appearances")),
        comment="An actor in a story, with what holds on that story's date.",
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_appearances_actor_id"), "appearances", ["actor_id"], unique=False)
    op.create_table(
        "attributions",
        sa.Column("report_id", sa.Text(), nullable=False, comment="The story it was read in."),
        sa.Column(
            "key",
            sa.Text(),
            nullable=False,
            comment="Stable key: the story's id begun, then a hash of kind, place in the text and type.",
        ),
        sa.Column("local_id", sa.Text(), nullable=False, comment='Its id within the story\'s Reading ("p2").'),
        sa.Column(
            "start_char", sa.Integer(), autoincrement=False, nullable=False, comment="Where its evidence begins."
        ),
        sa.Column(
            "act", sa.Text(), nullable=False, comment="Speech act: states, claims, denies, accuses, demands and so on."
        ),
        sa.Column("quotation", sa.Text(), nullable=False, comment="direct, indirect or mixed."),
        sa.Column(
            "support",
            sa.Text(),
            nullable=False,
            comment="Does the reporter keep a distance: neutral, distancing, endorsing.",
        ),
        sa.Column("source", sa.Text(), nullable=True, comment="Words that name the source; empty where none is named."),
        sa.Column("cue", sa.Text(), nullable=True, comment="Words that say that it is said."),
        sa.Column("content", sa.Text(), nullable=False, comment="What is said."),
        sa.Column("inside", sa.Text(), nullable=True, comment="The attribution that this one stands in."),
        sa.Column(
            "confidence",
            sa.Float(precision=53).with_variant(sa.REAL(), "sqlite"),
            nullable=True,
            comment="How sure the reader is, 0 to 1.",
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_attributions_report_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "key", name=op.f("pk_attributions")),
        comment="Who says what: source, cue and content (PARC3, PolNeAR).",
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "claim_counters",
        sa.Column("report_id", sa.Text(), nullable=False, comment="The story it was read in."),
        sa.Column("claim", sa.Text(), nullable=False, comment="The claim."),
        sa.Column("contradicts", sa.Text(), nullable=False, comment="The claim that it contradicts."),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_claim_counters_report_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "claim", "contradicts", name=op.f("pk_claim_counters")),
        comment="Which claim of a story contradicts which.",
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "claims",
        sa.Column("report_id", sa.Text(), nullable=False, comment="The story it was read in."),
        sa.Column(
            "key",
            sa.Text(),
            nullable=False,
            comment="Stable key: the story's id begun, then a hash of kind, place in the text and type.",
        ),
        sa.Column("local_id", sa.Text(), nullable=False, comment='Its id within the story\'s Reading ("p2").'),
        sa.Column(
            "start_char", sa.Integer(), autoincrement=False, nullable=False, comment="Where its evidence begins."
        ),
        sa.Column("claimant", sa.Text(), nullable=False, comment="Who claims."),
        sa.Column("kind", sa.Text(), nullable=False, comment="accuse, deny, assert, threaten, promise or demand."),
        sa.Column("about_actor", sa.Text(), nullable=True, comment="About whom."),
        sa.Column("content", sa.Text(), nullable=False, comment="What is claimed, in the report's words."),
        sa.Column("attribution", sa.Text(), nullable=True, comment="The attribution that it stands inside."),
        sa.Column(
            "words", sa.Text(), nullable=False, comment="The sentence part that it rests on, exactly as in the story."
        ),
        sa.Column(
            "confidence",
            sa.Float(precision=53).with_variant(sa.REAL(), "sqlite"),
            nullable=True,
            comment="How sure the reader is, 0 to 1.",
        ),
        sa.ForeignKeyConstraint(["claimant"], ["actors.id"], name=op.f("fk_claims_claimant")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_claims_report_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report_id", "key", name=op.f("pk_claims")),
        comment="Attributed propositions that another party may contest.",
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_claims_about_actor"), "claims", ["about_actor"], unique=False)
    op.create_index(op.f("ix_claims_claimant"), "claims", ["claimant"], unique=False)
    op.create_table(
        "event_parties",
        sa.Column("report_id", sa.Text(), nullable=False, comment="The story it was read in."),
        sa.Column("event", sa.Text(), nullable=False, comment="The event."),
        sa.Column("side", sa.Text(), nullable=False, comment="actor (who does it) or recipient."),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False, comment="Order, from 0."),
        sa.Column("actor_id", sa.Text(), nullable=True, comment="Who, where known."),
        sa.Column("start_char", sa.Integer(), autoincrement=False, nullable=False, comment="First character."),
        sa.Column("end_char", sa.Integer(), autoincrement=False, nullable=False, comment="Character after the last."),
        sa.Column("words", sa.Text(), nullable=False, comment="The wording, exactly as in the story."),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_event_parties_actor_id")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_event_parties_report_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "event", "side", "n", name=op.f("pk_event_parties")),
        comment="Actors and recipients of events.",
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_event_parties_actor_id"), "event_parties", ["actor_id"], unique=False)
    op.create_table(
        "events",
        sa.Column("report_id", sa.Text(), nullable=False, comment="The story it was read in."),
        sa.Column(
            "key",
            sa.Text(),
            nullable=False,
            comment="Stable key: the story's id begun, then a hash of kind, place in the text and type.",
        ),
        sa.Column("local_id", sa.Text(), nullable=False, comment='Its id within the story\'s Reading ("p2").'),
        sa.Column(
            "start_char", sa.Integer(), autoincrement=False, nullable=False, comment="Where its evidence begins."
        ),
        sa.Column("type", sa.Text(), nullable=False, comment="PLOVER event type."),
        sa.Column("mode", sa.Text(), nullable=True, comment="PLOVER mode."),
        sa.Column("contexts", sa.Text(), nullable=False, comment="PLOVER contexts (JSON array)."),
        sa.Column("cameo", sa.Text(), nullable=True, comment="CAMEO code, as text."),
        sa.Column(
            "factuality",
            sa.Text(),
            nullable=False,
            comment="happened, ongoing, planned, called_for, threatened, possible, denied, failed, hypothetical.",
        ),
        sa.Column("date_start", sa.Text(), nullable=True, comment="First day of the event, where the text dates it."),
        sa.Column("date_end", sa.Text(), nullable=True, comment="Last day of the event."),
        sa.Column(
            "date_edtf",
            sa.Text(),
            nullable=True,
            comment="The same as an EDTF expression, which says how precise it is.",
        ),
        sa.Column("place_id", sa.Text(), nullable=True, comment="Where."),
        sa.Column("attribution", sa.Text(), nullable=True, comment="The attribution that it stands inside."),
        sa.Column(
            "according_to",
            sa.Text(),
            nullable=True,
            comment="Whose word it is; empty where it is the report's own or the party's own.",
        ),
        sa.Column(
            "background",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="1 where the text tells it as earlier history.",
        ),
        sa.Column(
            "words", sa.Text(), nullable=False, comment="The sentence part that it rests on, exactly as in the story."
        ),
        sa.Column(
            "confidence",
            sa.Float(precision=53).with_variant(sa.REAL(), "sqlite"),
            nullable=True,
            comment="How sure the reader is, 0 to 1.",
        ),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_events_report_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report_id", "key", name=op.f("pk_events")),
        comment="Who did what to whom: PLOVER events with factuality.",
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "evidence",
        sa.Column("report_id", sa.Text(), nullable=False, comment="The story it was read in."),
        sa.Column(
            "record_key",
            sa.Text(),
            nullable=False,
            comment="Key of the record; it begins with the first eight characters of the story's id.",
        ),
        sa.Column(
            "part",
            sa.Text(),
            nullable=False,
            comment="What the span is to the record: evidence, source, cue, content, trigger, condition and so on.",
        ),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False, comment="Order, from 0."),
        sa.Column(
            "record_kind",
            sa.Text(),
            nullable=False,
            comment="attribution, event, issue, position, claim, figure or planned.",
        ),
        sa.Column("start_char", sa.Integer(), autoincrement=False, nullable=False, comment="First character."),
        sa.Column("end_char", sa.Integer(), autoincrement=False, nullable=False, comment="Character after the last."),
        sa.Column("words", sa.Text(), nullable=False, comment="The words, exactly as in the story."),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_evidence_report_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report_id", "record_key", "part", "n", name=op.f("pk_evidence")),
        comment="The words under every record: spans of its story.",
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "figures",
        sa.Column("report_id", sa.Text(), nullable=False, comment="The story it was read in."),
        sa.Column(
            "key",
            sa.Text(),
            nullable=False,
            comment="Stable key: the story's id begun, then a hash of kind, place in the text and type.",
        ),
        sa.Column("local_id", sa.Text(), nullable=False, comment='Its id within the story\'s Reading ("p2").'),
        sa.Column(
            "start_char", sa.Integer(), autoincrement=False, nullable=False, comment="Where its evidence begins."
        ),
        sa.Column("kind", sa.Text(), nullable=False, comment="killed, injured, detained, displaced or missing."),
        sa.Column("low", sa.Integer(), autoincrement=False, nullable=False, comment="At least."),
        sa.Column("high", sa.Integer(), autoincrement=False, nullable=True, comment="At most; empty where open."),
        sa.Column("wording", sa.Text(), nullable=False, comment="The phrase with number and noun."),
        sa.Column("victims", sa.Text(), nullable=True, comment="Of whom, in the report's words."),
        sa.Column("by_actor", sa.Text(), nullable=True, comment="By whom."),
        sa.Column("place_id", sa.Text(), nullable=True, comment="Where."),
        sa.Column("date_start", sa.Text(), nullable=True, comment="First day that it counts, where the text dates it."),
        sa.Column("date_end", sa.Text(), nullable=True, comment="Last day that it counts."),
        sa.Column(
            "date_edtf",
            sa.Text(),
            nullable=True,
            comment="The same as an EDTF expression, which says how precise it is.",
        ),
        sa.Column("part_of", sa.Text(), nullable=True, comment="The figure that includes it."),
        sa.Column(
            "either",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment='1 where the word leaves open whether killed or injured ("casualties").',
        ),
        sa.Column("attribution", sa.Text(), nullable=True, comment="The attribution that it stands inside."),
        sa.Column(
            "according_to",
            sa.Text(),
            nullable=True,
            comment="Whose word it is; empty where it is the report's own or the party's own.",
        ),
        sa.Column(
            "words", sa.Text(), nullable=False, comment="The sentence part that it rests on, exactly as in the story."
        ),
        sa.Column(
            "confidence",
            sa.Float(precision=53).with_variant(sa.REAL(), "sqlite"),
            nullable=True,
            comment="How sure the reader is, 0 to 1.",
        ),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_figures_report_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report_id", "key", name=op.f("pk_figures")),
        comment="Counts of people with their bounds.",
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_figures_by_actor"), "figures", ["by_actor"], unique=False)
    op.create_table(
        "issue_relations",
        sa.Column("report_id", sa.Text(), nullable=False, comment="The story it was read in."),
        sa.Column("issue_id", sa.Text(), nullable=False, comment="Which issue."),
        sa.Column("relation", sa.Text(), nullable=False, comment="seeks_to_bypass, round_of, postponed_to or part_of."),
        sa.Column("other_issue_id", sa.Text(), nullable=False, comment="The other issue."),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_issue_relations_report_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "issue_id", "relation", "other_issue_id", name=op.f("pk_issue_relations")),
        comment="How one issue stands to another, by story.",
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "issue_reports",
        sa.Column("report_id", sa.Text(), nullable=False, comment="The story it was read in."),
        sa.Column(
            "key",
            sa.Text(),
            nullable=False,
            comment="Stable key: the story's id begun, then a hash of kind, place in the text and type.",
        ),
        sa.Column("local_id", sa.Text(), nullable=False, comment='Its id within the story\'s Reading ("p2").'),
        sa.Column(
            "start_char", sa.Integer(), autoincrement=False, nullable=False, comment="Where its evidence begins."
        ),
        sa.Column("issue_id", sa.Text(), nullable=False, comment="Which issue."),
        sa.Column("name", sa.Text(), nullable=False, comment="Its name in this story."),
        sa.Column("place_id", sa.Text(), nullable=True, comment="Where."),
        sa.Column("date_start", sa.Text(), nullable=True, comment="First day of it, where the text dates it."),
        sa.Column("date_end", sa.Text(), nullable=True, comment="Last day of it."),
        sa.Column(
            "date_edtf",
            sa.Text(),
            nullable=True,
            comment="The same as an EDTF expression, which says how precise it is.",
        ),
        sa.Column("sponsors", sa.Text(), nullable=False, comment="Ids of actors who plan or lead it (JSON array)."),
        sa.Column("participants", sa.Text(), nullable=False, comment="Ids of actors who take part (JSON array)."),
        sa.Column("names", sa.Text(), nullable=False, comment="Every wording for it in the story (JSON array)."),
        sa.ForeignKeyConstraint(["issue_id"], ["issues.id"], name=op.f("fk_issue_reports_issue_id")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_issue_reports_report_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "key", name=op.f("pk_issue_reports")),
        comment="An issue in a story, with what that story says of it.",
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_issue_reports_issue_id"), "issue_reports", ["issue_id"], unique=False)
    op.create_table(
        "mentions",
        sa.Column("report_id", sa.Text(), nullable=False, comment="The story it was read in."),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False, comment="Order in the story, from 0."),
        sa.Column("kind", sa.Text(), nullable=False, comment="actor or place."),
        sa.Column("target", sa.Text(), nullable=False, comment="Id of the actor or place."),
        sa.Column(
            "how",
            sa.Text(),
            nullable=False,
            comment="name, alias, acronym, role, metonym, demonym, pronoun, second_mention and so on.",
        ),
        sa.Column("start_char", sa.Integer(), autoincrement=False, nullable=False, comment="First character."),
        sa.Column("end_char", sa.Integer(), autoincrement=False, nullable=False, comment="Character after the last."),
        sa.Column("words", sa.Text(), nullable=False, comment="The wording, exactly as in the story."),
        sa.Column(
            "confidence",
            sa.Float(precision=53).with_variant(sa.REAL(), "sqlite"),
            nullable=True,
            comment="How sure the reader is, 0 to 1.",
        ),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_mentions_report_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report_id", "n", name=op.f("pk_mentions")),
        comment="Where a story names an actor or a place.",
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "planned",
        sa.Column("report_id", sa.Text(), nullable=False, comment="The story it was read in."),
        sa.Column(
            "key",
            sa.Text(),
            nullable=False,
            comment="Stable key: the story's id begun, then a hash of kind, place in the text and type.",
        ),
        sa.Column("local_id", sa.Text(), nullable=False, comment='Its id within the story\'s Reading ("p2").'),
        sa.Column(
            "start_char", sa.Integer(), autoincrement=False, nullable=False, comment="Where its evidence begins."
        ),
        sa.Column("wording", sa.Text(), nullable=False, comment="What is planned, in the report's words."),
        sa.Column("date_start", sa.Text(), nullable=True, comment="First day planned, where the text dates it."),
        sa.Column("date_end", sa.Text(), nullable=True, comment="Last day planned."),
        sa.Column(
            "date_edtf",
            sa.Text(),
            nullable=True,
            comment="The same as an EDTF expression, which says how precise it is.",
        ),
        sa.Column("issue_id", sa.Text(), nullable=True, comment="The issue that it belongs to."),
        sa.Column("attribution", sa.Text(), nullable=True, comment="The attribution that it stands inside."),
        sa.Column(
            "according_to",
            sa.Text(),
            nullable=True,
            comment="Whose word it is; empty where it is the report's own or the party's own.",
        ),
        sa.Column(
            "words", sa.Text(), nullable=False, comment="The sentence part that it rests on, exactly as in the story."
        ),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_planned_report_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report_id", "key", name=op.f("pk_planned")),
        comment="Dated things that lie in the story's future.",
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "positions",
        sa.Column("report_id", sa.Text(), nullable=False, comment="The story it was read in."),
        sa.Column(
            "key",
            sa.Text(),
            nullable=False,
            comment="Stable key: the story's id begun, then a hash of kind, place in the text and type.",
        ),
        sa.Column("local_id", sa.Text(), nullable=False, comment='Its id within the story\'s Reading ("p2").'),
        sa.Column(
            "start_char", sa.Integer(), autoincrement=False, nullable=False, comment="Where its evidence begins."
        ),
        sa.Column("actor_id", sa.Text(), nullable=False, comment="Who holds it."),
        sa.Column("issue_id", sa.Text(), nullable=False, comment="On what."),
        sa.Column(
            "stance", sa.Text(), nullable=False, comment="sponsors, supports, conditional, undecided or opposes."
        ),
        sa.Column("condition", sa.Text(), nullable=True, comment="On what condition, in the report's words."),
        sa.Column("reason", sa.Text(), nullable=True, comment="Why, in the report's words."),
        sa.Column("date_start", sa.Text(), nullable=True, comment="First day of taking it, where the text dates it."),
        sa.Column("date_end", sa.Text(), nullable=True, comment="Last day of taking it."),
        sa.Column(
            "date_edtf",
            sa.Text(),
            nullable=True,
            comment="The same as an EDTF expression, which says how precise it is.",
        ),
        sa.Column("attribution", sa.Text(), nullable=True, comment="The attribution that it stands inside."),
        sa.Column(
            "according_to",
            sa.Text(),
            nullable=True,
            comment="Whose word it is; empty where it is the report's own or the party's own.",
        ),
        sa.Column(
            "changed",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="1 where the text says that the actor changed its mind.",
        ),
        sa.Column(
            "words", sa.Text(), nullable=False, comment="The sentence part that it rests on, exactly as in the story."
        ),
        sa.Column(
            "confidence",
            sa.Float(precision=53).with_variant(sa.REAL(), "sqlite"),
            nullable=True,
            comment="How sure the reader is, 0 to 1.",
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_positions_actor_id")),
        sa.ForeignKeyConstraint(["issue_id"], ["issues.id"], name=op.f("fk_positions_issue_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_positions_report_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report_id", "key", name=op.f("pk_positions")),
        comment="Where an actor stands on an issue.",
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_positions_actor_id"), "positions", ["actor_id"], unique=False)
    op.create_index(op.f("ix_positions_issue_id"), "positions", ["issue_id"], unique=False)
    op.create_table(
        "speakers",
        sa.Column("report_id", sa.Text(), nullable=False, comment="The story it was read in."),
        sa.Column("attribution", sa.Text(), nullable=False, comment="The attribution."),
        sa.Column("actor_id", sa.Text(), nullable=False, comment="Who."),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False, comment="Order, from 0."),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_speakers_actor_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_speakers_report_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report_id", "attribution", "actor_id", name=op.f("pk_speakers")),
        comment="The actors who say an attribution.",
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_speakers_actor_id"), "speakers", ["actor_id"], unique=False)
    op.create_table(
        "zones",
        sa.Column("report_id", sa.Text(), nullable=False, comment="The story it was read in."),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False, comment="Order in the story, from 0."),
        sa.Column("kind", sa.Text(), nullable=False, comment="What part it is."),
        sa.Column("start_char", sa.Integer(), autoincrement=False, nullable=False, comment="First character."),
        sa.Column("end_char", sa.Integer(), autoincrement=False, nullable=False, comment="Character after the last."),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_zones_report_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report_id", "n", name=op.f("pk_zones")),
        comment="Parts of a story: section, headline, deck, caption, byline, dateline, body and so on.",
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.execute(TEXT_INDEX_SQLITE if op.get_bind().dialect.name == "sqlite" else TEXT_INDEX_POSTGRESQL)
