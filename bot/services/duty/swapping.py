"""Shifts that change hands: asked and answered by two presses, offered to whoever takes them, or taken over in an emergency."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, insert, or_, select, update

from bot.domain.duty.facts import TAKES_TURNS
from bot.domain.duty.rota import Span, Turn
from bot.domain.duty.shifts import changed_due, shift_begins, shift_ends
from bot.domain.duty.swaps import SwapState
from bot.domain.ledger import Purpose, delivery_key
from bot.domain.refusals import Refusal
from bot.domain.timing import Due
from bot.domain.vocabulary import Position
from bot.services import audit
from bot.services.access import find_person
from bot.services.duty.changing import (
    agree,
    away_on,
    change_rota,
    district_of,
    refuse_if_away,
    require_keeper,
    rota_ahead,
)
from bot.services.duty.looking import people_there
from bot.services.duty.offers import end
from bot.services.duty.rota import owe_today
from bot.services.duty.shifts import OF_SHIFT
from bot.services.duty.turns import offer_of
from bot.services.owing.owe import Owed, once, owe
from bot.services.owing.recipients import recipients, registered_on
from bot.storage.models import Delivery, DutyReport, DutyShift, DutySwap, Person

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy import Connection

    from bot.domain.duty.facts import Offer, RotaFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context

# How long what is over may still be said.
_NEWS = timedelta(days=3)


class Answered(NamedTuple):
    """What became of an offer; `by` is who has just answered for whoever was asked."""

    offer: Offer
    state: SwapState
    rota: RotaFacts
    by: str = ""


async def own_rota(ctx: Context, actor: PersonFacts) -> RotaFacts:
    """The rota of the actor's kecamatan from yesterday on; refuses whoever has no kecamatan."""
    district_id = _district(actor)
    now = ctx.clock.now()
    return await ctx.db.query(lambda connection: rota_ahead(connection, actor, district_id, now))


def next_to_begin(rota: RotaFacts, person: int, now: datetime) -> Turn | None:
    """Somebody's next shift that has not begun: the one that can be given away."""
    return next(iter(_ahead(rota, person, now)), None)


def given_in_return(rota: RotaFacts, person: int, mine: Turn, now: datetime) -> Turn | None:
    """What somebody gives for a shift: their next one of another day, on which whose shift it is could take it.

    Of several one after which nobody serves without a rest.
    """
    could = [
        turn
        for turn in _ahead(rota, person, now)
        if turn.day != mine.day and (mine.person is None or _is_free(rota, mine.person, turn))
    ]
    return next((turn for turn in could if not rota.tired_by(mine, person, turn)), could[0] if could else None)


class Asking(NamedTuple):
    """The rota, somebody's shifts that can be given away, and of the one that is spoken of who could take it and gives what for it."""

    rota: RotaFacts
    shifts: Sequence[Turn]
    mine: Turn | None = None
    able: Sequence[tuple[PersonFacts, Turn | None]] = ()


async def whom_to_ask(ctx: Context, actor: PersonFacts, day: date | None = None) -> Asking:
    """Who could take the actor's shift of that day, or the next one; nobody where there is none."""
    now, district_id = ctx.clock.now(), _district(actor)

    def _unit(connection: Connection) -> Asking:
        rota = rota_ahead(connection, actor, district_id, now)
        shifts = _ahead(rota, actor.id, now)
        mine = next((turn for turn in shifts if day in (None, turn.day)), None)
        if mine is None:
            return Asking(rota, shifts)
        people = [one for one in people_there(connection, actor, district_id, now) if one.id != actor.id]
        away = away_on(connection, [one.id for one in people], mine.day)
        able = [one for one in people if one.id not in away and not rota.is_busy(one.id, mine)]
        pairs = [(one, given_in_return(rota, one.id, mine, now)) for one in able]
        pairs.sort(key=lambda pair: bool(rota.tired_by(mine, pair[0].id, pair[1])))
        return Asking(rota, shifts, mine, pairs)

    return await ctx.db.query(_unit)


