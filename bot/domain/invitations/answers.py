"""Attendance answers: what counts, until when they may change, and the tally that must add up."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.vocabulary import Answer, SessionStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one session; `hadir + berhalangan + diwakilkan + belum = invited` always holds."""

    attending: int = 0
    excused: int = 0
    substituted: int = 0
    silent: int = 0

    @property
    def invited(self) -> int:
        return self.attending + self.excused + self.substituted + self.silent

    @property
    def answered(self) -> int:
        return self.invited - self.silent

    @property
    def response_percent(self) -> int:
        """Share of the invited who answered."""
        return percent(self.answered, self.invited)


def percent(part: int, whole: int) -> int:
    """A share in whole percent; 0 of nothing. Halves are rounded up; 100 only where all are meant, 0 only where nobody is."""
    if part in (0, whole):
        return 100 if part else 0
    return min(max((200 * part + whole) // (2 * whole), 1), 99)


def tally(answers: Iterable[Answer | None]) -> Tally:
    """Count standing answers."""
    return tally_of(Counter(answers))


def tally_of(counts: Mapping[Answer | None, int]) -> Tally:
    """The same of answers that are counted already."""
    return Tally(*(counts.get(one, 0) for one in (Answer.ATTENDING, Answer.EXCUSED, Answer.SUBSTITUTED, None)))


def may_answer(status: SessionStatus, starts_at: datetime, now: datetime) -> bool:
    """Answers may be given and changed until the session starts."""
    return status is SessionStatus.SCHEDULED and now < starts_at


def closed_because(status: SessionStatus, ends_at: datetime, now: datetime) -> str:
    """Why a session is not open any more, as texts choose by it: `cancelled`, `over` or `begun`."""
    if status is SessionStatus.CANCELLED:
        return "cancelled"
    return "over" if ends_at <= now else "begun"


def wants_reminder(answer: Answer | None) -> bool:
    """The H-1 reminder goes to those who come and those silent, not to those who declined."""
    return answer in (None, Answer.ATTENDING)


_AGREEING = re.compile(
    r"y|ya+|iya+|yes|ok[ae]?|okey|okay|baik|siap|hadir|bisa|in(?:sya|sha|s)?allah|insya|allah|saya|kami|aku|akan|mau|pak|bapak|bu|ibu|mas"
    r"|mbak|kak|min|admin|komandan|ndan|86|nggih|njih|inggih|terima|kasih|terimakasih|makasih|mohon|izin|ijin|selalu|pasti|datang"
)


def only_agrees(text: str) -> bool:
    """Whether words name nothing, but say yes: "ya", "siap hadir pak", "👍"."""
    return all(_AGREEING.fullmatch(word) for word in re.findall(r"[^\W_]+", text.casefold()))
