"""A civil servant of the roster may have a NIP, which papers show."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """So far nobody's is known."""
    op.add_column("people", sa.Column("nip", sa.String(18)))


def downgrade() -> None:
    """Papers are without them again."""
    with op.batch_alter_table("people") as table:
        table.drop_column("nip")
