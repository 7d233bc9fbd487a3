"""Before people are told: the message as they would get it, how many get it, and who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.views.invitations.messages import invitation
from bot.views.screen import Screen, one_message
from bot.views.text import join_lines, t

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.facts import InvitationFacts


class Previewed(Protocol):
    """An invitation as somebody would get it, and the names of the invited by kecamatan ("" for the office's own)."""

    @property
    def invitation(self) -> InvitationFacts: ...
    @property
    def people(self) -> tuple[tuple[str, tuple[str, ...]], ...]: ...
    @property
    def reached(self) -> int: ...
    @property
    def count(self) -> int: ...


def preview(found: Previewed, now: datetime) -> Screen:
    """All of it, in one message; the names that have room."""
    lines = [
        t("preview-district", district=district, names=", ".join(names))
        if district
        else t("preview-office", names=", ".join(names))
        for district, names in found.people
    ]
    text = join_lines(
        t("preview-title"),
        "",
        invitation(found.invitation, now).text,
        "",
        t("preview-people", count=found.count, reached=found.reached),
        *lines,
    )
    return one_message(Screen(text))
