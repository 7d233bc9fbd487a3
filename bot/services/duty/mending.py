"""Reports put right answer by answer: what one said when it was sent, and what it says from now on; the earlier ones are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, select, update

from bot.domain.duty.filling import END, Draft
from bot.domain.duty.mending import mended_key, reopened
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Situation
from bot.services.duty.incidents import Told, incidents_of, judge_anew, open_incident, tell_mended
from bot.services.duty.reports import reports_of
from bot.services.duty.reviewing import look_again, look_at_first, own_row
from bot.services.duty.submitting import attach
from bot.storage.models import DutyPhoto, DutyReport

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.duty.forms import Answers, Form
    from bot.domain.duty.report_facts import DutyReportFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context
    from bot.services.duty.reports import Which
    from bot.services.duty.submitting import ReportContent

_STORED = select(
    DutyReport.form,
    DutyReport.answers,
    DutyReport.text,
    DutyReport.situation,
    DutyReport.latitude,
    DutyReport.longitude,
).where(DutyReport.id == bindparam("report"))
_TOLD = select(DutyReport.id, DutyReport.answers).where(
    DutyReport.shift_id == bindparam("shift"),
    DutyReport.nth == bindparam("nth"),
    DutyReport.office_id == bindparam("office"),
)
_PHOTOS = (
    select(DutyPhoto.id, DutyPhoto.file_id, DutyPhoto.unique_id, DutyPhoto.sent_at, DutyPhoto.sha256, DutyPhoto.kept_as)
    .where(DutyPhoto.report_id == bindparam("report"))
    .order_by(DutyPhoto.id)
)
_TAKEN_AWAY = delete(DutyPhoto).where(DutyPhoto.id.in_(bindparam("photos", expanding=True)))
_MENDED = (
    update(DutyReport)
    .where(DutyReport.id == bindparam("report"))
    .values(
        text=bindparam("new_text"),
        answers=bindparam("new_answers"),
        situation=bindparam("new_situation"),
        latitude=bindparam("new_latitude"),
        longitude=bindparam("new_longitude"),
        earlier=bindparam("before"),
    )
)


async def form_of_report(ctx: Context, actor: PersonFacts, which: Which) -> str | None:
    """By which form a report is put right by whoever may; None where there is no such form any more."""

    def _unit(connection: Connection) -> str:
        row = own_row(connection, actor, which)
        return str(connection.execute(_STORED, {"report": row.id}).one().form)

    key = await ctx.db.query(_unit)
    return mended_key(key, which[1]) if key in ctx.forms.of(actor.office_code) else None


def reopen(connection: Connection, actor: PersonFacts, which: Which, form: Form) -> Draft:
    """The draft that a report came from, for whoever may put it right."""
    report_id = own_row(connection, actor, which).id
    row = connection.execute(_STORED, {"report": report_id}).one()
    photos = connection.execute(_PHOTOS, {"report": report_id}).all()
    came = Draft(
        END,
        photos=tuple((one.file_id, one.unique_id, one.sent_at.isoformat()) for one in photos),
        location=_place(row),
    )
    return reopened(form, row.answers or (), row.text, row.situation.value, came)


def mend(connection: Connection, actor: PersonFacts, which: Which, content: ReportContent, now: datetime) -> bool:
    """The report says this from now on; what it said is kept, whoever looked at it or was told of the incident is told.

    Says whether anything is another than it was. Of photos that it has no more what is known stays with what it said. An incident that turns out to be urgent is refused: it is reported anew, so that everybody is called.
    """
    row = own_row(connection, actor, which)
    stored = connection.execute(_STORED, {"report": row.id}).one()
    had = connection.execute(_PHOTOS, {"report": row.id}).all()
    known, kept = {one.unique_id for one in had}, {photo.unique_id for photo in content.photos}
    new = tuple(photo for photo in content.photos if photo.unique_id not in known)
    gone = [one for one in had if one.unique_id not in kept]
    refuse_urgent(connection, which, stored.situation, content.situation)
    opened = incidents_of(connection, [which])
    said = (content.text.strip(), list(content.answers), content.situation, content.location)
    if not (new or gone) and _says(stored) == said:
        return False
    latitude, longitude = content.location or (None, None)
    before = {
        "text": stored.text,
        "situation": stored.situation.value,
        "answers": stored.answers or [],
        "until": now.isoformat(),
        "by": actor.name,
    }
    if gone:
        before["photos"] = [
            {"file_id": one.file_id, "unique_id": one.unique_id, "sha256": one.sha256, "kept_as": one.kept_as}
            for one in gone
        ]
        connection.execute(_TAKEN_AWAY, {"photos": [one.id for one in gone]})
    connection.execute(
        _MENDED,
        {
            "report": row.id,
            "new_text": content.text.strip(),
            "new_answers": list(content.answers),
            "new_situation": content.situation,
            "new_latitude": latitude,
            "new_longitude": longitude,
            "before": [*(row.earlier or ()), before],
        },
    )
    attach(connection, row.id, new, content.location)
    look_again(connection, actor, row, which, now, "duty.rewritten")
    told = Told(*which, row.id)
    if opened:
        judge_anew(connection, actor, told, content, stored.situation, now)
        # A photo more is seen in the report.
        tell_mended(connection, actor, told, now, anew=_says(stored) != said, before=stored.situation)
    elif content.situation.is_incident:
        shift = reports_of(connection, actor.office_id, [which])[which].shift
        open_incident(connection, actor, shift, told, content, now)
    else:
        look_at_first(connection, actor, row, which, now)
    return True


def refuse_urgent(connection: Connection, which: Which, before: Situation, after: Situation) -> None:
    """An incident that turns out to be urgent is reported anew, so that everybody is called."""
    if after is Situation.URGENT is not before and incidents_of(connection, [which]):
        raise Refusal("refused-mend-urgent")


def mended_report(connection: Connection, actor: PersonFacts, which: Which) -> DutyReportFacts:
    """The report that is put right, as it stands."""
    return reports_of(connection, actor.office_id, [which])[which]


def told_in(connection: Connection, actor: PersonFacts, which: Which) -> tuple[Answers, set[str]]:
    """The answers of a report, and the photos that came with it, by content."""
    values = {"shift": which[0], "nth": which[1], "office": actor.office_id}
    row = connection.execute(_TOLD, values).one()
    photos = {one.unique_id for one in connection.execute(_PHOTOS, {"report": row.id})}
    return {one["key"]: one["value"] for one in row.answers or ()}, photos


def _says(row: Any) -> tuple[str, list[dict[str, Any]], Situation, tuple[float, float] | None]:
    return row.text, row.answers or [], row.situation, _place(row)


def _place(row: Any) -> tuple[float, float] | None:
    return None if row.latitude is None or row.longitude is None else (row.latitude, row.longitude)
