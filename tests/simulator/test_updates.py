"""getUpdates and webhooks as Telegram serves them: acknowledged by offset, one poller, posted again until taken."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram.error import Conflict, InvalidToken

from tests.simulator.conftest import plain_bot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from telegram import Bot

    from bot.clock import VirtualClock
    from bot.simulator import Simulator


async def ids(bot: Bot, offset: int = 0, **options: Any) -> list[int]:
    return [update.update_id for update in await bot.get_updates(offset=offset, timeout=0, **options)]


async def test_an_update_comes_until_a_higher_offset_acknowledges_it(sim: Simulator, bot: Bot) -> None:
    budi = sim.person("Budi")
    first, second, third = (budi.send(text) for text in "abc")
    assert first is not None
    assert await ids(bot) == [first, second, third]
    assert await ids(bot) == [first, second, third]
    assert await ids(bot, first + 1) == [second, third]
    assert await ids(bot) == [second, third]
    assert await ids(bot, first + 3) == []
    assert sim.updates.pending == 0


async def test_a_batch_has_a_limit_and_a_negative_offset_forgets_all_but_the_last(sim: Simulator, bot: Bot) -> None:
    budi = sim.person("Budi")
    sent = [budi.send(str(number)) for number in range(105)]
    assert await ids(bot) == sent[:100]
    assert await ids(bot, limit=3) == sent[:3]
    assert await ids(bot, -2) == sent[-2:]
    assert await ids(bot) == sent[-2:]


async def test_an_offset_far_beyond_the_queue_is_answered_from_its_head_and_acknowledges_nothing(
    sim: Simulator, bot: Bot
) -> None:
    budi = sim.person("Budi")
    before = budi.send("sebelum libur")
    assert before is not None
    assert await ids(bot, before + 1) == []
    # After a week without updates, lower and higher alike.
    for first in (5_000, 900_000):
        sim.updates.renumber(first)
        assert [budi.send("satu"), budi.send("dua")] == [first, first + 1]
        for _ in range(2):
            assert await ids(bot, 2_000_000) == [first, first + 1]
        # Only a little beyond: the next update of a bot that has all of them, and of one that skips some.
        assert await ids(bot, first + 7) == []
        assert sim.updates.pending == 0


async def test_what_waits_for_a_day_is_dropped_before_numbers_start_anew(sim: Simulator, bot: Bot) -> None:
    sim.person("Budi").send("tak diambil")
    sim.updates.renumber(5_000)
    assert await ids(bot) == []


async def test_a_long_poll_returns_as_soon_as_something_comes(sim: Simulator, bot: Bot) -> None:
    polling = asyncio.create_task(bot.get_updates(timeout=30))
    await sim.bot_online()
    sent = sim.person("Budi").send("halo")
    (update,) = await polling
    assert update.update_id == sent
    assert update.effective_user is not None
    assert (update.effective_user.first_name, update.message and update.message.text) == ("Budi", "halo")


async def test_a_second_poller_ends_the_first_with_a_conflict(sim: Simulator, bot: Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await sim.bot_online()
    async with plain_bot(sim) as second:
        assert list(await second.get_updates(timeout=0)) == []
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await first


async def test_what_goes_to_the_connection_of_a_bot_that_died_has_reached_nobody(sim: Simulator, bot: Bot) -> None:
    dead = asyncio.create_task(bot.get_updates(timeout=30))
    await sim.bot_online()
    sim.bot_offline()
    sent = sim.person("Budi").send("halo")
    assert list(await dead) == []
    assert await ids(bot) == [sent]


async def test_what_a_bot_that_died_was_given_the_next_one_takes_before_time_goes_on(
    sim: Simulator, bot: Bot, clock: VirtualClock
) -> None:
    sent = sim.person("Budi").send("halo")
    assert await ids(bot) == [sent]
    sim.bot_offline()
    assert await ids(bot) == [sent]
    going_on = asyncio.create_task(clock.advance(timedelta(seconds=1)))
    # Many more turns than a clock at rest needs.
    for _ in range(100):
        await asyncio.sleep(0)
    assert not going_on.done()
    # It polls again: it has what it was given.
    assert await ids(bot) == [sent]
    await going_on


async def test_kinds_that_were_not_asked_for_do_not_come(sim: Simulator, bot: Bot) -> None:
    assert await ids(bot, allowed_updates=["message"]) == []
    budi = sim.person("Budi")
    budi.block()
    text = budi.send("halo")
    budi.edit_last("hai")
    assert await ids(bot) == [text]
    # None given: as last time. An empty list: all usual kinds again.
    budi.unblock()
    assert await ids(bot) == [text]
    assert await ids(bot, allowed_updates=[]) == [text]
    back = budi.unblock()
    assert await ids(bot) == [text, back]


async def test_a_wrong_token_is_refused(sim: Simulator, bot: Bot) -> None:
    with pytest.raises(InvalidToken):
        async with plain_bot(sim, "123456:WRONG"):
            pass
    sim.unauthorized = True
    with pytest.raises(InvalidToken):
        await bot.get_me()


@asynccontextmanager
async def hook(answers: list[web.Response], got: asyncio.Queue[tuple[str, dict[str, Any]]]) -> AsyncIterator[str]:
    """A server that notes (secret, update) and gives the answers in turn, then 200."""

    async def _take(request: web.Request) -> web.Response:
        await got.put((request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""), await request.json()))
        return answers.pop(0) if answers else web.Response()

    app = web.Application()
    app.router.add_post("/hook", _take)
    async with TestServer(app) as server:
        yield str(server.make_url("/hook"))


async def test_a_webhook_gets_an_update_again_until_it_takes_it_then_the_next(sim: Simulator, bot: Bot) -> None:
    got: asyncio.Queue[tuple[str, dict[str, Any]]] = asyncio.Queue()
    budi = sim.person("Budi")
    first, second = budi.send("satu"), budi.send("dua")
    async with hook([web.Response(status=500), web.Response(status=502)], got) as url:
        await bot.set_webhook(url, secret_token="rahasia")
        seen = [await got.get() for _ in range(4)]
        assert [(secret, update["update_id"]) for secret, update in seen] == [
            ("rahasia", first),
            ("rahasia", first),
            ("rahasia", first),
            ("rahasia", second),
        ]
        info = await bot.get_webhook_info()
        assert (info.url, info.last_error_message) == (url, "Wrong response from the webhook: 502 Bad Gateway")
        with pytest.raises(Conflict, match="webhook is active"):
            await bot.get_updates()
        await bot.delete_webhook()
        third = budi.send("tiga")
        assert await ids(bot, (second or 0) + 1) == [third]
        assert got.empty()


async def test_a_call_in_the_answer_to_a_webhook_is_carried_out(sim: Simulator, bot: Bot) -> None:
    got: asyncio.Queue[tuple[str, dict[str, Any]]] = asyncio.Queue()
    budi = sim.person("Budi")
    budi.send("halo")
    reply = web.json_response({"method": "sendMessage", "chat_id": budi.id, "text": "hai"})
    async with hook([reply], got) as url:
        await bot.set_webhook(url)
        await got.get()
        # The next update is posted once the answer to this one is dealt with.
        budi.send("lagi")
        await got.get()
    assert budi.screen == "hai"


async def test_a_webhook_that_is_set_afresh_can_forget_what_waits(sim: Simulator, bot: Bot) -> None:
    sim.person("Budi").send("lama")
    await bot.delete_webhook(drop_pending_updates=True)
    assert await ids(bot) == []
