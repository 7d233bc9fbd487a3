"""What somebody shows of being there, and what they will be asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.domain.door.checkin import (
    DEFAULT_RADIUS_M,
    CheckInWay,
    distance_m,
    is_token,
    rounded_distance,
)
from bot.domain.refusals import Refusal
from bot.services.access import require_actor
from bot.services.door.own_invitations import OWN, own_invitation, require_open, require_place_seen
from bot.services.door.pins import proven_by_pin
from bot.services.meetings.facts import session_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context


@dataclass(frozen=True, slots=True)
class Proof:
    """What somebody shows of being there: a place on the map, the venue's digits or its code, or the press alone."""

    location: tuple[float, float] | None = None
    pin: str = ""
    token: str = ""


@dataclass(frozen=True, slots=True)
class NeededProofs:
    """What checking in will need: `by_location`, `by_pin`; neither: the press is enough."""

    session: SessionFacts
    by_location: bool
    by_pin: bool


async def asked(ctx: Context, telegram_id: int, session_id: int, *, seen: int | None = None) -> NeededProofs:
    """What will be asked of somebody who wants to check in; refuses whoever cannot."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> NeededProofs:
        row = own_invitation(OWN, connection, require_actor(connection, telegram_id, now), session_id)
        facts = session_of(row)
        require_open(facts, now)
        require_place_seen(facts, seen)
        return NeededProofs(facts, row.latitude is not None, bool(row.check_in_secret))

    return await ctx.db.query(_unit)


def proven_way(
    connection: Connection, actor: PersonFacts, row: Any, proof: Proof, now: datetime
) -> CheckInWay | Refusal:
    """Which proof convinces; a refusal says what is missing or wrong."""
    if proof.token:
        good = bool(row.check_in_secret) and is_token(proof.token, row.check_in_secret, row.id, now)
        return CheckInWay.QR if good else Refusal("refused-check-in-code")
    if proof.pin:
        return proven_by_pin(connection, actor, row, proof.pin, now)
    if proof.location is not None and row.latitude is not None:
        away = distance_m(*proof.location, row.latitude, row.longitude)
        near = away <= (row.radius_m or DEFAULT_RADIUS_M)
        if near:
            return CheckInWay.LOCATION
        distance, unit = rounded_distance(away)
        far = "refused-check-in-far" if row.check_in_secret else "refused-check-in-far-only"
        return Refusal(far, distance=distance, unit=unit)
    if row.latitude is not None or row.check_in_secret:
        return Refusal("refused-check-in-proof")
    return CheckInWay.BUTTON
