"""/peran: who holds which role, and giving somebody another one; for admins, in private."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Role
from bot.services.access import require_admin
from bot.services.people import roles
from bot.views import people as views
from bot.views.people import GiveRole, LeaveRole, PickRole, ShowRole
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("peran")(role_command)
    routes.press(ShowRole)(picked_person)
    routes.press(PickRole)(picked_role)
    routes.press(GiveRole)(confirmed)
    routes.press(LeaveRole)(left_as_it_is)


async def role_command(turn: Turn) -> None:
    """/peran [nama [peran]]: alone, who manages; with a name, that person's role; with both, asks and changes it."""
    turn.require_private()
    require_admin(turn.actor)
    if not turn.args:
        await turn.say(views.managers(await roles.managers(turn.ctx, turn.actor)))
        return
    words = turn.args
    role = _role(words[-1]) if len(words) > 1 else None
    name = " ".join(words[:-1] if role else words)
    found = await roles.find_people(turn.ctx, turn.actor, name)
    if not found:
        raise Refusal("role-none", name=name[:80])
    if len(found) > 1:
        await turn.say(views.pick_person(found, role))
    elif role is None:
        await turn.say(views.role_of(found[0]))
    else:
        await turn.say(views.confirm_role(found[0], role))


async def picked_person(turn: Turn, pressed: ShowRole) -> None:
    """One of several of that name."""
    turn.require_private()
    await turn.show(views.role_of(await roles.person(turn.ctx, turn.actor, pressed.person)))


async def picked_role(turn: Turn, pressed: PickRole) -> None:
    """The new role, by button: sure?"""
    turn.require_private()
    person = await roles.person(turn.ctx, turn.actor, pressed.person)
    await turn.show(views.confirm_role(person, pressed.role))


async def confirmed(turn: Turn, pressed: GiveRole) -> None:
    """Ya."""
    turn.require_private()
    person = await roles.change_role(turn.ctx, turn.actor, pressed.person, pressed.role)
    await turn.show(views.role_changed(person))


async def left_as_it_is(turn: Turn, _pressed: LeaveRole) -> None:
    """Tidak."""
    await turn.show(Screen(t("set-cancelled")))


def _role(word: str) -> Role | None:
    try:
        return Role(word.casefold())
    except ValueError:
        return None
