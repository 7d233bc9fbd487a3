"""/kalender: a person's sessions as a file for a calendar, and addresses to subscribe to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.documents.ics import calendar_file
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import OFFICE_DIVISIONS
from bot.services.access import may_clerk
from bot.services.meetings import feeds
from bot.views.meetings import feeds as views
from bot.views.meetings.presses.calendar import MakeIcs
from bot.views.meetings.presses.feeds import CloseFeeds, OpenFeed, PickFeed
from bot.views.text import t

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("kalender")(calendar_command)
    routes.press(MakeIcs)(one_press)
    routes.press(PickFeed)(choose_press)
    routes.press(OpenFeed)(open_press)
    routes.press(CloseFeeds)(close_press)


async def calendar_command(turn: Turn) -> None:
    """/kalender [alamat|cabut]: an .ics file of the person's own sessions to come; or what an address is of."""
    turn.require_private()
    word = turn.args[0].lower() if turn.args else ""
    if word in {"alamat", "langganan"}:
        await choose(turn)
        return
    if word == "cabut":
        await close(turn)
        return
    now = turn.ctx.clock.now()
    coming = await feeds.own_sessions(turn.ctx, turn.actor)
    served = bool(turn.ctx.public_url)
    if not coming:
        await turn.say(views.nothing(served=served))
        return
    content = calendar_file([(held, held.short_title) for held in coming], now)
    caption = t("calendar-caption", count=len(coming))
    await turn.send_file("jadwal-panwascam.ics", content, caption, views.subscribe(served=served))


async def one_press(turn: Turn, pressed: MakeIcs) -> None:
    """One session of an invitation, as a file."""
    turn.require_private()
    own = await feeds.own_sessions(turn.ctx, turn.actor, only=pressed.session)
    if not own:
        raise Refusal("refused-stale-button")
    (held,) = own
    content = calendar_file([(held, held.short_title)], turn.ctx.clock.now())
    await turn.send_file(views.file_name(held), content, t("calendar-caption-one", code=held.code))


async def choose_press(turn: Turn, _pressed: PickFeed) -> None:
    """The same by button."""
    await choose(turn)


async def choose(turn: Turn) -> None:
    """What an address is wanted of."""
    turn.require_private()
    if not turn.ctx.public_url:
        raise Refusal("refused-no-feed")
    opened = await feeds.open_feeds(turn.ctx, turn.actor)
    await turn.say(views.choices(opened, of_office=may_clerk(turn.actor)))


async def open_press(turn: Turn, pressed: OpenFeed) -> None:
    """A new address."""
    turn.require_private()
    if pressed.division not in (None, *OFFICE_DIVISIONS):
        raise Refusal("refused-stale-button")
    secret = await feeds.open_feed(turn.ctx, turn.actor, pressed.division)
    await turn.show(views.address(turn.ctx.public_url, secret, pressed.division))


async def close_press(turn: Turn, _pressed: CloseFeeds) -> None:
    """The same by button."""
    await close(turn)


async def close(turn: Turn) -> None:
    """No address of theirs holds any more."""
    turn.require_private()
    await turn.show(views.closed(await feeds.close_feeds(turn.ctx, turn.actor)))
