"""Figures: when an invitation was first answered, and an office's sessions of a period by an index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; what was answered before is taken to have been answered once."""
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("first_answered_at", UtcDateTime(), nullable=True))
    op.execute("UPDATE invitations SET first_answered_at = answered_at")
    op.create_index("ix_sessions_office_starts", "sessions", ["office_id", "starts_at"])


def downgrade() -> None:
    """Drop them again."""
    op.drop_index("ix_sessions_office_starts", "sessions")
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.drop_column("first_answered_at")
