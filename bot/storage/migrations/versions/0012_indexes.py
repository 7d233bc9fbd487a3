"""What one office of many asks of deliveries, changes and reports is looked up, not looked through."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_NO_ANSWER = sa.text("action != 'invitation.answer'")


def upgrade() -> None:
    """Add the indexes."""
    op.create_index("ix_deliveries_office_state", "deliveries", ["office_id", "state"])
    op.create_index(
        "ix_audit_entries_changes",
        "audit_entries",
        ["office_id", "id"],
        sqlite_where=_NO_ANSWER,
        postgresql_where=_NO_ANSWER,
    )
    op.create_index(op.f("ix_duty_reports_office_id"), "duty_reports", ["office_id"])


def downgrade() -> None:
    """Drop them."""
    op.drop_index(op.f("ix_duty_reports_office_id"), "duty_reports")
    op.drop_index("ix_audit_entries_changes", "audit_entries")
    op.drop_index("ix_deliveries_office_state", "deliveries")
