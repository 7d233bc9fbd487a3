"""Whom a session invites of its activity's audience."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """So far all of it."""
    op.add_column("sessions", sa.Column("selection", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Batches invite everybody again."""
    op.drop_column("sessions", "selection")
