"""Reports of piket: numbers by kecamatan and day, several of a shift, answers to forms, photos, corrections, review."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import UtcDateTime

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_LISTS = ("answers", "earlier", "remarks")


def upgrade() -> None:
    """Reports that are there keep their numbers."""
    with op.batch_alter_table("duty_reports") as table:
        table.drop_constraint(op.f("uq_duty_reports_shift_id"), type_="unique")
        table.add_column(sa.Column("nth", sa.Integer(), server_default=sa.text("1"), nullable=False))
        table.add_column(sa.Column("form", sa.String(length=40), server_default=sa.text("'piket'"), nullable=False))
        for name in _LISTS:
            table.add_column(sa.Column(name, sa.JSON(), nullable=True))
        table.add_column(sa.Column("reviewed_by", sa.Integer(), nullable=True))
        table.add_column(sa.Column("reviewed_at", UtcDateTime(), nullable=True))
        table.add_column(sa.Column("review_note", sa.Text(), server_default=sa.text("''"), nullable=False))
        table.add_column(sa.Column("source_update", sa.BigInteger(), nullable=True))
        table.create_foreign_key(op.f("fk_duty_reports_reviewed_by_people"), "people", ["reviewed_by"], ["id"])
        table.create_unique_constraint("uq_duty_reports_shift_nth", ["shift_id", "nth"])
        table.create_unique_constraint(op.f("uq_duty_reports_source_update"), ["source_update"])
    op.create_table(
        "duty_counters",
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name=op.f("fk_duty_counters_district_id_districts")),
        sa.PrimaryKeyConstraint("district_id", "day", name=op.f("pk_duty_counters")),
    )
    op.create_table(
        "duty_photos",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Text(), nullable=False),
        sa.Column("unique_id", sa.String(length=64), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("kept_as", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["duty_reports.id"], name=op.f("fk_duty_photos_report_id_duty_reports")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_photos")),
        sa.UniqueConstraint("report_id", "unique_id", name="uq_duty_photos_report_content"),
    )
    op.create_index("ix_duty_photos_sha256", "duty_photos", ["sha256"])
    op.create_table(
        "duty_drafts",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("shift_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_duty_drafts_person_id_people")),
        sa.ForeignKeyConstraint(["shift_id"], ["duty_shifts.id"], name=op.f("fk_duty_drafts_shift_id_duty_shifts")),
        sa.PrimaryKeyConstraint("person_id", "shift_id", "form", name=op.f("pk_duty_drafts")),
    )


def downgrade() -> None:
    """Of each shift the first report stays."""
    op.drop_table("duty_drafts")
    op.drop_table("duty_photos")
    op.drop_table("duty_counters")
    op.execute("DELETE FROM duty_reports WHERE nth > 1")
    with op.batch_alter_table("duty_reports") as table:
        table.drop_constraint(op.f("uq_duty_reports_source_update"), type_="unique")
        table.drop_constraint("uq_duty_reports_shift_nth", type_="unique")
        table.drop_constraint(op.f("fk_duty_reports_reviewed_by_people"), type_="foreignkey")
        for name in ("source_update", "review_note", "reviewed_at", "reviewed_by", *_LISTS, "form", "nth"):
            table.drop_column(name)
        table.create_unique_constraint(op.f("uq_duty_reports_shift_id"), ["shift_id"])
