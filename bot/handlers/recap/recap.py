"""/rekap, /belum, /ingatkan, /belumdaftar: what heads pull."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.recap.spans import SpanUnit
from bot.domain.refusals import Refusal
from bot.handlers.duty.overview import overview_of_month, overview_words
from bot.handlers.duty.reports import send_report
from bot.handlers.invitations import secretariat
from bot.handlers.recap.periods import period_words
from bot.handlers.typed_command import with_whole_code
from bot.services import recap
from bot.services.access import require_manager
from bot.services.duty import reports
from bot.services.invitations import reminding
from bot.services.meetings.calendar import office_sessions
from bot.services.people import registration
from bot.views.invitations import contacts
from bot.views.recap import session as views
from bot.views.recap.presses import (
    Nudge,
    ShowContacts,
    ShowDutyRecap,
    ShowLinks,
    ShowRecap,
    ShowSilent,
    ShowUnregistered,
)
from bot.views.screen import Screen
from bot.views.text import plain, t

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn

# Of reports, as they are numbered, and as they were.
_REPORT_PREFIXES = ("pkt/", "lp-")


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("rekap")(recap_command)
    routes.command("belum", coded=True)(silent_command)
    routes.command("ingatkan", coded=True)(nudge_command)
    routes.command("belumdaftar")(unregistered_command)
    routes.press(ShowRecap)(recap_press)
    routes.press(ShowDutyRecap)(duty_press)
    routes.press(ShowSilent)(silent_press)
    routes.press(ShowContacts)(contacts_press)
    routes.press(Nudge)(nudge_press)
    routes.press(ShowLinks)(links_press)
    routes.press(ShowUnregistered)(unregistered_press)


async def recap_command(turn: Turn) -> None:
    """/rekap [kode | piket [bulan] | nomor laporan], and all of `recap_periods`; for everybody, each what is theirs."""
    turn.require_private()
    words = turn.args
    what = words[0].casefold() if words else ""
    if not what:
        await _offer(turn)
    elif what == "piket":
        await overview_words(turn, words[1:])
    elif what.startswith(_REPORT_PREFIXES):
        await _report(turn, words[0])
    elif not await period_words(turn, words):
        code, *_ = with_whole_code(turn.rest).split()
        await turn.say(views.session(await recap.session_recap(turn.ctx, turn.actor, code)))


async def _offer(turn: Turn) -> None:
    """What there is to choose from; who sees only their own figures gets them."""
    actor = turn.actor
    if not actor.manages and not actor.leads_secretariat:
        await period_words(turn, ["saya"])
        return
    own = None if actor.manages else actor.district_id
    await turn.say(views.pick(await recap.recent_sessions(turn.ctx, actor), turn.today, district_id=own))


async def recap_press(turn: Turn, pressed: ShowRecap) -> None:
    """A session from the list, or "Perbarui"."""
    turn.require_private()
    await turn.show(views.session(await recap.session_recap(turn.ctx, turn.actor, pressed.session)))


async def duty_press(turn: Turn, pressed: ShowDutyRecap) -> None:
    """A month's piket by button."""
    turn.require_private()
    if pressed.month.unit is not SpanUnit.MONTH:
        raise Refusal("refused-stale-button")
    await overview_of_month(turn, pressed.month.first)


async def silent_command(turn: Turn) -> None:
    """/belum <sesi>: by kecamatan, with numbers; for heads, and for heads of secretariats theirs; never in a group."""
    turn.require_private()
    if turn.actor.leads_secretariat and not turn.actor.manages:
        await secretariat.silent(turn, turn.args[0] if turn.args else "")
        return
    require_manager(turn.actor)
    if not turn.args:
        await turn.say(views.pick_silent(await office_sessions.upcoming(turn.ctx, turn.actor)))
        return
    await _silent(turn, turn.args[0])


async def silent_press(turn: Turn, pressed: ShowSilent) -> None:
    """The silent of a session by button."""
    turn.require_private()
    await _silent(turn, pressed.session)


async def contacts_press(turn: Turn, pressed: ShowContacts) -> None:
    """The silent of a kecamatan (0: the office itself): WhatsApp links, then a contact card each; for heads only."""
    turn.require_private()
    require_manager(turn.actor)
    session_id, district_id = pressed.session, pressed.district or None
    found = await recap.session_recap(turn.ctx, turn.actor, session_id)
    silent = [one for one in found.invitations if one.answer is None and one.person.district_id == district_id]
    await turn.say(contacts.links(found.session, silent, f"{_link(turn)}?start=s{session_id}"))
    people = [one.person for one in silent if one.person.phone]
    for person in people[: contacts.MOST_CARDS]:
        await turn.send_contact(person.phone or "", contacts.card_name(person), contacts.vcard(person))


async def nudge_command(turn: Turn) -> None:
    """/ingatkan <sesi>."""
    turn.require_private()
    require_manager(turn.actor)
    if not turn.args:
        await turn.say(views.pick_silent(await office_sessions.upcoming(turn.ctx, turn.actor)))
        return
    found = await office_sessions.session_by_code(turn.ctx, turn.actor, turn.args[0])
    await turn.say(Screen(t("nudge-done", count=await reminding.nudge(turn.ctx, turn.actor, found.id))))


async def nudge_press(turn: Turn, pressed: Nudge) -> None:
    """The button under a recap: ask those who are silent."""
    count = await reminding.nudge(turn.ctx, turn.actor, pressed.session)
    await turn.notify(plain("nudge-done", count=count), alert=True)


async def unregistered_command(turn: Turn) -> None:
    """/belumdaftar: in a message of its own the text to forward, then who."""
    turn.require_private()
    require_manager(turn.actor)
    people = await registration.unregistered(turn.ctx, turn.actor.office_id)
    left = await registration.unreachable(turn.ctx, turn.actor.office_id)
    if people:
        await turn.say(views.invitation_to_register(turn.actor.office, _link(turn)))
    await turn.say(views.unregistered(people, left, turn.actor.office, _link(turn)))


async def unregistered_press(turn: Turn, _pressed: ShowUnregistered) -> None:
    """The same by button."""
    await unregistered_command(turn)


async def links_press(turn: Turn, pressed: ShowLinks) -> None:
    """wa.me links of one kecamatan (0: the office itself)."""
    turn.require_private()
    require_manager(turn.actor)
    wanted = pressed.district or None
    people = await registration.unregistered(turn.ctx, turn.actor.office_id)
    found = [one for one in people if one.district_id == wanted]
    await turn.say(views.whatsapp_links(found, turn.actor.office, _link(turn)))


async def _silent(turn: Turn, code: str | int) -> None:
    found = await recap.session_recap(turn.ctx, turn.actor, code)
    await turn.say(views.silent_list(found, with_phones=True))


async def _report(turn: Turn, number: str) -> None:
    await send_report(turn, *await reports.report_by_number(turn.ctx, turn.actor, number))


def _link(turn: Turn) -> str:
    return f"https://t.me/{turn.bot.username}"
