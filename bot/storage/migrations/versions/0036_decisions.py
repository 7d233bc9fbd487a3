"""Decisions of meetings: who does what until when."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """So far none is written down."""
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name="fk_decisions_office_id_offices"),
        sa.ForeignKeyConstraint(["session_id"], ["sessions.id"], name="fk_decisions_session_id_sessions"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_decisions_person_id_people"),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name="fk_decisions_made_by_people"),
        sa.ForeignKeyConstraint(["done_by"], ["people.id"], name="fk_decisions_done_by_people"),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
    )
    op.create_index("ix_decisions_office", "decisions", ["office_id"])


def downgrade() -> None:
    """What was decided is in the minutes."""
    op.drop_table("decisions")
