"""What may be wrong with a date, and what another head has made of it meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.format import dates, dates_short, day_plain, hours
from bot.views.invitations.messages import prepared
from bot.views.text import Markup, t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.views.meetings.previewing import Previewed


def next_year(session: SessionFacts, now: datetime, plan_year: int) -> Markup | None:
    """A date without a year that is over is the next one: perhaps the one that is over was meant."""
    if session.day.year <= now.astimezone(session.zone).year:
        return None
    day = day_plain(session.day)
    beyond = session.day.year != plan_year
    return t("set-next-year-beyond", day=day, year=str(plan_year)) if beyond else t("set-next-year", day=day)


def again_beside(session: SessionFacts, beside: Sequence[SessionFacts]) -> list[Markup]:
    """The same people are invited to another session already: perhaps that one was to move, or they are to be divided."""
    if not beside:
        return []
    held = ", ".join(f"{one.code} ({dates_short(one)})" for one in beside)
    return [t("set-again", held=held, code=beside[0].code, activity=session.activity_code)]


def fewer_days(shown: Previewed) -> Markup | None:
    """Perhaps its first day alone was meant, of several."""
    session, known = shown.invitation.session, shown.known
    before = 0 if known is None else len(known.days(session.zone))
    count = len(session.days)
    return t("set-fewer-days", before=before, count=count) if count < before else None


def spot_lost(codes: Sequence[str]) -> Markup | None:
    """That nobody has to be near these when checking in, until it is said anew where they are."""
    return t("set-spot-lost", codes=", ".join(codes)) if codes else None


def changed_meanwhile(session: SessionFacts) -> list[Markup]:
    """What another head has just made of it."""
    return [
        t("set-changed", code=session.code),
        t("session-day", day=dates(session, session.zone)),
        t("session-hours", hours=hours(session, session.zone)),
        t("session-place", place=session.place),
        *prepared(session.agenda, session.bring, session.link),
    ]
