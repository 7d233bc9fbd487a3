"""The inbox: updates that were acknowledged to Telegram before they were done, as they came, and who works on them.

What is done soon after it came never gets here. A row goes when its update is done; one whose handler was under way each time a
process died is set aside, and kept for whoever looks into it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import BindParameter, bindparam, case, delete, func, null, select, true, union_all, update

from bot.storage.models import InboxUpdate, ProcessedUpdate, Taker
from bot.storage.prepared import Prepared
from bot.storage.sources import SAME_UPDATE
from bot.storage.upsert import insert_into, upsert

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

# A process that has not said for so long that it lives has died; what it kept is for others.
LEASE = timedelta(seconds=45)
# What was under way at so many deaths is not tried again: once it may have been any of those under way, and then alone it was
# twice. Two deaths in all would condemn the innocent, where processes are killed from outside over and over.
MOST_DEATHS = 3
# What was set aside is kept for so long, for whoever looks into it.
KEPT_ASIDE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Kept:
    """An update as Telegram wrote it.

    `begun` counts the times that its handler was begun and has not come back. `lane` is whose it is: their next update waits
    for it until it is `effective`, its effect committed and only its replies not out.
    """

    update_id: int
    body: dict[str, Any]
    lane: int
    begun: int = 0
    effective: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What a process finds: what is to be done, oldest first, what was set aside now, and whether somebody died."""

    rows: list[Kept]
    set_aside: list[Kept]
    died: bool


@dataclass(frozen=True, slots=True)
class Inbox:
    """How many wait, since when, and how many were set aside."""

    waiting: int
    set_aside: int
    oldest: datetime | None


NOTHING_KEPT = Inbox(0, 0, None)


@dataclass(frozen=True, slots=True)
class KnownUpdate:
    """Whether an update is `done`, or another process' work, and what came before it of the same person without effect yet."""

    done: bool
    elsewhere: bool = False
    older: Sequence[int] = ()


def remember(connection: Connection, update_ids: Sequence[int], now: datetime) -> None:
    """These are done: a repeat is known."""
    done = _remembering(connection.dialect.name)
    done.run_all(connection, [{"update_id": one, "processed_at": now} for one in update_ids])


@cache
def _remembering(dialect: str) -> Prepared:
    inserted = insert_into(dialect, ProcessedUpdate).on_conflict_do_nothing()
    return Prepared(inserted, "update_id", "processed_at")


def known(connection: Connection, update_id: int, lane: int, owner: str, *, shared: bool) -> KnownUpdate:
    """What is known of an update; others work on some only where the inbox is `shared`."""
    if not shared:
        return KnownUpdate(done=connection.scalar(_PROCESSED, {"one": update_id}) is not None)
    found = connection.execute(_KNOWN, {"one": update_id, "lane": lane}).all()
    if any(row.id is None for row in found):
        return KnownUpdate(done=True)
    own = next((row for row in found if row.update_id == update_id), None)
    if own is not None and own.owner != owner:
        return KnownUpdate(done=False, elsewhere=True)
    older = [row.update_id for row in found if not row.effective and (own is None or row.id < own.id)]
    return KnownUpdate(done=False, older=older)


def keep(connection: Connection, updates: Sequence[Kept], owner: str, now: datetime) -> None:
    """These are not done, and will not come again."""
    # What was set aside long ago has its number from before numbers started anew; a repeat of what was just now stays that.
    connection.execute(_GIVE_UP, {"ids": [one.update_id for one in updates], "before": now - SAME_UPDATE}).close()
    insert = insert_into(connection.dialect.name, InboxUpdate).on_conflict_do_nothing(index_elements=["update_id"])
    rows = [
        {
            "update_id": one.update_id,
            "body": one.body,
            "begun": one.begun,
            "lane": one.lane,
            "effective": one.effective,
            "received_at": now,
            "owner": owner,
        }
        for one in updates
    ]
    connection.execute(insert, rows).close()


def discard(connection: Connection, update_ids: Sequence[int]) -> None:
    """These were kept, and are done."""
    if update_ids:
        connection.execute(_DISCARD, {"ids": list(update_ids)})


def supersede(connection: Connection, lanes: Sequence[int], owner: str, now: datetime) -> None:
    """Later updates of these are done: what others keep of them for its replies alone is not to be done again.

    It stays in the inbox: should the other die, whoever takes it up answers the press.
    """
    if not lanes:
        return
    kept = connection.execute(_ONLY_REPLIES, {"lanes": list(lanes), "holder": owner}).scalars().all()
    remember(connection, kept, now)


def note_begun(connection: Connection, update_id: int, times: int) -> None:
    """The handler of one that was kept is about to run, for the n-th time: should the process die of it, that is known."""
    connection.execute(_BEGIN, {"one": update_id, "times": times})


def note_effective(connection: Connection, update_ids: Sequence[int]) -> None:
    """The effect of these is committed, only replies wait: should the process die, it is not of them."""
    if update_ids:
        connection.execute(_SURVIVE, {"ids": list(update_ids)})


