"""The Bot API's methods on the simulated world (https://core.telegram.org/bots/api)."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any

from bot.simulator.entities import parse_html, utf16
from bot.simulator.errors import ApiError, bad_request, forbidden
from bot.simulator.signatures import check
from bot.simulator.world import GENERAL, Call, Change, Note, Room, ShownMessage, Version, message_json

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.clock import Clock
    from bot.simulator.limits import FloodGate
    from bot.simulator.updates import UpdateQueue
    from bot.simulator.world import World

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
VCARD_LIMIT = 2048
_COPIED_LIMIT = 256
_LONGEST_TAG = 16
_LONGEST_DESCRIPTION = 512
_LONGEST_SHORT_DESCRIPTION = 120
DOWNLOAD_LIMIT = 20 * 1024 * 1024
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
# A few of https://core.telegram.org/bots/api#reactiontypeemoji.
_REACTIONS = frozenset("👍👎❤🔥🎉👏🙏👌✍🤝🫡")
_ADDRESS = re.compile(r"https?://\S+|\bt\.me/\S+")
_MEDIA = {"sendPhoto": "photo", "sendDocument": "document", "sendLocation": "location", "sendContact": "contact"}


class Methods:
    """Every method takes the call's parameters (strings; uploads as (name, bytes)) and returns its result."""

    def __init__(self, world: World, clock: Clock, updates: UpdateQueue, gate: FloodGate) -> None:
        self.world = world
        self.clock = clock
        self.updates = updates
        self.gate = gate
        self.webhook: dict[str, str] = {}
        # When an update last could not be posted, and why.
        self.webhook_error: tuple[datetime, str] | None = None
        self.file_ids = 0
        self.table: dict[str, Callable[[dict[str, Any]], Awaitable[Any]]] = {
            "getMe": self._get_me,
            "getUpdates": self._get_updates,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": self._webhook_info,
            "sendMessage": self._send_message,
            "editMessageText": self._edit_text,
            "editMessageReplyMarkup": self._edit_markup,
            "deleteMessage": self._delete_message,
            "setMessageReaction": self._react,
            "answerCallbackQuery": self._answer_query,
            "getFile": self._get_file,
            "setMyCommands": self._set_commands,
            "setChatMemberTag": self._set_tag,
            "getMyCommands": self._get_commands,
            "deleteMyCommands": self._delete_commands,
            "setMyDescription": self._set_description,
            "setMyShortDescription": self._set_short_description,
        }
        for method in _MEDIA:
            self.table[method] = self._media(method)

    async def call(self, method: str, data: dict[str, Any]) -> Any:
        """Run a method; raises `ApiError` as the API would refuse it."""
        run = self.table.get(method)
        if run is None:
            raise ApiError(404, "Not Found")
        check(method, data)
        return await run(data)

    async def _get_me(self, _data: dict[str, Any]) -> Any:
        return self.world.bot

    async def _get_updates(self, data: dict[str, Any]) -> Any:
        if self.webhook.get("url"):
            raise ApiError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
            )
        self._allow(data)
        return await self.updates.poll(
            int(data.get("offset", 0)), int(data.get("limit", 100)), float(data.get("timeout", 0))
        )

    async def _set_webhook(self, data: dict[str, Any]) -> Any:
        self.webhook = {
            "url": data.get("url", ""),
            "secret": data.get("secret_token", ""),
            "max_connections": data.get("max_connections", "40"),
            "allowed_updates": data.get("allowed_updates", "[]"),
        }
        self._allow(data)
        self._forget_pending(data)
        return True

    async def _delete_webhook(self, data: dict[str, Any]) -> Any:
        self.webhook = {}
        self._forget_pending(data)
        return True

    def _allow(self, data: dict[str, Any]) -> None:
        kinds = data.get("allowed_updates")
        self.updates.allow(json.loads(kinds) if kinds else None)

    def _forget_pending(self, data: dict[str, Any]) -> None:
        if _flag(data.get("drop_pending_updates")):
            self.updates.forget()

    async def _webhook_info(self, _data: dict[str, Any]) -> Any:
        info: dict[str, Any] = {
            "url": self.webhook.get("url", ""),
            "has_custom_certificate": False,
            "pending_update_count": self.updates.pending,
            **({"max_connections": int(self.webhook["max_connections"])} if self.webhook.get("url") else {}),
        }
        # Left out where the bot gets the usual kinds.
        if kinds := json.loads(self.webhook.get("allowed_updates", "[]")):
            info["allowed_updates"] = kinds
        if self.webhook_error is not None:
            at, reason = self.webhook_error
            info |= {"last_error_date": int(at.timestamp()), "last_error_message": reason}
        return info

    async def _send_message(self, data: dict[str, Any]) -> Any:
        room = self._room(data)
        text, entities = _formatted(data, "text")
        if not text.strip():
            raise bad_request("message text is empty")
        if utf16(text) > TEXT_LIMIT:
            raise bad_request("message is too long")
        markup = _markup(data, room)
        thread = self._thread(room, data, "text messages")
        self.gate.check(room.id, self.clock.monotonic(), paid=_flag(data.get("allow_paid_broadcast")))
        self.world.fetched += _previewed(data, text, entities)
        posted = self._post("sendMessage", (room, thread), text, entities, markup)
        room.by_id[posted["message_id"]].silent = _flag(data.get("disable_notification"))
        return posted

    def _media(self, method: str) -> Callable[[dict[str, Any]], Awaitable[Any]]:
        attachment = _MEDIA[method]

        async def _send(data: dict[str, Any]) -> Any:
            room = self._room(data)
            caption, entities = _formatted(data, "caption")
            if utf16(caption) > CAPTION_LIMIT:
                raise bad_request("message caption is too long")
            markup = _markup(data, room)
            thread = self._thread(room, data, f"{attachment}s")
            self.gate.check(room.id, self.clock.monotonic(), paid=_flag(data.get("allow_paid_broadcast")))
            upload = data.get(attachment)
            name, file_id = "", str(upload or "")
            if attachment == "location":
                # A place has no file: its coordinates stand in the id's stead.
                file_id = f"{data.get('latitude')},{data.get('longitude')}"
            if attachment == "contact":
                name, file_id = _contact(data)
            if isinstance(upload, tuple):
                name, file_id = upload[0], self.store_file(*upload)
            return self._post(method, (room, thread), caption, entities, markup, attachment, file_id, name)

        return _send

    def store_file(self, name: str, content: bytes) -> str:
        """Keep an uploaded file; returns its id."""
        self.file_ids += 1
        file_id = f"file{self.file_ids}"
        self.world.files[file_id] = (name, content)
        return file_id

    def _post(
        self,
        method: str,
        place: tuple[Room, int | None],
        text: str,
        entities: list[dict[str, Any]],
        markup: dict[str, Any] | None,
        attachment: str = "",
        file_id: str = "",
        file_name: str = "",
    ) -> dict[str, Any]:
        """`place` is the chat, with its topic."""
        now = self.clock.now()
        room, thread = place
        message = ShownMessage(
            next(room.ids),
            room.id,
            now,
            text,
            True,
            file_name,
            entities,
            markup,
            attachment,
            file_id,
            [Version(now, text, markup)],
            thread=thread,
        )
        room.add(message)
        self.world.calls.append(Call(now, method, room.id, message.id, text))
        self.world.tell(Change(room, message))
        return message_json(message, room)

    async def _edit_text(self, data: dict[str, Any]) -> Any:
        room = self._room(data)
        message = self._bot_message(room, data)
        text, entities = _formatted(data, "text")
        if not text.strip():
            raise bad_request("message text is empty")
        if utf16(text) > TEXT_LIMIT:
            raise bad_request("message is too long")
        markup = _markup(data, room)
        if message.attachment:
            raise bad_request("there is no text in the message to edit")
        if (text, entities, markup) == (message.text, message.entities, message.markup):
            raise bad_request(_NOT_MODIFIED)
        self.gate.check(room.id, self.clock.monotonic())
        now = self.clock.now()
        self.world.fetched += _previewed(data, text, entities)
        message.text, message.entities, message.markup = text, entities, markup
        message.versions.append(Version(now, text, markup))
        self.world.calls.append(Call(now, "editMessageText", room.id, message.id, text))
        self.world.tell(Change(room, message))
        return message_json(message, room)

    async def _edit_markup(self, data: dict[str, Any]) -> Any:
        room = self._room(data)
        message = self._bot_message(room, data)
        markup = _markup(data, room)
        if markup == message.markup:
            raise bad_request(_NOT_MODIFIED)
        self.gate.check(room.id, self.clock.monotonic())
        message.markup = markup
        self.world.tell(Change(room, message))
        return message_json(message, room)

    async def _delete_message(self, data: dict[str, Any]) -> Any:
        room = self._room(data)
        message = room.by_id.pop(int(data.get("message_id", 0)), None)
        if message is None:
            raise bad_request("message to delete not found")
        room.messages.remove(message)
        self.world.tell(Change(room, message, gone=True))
        return True

    async def _react(self, data: dict[str, Any]) -> Any:
        room = self._room(data)
        message = room.by_id.get(int(data.get("message_id", 0)))
        if message is None:
            raise bad_request("message to react not found")
        chosen = json.loads(data.get("reaction", "[]"))
        # Without Premium one reaction, of those that are free; a custom one is not.
        if len(chosen) > 1:
            raise bad_request("REACTIONS_TOO_MANY")
        if any(one.get("emoji") not in _REACTIONS for one in chosen):
            raise bad_request("REACTION_INVALID")
        message.reaction = chosen[0]["emoji"] if chosen else ""
        self.world.tell(Change(room, message))
        return True

    async def _answer_query(self, data: dict[str, Any]) -> Any:
        presser = self.world.queries.pop(str(data.get("callback_query_id")), None)
        if presser is None:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        text = str(data.get("text", ""))
        if utf16(text) > 200:
            raise bad_request("MESSAGE_TOO_LONG")
        press = self.world.unanswered.pop(str(data.get("callback_query_id")), None)
        if press is not None:
            press.answer = text
        link, alert = str(data.get("url", "")), _flag(data.get("show_alert"))
        self._open_link(presser, link)
        self.world.answers.setdefault(presser, []).append((text, alert))
        self.world.tell(Change(note=Note(presser, text, alert, link)))
        return True

    def _open_link(self, presser: int, link: str) -> None:
        """Only a link that starts the bot itself is opened (https://core.telegram.org/bots/api#answercallbackquery)."""
        if link and not link.startswith(f"https://t.me/{self.world.bot['username']}?start="):
            raise bad_request("URL_INVALID")
        self.world.links[presser] = link

    async def _get_file(self, data: dict[str, Any]) -> Any:
        file_id = str(data.get("file_id"))
        if file_id not in self.world.files:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        size = len(self.world.files[file_id][1])
        if size > DOWNLOAD_LIMIT:
            raise bad_request("file is too big")
        return {"file_id": file_id, "file_unique_id": f"u{file_id}", "file_size": size, "file_path": f"files/{file_id}"}

    async def _set_commands(self, data: dict[str, Any]) -> Any:
        commands = json.loads(data.get("commands", "[]"))
        if len(commands) > 100 or any(
            not 1 <= len(item["command"]) <= 32 or not 1 <= len(item["description"]) <= 256 for item in commands
        ):
            raise bad_request("BOT_COMMAND_INVALID")
        self.world.commands[_scope(data)] = commands
        self.world.tell(Change())
        return True

    async def _set_tag(self, data: dict[str, Any]) -> Any:
        room = self.world.rooms.get(int(data["chat_id"]))
        if room is None or room.user is not None:
            raise bad_request("chat not found")
        if room.bot_status != "administrator" or "can_manage_tags" not in room.bot_rights:
            raise bad_request("not enough rights to change the tag of the user")
        who, tag = int(data["user_id"]), str(data.get("tag", ""))
        if who not in room.members:
            raise bad_request("user not found")
        if len(tag) > _LONGEST_TAG:
            raise bad_request("RANK_INVALID")
        room.tags = {other: one for other, one in {**room.tags, who: tag}.items() if one}
        return True

    async def _get_commands(self, data: dict[str, Any]) -> Any:
        return self.world.commands.get(_scope(data), [])

    async def _delete_commands(self, data: dict[str, Any]) -> Any:
        self.world.commands.pop(_scope(data), None)
        self.world.tell(Change())
        return True

    async def _set_description(self, data: dict[str, Any]) -> Any:
        self.world.description = _short_enough(data.get("description", ""), _LONGEST_DESCRIPTION)
        self.world.tell(Change())
        return True

    async def _set_short_description(self, data: dict[str, Any]) -> Any:
        self.world.short_description = _short_enough(data.get("short_description", ""), _LONGEST_SHORT_DESCRIPTION)
        self.world.tell(Change())
        return True

    def _thread(self, room: Room, data: dict[str, Any], what: str) -> int | None:
        """The topic written to; refuses as Telegram does where the bot may not write just now."""
        if room.bot_status == "restricted":
            raise bad_request(f"not enough rights to send {what} to the chat")
        thread = int(data.get("message_thread_id", 0)) or None
        # General is addressed by naming no thread.
        if thread is not None and thread not in (room.topics or ()):
            raise bad_request("message thread not found")
        if room.topics is not None and (thread or GENERAL) in room.closed and room.bot_status != "administrator":
            raise bad_request("TOPIC_CLOSED")
        if room.slow_mode and room.bot_status != "administrator":
            last = next((message.at for message in reversed(room.messages) if message.from_bot), None)
            waits = room.slow_mode - (self.clock.now() - last).total_seconds() if last is not None else 0.0
            if waits > 0:
                seconds = math.ceil(waits)
                raise ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        return thread

    def _bot_message(self, room: Room, data: dict[str, Any]) -> ShownMessage:
        message = room.by_id.get(int(data.get("message_id", 0)))
        if message is None:
            raise bad_request("message to edit not found")
        if not message.from_bot:
            raise bad_request("message can't be edited")
        return message

    def _room(self, data: dict[str, Any]) -> Room:
        """The chat written to; refuses as Telegram does where the bot may not write."""
        try:
            room = self.world.rooms.get(int(data.get("chat_id", 0)))
        except ValueError:
            room = None
        if room is None:
            raise bad_request("chat not found")
        if room.migrated_to is not None:
            raise bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=room.migrated_to)
        if room.user is not None:
            if room.user.deactivated:
                raise forbidden("user is deactivated")
            if room.blocked:
                raise forbidden("bot was blocked by the user")
            if not room.started:
                raise forbidden("bot can't initiate conversation with a user")
        elif room.kicked:
            raise forbidden(f"bot was kicked from the {room.type} chat")
        return room


