"""An office's own days off."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """So far no office has any."""
    op.create_table(
        "free_days",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name="fk_free_days_office_id_offices"),
        sa.PrimaryKeyConstraint("office_id", "day", name="pk_free_days"),
    )


def downgrade() -> None:
    """They are in the files that they came from."""
    op.drop_table("free_days")
