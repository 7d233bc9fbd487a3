"""Reports that are being filled in: each press and message is kept at once, so that nothing hangs on a signal."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, delete, exists, or_, select
from sqlalchemy.orm import aliased

from bot.domain.duty.filling import (
    Draft,
    begun,
    beyond,
    kept_answers,
    may_be_sent,
    missing,
    report_text,
    taken_over,
    tells,
)
from bot.domain.duty.mending import mended, split_key
from bot.domain.duty.photos import Photo
from bot.domain.duty.shifts import LATE_FOR, is_outside_rota
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Situation
from bot.services.duty.form_directory import DAILY
from bot.services.duty.mending import mend, mended_report, refuse_urgent, reopen, told_in
from bot.services.duty.reports import check_shift, may_report, owed_shifts, reports_of
from bot.services.duty.shifts import SHIFTS, shifts_by_id
from bot.services.duty.submitting import ReportContent, check_content, stored_by, submitted, wait_for_others
from bot.services.duty.unsent import forget, remind_later
from bot.storage.models import DutyDraft, DutyShift, Person
from bot.storage.upsert import upsert

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from bot.domain.duty.forms import Form
    from bot.domain.duty.report_facts import DutyReportFacts
    from bot.domain.duty.shift_facts import ShiftFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context

    Change = Callable[[Form, Draft], Draft]


# So many of what is begun are offered.
_MOST_BEGUN = 3


@dataclass(frozen=True, slots=True)
class Filling:
    """Where somebody is with a form: which shift it is of, and what is filled in."""

    shift: ShiftFacts
    form: Form
    draft: Draft
    forms: dict[str, Form]
    # The report that is put right; None where a new one is filled in.
    report: DutyReportFacts | None = None
    # How often that had been put right when the person saw it last.
    seen: int = 0
    # Who wrote what is filled in, where that is somebody else who did not send it.
    begun_by: str = ""
    # Whether it is kept already as the person's own.
    kept: bool = False
    # Whether the person reports nothing of the shift but what happened.
    incidents_only: bool = False
    # The report of the shift that somebody else has sent; what it says is not in the draft.
    sent: DutyReportFacts | None = None
    # Whether it was filled in by forms that are there no more.
    moved: bool = False
    # Whether the shift is somebody else's by now: what the person tells of an incident is an incident of their own.
    lost: bool = False
    # Whether the person reports for whoever is on duty.
    on_behalf: bool = False
    # Whether whoever has the shift now reads what is filled in here: they have begun nothing themselves.
    passed_on: bool = False

    @property
    def further(self) -> bool:
        """Whether it is another report of a shift that is reported."""
        return self.shift.report_number is not None

    @property
    def is_theirs(self) -> bool:
        """Whether the person may send it; what is no incident, of a shift that is theirs no more, somebody else sends."""
        return not self.lost or Situation(self.form.situation_of(self.draft.answers)).is_incident


class Begun(NamedTuple):
    """A report that is begun: of which shift (and its day), by which form."""

    shift: int
    day: date
    form: str
    title: str


def form_of(ctx: Context, actor: PersonFacts, key: str) -> Form:
    """A form of the actor's office, or one by which a report is put right; refuses one that is there no more."""
    name, nth = split_key(key)
    form = ctx.forms.of(actor.office_code).get(name)
    if form is None:
        raise Refusal("refused-stale-button")
    return form if nth is None else mended(form, nth)


async def look(ctx: Context, actor: PersonFacts, shift_id: int, key: str = DAILY, *, asked: bool = False) -> Filling:
    """What is filled in so far; a draft at the first question where nothing is. `asked`: the form was opened when it could be."""
    form = form_of(ctx, actor, key)

    def _unit(connection: Connection) -> Filling:
        return _filling(connection, ctx, actor, (shift_id, form), asked=asked)

    return await ctx.db.query(_unit)


