"""Messages about a session to one person: invitation, reminder, change, cancellation, and the standing answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from bot.domain.door.checkin import OPENS_BEFORE
from bot.domain.invitations.answers import may_answer, wants_reminder
from bot.domain.invitations.gathered import NOTHING_MEANWHILE, Meanwhile
from bot.domain.invitations.reminders import reminder_morning
from bot.domain.lengths import shortened
from bot.domain.meetings.titles import list_title
from bot.domain.vocabulary import Answer, ExcuseKind, SessionStatus
from bot.views.door.presses import CheckIn, HandInFiles
from bot.views.format import clock_time, dates, dates_short, day_long, hours, relative_day
from bot.views.invitations.presses import (
    AskSubstitute,
    AskSwitch,
    Attend,
    ChooseSubstitute,
    Decline,
    DeclineSubstitution,
    GiveExcuse,
    NameGuest,
    PickExcused,
    ShowColleagues,
    ShowInvitation,
)
from bot.views.meetings import clashes
from bot.views.meetings.presses.calendar import MakeIcs
from bot.views.meetings.presses.outsiders import CountOutsiders
from bot.views.press import Mark, Press
from bot.views.screen import LABEL_LIMIT, Screen, button, green, red, rows
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from telegram import InlineKeyboardButton, InlineKeyboardMarkup

    from bot.domain.invitations.facts import Candidate, InvitationFacts, StandIn, StandsFor, There
    from bot.domain.meetings.days import MeetingDay
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.meetings.terms import Terms


_MOST_CHOICES = 8
_ANSWERING: dict[Answer, Callable[[int, int], Press]] = {
    Answer.ATTENDING: Attend,
    Answer.EXCUSED: Decline,
    Answer.SUBSTITUTED: AskSubstitute,
}
# Of a name in a message that holds much beside it.
_SHORT_NAME = 40


def invitation(
    facts: InvitationFacts, now: datetime, twice: Sequence[SessionFacts] = (), *, restored: bool = False
) -> Screen:
    """The invitation with the standing answer and, until the start, the answer buttons; late, it is the reminder too.

    `twice` is where else the person is expected at the same time; `restored`: they had read that it was called off.
    """
    behalf = None
    if facts.answered_by and facts.answer is not None:
        behalf = t("invitation-answered-by", who=shortened(facts.answered_by, _SHORT_NAME))
    notes = invitation_notes(facts.session, restored=restored)
    head = join_lines(invitation_title(facts.session, now), behalf, *notes)
    return personal(head, facts, now, twice)


def invitation_title(session: SessionFacts, now: datetime) -> Markup:
    """With day and hour, which a locked phone shows."""
    soon, when = _soon(session, now), _when(session)
    return t("invitation-title-soon", relative=soon, when=when) if soon else t("invitation-title", when=when)


def invitation_notes(session: SessionFacts, *, restored: bool) -> list[Markup]:
    """What is said below the title of an invitation."""
    return [*([t("invitation-restored")] if restored else []), *said_beside(session)]


def reminder(facts: InvitationFacts, now: datetime, day: MeetingDay) -> Screen:
    """The H-1 reminder of a day."""
    return personal(reminder_title(facts.session, now, day), facts, now)


def nudge(facts: InvitationFacts, now: datetime) -> Screen:
    """Asked again because no answer came; says nothing of the standing answer, which may be given elsewhere meanwhile."""
    text = join_lines(nudge_title(facts.session), "", session_block(facts.session), "", t("standing-ask"))
    open_ = may_answer(facts.session.status, facts.session.starts_at, now)
    return Screen(text, answer_buttons(facts.session) if open_ else None)


def more_invitations(invitations: Sequence[InvitationFacts]) -> Screen:
    """Open invitations beyond those shown in full: a button each."""
    buttons = [
        [
            button(
                f"{dates_short(found.session)} · {list_title(found.session.short_title, 40)}",
                ShowInvitation(found.session.id),
            )
        ]
        for found in invitations[:_MOST_CHOICES]
    ]
    return Screen(t("more-title"), rows(*buttons))


def moved(
    facts: InvitationFacts | None,
    session: SessionFacts,
    known: Terms,
    now: datetime,
    *,
    stands_for: StandsFor | None = None,
    there: There | None = None,
    twice: Sequence[SessionFacts] = (),
    meanwhile: Meanwhile = NOTHING_MEANWHILE,
) -> Screen:
    """What changed from what; `facts` is None for substitutes (of whom), and office staff, who have no answer to give.

    `there`: of a substitute who is, or is needed no more; `meanwhile`: what they have done.
    """
    head = join_lines(
        moved_title(known, session),
        *changes(known, session),
        t("moved-came") if meanwhile.came_in_vain else None,
        *said_beside(session),
        soon_line(session, now),
    )
    if facts is None:
        beside = where_else(session, twice, now, is_expected=there is None)
        text = join_lines(head, "", session_block(session), *_beside(beside))
        if stands_for is None:
            return Screen(text)
        return Screen(
            join_lines(text, "", *stands_in(session, stands_for, there)),
            _as_substitute(session, stands_for, now, there),
        )
    asked = asked_again(facts, known, now, meanwhile)
    if asked is not None:
        head = join_lines(head, "", t(asked))
    return personal(head, facts, now, twice)


def asked_again(facts: InvitationFacts, known: Terms, now: datetime, meanwhile: Meanwhile) -> str | None:
    """What a change asks of whoever has not answered, or may have declined because of how it was."""
    session, terms = facts.session, facts.session.terms
    if not may_answer(session.status, session.starts_at, now):
        return None
    if facts.answer is Answer.EXCUSED and known.when_and_where != terms.when_and_where:
        # Where a change was undone they had declined what holds again.
        before = (one.when_and_where for one in session.history.values())
        return None if meanwhile.answered or terms.when_and_where in before else "moved-excused"
    return "moved-ask" if facts.answer is None and known.when_and_where[:2] != terms.when_and_where[:2] else None


def cancelled(session: SessionFacts, *, begun: bool, invitation: InvitationFacts | None = None) -> Screen:
    """Called off; `begun`: when it had begun, perhaps on days before."""
    following = join_lines(*to_pass_on(invitation), t("cancelled-next"))
    return Screen(cancelled_text(session, following, begun=begun))


def to_pass_on(invitation: InvitationFacts | None) -> list[Markup]:
    """That whoever was to come instead has to be told, where the bot cannot."""
    return [] if invitation is None or not _is_untold(invitation) else pass_on_to(invitation.substitute)


def pass_on_to(untold: str | None) -> list[Markup]:
    """The same of whoever it was, if anybody."""
    return [t("cancelled-tell", substitute=untold)] if untold else []


def cancelled_text(session: SessionFacts, following: Markup | None, *, begun: bool) -> Markup:
    """The cancellation notice, for people and for groups."""
    lines = cancelled_lines(session, begun=begun)
    return join_lines(cancelled_title(session), "", *lines, *(["", following] if following else []))


def cancelled_title(session: SessionFacts) -> Markup:
    """With day and hour, which a locked phone shows."""
    return t("cancelled-title", when=_when(session))


def cancelled_lines(session: SessionFacts, *, begun: bool) -> list[Markup]:
    """What is off, and why."""
    body = "cancelled-begun" if begun else "cancelled-body"
    return [
        t("session-head", title=session.short_title),
        t("session-code", kind=kind_name(session), code=session.code),
        t(body, day=dates(session, session.zone), hours=hours(session, session.zone)),
        *([t("cancelled-reason", reason=session.cancel_reason)] if session.cancel_reason else []),
    ]


def substitute(
    session: SessionFacts,
    stands_for: StandsFor,
    now: datetime,
    twice: Sequence[SessionFacts] = (),
    there: There | None = None,
    *,
    restored: bool = False,
) -> Screen:
    """Chosen to stand in for someone; late, it is the reminder too. `twice` and `restored` are as of an invitation."""
    title = t("substitute-title", name=stands_for.name)
    head = join_lines(title, *invitation_notes(session, restored=restored), soon_line(session, now))
    arrived = arrived_line(session, stands_for, there)
    following = arrived or _asked_of_substitute(session, stands_for, now, there)
    beside = where_else(session, twice, now, is_expected=there is None)
    text = join_lines(head, "", session_block(session), *_beside(beside), "", following)
    return Screen(text, _as_substitute(session, stands_for, now, there))


def substitute_seat(
    session: SessionFacts, stands_for: StandsFor, now: datetime, there: There | None, *, lost: bool
) -> Screen | None:
    """Whom they stand in for has a seat now, or (`lost`) none any more; None where it changed again meanwhile."""
    if stands_for.is_seated is lost:
        return None
    title = t("substitute-seat-lost" if lost else "substitute-seat", name=stands_for.name)
    following = arrived_line(session, stands_for, there) or substitute_waiting(stands_for) or t("substitute-next")
    text = join_lines(title, soon_line(session, now), "", session_block(session), "", following)
    return Screen(text, _as_substitute(session, stands_for, now, there))


def _asked_of_substitute(session: SessionFacts, stands_for: StandsFor, now: datetime, there: There | None) -> Markup:
    """To come, and until it begins to say so if they cannot; nothing of what is off, over, or of a day on which either is there."""
    if session.status is SessionStatus.CANCELLED:
        return t("standing-cancelled")
    if now >= session.ends_at:
        return t("substitute-over")
    came = there.came_on.get(session.coming_day(now).day) if there is not None else None
    if came is not None:
        at = clock_time(came.at, session.zone)
        return t("standing-came") if came.by_substitute else t("standing-in-person", name=stands_for.name, at=at)
    asked = "substitute-next" if may_answer(session.status, session.starts_at, now) else "substitute-begun"
    return substitute_waiting(stands_for) or t(asked)


def stands_in_now(one: StandIn, now: datetime) -> Screen:
    """Where somebody stands in, to whoever asks: that they do, the open door, that they are there, or that it is off."""
    session, stands_for, there = one
    if session.status is SessionStatus.CANCELLED:
        return no_more(session, "cancelled")
    day = session.open_day(now)
    if day is not None and stands_for.is_seated and not (there is not None and there.has_come(session, day)):
        return substitute_opened(session, stands_for, now)
    return substitute(session, stands_for, now, there=there)


def substitute_waiting(stands_for: StandsFor) -> Markup | None:
    """Which place in the line is theirs for whom somebody stands in, who need not come either."""
    if stands_for.is_seated:
        return None
    return t("substitute-waiting", name=stands_for.name, place=stands_for.place_in_line or 0)


def stands_in(session: SessionFacts, stands_for: StandsFor, there: There | None) -> list[Markup | None]:
    """For whom they stand in, and who of the two is there, or that they wait for a seat."""
    waits = arrived_line(session, stands_for, there) or substitute_waiting(stands_for)
    return [t("reminder-substitute", name=stands_for.name), waits]


def arrived_line(session: SessionFacts, stands_for: StandsFor, there: There | None) -> Markup | None:
    """That whoever stands in is there, or need not come any more; of several days each has its own."""
    if there is None or session.is_of_days:
        return None
    at = clock_time(there.at, session.zone)
    return t("standing-in-person", name=stands_for.name, at=at) if there.in_person else t("standing-came-at", at=at)


def substitute_opened(session: SessionFacts, stands_for: StandsFor, now: datetime) -> Screen:
    """The check-in is open for someone who stands in, and who may say that they cannot until it has begun."""
    who = t("reminder-substitute", name=stands_for.name)
    head = join_lines(t("check-in-title"), "", session_block(session), "", who)
    following = t("check-in-next-online" if session.online else "check-in-next")
    may = may_answer(session.status, session.starts_at, now)
    return Screen(join_lines(head, following), rows(*(_decline(session) if may else []), [check_in_button(session)]))


def substitute_reminder(
    session: SessionFacts, stands_for: StandsFor, now: datetime, day: MeetingDay, there: There | None = None
) -> Screen:
    """H-1 for someone who stands in."""
    text = join_lines(reminder_title(session, now, day), "", session_block(session), "")
    said = stands_in(session, stands_for, there)
    return Screen(join_lines(text, *said), _as_substitute(session, stands_for, now, there))


def substitute_lines(
    session: SessionFacts, stands_for: StandsFor, now: datetime, there: There | None = None
) -> list[list[InlineKeyboardButton]]:
    """Whoever stands in may say that they cannot until it begins, and that they are there once the check-in is open."""
    if there is not None and not session.is_of_days:
        return []
    decline = _decline(session) if may_answer(session.status, session.starts_at, now) else []
    day = session.open_day(now)
    opened = day is not None and stands_for.is_seated and not (there is not None and there.has_come(session, day))
    return [*decline, *([[check_in_button(session)]] if opened else [])]


def _decline(session: SessionFacts) -> list[list[InlineKeyboardButton]]:
    return [[button(plain("button-decline-substitution"), DeclineSubstitution(session.id, session.revision))]]


def _as_substitute(
    session: SessionFacts, stands_for: StandsFor, now: datetime, there: There | None
) -> InlineKeyboardMarkup | None:
    lines = substitute_lines(session, stands_for, now, there)
    return rows(*lines) if lines else None


def substitute_released(session: SessionFacts, for_name: str) -> Screen:
    """No longer needed as a substitute."""
    head = t("released-title", name=for_name)
    return Screen(join_lines(head, "", session_block(session, joins=False), "", t("released-next")))


def withdrawn(
    session: SessionFacts,
    ahead: date | None = None,
    stays: Sequence[SessionFacts] = (),
    to_pass_on: Sequence[Markup] = (),
) -> Screen:
    """No longer invited; `ahead`: to a session that has begun, from that day on; `stays`: other batches, to which they are."""
    following = t("withdrawn-next") if ahead is None else t("withdrawn-next-ahead", day=day_long(ahead))
    if stays:
        others = [t("withdrawn-stays-one", code=one.code, when=_when(one)) for one in stays[:_MOST_CHOICES]]
        following = join_lines(t("withdrawn-next-this"), "", t("withdrawn-stays"), *others)
    title = withdrawn_title(begun=ahead is not None)
    return Screen(join_lines(title, "", session_block(session, joins=False), "", *to_pass_on, following))


def withdrawn_title(*, begun: bool) -> Markup:
    """What it is about."""
    return t("withdrawn-title-ahead" if begun else "withdrawn-title")


def as_known(session: SessionFacts, facts: Mapping[str, Any]) -> SessionFacts:
    """The session as whoever reads that it no longer concerns them knows it."""
    known = facts.get("known")
    return session if known is None else session.as_of(known)


def no_more(session: SessionFacts, why: Literal["moved", "cancelled", "withdrawn", "restored", "invited"]) -> Screen:
    """What is left of a message whose date is no more: neither date nor buttons."""
    return Screen(t(f"older-{why}", code=session.code, title=session.short_title))


def office_reminder(session: SessionFacts, outsiders: tuple[str, ...], now: datetime) -> Screen:
    """H-1 for the staff who run an activity for outsiders."""
    soon = relative(session, now) or plain("word-none")
    return Screen(
        join_lines(
            t("office-title", relative=soon),
            "",
            session_block(session),
            t("office-outsiders", who=", ".join(outsiders)) if outsiders else None,
            "",
            t("office-next"),
        ),
        rows([button(plain("button-outsiders"), CountOutsiders(session.id))]),
    )


def excuse_choices(facts: InvitationFacts, *, together: bool = False) -> Screen:
    """Why not? `together`: in a message about several sessions, which then says all of them again."""
    mark = Mark.TOGETHER if together else Mark.NONE
    session = facts.session
    text = join_lines(t("ask-excuse"), session_line(session), "", t("ask-excuse-next"))
    kinds = [
        button(excuse_label(kind), GiveExcuse(session.id, kind, session.revision, mark=mark)) for kind in ExcuseKind
    ]
    return Screen(
        text, rows(kinds[:2], kinds[2:], [button(plain("button-back"), ShowInvitation(session.id, mark=mark))])
    )


def excuse_text(facts: InvitationFacts, *, together: bool = False) -> Screen:
    """Why not, in the person's own words."""
    mark = Mark.TOGETHER if together else Mark.NONE
    session = facts.session
    text = join_lines(t("ask-excuse-text"), session_line(session), "", t("ask-excuse-text-next"))
    return Screen(text, rows([button(plain("button-back"), ShowInvitation(session.id, mark=mark))]))