async def offer(ctx: Context, actor: PersonFacts, day: date, taker_id: int | None) -> Offer:
    """The actor would give away the shift of `day`: to `taker_id`, for that one's next shift, or to whoever takes it.

    The same offer again is the one there is.
    """
    now, district_id = ctx.clock.now(), _district(actor)

    def _unit(connection: Connection) -> Offer:
        district_of(connection, actor, district_id)
        rota = rota_ahead(connection, actor, district_id, now)
        mine = _coming(rota, actor.id, day, now)
        known = next((one for one in rota.offers if one.turn == mine and one.taker == taker_id), None)
        if known is not None:
            return known
        taker = None if taker_id is None else find_person(connection, taker_id, now)
        if taker_id is not None and (taker is None or taker.district_id != district_id or taker_id == actor.id):
            raise Refusal("refused-stale-button")
        if taker is not None:
            _refuse_if_busy(rota, taker.id, taker.name, mine)
            refuse_if_away(connection, taker.id, mine.day)
        back = None if taker_id is None else given_in_return(rota, taker_id, mine, now)
        if back is not None:
            refuse_if_away(connection, actor.id, back.day)
        # What somebody else asked for stands until the shift is another's.
        _void(connection, actor.office_id, district_id, [mine], now, by=actor.id, state=SwapState.REPLACED)
        new = _new(actor.office_id, district_id, mine, taker_id, back, now)
        swap_id = connection.execute(_NEW, new).scalar_one()
        made = offer_of(connection.execute(_BY_ID, {"swap": swap_id}).one())
        if taker is not None:
            tired = [rota.name(one) for one in sorted(rota.tired_by(mine, taker.id, back))]
            news = _News(made, actor.name, taker.name, taker.id, tired=tired)
            _say(connection, rota, news, "ask", {taker.id, *_keepers(connection, rota, now)} - {actor.id}, now)
        audit.record_act(connection, actor, now, "duty.offer", f"district:{district_id}", day=mine.day.isoformat())
        return made

    return await ctx.db.transact(_unit)


async def offer_left(ctx: Context, actor: PersonFacts, person_id: int, days: Span) -> tuple[RotaFacts, list[Turn]]:
    """What somebody still has of these days, who is on leave then, is offered to all by whoever keeps the rota."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> tuple[RotaFacts, list[Turn]]:
        person = find_person(connection, person_id, now)
        if person is None or person.district_id is None or person.office_id != actor.office_id:
            raise Refusal("refused-stale-button")
        district_id = person.district_id
        require_keeper(actor, district_id)
        district_of(connection, actor, district_id)
        rota = rota_ahead(connection, actor, district_id, now)
        left = ahead_of(rota, person_id, days, now)
        known = [one.turn for one in rota.offers if one.taker is None]
        for turn in left:
            if turn not in known:
                _void(connection, actor.office_id, district_id, [turn], now, by=person_id, state=SwapState.REPLACED)
                connection.execute(_NEW, _new(actor.office_id, district_id, turn, None, None, now))
        audit.record_act(connection, actor, now, "duty.offer_left", f"person:{person_id}", count=len(left))
        return rota, left

    return await ctx.db.transact(_unit)


async def shown_in(ctx: Context, actor: PersonFacts, made: Offer, message_id: int) -> None:
    """The actor reads in that message that the offer is made: there, too, how it ends is said without ringing."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> None:
        rota = rota_ahead(connection, actor, _district(actor), now)
        news = _News(made, actor.name, rota.name(made.taker), made.taker or 0)
        facts = _facts(news, "ask") | {"district": rota.district, "message": message_id}
        ends = _ends(rota, made)
        row = connection.execute(_BY_ID, {"swap": made.id}).one()
        if row.state != SwapState.OPEN:
            ends = Due(now, now + _NEWS)
        values = {"people": [actor.id], "today": now.astimezone(rota.zone).date()}
        owed = [
            Owed(Purpose.SWAP_OVER, chat.chat_id, ends, chat.office_id, chat.id, occurrence=f"{made.id}", facts=facts)
            for chat in connection.execute(_CHATS, values)
        ]
        owe(connection, owed, now)

    await ctx.db.transact(_unit)


