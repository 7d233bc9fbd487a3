"""The office of a deployment and its kecamatan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.storage.models import District, Office

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.services.context import Context


async def ensure_office(
    ctx: Context, code: str, name: str, timezone: str, districts: Sequence[tuple[str, str, list[str]]]
) -> int:
    """The office of this deployment with its kecamatan (code, name, villages); made at first use. Returns its id."""
    async with ctx.db.write() as session:
        office = (await session.execute(select(Office).where(Office.code == code))).scalar_one_or_none()
        if office is None:
            office = Office(code=code, name=name, timezone=timezone)
            session.add(office)
            await session.flush()
        known = set((await session.execute(select(District.code).where(District.office_id == office.id))).scalars())
        session.add_all(
            District(office_id=office.id, code=district, name=title, villages=villages)
            for district, title, villages in districts
            if district not in known
        )
        return office.id
