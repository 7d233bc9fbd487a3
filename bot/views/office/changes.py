"""/audit: who changed what, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from bot.views.format import moment_short, zone_name
from bot.views.office.presses import ShowChanges
from bot.views.screen import Screen, button, rows
from bot.views.text import Markup, MissingText, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo


# Lists of an entry that its sentence ends with.
_NAMED = ("roles", "numbers")


class Change(Protocol):
    """One entry of the trail."""

    @property
    def id(self) -> int: ...
    @property
    def at(self) -> datetime: ...
    @property
    def actor(self) -> str: ...
    @property
    def action(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def detail(self) -> dict[str, Any]: ...


def change_list(changes: Sequence[Change], zone: ZoneInfo, *, answers: bool) -> Screen:
    """The changes, newest first; buttons for older ones and for answers."""
    lines = [
        t("audit-line", at=moment_short(one.at, zone), actor=one.actor or plain("audit-system"), what=sentence(one))
        for one in changes
    ]
    older = [button(plain("button-older"), ShowChanges(answers, changes[-1].id))] if changes else []
    toggle = button(plain("button-audit-plain" if answers else "button-audit-answers"), ShowChanges(not answers, 0))
    text = join_lines(t("audit-title", zone=zone_name(zone)), "", *(lines or [t("audit-none")]))
    return Screen(text, rows(older, [toggle]))


def sentence(change: Change) -> Markup:
    """What was done, in words."""
    values = {name: value for name, value in change.detail.items() if isinstance(value, str | int)}
    try:
        said = t(f"audit-{change.action.replace('.', '-')}", what=change.subject, **values)
    except MissingText:
        return t("audit-other", action=change.action, what=change.subject)
    named = [(what, ", ".join(map(str, change.detail[what]))) for what in _NAMED if what in change.detail]
    return Markup("; ".join([said, *(t(f"audit-{what}", names=names) for what, names in named)]))
