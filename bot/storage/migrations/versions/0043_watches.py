"""Officers who are on duty together owe one report: their shifts know which of them it is a report of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Shifts so far are reported each by itself; when their day comes, or is imported again, those that belong together are put together."""
    with op.batch_alter_table("duty_shifts") as table:
        table.add_column(sa.Column("watch_id", sa.Integer()))
        table.create_foreign_key("fk_duty_shifts_watch_id_duty_shifts", "duty_shifts", ["watch_id"], ["id"])
        table.create_index("ix_duty_shifts_watch_id", ["watch_id"])


def downgrade() -> None:
    """Each by itself again."""
    with op.batch_alter_table("duty_shifts") as table:
        table.drop_index("ix_duty_shifts_watch_id")
        table.drop_constraint("fk_duty_shifts_watch_id_duty_shifts", type_="foreignkey")
        table.drop_column("watch_id")
