"""An incident as messages: its words, its photos and its place; and every copy of it as it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.composing.batch import which_report
from bot.composing.messages import message_of
from bot.delivery.messages import Message
from bot.domain.duty.incidents import deadline
from bot.domain.ledger import Purpose
from bot.domain.vocabulary import Situation
from bot.services.duty.limits import days_off, limits
from bot.views.duty import incidents as views

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from typing import Any

    from bot.composing.batch import Batch
    from bot.delivery.messages import Claimed
    from bot.domain.duty.incidents import IncidentFacts
    from bot.domain.duty.report_facts import DutyReportFacts


_BESIDE = frozenset({"photo", "place", "mended", "taken"})


def incident_message(batch: Batch, row: Claimed, now: datetime) -> Message | None:
    """None where somebody has taken it on and it need not be said again, or there is no copy to change."""
    which, call = which_report(row), row.facts.get("call", 0)
    report, stands = batch.reports.get(which), batch.incidents.get(which)
    copy = batch.told_in.get(row.facts.get("of", 0))
    if _BESIDE & row.facts.keys():
        return _beside(row.facts, report, stands)
    if report is None or (row.purpose is Purpose.INCIDENT_STANDS and copy is None):
        return None
    # Whoever has not heard of what did not happen need not hear of it.
    of_use = copy is not None or report.situation.is_incident
    if not of_use or (stands is not None and call and (stands.taken_by is not None or not stands.state.is_open)):
        return None
    end = deadline(stands, limits(), days_off()) if stands is not None else None
    shown = views.incident(
        report,
        stands,
        end,
        report.shift.officer.zone,
        now,
        viewer=row.person_id or 0,
        call=call,
        first=bool(row.facts.get("first")),
    )
    return message_of(shown, edits=copy)


def _beside(facts: Mapping[str, Any], report: DutyReportFacts | None, stands: IncidentFacts | None) -> Message | None:
    """What is said beside the words of an incident."""
    if "photo" in facts:
        return Message("", photo=facts["photo"])
    if "place" in facts:
        latitude, longitude = facts["place"]
        return Message("", place=(latitude, longitude))
    if report is None:
        return None
    if "mended" in facts:
        before = Situation(facts["before"]) if "before" in facts else None
        return message_of(views.mended(report, facts["mended"], before))
    handled = stands is not None and stands.state.is_open and stands.taken_by is not None
    return replace(message_of(views.taken(report, facts["taken"])), silent=True) if handled else None
