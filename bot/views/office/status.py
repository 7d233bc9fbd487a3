"""/status: how deliveries and the roster stand, with a button to try again what failed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.domain.ledger import State
from bot.views.format import moment
from bot.views.office.failures import failure_lines
from bot.views.office.presses import RetryFailed
from bot.views.screen import Screen, button, rows
from bot.views.text import join_lines, plain, t

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo


class StatusFacts(Protocol):
    """What the screen tells."""

    @property
    def deliveries(self) -> dict[State, int]: ...
    @property
    def next_due(self) -> datetime | None: ...
    @property
    def failed(self) -> tuple[tuple[str, int], ...]: ...
    @property
    def retryable(self) -> int: ...
    @property
    def set_aside(self) -> int: ...
    @property
    def uncalled(self) -> int: ...
    @property
    def people(self) -> int: ...
    @property
    def registered(self) -> int: ...
    @property
    def unreachable(self) -> int: ...
    @property
    def asked_at(self) -> datetime: ...


def status(facts: StatusFacts, zone: ZoneInfo) -> Screen:
    """The screen."""
    counts = facts.deliveries
    return Screen(
        join_lines(
            t("status-title"),
            "",
            t(
                "status-deliveries",
                pending=counts[State.PENDING] + counts[State.SENDING],
                sent=counts[State.SENT],
                failed=counts[State.FAILED],
                expired=counts[State.EXPIRED],
            ),
            *failure_lines(facts.failed),
            t("status-next", at=moment(facts.next_due, zone)) if facts.next_due else t("status-next-none"),
            t("status-set-aside", count=facts.set_aside) if facts.set_aside else None,
            t("status-uncalled", count=facts.uncalled) if facts.uncalled else None,
            t("status-people", registered=facts.registered, people=facts.people, unreachable=facts.unreachable),
            t("recap-moment", moment=moment(facts.asked_at, zone)),
        ),
        rows([button(plain("button-retry", count=facts.retryable), RetryFailed())]) if facts.retryable else None,
    )
