"""The bot cannot write in a group: those who run the office are told in private, once a day for each trouble."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, delete, or_, select

from bot.domain.groups.troubles import GroupTrouble, trouble_of
from bot.domain.ledger import Purpose, State
from bot.domain.night import not_at_night
from bot.domain.timing import Due
from bot.domain.vocabulary import Role
from bot.services.owing.owe import Owed, owe, owe_again
from bot.services.owing.recipients import held_on, recipients
from bot.storage.models import Chat, Delivery, Office, Person

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.services.context import Context

_OF_USE = timedelta(days=2)


def tell_trouble(connection: Connection, chat_id: int, trouble: GroupTrouble, now: datetime) -> None:
    """Owe the heads and admins of a linked group's office what is wrong there; others' groups are not our trouble."""
    group = connection.execute(_LINKED, {"chat": chat_id}).one_or_none()
    if group is None:
        return
    zone = ZoneInfo(group.timezone)
    today = now.astimezone(zone).date()
    due = not_at_night(now, zone)
    people = connection.execute(_RUNNING, {"office": group.office_id, "day": today, "now": now})
    owe(
        connection,
        [
            Owed(
                Purpose.GROUP_TROUBLE,
                person.chat_id,
                Due(due, due + _OF_USE),
                group.office_id,
                person.id,
                occurrence=f"{chat_id}:{trouble}:{today}",
                facts={"trouble": trouble, "chat": chat_id, "title": group.title},
            )
            for person in people
        ],
        now,
    )


def tell_refusal(connection: Connection, chat_id: int, reason: str, now: datetime, *, gone: bool) -> None:
    """`tell_trouble` from Telegram's words; `gone`: the bot is not in the group any more."""
    tell_trouble(connection, chat_id, trouble_of(reason, gone=gone), now)


async def met_refusal(ctx: Context, chat_id: int, reason: str, *, gone: bool) -> None:
    """A reply was refused in a group.

    That it stood in a closed topic says nothing of the one that cards go to: of that the ledger's own messages tell.
    """
    if trouble_of(reason, gone=gone) is GroupTrouble.TOPIC_CLOSED:
        return
    now = ctx.clock.now()
    await ctx.db.transact(lambda connection: tell_refusal(connection, chat_id, reason, now, gone=gone))


async def may_not_write(ctx: Context, chat_id: int) -> None:
    """The right to write in a group was taken from the bot."""
    now = ctx.clock.now()
    await ctx.db.transact(lambda connection: tell_trouble(connection, chat_id, GroupTrouble.MUTED, now))


async def may_write(ctx: Context, chat_id: int) -> None:
    """The bot may write in a group (again): what failed there and is of use is owed again.

    That it may not is told to nobody any more; should it come to it again, anew.
    """
    now = ctx.clock.now()

    def _unit(connection: Connection) -> None:
        group = connection.execute(_LINKED, {"chat": chat_id}).one_or_none()
        if group is not None:
            over = {f"of_{trouble}": f"%:{chat_id}:{trouble}:%" for trouble in _OF_WRITING}
            connection.execute(_OVER, {"office": group.office_id, **over})
            owe_again(connection, "chat_id", chat_id, ZoneInfo(group.timezone), now)

    await ctx.db.transact(_unit)


def left_ones(connection: Connection, chat_ids: Collection[int]) -> frozenset[int]:
    """The groups among them that the bot is not in."""
    if not chat_ids:
        return frozenset()
    return frozenset(connection.execute(_LEFT, {"chats": list(chat_ids)}).scalars())


_LINKED = (
    select(Chat.office_id, Chat.title, Office.timezone)
    .join(Office, Office.id == Chat.office_id)
    .where(Chat.id == bindparam("chat"), Chat.left_at.is_(None))
)
_OF_WRITING = (GroupTrouble.MUTED, GroupTrouble.TOPIC_CLOSED)
_OVER = delete(Delivery).where(
    Delivery.office_id == bindparam("office"),
    Delivery.purpose == Purpose.GROUP_TROUBLE,
    Delivery.state.in_((State.PENDING, State.FAILED)),
    or_(*(Delivery.key.like(bindparam(f"of_{trouble}")) for trouble in _OF_WRITING)),
)
_LEFT = select(Chat.id).where(Chat.id.in_(bindparam("chats", expanding=True)), Chat.left_at.is_not(None))
_RUNNING = recipients(held_on(bindparam("day"))).where(
    Person.office_id == bindparam("office"), Person.role != Role.MEMBER
)
