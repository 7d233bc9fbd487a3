"""Before people are told: the message as they would get it, how many get it, and who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.domain.meetings.office_days import WEEKEND, meets_prayer
from bot.views.format import clipped, day_short
from bot.views.invitations.messages import invitation, moved
from bot.views.screen import Screen, one_message, shown_length
from bot.views.text import Markup, folded, join_lines, t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.invitations.facts import InvitationFacts
    from bot.domain.meetings.office_days import OfficeDay
    from bot.domain.meetings.terms import Terms

# UTF-16 units: of one kecamatan, and of all beside a line that counts them and one that counts the rest.
_NAMES = 600
_ROOM = 3900


class Previewed(Protocol):
    """An invitation, or the change from what is `known`; the names of the invited by kecamatan ("" for the office's own)."""

    @property
    def invitation(self) -> InvitationFacts: ...
    @property
    def known(self) -> Terms | None: ...
    @property
    def people(self) -> tuple[tuple[str, tuple[str, ...]], ...]: ...
    @property
    def reached(self) -> int: ...
    @property
    def answered(self) -> int: ...
    @property
    def came(self) -> int: ...
    @property
    def kept(self) -> tuple[OfficeDay, ...]: ...
    @property
    def count(self) -> int: ...


def preview(found: Previewed, now: datetime) -> Screen:
    """All of it, in one message; the names that have room."""
    text = join_lines(*message(found, now), "")
    return one_message(Screen(join_lines(text, *recipients(found, text))))


def message(found: Previewed, now: datetime) -> list[Markup]:
    """The message itself: the invitation, or what changes."""
    facts, known = found.invitation, found.known
    shown = invitation(facts, now) if known is None else moved(facts, facts.session, known, now)
    return [t("preview-title"), Markup(f"<blockquote>{shown.text}</blockquote>")]


def on_days(found: Sequence[Previewed]) -> list[Markup]:
    """What may keep people from coming: a day that is kept free, a weekend, the hours of the Friday prayer."""
    kept = {one.day: one for shown in found for one in shown.kept}
    days = [(day, held.zone) for shown in found for held in [shown.invitation.session] for day in held.days]
    weekends = [day_short(day.day) for day, _ in days if day.day.weekday() in WEEKEND and day.day not in kept]
    prayers = [day_short(day.day) for day, zone in days if meets_prayer(day, zone)]
    return [
        *([t("set-prayer", days=", ".join(prayers))] if prayers else []),
        *([t("set-weekend", days=", ".join(weekends))] if weekends else []),
        *(t("propose-closed", day=day_short(one.day), name=one.name) for one in kept.values()),
    ]


def recipients(found: Previewed, *beside: str) -> list[Markup]:
    """How many they are, and as many names, folded up, as one message takes `beside` what else it says."""
    lines = [
        t("preview-district", district=district, names=clipped(", ".join(names), _NAMES))
        if district
        else t("preview-office", names=clipped(", ".join(names), _NAMES))
        for district, names in found.people
    ]
    room = _ROOM - sum(shown_length(one) + 1 for one in beside)
    shown = 0
    while shown < len(lines) and (room := room - shown_length(lines[shown]) - 1) >= 0:
        shown += 1
    more = [t("preview-more", count=len(lines) - shown)] if shown < len(lines) else []
    return [t("preview-people", count=found.count, reached=found.reached), *folded([*lines[:shown], *more])]
