"""What the machines of random histories have in common: an office, its people by number, and how their circumstances change."""

from __future__ import annotations

import asyncio
import faulthandler
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from tests.histories.phones import Fate, Office
from tests.histories.world import WIB

if TYPE_CHECKING:
    from pathlib import Path

    from tests.histories.phones import Member

numbers = st.integers(0, 11)
fates = st.lists(st.sampled_from([Fate.GOOD, *Fate]), min_size=1, max_size=5)


class Machine(RuleBasedStateMachine):
    """Rules pick from what there is by number, so that each step can do something."""

    office: Office

    def __init__(self) -> None:
        super().__init__()
        self.office.reset()

    def member(self, number: int) -> Member:
        return self.office.members[number % len(self.office.members)]

    def at(self, days: int, hour: time = time(9)) -> datetime:
        day = self.office.now.astimezone(WIB).date() + timedelta(days=days)
        return datetime.combine(day, hour, WIB).astimezone(self.office.now.tzinfo)

    @rule(fates=fates)
    def what_is_due_goes_out(self, fates: list[Fate]) -> None:
        self.office.deliver(fates)


class PeopleComeAndGo(Machine):
    """Accounts are taken, blocked, and taken up again."""

    @rule(who=numbers)
    def somebody_registers_with_a_new_account(self, who: int) -> None:
        self.office.register(self.member(who), None)

    @rule(who=numbers, said=st.booleans())
    def somebody_blocks_the_bot(self, who: int, *, said: bool) -> None:
        account = self.member(who).account
        if account is not None:
            self.office.block(account, said=said)

    @rule(who=numbers)
    def somebody_comes_back(self, who: int) -> None:
        account = self.member(who).account
        if account is not None:
            self.office.come_back(account)


def play(machine: type[Machine], folder: Path, few: int, *, steps: int, parts: int = 1) -> None:
    """As many histories as `few` says, or as the profile does; of which this is one of `parts`."""
    # Ten thousand take long, and so does finding the shortest history of those that fail.
    faulthandler.cancel_dump_traceback_later()
    many = settings().max_examples if settings.get_current_profile_name() == "ten-thousand" else few
    with asyncio.Runner() as runner:
        machine.office = Office(runner, f"sqlite+aiosqlite:///{folder / 'histories.db'}")
        try:
            run_state_machine_as_test(machine, settings=settings(max_examples=many // parts, stateful_step_count=steps))
        finally:
            machine.office.close()
