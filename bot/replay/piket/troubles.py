"""What goes wrong meanwhile: restarts and kills at random moments, outages over closing hours and midnight, 429 and lost answers."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.replay.stage import at
from bot.simulator.faults import Fault

if TYPE_CHECKING:
    import random

    from bot.replay.stage import Stage

# Hours at which much goes out: openings, ends of shifts and the steps after them.
_BUSY = (5.0, 7.0, 8.0, 14.0, 16.0, 17.0, 18.0, 20.0)
_OUTAGES = ((15.7, 17.4), (15.9, 19.2), (17.5, 30.4), (23.2, 25.1), (6.5, 9.0), (16.2, 21.3))


class Troubles:
    """Plans them so that none falls into another; counts how many answers were lost after the call was taken."""

    def __init__(self, stage: Stage, rng: random.Random) -> None:
        self.stage, self.rng = stage, rng
        self.unknown = 0
        self._free_from = stage.clock.now()

    def plan(self, first: date, last: date) -> None:
        """About one trouble a day."""
        for ahead in range((last - first).days):
            day = first + timedelta(days=ahead)
            draw = self.rng.random()
            if draw < 0.08:
                begins, ends = self.rng.choice(_OUTAGES)
                self._away(at(day, begins), at(day, ends))
            elif draw < 0.45:
                hour = self.rng.choice(_BUSY) + self.rng.uniform(0, 0.006) if draw < 0.3 else self.rng.uniform(0, 24)
                self._away(at(day, hour), at(day, hour) + timedelta(seconds=self.rng.choice((0, 3, 40, 400))))
            elif draw < 0.55:
                hour = self.rng.uniform(5, 22)
                self._away(at(day, hour), at(day, hour) + timedelta(seconds=30), gently=True)
            elif draw < 0.9:
                self.stage.plan(at(day, self.rng.choice(_BUSY) + self.rng.uniform(0, 0.004)), self._fault)

    def _away(self, begins: datetime, ends: datetime, *, gently: bool = False) -> None:
        if begins < self._free_from:
            return
        self._free_from = ends + timedelta(minutes=30)
        self.stage.plan(begins, self.stage.stop_bot if gently else self.stage.kill)
        self.stage.plan(ends, self.stage.start_bot)

    def _fault(self) -> None:
        draw = self.rng.random()
        if draw < 0.4:
            self.stage.sim.faults.add(Fault.flood(self.rng.randint(2, 40)), method="sendMessage")
        elif draw < 0.7:
            self.unknown += 1
            self.stage.sim.faults.add(Fault.reset_after(), method="sendMessage")
        else:
            self.stage.sim.faults.add(Fault.http(502), method="sendMessage", times=2)
