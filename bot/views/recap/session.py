"""What heads ask for, in texts that fit a phone: the recap of a session, who is silent in it, who is not on the bot yet."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.domain.meetings.titles import list_title
from bot.domain.recap.facts import View
from bot.domain.recap.spans import Span, SpanUnit
from bot.domain.vocabulary import Answer, SessionStatus
from bot.views.format import dates_short, day_short, moment
from bot.views.invitations import contacts
from bot.views.invitations.messages import excuse_words, session_block
from bot.views.papers import chat
from bot.views.recap import words
from bot.views.recap.periods import files
from bot.views.recap.presses import Nudge, ShowDutyRecap, ShowLinks, ShowPeriod, ShowRecap, ShowSilent
from bot.views.screen import Screen, button, copying, rows
from bot.views.text import Markup, folded, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from telegram import InlineKeyboardButton

    from bot.domain.invitations.facts import InvitationFacts
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts
    from bot.domain.recap.session import SessionRecap
    from bot.views.press import Press

MOST_SILENT = 20
# Who is to be asked is what a head looks for first.
_SILENT_UNFOLDED = 6
_PER_PAGE = 8
_LABEL = 40
_TITLE = 56


def pick(sessions: Sequence[SessionFacts], today: date, *, district_id: int | None = None) -> Screen:
    """Which session? Or a month, its kecamatan, its piket; for the head of a secretariat, the own kecamatan."""
    span = Span.of(SpanUnit.MONTH, today)
    if district_id is not None:
        wholes = [button(plain("button-recap-own-district"), ShowPeriod(View.DISTRICT, str(district_id), span))]
        usage = t("recap-usage-secretariat")
    else:
        wholes = [
            button(plain("button-recap-month"), ShowPeriod(View.OFFICE, "", span)),
            button(plain("button-recap-districts"), ShowPeriod(View.DISTRICTS, "", span)),
            button(plain("button-recap-duty"), ShowDutyRecap(span)),
        ]
        usage = t("recap-usage")
    none = t("recap-none") if district_id is None else t("recap-none-of-district")
    head = t("recap-pick") if sessions else none
    return Screen(join_lines(head, "", usage), rows(*_session_buttons(sessions, ShowRecap), wholes))


def pick_silent(sessions: Sequence[SessionFacts]) -> Screen:
    """Whose silent people?"""
    if not sessions:
        return Screen(t("belum-no-session"))
    return Screen(join_lines(t("belum-pick"), "", t("belum-usage")), rows(*_session_buttons(sessions, ShowSilent)))


def session(recap: SessionRecap) -> Screen:
    """Answers, who came, per kecamatan, who is silent, and what to do about it."""
    held, tally = recap.session, recap.tally
    lines: list[str] = [
        t("recap-title-of", district=recap.scope) if recap.scope else t("recap-title"),
        session_block(held),
        *([t("recap-cancelled", reason=held.cancel_reason)] if held.status is SessionStatus.CANCELLED else []),
        "",
        words.answers(tally),
        words.response(tally),
        *_seats(recap),
        *([words.wait(recap.minutes)] if recap.minutes is not None else []),
        *([t("recap-outsiders", count=held.outsiders_present)] if held.outsiders_present is not None else []),
        *_day(recap),
        *([words.questionnaires(recap.survey)] if recap.survey.responses else []),
        *_districts(recap),
        *_silent(recap),
        *_lists(recap),
        "",
        t("recap-moment", moment=moment(recap.asked_at, held.zone)),
        *([t("recap-counted-session")] if recap.recorded else []),
    ]
    nudging = (
        [button(plain("button-nudge"), Nudge(held.id))]
        if tally.silent and recap.asked_at < held.starts_at and not recap.scope
        else []
    )
    again = [button(plain("button-refresh"), ShowRecap(held.id))]
    silent = [button(plain("button-silent"), ShowSilent(held.id))] if tally.silent and not recap.scope else []
    papers = [] if recap.scope else chat.buttons(held, recap.asked_at)
    return Screen(join_lines(*lines), rows(nudging, silent, files(None, str(held.id), None), papers, again))


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
    may_nudge = recap.asked_at < held.starts_at and held.status is SessionStatus.SCHEDULED and not recap.scope
    nudging = [button(plain("button-nudge"), Nudge(held.id))] if may_nudge else []
    reaching = [] if recap.scope or not with_phones else contacts.district_buttons(held, silent)
    if reaching:
        lines += ["", t("belum-contacts-hint")]
    return Screen(join_lines(*lines), rows(nudging, *reaching) if nudging or reaching else None)


def unregistered(people: Sequence[PersonFacts], left: Sequence[PersonFacts], office: str, link: str) -> Screen:
    """Who is not on the bot yet, per kecamatan, and who has blocked it; the text for them, to be pasted elsewhere."""
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
            buttons.append(button(district[1] or plain("recap-district-office"), ShowLinks(district[0] or 0)))
        lines += ["", t("unregistered-hint")]
    if left:
        lines += ["", t("unregistered-left", names=", ".join(one.name for one in left))]
    invite = plain("unregistered-invite", office=office, link=link)
    return Screen(
        join_lines(*lines),
        rows(
            copying(plain("button-unregistered-copy"), invite) if people else [],
            *(buttons[start : start + 3] for start in range(0, len(buttons), 3)),
        ),
    )


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


def _seats(recap: SessionRecap) -> list[Markup]:
    seats = recap.session.seats
    if seats is None or recap.scope:
        # How full it is, is not the kecamatan's figure.
        return []
    return [t("recap-seats", seats=seats, seated=recap.tally.seated, waiting=recap.tally.waiting)]


def _day(recap: SessionRecap) -> list[Markup]:
    """Who came: so far, or once it is over with those who did not."""
    if recap.recorded:
        return [*words.day(recap.tally), *_each_day(recap)]
    if recap.over:
        return [t("recap-not-recorded")] if recap.tally.invited else []
    return [t("recap-arrived", count=recap.arrived), *_each_day(recap)] if recap.arrived else []


def _each_day(recap: SessionRecap) -> list[Markup]:
    return [t("recap-of-day", number=day.number, day=day_short(day.day), count=count) for day, count in recap.days]


def _districts(recap: SessionRecap) -> list[str]:
    if len(recap.districts) < 2:
        return []
    lines: list[str] = []
    for name, counts in recap.districts:
        line = words.short_answers(name or plain("recap-district-office"), counts)
        lines.append(t("recap-district-came", line=Markup(line), came=counts.came) if recap.recorded else line)
    return ["", t("recap-districts-came") if recap.recorded else t("recap-districts"), *folded(lines)]


def _lists(recap: SessionRecap) -> list[str]:
    """Names beyond the silent: excused, represented, and who kept or broke their word."""
    found = recap.invitations
    excused = [_line("excused", one, reason=excuse_words(one)) for one in found if one.answer is Answer.EXCUSED]
    instead = [
        _line("substituted", one, substitute=one.substitute) for one in found if one.answer is Answer.SUBSTITUTED
    ]
    lists = [("recap-excused", excused), ("recap-substituted", instead)]
    if recap.recorded:
        lists += [("recap-no-show", [_no_show(one) for one in found if words.broke_word(one)])]
        lists += [("recap-unannounced", [_line("silent", one) for one in found if words.unannounced(one)])]
    lines: list[str] = []
    for key, names in lists:
        if names:
            more = [t("duty-recap-more", count=len(names) - MOST_SILENT)] if len(names) > MOST_SILENT else []
            lines += ["", t(key), *folded([*names[:MOST_SILENT], *more])]
    return lines


def _no_show(one: InvitationFacts) -> Markup:
    return _line("excused", one, reason=one.absence_reason) if one.absence_reason else _line("silent", one)


def _silent(recap: SessionRecap) -> list[str]:
    silent = [found for found in recap.invitations if found.answer is None]
    if not silent:
        return []
    lines = [_line("silent", found) for found in silent[:MOST_SILENT]]
    if len(silent) > MOST_SILENT:
        lines.append(t("recap-silent-more", count=len(silent) - MOST_SILENT))
    return ["", t("recap-silent"), *folded(lines, _SILENT_UNFOLDED)]


def list_line(held: SessionFacts) -> Markup:
    """A session in one line of a list."""
    return t("recap-list-line", day=dates_short(held), title=list_title(held.short_title, _TITLE))


def _session_buttons(
    sessions: Sequence[SessionFacts], pressed: Callable[[int], Press]
) -> list[list[InlineKeyboardButton]]:
    return [
        [button(f"{dates_short(held)} · {list_title(held.short_title, _LABEL)}", pressed(held.id))]
        for held in sessions[:_PER_PAGE]
    ]


def _line(kind: str, found: InvitationFacts, **values: str) -> Markup:
    district = found.person.district or plain("recap-district-office")
    return t(f"recap-{kind}-line", name=found.person.name, district=district, **values)
