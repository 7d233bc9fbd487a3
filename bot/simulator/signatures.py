"""What each method takes, as in the Bot API's description; whatever else is sent is a slip of the bot, and refused.

Telegram passes over a parameter that it does not know; the double does not, or a bot that misspells one would pass its
tests. `tests/simulator/test_bot_api.py` holds this table to a stored description, with a reason for each difference.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.simulator.errors import bad_request

if TYPE_CHECKING:
    from collections.abc import Callable

_CHAT = {"chat_id!": "Integer|String"}
_LANGUAGE = {"scope": "BotCommandScope", "language_code": "String"}
_KEYBOARDS = "InlineKeyboardMarkup|ReplyKeyboardMarkup|ReplyKeyboardRemove|ForceReply"
_POSTED = {
    **_CHAT,
    "message_thread_id": "Integer",
    "reply_markup": _KEYBOARDS,
    "allow_paid_broadcast": "Boolean",
    "disable_notification": "Boolean",
}
_TEXT = {"parse_mode": "String", "link_preview_options": "LinkPreviewOptions"}
_CAPTIONED = {"caption": "String", "parse_mode": "String"}
_MESSAGE = {**_CHAT, "message_id!": "Integer"}

# By method, its parameters with their types; "!" marks those that must be there.
SIGNATURES: dict[str, dict[str, str]] = {
    "getMe": {},
    "getUpdates": {
        "offset": "Integer",
        "limit": "Integer",
        "timeout": "Integer",
        "allowed_updates": "Array of String",
    },
    "setWebhook": {
        "url!": "String",
        "max_connections": "Integer",
        "allowed_updates": "Array of String",
        "drop_pending_updates": "Boolean",
        "secret_token": "String",
    },
    "deleteWebhook": {"drop_pending_updates": "Boolean"},
    "getWebhookInfo": {},
    "sendMessage": {**_POSTED, **_TEXT, "text!": "String"},
    "sendPhoto": {**_POSTED, **_CAPTIONED, "photo!": "InputFile|String"},
    "sendDocument": {**_POSTED, **_CAPTIONED, "document!": "InputFile|String"},
    "sendLocation": {**_POSTED, "latitude!": "Float", "longitude!": "Float"},
    "sendContact": {**_POSTED, "phone_number!": "String", "first_name!": "String", "vcard": "String"},
    "editMessageText": {
        **_MESSAGE,
        **_TEXT,
        "text!": "String",
        "reply_markup": "InlineKeyboardMarkup",
    },
    "editMessageReplyMarkup": {**_MESSAGE, "reply_markup": "InlineKeyboardMarkup"},
    "deleteMessage": _MESSAGE,
    "setMessageReaction": {**_MESSAGE, "reaction": "Array of ReactionType", "is_big": "Boolean"},
    "answerCallbackQuery": {
        "callback_query_id!": "String",
        "text": "String",
        "show_alert": "Boolean",
        "url": "String",
    },
    "getFile": {"file_id!": "String"},
    "setMyCommands": {"commands!": "Array of BotCommand", **_LANGUAGE},
    "setChatMemberTag": {"chat_id!": "Integer|String", "user_id!": "Integer", "tag": "String"},
    "getMyCommands": _LANGUAGE,
    "deleteMyCommands": _LANGUAGE,
    "setMyDescription": {"description": "String", "language_code": "String"},
    "setMyShortDescription": {"short_description": "String", "language_code": "String"},
}


def check(method: str, data: dict[str, Any]) -> None:
    """Refuse a call that leaves out a parameter, sends one that is not known, or one of another type."""
    signature = SIGNATURES[method]
    required = {name.removesuffix("!") for name in signature if name.endswith("!")}
    types = {name.removesuffix("!"): kinds for name, kinds in signature.items()}
    for name in sorted(required - data.keys()):
        raise bad_request(f'parameter "{name}" is required')
    for name, value in data.items():
        if name not in types:
            if name in _TEXT and method.startswith(("send", "edit")):
                # python-telegram-bot adds its defaults to whatever it sends or changes, and Telegram passes over them.
                continue
            raise bad_request(f'{method} knows no parameter "{name}"')
        if not any(_is(value, kind) for kind in types[name].split("|")):
            raise bad_request(f'parameter "{name}" must be {types[name]}')


def _is(value: Any, kind: str) -> bool:
    """Whether a value of a form is of the type; an upload is a name with its bytes."""
    if isinstance(value, tuple):
        return kind == "InputFile"
    known = _SCALARS.get(kind)
    if known is not None:
        return known(str(value))
    try:
        decoded = json.loads(str(value))
    except ValueError:
        return False
    return isinstance(decoded, list if kind.startswith("Array of ") else dict)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


_SCALARS: dict[str, Callable[[str], bool]] = {
    "Integer": lambda text: text.removeprefix("-").isdecimal(),
    "Float": _is_number,
    "Boolean": lambda text: text.lower() in ("true", "false"),
    "String": lambda _text: True,
    "InputFile": lambda _text: False,
}
