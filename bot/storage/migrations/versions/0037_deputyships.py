"""Deputies: who gets what is meant for a head who is away, from when until when."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """So far nobody deputises."""
    op.create_table(
        "deputyships",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("head_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=False),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name="fk_deputyships_office_id_offices"),
        sa.ForeignKeyConstraint(["head_id"], ["people.id"], name="fk_deputyships_head_id_people"),
        sa.ForeignKeyConstraint(["deputy_id"], ["people.id"], name="fk_deputyships_deputy_id_people"),
        sa.PrimaryKeyConstraint("id", name="pk_deputyships"),
    )
    op.create_index("ix_deputyships_head", "deputyships", ["head_id"])
    op.create_index("ix_deputyships_deputy", "deputyships", ["deputy_id"])


def downgrade() -> None:
    """Heads get what is meant for them."""
    op.drop_table("deputyships")