def which_session(invitations: Sequence[InvitationFacts]) -> Screen:
    """Which of several open invitations?"""
    buttons = [
        [
            button(
                f"{dates_short(found.session)} · {list_title(found.session.short_title, 40)}",
                PickExcused(found.session.id),
            )
        ]
        for found in invitations[:_MOST_CHOICES]
    ]
    return Screen(t("ask-which-session"), rows(*buttons))


def substitute_choices(facts: InvitationFacts, candidates: Sequence[Candidate], *, together: bool = False) -> Screen:
    """Who instead?"""
    mark = Mark.TOGETHER if together else Mark.NONE
    session = facts.session
    following = "ask-substitute-next" if candidates else "ask-substitute-none"
    if not all(person.reached for person in candidates):
        following = "ask-substitute-next-untold"
    text = join_lines(t("ask-substitute"), session_line(session), "", t(following))
    people = [
        [
            button(
                marked(f"{person.name} · {person.position}", reached=person.reached),
                ChooseSubstitute(session.id, person.id, session.revision, mark=mark),
            )
        ]
        for person in candidates
    ]
    guest = [button(plain("button-guest"), NameGuest(session.id, session.revision, mark=mark))]
    return Screen(text, rows(*people, guest, [button(plain("button-back"), ShowInvitation(session.id, mark=mark))]))


