"""The shifts of one office on a day are found without reading those of all others."""

from __future__ import annotations

from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The index on the day stays, for what looks at all offices."""
    op.create_index("ix_duty_shifts_office_day", "duty_shifts", ["office_id", "day"])


def downgrade() -> None:
    """Each office's steps read the whole day again."""
    op.drop_index("ix_duty_shifts_office_day", table_name="duty_shifts")
