"""One message about several sessions: a numbered part for each, and buttons that carry its number."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from telegram import InlineKeyboardButton

from bot.domain.invitations.answers import may_answer, wants_reminder
from bot.domain.ledger import Purpose
from bot.domain.lengths import shortened
from bot.domain.meetings.clashes import overlap
from bot.domain.vocabulary import Answer
from bot.views.door import afterwards, hand_ins
from bot.views.door.presses import HandInFiles
from bot.views.format import clock_time
from bot.views.invitations import messages, switching
from bot.views.meetings.presses.calendar import MakeIcs
from bot.views.meetings.presses.outsiders import CountOutsiders
from bot.views.press import Mark, marked
from bot.views.screen import LABEL_LIMIT, Screen, button, rows
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.invitations.gathered import Part
    from bot.domain.meetings.days import MeetingDay
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.meetings.terms import Terms

    Lines = list[list[InlineKeyboardButton]]

# More in one message are not found again by their numbers on a phone.
MOST_PARTS = 8
_REMINDING = frozenset({Purpose.REMINDER, Purpose.CHECK_IN})
# What is said of a session until it has begun.
_BEFORE = _REMINDING | {Purpose.INVITATION, Purpose.NUDGE, Purpose.MOVED}
# What the title says of parts that are all of one kind.
_ALIKE = {
    Purpose.INVITATION: "gathered-invitations",
    Purpose.CANCELLED: "gathered-cancelled",
    Purpose.WITHDRAWN: "gathered-withdrawn",
    Purpose.HAND_IN: "gathered-hand-ins",
}


def gathered(parts: Sequence[Part], now: datetime) -> Screen:
    """All parts in order; whatever is pressed, the message says all of them again."""
    day = _day_of_all(parts, now)
    text: list[str] = [_title(parts, day, now), *_crossing(parts, now)]
    buttons: Lines = []
    for number, part in enumerate(parts, 1):
        lines, own = _part(part, now, day)
        text += ["", t("gathered-part", number=number, heading=lines[0]), *lines[1:]]
        buttons += [[_numbered(number, one) for one in line] for line in own]
    if any(_asks(part, now) for part in parts):
        text += ["", t("gathered-next")]
    return Screen(join_lines(*text), rows(*buttons) if buttons else None)


def alone(part: Part, now: datetime) -> Screen | None:
    """What told somebody of one session, said again: with what changed, and where else they are expected; None to staff."""
    invited, known = part.invitation, _moved_from(part)
    if invited is None and part.stands_for is not None:
        there = None if part.session.is_of_days else part.there
        if messages.checks_in(part.session, now) and there is None and part.stands_for.is_seated:
            return messages.substitute_opened(part.session, part.stands_for, now)
        restored = "restored" in part.facts
        return messages.substitute(part.session, part.stands_for, now, part.twice, there, restored=restored)
    if invited is None:
        return None
    if known is not None:
        return messages.moved(invited, part.session, known, now, twice=part.twice, meanwhile=part.meanwhile)
    restored = "restored" in part.facts
    if part.switched_from is not None:
        untold = part.facts.get("untold")
        return switching.switched(*part.switched_from, invited, now, part.twice, untold, restored=restored)
    return messages.invitation(invited, now, part.twice, restored=restored)


def _day_of_all(parts: Sequence[Part], now: datetime) -> str | None:
    """`besok`, where that is the day of all that still holds, and nothing else is said of it."""
    held = [part for part in parts if part.void is None]
    days = {messages.relative(part.session, now) for part in held}
    return days.pop() if len(days) == 1 and all(part.purpose in _REMINDING for part in held) else None


def _title(parts: Sequence[Part], day: str | None, now: datetime) -> Markup:
    held = [part for part in parts if part.void is None]
    if day is not None:
        return t("gathered-reminders", relative=day, count=len(held))
    if held and all(_is_silent(part) and _asks(part, now) for part in held):
        return t("gathered-nudges", count=len(held))
    kinds = {part.purpose for part in held}
    if kinds == {Purpose.MOVED}:
        known = [(part.session, _moved_from(part)) for part in held]
        alike = all(terms is None or terms.when_and_where == session.terms.when_and_where for session, terms in known)
        return t("gathered-prepared" if alike else "gathered-moved", count=len(held))
    if len(kinds) == 1 and (title := _ALIKE.get(*kinds)) is not None:
        return t(title, count=len(held))
    return t("gathered-title", count=len(parts))


def _moved_from(part: Part) -> Terms | None:
    """What a change is told against; None of what is no change, or one of which they never read."""
    return messages.moved_from(part.session, part.facts) if part.purpose is Purpose.MOVED else None


def _is_silent(part: Part) -> bool:
    """Asked again, and has not answered since."""
    return part.purpose is Purpose.NUDGE and part.invitation is not None and part.invitation.answer is None


def _crossing(parts: Sequence[Part], now: datetime) -> list[Markup]:
    """Which of them cannot both be attended, as long as it is not said which one is chosen."""
    wanted = [
        (number, part.session.days)
        for number, part in enumerate(parts, 1)
        if _asks(part, now) and part.invitation is not None and part.invitation.answer in (None, Answer.ATTENDING)
    ]
    pairs = [(one, two) for (one, ours), (two, theirs) in combinations(wanted, 2) if overlap(ours, theirs)]
    return [t("gathered-crossing", one=str(one), two=str(two)) for one, two in pairs]


def _asks(part: Part, now: datetime) -> bool:
    """Whether they may answer still."""
    session, invitation = part.session, part.invitation
    if part.void is not None or part.purpose not in _BEFORE or invitation is None:
        return False
    return not invitation.has_come(session.coming_day(now)) and may_answer(session.status, session.starts_at, now)


def _numbered(number: int, one: InlineKeyboardButton) -> InlineKeyboardButton:
    data = str(one.callback_data)
    if not data.endswith(f":{Mark.ASIDE}"):
        data = marked(data, Mark.TOGETHER)
    return InlineKeyboardButton(shortened(f"{number} {one.text}", LABEL_LIMIT), callback_data=data)


def _part(part: Part, now: datetime, day: str | None) -> tuple[list[Markup], Lines]:
    """Its heading and what follows, and its buttons; the title says the `day`, if there is one of all."""
    if part.void is not None:
        return [t(f"older-{part.void}", code=part.session.code, title=part.session.short_title)], []
    match part.purpose:
        case Purpose.CANCELLED | Purpose.WITHDRAWN:
            return _off(part), []
        case Purpose.THANKS | Purpose.ABSENCE | Purpose.HAND_IN:
            return _BESIDE_DATES[part.purpose](part)
        case Purpose.OFFICE_REMINDER:
            heading = t("office-title", relative=messages.relative(part.session, now) or plain("word-none"))
            counting = [[button(plain("button-outsiders"), CountOutsiders(part.session.id))]]
            return [heading, messages.session_block(part.session), t("office-next")], counting
    return _coming(part, now, day)


def _off(part: Part) -> list[Markup]:
    """What they need not come to."""
    session = messages.as_known(part.session, part.facts)
    if part.purpose is Purpose.WITHDRAWN:
        title = messages.withdrawn_title(begun="begun" in part.facts)
        return [title, messages.session_block(session, joins=False), *messages.pass_on_to(part.facts.get("untold"))]
    lines = messages.cancelled_lines(session, begun="begun" in part.facts)
    return [messages.cancelled_title(session), *lines, *messages.to_pass_on(part.invitation)]


def _thanks(part: Part) -> tuple[list[Markup], Lines]:
    session = part.session
    return [
        t("thanks-title"),
        messages.session_block(session, joins=False),
        t("thanks-survey"),
    ], afterwards.thanks_buttons(session, part.materials)


def _absence(part: Part) -> tuple[list[Markup], Lines]:
    session, invitation = part.session, part.invitation
    if invitation is None:
        # Invited no more: nothing is left to ask.
        return [t("absence-title"), messages.session_block(session, joins=False)], []
    if invitation.came_at is not None:
        return [afterwards.present_after_all(invitation), messages.session_block(session, joins=False)], []
    answered = bool(invitation.absence_reason)
    following = t("absence-done") if answered else afterwards.absence_next(invitation)
    lines = [afterwards.absence_title(invitation), messages.session_block(session, joins=False), following]
    return lines, [] if answered else afterwards.absence_buttons(session)


def _hand_in(part: Part) -> tuple[list[Markup], Lines]:
    session = part.session
    lines = [t("hand-in-missing"), messages.session_line(session), *hand_ins.listed(part.lacking)]
    return lines, [[_hand_in_button(session)]] if part.lacking else []


def _hand_in_button(session: SessionFacts) -> InlineKeyboardButton:
    return button(plain("button-hand-in"), HandInFiles(session.id, mark=Mark.ASIDE))


_BESIDE_DATES = {Purpose.THANKS: _thanks, Purpose.ABSENCE: _absence, Purpose.HAND_IN: _hand_in}


def _coming(part: Part, now: datetime, title_day: str | None) -> tuple[list[Markup], Lines]:
    """Before and on the day: the reminder with the standing answer, the open door, that somebody is there."""
    session, invitation = part.session, part.invitation
    block = messages.session_block(session)
    day = session.coming_day(now)
    if invitation is not None and invitation.came_at is not None and invitation.has_come(day):
        return [_came(session, invitation.came_at, by_substitute=invitation.by_substitute), block], []
    if invitation is None and part.stands_for is not None and part.there is not None and not session.is_of_days:
        there = part.there
        arrived = messages.arrived_line(session, part.stands_for, there)
        return [arrived if there.in_person and arrived else _came(session, there.at), block], []
    stands_for = part.stands_for
    may_come = (stands_for is not None and stands_for.is_seated) or (
        invitation is not None and messages.may_come(invitation, day) and invitation.is_seated
    )
    open_ = messages.checks_in(session, now) and may_come
    # Who never read of it reads first what it is.
    is_news = part.purpose in (Purpose.INVITATION, Purpose.MOVED)
    heading = t("check-in-title") if open_ and not is_news else _before(part, now, title_day)
    expected = is_news and (messages.is_expected(invitation) if invitation is not None else part.there is None)
    beside = messages.where_else(session, part.twice, now, is_expected=expected)
    lines = [heading, *_notes(part, now), block, *beside]
    lines += [messages.standing(invitation, now, together=True)] if invitation else []
    if stands_for is not None and invitation is None:
        waits = messages.substitute_waiting(stands_for)
        lines += [t("reminder-substitute", name=stands_for.name), *([waits] if waits is not None else [])]
    # The next day's button comes in that day's own message.
    over = part.purpose in _REMINDING and _day_of(part).ends_at <= now
    opens = messages.opens_line(invitation, now) if invitation is not None and not open_ and not over else None
    if open_ and is_news:
        opens = t("check-in-open-online" if session.online else "check-in-open")
    lines += [opens] if opens is not None else []
    asks = may_answer(session.status, session.starts_at, now)
    lines += [hand_ins.waited_for(part.lacking)] if asks and part.lacking else []
    if invitation is None:
        mine = messages.substitute_lines(session, stands_for, now) if stands_for is not None else []
        return lines, [*mine, *([[_hand_in_button(session)]] if asks and part.lacking else [])]
    buttons = messages.answer_lines(session, invitation.answer) if asks else []
    if asks and is_news:
        if wants_reminder(invitation.answer):
            buttons[-1].append(button(plain("button-ics"), MakeIcs(session.id)))
        buttons += messages.kecamatan_lines(invitation, Mark.ASIDE)
    elif asks and part.lacking:
        buttons.append([_hand_in_button(session)])
    return lines, [*buttons, *([[messages.check_in_button(session)]] if open_ else [])]


def _notes(part: Part, now: datetime) -> list[Markup]:
    """What is said between heading and session: what changed, and what is asked again; what the head has to say."""
    session, known = part.session, _moved_from(part)
    if known is not None:
        asked = (
            messages.asked_again(part.invitation, known, now, part.meanwhile) if part.invitation is not None else None
        )
        soon = messages.soon_line(session, now)
        vain = [t("moved-came")] if part.meanwhile.came_in_vain else []
        said = [*messages.changes(known, session), *vain, *messages.said_beside(session), *([soon] if soon else [])]
        return [*said, *([t(asked)] if asked is not None else [])]
    if part.purpose in (Purpose.INVITATION, Purpose.MOVED):
        return messages.invitation_notes(session, restored="restored" in part.facts)
    return []


def _came(session: SessionFacts, at: datetime, *, by_substitute: bool = False) -> Markup:
    if session.is_of_days:
        return t("standing-substitute-came" if by_substitute else "standing-came")
    if by_substitute:
        return t("standing-substitute-came-at", at=clock_time(at, session.zone))
    when = plain(f"punctuality-{session.punctuality(at).value}")
    return t("check-in-done", at=clock_time(at, session.zone), punctuality=when)


def _day_of(part: Part) -> MeetingDay:
    """Which day of several it is said of."""
    days = part.session.days
    return days[min(part.number, len(days)) - 1]


def _before(part: Part, now: datetime, title_day: str | None) -> Markup:
    if _is_silent(part) and _asks(part, now):
        return messages.nudge_title(part.session)
    known = _moved_from(part)
    if known is not None:
        return messages.moved_title(known, part.session)
    if part.purpose in (Purpose.INVITATION, Purpose.NUDGE, Purpose.MOVED):
        # Whoever has answered, or cannot any more, is asked for nothing.
        return messages.invitation_title(part.session, now)
    day = _day_of(part)
    if title_day is not None and now < day.starts_at and len(part.session.days) == 1:
        return t("gathered-at", at=clock_time(day.starts_at, part.session.zone))
    return messages.reminder_title(part.session, now, day)
