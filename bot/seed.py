"""The office a deployment starts with: from settings and, for Blitar, the shipped list of kecamatan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.documents.tables import read_table
from bot.services.importing import ensure_office
from bot.settings import DATA_DIRECTORY

if TYPE_CHECKING:
    from bot.services.context import Context
    from bot.settings import Settings


async def seed_office(ctx: Context, settings: Settings) -> int:
    """Make sure that the deployment's office and its kecamatan exist; returns the office's id."""
    districts = []
    for row in read_table((DATA_DIRECTORY / "kecamatan.csv").read_bytes()).rows:
        code = row.values["kode"]
        if code.startswith(f"{settings.office_code}."):
            districts.append((code, row.values["kecamatan"], row.values["desa_kelurahan"].split(";")))
    return await ensure_office(ctx, settings.office_code, settings.office_name, settings.bot_timezone, districts)
