"""What is missing in words that no rule reads, or why they cannot be kept."""

from __future__ import annotations

import re

from bot.domain.meetings.periods.anomaly import Anomaly, AnomalyKind
from bot.domain.meetings.periods.put_together import put_together
from bot.domain.meetings.periods.tokens import tokens
from bot.domain.words.tidy import tidy
from bot.domain.words.weekdays import WEEKDAYS

# Of weeks and parts ("akhir pekan" is none), and of what may join them: where there is nothing else, the month is what is missing.
_OF_A_MONTH = re.compile(r"(?!.*pS)[eSbthaclroqny()P]*[up][Sbthaclroqny()Pup]*")
_WEEK = r"(?:minggu(?:an|nya)?|pekan(?:an|nya)?)"
# "setiap minggu kedua" is a week of a month.
_NO_NUMBER = r"(?! ?(?:ke\b|ke[a-z]|pertama|\d|[ivx]+\b|akhir|terakhir))"
_SOME = r"(?:\d{1,2}|satu|dua|tiga|empat)"
_WEEKLY = re.compile(
    rf"\b(?:(?:dwi|bi)?minggu(?:an)|dwi ?(?:minggu|pekan)|pekanan)\b"
    rf"|\b(?:(?:se)?tiap|saban|per) ?(?:(?:{_SOME}|awal|akhir) )?{_WEEK}\b{_NO_NUMBER}"
    rf"|\bse(?:minggu|pekan) (?:sekali|{_SOME} ?(?:kali|x))\b|\b(?:sekali|kali|x) ?(?:dalam ?)?se(?:minggu|pekan)\b|\b{_SOME} ?{_WEEK},? (?:sekali|{_SOME} ?(?:kali|x))\b|(?:kali|x) ?(?:/|per|dalam|setiap|tiap) ?(?:{_SOME} )?{_WEEK}\b"
    rf"|\b(?:(?:se)?tiap|saban) (?:hari )?(?:{'|'.join(WEEKDAYS)}|ahad|jum'at)\b{_NO_NUMBER}",
)


def why_unread(text: str, plan_year: int) -> Anomaly | None:
    """What is missing in words that no rule reads, or why they cannot be kept; None: these or those words are not known."""
    if _WEEKLY.search(tidy(text)):
        return Anomaly(AnomalyKind.WEEKLY, text)
    kinds = "".join(token.kind for token in put_together(tokens(text, plan_year), plan_year))
    return Anomaly(AnomalyKind.NO_MONTH, text) if _OF_A_MONTH.fullmatch(kinds) else None
