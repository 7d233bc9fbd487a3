"""What Telegram was told to keep: the webhook and the menus of commands."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import bot.storage.types

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was told before this is not known: menus are set once more, a webhook is left only when told to."""
    op.create_table(
        "told_telegram",
        sa.Column("bot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("told_at", bot.storage.types.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "name", name=op.f("pk_told_telegram")),
    )


def downgrade() -> None:
    """Forget it."""
    op.drop_table("told_telegram")
