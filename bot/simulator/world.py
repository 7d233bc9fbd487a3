"""The world behind the Bot API: people, chats, messages and every version a message was shown in."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

BOT_ID = 7_000_000_001
BOT_USERNAME = "panwascam_uji_bot"
BOT: dict[str, Any] = {
    "id": BOT_ID,
    "is_bot": True,
    "first_name": "Panwascam Uji",
    "username": BOT_USERNAME,
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}


# The topic of a forum that cannot be deleted; messages in it name no thread.
GENERAL = 1


@dataclass(slots=True)
class User:
    """A Telegram account."""

    id: int
    first_name: str
    phone: str
    username: str | None = None
    deactivated: bool = False
    is_bot: bool = False

    def as_json(self) -> dict[str, Any]:
        data: dict[str, Any] = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        if not self.is_bot:
            data["language_code"] = "id"
        if self.username:
            data["username"] = self.username
        return data


# Whom the Bot API names as the sender where a chat speaks (https://core.telegram.org/bots/api#message, `from`).
ANONYMOUS = User(1_087_968_824, "Group", "", "GroupAnonymousBot", is_bot=True)
AS_CHANNEL = User(136_817_688, "Channel", "", "Channel_Bot", is_bot=True)
LINKED_CHANNEL = User(777_000, "Telegram", "")


class Version(NamedTuple):
    """A message as it read from `at` on, with the keyboard under it."""

    at: datetime
    text: str
    markup: dict[str, Any] | None = None


@dataclass(slots=True)
class Press:
    """Somebody pressed a button; `answer` is the note (or box) they got."""

    at: datetime
    who: str
    label: str
    answer: str = ""


@dataclass(slots=True)
class ShownMessage:
    """A message in a chat; `versions` are its texts, oldest first."""

    id: int
    chat_id: int
    at: datetime
    text: str
    from_bot: bool
    sender: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    markup: dict[str, Any] | None = None
    attachment: str = ""
    file_id: str = ""
    versions: list[Version] = field(default_factory=list)
    sender_user: User | None = None
    # Of a file that a person sent; the bot's own stand in `sender`.
    file_name: str = ""
    # The chat that speaks: a group for its anonymous admin, or a channel.
    sender_room: Room | None = None
    # The topic it stands in; None: General, or a chat without topics.
    thread: int | None = None
    # The message it answers, and the album it is a part of.
    reply_to: int | None = None
    album: str = ""
    # The emoji by which the bot has reacted to it.
    reaction: str = ""
    # It came without ringing.
    silent: bool = False

    @property
    def buttons(self) -> list[str]:
        """Labels of the inline keyboard, row by row."""
        return [button["text"] for button in self.inline_buttons]

    @property
    def inline_buttons(self) -> list[dict[str, Any]]:
        """Buttons of the inline keyboard, row by row."""
        return [button for row in (self.markup or {}).get("inline_keyboard", ()) for button in row]

    @property
    def reply_buttons(self) -> list[dict[str, Any]]:
        """Buttons of the reply keyboard."""
        return [button for row in (self.markup or {}).get("keyboard", ()) for button in row]


@dataclass(slots=True)
class Room:
    """A chat."""

    id: int
    type: str
    title: str = ""
    user: User | None = None
    members: dict[int, User] = field(default_factory=dict)
    # Open topics of a forum by id, and those that are closed; None: no forum.
    topics: dict[int, str] | None = None
    closed: set[int] = field(default_factory=set)
    # What the bot is here, besides being put out: `restricted` may not write.
    bot_status: str = "member"
    # Of an admin's rights those that it was given, and the tags of members that it set.
    bot_rights: frozenset[str] = frozenset()
    tags: dict[int, str] = field(default_factory=dict)
    # Seconds that whoever is no admin waits between two messages.
    slow_mode: int = 0
    messages: list[ShownMessage] = field(default_factory=list)
    presses: list[Press] = field(default_factory=list)
    by_id: dict[int, ShownMessage] = field(default_factory=dict)
    # What the phone's own keyboard shows instead of letters, until it is taken away.
    reply_keyboard: dict[str, Any] | None = None
    started: bool = False
    blocked: bool = False
    kicked: bool = False
    migrated_to: int | None = None
    ids: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def as_json(self) -> dict[str, Any]:
        if self.user is not None:
            return {"id": self.id, "type": "private", "first_name": self.user.first_name}
        forum = {"is_forum": True} if self.topics is not None else {}
        return {"id": self.id, "type": self.type, "title": self.title, **forum}

    @property
    def keyboard(self) -> list[str]:
        """The labels of that keyboard."""
        buttons = [button for row in (self.reply_keyboard or {}).get("keyboard", ()) for button in row]
        return [button["text"] if isinstance(button, dict) else button for button in buttons]

    def add(self, message: ShownMessage) -> None:
        self.messages.append(message)
        self.by_id[message.id] = message


class Note(NamedTuple):
    """What the answer to a press said: a line that fades, or a box (`alert`); `link` opens a chat."""

    who: int
    text: str
    alert: bool = False
    link: str = ""


class Change(NamedTuple):
    """What is new on somebody's screen: a message (new or changed), one that is gone, a note, or (none of these) a menu."""

    room: Room | None = None
    message: ShownMessage | None = None
    gone: bool = False
    note: Note | None = None


