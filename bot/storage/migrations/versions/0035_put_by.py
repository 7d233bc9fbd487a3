"""Answers of those who fall away, to stand again where that was a slip."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """So far none was."""
    op.add_column("sessions", sa.Column("put_by", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Forget them."""
    op.drop_column("sessions", "put_by")
