"""A plan has a year: one code may stand in the plans of several years, and means the one in force."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Until now there was one activity to a code: each is the one that is meant."""
    with op.batch_alter_table("activities", schema=None) as batch_op:
        batch_op.add_column(sa.Column("in_force", sa.Boolean(), server_default=sa.true(), nullable=False))
        batch_op.drop_constraint("uq_activities_office_code", type_="unique")
        batch_op.create_unique_constraint("uq_activities_office_year_code", ["office_id", "plan_year", "code"])


def downgrade() -> None:
    """Only where no code stands in two plans."""
    with op.batch_alter_table("activities", schema=None) as batch_op:
        batch_op.drop_constraint("uq_activities_office_year_code", type_="unique")
        batch_op.create_unique_constraint("uq_activities_office_code", ["office_id", "code"])
        batch_op.drop_column("in_force")