def marked(label: str, *, reached: bool) -> str:
    """Of people on buttons and in lists, those whom the bot cannot tell."""
    return label if reached else plain("word-untold", name=shortened(label, LABEL_LIMIT - 4))


def session_block(session: SessionFacts, *, joins: bool = True) -> Markup:
    """Title, code, day, hours, place: the same everywhere, and as true when read again a week later.

    The link, and what kecamatan hand in, are for whoever is yet to join.
    """
    return join_lines(
        t("session-head", title=session.short_title),
        t("session-code", kind=kind_name(session), code=session.code),
        "",
        t("session-day", day=dates(session, session.zone)),
        t("session-hours", hours=hours(session, session.zone)),
        t("session-place", place=session.place),
        *prepared(session.agenda, session.bring, session.link if joins else ""),
        *([t("session-hand-in", items="; ".join(session.hand_in))] if joins and session.hand_in else []),
    )


def prepared(agenda: str, bring: str, link: str) -> list[Markup]:
    """What was prepared, a line each; Telegram makes a link of what reads like one."""
    return [
        *([t("session-link", link=link)] if link else []),
        *([t("session-agenda", agenda=agenda)] if agenda else []),
        *([t("session-bring", bring=bring)] if bring else []),
    ]


def said_beside(session: SessionFacts) -> list[Markup]:
    """What the head has to say beside its present terms."""
    return [t("session-note", note=session.note)] if session.note else []


