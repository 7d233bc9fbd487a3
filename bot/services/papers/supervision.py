"""Laporan hasil pengawasan (Formulir Model A) of a report of piket, under a number of its own."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from bot.domain.duty.supervision import filled_lines, has_papers, is_suspicion
from bot.domain.papers.facts import SupervisionFacts
from bot.domain.refusals import Refusal
from bot.services import audit
from bot.services.duty.incidents import incidents_of
from bot.services.duty.reports import reports_of
from bot.services.papers.issuer import stationery_of
from bot.services.papers.numbers import About, NumberSeries, PaperKind, give, lock_numbers
from bot.services.papers.tasks import task_number
from bot.services.people.facts import PEOPLE, people_of
from bot.storage.models import DutyPhoto, DutyReport, Person

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context
    from bot.services.duty.reports import Which

_REPORT = select(
    DutyReport.id,
    DutyReport.form,
    DutyReport.answers,
    DutyReport.latitude,
    DutyReport.longitude,
    DutyReport.earlier,
).where(
    DutyReport.shift_id == bindparam("shift"),
    DutyReport.nth == bindparam("nth"),
    DutyReport.office_id == bindparam("office"),
)
_PHOTOS = (
    select(DutyPhoto.kept_as, DutyPhoto.sent_at)
    .where(DutyPhoto.report_id == bindparam("report"))
    .order_by(DutyPhoto.id)
)


async def supervision(ctx: Context, actor: PersonFacts, which: Which) -> SupervisionFacts:
    """For the report's officer, the secretariat there and the office; asked for again, the same number and date.

    It says what the report says now, and names the surat tugas of the shift where there is one.
    """
    now, forms = ctx.clock.now(), ctx.forms.of(actor.office_code)

    def _unit(connection: Connection) -> SupervisionFacts:
        shift_id, nth = which
        values = {"shift": shift_id, "nth": nth, "office": actor.office_id}
        row = connection.execute(_REPORT, values).one_or_none()
        if row is None:
            raise Refusal("refused-stale-button")
        report = reports_of(connection, actor.office_id, [which])[which]
        officers = [one.id for one in report.shift.officers]
        if not has_papers(actor, officers, report.shift.district_id) and actor.id != report.sender_id:
            raise Refusal("refused-shift-papers")
        own = report.sender_id not in officers and not report.on_behalf
        reporter = people_of(connection, PEOPLE.where(Person.id == report.sender_id))[0] if own else None
        stationery = stationery_of(connection, actor.office_id)
        zone = report.shift.officer.zone
        series = NumberSeries(actor.office_id, now.astimezone(zone).year, stationery.supervision_series())
        lock_numbers(connection, actor.office_id)
        about = About(shift_id=shift_id)
        found = give(connection, series, about, PaperKind.SUPERVISION, [nth], issued_by=actor.id, now=now)[nth]
        number, dated = found.printed(stationery, zone)
        audit.record_act(connection, actor, now, "paper.supervision", f"report:{row.id}", number=number)
        form = forms.get(row.form)
        stands = incidents_of(connection, [which]).get(which)
        may_be = stands is None or stands.finding
        lines, answers = (form.supervision if form is not None else {}), row.answers or ()
        return SupervisionFacts(
            report=report,
            title=form.title if form is not None else row.form,
            lines=filled_lines(lines, answers),
            suspicion=may_be if report.situation.is_incident else is_suspicion(lines, answers),
            number=number,
            dated=dated,
            # Whoever was on no duty was sent by no letter.
            task="" if own else task_number(connection, stationery, report.shift),
            photos=tuple((one.kept_as, one.sent_at) for one in connection.execute(_PHOTOS, {"report": row.id})),
            location=None if row.latitude is None or row.longitude is None else (row.latitude, row.longitude),
            revised=any(datetime.fromisoformat(one["until"]) > found.issued_at for one in row.earlier or ()),
            reporter=reporter,
        )

    return await ctx.db.transact(_unit)
