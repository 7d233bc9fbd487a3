"""Updates from what Telegram sent: of a press only the objects that handlers read, and none of what cannot be read.

python-telegram-bot makes a whole `Message` of the one under a pressed button, a hundred attributes of which we read two; that
was a third of what a press took outside the database.
"""

from __future__ import annotations

import math
import traceback
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from telegram import CallbackQuery, Chat, InaccessibleMessage, Update, User
from telegram.error import TelegramError
from telegram.ext import ExtBot
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.monitoring.events import Event
from bot.telegram.transport import NotBotApi

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.telegram.transport import AiohttpRequest

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
_Known = TypeVar("_Known", Chat, User)
# Numbers are kept as 64 bits; Telegram's are far smaller (https://core.telegram.org/bots/api#available-types).
_LARGEST = 2**63 - 1
# Smaller ones: instants that any clock can show, and messages of a chat.
_UP_TO = {"date": 2**35, "edit_date": 2**35, "message_id": 2**31, "message_thread_id": 2**31}
# Lists and objects within each other. Telegram's nest a dozen deep.
_DEEPEST = 50
_INTEGERS = """
update_id message_id message_thread_id date edit_date offset length user_id file_size migrate_to_chat_id
migrate_from_chat_id
"""
_TEXTS = """
text caption data type title username first_name last_name language_code status phone_number vcard file_id
file_unique_id file_name mime_type media_group_id url chat_instance callback_data inline_message_id
"""
_OBJECTS = """
message edited_message callback_query my_chat_member from chat sender_chat user document contact location
reply_to_message old_chat_member new_chat_member reply_markup via_bot
"""
# What Telegram writes under these names: nothing else is handed to whoever reads them.
_TYPES: dict[str, tuple[type, ...]] = {
    **dict.fromkeys(_INTEGERS.split(), (int,)),
    **dict.fromkeys(_TEXTS.split(), (str,)),
    **dict.fromkeys(_OBJECTS.split(), (dict,)),
    **dict.fromkeys(("photo", "entities", "caption_entities", "new_chat_members", "inline_keyboard"), (list,)),
    **dict.fromkeys(("is_bot", "is_forum", "is_topic_message"), (bool,)),
    **dict.fromkeys(("latitude", "longitude"), (int, float)),
}
# In what else a message holds the same names may mean something else, and nobody reads it.
_READ = frozenset(name for name, kinds in _TYPES.items() if dict in kinds or list in kinds)


# Their fields are stored as on any object: the library's own way asks each time whether the object is finished, a dozen times as
# long for the dozens of fields of a press, nearly all of which are None. Nobody changes what came.
class _PressUpdate(Update):
    __slots__ = ()
    __setattr__ = object.__setattr__  # type: ignore[assignment]


class _Press(CallbackQuery):
    __slots__ = ()
    __setattr__ = object.__setattr__  # type: ignore[assignment]


class NotTelegrams(ValueError):
    """Not as Telegram writes it; says where."""


