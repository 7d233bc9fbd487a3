"""Messages remember that they may say what no longer holds, until they are brought up to date."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_IS_STALE = sa.text("stale_since IS NOT NULL")


def upgrade() -> None:
    """What was sent until now stays as it is."""
    op.add_column("invitations", sa.Column("untidy", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("deliveries", sa.Column("stale_since", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_invitations_untidy",
        "invitations",
        ["id"],
        sqlite_where=sa.text("untidy = 1"),
        postgresql_where=sa.text("untidy"),
    )
    op.create_index("ix_deliveries_stale", "deliveries", ["id"], sqlite_where=_IS_STALE, postgresql_where=_IS_STALE)


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_deliveries_stale", "deliveries")
    op.drop_index("ix_invitations_untidy", "invitations")
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.drop_column("stale_since")
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.drop_column("untidy")
