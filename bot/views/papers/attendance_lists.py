"""The list to sign."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.domain.door.checkin import CheckInWay
from bot.domain.papers.attendance_lists import AttendanceList, Attendee
from bot.domain.papers.letterheads import PaperSender
from bot.domain.vocabulary import Answer
from bot.views.format import clock_time, moment
from bot.views.papers.letterheads import letterhead, signature
from bot.views.papers.names import district_name, nip_line, numbered_pages
from bot.views.papers.particulars import particulars
from bot.views.text import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.domain.invitations.facts import InvitationFacts
    from bot.domain.meetings.days import MeetingDay
    from bot.domain.meetings.session_facts import SessionFacts


# Who came, by person id: when and how.
Arrivals = Mapping[int, tuple[datetime, CheckInWay]]
# Room on an attendance list for those nobody expected.
GUEST_LINES = 4


def attendance_list(
    sender: PaperSender,
    held: SessionFacts,
    invitations: Sequence[InvitationFacts],
    *,
    arrivals: Arrivals | None = None,
    stood_in: Collection[int] = (),
    asked_at: datetime | None = None,
    day: MeetingDay | None = None,
    nips: Mapping[int, str] = MappingProxyType({}),
) -> AttendanceList:
    """The daftar hadir: to be signed, with lines for guests, or, given `arrivals` and their moment, filled from check-ins.

    `stood_in` are the person ids of those for whom somebody else came; `day` is which of several days it is of, `nips` the numbers
    of civil servants by person id.
    """
    blank = arrivals is None
    note = ""
    if arrivals is not None and asked_at is not None:
        came = sum(found.person.id in arrivals for found in invitations)
        stand = moment(asked_at, held.zone)
        note = plain("attendance-note", came=came, invited=len(invitations), moment=stand)
    columns = ("number", "name", "position", "district", "signature" if blank else "presence")
    number, name, position, district, last = (plain(f"column-{key}") for key in columns)
    return AttendanceList(
        letterhead=letterhead(sender),
        title=plain("attendance-title"),
        activity=held.short_title,
        particulars=particulars(held, day),
        columns=(number, name, position, district, last),
        attendees=tuple(_attendee(found, held, arrivals, stood_in, nips) for found in invitations),
        blanks=GUEST_LINES if blank else 0,
        note=note,
        signature=signature(sender),
        page=numbered_pages(),
    )


def _attendee(
    found: InvitationFacts,
    held: SessionFacts,
    arrivals: Arrivals | None,
    stood_in: Collection[int],
    nips: Mapping[int, str],
) -> Attendee:
    person = found.person
    nip = nips.get(person.id)
    name, position = person.name, person.position.value
    # Who came is who came, whatever was announced.
    came = arrivals is not None and person.id in arrivals
    if found.substitute and (person.id in stood_in if came else found.answer is Answer.SUBSTITUTED):
        name = plain("paper-substitute", substitute=found.substitute, name=person.name)
        position, nip = found.guest_position or position, None
    return Attendee(name, position, district_name(person), _mark(person.id, held, arrivals), nip_line(nip))


def _mark(person_id: int, held: SessionFacts, arrivals: Arrivals | None) -> str:
    if arrivals is None:
        return ""
    if person_id not in arrivals:
        return plain("attendance-mark-absent")
    at, way = arrivals[person_id]
    return plain("attendance-mark", time=clock_time(at, held.zone), way=plain(f"attendance-way-{way.value}"))
