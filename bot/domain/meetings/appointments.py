"""When and where a session is to be, as a head has said it: what of that can be meant, and what it makes of the session's terms."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.lengths import units
from bot.domain.meetings.days import MOST_DAYS
from bot.domain.meetings.terms import Terms
from bot.domain.refusals import Refusal
from bot.domain.timing import DEFAULT_DURATION

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.domain.meetings.days import MeetingDay
    from bot.domain.meetings.periods.period import Period
    from bot.domain.meetings.session_facts import SessionFacts

MAX_PLACE = 300
MOST_OF = {"agenda": 1000, "bring": 500, "link": 500, "note": 300}
# A date further away than this is a slip of the thumb (wrong year).
_MAX_AHEAD = timedelta(days=400)
_LONGEST = timedelta(days=MOST_DAYS)
# Typed to say that there is none.
_NOTHING = " \n-\N{EN DASH}\N{EM DASH}"


@dataclass(frozen=True, slots=True)
class Appointment:
    """When and where, in UTC; `ends_at` is None where the end is open ("selesai").

    With `open_end` it is open too, and `ends_at` tells the last of several days. Agenda, what to bring and link of a session
    that exists stay as they are where they are None, and so does `note`, what the head has to say beside it.
    """

    starts_at: datetime
    ends_at: datetime | None
    place: str
    agenda: str | None = None
    bring: str | None = None
    link: str | None = None
    note: str | None = None
    open_end: bool = False

    @classmethod
    def of(cls, terms: Terms) -> Appointment:
        """Exactly these terms."""
        return cls(
            terms.starts_at,
            terms.ends_at,
            terms.place,
            terms.agenda,
            terms.bring,
            terms.link,
            terms.note,
            terms.open_end,
        )

    def days(self, zone: ZoneInfo) -> tuple[MeetingDay, ...]:
        """Each day, at least one."""
        return terms_of(self).days(zone)


def terms_of(appointment: Appointment, standing: Terms | None = None) -> Terms:
    """The appointment as it will be shown; `standing` is what its session has so far."""
    terms = Terms(
        appointment.starts_at,
        appointment.ends_at or appointment.starts_at + DEFAULT_DURATION,
        appointment.open_end or appointment.ends_at is None,
        appointment.place.strip(),
    )
    kept = {what: getattr(standing, what) for what in MOST_OF} if standing else {}
    said = {what: getattr(appointment, what) for what in MOST_OF}
    return replace(
        terms,
        **(kept | {what: text.strip(_NOTHING) and text.strip() for what, text in said.items() if text is not None}),
    )


def changes(held: SessionFacts, appointment: Appointment) -> bool:
    """Whether a session would be another with it; what the head has to say is told, that it is not said again is no news."""
    wanted = terms_of(appointment, held.terms)
    return wanted != held.terms or wanted.note not in ("", held.note)


def allows(period: Period, appointment: Appointment, zone: ZoneInfo) -> bool:
    """Whether the plan has all its days."""
    return all(period.allows(one.day) for one in appointment.days(zone))


def check_appointment(appointment: Appointment, now: datetime, *, begun: datetime | None = None) -> None:
    """Refuse what cannot be meant: the past, years ahead, an end before the start, no place.

    What has `begun` may keep its beginning: a link that nobody has is needed most then.
    """
    if appointment.starts_at <= now and appointment.starts_at != begun:
        raise Refusal("refused-date-past")
    if appointment.starts_at > now + _MAX_AHEAD:
        raise Refusal("refused-date-far")
    if appointment.ends_at is not None and appointment.ends_at <= appointment.starts_at:
        raise Refusal("refused-end-before-start")
    if appointment.ends_at is not None and appointment.ends_at > appointment.starts_at + _LONGEST:
        raise Refusal("refused-days-many", most=MOST_DAYS)
    if not appointment.place.strip():
        raise Refusal("refused-no-place")
    if units(appointment.place) > MAX_PLACE:
        raise Refusal("refused-place-long", length=units(appointment.place), most=MAX_PLACE)
    check_lengths(appointment)


def check_days_held(appointment: Appointment, held: SessionFacts, now: datetime) -> None:
    """Refuse what takes away a day of several that is over: who came on it did."""
    days = {one.day for one in terms_of(appointment, held.terms).days(held.zone)}
    lost = [one for one in held.days if one.ends_at <= now and one.day not in days]
    if held.is_of_days and lost:
        raise Refusal("refused-days-held", day=f"{lost[0].day.day}/{lost[0].day.month}", code=held.activity_code)


def check_lengths(appointment: Appointment) -> None:
    """Refuse what no message has room for."""
    for what, most in MOST_OF.items():
        length = units(getattr(appointment, what) or "")
        if length > most:
            raise Refusal(f"refused-{what}-long", length=length, most=most)
