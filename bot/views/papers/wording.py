"""Official papers in words: invitation letter, attendance list, certificates; how they look is `bot/documents`'s."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.domain.papers.attendance_lists import AttendanceList, Attendee
from bot.domain.papers.certificates import Certificate, Certificates
from bot.domain.papers.facts import Recipient
from bot.domain.papers.letterheads import Letterhead, PaperSender, Signature
from bot.domain.papers.letters import Letter, Nature
from bot.domain.papers.parts import Annex, Pairs, ReportTable
from bot.domain.people.civil_servants import shown_nip
from bot.domain.vocabulary import Answer, Position
from bot.views.format import clock_time, dates, day_long, day_plain, moment, zone_name
from bot.views.text import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from bot.domain.door.checkin import CheckInWay
    from bot.domain.invitations.facts import InvitationFacts
    from bot.domain.meetings.days import MeetingDay
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.meetings.terms import Terms
    from bot.domain.papers.facts import EarlierLetter, Issuer, LetterFacts, Stationery
    from bot.domain.people.facts import PersonFacts

    # Who came, by person id: when and how.
    Arrivals = Mapping[int, tuple[datetime, CheckInWay]]

# So many are named on the letter itself; more are listed on its lampiran.
MOST_ADDRESSED = 5
# Room on an attendance list for those nobody expected.
GUEST_LINES = 4
_LIST_MARK = re.compile(r"^\s*(?:\d{1,2}[.)]|[a-z][.)]|[-–•*])\s+")
_REGION = re.compile(r"^(?:Kabupaten|Kota)\s+", re.IGNORECASE)
_SHORT_NAME = re.compile(r"^Bawaslu\s+", re.IGNORECASE)


def letter(
    sender: PaperSender, facts: LetterFacts, *, nature: Nature = Nature.ORDINARY, copies: Sequence[str] = ()
) -> Letter:
    """The surat undangan of a session, or the letter that changes one; `copies` are the tembusan."""
    held = facts.session
    listed = len(facts.invited) > MOST_ADDRESSED
    usual = plain("letter-subject-change" if facts.earlier else "letter-subject", kind=kind_name(held))
    references = (
        (plain("paper-label-number"), facts.number),
        (plain("paper-label-nature"), plain(f"letter-nature-{nature.value}")),
        (plain("paper-label-annex"), plain("letter-annex-one" if listed else "letter-annex-none")),
        (plain("paper-label-subject"), facts.subject or usual),
    )
    people = (plain("letter-addressed-all"),) if listed else tuple(map(_addressee, facts.invited))
    return Letter(
        letterhead=letterhead(sender),
        place_and_day=plain("paper-place-and-day", place=sender.seat, day=day_plain(facts.dated)),
        references=_pairs(references),
        salutation=plain("letter-salutation"),
        addressees=(*people, *(f"{one[:1].upper()}{one[1:]}" for one in facts.outsiders)),
        addressed_at=plain("letter-addressed-at"),
        opening=_opening(sender, held, facts.earlier),
        particulars=(
            *particulars(held),
            *_optional("paper-label-link", (held.link,) if held.link else ()),
            *_optional("paper-label-agenda", items(held.agenda)),
            *_optional("paper-label-bring", items(held.bring)),
        ),
        closing=plain("letter-closing"),
        signature=signature(sender),
        copies_title=plain("letter-copies") if copies else "",
        copies=tuple(copies),
        annex=_annex(facts) if listed else None,
        page=plain("paper-page-letter", page="{page}"),
    )


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


def certificates(
    sender: PaperSender,
    held: SessionFacts,
    people: Sequence[tuple[str, PersonFacts | Recipient]],
    *,
    dated: date,
    invited_by: tuple[str, date] | None = None,
) -> Certificates:
    """A certificate for each (number, recipient), given by what the office says, else by the session's letter."""
    return Certificates(
        letterhead=letterhead(sender),
        title=plain("certificate-title"),
        basis=_basis(sender, invited_by),
        given_to=plain("certificate-given-to"),
        statement=plain("certificate-statement"),
        activity=plain("certificate-activity", title=held.short_title),
        held=(
            plain("certificate-held-by", office=sender.office),
            plain("certificate-held-on", day=dates(held, held.zone), place=held.place),
        ),
        signature=signature(sender, dated),
        certificates=tuple(
            Certificate(
                plain("certificate-number", number=number),
                one.name,
                one.position,
                _institution(one),
                nip_line(one.nip) if isinstance(one, Recipient) else "",
            )
            for number, one in people
        ),
    )


def _basis(sender: PaperSender, invited_by: tuple[str, date] | None) -> str:
    if sender.certificate_basis:
        return plain("certificate-by", basis=sender.certificate_basis)
    if invited_by is not None:
        number, day = invited_by
        return plain("certificate-by-letter", number=number, day=_unbroken(day_plain(day)))
    return ""


def nip_line(nip: str | None) -> str:
    """As it stands below a name; empty where there is none."""
    return plain("paper-nip", nip=shown_nip(nip)) if nip else ""


def _institution(one: PersonFacts | Recipient) -> str:
    return plain("certificate-institution", district=one.district) if one.district else one.office


