"""Answers that another day or hour asked for again, to come back where the change is undone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """So far none was."""
    op.add_column("sessions", sa.Column("laid_aside", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Forget them."""
    op.drop_column("sessions", "laid_aside")
