"""Whom somebody stands in for is looked up: at every registration, among all invitations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_STANDS_IN = sa.text("substitute_id IS NOT NULL")


def upgrade() -> None:
    """Few invitations have a substitute."""
    op.create_index(
        "ix_invitations_substitute",
        "invitations",
        ["substitute_id"],
        sqlite_where=_STANDS_IN,
        postgresql_where=_STANDS_IN,
    )


def downgrade() -> None:
    """Drop it again."""
    op.drop_index("ix_invitations_substitute", "invitations")
