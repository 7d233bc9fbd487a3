"""Links of meetings online."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """So far there are none."""
    op.add_column("sessions", sa.Column("link", sa.Text(), server_default=sa.text("''"), nullable=False))


def downgrade() -> None:
    """Forget them."""
    op.drop_column("sessions", "link")
