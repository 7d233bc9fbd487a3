"""An incident for those who decide what is done about it: what happened, who takes it on, what is to be done by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.duty.incidents import IncidentState, taken_back_until
from bot.views.duty.presses import Act, ActOnIncident
from bot.views.duty.reports import report_button, what_happened
from bot.views.format import day_long, day_short, moment_short
from bot.views.press import Mark
from bot.views.screen import Screen, button, rows
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from telegram import InlineKeyboardButton

    from bot.domain.duty.incidents import Deadline, IncidentFacts
    from bot.domain.duty.report_facts import DutyReportFacts
    from bot.domain.vocabulary import Situation


def incident(
    found: DutyReportFacts,
    stands: IncidentFacts | None,
    end: Deadline | None,
    zone: ZoneInfo,
    now: datetime,
    *,
    viewer: int = 0,
    call: int = 0,
    first: bool = False,
) -> Screen:
    """What happened and how it stands, for `viewer` (a person's id); `call`: how often it was told before, `first`: to others than who reads this."""
    told = what_happened(found, zone)
    if stands is None:
        return told
    since = t("incident-since", at=moment_short(found.reported_at, zone))
    again = since if first else t("incident-again", times=call)
    lines = [
        again if call and stands.taken_by is None else None,
        Markup(told.text),
        "",
        *(_stands(stands, zone) if found.situation.is_incident else [t("incident-mended-safe")]),
        _end(end, now.astimezone(zone).date()) if end is not None else None,
    ]
    kept = list(told.keyboard.inline_keyboard[0]) if told.keyboard is not None else []  # type: ignore[union-attr]
    back = _back(stands, zone, now) if found.situation.is_incident else []
    return Screen(join_lines(*lines), rows(*_buttons(stands, viewer), back, kept))


def dismissing(found: DutyReportFacts, stands: IncidentFacts, zone: ZoneInfo) -> Screen:
    """Whether an incident is to count as no violation."""
    return Screen(
        join_lines(
            t("incident-dismiss-ask", number=found.number, district=found.shift.district),
            *_stands(stands, zone),
            "",
            t("incident-dismiss-next"),
        ),
        rows(
            [button(plain("button-incident-dismiss-yes"), ActOnIncident(stands.report_id, Act.DISMISSED_SURE))],
            [button(plain("button-incident-dismiss-no"), ActOnIncident(stands.report_id))],
        ),
    )


def taken(found: DutyReportFacts, by: str) -> Screen:
    """Whoever reported an incident reads who handles it."""
    return Screen(
        t("incident-taken-report", number=found.number, district=found.shift.district, name=by),
        rows([report_button(found.shift)]),
    )


def mended(found: DutyReportFacts, by: str, before: Situation | None = None) -> Screen:
    """Whoever was told of an incident reads that its report says something else by now; `before`: how grave it was."""
    happened = found.situation.is_incident
    return Screen(
        join_lines(
            t("incident-mended", number=found.number, district=found.shift.district, name=by),
            _graver(found.situation, before) if before is not None and happened else None,
            "" if happened else None,
            found.text if happened else t("incident-mended-safe"),
        ),
        rows([report_button(found.shift)]),
    )


def _graver(now: Situation, before: Situation) -> Markup:
    return t(
        "incident-mended-situation", before=plain(f"situation-{before.value}"), now=plain(f"situation-{now.value}")
    )


def near(found: Sequence[tuple[IncidentFacts, str, str, Deadline]], today: date) -> Screen | None:
    """What is to be done by when, of all incidents of which a time limit is near or over; None where nothing is any more."""
    if not found:
        return None
    lines = [
        t(
            f"limit-line-{_stage_of(end, today)}",
            district=district,
            number=number,
            what=plain(f"stage-{end.stage.value}"),
            day=day_short(end.day),
            source=end.source,
        )
        for _, number, district, end in found
    ]
    buttons = [
        [button(plain("button-incident-of", number=number), ActOnIncident(one.report_id, mark=Mark.ASIDE))]
        for one, number, _, _ in found
    ]
    stages = {_stage_of(end, today) for _, _, _, end in found}
    title = next(f"limit-title-{stage}" for stage in ("over", "today", "ahead") if stage in stages)
    return Screen(join_lines(t(title), "", *lines), rows(*buttons))


def _stage_of(end: Deadline, today: date) -> str:
    return "over" if today > end.day else "today" if today == end.day else "ahead"


def state(stands: IncidentFacts | None, zone: ZoneInfo) -> list[Markup]:
    """Who handles an incident and how it stands, for its report."""
    return [] if stands is None else _stands(stands, zone)


def _stands(stands: IncidentFacts, zone: ZoneInfo) -> list[Markup]:
    lines = []
    if stands.taken_by is not None and stands.taken_at is not None:
        lines.append(t("incident-taken", name=stands.taker, at=moment_short(stands.taken_at, zone)))
    elif stands.state.is_open:
        lines.append(t("incident-untaken"))
    if stands.state is not IncidentState.NEW:
        said = t(f"incident-state-{stands.state.name.lower()}")
        if stands.settler and stands.settled_at is not None:
            said = t("incident-settled", how=said, name=stands.settler, at=moment_short(stands.settled_at, zone))
        lines.append(said)
    return lines


def _end(end: Deadline, today: date) -> Markup:
    return t(
        # A card stands for days: it says the day, and that it is over.
        "incident-limit-over" if today > end.day else "incident-limit",
        what=plain(f"stage-{end.stage.value}"),
        day=day_long(end.day),
        source=end.source,
    )


def _back(stands: IncidentFacts, zone: ZoneInfo, now: datetime) -> list[InlineKeyboardButton]:
    until = taken_back_until(stands.state, stands.settled_at)
    if until is None or now >= until:
        return []
    label = plain("button-incident-back", until=f"{until.astimezone(zone):%H.%M}")
    return [button(label, ActOnIncident(stands.report_id, Act.BACK))]


def _buttons(stands: IncidentFacts, viewer: int) -> list[list[InlineKeyboardButton]]:
    def _act(act: Act) -> list[InlineKeyboardButton]:
        return [button(plain(f"button-incident-{act.name.lower()}"), ActOnIncident(stands.report_id, act))]

    if stands.taken_by is None and stands.state.is_open:
        return [_act(Act.TAKE)]
    other = _act(Act.RELEASE if stands.taken_by == viewer else Act.OVER)
    if stands.state.is_open and not stands.finding:
        return [_act(Act.CLOSED), other]
    if stands.state is IncidentState.NEW:
        return [_act(Act.REGISTERED), _act(Act.CLOSED) + _act(Act.DISMISSED), other]
    if stands.state is IncidentState.REGISTERED:
        further = [] if stands.further else [_act(Act.FURTHER)]
        return [*further, _act(Act.CLOSED) + _act(Act.DISMISSED), other]
    return []
