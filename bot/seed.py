"""The office a deployment starts with: from settings and, for Blitar, the shipped list of kecamatan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.documents.tables import read_table
from bot.services.importing import ensure_office
from bot.settings import DATA_DIRECTORY

if TYPE_CHECKING:
    from bot.services.context import Context
    from bot.settings import Settings

# What a setting says of the office, where it is given and not merely the default.
_SAID_BY = {"office_name": "name", "bot_timezone": "timezone"}


async def seed_office(ctx: Context, settings: Settings) -> int:
    """Make sure that the deployment's office and its kecamatan exist; returns the office's id.

    A name or time zone that the settings state holds from now on, whatever the office was made with.
    """
    districts = []
    for row in read_table((DATA_DIRECTORY / "kecamatan.csv").read_bytes()).rows:
        code = row.values["kode"]
        if code.startswith(f"{settings.office_code}."):
            districts.append((code, row.values["kecamatan"], row.values["desa_kelurahan"].split(";")))
    renew = {said for setting, said in _SAID_BY.items() if setting in settings.model_fields_set}
    return await ensure_office(
        ctx, settings.office_code, settings.office_name, settings.bot_timezone, districts, renew=renew
    )