async def answer(ctx: Context, actor: PersonFacts, swap_id: int, *, accept: bool) -> Answered:
    """Whoever was asked (or, of an open offer, anybody there; or the head of the secretariat for them) says yes or no.

    An answer that was given already is said again.
    """
    now = ctx.clock.now()

    def _unit(connection: Connection) -> Answered:
        values = {"swap": swap_id, "office": actor.office_id}
        asked = connection.execute(_OF_OFFICE, values).one_or_none()
        if asked is None or actor.district_id != asked.district_id:
            raise Refusal("refused-stale-button")
        # The rota first and then the offer, as whoever changes the rota and ends offers by it.
        district_of(connection, actor, asked.district_id)
        row = connection.execute(_LOCKED, values).one()
        found = offer_of(row)
        rota = rota_ahead(connection, actor, row.district_id, now)
        if row.state != SwapState.OPEN:
            return Answered(found, row.state, rota)
        taker = _taker(connection, actor, found, now)
        if accept and found.taker is None:
            _refuse_without_turns(taker)
        by = "" if taker.id == actor.id else actor.name
        news = _News(found, rota.name(found.giver), taker.name, taker.id, by)
        if not accept:
            _settle(connection, swap_id, SwapState.DECLINED, found.taker, now)
            end(connection, actor.office_id, {swap_id}, now, but=actor.id, by=by)
            _say(connection, rota, news, "declined", {found.giver} - {actor.id}, now)
            return Answered(found, SwapState.DECLINED, rota, by)
        _refuse_if_changed(rota, found, now)
        _refuse_if_busy(rota, taker.id, taker.name, found.turn)
        refuse_if_away(connection, taker.id, found.turn.day)
        if found.in_return is not None:
            _refuse_if_busy(rota, found.giver, rota.name(found.giver), found.in_return)
            refuse_if_away(connection, found.giver, found.in_return.day)
        _settle(connection, swap_id, SwapState.ACCEPTED, taker.id, now)
        end(connection, actor.office_id, {swap_id}, now, but=actor.id, by=by, taker=taker.name)
        after = _hand_over(connection, actor, row.district_id, found, taker.id, now)
        told = {found.giver, taker.id, *_keepers(connection, rota, now)} - {actor.id}
        _say(connection, after, news, "accepted", told, now)
        return Answered(found, SwapState.ACCEPTED, after, by)

    return await ctx.db.transact(_unit)


