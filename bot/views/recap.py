"""Recaps in texts that fit a phone; phone numbers only in private chats of heads."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

from bot.domain.answers import Tally
from bot.domain.titles import list_title
from bot.domain.vocabulary import Answer, SessionStatus
from bot.views import paperwork
from bot.views.format import day_short, moment, month_name
from bot.views.screen import Screen, button, rows
from bot.views.sessions import excuse_words, session_block
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from telegram import InlineKeyboardButton

    from bot.domain.facts import InvitationFacts, PersonFacts, SessionFacts, SessionRecap, ShiftFacts

MOST_SILENT = 20
_PER_PAGE = 8
_LABEL = 40
_TITLE = 56


class Districts(Protocol):
    """A month by kecamatan."""

    @property
    def first(self) -> date: ...
    @property
    def districts(self) -> tuple[tuple[int | None, str, Tally], ...]: ...
    @property
    def asked_at(self) -> datetime: ...


class District(Protocol):
    """One kecamatan in a month; duty is (shifts, reports)."""

    @property
    def first(self) -> date: ...
    @property
    def district_id(self) -> int: ...
    @property
    def district(self) -> str: ...
    @property
    def people(self) -> tuple[tuple[str, Tally], ...]: ...
    @property
    def duty(self) -> tuple[int, int]: ...
    @property
    def asked_at(self) -> datetime: ...


def pick(sessions: Sequence[SessionFacts], today: date) -> Screen:
    """Which session? Or a month, its kecamatan, its piket."""
    month = _month_word(today)
    wholes = [
        button(plain("button-recap-month"), "recm", month),
        button(plain("button-recap-districts"), "reck", month, 0),
        button(plain("button-recap-duty"), "recd", month),
    ]
    head = t("recap-pick") if sessions else t("recap-none")
    return Screen(join_lines(head, "", t("recap-usage")), rows(*_session_buttons(sessions, "rec"), wholes))


def pick_silent(sessions: Sequence[SessionFacts]) -> Screen:
    """Whose silent people?"""
    if not sessions:
        return Screen(t("belum-no-session"))
    return Screen(join_lines(t("belum-pick"), "", t("belum-usage")), rows(*_session_buttons(sessions, "sil")))


def session(recap: SessionRecap) -> Screen:
    """Counts, per kecamatan, who is silent, and what to do about it."""
    held, tally = recap.session, recap.tally
    excused = [found for found in recap.invitations if found.answer is Answer.EXCUSED]
    instead = [found for found in recap.invitations if found.answer is Answer.SUBSTITUTED]
    lines: list[str] = [
        t("recap-title"),
        session_block(held),
        *([t("recap-cancelled", reason=held.cancel_reason)] if held.status is SessionStatus.CANCELLED else []),
        "",
        counts(tally),
        t("recap-total", invited=tally.invited, answered=tally.answered, percent=tally.response_percent),
        *([t("recap-outsiders", count=held.outsiders_present)] if held.outsiders_present is not None else []),
    ]
    lines += _districts(recap)
    lines += _silent(recap)
    if excused:
        lines += ["", t("recap-excused"), *(_line("excused", found, reason=excuse_words(found)) for found in excused)]
    if instead:
        lines += ["", t("recap-substituted")]
        lines += [_line("substituted", found, substitute=found.substitute) for found in instead]
    lines += ["", t("recap-moment", moment=moment(recap.asked_at, held.zone))]
    nudging = (
        [button(plain("button-nudge"), "nudge", held.id)] if tally.silent and recap.asked_at < held.starts_at else []
    )
    files = [button(plain("button-xlsx"), "xlsx", held.id), button(plain("button-refresh"), "rec", held.id)]
    return Screen(join_lines(*lines), rows(nudging, files, paperwork.buttons(held, recap.asked_at)))


def counts(tally: Tally) -> Markup:
    """The four counts in a line."""
    return t(
        "recap-counts",
        attending=tally.attending,
        excused=tally.excused,
        substituted=tally.substituted,
        silent=tally.silent,
    )


def silent_list(recap: SessionRecap, *, with_phones: bool) -> Screen:
    """`/belum`: who has not answered, by kecamatan, with numbers Telegram makes tappable."""
    held = recap.session
    silent = [found for found in recap.invitations if found.answer is None]
    if not silent:
        return Screen(t("belum-none", code=held.code))
    lines: list[str] = [t("belum-title", code=held.code, count=len(silent)), list_line(held)]
    for district, found in groupby(silent, key=lambda one: one.person.district):
        lines += ["", t("belum-district", district=district or plain("recap-district-office"))]
        for one in found:
            phone = one.person.phone if with_phones else None
            lines.append(
                t("belum-line", name=one.person.name, phone=phone)
                if phone
                else t("belum-line-plain", name=one.person.name)
            )
    may_nudge = recap.asked_at < held.starts_at and held.status is SessionStatus.SCHEDULED
    return Screen(join_lines(*lines), rows([button(plain("button-nudge"), "nudge", held.id)]) if may_nudge else None)


def month(
    first: date, sessions: Sequence[tuple[SessionFacts, Tally]], total: Tally, asked_at: datetime, zone: ZoneInfo
) -> Screen:
    """`/rekap bulan`."""
    lines: list[str] = [t("month-title", month=month_name(first)), ""]
    lines += [_month_line(held, tally) for held, tally in sessions] or [t("month-none")]
    if total.invited:
        lines += ["", counts(total)]
        lines += [t("recap-total", invited=total.invited, answered=total.answered, percent=total.response_percent)]
    lines += ["", t("recap-moment", moment=moment(asked_at, zone))]
    month_ = _month_word(first)
    others = [
        button(plain("button-recap-districts"), "reck", month_, 0),
        button(plain("button-recap-duty"), "recd", month_),
    ]
    return Screen(join_lines(*lines), rows(others, _around(first, asked_at, zone, "recm")))


def districts(recap: Districts, zone: ZoneInfo) -> Screen:
    """`/rekap kecamatan`: a month by kecamatan, each a button."""
    lines: list[str] = [t("districts-title", month=month_name(recap.first))]
    if recap.districts:
        lines.append(t("districts-legend"))
    lines.append("")
    month_ = _month_word(recap.first)
    buttons = []
    for district_id, name, tally in recap.districts:
        shown = name or plain("recap-district-office")
        lines.append(_district_line(shown, tally))
        if district_id is not None:
            buttons.append(button(shown, "reck", month_, district_id))
    if not recap.districts:
        lines.append(t("month-none"))
    lines += ["", t("recap-moment", moment=moment(recap.asked_at, zone))]
    threes = (buttons[start : start + 3] for start in range(0, len(buttons), 3))
    return Screen(join_lines(*lines), rows(*threes, _around(recap.first, recap.asked_at, zone, "reck", 0)))


def district(recap: District, zone: ZoneInfo) -> Screen:
    """One kecamatan in a month: its people, and its piket."""
    total = sum_of(tally for _, tally in recap.people)
    shifts, reports = recap.duty
    lines: list[str] = [t("district-title", district=recap.district, month=month_name(recap.first)), ""]
    if recap.people:
        lines += [counts(total)]
        lines += [t("recap-total", invited=total.invited, answered=total.answered, percent=total.response_percent)]
        lines += ["", t("district-people"), *(_district_line(name, tally) for name, tally in recap.people)]
    else:
        lines.append(t("month-none"))
    if shifts:
        lines += ["", t("district-duty", shifts=shifts, reports=reports)]
    lines += ["", t("recap-moment", moment=moment(recap.asked_at, zone))]
    month_ = _month_word(recap.first)
    back = [button(plain("button-all-districts"), "reck", month_, 0)]
    around = _around(recap.first, recap.asked_at, zone, "reck", recap.district_id)
    return Screen(join_lines(*lines), rows(around, back))


def duty(
    first: date,
    districts: Sequence[tuple[str, int, int, int]],
    missing: Sequence[ShiftFacts],
    asked_at: datetime,
    zone: ZoneInfo,
) -> Screen:
    """`/rekap piket`."""
    lines: list[str] = [t("duty-recap-title", month=month_name(first)), ""]
    if not districts:
        return Screen(join_lines(*lines, t("duty-recap-none")))
    for name, shifts, reports, incidents in districts:
        if incidents:
            lines.append(
                t("duty-recap-line-incidents", district=name, shifts=shifts, reports=reports, incidents=incidents)
            )
        else:
            lines.append(t("duty-recap-line", district=name, shifts=shifts, reports=reports))
    shifts, reports = sum(line[1] for line in districts), sum(line[2] for line in districts)
    lines += ["", t("duty-recap-total", shifts=shifts, reports=reports)]
    if missing:
        lines += ["", t("duty-recap-missing")]
        lines += [
            t("duty-recap-missing-line", day=day_short(shift.day), district=shift.district, name=shift.officer.name)
            for shift in missing[-MOST_SILENT:]
        ]
        if len(missing) > MOST_SILENT:
            lines.append(t("duty-recap-more", count=len(missing) - MOST_SILENT))
    lines += ["", t("recap-moment", moment=moment(asked_at, zone))]
    return Screen(join_lines(*lines), rows(_around(first, asked_at, zone, "recd")))


def unregistered(people: Sequence[PersonFacts], left: Sequence[PersonFacts]) -> Screen:
    """Who is not on the bot yet, per kecamatan, and who has blocked it."""
    if not people and not left:
        return Screen(t("unregistered-none"))
    lines: list[str] = []
    buttons = []
    if people:
        lines.append(t("unregistered-title", count=len(people)))
        for district, found in groupby(people, key=lambda one: (one.district_id, one.district)):
            names = ", ".join(one.name for one in found)
            lines.append(
                t("unregistered-district", district=district[1] or plain("recap-district-office"), names=names)
            )
            buttons.append(button(district[1] or plain("recap-district-office"), "unreg", district[0] or 0))
        lines += ["", t("unregistered-hint")]
    if left:
        lines += ["", t("unregistered-left", names=", ".join(one.name for one in left))]
    return Screen(join_lines(*lines), rows(*(buttons[start : start + 3] for start in range(0, len(buttons), 3))))


def invitation_to_register(office: str, link: str) -> Screen:
    """The text to forward, alone in its message so that nothing else is forwarded with it."""
    return Screen(t("unregistered-invite", office=office, link=link))


def whatsapp_links(people: Sequence[PersonFacts], office: str, link: str) -> Screen:
    """A wa.me link for each person of a kecamatan, with the invitation as its text."""
    text = quote(plain("unregistered-invite", office=office, link=link))
    lines = [
        t("unregistered-wa", name=one.name, url=Markup(f"https://wa.me/{one.phone.lstrip('+')}?text={text}"))
        for one in people
        if one.phone
    ]
    return Screen(join_lines(*(lines or [t("unregistered-none")])))


def _districts(recap: SessionRecap) -> list[str]:
    if len(recap.districts) < 2:
        return []
    return [
        "",
        t("recap-districts"),
        *(_district_line(name or plain("recap-district-office"), tally) for name, tally in recap.districts),
    ]


def _silent(recap: SessionRecap) -> list[str]:
    silent = [found for found in recap.invitations if found.answer is None]
    if not silent:
        return []
    lines: list[str] = ["", t("recap-silent"), *(_line("silent", found) for found in silent[:MOST_SILENT])]
    if len(silent) > MOST_SILENT:
        lines.append(t("recap-silent-more", count=len(silent) - MOST_SILENT, code=recap.session.code))
    return lines


def list_line(held: SessionFacts) -> Markup:
    """A session in one line of a list."""
    return t("recap-list-line", day=day_short(held.day), title=list_title(held.title, _TITLE))


def sum_of(tallies: Iterable[Tally]) -> Tally:
    """Several tallies as one."""
    found = list(tallies)
    return Tally(
        sum(one.attending for one in found),
        sum(one.excused for one in found),
        sum(one.substituted for one in found),
        sum(one.silent for one in found),
    )


def _session_buttons(sessions: Sequence[SessionFacts], verb: str) -> list[list[InlineKeyboardButton]]:
    return [
        [button(f"{day_short(held.day)} · {list_title(held.title, _LABEL)}", verb, held.id)]
        for held in sessions[:_PER_PAGE]
    ]


def _around(first: date, asked_at: datetime, zone: ZoneInfo, verb: str, *args: int) -> list[InlineKeyboardButton]:
    """The month before and, unless it is yet to come, the one after."""
    before = (first - timedelta(days=1)).replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    buttons = [button(f"« {month_name(before)}", verb, _month_word(before), *args)]
    # Recaps of the coming month are of use: its answers are coming in.
    if after <= (asked_at.astimezone(zone).date().replace(day=1) + timedelta(days=31)):
        buttons.append(button(f"{month_name(after)} »", verb, _month_word(after), *args))
    return buttons


def _month_word(day: date) -> str:
    return f"{day:%Y-%m}"


def _district_line(name: str, tally: Tally) -> Markup:
    return t(
        "recap-district", district=name, attending=tally.attending, excused=tally.excused,
        substituted=tally.substituted, silent=tally.silent,
    )  # fmt: skip


def _line(kind: str, found: InvitationFacts, **values: str) -> Markup:
    district = found.person.district or plain("recap-district-office")
    return t(f"recap-{kind}-line", name=found.person.name, district=district, **values)


def _month_line(held: SessionFacts, tally: Tally) -> Markup:
    head = t("month-session", day=day_short(held.day), title=list_title(held.title, _TITLE), code=held.code)
    if held.status is SessionStatus.CANCELLED:
        return join_lines(head, t("month-cancelled"))
    if not tally.invited:
        count = held.outsiders_present
        return join_lines(head, t("month-outsiders", count=plain("word-none") if count is None else count))
    attended = t("month-attended", attending=tally.attending, invited=tally.invited, percent=tally.response_percent)
    return join_lines(head, attended)