async def change(
    ctx: Context, actor: PersonFacts, shift_id: int, key: str, how: Change, *, asked: bool = False
) -> Filling:
    """Fill in more, or less; `how` may refuse. `asked`: the form was opened when it could be, and what answers it is kept."""
    form, now = form_of(ctx, actor, key), ctx.clock.now()

    def _unit(connection: Connection) -> Filling:
        found = _filling(connection, ctx, actor, (shift_id, form), asked=asked)
        changed = how(form, found.draft)
        if found.report is not None:
            # Said before the rest is filled in.
            which = found.shift.id, found.report.shift.nth
            refuse_urgent(connection, which, found.report.situation, Situation(form.situation_of(changed.answers)))
        whose = {"person_id": actor.id, "shift_id": shift_id, "form": key}
        connection.execute(_OLD, {"person": actor.id, "before": now - LATE_FOR - timedelta(days=1)})
        upsert(connection, DutyDraft, whose, {"data": _stored(form, changed, found.seen), "updated_at": now})
        before = found.draft if found.kept else None
        _forget_moved(connection, ctx, actor, found)
        remind_later(connection, actor, (shift_id, form), (before, changed), now)
        return replace(found, draft=changed)

    return await ctx.db.transact(_unit)


async def begun_ones(ctx: Context, actor: PersonFacts) -> list[Begun]:
    """What the actor has begun and not sent, and may still go on with; what was touched last comes first."""
    forms, now = ctx.forms.of(actor.office_code), ctx.clock.now()
    values = {"person": actor.id, "since": now - LATE_FOR}

    def _unit(connection: Connection) -> list[Begun]:
        found = []
        for row in connection.execute(_BEGUN, values).all():
            form = forms.get(row.form)
            if form is None or _draft(form, row.data).empty:
                continue
            with suppress(Refusal):
                begun_one = _filling(connection, ctx, actor, (row.shift_id, form))
                # What somebody else has sent meanwhile is not to be sent any more.
                if begun_one.sent is None or tells(form, begun_one.draft):
                    found.append(Begun(begun_one.shift.id, begun_one.shift.day, form.key, form.title))
        return found[:_MOST_BEGUN]

    return await ctx.db.query(_unit)


async def send_mended(
    ctx: Context, actor: PersonFacts, shift_id: int, key: str
) -> Filling | tuple[DutyReportFacts, bool]:
    """The report says from now on what is filled in; whether that is another than it said.

    What somebody else has put right meanwhile is returned instead, and is seen then.
    """
    form, now = form_of(ctx, actor, key), ctx.clock.now()
    which = shift_id, split_key(key)[1] or 1

    def _unit(connection: Connection) -> Filling | tuple[DutyReportFacts, bool]:
        wait_for_others(connection, actor, shift_id)
        found = _filling(connection, ctx, actor, (shift_id, form))
        if found.report is not None and found.seen != found.report.corrected:
            whose = {"person_id": actor.id, "shift_id": shift_id, "form": key}
            data = _stored(form, found.draft, found.report.corrected)
            upsert(connection, DutyDraft, whose, {"data": data, "updated_at": now})
            return found
        if missing(form, found.draft):
            raise Refusal("refused-report-unfinished")
        content = content_of(form, found.draft)
        check_content(content)
        changed = mend(connection, actor, which, content, now)
        connection.execute(_SENT, {"person": actor.id, "shift": shift_id, "form": key})
        return mended_report(connection, actor, which), changed

    return await ctx.db.transact(_unit)


