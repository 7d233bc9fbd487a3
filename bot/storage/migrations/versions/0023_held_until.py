"""Till when messages of a new date wait."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import bot.storage.types

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was owed before is not held."""
    op.add_column("sessions", sa.Column("held_until", bot.storage.types.UtcDateTime(), nullable=True))


def downgrade() -> None:
    """What waits goes out when it is due."""
    op.drop_column("sessions", "held_until")