def session_line(session: SessionFacts) -> Markup:
    """The session in short, for dialogues: what and when."""
    return join_lines(t("session-head", title=session.short_title), t("session-day", day=dates(session, session.zone)))


def changes(known: Terms, session: SessionFacts) -> list[Markup]:
    """What differs between what was told and what is, a line each."""
    zone = session.zone
    lines = []
    old_days, new_days = dates(known, zone), dates(session, zone)
    if old_days != new_days:
        lines.append(t("moved-day", old=old_days, new=new_days))
    old_hours, new_hours = hours(known, zone), hours(session, zone)
    if old_hours != new_hours:
        lines.append(t("moved-hours", old=old_hours, new=new_hours))
    if known.place != session.place:
        lines.append(t("moved-place", old=known.place, new=session.place))
    for what, old, new in (
        ("link", known.link, session.link),
        ("agenda", known.agenda, session.agenda),
        ("bring", known.bring, session.bring),
    ):
        if old != new:
            # The new one stands below, in full.
            lines.append(t(f"moved-{what}", state="new" if not old else "changed" if new else "gone"))
    return lines


def moved_from(session: SessionFacts, facts: Mapping[str, Any]) -> Terms | None:
    """What a change notice starts from: what was told last (`known`), or surely (`sure`) where all is again as that was."""
    for known in (facts.get("known", 0), facts.get("sure")):
        terms = None if known is None else session.history.get(known)
        if terms is not None and changes(terms, session):
            return terms
    return None


