"""Whom a session invites: somebody by name, and how kecamatan are divided among batches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.domain.meetings.titles import list_title
from bot.views.format import clock_time, dates_short, hours
from bot.views.invitations.messages import session_line
from bot.views.meetings.presses.attendees import ChangeAttendee, Divide, DivideAsListed, LookAtBatches
from bot.views.meetings.presses.undoing import LeaveAsItIs, Stays
from bot.views.recap.words import answer_name
from bot.views.screen import Screen, button, one_message, red, rows
from bot.views.text import join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.invitations.facts import InvitationFacts
    from bot.domain.meetings.activity_facts import ActivityFacts
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts
    from bot.views.meetings.undoing import Reached
    from bot.views.text import Markup

MOST_PEOPLE = 10
_GIVEN = _LABEL = 40


class BatchOf(Protocol):
    """A session with the names of its kecamatan, and how many of these are invited."""

    @property
    def session(self) -> SessionFacts: ...
    @property
    def districts(self) -> tuple[str, ...]: ...
    @property
    def people(self) -> int: ...


def ask_name(session: SessionFacts) -> Screen:
    """Who?"""
    return Screen(join_lines(session_line(session), "", t("attendee-ask")))


def which(session: SessionFacts, people: Sequence[PersonFacts], given: str, *, invited: bool) -> Screen:
    """Which of those with such a name?"""
    if not people:
        return Screen(t("attendee-none", given=given[:_GIVEN]))
    if len(people) > MOST_PEOPLE:
        return Screen(t("attendee-many", given=given[:_GIVEN], count=len(people)))
    buttons = [
        [button(" · ".join(filter(None, (one.name, one.district))), ChangeAttendee(session.id, one.id, invited))]
        for one in people
    ]
    return Screen(join_lines(t("attendee-who"), session_line(session)), rows(*buttons))


def changed(session: SessionFacts, name: str, count: int, *, invited: bool) -> Screen:
    """Who is invited by now."""
    return Screen(t("attendee-added" if invited else "attendee-removed", name=name, code=session.code, count=count))


def confirm_left_out(invitation: InvitationFacts) -> Screen:
    """Before somebody is left out whom the invitation has reached: what they were told, and what they said to it."""
    session, person = invitation.session, invitation.person
    answered = t("attendee-leave-out-answer", answer=answer_name(invitation.answer)) if invitation.answer else None
    there = _is_there(invitation)
    yes = red(button(plain("button-leave-out"), ChangeAttendee(session.id, person.id, invited=False, sure=True)))
    return Screen(
        join_lines(
            t("attendee-leave-out", name=person.name, code=session.code), t("attendee-leave-out-told"), answered, there
        ),
        rows([yes], [button(plain("button-leave"), LeaveAsItIs(session.id, Stays.PEOPLE))]),
    )


def _is_there(invitation: InvitationFacts) -> Markup | None:
    """That it is written down who came, and what becomes of that."""
    if invitation.came_at is None:
        return None
    key = "attendee-leave-out-substitute-came" if invitation.by_substitute else "attendee-leave-out-came"
    return t(key, at=clock_time(invitation.came_at, invitation.session.zone))


def pick_batches(found: Sequence[ActivityFacts]) -> Screen:
    """Of which activity? Those with several sessions to come."""
    buttons = [
        [button(f"{one.code} · {list_title(one.short_title, _LABEL)}", LookAtBatches(one.code))]
        for one in found[:MOST_PEOPLE]
    ]
    return Screen(
        join_lines(t("batches-pick") if found else None, "" if found else None, t("batches-usage")), rows(*buttons)
    )


def proposed(code: str, batches: Sequence[BatchOf], *, listed: bool = False) -> Screen:
    """How they would be divided, evenly or with one as it was `listed`."""
    text = join_lines(t("batches-title", code=code), *_batches(batches), "", t("batches-next"))
    if len(batches) == 1:
        left = batches[0].session
        if left.selection.districts is None:
            # Nobody has divided it: there are no other batches.
            whole = t("batches-one-whole", code=left.code, day=dates_short(left), activity=code)
            return Screen(join_lines(t("batches-title", code=code), whole))
        text = join_lines(t("batches-title", code=code), t("batches-one", code=left.code, day=dates_short(left)))
    label = plain("button-divide" if len(batches) > 1 else "button-divide-none")
    return one_message(Screen(text, rows([button(label, DivideAsListed(wanted=True) if listed else Divide(code))])))


def divided(code: str, sessions: Sequence[tuple[SessionFacts, Reached]]) -> Screen:
    """That they are, and how many each invites; or that all are invited to the one that is left."""
    if len(sessions) == 1:
        ((left, _),) = sessions
        return Screen(t("batches-done-one", code=left.code, day=dates_short(left)))
    shown = [
        t("batches-done-line", code=one.code, day=dates_short(one), people=reach.invited) for one, reach in sessions
    ]
    return one_message(Screen(join_lines(t("batches-done", code=code), *shown)))


def _batches(batches: Sequence[BatchOf]) -> list[Markup]:
    return [
        line
        for one in batches
        for line in (
            t(
                "batches-batch",
                code=one.session.code,
                day=dates_short(one.session),
                hours=hours(one.session, one.session.zone),
                people=one.people,
            ),
            t("batches-districts", districts=", ".join(one.districts)),
        )
    ]
