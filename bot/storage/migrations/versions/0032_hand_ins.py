"""What kecamatan hand in before a session."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """So far nothing is asked for."""
    op.add_column("sessions", sa.Column("hand_in", sa.JSON(), nullable=True))
    op.create_table(
        "hand_ins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(80), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Text(), nullable=False),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sent_by", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["sessions.id"], name="fk_hand_ins_session_id_sessions"),
        sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name="fk_hand_ins_district_id_districts"),
        sa.ForeignKeyConstraint(["sent_by"], ["people.id"], name="fk_hand_ins_sent_by_people"),
        sa.PrimaryKeyConstraint("id", name="pk_hand_ins"),
        sa.UniqueConstraint("session_id", "item", "district_id", name="uq_hand_ins_session_item_district"),
    )


def downgrade() -> None:
    """Nothing is asked for any more; files are in the chats."""
    op.drop_table("hand_ins")
    op.drop_column("sessions", "hand_in")
