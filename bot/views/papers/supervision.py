"""Laporan hasil pengawasan (Formulir Model A) in words, from a report of piket; what nobody knows yet stays dotted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.duty.shifts import is_outside_rota, shift_begins, shift_ends
from bot.domain.duty.supervision import day_of_event, hour_told
from bot.domain.papers.letterheads import Signature
from bot.domain.papers.parts import PaperPhoto
from bot.domain.papers.supervision import FormPart, FormSection, Supervision
from bot.views.format import clock_time, day_long, day_plain, moment, zone_name
from bot.views.papers.names import numbered_pages
from bot.views.papers.particulars import period
from bot.views.papers.presses import MakeShiftTask, MakeSupervision
from bot.views.screen import Screen, button, rows
from bot.views.text import join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from bot.domain.papers.facts import SupervisionFacts
    from bot.domain.people.facts import PersonFacts

_BLANK = 2


def supervision(facts: SupervisionFacts, photos: Sequence[PaperPhoto]) -> Supervision:
    """The form with what the report knows; `photos` are those whose bytes are kept."""
    shift = facts.report.shift
    place = plain("paper-place-and-day", place=shift.district, day=day_plain(facts.dated))
    return Supervision(
        titles=(plain("form-a-title"), plain("form-a-title-long")),
        number=plain("form-a-number", number=facts.number),
        sections=(_who(facts), _activity(facts), _result(facts), _suspicion(facts, len(photos)), _dispute(facts)),
        signature=Signature(plain("paper-position", position=_position(_signer(facts))), _signer(facts).name, place),
        photos_title=plain("form-a-photos") if photos else "",
        photos=tuple(photos),
        page=numbered_pages(),
    )


def photo_lines(facts: SupervisionFacts) -> list[tuple[str, str]]:
    """Photos whose bytes are kept: the file, and the line below it."""
    kept = [(file, sent_at) for file, sent_at in facts.photos if file]
    return [
        (file, plain("form-a-photo", number=number, at=moment(sent_at, facts.report.shift.officer.zone)))
        for number, (file, sent_at) in enumerate(kept, 1)
    ]


def photos_left(facts: SupervisionFacts, shown: int) -> Screen | None:
    """What is said above the file: of the photos only so many are in it. None where all are."""
    left = len(facts.photos) - shown
    return Screen(t("paper-form-a-photos-left", count=left)) if left else None


def caption(facts: SupervisionFacts, now: datetime) -> Screen:
    """What the file is, and what is left to do. A surat tugas that is lacking can be made."""
    shift = facts.report.shift
    over = _is_outside(facts) or now >= shift_ends(shift.day, shift.shift, shift.officer.zone)
    lacking = "outside" if _is_outside(facts) else "late" if over else "yet"
    no_task = None if facts.task else t(f"paper-form-a-no-task-{lacking}")
    buttons = [
        button(plain("button-task"), MakeShiftTask(shift.id)),
        button(plain("button-form-a-again"), MakeSupervision(shift.id, shift.nth)),
    ]
    text = join_lines(
        t("paper-form-a", report=facts.report.number, number=facts.number, day=day_plain(facts.dated)),
        t("paper-form-a-next", name=_signer(facts).name),
        no_task,
        t("paper-form-a-revised") if facts.revised else None,
    )
    return Screen(text, rows(buttons) if not facts.task and not over else None)


def _who(facts: SupervisionFacts) -> FormSection:
    shift = facts.report.shift
    pairs = (
        _line("stage", facts.lines.get("tahapan", "")),
        _line("name", *(one.name for one in facts.officers)),
        _line("position", *(_position(one) for one in facts.officers)),
        _line("task", facts.task),
        _line("address", plain("form-a-secretariat", district=shift.district)),
    )
    return FormSection(plain("form-a-who"), parts=(FormPart(pairs=pairs),))


def _activity(facts: SupervisionFacts) -> FormSection:
    shift = facts.report.shift
    zone = shift.officer.zone
    at = facts.report.reported_at
    begins, ends = (when(shift.day, shift.shift, zone) for when in (shift_begins, shift_ends))
    # What was watched is told until the report: of hours that were still to come it says nothing.
    hours = period(begins, min(ends, at) if at > begins else ends, zone)
    if _is_outside(facts):
        hours = plain("form-a-at", at=clock_time(at, zone), zone=zone_name(zone))
    when = plain("form-a-when-where", day=day_long(_day(facts)), time=hours, place=_place(facts))
    pairs = (
        _line("shape", facts.lines.get("bentuk", "")),
        _line("aim", facts.lines.get("tujuan", "")),
        _line("target", facts.lines.get("sasaran", "")),
        _line("when", when),
    )
    return FormSection(plain("form-a-activity"), parts=(FormPart(pairs=pairs),))


def _result(facts: SupervisionFacts) -> FormSection:
    report, shift = facts.report, facts.report.shift
    names = " dan ".join(one.name for one in facts.officers)
    opening = plain("form-a-result-opening", day=day_long(_day(facts)), name=names, place=_place(facts))
    at = moment(report.reported_at, shift.officer.zone)
    source = plain(
        "form-a-result-behalf" if report.on_behalf else "form-a-result-source",
        at=at,
        number=report.number,
        title=facts.title,
        sender=report.reported_by,
    )
    where = []
    if facts.location is not None:
        latitude, longitude = (f"{one:.5f}" for one in facts.location)
        where = [plain("form-a-result-place", latitude=latitude, longitude=longitude)]
    said = [line for line in report.text.splitlines() if line.strip()]
    return FormSection(plain("form-a-result"), parts=(FormPart(text=(opening, *said, *where, source)),))


def _suspicion(facts: SupervisionFacts, shown: int) -> FormSection:
    if not facts.suspicion:
        return FormSection(plain("form-a-suspicion"), plain("form-a-nothing"))
    said = facts.lines
    evidence = [said["alat_bukti"]] if "alat_bukti" in said else []
    if facts.photos:
        key = "form-a-evidence-photos" if shown == len(facts.photos) else "form-a-evidence-photos-loose"
        evidence.append(plain(key, count=len(facts.photos)))
    told = said.get("uraian_dugaan", "") or plain("form-a-suspicion-above")
    event = (
        _line("event-what", said.get("peristiwa", "")),
        _line("event-where", said.get("tempat_kejadian", "")),
        _line("event-when", _when(facts)),
        _line("event-who", said.get("pelaku", "")),
        _line("event-address", ""),
    )
    witnesses = (_line("witness-first", said.get("saksi", "")), _line("witness-second", ""))
    parts = (
        FormPart(plain("form-a-event"), event),
        FormPart(plain("form-a-witnesses"), witnesses),
        _written("evidence", "; ".join(evidence)),
        _written("exhibits", said.get("barang_bukti", "")),
        _written("suspicion-text", told),
        _written("facts", said.get("fakta", "")),
        _written("analysis", said.get("analisa", "")),
    )
    return FormSection(plain("form-a-suspicion"), parts=parts)


def _dispute(facts: SupervisionFacts) -> FormSection:
    """No report asks about it: whoever signs says so by hand, on one line where nothing happened."""
    if not facts.suspicion:
        return FormSection(plain("form-a-dispute"), parts=(FormPart(blank=1),))
    parts = (
        FormPart(plain("form-a-event"), tuple(_line(f"dispute-{key}", "") for key in ("party", "where", "when"))),
        FormPart(
            plain("form-a-object"), tuple(_line(f"object-{key}", "") for key in ("shape", "identity", "date", "loss"))
        ),
        _written("dispute-text", ""),
    )
    return FormSection(plain("form-a-dispute"), parts=parts)


def _line(key: str, *values: str) -> tuple[str, tuple[str, ...]]:
    return plain(f"form-a-{key}"), tuple(filter(None, values))


def _written(key: str, text: str) -> FormPart:
    lines = tuple(line for line in text.splitlines() if line.strip())
    return FormPart(plain(f"form-a-{key}"), (), lines, 0 if lines else _BLANK)


def _place(facts: SupervisionFacts) -> str:
    return facts.lines.get("tempat") or plain("form-a-secretariat", district=facts.report.shift.district)


def _when(facts: SupervisionFacts) -> str:
    """The hour that was told, with its day."""
    told, shift = facts.lines.get("waktu_kejadian", ""), facts.report.shift
    hour = hour_told(told)
    day = shift.day if hour is None else day_of_event(hour, shift.day, shift.shift, _at(facts))
    return ", ".join((day_long(day), told)) if told else ""


def _is_outside(facts: SupervisionFacts) -> bool:
    """Whether whoever reported was not on duty."""
    return facts.reporter is not None or is_outside_rota(facts.report.shift.shift)


def _at(facts: SupervisionFacts) -> datetime:
    """When it was reported, by the office's clock."""
    return facts.report.reported_at.astimezone(facts.report.shift.officer.zone)


def _day(facts: SupervisionFacts) -> date:
    """That of the shift, or of the report of whoever was on no duty."""
    return _at(facts).date() if facts.reporter is not None else facts.report.shift.day


def _signer(facts: SupervisionFacts) -> PersonFacts:
    """Of officers who were on duty together whoever reported."""
    return next((one for one in facts.officers if one.id == facts.report.sender_id), facts.officers[0])


def _position(person: PersonFacts) -> str:
    return f"{person.position.value} {person.district}".strip()
