"""Polls about dates."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import UtcDateTime

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """So far nobody was asked."""
    op.create_table(
        "date_polls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("slots", sa.JSON(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("chosen", sa.Integer(), nullable=True),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_date_polls_office_id_offices")),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name=op.f("fk_date_polls_activity_id_activities")),
        sa.ForeignKeyConstraint(["asked_by"], ["people.id"], name=op.f("fk_date_polls_asked_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_date_polls")),
    )
    op.create_index("ix_date_polls_activity_id", "date_polls", ["activity_id"])
    op.create_table(
        "poll_votes",
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("choice", sa.String(length=40), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["date_polls.id"], name=op.f("fk_poll_votes_poll_id_date_polls")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_poll_votes_person_id_people")),
        sa.PrimaryKeyConstraint("poll_id", "person_id", "slot", name=op.f("pk_poll_votes")),
    )


def downgrade() -> None:
    """Forget them."""
    op.drop_table("poll_votes")
    op.drop_table("date_polls")
