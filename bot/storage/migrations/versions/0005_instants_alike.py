"""Instants of answers in SQLite's file in the form of all others: sqlite3 itself had written them, with their zone."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Write `2023-10-12 02:00:30+00:00` as `2023-10-12 02:00:30.000000`: they are compared as text."""
    if op.get_bind().dialect.name != "sqlite":
        return
    for name in ("answered_at", "first_answered_at", "seat_since"):
        op.execute(
            f"UPDATE invitations SET {name} = substr(replace({name}, '+00:00', '') || '.000000', 1, 26)"  # noqa: S608
            f" WHERE {name} LIKE '%+00:00'"
        )


def downgrade() -> None:
    """Nothing: the program of before reads both forms."""
