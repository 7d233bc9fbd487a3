"""Updates by webhook: done before they are acknowledged, once, by whoever knows the secret; presses answered on the way."""

from __future__ import annotations

import asyncio
import io
import json
import socket
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import ClientSession
from pydantic import ValidationError

from bot.app import build
from bot.config.settings import Settings
from bot.monitoring.web import serve_http
from bot.simulator import Fault
from bot.storage.inbox import inbox
from bot.telegram.reading import ALLOWED_UPDATES
from bot.updates import webhook
from bot.updates.registering import LOOK_EVERY
from tests.cluster.waiting import leads, until
from tests.ops.face import face_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from aiohttp import web

    from bot.simulator import Person
    from bot.updates.webhook import Webhook
    from tests.cluster.wire import Wire
    from tests.office import Office

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


class Hooked:
    """An office whose bot was started again with a webhook."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self._polling = office.settings
        self._face: web.AppRunner | None = None

    @property
    def webhook(self) -> Webhook:
        assert self.office.bot.webhook is not None
        return self.office.bot.webhook

    async def start(self, path: str = "") -> None:
        office, port = self.office, free_port()
        office.settings = office.settings.model_copy(
            update={"webhook_url": f"http://127.0.0.1:{port}{path}", "http_port": port}
        )
        await office.bot.db.engine.dispose()
        office.bot = build(office.settings, office.clock)
        self._face = await serve_http(office.bot, office.settings)
        await office.bot.start()
        await office.sim.bot_online()

    async def end(self) -> None:
        if self._face is not None:
            await self._face.cleanup()
            self._face = None

    @property
    def underway(self) -> int:
        """How many posts wait for their response."""
        server = self._face.server if self._face is not None else None
        return sum(one._current_request is not None for one in server.connections) if server is not None else 0

    async def back_to_polling(self) -> None:
        await self.office.lose()
        await self.end()
        self.office.settings = self._polling
        await self.office.come_back()

    async def post(self, update: dict[str, Any] | bytes, secret: str | None = None) -> tuple[int, str]:
        """Post as Telegram would, or a stranger; returns the status and the body."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook._secret if secret is None else secret}
        body = update if isinstance(update, bytes) else json.dumps(update).encode()
        async with (
            ClientSession() as session,
            session.post(self.webhook.url, data=io.BytesIO(body), headers=headers) as response,
        ):
            return response.status, await response.text()


@asynccontextmanager
async def hooked_up(office: Office, path: str = "") -> AsyncIterator[Hooked]:
    await office.lose()
    hooked = Hooked(office)
    await hooked.start(path)
    try:
        yield hooked
    finally:
        await hooked.end()


@pytest.fixture
async def hooked(office: Office) -> AsyncIterator[Hooked]:
    await office.chair_of()
    await office.head()
    async with hooked_up(office) as up:
        yield up


async def test_a_press_is_done_and_answered_in_the_response(hooked: Hooked) -> None:
    office = hooked.office
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    assert ketua.screen.startswith("📨 Undangan")
    # No call of its own could answer it.
    office.sim.faults.add(Fault.http(502), method="answerCallbackQuery", times=100)
    await office.press(ketua, "Hadir")
    assert [text for text, _ in ketua.notes] == ["Tercatat: Anda menyatakan hadir."]
    assert "hadir" in ketua.screen.lower()
    assert office.sim.updates.pending == 0


