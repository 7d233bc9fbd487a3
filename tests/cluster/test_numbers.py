"""Numbers of updates start anew, anywhere, after a week without any (https://core.telegram.org/bots/api#update)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cluster.waiting import until

if TYPE_CHECKING:
    from tests.office import Office


async def test_numbers_that_start_anew_are_taken_whether_lower_or_higher(office: Office) -> None:
    ketua = await office.chair_of()
    for first in (500, 3_000_000_000, 700):
        office.sim.updates.renumber(first)
        delivered = office.sim.updates.delivered
        assert "Ketua Panwascam" in await office.say(ketua, "/profil")
        assert "/jadwal" in await office.say(ketua, "/bantuan")
        await until(lambda: not office.sim.updates.pending)
        # Each was brought a few times at most: nobody asks in a loop.
        assert office.sim.updates.delivered - delivered < 20


async def test_a_repeat_is_known_by_its_number_and_a_low_number_is_none(office: Office) -> None:
    ketua = await office.chair_of()
    # The highest numbers that the bot remembers are those of before.
    office.sim.updates.renumber(500)
    await office.say(ketua, "/profil")
    await until(lambda: not office.sim.updates.pending)
    repeated, said = office.sim.updates.last, len(ketua.messages)
    await office.lose()
    office.sim.updates.put_again(repeated)
    ketua.send("/bantuan")
    await office.come_back()
    await until(lambda: len(ketua.messages) > said and not office.sim.updates.pending)
    assert ["/jadwal" in message.text for message in ketua.messages[said:]] == [True]