@dataclass(slots=True)
class Call:
    """An accepted call of the bot."""

    at: datetime
    method: str
    chat_id: int | None
    message_id: int | None
    text: str


@dataclass(slots=True)
class World:
    """Everything there is."""

    rooms: dict[int, Room] = field(default_factory=dict)
    users: dict[int, User] = field(default_factory=dict)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    # Callback queries that wait for an answer: id -> the account that pressed.
    queries: dict[str, int] = field(default_factory=dict)
    query_ids: itertools.count[int] = field(default_factory=lambda: itertools.count(4_382_000_001))
    unanswered: dict[str, Press] = field(default_factory=dict)
    answers: dict[int, list[tuple[str, bool]]] = field(default_factory=dict)
    # The link that the last answer to a press opened, by person.
    links: dict[int, str] = field(default_factory=dict)
    # Addresses in the bot's texts that Telegram fetched, to show a preview under the message.
    fetched: list[str] = field(default_factory=list)
    commands: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    # What stands in a private chat before its first message, and on the bot's profile.
    description: str = ""
    short_description: str = ""
    # What getMe tells of the bot; @BotFather changes it.
    bot: dict[str, Any] = field(default_factory=lambda: dict(BOT))
    # Told of everything that changes on a screen, when it has changed.
    on_change: list[Callable[[Change], None]] = field(default_factory=list)

    def tell(self, change: Change) -> None:
        for listener in self.on_change:
            listener(change)


# Rights of a member, all of which the Bot API tells (https://core.telegram.org/bots/api#chatmemberrestricted).
_RIGHTS_WORDS = """
can_send_messages can_send_audios can_send_documents can_send_photos can_send_videos can_send_video_notes
can_send_voice_notes can_send_polls can_send_other_messages can_add_web_page_previews can_change_info
can_invite_users can_pin_messages can_manage_topics can_edit_tag can_react_to_messages
"""
_RIGHTS = tuple(_RIGHTS_WORDS.split())
# And of an admin (https://core.telegram.org/bots/api#chatmemberadministrator).
_ADMIN_RIGHTS_WORDS = """
can_be_edited is_anonymous can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members
can_promote_members can_change_info can_invite_users can_post_stories can_edit_stories can_delete_stories
"""
_ADMIN_RIGHTS = tuple(_ADMIN_RIGHTS_WORDS.split())


def member_json(status: str, rights: frozenset[str] = frozenset()) -> dict[str, Any]:
    """What the bot is in a chat, as the Bot API tells it."""
    data: dict[str, Any] = {
        "user": {key: BOT[key] for key in ("id", "is_bot", "first_name", "username")},
        "status": status,
    }
    if status in ("kicked", "restricted"):
        data["until_date"] = 0
    if status == "restricted":
        data |= {"is_member": True, **dict.fromkeys(_RIGHTS, False)}
    if status == "administrator":
        data |= {**dict.fromkeys(_ADMIN_RIGHTS, False), **dict.fromkeys(rights, True)}
    return data


def heading_json(message: ShownMessage, room: Room) -> dict[str, Any]:
    """What a message tells whatever it holds: who sent it, where and when."""
    data: dict[str, Any] = {
        "message_id": message.id,
        "date": int(message.at.timestamp()),
        "chat": room.as_json(),
    }
    if message.from_bot:
        data["from"] = BOT
    elif message.sender_user is not None:
        data["from"] = message.sender_user.as_json()
        if tag := room.tags.get(message.sender_user.id):
            data["sender_tag"] = tag
    if message.sender_room is not None:
        data["sender_chat"] = message.sender_room.as_json()
    if message.thread is not None:
        data |= {"message_thread_id": message.thread, "is_topic_message": True}
    return data


def message_json(message: ShownMessage, room: Room) -> dict[str, Any]:
    """A message as the Bot API returns it."""
    data = heading_json(message, room)
    if len(message.versions) > 1:
        data["edit_date"] = int(message.versions[-1].at.timestamp())
    if message.attachment:
        data[message.attachment] = _attachment(message)
        if message.text:
            data["caption"] = message.text
    else:
        data["text"] = message.text
        if message.entities:
            data["entities"] = message.entities
    if message.markup and "inline_keyboard" in message.markup:
        data["reply_markup"] = message.markup
    return data


def _attachment(message: ShownMessage) -> Any:
    if message.attachment == "location":
        latitude, longitude = map(float, message.file_id.split(","))
        return {"latitude": latitude, "longitude": longitude}
    if message.attachment == "contact":
        return {"phone_number": message.file_id, "first_name": message.sender}
    file = {"file_id": message.file_id, "file_unique_id": f"u{message.file_id}"}
    if message.attachment == "photo":
        return [{**file, "width": 800, "height": 600}]
    return {**file, "file_name": message.sender} if message.attachment == "document" else file
