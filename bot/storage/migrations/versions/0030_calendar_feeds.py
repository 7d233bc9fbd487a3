"""Addresses at which calendars ask for sessions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Only hashes are kept."""
    op.create_table(
        "calendar_feeds",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("division", sa.String(40), nullable=True),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_calendar_feeds_person_id_people"),
        sa.PrimaryKeyConstraint("digest", name="pk_calendar_feeds"),
    )
    op.create_index("ix_calendar_feeds_person_id", "calendar_feeds", ["person_id"])


def downgrade() -> None:
    """Calendars that subscribed ask in vain."""
    op.drop_table("calendar_feeds")
