"""Telegram's limits as settings, and how far to stay below them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.delivery.buckets import Spread, Window

if TYPE_CHECKING:
    from bot.config.settings import Settings

# A follower's part of a group's limit.
_OF_A_GROUP = 5
# How much a mass send may fall behind and then make up for at once.
_CATCH_UP = 0.1


@dataclass(frozen=True, slots=True)
class PacingLimits:
    """Limits: Bots FAQ, "My bot is hitting limits" (https://core.telegram.org/bots/faq).

    30 messages a second overall, one a second in a chat (short bursts pass), 20 a minute in a group; paid broadcasts
    1,000 a second (https://core.telegram.org/bots/api#paid-broadcasts).
    """

    overall_per_second: int = 30
    private_per_second: float = 1.0
    # So many may follow at once in a private chat, within the time they would take one by one.
    private_burst: int = 5
    group_per_minute: int = 20
    paid_per_second: int = 1000
    # Mass sends pay for the higher limit.
    paid: bool = False
    # Other processes that answer people for the same bot, and what each of them may send: limits are the bot's.
    followers: int = 0
    follower_per_second: int = 5
    # Mass sends that may be under way at once: fewer than the transport has connections, so that answers find one.
    mass_in_flight: int = 48
    # Every span is stretched by this part, for clocks that run differently.
    margin: float = 0.005
    # Seconds after which a call still without an answer is taken to have been counted.
    lag: float = 1.0

    @classmethod
    def of(cls, settings: Settings) -> PacingLimits:
        """The limits that the settings name."""
        return cls(
            overall_per_second=settings.limit_overall_per_second,
            private_per_second=settings.limit_private_per_second,
            private_burst=settings.limit_private_burst,
            group_per_minute=settings.limit_group_per_minute,
            paid=settings.allow_paid_broadcast,
            followers=settings.replicas - 1,
            follower_per_second=settings.follower_messages_per_second,
        )

    def share(self, *, leads: bool) -> PacingLimits:
        """What this process may use of it: a follower its part for replies, the leader what all followers leave.

        A private chat's limit is not shared out: a person who writes waits for the answer. In a group the leader keeps
        the cards true, and needs most of it.
        """
        if not self.followers:
            return self
        second, minute = self.follower_per_second, max(1, self.group_per_minute // _OF_A_GROUP)
        if leads:
            second = self.overall_per_second - self.followers * second
            minute = self.group_per_minute - self.followers * minute
        return replace(self, overall_per_second=max(1, second), group_per_minute=max(1, minute))

    @property
    def mass_per_second(self) -> int:
        """How fast mass sends may go where nobody else writes."""
        return self.paid_per_second if self.paid else self.overall_per_second

    def overall(self) -> Window:
        return self._window(self.overall_per_second, 1.0)

    def paid_broadcast(self) -> Window:
        return self._window(self.paid_per_second, 1.0)

    def spread(self) -> Spread:
        """Evens out mass sends, so that a reply never finds the whole second used up at its beginning."""
        return Spread(self.mass_per_second, _CATCH_UP)

    def chat(self, chat: int | str) -> Window:
        """The limit of one chat; names (`@...`) are of groups and channels, and so are negative ids."""
        if isinstance(chat, str) or chat < 0:
            return self._window(self.group_per_minute, 60.0)
        return self._window(self.private_burst, self.private_burst / self.private_per_second)

    def _window(self, most: int, span: float) -> Window:
        return Window(most, span * (1 + self.margin), self.lag)
