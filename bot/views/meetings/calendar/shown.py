"""What a schedule and an activity show, as views know it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.domain.meetings.schedule_words.asked import Asked
from bot.views.meetings import clashes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.domain.invitations.answers import Tally
    from bot.domain.meetings.activity_facts import ActivityFacts
    from bot.domain.meetings.schedule_words.asking import Read
    from bot.domain.meetings.session_facts import SessionFacts


class Schedule(Protocol):
    """What was asked for, and what there is of it."""

    @property
    def asked(self) -> Asked: ...
    @property
    def sessions(self) -> tuple[SessionFacts, ...]: ...
    @property
    def planned(self) -> tuple[ActivityFacts, ...]: ...
    @property
    def overdue(self) -> tuple[ActivityFacts, ...]: ...
    @property
    def done(self) -> tuple[SessionFacts, ...]: ...
    @property
    def mine(self) -> frozenset[int]: ...
    @property
    def mine_planned(self) -> frozenset[int]: ...
    @property
    def district(self) -> str: ...
    @property
    def read(self) -> Read: ...
    @property
    def elsewhere(self) -> int: ...
    @property
    def following(self) -> SessionFacts | None: ...


class Sheet(Protocol):
    """One activity, and by session the answers and how many came."""

    @property
    def activity(self) -> ActivityFacts: ...
    @property
    def answers(self) -> Mapping[int, Tally]: ...
    @property
    def came(self) -> Mapping[int, int]: ...
    @property
    def undated(self) -> bool: ...
    @property
    def twice(self) -> Mapping[int, Sequence[clashes.Chosen]]: ...
