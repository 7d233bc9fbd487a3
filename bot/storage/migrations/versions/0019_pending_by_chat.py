"""What waits for a chat, by an index: what is due to it together is one message."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_IS_PENDING = sa.text("state = 'pending'")


def upgrade() -> None:
    """Of all that was ever sent to a chat little waits."""
    op.create_index(
        "ix_deliveries_pending",
        "deliveries",
        ["chat_id", "due_at"],
        sqlite_where=_IS_PENDING,
        postgresql_where=_IS_PENDING,
    )


def downgrade() -> None:
    """Each row is a message of its own."""
    op.drop_index("ix_deliveries_pending", table_name="deliveries")
