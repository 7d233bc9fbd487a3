"""What a person is told, by purpose, as things stand now; None where it is no longer true or of use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.door.checkin import OPENS_BEFORE
from bot.domain.door.hand_ins import lacking_of
from bot.domain.invitations.answers import may_answer, wants_reminder
from bot.domain.invitations.audience import parse_audience
from bot.domain.invitations.chasing import APART, MOST
from bot.domain.invitations.gathered import Meanwhile, answered_since
from bot.domain.ledger import Purpose
from bot.domain.meetings.days import reminded_from
from bot.domain.vocabulary import SessionStatus
from bot.services.owing.told import Told
from bot.views.door import afterwards, checkin, decisions, hand_ins
from bot.views.invitations import messages, news, switching

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.composing.batch import Batch
    from bot.delivery.messages import Claimed
    from bot.domain.invitations.facts import InvitationFacts, StandsFor, There
    from bot.domain.meetings.days import MeetingDay
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.views.screen import Screen


_NOTHING = Told()


@dataclass(frozen=True, slots=True)
class _Told:
    """A row with what is known of its session and person."""

    batch: Batch
    session: SessionFacts
    row: Claimed
    now: datetime

    @property
    def key(self) -> tuple[int, int]:
        return self.session.id, self.row.person_id or 0

    @property
    def invitation(self) -> InvitationFacts | None:
        return self.batch.invitations.get(self.key)

    @property
    def number(self) -> int:
        """Which day of the session the row is of, from 1."""
        return int(self.row.facts.get("day", 1))

    @property
    def day(self) -> MeetingDay | None:
        """That day, if the session has it."""
        days = self.session.days
        return days[self.number - 1] if self.number <= len(days) else None

    @property
    def twice(self) -> Sequence[SessionFacts]:
        """Where else the person is expected at the same time."""
        return self.batch.twice.get(self.key, ())

    @property
    def lately(self) -> Told:
        return self.batch.told.get(self.key) or _NOTHING

    @property
    def stands_for(self) -> StandsFor | None:
        return self.batch.standing_in.get(self.key)

    @property
    def there(self) -> There | None:
        """Of who stands in, where it has one day."""
        return None if self.session.is_of_days else self.batch.there.get(self.key)


def personal_screen(batch: Batch, facts: SessionFacts, row: Claimed, now: datetime) -> Screen | None:
    """The message for the row's person."""
    return _SCREENS[row.purpose](_Told(batch, facts, row, now))


def _invitation(told: _Told) -> Screen | None:
    if told.invitation is None:
        return None
    return messages.invitation(told.invitation, told.now, told.twice, restored="restored" in told.row.facts)


def _nudge(told: _Told) -> Screen | None:
    invitation, session = told.invitation, told.session
    if invitation is None or invitation.answer is not None:
        return None
    if "chase" in told.row.facts and not _may_chase(told):
        return None
    open_ = may_answer(session.status, session.starts_at, told.now)
    return messages.nudge(invitation, told.now) if open_ else None


def _may_chase(told: _Told) -> bool:
    """Not too often, and not so soon after another question, whoever asked it; this one is on its way itself."""
    lately = told.lately
    apart = lately.asked_at is None or told.now - lately.asked_at >= APART
    return told.batch.asked.get(told.key, 0) < MOST and apart and not lately.coming and lately.asking <= 1


def _reminder(told: _Told) -> Screen | None:
    if told.day is None or _says_it_already(told):
        return None
    if told.invitation is not None:
        wanted = wants_reminder(told.invitation.answer)
        return messages.reminder(told.invitation, told.now, told.day) if wanted else None
    if told.stands_for is None:
        return None
    return messages.substitute_reminder(told.session, told.stands_for, told.now, told.day, told.there)


def _says_it_already(told: _Told) -> bool:
    return told.lately.all_since(reminded_from(told.session.days, told.number, told.session.zone))


def _office_reminder(told: _Told) -> Screen | None:
    if _says_it_already(told):
        return None
    return messages.office_reminder(told.session, parse_audience(told.session.audience).outsiders, told.now)


def _check_in(told: _Told) -> Screen | None:
    """For whoever may still come, themselves or for another."""
    if told.day is None or told.lately.all_since(told.day.starts_at - OPENS_BEFORE, by_reminder=True):
        return None
    invitation = told.invitation
    expected = invitation is not None and messages.may_come(invitation, told.day) and invitation.is_seated
    stands_in = told.stands_for is not None and told.stands_for.is_seated and told.there is None
    return checkin.opened(told.session) if expected or stands_in else None


def _substitute(told: _Told) -> Screen | None:
    if told.stands_for is None:
        return None
    restored = "restored" in told.row.facts
    return messages.substitute(told.session, told.stands_for, told.now, told.twice, told.there, restored=restored)


def _moved(told: _Told) -> Screen | None:
    known = messages.moved_from(told.session, told.row.facts)
    if known is None:
        return _invitation(told) if messages.is_news_again(told.session, told.row.facts) else None
    return messages.moved(
        told.invitation,
        told.session,
        known,
        told.now,
        stands_for=told.stands_for,
        there=told.there,
        twice=told.twice,
        meanwhile=Meanwhile(told.key in told.batch.came_in_vain, answered_since(told.invitation, told.row.due_at)),
    )


