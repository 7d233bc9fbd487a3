"""Deputising that ends before its last day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.office.deputies import Deputy, told_ended
from bot.domain.refusals import Refusal
from bot.services.invitations.switching import hand_back
from bot.services.office.deputies.deputyships import BY_ID, END, LOCK, deputy_facts, one_deputy
from bot.services.office.deputies.heads import require_own_role
from bot.services.office.deputies.telling import note_deputy, tell_of_deputy

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context


async def end(ctx: Context, actor: PersonFacts, number: int) -> Deputy:
    """The head is back, or it never begins: from now on all is theirs again, and the deputy is told; once.

    Admins end any of their office's.
    """
    now = ctx.clock.now()

    def _unit(connection: Connection) -> Deputy:
        require_own_role(actor)
        found = deputy_facts(connection.execute(BY_ID, {"ids": [number]}))
        if found:
            connection.execute(LOCK, {"head": found[0].head_id})
            found = deputy_facts(connection.execute(BY_ID, {"ids": [number]}))
        may_end = found and (found[0].head_id == actor.id or (actor.is_admin and found[0].office_id == actor.office_id))
        if not may_end:
            raise Refusal("refused-stale-button")
        if not found[0].is_over(now):
            connection.execute(END, {"of": number, "now": now})
            ended = one_deputy(connection, number)
            tell_of_deputy(connection, actor, ended, [told_ended(now, actor.zone)], now)
            hand_back(connection, ended, now)
            note_deputy(connection, actor, found[0], "deputy.ended", now)
        return found[0]

    return await ctx.db.transact(_unit)
