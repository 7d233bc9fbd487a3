"""Groups remember the topic of a forum that they are linked in, and how often they were linked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Until now everything went to General, and what was posted once was not told anew."""
    with op.batch_alter_table("chats", schema=None) as batch_op:
        batch_op.add_column(sa.Column("thread_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("links", sa.Integer(), server_default=sa.text("1"), nullable=False))


def downgrade() -> None:
    """Drop the columns."""
    with op.batch_alter_table("chats", schema=None) as batch_op:
        batch_op.drop_column("links")
        batch_op.drop_column("thread_id")
