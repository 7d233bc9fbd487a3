"""What the office asks of its kecamatan, and their answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import UtcDateTime

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing was asked so far."""
    op.create_table(
        "data_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("wanted", sa.JSON(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("source_update", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_data_requests_office_id_offices")),
        sa.ForeignKeyConstraint(["created_by"], ["people.id"], name=op.f("fk_data_requests_created_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_requests")),
        sa.UniqueConstraint("source_update", name=op.f("uq_data_requests_source_update")),
    )
    op.create_index(op.f("ix_data_requests_office_id"), "data_requests", ["office_id"])
    op.create_table(
        "data_answers",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"], ["data_requests.id"], name=op.f("fk_data_answers_request_id_data_requests")
        ),
        sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name=op.f("fk_data_answers_district_id_districts")),
        sa.ForeignKeyConstraint(["answered_by"], ["people.id"], name=op.f("fk_data_answers_answered_by_people")),
        sa.PrimaryKeyConstraint("request_id", "district_id", name=op.f("pk_data_answers")),
    )


def downgrade() -> None:
    """All of it goes."""
    op.drop_table("data_answers")
    op.drop_table("data_requests")