async def send(
    ctx: Context,
    actor: PersonFacts,
    shift_id: int,
    key: str,
    source: int,
    *,
    further: bool = False,
    said_at: datetime | None = None,
) -> Filling | tuple[DutyReportFacts, list[ShiftFacts]]:
    """Store what is filled in, as the shift's report or a further one; what `source` has stored is returned.

    Where somebody else has reported of the shift, what is filled in is returned and not sent, unless it is to be a `further`
    report; nor is what is somebody else's to send. What happened now is told in any case. `said_at`: when the message came that says it.
    """
    form, now = form_of(ctx, actor, key), ctx.clock.now()

    def _unit(connection: Connection) -> Filling | tuple[DutyReportFacts, list[ShiftFacts]]:
        which = stored_by(connection, source, now)
        if which is None:
            wait_for_others(connection, actor, shift_id)
            found = _filling(connection, ctx, actor, (shift_id, form))
            if found.draft.empty and found.sent is None:
                raise Refusal("refused-stale-button")
            if not found.is_theirs:
                return found
            content = _content(found)
            now_told = tells(form, found.draft) and content.happened_now
            if found.sent is not None and not (further or now_told):
                return found
            if not may_be_sent(form, found.draft):
                raise Refusal("refused-report-unfinished")
            content = replace(content, said_at=said_at)
            check_content(content)
            which = submitted(connection, actor, (shift_id, content), now, further=True, source=source)
            connection.execute(_SENT, {"person": actor.id, "shift": shift_id, "form": key})
            _forget_moved(connection, ctx, actor, found)
            if content.situation is Situation.URGENT:
                forget(connection, actor, shift_id, form, now)
        return reports_of(connection, actor.office_id, [which])[which], owed_shifts(connection, actor, now)

    return await ctx.db.transact(_unit)


async def drop(ctx: Context, actor: PersonFacts, shift_id: int, key: str) -> Filling:
    """What the actor has filled in is sent by nobody; what is left."""
    form, now = form_of(ctx, actor, key), ctx.clock.now()

    def _unit(connection: Connection) -> Filling:
        connection.execute(_SENT, {"person": actor.id, "shift": shift_id, "form": form.key})
        forget(connection, actor, shift_id, form, now)
        return _filling(connection, ctx, actor, (shift_id, form), asked=True)

    return await ctx.db.transact(_unit)


async def send_nothing(
    ctx: Context, actor: PersonFacts, shift_id: int, source: int, *, dropped: bool, said_at: datetime | None = None
) -> Filling | tuple[DutyReportFacts, list[ShiftFacts]]:
    """Store that there was nothing to report. What is filled in and would be said to be nothing is returned instead, unless it is `dropped`."""
    form, now = form_of(ctx, actor, DAILY), ctx.clock.now()
    content = ReportContent(Situation.SAFE, form.nothing, form=form.key, nothing=True, said_at=said_at)

    def _unit(connection: Connection) -> Filling | tuple[DutyReportFacts, list[ShiftFacts]]:
        wait_for_others(connection, actor, shift_id)
        found = _filling(connection, ctx, actor, (shift_id, form))
        if found.lost:
            return found
        if found.further and stored_by(connection, source, now) is None:
            raise Refusal("refused-duty-reported", number=found.shift.report_number or "")
        if tells(form, found.draft) and not dropped:
            return found
        which = submitted(connection, actor, (shift_id, content), now, further=False, source=source)
        connection.execute(_SENT, {"person": actor.id, "shift": shift_id, "form": form.key})
        _forget_moved(connection, ctx, actor, found)
        forget(connection, actor, shift_id, form, now)
        return reports_of(connection, actor.office_id, [which])[which], owed_shifts(connection, actor, now)

    return await ctx.db.transact(_unit)


def _content(found: Filling) -> ReportContent:
    """The same, of what somebody may send: of a shift that is theirs no more it is an incident of their own."""
    content = content_of(found.form, found.draft)
    return replace(content, happened_now=True, of_teller=True) if found.lost else content


