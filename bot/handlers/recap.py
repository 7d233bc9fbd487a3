"""/rekap, /belum, /ingatkan, /belumdaftar: what heads pull."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING

from bot.domain.indonesian_dates import month_number
from bot.domain.refusals import Refusal
from bot.domain.rows import district_key
from bot.handlers import secretariat
from bot.services import attendance, calendar, duty, groups, recap, registration
from bot.services.access import require_manager
from bot.views import duty as duty_views
from bot.views import recap as views
from bot.views.format import moment
from bot.views.screen import Screen
from bot.views.sessions import excuse_words
from bot.views.text import plain, t

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn

_REPORT_PREFIX = "lp-"


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("rekap")(recap_command)
    routes.command("belum")(silent_command)
    routes.command("ingatkan")(nudge_command)
    routes.command("belumdaftar")(unregistered_command)
    routes.press("rec")(recap_press)
    routes.press("recm")(month_press)
    routes.press("reck")(districts_press)
    routes.press("recd")(duty_press)
    routes.press("sil")(silent_press)
    routes.press("nudge")(nudge_press)
    routes.press("xlsx")(workbook_press)
    routes.press("unreg")(links_press)


async def recap_command(turn: Turn) -> None:
    """/rekap [kode | bulan [nama] | kecamatan [nama] [bulan] | piket [bulan] | nomor laporan]."""
    turn.require_private()
    require_manager(turn.actor)
    what, rest = (turn.args[0].lower(), turn.args[1:]) if turn.args else ("", [])
    if not what:
        await turn.say(views.pick(await recap.recent_sessions(turn.ctx, turn.actor), turn.today))
    elif what == "piket":
        await _duty(turn, _month_of_words(turn, rest))
    elif what == "kecamatan":
        await _district_by_words(turn, rest)
    elif what.startswith(_REPORT_PREFIX):
        await _report(turn, turn.args[0])
    elif what == "bulan" or month_number(what):
        await _month(turn, _month_of_words(turn, rest if what == "bulan" else turn.args))
    else:
        await turn.say(views.session(await recap.session_recap(turn.ctx, turn.actor, turn.args[0])))


async def recap_press(turn: Turn) -> None:
    """A session from the list, or "Perbarui"."""
    turn.require_private()
    await turn.show(views.session(await recap.session_recap(turn.ctx, turn.actor, turn.number(0))))


async def month_press(turn: Turn) -> None:
    """A month by button."""
    turn.require_private()
    await _month(turn, _month_of_button(turn, 0))


async def districts_press(turn: Turn) -> None:
    """A month's kecamatan (0), or one of them, by button."""
    turn.require_private()
    await _district(turn, turn.number(1), _month_of_button(turn, 0))


async def duty_press(turn: Turn) -> None:
    """A month's piket by button."""
    turn.require_private()
    await _duty(turn, _month_of_button(turn, 0))


async def silent_command(turn: Turn) -> None:
    """/belum <sesi>: by kecamatan, with numbers; for heads only, never in a group."""
    turn.require_private()
    if turn.actor.leads_secretariat and not turn.actor.manages:
        await secretariat.silent(turn, turn.args[0] if turn.args else "")
        return
    require_manager(turn.actor)
    if not turn.args:
        await turn.say(views.pick_silent(await calendar.upcoming(turn.ctx, turn.actor)))
        return
    await _silent(turn, turn.args[0])


async def silent_press(turn: Turn) -> None:
    """The silent of a session by button."""
    turn.require_private()
    await _silent(turn, turn.number(0))


async def nudge_command(turn: Turn) -> None:
    """/ingatkan <sesi>."""
    turn.require_private()
    require_manager(turn.actor)
    if not turn.args:
        await turn.say(views.pick_silent(await calendar.upcoming(turn.ctx, turn.actor)))
        return
    found = await calendar.session_by_code(turn.ctx, turn.actor, turn.args[0])
    await turn.say(Screen(t("nudge-done", count=await attendance.nudge(turn.ctx, turn.actor, found.id))))


async def nudge_press(turn: Turn) -> None:
    """The button under a recap: ask those who are silent."""
    count = await attendance.nudge(turn.ctx, turn.actor, turn.number(0))
    await turn.notify(plain("nudge-done", count=count), alert=True)


