"""An incident knows whether it may be a finding: of what is none, a disaster, no time limit follows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Those so far stay what they were taken for."""
    op.add_column("duty_incidents", sa.Column("finding", sa.Boolean(), server_default=sa.true(), nullable=False))


def downgrade() -> None:
    """Time limits are spoken of for all of them again."""
    with op.batch_alter_table("duty_incidents") as table:
        table.drop_column("finding")