def says_more(text: str) -> bool:
    """Whether a message as it stands on a phone says of a session what its invitation alone does not, or would to who comes."""
    declined = (_answer_label(answer, chosen=False) for answer in Answer if not wants_reminder(answer))
    signs = map(plain, ("clash-twice-next", "moved-sign", "prepared-sign", "switched-sign"))
    return any(sign in text for sign in (*signs, *declined))


def is_news_again(session: SessionFacts, facts: Mapping[str, Any]) -> bool:
    """It is as they may have read, and may not: then it is what they never read of."""
    return facts.get("sure", 0) is None and facts.get("known", 0) in session.history


def moved_title(known: Terms, session: SessionFacts) -> Markup:
    """What kind of change it is: another time or place, or what is prepared for it alone."""
    alike = known.when_and_where == session.terms.when_and_where
    return t("moved-title-prepared") if alike else t("moved-title", when=_when(session))


def standing(facts: InvitationFacts, now: datetime, *, together: bool = False) -> Markup:
    """The answer as it stands, and what may be done about it; `together` with others, what may be done is said once for all."""
    session = facts.session
    if session.status is SessionStatus.CANCELLED:
        following = "cancelled"
    elif facts.came_at is not None and not session.is_of_days:
        key = "standing-substitute-came-at" if facts.by_substitute else "standing-came-at"
        return join_lines(_answer(facts), t(key, at=clock_time(facts.came_at, session.zone)))
    elif (came := facts.came_on.get(session.coming_day(now).day)) is not None:
        following = "substitute-came" if came.by_substitute else "came"
    elif not may_answer(session.status, session.starts_at, now):
        following = "closed"
    else:
        following = "ask" if facts.answer is None else "open"
    line = _waiting(facts, may_come=following in ("ask", "open"))
    untold = _untold(facts) if following == "open" else None
    said_once = together and following in ("ask", "open")
    return join_lines(_answer(facts), untold, line, None if said_once else t(f"standing-{following}"))


