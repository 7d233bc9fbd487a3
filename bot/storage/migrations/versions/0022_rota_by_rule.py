"""The rota of piket is computed from a rule; swaps and leave."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import UtcDateTime

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """All shifts there are were agreed: no rule made them."""
    op.add_column("duty_shifts", sa.Column("by_rule", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "duty_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("begins", sa.Date(), nullable=False),
        sa.Column("rotation", sa.String(length=40), nullable=False),
        sa.Column("days_off", sa.Boolean(), nullable=False),
        sa.Column("shifts", sa.JSON(), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_duty_rules_office_id_offices")),
        sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name=op.f("fk_duty_rules_district_id_districts")),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_duty_rules_made_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_rules")),
        sa.UniqueConstraint("district_id", "begins", name="uq_duty_rules_district_begins"),
    )
    op.create_index("ix_duty_rules_office_id", "duty_rules", ["office_id"])
    op.create_table(
        "duty_critical",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("shifts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_duty_critical_office_id_offices")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_critical")),
        sa.UniqueConstraint("office_id", "first", name="uq_duty_critical_office_first"),
    )
    op.create_table(
        "duty_leaves",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_duty_leaves_person_id_people")),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_duty_leaves_made_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_leaves")),
        sa.UniqueConstraint("person_id", "first", name="uq_duty_leaves_person_first"),
    )
    op.create_table(
        "duty_swaps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("shift", sa.String(length=40), nullable=False),
        sa.Column("giver_id", sa.Integer(), nullable=False),
        sa.Column("taker_id", sa.Integer(), nullable=True),
        sa.Column("return_day", sa.Date(), nullable=True),
        sa.Column("return_shift", sa.String(length=40), server_default=sa.text("''"), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_duty_swaps_office_id_offices")),
        sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name=op.f("fk_duty_swaps_district_id_districts")),
        sa.ForeignKeyConstraint(["giver_id"], ["people.id"], name=op.f("fk_duty_swaps_giver_id_people")),
        sa.ForeignKeyConstraint(["taker_id"], ["people.id"], name=op.f("fk_duty_swaps_taker_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_swaps")),
    )
    op.create_index("ix_duty_swaps_district_day", "duty_swaps", ["district_id", "day"])


def downgrade() -> None:
    """What was written down from a rule stays as if it had been agreed."""
    for table in ("duty_swaps", "duty_leaves", "duty_critical", "duty_rules"):
        op.drop_table(table)
    op.drop_column("duty_shifts", "by_rule")
