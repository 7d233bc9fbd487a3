"""A live card of a session in a group: what it shows, and how it ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.meetings.session_facts import SessionFacts
from bot.domain.vocabulary import (
    Answer,
    CardState,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.domain.invitations.answers import Tally


class LiveCard(NamedTuple):
    """A card in a group that owes an edit; `wanted` as of when it was read."""

    id: int
    session_id: int
    chat_id: int
    message_id: int
    wanted: int
    # A digest of how it looks, as last shown.
    looks: str
    state: CardState


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What a live card shows: counts and names, of one kecamatan or of all."""

    session: SessionFacts
    scope: str
    tally: Tally
    # Names (with the kecamatan where the card is for all) by answer, in roster order.
    names: dict[Answer | None, tuple[str, ...]]
    # How many have checked in; of a session of several days on each of them.
    came: int
    came_on: Mapping[date, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CardEnd:
    """Why a card lives no longer; `newest` is the message of the one that took its place, where that is known."""

    session: SessionFacts
    state: CardState
    chat_id: int
    newest: int | None = None