async def take_back(ctx: Context, actor: PersonFacts, swap_id: int) -> RotaFacts:
    """The actor keeps the shift after all."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> RotaFacts:
        row = connection.execute(_LOCKED, {"swap": swap_id, "office": actor.office_id}).one_or_none()
        if row is None or row.giver_id != actor.id:
            raise Refusal("refused-stale-button")
        if row.state == SwapState.OPEN:
            _settle(connection, swap_id, SwapState.WITHDRAWN, row.taker_id, now)
            end(connection, actor.office_id, {swap_id}, now, but=actor.id)
        return rota_ahead(connection, actor, row.district_id, now)

    return await ctx.db.transact(_unit)


async def take_over(ctx: Context, actor: PersonFacts, officer_id: int) -> RotaFacts:
    """In an emergency the actor serves instead of `officer_id`, at once: the shift of today, or the one that is on."""
    now, district_id = ctx.clock.now(), _district(actor)

    def _unit(connection: Connection) -> RotaFacts:
        district_of(connection, actor, district_id)
        rota = rota_ahead(connection, actor, district_id, now)
        today = now.astimezone(actor.zone).date()
        theirs = [
            turn
            for turn in rota.turns
            if turn.person == officer_id and turn.day <= today and now < shift_ends(turn.day, turn.shift, rota.zone)
        ]
        if not theirs or officer_id == actor.id:
            on = rota.on_duty(now)
            if any(turn.person == actor.id for turn in on):
                # Pressed twice: it is theirs already.
                return rota
            if serving := rota.names(on):
                raise Refusal("refused-taken-before", name=serving)
            raise Refusal("refused-stale-button")
        found = theirs[0]
        _refuse_without_turns(actor)
        _refuse_if_busy(rota, actor.id, actor.name, found)
        _refuse_if_reported(connection, district_id, found)

        def _do() -> None:
            agree(connection, actor.office_id, district_id, found, actor.id)
            _void(connection, actor.office_id, district_id, [found], now)

        after = change_rota(connection, actor, district_id, now, _do, aware=(officer_id, actor.id)).after
        owe_today(connection, actor.office_id, now)
        told = {officer_id, *_keepers(connection, rota, now)} - {actor.id}
        _tell(connection, after, {"what": "taken", "turn": _turn(found), "who": actor.name}, told, found, now)
        audit.record_act(connection, actor, now, "duty.taken", f"person:{officer_id}", day=found.day.isoformat())
        return after

    return await ctx.db.transact(_unit)


def states_of(connection: Connection, swaps: Collection[int]) -> dict[int, SwapState]:
    """How offers stand."""
    if not swaps:
        return {}
    return {row.id: row.state for row in connection.execute(_STATES, {"swaps": list(swaps)})}


def asked_in(connection: Connection, people: Mapping[tuple[int, int], int]) -> dict[tuple[int, int], int]:
    """The messages in which people were asked: by offer and person; `people` have the office of each."""
    if not people:
        return {}
    keys = {
        delivery_key(Purpose.DUTY_ASKED, f"o{office_id}", 0, person_id, f"{swap_id}"): (swap_id, person_id)
        for (swap_id, person_id), office_id in people.items()
    }
    rows = connection.execute(_ASKED_IN, {"keys": list(keys)})
    return {keys[row.key]: row.message_id for row in rows}


_STATES = select(DutySwap.id, DutySwap.state).where(DutySwap.id.in_(bindparam("swaps", expanding=True)))
_ASKED_IN = select(Delivery.key, Delivery.message_id).where(
    Delivery.key.in_(bindparam("keys", expanding=True)), Delivery.message_id.is_not(None)
)
_COLUMNS = (
    DutySwap.id,
    DutySwap.district_id,
    DutySwap.day,
    DutySwap.shift,
    DutySwap.giver_id,
    DutySwap.taker_id,
    DutySwap.return_day,
    DutySwap.return_shift,
    DutySwap.state,
)
_NEW = insert(DutySwap).returning(DutySwap.id)


def _new(
    office_id: int, district_id: int, turn: Turn, taker: int | None, back: Turn | None, now: datetime
) -> dict[str, Any]:
    return {
        "office_id": office_id,
        "district_id": district_id,
        "day": turn.day,
        "shift": turn.shift,
        "giver_id": turn.person,
        "taker_id": taker,
        "return_day": back.day if back else None,
        "return_shift": back.shift if back else "",
        "state": SwapState.OPEN,
        "asked_at": now,
    }


_BY_ID = select(*_COLUMNS).where(DutySwap.id == bindparam("swap"))
_OF_OFFICE = _BY_ID.where(DutySwap.office_id == bindparam("office"))
_LOCKED = _OF_OFFICE.with_for_update()
_SETTLE = (
    update(DutySwap)
    .where(DutySwap.id == bindparam("swap"))
    .values(state=bindparam("to"), settled_at=bindparam("now"), taker_id=bindparam("taker"))
)
_VOID = (
    update(DutySwap)
    .where(
        DutySwap.district_id == bindparam("district"),
        DutySwap.state == SwapState.OPEN,
        or_(
            (DutySwap.day == bindparam("on")) & (DutySwap.shift == bindparam("name")),
            (DutySwap.return_day == bindparam("on")) & (DutySwap.return_shift == bindparam("name")),
        ),
        or_(bindparam("by", type_=DutySwap.giver_id.type) == 0, DutySwap.giver_id == bindparam("by")),
    )
    .values(state=bindparam("to"), settled_at=bindparam("now"))
    .returning(DutySwap.id)
)
_KEEPERS = recipients(registered_on(bindparam("today"))).where(
    Person.district_id == bindparam("district"), Person.position == Position.SECRETARIAT_HEAD
)
_CHATS = (
    recipients(registered_on(bindparam("today")))
    .add_columns(Person.office_id)
    .where(Person.id.in_(bindparam("people", expanding=True)))
)
_REPORTED = (
    select(DutyReport.id)
    .join(DutyShift, OF_SHIFT & (DutyReport.nth == 1))
    .where(
        DutyShift.district_id == bindparam("district"),
        DutyShift.day == bindparam("day"),
        DutyShift.shift == bindparam("shift"),
    )
    .limit(1)
)


def _district(actor: PersonFacts) -> int:
    if actor.district_id is None:
        raise Refusal("refused-rota-of-district")
    return actor.district_id


def _coming(rota: RotaFacts, person: int, day: date, now: datetime) -> Turn:
    """Somebody's shift of a day that has not begun."""
    for turn in rota.turns:
        if turn.person == person and turn.day == day and now < shift_begins(turn.day, turn.shift, rota.zone):
            return turn
    raise Refusal("refused-not-on-duty")


