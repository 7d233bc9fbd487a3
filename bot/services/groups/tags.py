"""Whose tag the bot may keep in which groups: those linked where it was given the right to, and who of the roster belongs there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, or_

from bot.services.access import IN_OFFICE, active_person
from bot.services.office import told_telegram
from bot.storage.database import mark_owed
from bot.storage.models import Chat, Person

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context

# Under which it is remembered where the bot may: `tags:<chat>`; the tags themselves are `tag:<chat>:<account>`.
_MAY = "tags:"


class Wearer(NamedTuple):
    """Somebody with an account who belongs to a group; `of_all`: it is that of the whole office."""

    chat_id: int
    person: PersonFacts
    of_all: bool


async def note_right(ctx: Context, bot_id: int, chat_id: int, *, may: bool) -> None:
    """An admin of a group gave the bot the right to manage tags, or took it."""
    name = f"{_MAY}{chat_id}"
    if (name in await told_telegram.known(ctx, bot_id, name)) is may:
        return
    if may:
        await told_telegram.remember(ctx, bot_id, name, "may")
    else:
        await told_telegram.forget(ctx, bot_id, name)
    await ctx.db.transact(lambda connection: mark_owed(connection, "tags"))


async def allowed(ctx: Context, bot_id: int) -> frozenset[int]:
    """The groups in which the bot may."""
    known = await told_telegram.known(ctx, bot_id, _MAY)
    return frozenset(int(name.removeprefix(_MAY)) for name in known)


async def wearers(ctx: Context, chats: frozenset[int]) -> list[Wearer]:
    """Everybody in office who has an account and belongs to one of these groups that is linked."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> list[Wearer]:
        rows = connection.execute(_WEARERS, {"chats": sorted(chats)}).all()
        return [
            Wearer(row.chat, person, row.of is None) for row in rows if (person := active_person(row, now)) is not None
        ]

    return await ctx.db.study(_unit)


_WEARERS = (
    IN_OFFICE.add_columns(Chat.id.label("chat"), Chat.district_id.label("of"))
    .join(Chat, Chat.office_id == Person.office_id)
    .where(
        Chat.id.in_(bindparam("chats", expanding=True)),
        Chat.left_at.is_(None),
        Person.telegram_id.is_not(None),
        or_(Chat.district_id.is_(None), Person.district_id.is_(None), Chat.district_id == Person.district_id),
    )
    .order_by(Chat.id, Person.id)
)
