"""An office may have its logo on its papers, and say what its certificates are given by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """So far papers have neither."""
    for name in ("certificate_basis", "logo"):
        op.add_column("offices", sa.Column(name, sa.Text(), nullable=False, server_default=sa.text("''")))


def downgrade() -> None:
    """Papers are without them again."""
    with op.batch_alter_table("offices") as table:
        for name in ("logo", "certificate_basis"):
            table.drop_column(name)
