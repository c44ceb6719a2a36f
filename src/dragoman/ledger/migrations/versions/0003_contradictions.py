"""What stories contradict each other on, each side with its words."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; stories that are linked already are grouped anew, which fills it."""
    op.create_table(
        "contradictions",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("record_key", sa.Text(), nullable=True),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Text(), nullable=False),
        sa.Column("other_key", sa.Text(), nullable=True),
        sa.Column("other_start", sa.Integer(), nullable=False),
        sa.Column("other_end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_contradictions_report_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["reports.id"], name=op.f("fk_contradictions_other_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "key", name=op.f("pk_contradictions")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_contradictions_other_id"), "contradictions", ["other_id"], unique=False)
    op.execute("DELETE FROM story_groups")
