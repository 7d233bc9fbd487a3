"""Somebody of the roster, free of storage and of Telegram."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.vocabulary import (
    Division,
    Position,
    Role,
)

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person of the roster. `phone` is E.164 and must never reach a group; `office` and `zone` are their office's."""

    id: int
    office_id: int
    office: str
    zone: ZoneInfo
    name: str
    position: Position
    division: Division | None
    role: Role
    district_id: int | None
    district: str
    phone: str | None
    telegram_id: int | None
    reachable: bool = True
    # Since when the account is theirs.
    account_since: datetime | None = None
    # Whether the role is that of a head for whom they deputise now.
    acting: bool = False
    # Their office's, as Kemendagri numbers it.
    office_code: str = ""

    @property
    def is_head(self) -> bool:
        return self.role is Role.HEAD

    @property
    def is_admin(self) -> bool:
        return self.role is Role.ADMIN

    @property
    def manages(self) -> bool:
        """Heads and admins act for the office."""
        return self.role is not Role.MEMBER

    @property
    def leads_secretariat(self) -> bool:
        return self.position is Position.SECRETARIAT_HEAD
