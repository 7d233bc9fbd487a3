"""Recaps for heads, secretariats and people themselves: every figure counted from the raw rows at the moment asked."""

from bot.services.recap.national import national_recap
from bot.services.recap.periods import find_subjects, period_recap
from bot.services.recap.session import recent_sessions, session_recap

__all__ = [
    "find_subjects",
    "national_recap",
    "period_recap",
    "recent_sessions",
    "session_recap",
]
