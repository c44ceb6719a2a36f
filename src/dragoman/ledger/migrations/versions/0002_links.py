"""Links across stories: digests and keys to find them by, links, what each story tells, groups."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables that linking fills."""
    op.create_table(
        "link_digests",
        sa.Column("report_id", sa.Text(), nullable=False, comment="The story it was read in."),
        sa.Column(
            "digest",
            sa.LargeBinary(),
            nullable=False,
            comment="The story's digest: canonical JSON, zstandard-compressed.",
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_link_digests_report_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_link_digests")),
        comment="What linking looks at, one row a story that has been compared with the others.",
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "link_keys",
        sa.Column(
            "hash",
            sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"),
            autoincrement=False,
            nullable=False,
            comment="The key, hashed to 63 bits.",
        ),
        sa.Column("report_id", sa.Text(), nullable=False, comment="The story it was read in."),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_link_keys_report_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("hash", "report_id", name=op.f("pk_link_keys")),
        comment="Keys under which linking finds a story: bands of MinHash; days with a rare word, a town or a toll.",
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_link_keys_report_id"), "link_keys", ["report_id"], unique=False)
    op.create_table(
        "links",
        sa.Column("report_id", sa.Text(), nullable=False, comment="The story it was read in."),
        sa.Column(
            "other_id", sa.Text(), nullable=False, comment="The other story, whose id comes later in the alphabet."
        ),
        sa.Column("relation", sa.Text(), nullable=False, comment="copy or incident."),
        sa.Column(
            "score",
            sa.Float(precision=53).with_variant(sa.REAL(), "sqlite"),
            nullable=True,
            comment="Copy: share of the shorter text that stands in the other. Incident: the sum of the reasons.",
        ),
        sa.Column("reasons", sa.Text(), nullable=False, comment="Why, each reason with what it adds (JSON array)."),
        sa.ForeignKeyConstraint(["other_id"], ["reports.id"], name=op.f("fk_links_other_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_links_report_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report_id", "other_id", name=op.f("pk_links")),
        comment="Pairs of stories that are one copy or tell one incident; doubtful pairs too, with a score below 0.",
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_links_other_id"), "links", ["other_id"], unique=False)
    op.create_table(
        "story_groups",
        sa.Column("report_id", sa.Text(), nullable=False, comment="The story it was read in."),
        sa.Column(
            "incident_id", sa.Text(), nullable=True, comment="Id of the first story of the incident, in the alphabet."
        ),
        sa.Column("copy_id", sa.Text(), nullable=True, comment="Id of the first story of the copy."),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_story_groups_report_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_story_groups")),
        comment="Which incident and which copy a story belongs to; stories alone with theirs have no row.",
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_story_groups_incident_id"), "story_groups", ["incident_id"], unique=False)
    op.create_table(
        "tellings",
        sa.Column("report_id", sa.Text(), nullable=False, comment="The story it was read in."),
        sa.Column(
            "n",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="Order in the story by weight; 0 is the main incident.",
        ),
        sa.Column("date_start", sa.Text(), nullable=True, comment="First day."),
        sa.Column("date_end", sa.Text(), nullable=True, comment="Last day."),
        sa.Column(
            "dated",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="1 where the words date it, 0 where the days are those of the story.",
        ),
        sa.Column("place", sa.Text(), nullable=True, comment="Name of the place, as the story has it."),
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
        sa.Column("killed_low", sa.Integer(), autoincrement=False, nullable=True, comment="Killed, at least."),
        sa.Column(
            "killed_high", sa.Integer(), autoincrement=False, nullable=True, comment="Killed, at most; empty: open."
        ),
        sa.Column("by_name", sa.Text(), nullable=True, comment="Who did it."),
        sa.Column("by_actor", sa.Text(), nullable=True, comment="The same, as an actor."),
        sa.Column(
            "by_side",
            sa.Text(),
            nullable=True,
            comment="Country or actor to compare doers by: the forces of a state count as that state.",
        ),
        sa.Column(
            "according_to",
            sa.Text(),
            nullable=True,
            comment="Name of whose word it is; empty where it is the report's own.",
        ),
        sa.Column(
            "start_char", sa.Integer(), autoincrement=False, nullable=True, comment="First character of its words."
        ),
        sa.Column("end_char", sa.Integer(), autoincrement=False, nullable=True, comment="Character after the last."),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_tellings_report_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report_id", "n", name=op.f("pk_tellings")),
        comment="The incidents that a story tells, the main one first: when, where, how many killed, by whom.",
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
