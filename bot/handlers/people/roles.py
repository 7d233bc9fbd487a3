"""/peran: who holds which role, and giving somebody another one; for admins, in private."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Role
from bot.services.access import require_admin
from bot.services.people import roles
from bot.views import people as views
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("peran")(role_command)
    routes.press("rol")(picked_person)
    routes.press("rolc")(picked_role)
    routes.press("rolok")(confirmed)
    routes.press("rolx")(left_as_it_is)


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


async def picked_person(turn: Turn) -> None:
    """One of several of that name."""
    turn.require_private()
    await turn.show(views.role_of(await roles.person(turn.ctx, turn.actor, turn.number(0))))


async def picked_role(turn: Turn) -> None:
    """The new role, by button: sure?"""
    turn.require_private()
    person = await roles.person(turn.ctx, turn.actor, turn.number(0))
    await turn.show(views.confirm_role(person, _role_of_button(turn)))


async def confirmed(turn: Turn) -> None:
    """Ya."""
    turn.require_private()
    person = await roles.change_role(turn.ctx, turn.actor, turn.number(0), _role_of_button(turn))
    await turn.show(views.role_changed(person))


async def left_as_it_is(turn: Turn) -> None:
    """Tidak."""
    await turn.show(Screen(t("set-cancelled")))


def _role(word: str) -> Role | None:
    try:
        return Role(word.casefold())
    except ValueError:
        return None


def _role_of_button(turn: Turn) -> Role:
    role = _role(turn.word(1))
    if role is None:
        raise Refusal("refused-stale-button")
    return role