def take(connection: Connection, owner: str, now: datetime, *, alone: bool, begins: bool = False) -> Found:
    """Take up what nobody alive works on; no other lives where this process is `alone`. From now on this one lives.

    One that `begins` (again) works on nothing yet, also of what is its own. What was under way at each of `MOST_DEATHS` deaths is set aside.
    """
    others = Taker.name != owner
    dead = others if alone else others & (Taker.until < now)
    died = connection.execute(delete(Taker).where(dead)).rowcount > 0
    query = select(
        InboxUpdate.id,
        InboxUpdate.update_id,
        InboxUpdate.body,
        InboxUpdate.lane,
        InboxUpdate.begun,
        InboxUpdate.effective,
    ).where(_WAITS, InboxUpdate.owner.not_in(select(Taker.name).where(others)))
    if begins:
        forget_done(connection, now)
    else:
        query = query.where(InboxUpdate.owner != owner)
    # Another that lives takes what is locked. Where none does, it is a dead one's last transaction, which ends by itself: not
    # waited for, its update would stand there until the next start, and be done after the same person's later ones.
    rows = connection.execute(query.order_by(InboxUpdate.id).with_for_update(skip_locked=not alone)).all()
    renew(connection, owner, now)
    tired = [row for row in rows if row.begun >= MOST_DEATHS]
    if tired:
        connection.execute(_SET_ASIDE, {"ids": [row.id for row in tired], "now": now})
        # Telegram may not have heard that it was kept.
        remember(connection, [row.update_id for row in tired], now)
    taken = [row for row in rows if row.begun < MOST_DEATHS]
    if taken:
        connection.execute(_HOLD, {"ids": [row.id for row in taken], "holder": owner})
    return Found([_kept(row) for row in taken], [_kept(row) for row in tired], died)


def _kept(row: Any) -> Kept:
    return Kept(row.update_id, row.body, row.lane, row.begun, row.effective)


def renew(connection: Connection, owner: str, now: datetime) -> None:
    """The process lives: what it keeps is its own."""
    upsert(connection, Taker, {"name": owner}, {"until": now + LEASE})


def leave(connection: Connection, owner: str) -> None:
    """The process goes in good order: what it keeps yet is for whoever comes."""
    connection.execute(delete(Taker).where(Taker.name == owner))


def inbox(connection: Connection) -> Inbox:
    """How it stands."""
    row = connection.execute(_COUNT).one()
    return Inbox(row.total - (row.aside or 0), row.aside or 0, row.oldest)


def forget_old(connection: Connection, now: datetime) -> None:
    """What has stood here for so long nobody looks into any more, and numbers that may be other updates' by now."""
    forget_done(connection, now)
    connection.execute(_OLD, {"before": now - KEPT_ASIDE})


def forget_done(connection: Connection, now: datetime) -> None:
    """What was done so long ago comes no more: the same number is another update."""
    connection.execute(_DONE_BEFORE, {"before": now - SAME_UPDATE})


_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_HOLDER: BindParameter[str] = bindparam("holder", type_=InboxUpdate.owner.type)
_ONE: BindParameter[int] = bindparam("one", type_=InboxUpdate.update_id.type)
_LANE: BindParameter[int] = bindparam("lane", type_=InboxUpdate.update_id.type)
_NOW: BindParameter[Any] = bindparam("now", type_=InboxUpdate.received_at.type)
_PROCESSED = select(ProcessedUpdate.update_id).where(ProcessedUpdate.update_id == _ONE)
_WAITS = InboxUpdate.set_aside_at.is_(None)
_KNOWN = union_all(
    select(
        ProcessedUpdate.update_id,
        null().cast(InboxUpdate.id.type).label("id"),
        null().cast(InboxUpdate.owner.type).label("owner"),
        true().label("effective"),
    ).where(ProcessedUpdate.update_id == _ONE),
    select(InboxUpdate.update_id, InboxUpdate.id, InboxUpdate.owner, InboxUpdate.effective).where(
        InboxUpdate.lane == _LANE, _WAITS
    ),
)
_DONE_BEFORE = delete(ProcessedUpdate).where(ProcessedUpdate.processed_at < bindparam("before"))
_GIVE_UP = delete(InboxUpdate).where(
    InboxUpdate.update_id.in_(_IDS), InboxUpdate.set_aside_at <= bindparam("before", type_=InboxUpdate.received_at.type)
)
_DISCARD = delete(InboxUpdate).where(InboxUpdate.update_id.in_(_IDS), _WAITS)
_BEGIN = update(InboxUpdate).where(InboxUpdate.update_id == _ONE, _WAITS).values(begun=bindparam("times"))
_SURVIVE = update(InboxUpdate).where(InboxUpdate.update_id.in_(_IDS), _WAITS).values(begun=0, effective=True)
_ONLY_REPLIES = select(InboxUpdate.update_id).where(
    InboxUpdate.lane.in_(bindparam("lanes", expanding=True)),
    InboxUpdate.effective.is_(True),
    InboxUpdate.owner != _HOLDER,
    _WAITS,
)
_SET_ASIDE = update(InboxUpdate).where(InboxUpdate.id.in_(_IDS)).values(set_aside_at=_NOW)
_HOLD = update(InboxUpdate).where(InboxUpdate.id.in_(_IDS)).values(owner=_HOLDER)
_OLD = delete(InboxUpdate).where(InboxUpdate.received_at < bindparam("before", type_=InboxUpdate.received_at.type))
_COUNT = select(
    func.count(InboxUpdate.id).label("total"),
    func.sum(case((InboxUpdate.set_aside_at.is_not(None), 1), else_=0)).label("aside"),
    func.min(case((_WAITS, InboxUpdate.received_at))).label("oldest"),
)
