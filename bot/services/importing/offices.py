"""The office of a deployment and its kecamatan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from bot.services import audit
from bot.storage.models import District, Office
from bot.storage.upsert import insert_into

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.services.context import Context


async def ensure_office(
    ctx: Context,
    code: str,
    name: str,
    timezone: str,
    districts: Sequence[tuple[str, str, list[str]]],
    *,
    renew: Collection[str] = (),
) -> int:
    """The office of this deployment with its kecamatan (code, name, villages); made at first use. Returns its id.

    `renew` says what of an office that is there already is to be as given: `name`, `timezone`.
    """
    given = {"name": name, "timezone": timezone}
    async with ctx.db.write() as session:
        # Replicas start together: whoever is second finds it made.
        await _add(session, Office, [{"code": code, **given}], "code")
        office = (await session.execute(select(Office).where(Office.code == code))).scalar_one()
        await _add(
            session,
            District,
            [
                {"office_id": office.id, "code": district, "name": title, "villages": villages}
                for district, title, villages in districts
            ],
            "code",
        )
        _renew(ctx, session, office, {what: given[what] for what in renew})
        return office.id


async def _add(session: AsyncSession, model: type[Any], rows: list[dict[str, Any]], unique: str) -> None:
    if not rows:
        return
    insert = insert_into(session.get_bind().dialect.name, model)
    await session.execute(insert.on_conflict_do_nothing(index_elements=[unique]), rows)


def _renew(ctx: Context, session: AsyncSession, office: Office, given: dict[str, str]) -> None:
    changed = {what: value for what, value in given.items() if getattr(office, what) != value}
    if not changed:
        return
    before = {what: getattr(office, what) for what in changed}
    for what, value in changed.items():
        setattr(office, what, value)
    audit.record(
        session, office_id=office.id, at=ctx.clock.now(), actor_id=None, action="office.settings",
        subject=f"office:{office.id}", before=before, after=changed,
    )  # fmt: skip