def _withdrawn(told: _Told) -> Screen | None:
    known = messages.as_known(told.session, told.row.facts)
    if "begun" in told.row.facts:
        # They stay invited to what has begun.
        ahead = known.day_ahead(told.now)
        return None if ahead is None else messages.withdrawn(known, ahead.day, (), messages.to_pass_on(told.invitation))
    concerned = told.invitation is not None or told.stands_for is not None
    untold = messages.pass_on_to(told.row.facts.get("untold"))
    return None if concerned else messages.withdrawn(known, None, told.batch.stays.get(told.key, ()), untold)


def _released(told: _Told) -> Screen | None:
    """Not said to whoever was chosen again meanwhile, or is invited by now."""
    name = str(told.row.facts["for"])
    return (
        None
        if (told.stands_for is not None and told.stands_for.name == name) or told.invitation is not None
        else messages.substitute_released(messages.as_known(told.session, told.row.facts), name)
    )


def _absence(told: _Told) -> Screen | None:
    invitation = told.invitation
    return afterwards.ask_absence(invitation) if invitation is not None and invitation.came_at is None else None


def _hand_in(told: _Told) -> Screen | None:
    """Not said to whoever declined while somebody else of the kecamatan comes, nor where all is there."""
    session, district_id = told.session, told.batch.hands_in.get(told.key)
    if district_id is None:
        return None
    handed = told.batch.handed.get(session.id, frozenset())
    lacking = lacking_of(session.hand_in, handed, district_id)
    return hand_ins.missing(session, lacking) if lacking else None


def _materials(told: _Told) -> Screen | None:
    """For whoever is invited still, or stands in."""
    concerned = told.invitation is not None or told.stands_for is not None
    files = told.batch.materials.get(told.session.id, ())
    return afterwards.materials(told.session, files) if concerned and files else None


def _follow_up(told: _Told) -> Screen | None:
    decision = told.batch.decisions.get(int(told.row.facts["decision"]))
    if decision is None or decision.done:
        return None
    return decisions.told(decision, told.now.astimezone(told.session.zone).date(), str(told.row.facts["what"]))


def _switch_asked(told: _Told) -> Screen | None:
    """Not said of what a head has decided already, or who asked has given up."""
    found = told.batch.switches.get(int(told.row.facts["switch"]))
    return None if found is None or found.agreed is not None else switching.to_decide(found)


def _switch_refused(told: _Told) -> Screen | None:
    """Not said of a batch that was called off, where that was undone; that it takes place after all, as long as it does."""
    after, off, again = str(told.row.facts["after"]), told.row.facts.get("off"), "again" in told.row.facts
    if off is None:
        return switching.refused(told.session, after)
    found = told.batch.switches.get(int(off))
    if found is None or again is (found.after.session.status is SessionStatus.CANCELLED):
        return None
    if again:
        return switching.asks_again(told.session, after) if found.agreed is None else None
    return switching.refused(told.session, after, off=True)


def _seat(told: _Told) -> Screen | None:
    if told.invitation is None and told.stands_for is not None:
        lost = news.is_lost(told.row.facts)
        return messages.substitute_seat(told.session, told.stands_for, told.now, told.there, lost=lost)
    return _news(told)


def _news(told: _Told) -> Screen | None:
    """Not said to whoever has answered otherwise since."""
    if told.invitation is None:
        return None
    return news.still(told.row.purpose, told.invitation, told.row.facts, told.now)


_SCREENS: dict[Purpose, Callable[[_Told], Screen | None]] = {
    Purpose.INVITATION: _invitation,
    Purpose.NUDGE: _nudge,
    Purpose.REMINDER: _reminder,
    Purpose.CHECK_IN: _check_in,
    Purpose.MOVED: _moved,
    Purpose.CANCELLED: lambda told: messages.cancelled(
        messages.as_known(told.session, told.row.facts), begun="begun" in told.row.facts, invitation=told.invitation
    ),
    Purpose.WITHDRAWN: _withdrawn,
    Purpose.SUBSTITUTE: _substitute,
    Purpose.SUBSTITUTE_RELEASED: _released,
    Purpose.SUBSTITUTE_DECLINED: _news,
    Purpose.WRONG_PINS: lambda told: checkin.wrong_pins(
        told.session, int(told.row.facts["count"]), told.row.facts.get("name"), told.row.facts.get("people")
    ),
    Purpose.SWITCH_ASKED: _switch_asked,
    Purpose.SWITCH_REFUSED: _switch_refused,
    Purpose.SEAT: _seat,
    Purpose.ANSWERED_FOR: _news,
    Purpose.OFFICE_REMINDER: _office_reminder,
    Purpose.THANKS: lambda told: afterwards.thanks(told.session, told.batch.materials.get(told.session.id, ())),
    Purpose.ABSENCE: _absence,
    Purpose.HAND_IN: _hand_in,
    Purpose.MATERIALS: _materials,
    Purpose.FOLLOW_UP: _follow_up,
    Purpose.MINUTES: lambda told: afterwards.minutes(
        told.session, told.batch.minutes(told.session.id, int(told.row.facts["file"]))
    ),
}
