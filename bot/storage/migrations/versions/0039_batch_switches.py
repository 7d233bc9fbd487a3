"""Requests to change from one batch of an activity to another."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """So far nobody has asked."""
    op.create_table(
        "batch_switches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("before_id", sa.Integer(), nullable=False),
        sa.Column("after_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name="fk_batch_switches_office_id_offices"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_batch_switches_person_id_people"),
        sa.ForeignKeyConstraint(["before_id"], ["sessions.id"], name="fk_batch_switches_before_id_sessions"),
        sa.ForeignKeyConstraint(["after_id"], ["sessions.id"], name="fk_batch_switches_after_id_sessions"),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name="fk_batch_switches_decided_by_people"),
        sa.PrimaryKeyConstraint("id", name="pk_batch_switches"),
    )
    op.create_index("ix_batch_switches_person", "batch_switches", ["person_id", "before_id"])


def downgrade() -> None:
    """Who asked is forgotten; who changed stays where they are."""
    op.drop_table("batch_switches")
