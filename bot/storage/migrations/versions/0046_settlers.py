"""An incident knows who settled it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of those that are settled the audit trail alone knows it."""
    with op.batch_alter_table("duty_incidents") as table:
        table.add_column(sa.Column("settled_by", sa.Integer(), nullable=True))
        table.create_foreign_key("fk_duty_incidents_settled_by_people", "people", ["settled_by"], ["id"])


def downgrade() -> None:
    """The audit trail still knows it."""
    with op.batch_alter_table("duty_incidents") as table:
        table.drop_constraint("fk_duty_incidents_settled_by_people", type_="foreignkey")
        table.drop_column("settled_by")