async def workbook_press(turn: Turn) -> None:
    """The recap as a workbook: made off the event loop, from the same recap as the text."""
    turn.require_private()
    found = await recap.session_recap(turn.ctx, turn.actor, turn.number(0))
    words = {one.id: excuse_words(one) for one in found.invitations if one.answer is not None}
    with turn.ctx.clock.hold():
        from bot.documents.xlsx import session_workbook  # noqa: PLC0415 (openpyxl is not loaded before somebody asks)

        content = await asyncio.to_thread(session_workbook, found, words)
    name = f"rekap-{found.session.code.replace('/', '-')}.xlsx"
    await turn.send_file(name, content, t("recap-moment", moment=moment(found.asked_at, found.session.zone)))


async def unregistered_command(turn: Turn) -> None:
    """/belumdaftar: in a message of its own the text to forward, then who."""
    turn.require_private()
    require_manager(turn.actor)
    people = await registration.unregistered(turn.ctx, turn.actor.office_id)
    left = await registration.unreachable(turn.ctx, turn.actor.office_id)
    if people:
        await turn.say(views.invitation_to_register(turn.actor.office, _link(turn)))
    await turn.say(views.unregistered(people, left))


async def links_press(turn: Turn) -> None:
    """wa.me links of one kecamatan (0: the office itself)."""
    turn.require_private()
    require_manager(turn.actor)
    wanted = turn.number(0) or None
    people = await registration.unregistered(turn.ctx, turn.actor.office_id)
    found = [one for one in people if one.district_id == wanted]
    await turn.say(views.whatsapp_links(found, turn.actor.office, _link(turn)))


async def _silent(turn: Turn, code: str | int) -> None:
    found = await recap.session_recap(turn.ctx, turn.actor, code)
    await turn.say(views.silent_list(found, with_phones=True))


async def _month(turn: Turn, first: date) -> None:
    found = await recap.month_recap(turn.ctx, turn.actor, *calendar.month_of(first))
    await turn.show(views.month(first, found.sessions, found.total, found.asked_at, turn.actor.zone))


async def _duty(turn: Turn, first: date) -> None:
    found = await recap.duty_recap(turn.ctx, turn.actor, *calendar.month_of(first))
    await turn.show(views.duty(first, found.districts, found.missing, found.asked_at, turn.actor.zone))


async def _district(turn: Turn, district_id: int, first: date) -> None:
    days = calendar.month_of(first)
    if district_id:
        one = await recap.district_recap(turn.ctx, turn.actor, district_id, *days)
        await turn.show(views.district(one, turn.actor.zone))
    else:
        await turn.show(views.districts(await recap.districts_recap(turn.ctx, turn.actor, *days), turn.actor.zone))


async def _district_by_words(turn: Turn, words: list[str]) -> None:
    """[nama] [bulan]: the name may be of two words, or only its beginning."""
    month = [words[-1]] if words and month_number(words[-1]) else []
    name = " ".join(words[: len(words) - len(month)])
    first = _month_of_words(turn, month)
    if not name:
        await _district(turn, 0, first)
        return
    known = await groups.districts(turn.ctx, turn.actor.office_id)
    key = district_key(name)
    matching = [found for found, title in known if district_key(title) == key] or [
        found for found, title in known if district_key(title).startswith(key)
    ]
    if len(matching) != 1:
        raise Refusal("refused-unknown-district", name=name[:40])
    await _district(turn, matching[0], first)


async def _report(turn: Turn, number: str) -> None:
    facts, report = await duty.report_by_number(turn.ctx, turn.actor, number)
    await turn.say(duty_views.report(facts, turn.actor.zone))
    if report.photo_file_id is not None:
        await turn.send_photo(report.photo_file_id)
    if report.location is not None:
        await turn.send_location(*report.location)


def _month_of_words(turn: Turn, words: list[str]) -> date:
    """The first day of the month named, or of this one."""
    today = turn.today
    month = (month_number(words[0]) if words else None) or today.month
    # A recap looks back: a month that has not come yet this year is last year's.
    year = today.year if month <= today.month else today.year - 1
    return date(year, month, 1)


def _month_of_button(turn: Turn, index: int) -> date:
    try:
        return date.fromisoformat(f"{turn.word(index)}-01")
    except ValueError:
        raise Refusal("refused-stale-button") from None


def _link(turn: Turn) -> str:
    return f"https://t.me/{turn.bot.username}"