def sender_of(issuer: Issuer) -> PaperSender:
    """The office as its papers name it; where nobody can sign, the name is left to be written by hand."""
    found, stationery = issuer.signer, issuer.stationery
    if found is not None and found.position is Position.OFFICE_HEAD and found.division is not None:
        signs_as = plain("paper-signs-as-head", division=plain(f"paper-division-{found.division.value}"))
    else:
        signs_as = plain("paper-signs-as-chair")
    return PaperSender(
        office=issuer.office,
        seat=stationery.seat or _REGION.sub("", _SHORT_NAME.sub("", issuer.office)),
        signer=found.name if found is not None else plain("paper-signer-unknown"),
        signs_as=signs_as,
        address=stationery.address,
        contact=_contact(stationery),
        logo=stationery.logo,
        certificate_basis=stationery.certificate_basis,
    )


def _contact(stationery: Stationery) -> str:
    """How to reach the office, in one line of the kop."""
    email = plain("paper-email", email=stationery.email) if stationery.email else ""
    website = plain("paper-website", website=stationery.website) if stationery.website else ""
    return " · ".join(filter(None, (stationery.contact, email, website)))


def letterhead(sender: PaperSender) -> Letterhead:
    """The kop surat; "Bawaslu Kabupaten X" is written out in two lines."""
    if _SHORT_NAME.match(sender.office):
        names: tuple[str, ...] = (plain("paper-office-full"), _SHORT_NAME.sub("", sender.office))
    else:
        names = (sender.office,)
    return Letterhead(names, sender.address, sender.contact, sender.logo)


def signature(sender: PaperSender, dated: date | None = None) -> Signature:
    """Who signs, with place and day where the paper has them nowhere else."""
    return Signature(
        position=plain("paper-position", position=sender.signs_as),
        name=sender.signer,
        place_and_day=plain("paper-place-and-day", place=sender.seat, day=day_plain(dated)) if dated else "",
    )


def particulars(held: SessionFacts, day: MeetingDay | None = None) -> Pairs:
    """Day, time and place; of one of several days."""
    days = dates(held, held.zone)
    if day is not None:
        days = plain("paper-day-of", day=day_long(day.day), number=day.number, count=len(held.days))
    return _pairs(
        (
            (plain("paper-label-day"), days),
            (plain("paper-label-time"), _time(held.terms, held.zone)),
            (plain("paper-label-place"), held.place),
        )
    )


def period(starts: datetime, ends: datetime, where: ZoneInfo, *, within_a_day: bool = False) -> str:
    """`pukul 20.00 WIB s.d. Rabu, 4 Oktober 2023 pukul 08.00 WIB`; within a day without the second date."""
    zone, start, end = zone_name(where), clock_time(starts, where), clock_time(ends, where)
    last = ends.astimezone(where).date()
    if not within_a_day and last != starts.astimezone(where).date():
        return plain("paper-time-days", start=start, zone=zone, day=day_long(last), end=end)
    return plain("paper-time", start=start, zone=zone, end=f"{end} {zone}")


def items(text: str) -> tuple[str, ...]:
    """A typed list in lines (or parts between semicolons), without the numbers and dashes it was typed with."""
    parts = re.split(r"[\n;]", text)
    return tuple(clean for part in parts if (clean := _LIST_MARK.sub("", part).strip()))


def kind_name(held: SessionFacts) -> str:
    """Rapat Koordinasi, Bimbingan Teknis, ..."""
    return plain(f"paper-kind-{held.kind.value}")


def district_name(person: PersonFacts) -> str:
    """The kecamatan, or that somebody is of the office."""
    return person.district or plain("row-office")


def numbered_pages() -> str:
    """Halaman x dari y, for the template to fill."""
    return plain("paper-page", page="{page}", pages="{pages}")


def _time(terms: Terms, where: ZoneInfo) -> str:
    if terms.open_end:
        start = clock_time(terms.starts_at, where)
        return plain("paper-time", start=start, zone=zone_name(where), end=plain("word-open-end"))
    # Of several days each has these hours.
    return period(terms.starts_at, terms.ends_at, where, within_a_day=len(terms.days(where)) > 1)


def _pairs(pairs: Sequence[tuple[str, str]]) -> Pairs:
    return tuple((label, (value,)) for label, value in pairs)


def _optional(label: str, lines: tuple[str, ...]) -> Pairs:
    return ((plain(label), lines),) if lines else ()


def _addressee(person: PersonFacts) -> str:
    return plain("paper-person", name=person.name, position=person.position.value, district=person.district).rstrip()


def _opening(sender: PaperSender, held: SessionFacts, earlier: EarlierLetter | None) -> str:
    title = held.short_title
    if earlier is None:
        return plain("letter-opening", title=title, office=sender.office)
    terms = earlier.terms
    return plain(
        "letter-opening-change",
        number=earlier.number,
        day=_unbroken(day_plain(earlier.dated)),
        title=title,
        old_day=_unbroken(dates(terms, held.zone)),
        old_time=_time(terms, held.zone),
        old_place=terms.place,
    )


def _unbroken(day: str) -> str:
    """A date stays on one line."""
    return day.replace(" ", "\u00a0")


def _annex(facts: LetterFacts) -> Annex:
    of = "letter-annex-of-change" if facts.earlier else "letter-annex-of"
    references = (
        (plain("paper-label-annex"), plain(of, kind=kind_name(facts.session))),
        (plain("paper-label-number"), facts.number),
        (plain("paper-label-date"), day_plain(facts.dated)),
    )
    columns = tuple(plain(f"column-{key}") for key in ("number", "name", "position", "district"))
    rows = tuple(
        (f"{index}.", one.name, one.position.value, district_name(one)) for index, one in enumerate(facts.invited, 1)
    )
    return Annex(_pairs(references), ReportTable(plain("letter-annex-title"), columns, rows))


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
