"""What becomes of incidents that were reported on duty."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import UtcDateTime

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_OF_INCIDENTS = sa.text("purpose = 'incident'")


def upgrade() -> None:
    """Of those that came before nobody is asked what became of them."""
    op.create_table(
        "duty_incidents",
        sa.Column("report_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("alarms", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("taken_by", sa.Integer(), nullable=True),
        sa.Column("taken_at", UtcDateTime(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=True),
        sa.Column("further", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id"], ["duty_reports.id"], name=op.f("fk_duty_incidents_report_id_duty_reports")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_duty_incidents_office_id_offices")),
        sa.ForeignKeyConstraint(["taken_by"], ["people.id"], name=op.f("fk_duty_incidents_taken_by_people")),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_duty_incidents")),
    )
    op.create_index("ix_duty_incidents_office_id", "duty_incidents", ["office_id"])
    op.create_index(
        "ix_deliveries_incident",
        "deliveries",
        ["shift_id"],
        sqlite_where=_OF_INCIDENTS,
        postgresql_where=_OF_INCIDENTS,
    )


def downgrade() -> None:
    """Incidents are told, and that is all."""
    op.drop_index("ix_deliveries_incident", table_name="deliveries")
    op.drop_table("duty_incidents")
