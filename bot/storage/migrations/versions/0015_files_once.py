"""A file of a session is stored once, however often it comes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What Telegram calls the files that are there is not known."""
    with op.batch_alter_table("session_files", schema=None) as batch_op:
        batch_op.add_column(sa.Column("unique_id", sa.String(length=64), nullable=True))
        batch_op.create_unique_constraint("uq_session_files_content", ["session_id", "kind", "unique_id"])


def downgrade() -> None:
    """Files that come again are stored again."""
    with op.batch_alter_table("session_files", schema=None) as batch_op:
        batch_op.drop_constraint("uq_session_files_content", type_="unique")
        batch_op.drop_column("unique_id")
