"""Papers in the chat: which session, what a file is and what to do with it, the buttons that ask for papers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.importing.columns import ATTENDANCE_COLUMNS, DAY_COLUMN
from bot.domain.papers.letters import Nature
from bot.domain.vocabulary import SessionStatus
from bot.views.format import clock_time, day_plain, moment
from bot.views.papers import attendance_lists, letterheads, letters
from bot.views.papers.certificates import certificates as worded
from bot.views.papers.presses import MakeCertificates, MakeFilledList, MakeForm, MakeLetter, MakeList, MakeTask
from bot.views.screen import Screen, button, rows
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from telegram import InlineKeyboardButton

    from bot.domain.door.checkin import CheckInWay
    from bot.domain.meetings.days import MeetingDay
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.papers.attendance_lists import AttendanceList
    from bot.domain.papers.certificates import Certificates
    from bot.domain.papers.facts import AttendanceFacts, CertificateFacts, Issuer, LetterFacts
    from bot.domain.papers.letters import Letter

# Columns that say whose line it is.
_LEADING = 3


def letter(facts: LetterFacts) -> Letter:
    """The letter itself; one that changes another is more than ordinary."""
    nature = Nature.IMPORTANT if facts.earlier else Nature.ORDINARY
    return letters.letter(letterheads.sender_of(facts.issuer), facts, nature=nature)


def letter_caption(facts: LetterFacts) -> Markup:
    """What the file is, and what is left to do by hand."""
    return join_lines(
        t("paper-letter", code=facts.session.code, number=facts.number, day=day_plain(facts.dated)),
        t("paper-letter-changes", number=facts.earlier.number) if facts.earlier else None,
        t("paper-letter-next"),
        *_lacking(facts.issuer),
    )


def letter_name(facts: LetterFacts) -> str:
    """What its file begins with; a letter of change is not taken for the first."""
    return f"surat-perubahan-{facts.session.revision}" if facts.earlier else "surat-undangan"


def attendance_list(facts: AttendanceFacts) -> AttendanceList:
    """The list itself."""
    if not facts.daily:
        return _list(facts, facts.arrivals, facts.stood_in)
    first, *others = (_list(facts, one.arrivals, one.stood_in, one.day) for one in facts.daily)
    return replace(first, more=tuple(others))


def _list(
    facts: AttendanceFacts,
    arrivals: Mapping[int, tuple[datetime, CheckInWay]],
    stood_in: Collection[int],
    day: MeetingDay | None = None,
) -> AttendanceList:
    sender, held = letterheads.sender_of(facts.issuer), facts.session
    if not facts.filled:
        return attendance_lists.attendance_list(sender, held, facts.invitations, day=day, nips=facts.nips)
    return attendance_lists.attendance_list(
        sender,
        held,
        facts.invitations,
        arrivals=arrivals,
        stood_in=stood_in,
        asked_at=facts.asked_at,
        day=day,
        nips=facts.nips,
    )


def attendance_caption(facts: AttendanceFacts) -> Screen:
    """What the file is; under the blank one, once somebody came, a button for the filled one."""
    held, came, invited = facts.session, len(facts.arrivals), len(facts.invitations)
    if facts.filled:
        stand = moment(facts.asked_at, held.zone)
        return Screen(t("paper-list-filled", code=held.code, came=came, invited=invited, moment=stand))
    filled = [button(plain("button-list-filled"), MakeFilledList(held.id))] if came else []
    form = button(plain("button-list-form"), MakeForm(held.id))
    text = join_lines(t("paper-list", code=held.code, invited=invited), t("paper-list-next", code=held.code))
    return Screen(text, rows([*filled, form]))


def form(facts: AttendanceFacts) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The list as a table to fill in and import, columns and rows; of several days each has its lines."""
    if not facts.daily:
        return ATTENDANCE_COLUMNS, _form_rows(facts, facts.arrivals, facts.stood_in)
    rows = [row for one in facts.daily for row in _form_rows(facts, one.arrivals, one.stood_in, one.day)]
    return (*ATTENDANCE_COLUMNS[:_LEADING], DAY_COLUMN, *ATTENDANCE_COLUMNS[_LEADING:]), rows


def _form_rows(
    facts: AttendanceFacts,
    arrivals: Mapping[int, tuple[datetime, CheckInWay]],
    stood_in: Collection[int],
    day: MeetingDay | None = None,
) -> list[tuple[str, ...]]:
    """Who is known to have come has a time."""
    held = facts.session
    found: list[tuple[str, ...]] = []
    for one in facts.invitations:
        person, arrival = one.person, arrivals.get(one.person.id)
        instead = one.substitute if arrival is None or person.id in stood_in else ""
        at = clock_time(arrival[0], held.zone) if arrival else ""
        of_day = (day.day.isoformat(),) if day else ()
        found.append((held.code, person.district, person.name, *of_day, at, instead))
    return found


def form_caption(facts: AttendanceFacts) -> Markup:
    """How to fill it in."""
    return join_lines(t("paper-list-form", code=facts.session.code), t("paper-list-form-next"))


def certificates(facts: CertificateFacts) -> Certificates:
    """The certificates themselves."""
    return worded(
        letterheads.sender_of(facts.issuer),
        facts.session,
        facts.recipients,
        dated=facts.dated,
        invited_by=facts.invited_by,
    )


def certificates_caption(facts: CertificateFacts) -> Markup:
    """Whose they are."""
    code, count = facts.session.code, len(facts.recipients)
    first, last = facts.recipients[0], facts.recipients[-1]
    if count == 1:
        return t("paper-certificate", code=code, name=first[1].name, number=first[0])
    return join_lines(
        t("paper-certificates", code=code, count=count, first=first[0], last=last[0]), *_lacking(facts.issuer)
    )


def file_name(what: str, session: SessionFacts, kind: str = "pdf") -> str:
    """`surat-undangan-SDMO-02-1.pdf`."""
    return f"{what}-{session.code.replace('/', '-')}.{kind}"


def buttons(session: SessionFacts, now: datetime) -> list[InlineKeyboardButton]:
    """What can be issued about a session now."""
    if session.status is SessionStatus.CANCELLED:
        return []
    found = []
    if now < session.starts_at:
        found = [
            button(plain("button-letter"), MakeLetter(session.id)),
            button(plain("button-task"), MakeTask(session.id)),
        ]
    found.append(button(plain("button-list"), MakeList(session.id)))
    return (
        [*found, button(plain("button-certificates"), MakeCertificates(session.id))]
        if now >= session.ends_at
        else found
    )


def _lacking(issuer: Issuer) -> list[Markup]:
    """What the office has to fill in once."""
    address = [] if issuer.stationery.address else [t("paper-no-address")]
    signer = [] if issuer.signer else [t("paper-no-signer")]
    return address + signer
