"""The table `wordings.tsv` held against the reader of planned periods; `bench/input.py` counts with it as well."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from bot.domain.meetings.periods.anomaly import AnomalyKind
from bot.domain.meetings.periods.parser import parse_period
from bot.domain.meetings.periods.period import Period

TABLE = Path(__file__).with_name("wordings.tsv")
PLAN_YEAR = 2023


class Verdict(StrEnum):
    """What became of a wording."""

    RIGHT = "right"
    REFUSED = "refused"
    WRONG = "wrong"


def wordings() -> Iterator[tuple[str, str]]:
    """(words, answer) of the table; how answers are written its first lines say."""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            answer, words = line.split("\t", 1)
            yield words, answer


def said(period: Period) -> str:
    """A reading as the table writes answers."""
    refused = period.anomaly is not None and period.anomaly.kind is not AnomalyKind.NO_END
    if refused:
        return "?"
    words = [period.frequency.value] if period.frequency is not None else []
    if period.week is not None and period.frequency is not None:
        words.append(f"w{period.week}")
    if period.part is not None and period.frequency is not None:
        words.append(f"p{int(period.part)}")
    if (within := period.within) is not None:
        weekday = f"{within.weekday}:{','.join(map(str, within.nths))}" if within.weekday is not None else "last7"
        till = "" if within.till is None else f"-{within.till}"
        words.append("d" + (",".join(map(str, within.days)) + till or weekday))
    if period.apart:
        words.append("+".join(_days(str(one.first), str(one.last)) for one in period.apart))
    elif period.is_bounded:
        words.append(_days(str(period.earliest or ""), str(period.latest or "")))
    if period.batches > 1:
        words.append(f"x{period.batches}")
    return " ".join(words) or "none"


def verdict(words: str, answer: str) -> Verdict:
    """Whether the words are read as they should be, openly refused, or silently read as something else."""
    reading = said(parse_period(words, plan_year=PLAN_YEAR))
    if reading == answer:
        return Verdict.RIGHT
    return Verdict.REFUSED if reading == "?" else Verdict.WRONG


def _days(first: str, last: str) -> str:
    return first if first == last else f"{first}..{last}"
