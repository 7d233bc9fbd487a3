"""Daily jobs that fail for an office or a session, while all others are served."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import bot.storage.types

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Until now one such office kept the bot from starting."""
    op.create_table(
        "office_faults",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("job", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("since", bot.storage.types.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_office_faults_office_id_offices")),
        sa.PrimaryKeyConstraint("office_id", "job", "subject", name=op.f("pk_office_faults")),
    )


def downgrade() -> None:
    """Forget them."""
    op.drop_table("office_faults")
