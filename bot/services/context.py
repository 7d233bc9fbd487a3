"""What every use case needs: the database and the clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.services.duty.form_directory import shipped_forms

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from bot.clock import Clock
    from bot.domain.duty.forms import Forms
    from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class Context:
    """Handed to each use case by its caller; holds no state of its own.

    `zone` is the deployment's, for strangers and logs: whoever acts has their office's.
    """

    db: Database
    clock: Clock
    zone: ZoneInfo
    # How long messages of a new date wait before they leave.
    hold: timedelta = timedelta(0)
    # Of reports, by office.
    forms: Forms = field(default_factory=shipped_forms)
    # Where bytes of reports' photos are kept; None: nowhere.
    photos: Path | None = None
    # Where the public reaches what this bot serves over HTTP; empty: nowhere.
    public_url: str = ""

    def today(self, zone: ZoneInfo) -> date:
        """Today's date in an office's zone."""
        return self.clock.now().astimezone(zone).date()
