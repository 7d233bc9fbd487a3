"""Meetings that come again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """So far each stands alone."""
    op.add_column("sessions", sa.Column("series", sa.Integer(), nullable=True))
    op.create_index("ix_sessions_series", "sessions", ["series"])


def downgrade() -> None:
    """Forget what belongs together."""
    op.drop_index("ix_sessions_series", "sessions")
    op.drop_column("sessions", "series")