def content_of(form: Form, draft: Draft) -> ReportContent:
    """What a draft comes to."""
    photos = tuple(Photo(file_id, same, datetime.fromisoformat(at)) for file_id, same, at in draft.photos)
    situation = Situation(form.situation_of(draft.answers))
    return ReportContent(
        situation,
        report_text(form, draft),
        photos,
        draft.location,
        form.key,
        kept_answers(form, draft),
        finding=form.may_be_finding(draft.answers),
        happened_now=form.is_of_incident or situation is Situation.URGENT,
        of_teller=form.is_of_incident,
    )


_SHIFT = SHIFTS.where(DutyShift.id == bindparam("shift"), DutyShift.office_id == bindparam("office"))
_THIS = (
    DutyDraft.person_id == bindparam("person"),
    DutyDraft.shift_id == bindparam("shift"),
    DutyDraft.form == bindparam("form"),
)
_DRAFT = select(DutyDraft.data).where(*_THIS).with_for_update()
_DRAFTS = (
    select(DutyDraft.form, DutyDraft.data)
    .where(DutyDraft.person_id == bindparam("person"), DutyDraft.shift_id == bindparam("shift"))
    .order_by(DutyDraft.updated_at)
)
_MATE = aliased(DutyShift)
_OTHERS = (
    select(
        DutyDraft.data,
        Person.name,
        exists()
        .where(
            or_(_MATE.id == bindparam("watch"), _MATE.watch_id == bindparam("watch")),
            _MATE.person_id == DutyDraft.person_id,
        )
        .correlate(DutyDraft)
        .label("on_duty"),
    )
    .join(DutyShift, DutyShift.id == DutyDraft.shift_id)
    .join(Person, Person.id == DutyDraft.person_id)
    .where(
        or_(DutyShift.id == bindparam("watch"), DutyShift.watch_id == bindparam("watch")),
        DutyDraft.form == bindparam("form"),
        DutyDraft.person_id != bindparam("person"),
    )
    .order_by(DutyDraft.updated_at.desc())
)
_BEGUN = (
    select(DutyDraft.shift_id, DutyDraft.form, DutyDraft.data)
    .where(DutyDraft.person_id == bindparam("person"), DutyDraft.updated_at >= bindparam("since"))
    .order_by(DutyDraft.updated_at.desc(), DutyDraft.shift_id, DutyDraft.form)
)
_SENT = delete(DutyDraft).where(*_THIS)
_OLD = delete(DutyDraft).where(DutyDraft.person_id == bindparam("person"), DutyDraft.updated_at < bindparam("before"))


def _filling(
    connection: Connection, ctx: Context, actor: PersonFacts, what: tuple[int, Form], *, asked: bool = False
) -> Filling:
    shift_id, form = what
    nth = split_key(form.key)[1]
    data = connection.execute(_DRAFT, {"person": actor.id, "shift": shift_id, "form": form.key}).scalar_one_or_none()
    kept = None if data is None else _draft(form, data)
    if nth is not None:
        # A report may be put right as long as somebody asks for it.
        opened = reopen(connection, actor, (shift_id, nth), form)
        report = mended_report(connection, actor, (shift_id, nth))
        seen = report.corrected if data is None else data.get("seen", report.corrected)
        return Filling(report.shift, form, kept or opened, ctx.forms.of(actor.office_code), report, seen)
    row = connection.execute(_SHIFT, {"shift": shift_id, "office": actor.office_id}).one_or_none()
    # Whoever was asked of a shift, and has it no more, is heard all the same.
    heard = (asked or (kept is not None and not kept.empty)) and row is not None and not is_outside_rota(row.shift)
    shift = check_shift(actor, row, ctx.today(actor.zone), incident=form.is_of_incident or heard)
    found = Filling(shift, form, kept or begun(form), ctx.forms.of(actor.office_code), kept=kept is not None)
    found = replace(found, incidents_only=is_outside_rota(shift.shift) or not may_report(actor, shift))
    if kept is None and form.key == DAILY:
        found = _moved(connection, ctx, actor, found)
    if form.is_of_incident:
        # Two who tell of what happened tell of two things, whatever else was said of the shift.
        return found
    if found.incidents_only:
        found = replace(found, lost=True, passed_on=not _have_begun(connection, actor, found))
    elif actor.id != shift.officer.id and not _serves_beside(connection, actor, shift):
        found = replace(found, on_behalf=True)
    if found.further:
        return _beside(connection, actor, found)
    return found if kept is not None or found.moved or found.lost else _of_another(connection, actor, found)


