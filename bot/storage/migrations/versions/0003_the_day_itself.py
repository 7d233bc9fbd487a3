"""The day itself and after: seats, places, check-ins, guests, questionnaires, files, numbers of papers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.domain.invitations.chasing import DEFAULT_RULE
from bot.storage.types import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns and tables; nothing of what is stored changes its meaning."""
    _extend_sessions()
    _extend_invitations()
    op.create_table(
        "session_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("file_id", sa.Text(), nullable=False),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["sessions.id"], name=op.f("fk_session_files_session_id_sessions")),
        sa.ForeignKeyConstraint(["added_by"], ["people.id"], name=op.f("fk_session_files_added_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_files")),
    )
    op.create_index(op.f("ix_session_files_session_id"), "session_files", ["session_id"])
    op.create_table(
        "survey_responses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("scores", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["sessions.id"], name=op.f("fk_survey_responses_session_id_sessions")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_survey_responses_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_responses")),
        sa.UniqueConstraint("session_id", "person_id", name="uq_survey_responses_session_person"),
    )
    op.create_table(
        "paper_numbers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("series", sa.String(40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.Integer(), nullable=False),
        sa.Column("issued_at", UtcDateTime(), nullable=False),
        sa.Column("issued_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_paper_numbers_office_id_offices")),
        sa.ForeignKeyConstraint(["session_id"], ["sessions.id"], name=op.f("fk_paper_numbers_session_id_sessions")),
        sa.ForeignKeyConstraint(["issued_by"], ["people.id"], name=op.f("fk_paper_numbers_issued_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_numbers")),
        sa.UniqueConstraint("office_id", "year", "series", "number", name="uq_paper_numbers_series_number"),
        sa.UniqueConstraint("session_id", "kind", "recipient", name="uq_paper_numbers_session_kind_recipient"),
    )


def downgrade() -> None:
    """Drop them again."""
    for table in ("paper_numbers", "survey_responses", "session_files"):
        op.drop_table(table)
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        for name in ("answered_by", "checked_in_by"):
            batch_op.drop_constraint(op.f(f"fk_invitations_{name}_people"), type_="foreignkey")
        for name in (
            "guest_name",
            "guest_position",
            "answered_by",
            "seat_since",
            "checked_in_by",
            "substitute_came",
            "absence_reason",
        ):
            batch_op.drop_column(name)
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        for name in ("seats", "latitude", "longitude", "radius_m", "chase_rule", "check_in_secret"):
            batch_op.drop_column(name)


def _extend_sessions() -> None:
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("seats", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("latitude", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("longitude", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("radius_m", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("chase_rule", sa.String(40), nullable=False, server_default=DEFAULT_RULE))
        batch_op.add_column(sa.Column("check_in_secret", sa.String(64), nullable=False, server_default=""))


def _extend_invitations() -> None:
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("guest_name", sa.String(160), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("guest_position", sa.String(120), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("answered_by", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("seat_since", UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("checked_in_by", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("substitute_came", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("absence_reason", sa.Text(), nullable=False, server_default=""))
        for name in ("answered_by", "checked_in_by"):
            batch_op.create_foreign_key(op.f(f"fk_invitations_{name}_people"), "people", [name], ["id"])
    # Whoever comes or sends somebody has wanted a seat since the answer.
    op.execute("UPDATE invitations SET seat_since = answered_at WHERE answer IN ('hadir', 'diwakilkan')")
