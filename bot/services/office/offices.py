"""Offices of a deployment: made, changed, listed. A program of one office needs none of it but `ensure_office`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, insert, select, update

from bot.domain.office.offices import check_code, check_office
from bot.domain.refusals import Refusal
from bot.services import audit
from bot.storage.models import Activity, District, Office, Person
from bot.storage.upsert import insert_into

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.services.context import Context

FIELDS = (
    "name",
    "timezone",
    "address",
    "email",
    "website",
    "contact",
    "seat",
    "letter_code",
    "classifications",
    "letter_pattern",
    "certificate_basis",
    "logo",
)


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """An office with how much is set up: how many kecamatan, desa, people, of these registered; and the years of its plans."""

    id: int
    code: str
    fields: dict[str, str]
    districts: tuple[str, ...]
    villages: int
    people: int
    registered: int
    plans: tuple[int, ...]

    @property
    def name(self) -> str:
        return self.fields["name"]


async def ensure_office(
    ctx: Context,
    code: str,
    values: Mapping[str, str],
    districts: Sequence[tuple[str, str, list[str]]] = (),
    *,
    stated: Mapping[str, str] | None = None,
) -> int:
    """An office with its kecamatan (code, name, villages); made with `values` at first use. Returns its id.

    What is `stated` holds for an office that is there already, too.
    """
    now = ctx.clock.now()

    def _unit(connection: Connection) -> int:
        if _find(connection, code) is None:
            # Replicas start together: whoever is second finds it made.
            _add(connection, Office, [{"code": code, **values, **(stated or {})}], "code")
        office = connection.execute(_OFFICE, {"code": code}).one()
        rows = [
            {"office_id": office.id, "code": district, "name": name, "villages": villages}
            for district, name, villages in districts
        ]
        _add(connection, District, rows, "code")
        _change(connection, office, stated or {}, now)
        return int(office.id)

    return await ctx.db.transact(_unit)


async def add_office(ctx: Context, code: str, given: Mapping[str, str]) -> bool:
    """Make an office; whether it was not there yet. Refuses a code that an office with other values has.

    Raises `BadOffice` for what makes no sense.
    """
    code, values = check_code(code), check_office(given)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> bool:
        known = _find(connection, code)
        if known is None:
            made = connection.execute(insert(Office).values(code=code, **values).returning(Office.id)).scalar_one()
            audit.record(
                connection,
                office_id=made,
                at=now,
                actor_id=None,
                action="office.add",
                subject=f"office:{made}",
                **_told(values),
            )
            return True
        if any(getattr(known, field) != value for field, value in values.items()):
            raise Refusal("refused-office-there", code=code, name=known.name)
        return False

    return await ctx.db.transact(_unit)


async def set_office(ctx: Context, code: str, given: Mapping[str, str]) -> list[str]:
    """Change what is given of an office; the fields that are not as before. Raises `BadOffice`."""
    values = check_office(given)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> list[str]:
        office = _find(connection, code)
        if office is None:
            raise _unknown(connection, code)
        return _change(connection, office, values, now)

    return await ctx.db.transact(_unit)


async def list_offices(ctx: Context) -> list[OfficeLine]:
    """Every office, by code."""
    return await ctx.db.query(_lines)


async def office_line(ctx: Context, code: str) -> OfficeLine:
    """One office by code; refuses an unknown one."""
    for line in await list_offices(ctx):
        if line.code == code:
            return line
    raise await ctx.db.query(lambda connection: _unknown(connection, code))


async def office_codes(ctx: Context) -> dict[str, tuple[int, str]]:
    """(id, name) of every office by its code."""
    query = select(Office.code, Office.id, Office.name).order_by(Office.code)
    return await ctx.db.query(lambda connection: {code: (key, name) for code, key, name in connection.execute(query)})


async def only_office(ctx: Context) -> str | None:
    """The name of the one office of this deployment: to a stranger, of several none can be named."""
    found = await office_codes(ctx)
    return next(iter(found.values()))[1] if len(found) == 1 else None


def _lines(connection: Connection) -> list[OfficeLine]:
    districts: dict[int, list[str]] = {}
    villages: dict[int, int] = {}
    query = select(District.office_id, District.name, District.villages).order_by(District.code)
    for office_id, name, of_district in connection.execute(query):
        districts.setdefault(office_id, []).append(name)
        villages[office_id] = villages.get(office_id, 0) + len(of_district)
    counts = select(Person.office_id, func.count(), func.count(Person.telegram_id)).group_by(Person.office_id)
    people = {office_id: (many, registered) for office_id, many, registered in connection.execute(counts)}
    plans: dict[int, list[int]] = {}
    years = select(Activity.office_id, Activity.plan_year).distinct().order_by(Activity.plan_year)
    for office_id, year in connection.execute(years):
        plans.setdefault(office_id, []).append(year)
    columns = [getattr(Office, field) for field in FIELDS]
    return [
        OfficeLine(
            row.id,
            row.code,
            {field: getattr(row, field) for field in FIELDS},
            tuple(districts.get(row.id, ())),
            villages.get(row.id, 0),
            *people.get(row.id, (0, 0)),
            tuple(plans.get(row.id, ())),
        )
        for row in connection.execute(select(Office.id, Office.code, *columns).order_by(Office.code))
    ]


_OFFICE = select(Office).where(Office.code == bindparam("code"))


def _find(connection: Connection, code: str) -> Any | None:
    return connection.execute(_OFFICE, {"code": code}).one_or_none()


def _unknown(connection: Connection, code: str) -> Refusal:
    known = connection.execute(select(Office.code).order_by(Office.code)).scalars().all()
    return Refusal("refused-office-unknown", code=code[:20], known=", ".join(known) or "–")


def _add(connection: Connection, model: type[Any], rows: list[dict[str, Any]], unique: str) -> None:
    if rows:
        wanted = insert_into(connection.dialect.name, model)
        connection.execute(wanted.on_conflict_do_nothing(index_elements=[unique]), rows)


def _change(connection: Connection, office: Any, given: Mapping[str, str], now: datetime) -> list[str]:
    changed = {field: value for field, value in given.items() if getattr(office, field) != value}
    if changed:
        before = {field: getattr(office, field) for field in changed}
        connection.execute(update(Office).where(Office.id == office.id).values(**changed))
        audit.record(
            connection,
            office_id=office.id,
            at=now,
            actor_id=None,
            action="office.settings",
            subject=f"office:{office.id}",
            before=_told(before),
            after=_told(changed),
        )
    return list(changed)


def _told(values: Mapping[str, str]) -> dict[str, str | bool]:
    """For the audit; a picture is not for reading."""
    return {field: bool(value) if field == "logo" else value for field, value in values.items()}
