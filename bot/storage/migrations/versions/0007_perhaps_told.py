"""What was perhaps read: the revision that an attempt of unknown fate told of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; what became of attempts before this was not kept."""
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.add_column(sa.Column("perhaps_told", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Drop it again."""
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.drop_column("perhaps_told")
