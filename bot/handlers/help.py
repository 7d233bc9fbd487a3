"""/bantuan by role, and a useful line for everything that is not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.people.phones import normalise_phone
from bot.domain.refusals import Refusal
from bot.handlers.door.checkin import pin_unasked
from bot.handlers.duty import unasked
from bot.services.access import may_clerk
from bot.services.duty import requests
from bot.services.office.offices import only_office
from bot.views import people as people_views
from bot.views.duty import requests as request_views
from bot.views.screen import Screen
from bot.views.text import join_lines, t

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("bantuan", "help", strangers=True)(help_command)
    routes.fallback = unknown
    routes.edited = edited


async def help_command(turn: Turn) -> None:
    """What this person can do, here."""
    person = turn.person
    if not turn.private:
        await turn.say(Screen(t("help-group", bot=turn.bot.username)))
        return
    if person is None:
        await turn.refuse_former()
        await turn.say(Screen(people_views.stranger(await only_office(turn.ctx))))
        return
    await turn.say(
        Screen(
            join_lines(
                t("help-title"),
                "",
                t("help-member"),
                *([t("help-secretariat")] if person.leads_secretariat else []),
                *(["", t("help-clerk")] if may_clerk(person) and not person.manages else []),
                *(["", t("help-manager")] if person.manages else []),
                *(["", t("help-admin")] if person.is_admin else []),
            )
        )
    )


async def edited(turn: Turn) -> None:
    """A message was changed after it was sent: what it said has been acted upon already."""
    if turn.text:
        await turn.say(Screen(t("edited-input")))


async def unknown(turn: Turn) -> None:
    """Not understood; silent in groups, where people talk to each other."""
    if not turn.private:
        return
    if turn.person is None:
        if normalise_phone(turn.text) is not None:
            # Anybody can type anybody's.
            raise Refusal("refused-typed-number")
        await turn.refuse_former()
        await turn.say(Screen(people_views.stranger(await only_office(turn.ctx))))
        return
    if await pin_unasked(turn):
        return
    waiting = await requests.open_for(turn.ctx, turn.person)
    if waiting:
        kind = "words" if turn.message is None or turn.message.text else "file"
        await turn.say(request_views.to_answer(waiting, turn.person.district_id or 0, unplaced=kind))
        return
    if await unasked.taken(turn):
        return
    # A table that was photographed; others send photos with a report of piket.
    is_picture = turn.message is not None and turn.message.photo and may_clerk(turn.person)
    await turn.say(Screen(t("import-file-picture" if is_picture else "unknown-input")))