def _is_free(rota: RotaFacts, person: int, turn: Turn) -> bool:
    return not (rota.is_busy(person, turn) or rota.is_away(person, turn.day))


def ahead_of(rota: RotaFacts, person: int, days: Span, now: datetime) -> list[Turn]:
    """Somebody's shifts of these days that have not begun."""
    return [turn for turn in _ahead(rota, person, now) if days.holds(turn.day)]


def _ahead(rota: RotaFacts, person: int, now: datetime) -> list[Turn]:
    return [one for one in rota.turns if one.person == person and now < shift_begins(one.day, one.shift, rota.zone)]


def _taker(connection: Connection, actor: PersonFacts, found: Offer, now: datetime) -> PersonFacts:
    """Who gets the shift if it is accepted by `actor`."""
    if found.taker is None and found.giver != actor.id:
        return actor
    if found.taker == actor.id:
        return actor
    taker = None if found.taker is None else find_person(connection, found.taker, now)
    if taker is None or not actor.leads_secretariat:
        raise Refusal("refused-stale-button")
    return taker


def _refuse_if_changed(rota: RotaFacts, found: Offer, now: datetime) -> None:
    """Both shifts are still theirs, and have not begun."""
    wanted = [found.turn] + ([found.in_return] if found.in_return else [])
    for turn in wanted:
        if turn not in rota.turns or shift_begins(turn.day, turn.shift, rota.zone) <= now:
            raise Refusal("refused-swap-changed")


def _refuse_without_turns(taker: PersonFacts) -> None:
    """Nobody takes a shift of their own accord who takes no turns."""
    if taker.position not in TAKES_TURNS:
        raise Refusal("refused-takes-no-turns")


def _refuse_if_busy(rota: RotaFacts, person: int, name: str, turn: Turn) -> None:
    """Nobody stands in for whoever is on duty beside them."""
    if rota.is_busy(person, turn):
        raise Refusal("refused-swap-busy", name=name)


def _hand_over(
    connection: Connection, actor: PersonFacts, district_id: int, found: Offer, taker: int, now: datetime
) -> RotaFacts:
    def _do() -> None:
        agree(connection, actor.office_id, district_id, found.turn, taker)
        if found.in_return is not None:
            agree(connection, actor.office_id, district_id, found.in_return, found.giver)
        _void(
            connection, actor.office_id, district_id, [found.turn, *([found.in_return] if found.in_return else [])], now
        )

    after = change_rota(connection, actor, district_id, now, _do, aware=(found.giver, taker)).after
    owe_today(connection, actor.office_id, now)
    act = "duty.swap" if taker == actor.id else "duty.swap_for"
    audit.record_act(connection, actor, now, act, f"person:{taker}", day=found.turn.day.isoformat())
    return after


