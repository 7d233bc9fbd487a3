"""An invitation keeps the kecamatan of whom it is for: who moves later takes no figures along."""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of what was until now only the present is known: people are taken to have been where they are."""
    # In place: both databases can, and the table is the largest.
    op.execute(
        "ALTER TABLE invitations ADD COLUMN district_id INTEGER"
        " CONSTRAINT fk_invitations_district_id_districts REFERENCES districts (id)"
    )
    op.execute(
        "UPDATE invitations SET district_id = (SELECT p.district_id FROM people p WHERE p.id = invitations.person_id)"
    )


def downgrade() -> None:
    """Drop it again."""
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("fk_invitations_district_id_districts"), type_="foreignkey")
        batch_op.drop_column("district_id")
