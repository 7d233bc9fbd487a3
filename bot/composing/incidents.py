"""An incident as messages: its words, its photos and its place; and every copy of it as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.composing.batch import which_report
from bot.composing.messages import message_of
from bot.delivery.messages import Message
from bot.domain.duty.incidents import deadline
from bot.domain.ledger import Purpose
from bot.services.duty.limits import days_off, limits
from bot.views.duty import incidents as views

if TYPE_CHECKING:
    from bot.composing.batch import Batch
    from bot.delivery.messages import Claimed


def incident_message(batch: Batch, row: Claimed) -> Message | None:
    """None where somebody has taken it on and it need not be said again, or there is no copy to change."""
    if "photo" in row.facts:
        return Message("", photo=row.facts["photo"])
    if "place" in row.facts:
        latitude, longitude = row.facts["place"]
        return Message("", place=(latitude, longitude))
    which, call = which_report(row), row.facts.get("call", 0)
    report, stands = batch.reports.get(which), batch.incidents.get(which)
    copy = batch.told_in.get(row.facts.get("of", 0))
    if report is None or (row.purpose is Purpose.INCIDENT_STANDS and copy is None):
        return None
    if "mended" in row.facts:
        return message_of(views.mended(report, row.facts["mended"]))
    # Whoever has not heard of what did not happen need not hear of it.
    of_use = copy is not None or report.situation.is_incident
    if not of_use or (stands is not None and call and (stands.taken_by is not None or not stands.state.is_open)):
        return None
    end = deadline(stands, limits(), days_off()) if stands is not None else None
    return message_of(views.incident(report, stands, end, report.shift.officer.zone, call=call), edits=copy)