def _void(
    connection: Connection,
    office_id: int,
    district_id: int,
    turns: list[Turn],
    now: datetime,
    *,
    by: int = 0,
    state: SwapState = SwapState.VOID,
) -> None:
    """Other offers of these shifts (all, or those made `by` somebody) are of no use any more."""
    over = set[int]()
    for turn in turns:
        values = {"district": district_id, "on": turn.day, "name": turn.shift, "now": now, "by": by, "to": state}
        over |= set(connection.scalars(_VOID, values))
    if over:
        end(connection, office_id, over, now)


def _settle(connection: Connection, swap_id: int, state: SwapState, taker: int | None, now: datetime) -> None:
    connection.execute(_SETTLE, {"swap": swap_id, "to": state, "taker": taker, "now": now})


def _refuse_if_reported(connection: Connection, district_id: int, turn: Turn) -> None:
    values = {"district": district_id, "day": turn.day, "shift": turn.shift}
    if connection.execute(_REPORTED, values).first() is not None:
        raise Refusal("refused-taken-reported")


def _keepers(connection: Connection, rota: RotaFacts, now: datetime) -> list[int]:
    """The head of the secretariat, who sees what is swapped."""
    values = {"district": rota.district_id, "today": now.astimezone(rota.zone).date()}
    return [row.id for row in connection.execute(_KEEPERS, values)]


class _News(NamedTuple):
    """An offer, with the names of whoever gives and takes, and `by` of whoever answered for the one who takes.

    `tired`: who would then serve without a rest.
    """

    offer: Offer
    giver: str
    taker: str
    taker_id: int
    by: str = ""
    tired: Sequence[str] = ()


def _say(connection: Connection, rota: RotaFacts, news: _News, what: str, to: Collection[int], now: datetime) -> None:
    _tell(connection, rota, _facts(news, what), to, news.offer.turn, now)


def _facts(news: _News, what: str) -> dict[str, Any]:
    found = news.offer
    return {
        "what": what,
        "swap": found.id,
        "turn": _turn(found.turn),
        "giver": news.giver,
        "taker": news.taker,
        "for": news.taker_id,
        "by": news.by,
        "back": _turn(found.in_return) if found.in_return else None,
        **({"tired": list(news.tired)} if news.tired else {}),
    }


def _ends(rota: RotaFacts, offer: Offer) -> Due:
    """Nobody can say yes any more once one of both shifts has begun."""
    turns = [offer.turn, *([offer.in_return] if offer.in_return else [])]
    over = min(shift_begins(one.day, one.shift, rota.zone) for one in turns)
    return Due(over, over + _NEWS)


def _tell(
    connection: Connection, rota: RotaFacts, facts: dict[str, Any], to: Collection[int], turn: Turn, now: datetime
) -> None:
    if not to:
        return
    due = changed_due(turn.day, turn.shift, now, rota.zone)
    values = {"people": list(to), "today": now.astimezone(rota.zone).date()}
    chats, facts = connection.execute(_CHATS, values).all(), facts | {"district": rota.district}
    asks = facts["what"] == "ask"
    occurrence = f"{facts['swap']}" if asks else once()
    made = [
        Owed(Purpose.DUTY_ASKED, row.chat_id, due, row.office_id, row.id, occurrence=occurrence, facts=facts)
        for row in chats
    ]
    if asks:
        # Nobody can say yes any more once one of both shifts has begun.
        turns = [turn, *([_turn_of(facts["back"])] if facts["back"] else [])]
        over = min(shift_begins(one.day, one.shift, rota.zone) for one in turns)
        ends = Due(over, over + _NEWS)
        made += [
            Owed(Purpose.SWAP_OVER, row.chat_id, ends, row.office_id, row.id, occurrence=occurrence, facts=facts)
            for row in chats
        ]
    owe(connection, made, now)


def _turn(turn: Turn) -> dict[str, str]:
    return {"day": turn.day.isoformat(), "shift": turn.shift}


def _turn_of(stored: dict[str, str]) -> Turn:
    return Turn(date.fromisoformat(stored["day"]), stored["shift"], None)
