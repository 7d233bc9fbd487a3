"""What a head has to say beside a date."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """So far there is nothing."""
    op.add_column("sessions", sa.Column("note", sa.Text(), server_default=sa.text("''"), nullable=False))


def downgrade() -> None:
    """Forget it."""
    op.drop_column("sessions", "note")
