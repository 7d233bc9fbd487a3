"""Cards end: they remember how they look and whether they live, those of the past go, and few are looked through."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_OWES_EDIT = sa.text("wanted > shown")


def upgrade() -> None:
    """Cards of sessions that are over, and show it, have nothing to wait for."""
    with op.batch_alter_table("cards", schema=None) as batch_op:
        batch_op.add_column(sa.Column("looks", sa.String(32), server_default=sa.text("''"), nullable=False))
        batch_op.add_column(sa.Column("state", sa.String(40), server_default=sa.text("'live'"), nullable=False))
        batch_op.drop_column("edit_after")
    op.execute(
        "DELETE FROM cards WHERE wanted <= shown AND session_id IN"
        " (SELECT id FROM sessions WHERE ends_at < CURRENT_TIMESTAMP OR status = 'batal')"
    )
    op.create_index("ix_cards_stale", "cards", ["id"], sqlite_where=_OWES_EDIT, postgresql_where=_OWES_EDIT)
    op.create_index("ix_cards_turns", "cards", ["turns_at"])


def downgrade() -> None:
    """Drop what was added."""
    op.drop_index("ix_cards_turns", "cards")
    op.drop_index("ix_cards_stale", "cards")
    with op.batch_alter_table("cards", schema=None) as batch_op:
        batch_op.add_column(sa.Column("edit_after", sa.DateTime(timezone=True), nullable=True))
        batch_op.drop_column("state")
        batch_op.drop_column("looks")
