"""What is said twice is done once: by the same head, by two, by an update that comes again."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select

from bot.domain.ledger import Purpose
from bot.domain.meetings.appointments import Appointment
from bot.domain.refusals import Refusal
from bot.services.meetings import cancelling, scheduling
from bot.storage.models import Session, SessionFile
from tests.interleavings.interleaving import interleaved
from tests.office import Office, instant

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"


async def _sessions(office: Office) -> int:
    return int(await office.outside.query(lambda connection: connection.scalar(select(func.count(Session.id)))) or 0)


async def test_the_same_date_again_is_refused_with_the_session_that_exists(office: Office) -> None:
    head = await office.head()
    await office.chair_of()
    await office.say(head, SET)
    told = len(await office.deliveries(Purpose.INVITATION))
    for again in (SET, SET.replace("Aula Bawaslu", "aula  bawaslu")):
        assert "sudah ditetapkan: SDMO-02/1" in await office.say(head, again)
    assert (await _sessions(office), len(await office.deliveries(Purpose.INVITATION))) == (1, told)
    # Another hour, another place: another batch, if that is what the head says.
    asked = await office.say(head, SET.replace("Aula Bawaslu", "Pendopo Kanigoro"))
    assert "SDMO-02/1 · Jum 6 Okt · 09.00–12.00 WIB · Aula Bawaslu" in asked
    assert await _sessions(office) == 1
    assert "SDMO-02/2" in await office.press(head, "Ya, lanjutkan")
    await office.say(head, SET.replace("09:00-12:00", "13:00-15:00"))
    assert await _sessions(office) == 3


async def test_a_second_tap_while_the_screen_changes_is_no_mistake(office: Office) -> None:
    head = await office.head()
    await office.say(head, SET)
    await office.say(head, SET.replace("Aula Bawaslu", "Pendopo Kanigoro"))
    question = head.messages[-1]
    notes = len(head.notes)
    yes = next(one["callback_data"] for one in question.inline_buttons if one["text"] == "Ya, lanjutkan")
    for _ in range(2):
        head.press_data(yes, question)
        await office.clock.advance(timedelta(seconds=1))
    assert await _sessions(office) == 2
    assert [text for text, _ in head.notes[notes:]] == ["", ""]
    # Later it is an old button.
    await office.clock.advance(timedelta(minutes=1))
    head.press_data(yes, question)
    await office.settle()
    assert head.notes[-1] == ("Tombol ini sudah tidak berlaku. Mulai lagi dari /bantuan", True)


async def test_a_date_that_was_called_off_may_be_set_again(office: Office) -> None:
    head = await office.head()
    await office.say(head, SET)
    await office.bot.ctx.db.query(lambda connection: connection.scalar(select(func.count(Session.id))))
    await cancelling.cancel(office.bot.ctx, await office.actor(head), "SDMO-02/1", "hujan")
    await office.say(head, SET)
    assert await _sessions(office) == 2


def _sets(actor: PersonFacts) -> Callable[[Context], Awaitable[object]]:
    when = Appointment(instant("2023-10-06", 9), instant("2023-10-06", 12), "Aula Bawaslu")
    return lambda ctx: scheduling.schedule(ctx, actor, "SDMO-02", when)


async def test_two_heads_at_once_set_it_once(office: Office) -> None:
    heads = [await office.actor(await office.head(division)) for division in ("SDMO", "HPS")]
    done: list[Any] = await asyncio.gather(*(_sets(head)(office.bot.ctx) for head in heads), return_exceptions=True)
    assert [type(one) for one in done].count(Refusal) == 1
    assert await _sessions(office) == 1


async def test_the_second_head_waits_for_the_first_and_hears_of_it(postgres_office: Office) -> None:
    office = postgres_office
    heads = [await office.actor(await office.head(division)) for division in ("SDMO", "HPS")]
    both = await interleaved(office.bot.ctx, _sets(heads[0]), _sets(heads[1]))
    assert both.waited
    assert isinstance(both.second, Refusal)
    assert both.second.key == "refused-already-set"
    assert await _sessions(office) == 1


@pytest.mark.parametrize("kind", ["materi", "notulen"])
async def test_a_file_that_comes_again_is_stored_and_told_once(office: Office, kind: str) -> None:
    head = await office.head()
    await office.chair_of()
    await office.say(head, SET)
    await office.say(head, f"/{kind} SDMO-02")
    head.send_document("berkas.pdf", b"%PDF 1")
    await office.settle()
    again = office.sim.updates.last
    await office.clock.advance(timedelta(minutes=5))
    # As after a kill: nobody knows any more that it was done.
    await office.restart()
    office.sim.updates.put_again({**again, "update_id": again["update_id"] + 1_000})
    await office.settle()
    files = await office.outside.query(lambda connection: connection.scalar(select(func.count(SessionFile.id))))
    assert files == 1
    assert len(await office.deliveries(Purpose.MINUTES)) == (kind == "notulen")


async def test_a_second_head_who_moves_it_sees_what_the_first_did_and_confirms(office: Office) -> None:
    first, second = await office.head("SDMO"), await office.head("HPS")
    ketua = await office.chair_of()
    await office.say(first, SET)
    await office.say(first, "/ubah SDMO-02 2023-10-20")
    await office.say(second, "/ubah SDMO-02 2023-10-24")
    for head in (first, second):
        assert "Periksa dulu" in head.screen
    await office.press(first, "Ya, lanjutkan")
    asked = await office.press(second, "Ya, lanjutkan")
    assert "SDMO-02/1 baru saja diubah orang lain" in asked
    assert "Jumat, 20 Oktober 2023" in asked
    assert "Selasa, 24 Oktober 2023" in asked
    assert "20 Oktober" in ketua.screen
    await office.press(second, "Ya, lanjutkan")
    assert "24 Oktober" in ketua.screen


async def test_a_second_head_who_calls_it_off_sees_what_the_first_did_and_confirms(office: Office) -> None:
    first, second = await office.head("SDMO"), await office.head("HPS")
    await office.say(first, SET)
    await office.say(second, "/batalkan SDMO-02 hujan")
    await office.say(first, "/ubah SDMO-02 2023-10-20")
    await office.press(first, "Ya, lanjutkan")
    buttons = [label for label in second.messages[-1].buttons]
    asked = await office.press(second, buttons[0])
    assert "SDMO-02/1 baru saja diubah orang lain" in asked
    assert "20 Oktober 2023" in asked
    assert "dibatalkan" in await office.press(second, buttons[0])
    await office.say(first, "/batalkan SDMO-02 hujan")
    assert first.screen == "Sesi SDMO-02/1 sudah dibatalkan sebelumnya."
