"""A press is read and answered in fewer steps than the library takes: what comes and goes is the same."""

from __future__ import annotations

import json
from typing import Any

import pytest
from telegram import CallbackQuery, InaccessibleMessage, Update
from telegram.constants import ParseMode
from telegram.ext import Defaults, ExtBot
from telegram.request import BaseRequest, RequestData

from bot.telegram.reading import Receiver, read_update


class _Recording(BaseRequest):
    """Keeps what it is asked to send."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, dict[str, str]]] = []

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: object, **kwargs: object
    ) -> tuple[int, bytes]:
        assert method == "POST"
        assert request_data is not None
        assert not request_data.contains_files
        self.sent.append((url, request_data.json_parameters))
        return 200, json.dumps({"ok": True, "result": True}).encode()


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"text": ""},
        {"text": "Tercatat: hadir."},
        {"text": "Ditutup.", "show_alert": True},
        {"text": "Daftar dulu.", "url": "https://t.me/bot?start=daftar"},
        {"text": "Sudah.", "cache_time": 5},
    ],
)
async def test_the_answer_to_a_press_is_what_the_library_would_send(said: dict[str, Any]) -> None:
    ours, theirs = _Recording(), _Recording()
    bot = Receiver("1:a", request=ours, defaults=Defaults(parse_mode=ParseMode.HTML))
    assert await bot.answer_callback_query("77", **said)
    # Without defaults: where it has them, it makes "[]" of an empty text.
    assert await ExtBot("1:a", request=theirs).answer_callback_query("77", **said)
    assert ours.sent == theirs.sent


def test_a_press_has_all_that_the_librarys_own_objects_have() -> None:
    chat = {"id": -5, "type": "supergroup", "title": "Grup"}
    pressed = {"message_id": 17, "date": 1_700_000_000, "chat": chat, "text": "Rakor"}
    query = {"id": "77", "from": {"id": 5, "is_bot": False, "first_name": "Ani"}, "chat_instance": "-1", "data": "a:1"}
    bot = Receiver("1:a")
    update = read_update({"update_id": 3, "callback_query": {**query, "message": pressed}}, bot)
    assert update is not None
    found = update.callback_query
    assert found is not None
    message = found.message
    assert isinstance(message, InaccessibleMessage)
    assert found.get_bot() is bot
    plain = InaccessibleMessage(message.chat, 17, api_kwargs=dict(message.api_kwargs))
    made = Update(3, callback_query=CallbackQuery("77", found.from_user, "-1", message=plain, data="a:1"))
    assert update.to_dict() == made.to_dict()
    for name in Update.__slots__:
        if not name.startswith("_"):
            assert (getattr(update, name) is None) == (getattr(made, name) is None), name
    assert (update.effective_user, update.effective_chat) == (found.from_user, message.chat)