def _formatted(data: dict[str, Any], key: str) -> tuple[str, list[dict[str, Any]]]:
    text = str(data.get(key, ""))
    mode = str(data.get("parse_mode", "")).lower()
    return parse_html(text) if mode == "html" else (text, [])


def _previewed(data: dict[str, Any], text: str, entities: list[dict[str, Any]]) -> list[str]:
    """The address whose page Telegram would show under the text (https://core.telegram.org/bots/api#linkpreviewoptions)."""
    if json.loads(data.get("link_preview_options") or "{}").get("is_disabled"):
        return []
    linked = [entity["url"] for entity in entities if entity["type"] == "text_link"]
    return [*_ADDRESS.findall(text), *linked][:1]


def _markup(data: dict[str, Any], room: Room) -> dict[str, Any] | None:
    raw = data.get("reply_markup")
    if not raw:
        return None
    markup: dict[str, Any] = json.loads(raw)
    for row in markup.get("inline_keyboard", ()):
        for button in row:
            _check_inline(button)
    for row in markup.get("keyboard", ()):
        for button in row:
            if isinstance(button, dict) and button.get("request_contact") and room.user is None:
                raise bad_request("phone number can be requested in private chats only")
    if "keyboard" in markup or "remove_keyboard" in markup:
        room.reply_keyboard = markup if "keyboard" in markup else None
    if "remove_keyboard" in markup or markup == {"inline_keyboard": []}:
        return None
    return markup


def _check_inline(button: dict[str, Any]) -> None:
    if not str(button.get("text", "")).strip():
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url is not None and not str(url).startswith(("http://", "https://", "tg://")):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    if button.get("style") not in (None, "success", "danger", "primary"):
        raise bad_request("can't parse inline keyboard button: invalid style specified")
    copied = button.get("copy_text")
    if copied is not None and not 1 <= utf16(str(copied.get("text", ""))) <= _COPIED_LIMIT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if "callback_data" not in button and url is None and copied is None:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")


def _contact(data: dict[str, Any]) -> tuple[str, str]:
    """Name and number of a contact."""
    if len(str(data.get("vcard", "")).encode()) > VCARD_LIMIT:
        raise bad_request("vcard is too long")
    return str(data.get("first_name", "")), str(data.get("phone_number", ""))


def _flag(value: object) -> bool:
    return str(value).lower() == "true"


def _short_enough(text: str, most: int) -> str:
    if len(text) > most:
        raise bad_request("description is too long")
    return text


def _scope(data: dict[str, Any]) -> str:
    return json.dumps(json.loads(data.get("scope") or '{"type": "default"}'), sort_keys=True)
