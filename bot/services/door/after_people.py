"""Everybody invited to a session that is over, with who came."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from bot.services.owing.recipients import registered_on
from bot.storage.models import Invitation, Person

_SUBSTITUTE = aliased(Person)
INVITED = (
    select(
        Invitation.id,
        Invitation.person_id,
        Invitation.substitute_id,
        Invitation.answer,
        Invitation.checked_in_at,
        Invitation.substitute_came,
        Invitation.absence_reason,
        Person.telegram_id.label("chat"),
        _SUBSTITUTE.telegram_id.label("substitute_chat"),
    )
    .outerjoin(Person, (Person.id == Invitation.person_id) & registered_on(bindparam("today")))
    .outerjoin(
        _SUBSTITUTE, (_SUBSTITUTE.id == Invitation.substitute_id) & registered_on(bindparam("today"), _SUBSTITUTE)
    )
    .where(Invitation.session_id == bindparam("session"))
    .order_by(Invitation.id)
)
