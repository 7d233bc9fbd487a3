"""Recaps in texts that fit a phone; phone numbers only in private chats of heads."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.domain.titles import short_title
from bot.domain.vocabulary import Answer, SessionStatus
from bot.views.format import day_short, moment, month_name
from bot.views.screen import Screen, button, rows
from bot.views.sessions import excuse_words, session_block
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from bot.domain.answers import Tally
    from bot.domain.facts import InvitationFacts, PersonFacts, SessionFacts, SessionRecap, ShiftFacts

MOST_SILENT = 20
_PER_PAGE = 8


def pick(sessions: Sequence[SessionFacts]) -> Screen:
    """Which session?"""
    if not sessions:
        return Screen(join_lines(t("recap-none"), "", t("recap-usage")))
    buttons = [
        [button(f"{day_short(held.day)} · {short_title(held.title)}"[:60], "rec", held.id)]
        for held in sessions[:_PER_PAGE]
    ]
    return Screen(join_lines(t("recap-pick"), "", t("recap-usage")), rows(*buttons))


def session(recap: SessionRecap) -> Screen:
    """Counts, per kecamatan, who is silent, and what to do about it."""
    held, tally = recap.session, recap.tally
    excused = [found for found in recap.invitations if found.answer is Answer.EXCUSED]
    instead = [found for found in recap.invitations if found.answer is Answer.SUBSTITUTED]
    lines: list[str] = [
        t("recap-title"),
        session_block(held, None),
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
    return Screen(join_lines(*lines), rows(nudging, files))


def counts(tally: Tally) -> Markup:
    """The four counts in a line."""
    return t(
        "recap-counts",
        attending=tally.attending,
        excused=tally.excused,
        substituted=tally.substituted,
        silent=tally.silent,
    )


def silent_list(held: SessionFacts, invitations: Sequence[InvitationFacts], *, with_phones: bool) -> Screen:
    """`/belum`: who has not answered, by kecamatan, with numbers Telegram makes tappable."""
    silent = [found for found in invitations if found.answer is None]
    if not silent:
        return Screen(t("belum-none", code=held.code))
    lines: list[str] = [t("belum-title", code=held.code)]
    for district, found in groupby(silent, key=lambda one: one.person.district):
        lines += ["", t("belum-district", district=district or plain("recap-district-office"))]
        for one in found:
            phone = one.person.phone if with_phones else None
            lines.append(
                t("belum-line", name=one.person.name, phone=phone)
                if phone
                else t("belum-line-plain", name=one.person.name)
            )
    return Screen(join_lines(*lines), rows([button(plain("button-nudge"), "nudge", held.id)]))


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
    return Screen(join_lines(*lines))


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
    return Screen(join_lines(*lines))


def unregistered(people: Sequence[PersonFacts], left: Sequence[PersonFacts], office: str, link: str) -> Screen:
    """Who is not on the bot yet, per kecamatan, with a text to forward."""
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
        lines += ["", t("unregistered-forward"), t("unregistered-invite", office=office, link=link)]
        lines += ["", t("unregistered-hint")]
    if left:
        lines += ["", t("unregistered-left", names=", ".join(one.name for one in left))]
    return Screen(join_lines(*lines), rows(*(buttons[start : start + 3] for start in range(0, len(buttons), 3))))


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
        *(
            t(
                "recap-district",
                district=name or plain("recap-district-office"),
                attending=tally.attending,
                excused=tally.excused,
                substituted=tally.substituted,
                silent=tally.silent,
            )
            for name, tally in recap.districts
        ),
    ]


def _silent(recap: SessionRecap) -> list[str]:
    silent = [found for found in recap.invitations if found.answer is None]
    if not silent:
        return []
    lines: list[str] = ["", t("recap-silent"), *(_line("silent", found) for found in silent[:MOST_SILENT])]
    if len(silent) > MOST_SILENT:
        lines.append(t("recap-silent-more", count=len(silent) - MOST_SILENT, code=recap.session.code))
    return lines


def _line(kind: str, found: InvitationFacts, **values: str) -> Markup:
    district = found.person.district or plain("recap-district-office")
    return t(f"recap-{kind}-line", name=found.person.name, district=district, **values)


def _month_line(held: SessionFacts, tally: Tally) -> Markup:
    day = day_short(held.day)
    if held.status is SessionStatus.CANCELLED:
        return t("month-line-cancelled", day=day, code=held.code)
    if not tally.invited:
        count = held.outsiders_present
        return t("month-line-outsiders", day=day, code=held.code, count=plain("word-none") if count is None else count)
    return t(
        "month-line", day=day, code=held.code, attending=tally.attending, invited=tally.invited,
        percent=tally.response_percent,
    )  # fmt: skip