def _waiting(facts: InvitationFacts, *, may_come: bool) -> Markup | None:
    """Which place in the line is theirs, and as long as seats may become free, whether to come."""
    if facts.place_in_line is None:
        return None
    place = t("standing-waiting", place=facts.place_in_line)
    return join_lines(place, t("standing-waiting-next")) if may_come else place


def _is_untold(facts: InvitationFacts) -> bool:
    return facts.answer is Answer.SUBSTITUTED and not facts.substitute_reached


def _untold(facts: InvitationFacts) -> Markup | None:
    """That whoever comes instead does not hear of it from the bot."""
    if not _is_untold(facts):
        return None
    return t("standing-guest") if facts.guest_position else t("standing-untold", substitute=facts.substitute)


def answered(facts: InvitationFacts) -> str:
    """The note on a press that answers."""
    untold = facts.answer is Answer.SUBSTITUTED and not facts.substitute_reached
    return plain("toast-untold" if untold else f"toast-{facts.answer.value if facts.answer else 'hadir'}")


def _answer(facts: InvitationFacts) -> Markup:
    match facts.answer:
        case None:
            return t("standing-none")
        case Answer.ATTENDING:
            return t("standing-hadir")
        case Answer.EXCUSED:
            return t("standing-berhalangan", reason=excuse_words(facts))
        case Answer.SUBSTITUTED:
            position = f" ({facts.guest_position})" if facts.guest_position else ""
            return t("standing-diwakilkan", substitute=f"{facts.substitute}{position}")


