"""What is asked under the last look: whether it is to be so, and what goes with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from bot.domain.meetings import appointments
from bot.domain.meetings.appointments import Appointment
from bot.handlers.questions import Question, question


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered(Question):
    """What the last look is about; what a dialogue of an older version does not say stays as it is."""

    code: str
    session: str
    seen: int | None = None
    beside: list[int] = field(default_factory=list)
    starts_at: datetime
    ends_at: datetime | None
    open_end: bool = False
    place: str
    agenda: str | None = None
    bring: str | None = None
    link: str | None = None
    note: str | None = None
    keep: bool = False

    @property
    def appointment(self) -> Appointment:
        texts = {what: getattr(self, what) for what in appointments.MOST_OF}
        return Appointment(self.starts_at, self.ends_at, self.place, open_end=self.open_end, **texts)

    def saying(self, text: str) -> Self:
        """With an answer to the question that this is."""
        return self.read(self.data | {self.step: text})


@question("set", "confirm", kw_only=True)
class LastLook(Gathered):
    """Is it to be so?"""


@question("set", "agenda", kw_only=True)
class AskedForAgenda(Gathered):
    """What it is about."""


@question("set", "bring", kw_only=True)
class AskedForThings(Gathered):
    """What to bring."""


@question("set", "link", kw_only=True)
class AskedForLink(Gathered):
    """Where it is held online."""


@question("set", "note", kw_only=True)
class AskedForNote(Gathered):
    """A sentence that goes with the message."""


PREPARED: dict[str, type[Gathered]] = {
    one.step: one for one in (AskedForAgenda, AskedForThings, AskedForLink, AskedForNote)
}
