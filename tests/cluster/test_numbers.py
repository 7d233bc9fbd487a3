"""Numbers of updates start anew, anywhere, after a week without any (https://core.telegram.org/bots/api#update)."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain.duty.requests import RequestText, Wanted, WantedKind
from bot.domain.vocabulary import Situation
from bot.services.duty.requests import ask
from bot.services.duty.submitting import ReportContent, submit
from bot.storage.models import Activity, DutyShift, Session
from tests.cluster.waiting import until, until_recorded

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


async def test_what_a_number_made_before_a_quiet_week_is_no_repeat(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.duty("2023-10-11", ketua, "Wonodadi")
    actor = await office.actor(ketua)
    async with office.outside.read() as session:
        shifts = list((await session.execute(select(DutyShift.id).order_by(DutyShift.day))).scalars())
    made: list[str] = []
    for day, code, shift in (("2023-10-03", "SDMO-02", shifts[0]), ("2023-10-11", "SDMO-03", shifts[1])):
        await office.at(day, 9)
        office.sim.updates.renumber(500)
        await office.say(head, f"/tetapkan {code} 2023-10-20 09:00-12:00 Aula Bawaslu", look=True)
        await office.press(head, "Ya, lanjutkan")
        report = ReportContent(Situation.SAFE, "Nihil")
        numbers = {
            (await submit(office.bot.ctx, actor, shift, report, further=True, source=500))[0].number for _ in range(2)
        }
        made += numbers
        asked = RequestText(f"Data {code}", (Wanted("Jumlah", WantedKind.NUMBER),), date(2023, 10, 20), time(12))
        # What the bot asks for next is not just above the number that comes again.
        office.sim.updates.renumber(3_000_000_000)
        await office.say(ketua, "/profil")
        made += {(await ask(office.bot.ctx, await office.actor(head), asked, 500))[0].title for _ in range(2)}
    assert made == ["PKT/35.05.01/20231003/1", "Data SDMO-02", "PKT/35.05.01/20231011/1", "Data SDMO-03"]
    async with office.outside.read() as session:
        dated = select(Activity.code, Session.source_update).join(Session).order_by(Session.id)
        assert (await session.execute(dated)).all() == [("SDMO-02", None), ("SDMO-03", 501)]


async def test_a_repeat_is_known_by_its_number_and_a_low_number_is_none(office: Office) -> None:
    ketua = await office.chair_of()
    # The highest numbers that the bot remembers are those of before.
    office.sim.updates.renumber(500)
    await office.say(ketua, "/profil")
    await until_recorded(office)
    repeated, said = office.sim.updates.last, len(ketua.messages)
    await office.lose()
    office.sim.updates.put_again(repeated)
    ketua.send("/bantuan")
    await office.come_back()
    await until(lambda: len(ketua.messages) > said and not office.sim.updates.pending)
    assert ["/jadwal" in message.text for message in ketua.messages[said:]] == [True]
