"""Who came on which day of a session of several days."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import bot.storage.types

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Sessions of one day have none."""
    op.create_table(
        "day_arrivals",
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("came_at", bot.storage.types.UtcDateTime(), nullable=False),
        sa.Column("how", sa.String(length=20), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.Column("substitute_came", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitations.id"], name=op.f("fk_day_arrivals_invitation_id_invitations")
        ),
        sa.ForeignKeyConstraint(["entered_by"], ["people.id"], name=op.f("fk_day_arrivals_entered_by_people")),
        sa.PrimaryKeyConstraint("invitation_id", "day", name=op.f("pk_day_arrivals")),
    )


def downgrade() -> None:
    """Forget them; each invitation keeps the first."""
    op.drop_table("day_arrivals")
