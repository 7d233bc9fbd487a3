"""Stretches of time that stand together, and what joins them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.meetings.periods.alphabet import PeriodToken
from bot.domain.meetings.periods.building import as_one
from bot.domain.meetings.periods.names import Named, Unit


@dataclass(frozen=True, slots=True)
class PeriodSeries:
    """Stretches of time, and between each two what joins them: `t` from one to the other, `a` both, `c` a comma.

    `beside` are weekdays by the place of the day that they stand beside, `weekdays` those that stand before or behind
    the whole, as in "Senin-Rabu, 13-15 November".
    """

    stretches: tuple[Named, ...]
    joints: tuple[str, ...] = ()
    beside: tuple[tuple[int, int], ...] = ()
    weekdays: tuple[int, ...] = ()

    @property
    def unit(self) -> Unit | None:
        """What all its stretches are; None where they differ."""
        units = {name.unit for name in self.stretches}
        return units.pop() if len(units) == 1 else None


def between_two(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken]:
    """`antara 5 dan 10 November`."""
    return [replace(token, kind="t") if token.kind == "a" else token for token in taken if token.kind != "A"]


def series_of(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken]:
    """Days, weeks and longer with what joins them, as one."""
    stretches: list[Named] = []
    joints: list[str] = []
    beside: list[tuple[int, int]] = []
    whole: tuple[int, ...] = ()
    joint = ""
    for before, token in zip((None, *taken), taken, strict=False):
        if token.kind == "I":
            joints += [joint] if stretches else []
            stretches.append(token.value)
        elif token.kind not in "vV":
            # A comma or slash behind a weekday joins nothing, nor does one before "dan".
            joint = (
                joint if before is not None and before.kind == "v" else {"h": "t", "l": "a"}.get(token.kind, token.kind)
            )
        elif len(token.value) > 1:
            whole = token.value
        else:
            beside.append((len(stretches) - (token.kind == "V"), token.value[0]))
    return as_one("Z", taken, PeriodSeries(tuple(stretches), tuple(joints), tuple(beside), whole))


def till_before(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken] | None:
    """`sebelum 5 November`: till the day before it."""
    before, series = taken
    (day, *others), beside = series.value.stretches, (series.value.beside, series.value.weekdays)
    if before.text != "sebelum" or others or any(beside) or day.unit is not Unit.DAY or day.shift or day.loose:
        return None
    until = replace(series.value, stretches=(replace(day, shift=-1),))
    return [PeriodToken("D", before.text), PeriodToken("Z", series.text, until)]