class Receiver(ExtBot[int]):
    """A bot that also gives updates as Telegram wrote them."""

    __slots__ = ()

    def _insert_defaults(self, data: dict[str, object]) -> None:
        """As the library's, but what is empty stays so: it takes an empty text for a list without choices, and sends "[]"."""
        empty = [name for name, value in data.items() if type(value) is str and not value]
        super()._insert_defaults(data)
        for name in empty:
            data[name] = ""

    async def hang_up(self) -> None:
        """Close its connections, also where Telegram has never answered (`shutdown` would leave them open then)."""
        for request in self._request:
            await request.shutdown()

    async def fetch_updates(self, offset: int | None, *, seconds: int, limit: int | None = None) -> list[Any]:
        """As `get_updates`, a long poll of so many seconds (https://core.telegram.org/bots/api#getupdates); not parsed."""
        try:
            fetched: object = await self._post(
                "getUpdates",
                {"offset": offset, "timeout": seconds, "limit": limit, "allowed_updates": ALLOWED_UPDATES},
                read_timeout=(self._request[0].read_timeout or 0) + seconds,
            )
        except TelegramError:
            raise
        except Exception as error:  # noqa: BLE001 (the library takes the Bot API at its word)
            raise TelegramError(f"getUpdates was answered with what it is not: {type(error).__name__}") from None
        if not isinstance(fetched, list):
            raise TelegramError("getUpdates was answered with no list")
        return fetched

    async def get_me(self, *args: Any, **kwargs: Any) -> User:
        """As the library's; raises `NotBotApi` where the answer is no user: the first call shows who is there."""
        try:
            return await super().get_me(*args, **kwargs)
        except (TypeError, AttributeError, KeyError, ValueError):
            raise NotBotApi("getMe was answered with no user, so not by a Bot API") from None

    async def answer_callback_query(
        self,
        callback_query_id: str,
        text: str | None = None,
        show_alert: bool | None = None,  # noqa: FBT001 (the signature is the library's)
        url: str | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> bool:
        """As the library's, in a third of its steps: no default, limit or file has to do with this call, which all who press wait for."""
        if args or kwargs:
            return await super().answer_callback_query(callback_query_id, text, show_alert, url, *args, **kwargs)
        said = {"callback_query_id": callback_query_id, "text": text, "show_alert": show_alert, "url": url}
        written = [RequestParameter(name, value, None) for name, value in said.items() if value is not None]
        answered = await self.request.post(f"{self.base_url}/answerCallbackQuery", RequestData(written))
        return answered is True

    async def next_answer(self) -> None:
        """Return when Telegram next answers another call than that for updates."""
        await cast("AiohttpRequest", self.request).next_answer()


def number_of(data: Any) -> int | None:
    """By which an update is known; None where it has none that can be kept."""
    number = data.get("update_id") if isinstance(data, dict) else None
    return number if type(number) is int and 0 <= number <= _LARGEST else None


def read_update(data: Any, bot: ExtBot[int]) -> Update | None:
    """The update, or None (logged) for what this version cannot read: coming again would not help it.

    Whatever stands in it, nothing is raised. The message under a pressed button becomes an `InaccessibleMessage`: where it
    stands, and as Telegram wrote them (in `api_kwargs`) its text and buttons, when it was sent (0: no longer known), and in
    which topic of a forum.
    """
    try:
        if number_of(data) is None:
            raise NotTelegrams("update_id")  # noqa: TRY301 (one line in the log for all)
        if sum(data.get(kind) is not None for kind in ALLOWED_UPDATES) > 1:
            # Who sent one of them might be taken for whoever sent the other.
            raise NotTelegrams("kinds")  # noqa: TRY301 (as above)
        _check(data)
        query = data.get("callback_query")
        press = query is not None and "message" in query
        if press:
            update: Update = _PressUpdate(data["update_id"], callback_query=_press(query, bot))
        else:
            update = Update.de_json(data, bot)
        _check_people(update)
    except Exception as error:  # noqa: BLE001 (anything may stand in it)
        # Where, and not what was written.
        place = traceback.extract_tb(error.__traceback__)[-1]
        reason = str(error) if isinstance(error, NotTelegrams) else type(error).__name__
        Event.UPDATE_NOT_UNDERSTOOD.emit(number=number_of(data), reason=reason, at=f"{place.name}:{place.lineno}")
        return None
    return update


def _check(value: Any, name: str = "", deep: int = _DEEPEST, *, read: bool = True) -> None:
    """Raise `NotTelegrams` where something that is `read` is of another type than Telegram's, or no database could keep it."""
    if not deep:
        raise NotTelegrams("nesting")
    named = isinstance(value, dict)
    for key, part in value.items() if named else ((name, one) for one in value):
        kind = type(part)
        if kind is dict or kind is list:
            _check(part, key, deep - 1, read=read and key in _READ)
        elif kind is int:
            least, most = (0, _UP_TO[key] - 1) if read and named and key in _UP_TO else (-_LARGEST, _LARGEST)
            if not least <= part <= most:
                raise NotTelegrams(_named(key))
        elif kind is float and not math.isfinite(part):
            raise NotTelegrams(_named(key))
        # Of JSON: each value is of one of its types, and none of a class made from them.
        if read and named and part is not None and key in _TYPES and kind not in _TYPES[key]:
            raise NotTelegrams(_named(key))


def _named(key: Any) -> str:
    return key if key in _TYPES else "a number"


def _check_people(update: Update) -> None:
    """Raise `NotTelegrams` unless who sent it, and where, can be known again."""
    for whose in (update.effective_user, update.effective_chat, update.effective_sender):
        if whose is not None and type(whose.id) is not int:
            raise NotTelegrams("id")
    # What must be there, though its types say that it is.
    query, change = update.callback_query, update.my_chat_member
    said = update.message or update.edited_message
    if said is not None and said.chat is None:
        raise NotTelegrams("chat")
    if query is not None and None in (query.id, query.from_user):
        raise NotTelegrams("callback_query")
    if change is not None and None in (change.from_user, change.chat, change.old_chat_member, change.new_chat_member):
        raise NotTelegrams("my_chat_member")


def _remembering(kind: type[_Known]) -> Callable[[dict[str, Any]], _Known]:
    """Whoever presses does so more than once, and many press in one chat: for the same words the same object, which never changes.

    It knows no bot, so it cannot be asked to send anything.
    """

    # By their types too: True is no number, and neither is 1.0 a whole one.
    @lru_cache(maxsize=1024, typed=True)
    def _made(*data: Any) -> _Known:
        names, values = data[: len(data) // 2], data[len(data) // 2 :]
        return kind.de_json(dict(zip(names, values, strict=True)))

    def _read(data: dict[str, Any]) -> _Known:
        try:
            return _made(*data, *data.values())
        except TypeError:
            # A list or an object stands in it.
            return kind.de_json(data)

    return _read


_read_chat, _read_user = _remembering(Chat), _remembering(User)


def _press(query: dict[str, Any], bot: ExtBot[int]) -> CallbackQuery:
    message = query["message"]
    chat = _read_chat(message["chat"])
    topic = message.get("message_thread_id") if message.get("is_topic_message") else None
    pressed = _Press(
        query["id"],
        _read_user(query["from"]),
        query.get("chat_instance", ""),
        message=InaccessibleMessage(
            chat,
            message["message_id"],
            api_kwargs={
                "text": message.get("text"),
                "reply_markup": message.get("reply_markup"),
                "message_thread_id": topic,
                "date": message.get("date", 0),
            },
        ),
        data=query.get("data"),
    )
    pressed.set_bot(bot)
    return pressed