def excuse_words(facts: InvitationFacts) -> str:
    """The reason in words: the category, or what was written."""
    kind = facts.excuse or ExcuseKind.OTHER
    return facts.excuse_text or plain(f"excuse-{_slug(kind)}")


def excuse_label(kind: ExcuseKind) -> str:
    """What the button of a reason says."""
    return plain(f"button-excuse-{_slug(kind)}")


def answer_buttons(session: SessionFacts) -> InlineKeyboardMarkup:
    """Hadir, Berhalangan, Diwakilkan."""
    return rows(*answer_lines(session))


def answer_lines(session: SessionFacts, chosen: Answer | None = None) -> list[list[InlineKeyboardButton]]:
    """The three buttons; the one whose answer stands is marked."""
    yes, no, instead = (
        button(_answer_label(answer, chosen=answer is chosen), kind(session.id, session.revision))
        for answer, kind in _ANSWERING.items()
    )
    return [[green(yes), red(no)], [instead]]


def _answer_label(answer: Answer, *, chosen: bool) -> str:
    label = plain(f"answer-{answer.value}")
    return plain("button-chosen", label=label) if chosen else label


def check_in_button(session: SessionFacts) -> InlineKeyboardButton:
    """Saya sudah di tempat."""
    label = plain("button-check-in-online" if session.online else "button-check-in")
    return green(button(label, CheckIn(session.id, session.revision)))


def may_come(facts: InvitationFacts, day: MeetingDay) -> bool:
    """Whether the person may still come in person on that day: not there yet, and not declined."""
    return not facts.has_come(day) and wants_reminder(facts.answer)


def checks_in(session: SessionFacts, now: datetime) -> bool:
    """Whether people check themselves in now: then every message to somebody who may come has the button."""
    return session.open_day(now) is not None


def opens_line(facts: InvitationFacts, now: datetime) -> Markup | None:
    """When the button to check in comes, once its morning has come: it appears where the reminder stands."""
    session = facts.session
    day = session.coming_day(now)
    if not _soon(session, now) or not may_come(facts, day) or not facts.is_seated:
        return None
    opens = day.starts_at - OPENS_BEFORE
    return t("check-in-will-open", at=clock_time(opens, session.zone)) if now < opens else None


def _soon(session: SessionFacts, now: datetime) -> str:
    """Besok, hari ini: from the morning of the reminder on, and until the session is over."""
    if session.status is not SessionStatus.SCHEDULED or not (
        reminder_morning(session.starts_at, session.zone) <= now < session.ends_at
    ):
        return ""
    return relative(session, now)


def relative(session: SessionFacts, now: datetime) -> str:
    """Of the day that is, or comes next."""
    return relative_day(session.coming_day(now).day, today(session, now))


def soon_line(session: SessionFacts, now: datetime) -> Markup | None:
    """Tomorrow, today: below a heading that does not say so."""
    soon = _soon(session, now)
    return t("soon-line", relative=soon) if soon else None


def kind_name(session: SessionFacts) -> str:
    """Rakor, Bimtek, ..."""
    return plain(f"kind-{session.kind.value}")


def today(session: SessionFacts, now: datetime) -> date:
    """Today in the session's office."""
    return now.astimezone(session.zone).date()


