"""The office of a deployment: what settings state of it, and for an empty database the one that is shipped."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bot.data import DATA_DIRECTORY
from bot.documents.tables import read_table
from bot.domain.office.offices import check_code, check_office
from bot.domain.refusals import Refusal
from bot.services.office.offices import ensure_office, office_codes

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from bot.config.settings import Settings
    from bot.domain.importing.columns import Row
    from bot.services.context import Context

# Which setting states what of the office; one that is empty states nothing.
SETTINGS = {
    "office_name": "name",
    "bot_timezone": "timezone",
    "office_address": "address",
    "office_email": "email",
    "office_website": "website",
    "office_contact": "contact",
    "office_seat": "seat",
    "letter_code": "letter_code",
    "letter_classifications": "classifications",
    "letter_pattern": "letter_pattern",
}
_COLUMNS = {"nama": "name", "zona": "timezone", "alamat": "address", "surel": "email", "laman": "website"}


def stated(settings: Settings) -> dict[str, str]:
    """What settings state of the deployment's office, not what they only default to; raises `BadOffice`."""
    if settings.office_code:
        check_code(settings.office_code)
    given = {field: getattr(settings, name) for name, field in SETTINGS.items() if name in settings.model_fields_set}
    return check_office({field: value for field, value in given.items() if value.strip()})


async def seed_office(ctx: Context, settings: Settings, code: str = "") -> int:
    """The office that a command is for, by `code`, by OFFICE_CODE, or the only one there is; returns its id.

    Only that of OFFICE_CODE (or, without it, the only one) is made where it is not there, and is as settings state.
    Refuses where none or several may be meant.
    """
    known = await office_codes(ctx)
    own = own_code(settings, known)
    if code and code != own:
        if code not in known:
            raise Refusal("refused-office-unknown", code=code[:20], known=", ".join(known) or "–")
        return known[code][0]
    if not own:
        if known:
            raise Refusal("refused-which-office", offices=_listed(known))
        own = shipped_code()
    said = stated(settings)
    values, districts = shipped_office() if own == shipped_code() else ({}, [])
    if own not in known and not (values or "name" in said):
        raise Refusal("refused-office-to-add", code=own)
    return await ensure_office(ctx, own, {"timezone": settings.bot_timezone, **values}, districts, stated=said)


async def find_office(ctx: Context, settings: Settings, code: str = "") -> int:
    """As `seed_office`, for what only reads: nothing is made or changed. Refuses where there is none."""
    known = await office_codes(ctx)
    wanted = code or own_code(settings, known)
    if not known:
        raise Refusal("shell-no-office")
    if not wanted:
        raise Refusal("refused-which-office", offices=_listed(known))
    if wanted not in known:
        raise Refusal("refused-office-unknown", code=wanted[:20], known=", ".join(known))
    return known[wanted][0]


def _listed(known: Mapping[str, tuple[int, str]]) -> str:
    return ", ".join(f"{one} {name}" for one, (_, name) in known.items())


def own_code(settings: Settings, known: Collection[str]) -> str:
    """The office that settings speak of: OFFICE_CODE's, else the only one there is; empty where neither is."""
    return settings.office_code or (next(iter(known)) if len(known) == 1 else "")


async def seed_any_office(ctx: Context, settings: Settings) -> None:
    """The bot itself serves all offices there are: it needs one to begin with, and the settings' to be as they say."""
    if settings.office_code or len(await office_codes(ctx)) < 2:
        await seed_office(ctx, settings)


def shipped_code() -> str:
    """The code of the office whose data the program is shipped with."""
    return _shipped()["kode"]


def shipped_office() -> tuple[dict[str, str], list[tuple[str, str, list[str]]]]:
    """Its fields, and its kecamatan as (code, name, villages)."""
    districts = [
        (row.values["kode"], row.values["kecamatan"], row.values["desa_kelurahan"].split(";"))
        for row in _rows("kecamatan.csv")
    ]
    return {field: _shipped()[column] for column, field in _COLUMNS.items()}, districts


def _shipped() -> Mapping[str, str]:
    return _rows("kantor.csv")[0].values


@cache
def _rows(name: str) -> tuple[Row, ...]:
    return read_table((DATA_DIRECTORY / name).read_bytes()).rows
