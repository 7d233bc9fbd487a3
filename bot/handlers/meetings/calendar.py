"""/jadwal and /kegiatan."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bot.domain.meetings.schedule_words.asked import Span
from bot.domain.meetings.schedule_words.button_words import button_words
from bot.domain.refusals import Refusal
from bot.services.groups import linking
from bot.services.meetings.calendar import activity_sheet, asked_schedule, looking_up
from bot.services.meetings.office_days import kept_days_of
from bot.services.office import districts
from bot.views.meetings.calendar import activity, narrowing, picking, schedule, scope
from bot.views.meetings.calendar.picture import picture_caption
from bot.views.meetings.month_picture import month_picture
from bot.views.meetings.presses.calendar import PickDistrict, PickDivision, PictureMonth, ShowActivity, ShowSchedule

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


# /jadwal gambar [bulan]
_PICTURE = "gambar"


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("jadwal", groups=True)(schedule_command)
    routes.command("kegiatan", coded=True)(activity_command)
    routes.press(ShowSchedule, in_groups=True)(schedule_page)
    routes.press(PictureMonth, in_groups=True)(picture_press)
    routes.press(PickDivision)(pick_division)
    routes.press(PickDistrict)(pick_district)
    routes.press(ShowActivity, in_groups=True)(activity_press)


async def schedule_command(turn: Turn) -> None:
    """/jadwal [hari, pekan, bulan, tanggal] [divisi] [kecamatan] [saya] [kata]; what is read where: `schedule_words`."""
    words = [word for word in turn.args if word.casefold() != _PICTURE]
    if len(words) < len(turn.args):
        await _picture(turn, words)
    else:
        await _show(turn, turn.args, 0)


async def schedule_page(turn: Turn, pressed: ShowSchedule) -> None:
    """Another page or range."""
    await _show(turn, pressed.words.split("."), pressed.page)


async def picture_press(turn: Turn, pressed: PictureMonth) -> None:
    """The month as a picture."""
    await _picture(turn, pressed.words.split("."))


async def _picture(turn: Turn, words: list[str]) -> None:
    await _require_own_group(turn)
    words = [word for word in words if word]
    found = await asked_schedule.schedule(turn.ctx, turn.actor, words)
    if found.asked.span is not Span.MONTH:
        # A picture is of a month: of the one in which the days begin.
        month = replace(found.asked, span_token=f"{found.asked.first:%Y-%m}")
        words = button_words(month).split(".")
    found = await asked_schedule.schedule(
        turn.ctx, turn.actor, words, chat_id=turn.chat.id, shows=lambda found: found.of_month
    )
    picture = month_picture(
        found.asked.first,
        found.of_month,
        await kept_days_of(turn.ctx, turn.actor.office_id),
        today=turn.today,
        whose=" · ".join(scope.filters(found)),
        undated=len(found.planned),
    )
    await turn.send_picture(await turn.make(picture), picture_caption(found))


async def pick_division(turn: Turn, pressed: PickDivision) -> None:
    """Divisi: which one?"""
    found = await asked_schedule.schedule(turn.ctx, turn.actor, pressed.words.split("."))
    await turn.show(narrowing.pick_division(found.asked))


async def pick_district(turn: Turn, pressed: PickDistrict) -> None:
    """Kecamatan: which one?"""
    found = await asked_schedule.schedule(turn.ctx, turn.actor, pressed.words.split("."))
    await turn.show(narrowing.pick_district(found.asked, await districts.districts(turn.ctx, turn.actor)))


async def activity_command(turn: Turn) -> None:
    """/kegiatan <kode, or words of a title>."""
    await _require_own_group(turn)
    if not turn.args:
        coming = await asked_schedule.schedule(turn.ctx, turn.actor, [])
        await turn.say(picking.pick_activity(coming))
        return
    try:
        await _sheet(turn, turn.args[0])
    except Refusal:
        # No code: perhaps one that is nearly so, or words of a title.
        found = await looking_up.look_up(turn.ctx, turn.actor, turn.rest)
        if len(found) > 1:
            await turn.say(picking.pick_found(found))
        else:
            await _sheet(turn, found[0].code)


async def activity_press(turn: Turn, pressed: ShowActivity) -> None:
    """The same by button."""
    await _require_own_group(turn)
    await _sheet(turn, pressed.code)


async def _sheet(turn: Turn, code: str) -> None:
    found = await activity_sheet.sheet(turn.ctx, turn.actor, code, turn.chat.id)
    manages = turn.private and turn.actor.manages
    member = turn.private and turn.actor.district_id is not None
    await turn.say(activity.activity(found, turn.ctx.clock.now(), manages=manages, member=member))


async def _show(turn: Turn, words: list[str], page: int) -> None:
    await _require_own_group(turn)
    found = await asked_schedule.schedule(
        turn.ctx,
        turn.actor,
        [word for word in words if word],
        chat_id=turn.chat.id,
        shows=partial(schedule.dated, page=page if turn.private else None),
    )
    if turn.private:
        await turn.show(schedule.schedule(found, page, turn.today, manages=turn.actor.manages))
    else:
        await turn.show(schedule.group_schedule(found, turn.today))


async def _require_own_group(turn: Turn) -> None:
    """In a group, what is said of the office's plan is for a linked group of that office."""
    if not turn.private:
        await linking.require_linked(turn.ctx, turn.actor, turn.chat.id)