def where_else(
    session: SessionFacts, twice: Sequence[SessionFacts], now: datetime, *, is_expected: bool = True
) -> list[Markup]:
    """Where else they are expected, as long as they are here too and may say to which they come."""
    return clashes.twice(twice) if is_expected and may_answer(session.status, session.starts_at, now) else []


def is_expected(facts: InvitationFacts) -> bool:
    """Whether they are to come themselves, and have not."""
    return facts.came_at is None and wants_reminder(facts.answer)


def _beside(lines: Sequence[Markup]) -> list[Markup | str]:
    """Below what a message is about."""
    return ["", *lines] if lines else []


def opened(facts: InvitationFacts, now: datetime) -> Screen:
    """The open door where an answer was asked for."""
    return personal(t("check-in-title"), facts, now, titled_open=True)


def personal(
    head: Markup,
    facts: InvitationFacts,
    now: datetime,
    twice: Sequence[SessionFacts] = (),
    *,
    titled_open: bool = False,
) -> Screen:
    """An invitation under a heading of its own: the session, where else they are expected, the standing answer, the buttons.

    `titled_open`: that the check-in is open stands in the heading.
    """
    session = facts.session
    day = session.open_day(now)
    open_ = day is not None and may_come(facts, day)
    says = "check-in-then" if titled_open else "check-in-open"
    # Who is let in without a seat is recorded as all are; nobody is told to come without one.
    calls = open_ and facts.is_seated
    following = t(f"{says}-online" if session.online else says) if calls else opens_line(facts, now)
    beside = where_else(session, twice, now, is_expected=is_expected(facts))
    text = join_lines(head, "", session_block(session), *_beside(beside), "", standing(facts, now), following)
    may = facts.came_at is None and may_answer(session.status, session.starts_at, now)
    keyboard = answer_lines(session, facts.answer) if may else []
    if may and wants_reminder(facts.answer):
        keyboard[-1].append(button(plain("button-ics"), MakeIcs(session.id)))
    if open_:
        keyboard.append([check_in_button(session)])
    if may and facts.person.district_id is not None:
        keyboard.append([button(plain("button-colleagues"), ShowColleagues(session.id))])
    if may:
        keyboard += kecamatan_lines(facts)
    return Screen(text, rows(*keyboard) if keyboard else None)


def kecamatan_lines(facts: InvitationFacts, mark: Mark = Mark.NONE) -> list[list[InlineKeyboardButton]]:
    """What somebody of a kecamatan may do beside answering, where the session has it: change batch, hand in."""
    session = facts.session
    if facts.person.district_id is None:
        return []
    switch = [[button(plain("button-switch"), AskSwitch(session.id, mark=mark))]]
    hand_in = [[button(plain("button-hand-in"), HandInFiles(session.id, mark=mark))]]
    return [*(switch if session.selection.districts is not None else []), *(hand_in if session.hand_in else [])]


def reminder_title(session: SessionFacts, now: datetime, day: MeetingDay) -> Markup:
    """Tomorrow, today, which day of several; or that it has begun."""
    if day.ends_at <= now < session.ends_at:
        return t("reminder-title-day-over", number=day.number)
    if now >= day.starts_at:
        return t("reminder-title-running" if now < day.ends_at else "reminder-title-over")
    when, at = relative_day(day.day, today(session, now)), clock_time(day.starts_at, session.zone)
    if len(session.days) == 1:
        return t("reminder-title", relative=when, at=at)
    return t("reminder-title-day", relative=when, number=day.number, at=at)


def nudge_title(session: SessionFacts) -> Markup:
    """An answer is asked for."""
    return t("nudge-title", when=_when(session))


def _when(session: SessionFacts) -> str:
    """`Jum 6 Okt 09.00`: what a locked phone shows of the first line."""
    return f"{dates_short(session)} {clock_time(session.starts_at, session.zone)}"


def _slug(kind: ExcuseKind) -> str:
    return kind.value.replace(" ", "-")