async def test_a_slow_press_is_answered_and_kept_before_it_is_done(
    hooked: Hooked, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, answered = hooked.office, asyncio.Event()
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    monkeypatch.setattr(webhook, "_ANSWER_PATIENCE", 0.05)
    office.sim.faults.add(Fault.meanwhile(answered.wait), method="editMessageText", chat_id=ketua.id)
    ketua.press("Hadir")
    await until(lambda: ketua.notes and not office.sim.updates.pending)
    assert (await office.outside.query(inbox)).waiting == 1
    answered.set()
    await until(lambda: not office.bot.intake.running)
    assert ketua.screen.count("✅ Hadir") == 1
    await office.bot.intake.drain()
    assert (await office.outside.query(inbox)).waiting == 0
    assert len(ketua.notes) == 1


async def test_who_does_not_know_the_secret_is_turned_away(hooked: Hooked) -> None:
    office = hooked.office
    head = await office.head()
    said = len(head.messages)
    update = {
        "update_id": 1,
        "message": {
            "message_id": 5,
            "date": 0,
            "chat": head.room.as_json(),
            "from": head.user.as_json(),
            "text": "/profil",
        },
    }
    for secret in ("", "x", "rahasia-é"):
        assert (await hooked.post(update, secret))[0] == 403
    assert (await hooked.post(b"x" * (1024 * 1024 + 1)))[0] == 413
    # Nothing of Telegram's, but known by its secret: it would never become readable.
    assert (await hooked.post(b"{"))[0] == 200
    assert (await hooked.post({"update_id": 2, "message": {"chat": "?"}}))[0] == 200
    await office.settle()
    assert len(head.messages) == said


async def test_an_update_that_comes_again_is_done_once_and_its_press_answered(hooked: Hooked) -> None:
    office = hooked.office
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.press(ketua, "Hadir")
    press = office.sim.updates.last
    shown = [message.versions for message in ketua.messages]
    status, body = await hooked.post(press)
    assert (status, json.loads(body)) == (
        200,
        {"method": "answerCallbackQuery", "callback_query_id": press["callback_query"]["id"]},
    )
    # Also by a process that has only the database to know it from.
    await office.lose()
    await hooked.end()
    await hooked.start()
    assert await hooked.post(press) == (status, body)
    await office.settle()
    assert [message.versions for message in ketua.messages] == shown


async def test_one_that_comes_again_while_it_is_worked_on_shares_the_work_and_the_answer(hooked: Hooked) -> None:
    office = hooked.office
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    again = asyncio.Event()
    office.sim.faults.add(Fault.meanwhile(again.wait), method="editMessageText", chat_id=ketua.id)
    ketua.press("Hadir")
    press = office.sim.updates.last
    await until(lambda: office.bot.intake.running)
    posts = [asyncio.create_task(hooked.post(press)) for _ in range(2)]
    # Telegram's own first post is the third.
    await until(lambda: hooked.underway == 3)
    again.set()
    first, second = await asyncio.gather(*posts)
    assert first == second
    assert json.loads(first[1])["text"] == "Tercatat: Anda menyatakan hadir."
    assert len([call for call in office.sim.calls("editMessageText") if call.chat_id == ketua.id]) == 1


async def test_what_the_database_could_not_take_comes_again(wired: Office, wire: Wire) -> None:
    head, ketua = await wired.head(), await wired.chair_of()
    async with hooked_up(wired) as hooked:
        await wired.say(head, SET)
        await wire.cut()
        ketua.press("Hadir")
        assert (await hooked.post(wired.sim.updates.last))[0] == 503
        assert wired.sim.updates.pending == 1
        await wire.mend()
        await until(lambda: not wired.sim.updates.pending and leads(wired.bot))
        await wired.settle()
        assert [text for text, _ in ketua.notes] == ["Tercatat: Anda menyatakan hadir."]


async def test_a_bot_that_is_stopping_takes_no_more_and_loses_nothing(hooked: Hooked) -> None:
    office = hooked.office
    ketua = await office.chair_of()
    refused = asyncio.Event()
    office.sim.faults.add(Fault.meanwhile(refused.wait), method="sendMessage", chat_id=ketua.id)
    ketua.send("/profil")
    await until(lambda: office.bot.intake.running)
    stopping = asyncio.create_task(office.bot.stop())
    await asyncio.sleep(0)
    ketua.send("/bantuan")
    assert (await hooked.post(office.sim.updates.last))[0] == 503
    refused.set()
    await stopping
    assert "Ketua Panwascam" in ketua.screen
    await until(lambda: office.sim.updates.pending == 1)
    office.sim.bot_offline()
    await hooked.end()
    await hooked.start()
    await office.settle()
    assert "/jadwal" in ketua.screen
    assert office.sim.updates.pending == 0


async def test_the_address_may_have_a_path_and_the_bot_goes_back_to_polling(office: Office) -> None:
    ketua = await office.chair_of()
    async with hooked_up(office, "/panwascam/") as hooked:
        assert "Ketua Panwascam" in await office.say(ketua, "/profil")
        info = await office.bot.bot.get_webhook_info()
        assert info.url == hooked.webhook.url
        assert "/panwascam/telegram/" in info.url
        assert office.sim.token not in info.url
        assert info.max_connections == 40
        await hooked.back_to_polling()
        assert "/jadwal" in await office.say(ketua, "/bantuan")
        assert not (await office.bot.bot.get_webhook_info()).url


async def test_a_press_is_answered_while_the_menus_are_still_being_set(office: Office) -> None:
    ketua = await office.chair_of()
    await office.lose()
    asked, released = asyncio.Event(), asyncio.Event()

    async def _hold() -> None:
        asked.set()
        await released.wait()

    await office.other_menus()
    office.sim.faults.add(Fault.meanwhile(_hold), method="setMyCommands")
    hooked = Hooked(office)
    await hooked.start()
    await asked.wait()
    ketua.send("/profil")
    await until(lambda: "Ketua Panwascam" in ketua.screen)
    released.set()
    await hooked.end()


async def test_a_webhook_that_telegram_refuses_is_told_and_tried_again(office: Office) -> None:
    ketua = await office.chair_of()
    await office.lose()
    hooked = Hooked(office)
    refusal = '{"ok":false,"error_code":400,"description":"Bad Request: bad webhook: Failed to resolve host"}'
    office.sim.faults.add(Fault.http(400, refusal), method="setWebhook")
    await hooked.start()
    assert "Ketua Panwascam" in await office.say(ketua, "/profil")
    await hooked.end()


async def test_a_token_refused_when_the_webhook_is_set_is_waited_for(office: Office) -> None:
    ketua = await office.chair_of()
    await office.lose()
    hooked = Hooked(office)
    refusal = '{"ok":false,"error_code":401,"description":"Unauthorized"}'
    office.sim.faults.add(Fault.http(401, refusal), method="setWebhook")
    starting = asyncio.create_task(hooked.start())
    await until(lambda: office.bot.token.refused)
    assert office.bot.registration is not None
    assert office.bot.registration.trouble == "webhook not set: Unauthorized"
    assert office.bot.serving is None or not office.bot.serving.done()
    await office.clock.advance(timedelta(seconds=31))
    await starting
    assert "Ketua Panwascam" in await office.say(ketua, "/profil")
    assert (office.bot.registration.trouble, office.bot.token.refused) == ("", "")
    await hooked.end()


async def _taken_away(office: Office, _ketua: Person) -> None:
    await office.bot.bot.delete_webhook()


async def _set_elsewhere(office: Office, _ketua: Person) -> None:
    await office.bot.bot.set_webhook("http://127.0.0.1:9/lain", allowed_updates=ALLOWED_UPDATES)


async def _asked_for_less(office: Office, _ketua: Person) -> None:
    assert office.bot.webhook is not None
    await office.bot.bot.set_webhook(office.bot.webhook.url, allowed_updates=["message"])


async def _with_another_secret(office: Office, ketua: Person) -> None:
    assert office.bot.webhook is not None
    # Telegram tells whole seconds.
    await office.clock.advance(timedelta(seconds=2))
    await office.bot.bot.set_webhook(
        office.bot.webhook.url, secret_token="lain", max_connections=40, allowed_updates=ALLOWED_UPDATES
    )
    # Telegram meets it with the next update, and tries that one again for hours.
    ketua.send("/profil")
    await until(lambda: office.sim.methods.webhook_error)


@pytest.mark.parametrize("changed", [_taken_away, _set_elsewhere, _asked_for_less, _with_another_secret])
async def test_a_webhook_that_another_program_changed_is_set_again_within_minutes(
    hooked: Hooked, changed: Callable[[Office, Person], Awaitable[None]]
) -> None:
    office = hooked.office
    ketua = await office.chair_of()
    await changed(office, ketua)
    await office.clock.advance(LOOK_EVERY + timedelta(seconds=1))
    assert "Ketua Panwascam" in await office.say(ketua, "/profil")
    info = await office.bot.bot.get_webhook_info()
    assert info.url == hooked.webhook.url
    assert set(info.allowed_updates or ()) == set(ALLOWED_UPDATES)
    async with face_of(office) as face:
        # What was refused before is not met again.
        await office.clock.advance(LOOK_EVERY + timedelta(seconds=1))
        seen = await face.metrics()
        assert (seen["panwascam_webhook_lost_total"], seen["panwascam_webhook_set"]) == (1, 1)
        assert (await face.health("readyz")).status == 200


async def test_that_telegram_cannot_post_is_told_but_makes_nobody_unready(hooked: Hooked) -> None:
    office = hooked.office
    ketua = await office.chair_of()
    async with face_of(office) as face:
        await office.clock.advance(LOOK_EVERY + timedelta(seconds=1))
        assert (await face.health("readyz")).warnings == []
        failed_at = office.clock.now()
        office.sim.methods.webhook_error = (failed_at, "SSL error {certificate verify failed}")
        await office.clock.advance(LOOK_EVERY)
        said = await face.health("readyz")
        # A proxy that asks here would leave the bot out, and so make it last.
        assert (said.status, said.troubles) == (200, [])
        (warning,) = said.warnings
        assert warning.startswith("webhook: Telegram failed 1")
        assert "certificate verify failed" in warning
        seen = await face.metrics()
        assert seen["panwascam_webhook_last_error_timestamp_seconds"] == int(failed_at.timestamp())
        assert seen["panwascam_webhook_pending"] == 0
        # What is long past, with nothing waiting, is history.
        await office.clock.advance(timedelta(minutes=15))
        assert (await face.health("readyz")).warnings == []
        assert "Ketua Panwascam" in await office.say(ketua, "/profil")


async def test_a_webhook_that_another_program_sets_is_told_and_outlasted_by_polling(office: Office) -> None:
    ketua = await office.chair_of()
    other = "https://lain.example.go.id/x"
    office.sim.methods.webhook = {"url": other, "max_connections": "40"}
    # The poll under way ends, the next one meets it.
    ketua.send("/profil")
    poller = office.bot.poller
    assert poller is not None
    await until(lambda: poller.trouble and "Ketua Panwascam" in ketua.screen)
    async with face_of(office) as face:
        said = await face.health("readyz")
        assert said.troubles == ["updates go to a webhook at lain.example.go.id, which is not ours"]
        assert office.sim.methods.webhook["url"] == other
        office.sim.methods.webhook = {}
        ketua.send("/bantuan")
        await until(lambda: "/jadwal" in ketua.screen)
        assert (await face.health("readyz")).troubles == []


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"webhook_url": "bot.example.go.id"}, "harus alamat publik"),
        ({"webhook_secret": "dengan spasi"}, "hanya boleh berisi"),
        ({"replicas": 2}, "REPLICAS lebih dari 1 memerlukan PostgreSQL"),
        ({"replicas": 9, "database_url": "postgresql+asyncpg://h/d"}, "paling banyak 20"),
    ],
)
def test_settings_that_cannot_work_are_refused_by_name(values: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        Settings.model_validate(values)
