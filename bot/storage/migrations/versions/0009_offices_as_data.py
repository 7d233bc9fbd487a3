"""An office's stationery is its own, and titles are shortened once, by the office whose plan they are of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.domain.meetings.titles import short_title

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_STATIONERY = ("address", "email", "website", "contact", "seat", "letter_code", "classifications", "letter_pattern")


def upgrade() -> None:
    """Stationery comes with the next start from where it was, the settings."""
    with op.batch_alter_table("offices", schema=None) as batch_op:
        for name in _STATIONERY:
            batch_op.add_column(sa.Column(name, sa.Text(), server_default="", nullable=False))
    with op.batch_alter_table("activities", schema=None) as batch_op:
        batch_op.add_column(sa.Column("short_title", sa.Text(), server_default="", nullable=False))
    connection = op.get_bind()
    titles = sa.text("SELECT a.id, a.title, o.name FROM activities a JOIN offices o ON o.id = a.office_id")
    short = [{"id": row.id, "short": short_title(row.title, row.name)} for row in connection.execute(titles)]
    if short:
        connection.execute(sa.text("UPDATE activities SET short_title = :short WHERE id = :id"), short)


def downgrade() -> None:
    """Drop them again."""
    with op.batch_alter_table("activities", schema=None) as batch_op:
        batch_op.drop_column("short_title")
    with op.batch_alter_table("offices", schema=None) as batch_op:
        for name in reversed(_STATIONERY):
            batch_op.drop_column(name)
