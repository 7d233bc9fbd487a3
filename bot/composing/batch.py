"""What a batch of ledger rows speaks of, read at once: sessions, invitations, who stands in, files."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.domain.ledger import Purpose
from bot.services import afterwards, attendance, duty
from bot.services.reading import load_invitations, sessions_by_id
from bot.storage.database import within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.delivery.messages import Claimed
    from bot.domain.facts import InvitationFacts, SessionFacts, ShiftFacts
    from bot.services.afterwards import File
    from bot.views.screen import Screen


class Batch:
    """The sessions and invitations that a batch of rows speaks of."""

    def __init__(
        self, sessions: dict[int, SessionFacts], invitations: dict[tuple[int, int], InvitationFacts],
        standing_in: dict[tuple[int, int], str],
    ) -> None:  # fmt: skip
        self.sessions = sessions
        self.invitations = invitations
        self.standing_in = standing_in
        # How often each silent person was asked again already.
        self.asked: dict[tuple[int, int], int] = {}
        self.materials: dict[int, Sequence[File]] = {}
        self._minutes: dict[int, Sequence[File]] = {}
        self.shifts: dict[int, ShiftFacts] = {}
        # One digest an office serves all its heads.
        self.digests: dict[int, Screen | None] = {}

    @classmethod
    async def load(cls, session: AsyncSession, rows: Sequence[Claimed]) -> Batch:
        wanted: dict[int, set[int]] = {}
        for row in rows:
            if row.session_id is not None:
                wanted.setdefault(row.session_id, set())
                if row.person_id is not None:
                    wanted[row.session_id].add(row.person_id)
        sessions = await within(session, partial(sessions_by_id, ids=wanted.keys()))
        invitations = {}
        standing_in = {}
        for session_id, people in wanted.items():
            facts = sessions.get(session_id)
            if facts is None or not people:
                continue
            for found in await load_invitations(session, facts, person_ids=people):
                invitations[session_id, found.person.id] = found
            for person_id, name in await attendance.standing_in(session, session_id, people):
                standing_in[session_id, person_id] = name
        batch = cls(sessions, invitations, standing_in)
        for session_id in {row.session_id for row in rows if row.purpose is Purpose.NUDGE and row.session_id}:
            for person_id, count in (await attendance.times_asked(session, session_id)).items():
                batch.asked[session_id, person_id] = count
        await batch.load_files(session, rows)
        batch.shifts = await duty.shifts_facts(session, {row.shift_id for row in rows if row.shift_id is not None})
        return batch

    async def load_files(self, session: AsyncSession, rows: Sequence[Claimed]) -> None:
        """The files that messages after a session offer."""
        for purpose, kind, kept in (
            (Purpose.THANKS, afterwards.MATERIALS, self.materials),
            (Purpose.MINUTES, afterwards.MINUTES, self._minutes),
        ):
            for session_id in {row.session_id for row in rows if row.purpose is purpose and row.session_id}:
                kept[session_id] = await within(session, partial(afterwards.files_of, session_id=session_id, kind=kind))

    def minutes(self, session_id: int, number: int) -> list[File]:
        """The file that a message about minutes offers."""
        return [file for file in self._minutes.get(session_id, ()) if file.id == number]