def _serves_beside(connection: Connection, actor: PersonFacts, shift: ShiftFacts) -> bool:
    """Whether somebody is on duty together with the officer of a shift."""
    return any(one.id == actor.id for one in shifts_by_id(connection, [shift.id])[shift.id].mates)


def is_gone(ctx: Context, actor: PersonFacts, key: str) -> bool:
    """Whether a form that was filled in is there no more."""
    return split_key(key)[0] not in ctx.forms.of(actor.office_code)


def _moved(connection: Connection, ctx: Context, actor: PersonFacts, found: Filling) -> Filling:
    """What was filled in by forms that are there no more is the daily report's."""
    draft = found.draft
    for row in connection.execute(_DRAFTS, {"person": actor.id, "shift": found.shift.id}):
        if is_gone(ctx, actor, row.form):
            draft = taken_over(found.form, draft, row.data)
    return replace(found, draft=draft, moved=draft != found.draft)


def _forget_moved(connection: Connection, ctx: Context, actor: PersonFacts, found: Filling) -> None:
    for row in connection.execute(_DRAFTS, {"person": actor.id, "shift": found.shift.id}) if found.moved else ():
        if is_gone(ctx, actor, row.form):
            connection.execute(_SENT, {"person": actor.id, "shift": found.shift.id, "form": row.form})


def _beside(connection: Connection, actor: PersonFacts, found: Filling) -> Filling:
    """A report beside the one that somebody else has sent says what that does not."""
    which = found.shift.reported_as, 1
    sent = mended_report(connection, actor, which)
    if sent.sender_id == actor.id:
        return found
    told, photos = told_in(connection, actor, which)
    return replace(found, sent=sent, draft=beyond(found.form, found.draft, told, photos))


def _of_another(connection: Connection, actor: PersonFacts, found: Filling) -> Filling:
    """What somebody has begun whose shift it is no more, or for whom the actor reports: nobody else would ever send it."""
    shift, form = found.shift, found.form
    values = {"person": actor.id, "watch": shift.reported_as, "form": form.key}
    for row in connection.execute(_OTHERS, values):
        draft = _draft(form, row.data)
        if not (draft.empty or (row.on_duty and shift.officer.id == actor.id)):
            return replace(found, draft=draft, begun_by=row.name)
    return found


def _have_begun(connection: Connection, actor: PersonFacts, found: Filling) -> bool:
    """Whether whoever is on duty has reported or written anything of their own."""
    values = {"person": actor.id, "watch": found.shift.reported_as, "form": found.form.key}
    written = [row for row in connection.execute(_OTHERS, values) if not _draft(found.form, row.data).empty]
    return found.further or any(row.on_duty for row in written)


def _stored(form: Form, draft: Draft, seen: int) -> dict[str, Any]:
    # Whoever speaks of it later knows without its form whether it is only to be sent.
    return {**asdict(draft), "ready": may_be_sent(form, draft) and not draft.empty, "seen": seen}


def _draft(form: Form, data: dict[str, Any]) -> Draft:
    """A draft as it was kept; of questions that the form has no more nothing is known."""
    keys = {question.key for question in form}
    location = data["location"]
    return Draft(
        data["at"] if data["at"] in keys or not data["at"] else form.questions[0].key,
        {key: value for key, value in data["answers"].items() if key in keys},
        tuple(data["skipped"]),
        tuple((one[0], one[1], one[2]) for one in data["photos"]),
        None if location is None else (location[0], location[1]),
        tuple(data["unread"]),
    )
