"""Papers about shifts of piket are numbered too: surat tugas, laporan hasil pengawasan."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Papers that are there are about sessions."""
    with op.batch_alter_table("paper_numbers") as table:
        table.alter_column("session_id", existing_type=sa.Integer(), nullable=True)
        table.add_column(sa.Column("shift_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_paper_numbers_shift_id_duty_shifts"), "duty_shifts", ["shift_id"], ["id"])
        table.create_unique_constraint("uq_paper_numbers_shift_kind_recipient", ["shift_id", "kind", "recipient"])


def downgrade() -> None:
    """Numbers of papers about shifts are lost."""
    op.execute("DELETE FROM paper_numbers WHERE session_id IS NULL")
    with op.batch_alter_table("paper_numbers") as table:
        table.drop_constraint("uq_paper_numbers_shift_kind_recipient", type_="unique")
        table.drop_constraint(op.f("fk_paper_numbers_shift_id_duty_shifts"), type_="foreignkey")
        table.drop_column("shift_id")
        table.alter_column("session_id", existing_type=sa.Integer(), nullable=False)
