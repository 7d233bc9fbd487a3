"""Days of the month as a button says them."""

from __future__ import annotations

from bot.domain.meetings.periods.days_of_month import MonthDays

DAYS = r"d([1-9]\d?(?:\.[1-9]\d?)*)(?:-([1-9]\d?))?|n([0-6])((?:\.[0-4])+)|(l)"


def code_of_days(within: MonthDays) -> str:
    """The code of days of the month."""
    if within.days:
        till = "" if within.till is None else f"-{within.till}"
        return f"d{'.'.join(map(str, within.days))}{till}"
    return "l" if within.weekday is None else f"n{within.weekday}" + "".join(f".{max(nth, 0)}" for nth in within.nths)


def days_of_code(
    days: str | None, till: str | None, weekday: str | None, nths: str | None, _last: str | None
) -> MonthDays:
    """The reverse of `code_of_days`."""
    if days is not None:
        return MonthDays(tuple(map(int, days.split("."))), None if till is None else int(till))
    if weekday is None or nths is None:
        return MonthDays()
    return MonthDays(weekday=int(weekday), nths=tuple(int(nth) or -1 for nth in nths[1:].split(".")))
