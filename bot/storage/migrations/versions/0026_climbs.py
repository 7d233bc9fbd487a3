"""Whom a missing report of piket was told to, and who sees to it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import UtcDateTime

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A row for each shift that was missing."""
    op.create_table(
        "duty_climbs",
        sa.Column("shift_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("taken_by", sa.Integer(), nullable=True),
        sa.Column("taken_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["shift_id"], ["duty_shifts.id"], name=op.f("fk_duty_climbs_shift_id_duty_shifts")),
        sa.ForeignKeyConstraint(["taken_by"], ["people.id"], name=op.f("fk_duty_climbs_taken_by_people")),
        sa.PrimaryKeyConstraint("shift_id", name=op.f("pk_duty_climbs")),
    )


def downgrade() -> None:
    """What is missing is asked of its officer alone."""
    op.drop_table("duty_climbs")
