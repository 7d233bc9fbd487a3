"""People and groups with a scripting API: what they do becomes updates, what they see can be asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Protocol

from bot.simulator.world import (
    ANONYMOUS,
    AS_CHANNEL,
    GENERAL,
    LINKED_CHANNEL,
    Change,
    Press,
    Room,
    ShownMessage,
    User,
    Version,
    World,
    member_json,
    message_json,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.clock import Clock
    from bot.simulator.methods import Methods
    from bot.simulator.updates import UpdateQueue


class Surroundings(Protocol):
    """What people and groups move in: a Bot API, of which they know the world behind it."""

    clock: Clock
    world: World
    updates: UpdateQueue
    methods: Methods

    def hear(self, room: Room, message: ShownMessage, content: dict[str, Any]) -> int | None:
        """Bring what was written to the bot, if it may hear it."""


# What a message says beside the one thing it is.
_BESIDE = frozenset(
    {
        "text",
        "entities",
        "caption",
        "caption_entities",
        "media_group_id",
        "forward_origin",
        "reply_to_message",
    }
)


class NotOnScreen(AssertionError):
    """A person was told to press what is not there; the text names what is."""


class Person:
    """An account. Everything it does is queued as an update at once; methods return the update's id."""

    def __init__(self, sim: Surroundings, user: User, room: Room) -> None:
        self.sim = sim
        self.user = user
        self.room = room
        self._albums = 0

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def messages(self) -> list[ShownMessage]:
        """What the bot has shown in the private chat."""
        return [message for message in self.room.messages if message.from_bot]

    @property
    def screen(self) -> str:
        """The last message of the bot, as it reads now."""
        return self.messages[-1].text if self.messages else ""

    @property
    def keyboard(self) -> list[str]:
        """The buttons that stand in the place of the phone's keyboard."""
        return self.room.keyboard

    @property
    def notes(self) -> list[tuple[str, bool]]:
        """Answers to presses: (text, whether it was a box)."""
        return self.sim.world.answers.get(self.id, [])

    def send(
        self,
        text: str,
        chat: Group | None = None,
        *,
        topic: int | None = None,
        behind: Group | Channel | None = None,
        answering: ShownMessage | None = None,
        origin: Person | None = None,
    ) -> int | None:
        """Write a text or command, privately or in a group (where privacy mode may keep it from the bot).

        `topic` is one of a forum (None: General). `behind` hides who writes: an admin behind the group itself, anybody
        behind a channel. `answering` is the message it is a reply to. One that came from `origin` is forwarded.
        """
        content: dict[str, Any] = {"text": text, "entities": _commands(text), **self._forwarded(origin)}
        if answering is not None:
            content["reply_to_message"] = message_json(answering, chat.room if chat else self.room)
        return self._say(chat, topic, behind, **content)

    def press(self, label: str, chat: Group | None = None, message: ShownMessage | None = None) -> int:
        """Press the button with `label` in it, on the latest message that has one."""
        room = chat.room if chat else self.room
        for shown in [message] if message else reversed(room.messages):
            for row in (shown.markup or {}).get("inline_keyboard", ()):
                for button in row:
                    if label in button["text"] and "callback_data" in button:
                        return self.press_data(button["callback_data"], shown, chat)
        seen = [shown.buttons for shown in room.messages if shown.buttons][-3:]
        raise NotOnScreen(f"no button {label!r} for {self.user.first_name}; the last keyboards are {seen}")

    def can_press(self, label: str) -> bool:
        """Whether a message in the private chat shows such a button."""
        return any(label in text for shown in self.room.messages for text in shown.buttons)

    def press_data(self, data: str, message: ShownMessage, chat: Group | None = None) -> int:
        """Press with the given data, forged or not."""
        room = chat.room if chat else self.room
        query_id = str(next(self.sim.world.query_ids))
        self.sim.world.queries[query_id] = self.id
        label = next((button["text"] for button in message.inline_buttons if button.get("callback_data") == data), data)
        press = Press(self.sim.clock.now(), self.user.first_name, label)
        room.presses.append(press)
        self.sim.world.unanswered[query_id] = press
        return self.sim.updates.put(
            "callback_query",
            {
                "id": query_id,
                "from": self.user.as_json(),
                "chat_instance": str(room.id),
                "message": message_json(message, room),
                "data": data,
            },
        )

    def follow(self) -> int | None:
        """Press Start in the private chat that the answer to the last press opened."""
        link = self.sim.world.links.get(self.id, "")
        if not link:
            raise NotOnScreen(f"no chat was opened for {self.user.first_name}; the last answer is {self.notes[-1:]}")
        return self.send(f"/start {link.partition('?start=')[2]}")

    def tap(self, label: str) -> int | None:
        """Tap a button of the reply keyboard: shares the contact where it asks for it, else writes its text."""
        for shown in reversed(self.messages):
            for button in shown.reply_buttons:
                if label in button["text"]:
                    return self.share_contact() if button.get("request_contact") else self.send(button["text"])
        raise NotOnScreen(f"no reply button {label!r} for {self.user.first_name}; the screen says {self.screen!r}")

    def share_contact(self) -> int | None:
        """Share the own contact, as Telegram's button does (without a plus sign)."""
        return self.send_contact(self.user.phone.lstrip("+"), self.user.first_name, self.id)

    def send_contact(self, phone: str, name: str, user_id: int | None = None, chat: Group | None = None) -> int | None:
        """Send somebody's contact card."""
        contact: dict[str, Any] = {"phone_number": phone, "first_name": name}
        if user_id is not None:
            contact["user_id"] = user_id
        return self._say(chat, contact=contact)

    def send_photo(
        self,
        caption: str | None = None,
        content: bytes = b"\xff\xd8foto",
        chat: Group | None = None,
        *,
        answering: ShownMessage | None = None,
    ) -> int | None:
        """Send a photo; `answering` is the message it is a reply to."""
        file_id = self.sim.methods.store_file("foto.jpg", content)
        photo = [{"file_id": file_id, "file_unique_id": f"u{file_id}", "width": 800, "height": 600}]
        return self._say(chat, photo=photo, **_caption(caption), **self._answering(answering))

    def _answering(self, message: ShownMessage | None) -> dict[str, Any]:
        return {"reply_to_message": message_json(message, self.room)} if message is not None else {}

    def send_album(
        self, photos: int | Sequence[bytes], caption: str | None = None, *, answering: ShownMessage | None = None
    ) -> None:
        """Send several photos (or so many made up) at once: as many messages, of which the first has the caption."""
        self._albums += 1
        contents = [b"\xff\xd8foto"] * photos if isinstance(photos, int) else photos
        for number, content in enumerate(contents):
            file_id = self.sim.methods.store_file("foto.jpg", content)
            photo = [{"file_id": file_id, "file_unique_id": f"u{file_id}", "width": 800, "height": 600}]
            extra = _caption(None if number else caption) | self._answering(answering)
            self._say(None, photo=photo, media_group_id=f"{self.id}-{self._albums}", **extra)

    def send_location(
        self, latitude: float, longitude: float, chat: Group | None = None, *, origin: Person | None = None
    ) -> int | None:
        """Send a location; one that came from `origin` is forwarded."""
        return self._say(chat, location={"latitude": latitude, "longitude": longitude}, **self._forwarded(origin))

    def forward_contact(self, origin: Person) -> int | None:
        """Pass on a contact card as if it were one's own."""
        contact = {"phone_number": origin.user.phone, "first_name": "Saya", "user_id": self.id}
        return self._say(None, contact=contact, **self._forwarded(origin))

    def _forwarded(self, origin: Person | None) -> dict[str, Any]:
        """As the Bot API tells where a message came from (https://core.telegram.org/bots/api#messageorigin)."""
        if origin is None:
            return {}
        sender = {"id": origin.id, "is_bot": False, "first_name": origin.user.first_name}
        date = int(self.sim.clock.now().timestamp())
        return {"forward_origin": {"type": "user", "date": date, "sender_user": sender}}

    def send_document(
        self,
        name: str,
        content: bytes,
        caption: str | None = None,
        chat: Group | None = None,
    ) -> int | None:
        """Send a file."""
        file_id = self.sim.methods.store_file(name, content)
        document = {"file_id": file_id, "file_unique_id": f"u{file_id}", "file_name": name, "file_size": len(content)}
        return self._say(chat, document=document, **_caption(caption))

    def send_video(self, caption: str | None = None) -> int | None:
        """Send a video."""
        file_id = self.sim.methods.store_file("video.mp4", b"video")
        video = {"file_id": file_id, "file_unique_id": f"u{file_id}", "width": 800, "height": 600, "duration": 5}
        return self._say(None, video=video, **_caption(caption))

    def send_voice(self) -> int | None:
        """Send a recording of what was said."""
        file_id = self.sim.methods.store_file("suara.ogg", b"suara")
        return self._say(None, voice={"file_id": file_id, "file_unique_id": f"u{file_id}", "duration": 5})

    def send_sticker(self) -> int | None:
        """Send a sticker."""
        sticker = {
            "file_id": "s1",
            "file_unique_id": "us1",
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
        }
        return self._say(None, sticker=sticker)

    def edit_last(self, text: str, chat: Group | None = None) -> int:
        """Edit the own last message."""
        room = chat.room if chat else self.room
        last = next(message for message in reversed(room.messages) if message.sender_user is self.user)
        last.text, last.entities = text, _commands(text)
        last.versions.append(Version(self.sim.clock.now(), text))
        self.sim.world.tell(Change(room, last))
        content = message_json(last, room)
        return self.sim.updates.put("edited_message", content)

    def block(self) -> int:
        """Block the bot."""
        self.room.blocked = True
        return self._membership("member", "kicked")

    def unblock(self) -> int:
        """Unblock the bot."""
        self.room.blocked = False
        return self._membership("kicked", "member")

    def deactivate(self) -> None:
        """Close the account."""
        self.user.deactivated = True

    def _membership(self, old: str, new: str) -> int:
        return self.sim.updates.put(
            "my_chat_member", membership(self.room, self.user, old, new, int(self.sim.clock.now().timestamp()))
        )

    def _say(
        self, chat: Group | None, topic: int | None = None, behind: Group | Channel | None = None, **content: Any
    ) -> int | None:
        room = chat.room if chat else self.room
        if chat is None:
            room.started = True
        content = {key: value for key, value in content.items() if value not in (None, [])}
        text = str(content.get("text") or content.get("caption") or "")
        attachment = next((key for key in content if key not in _BESIDE), "")
        now = self.sim.clock.now()
        seen, sender = (self.user, None) if behind is None else (_seen(behind), behind.room)
        message = ShownMessage(
            next(room.ids),
            room.id,
            now,
            text,
            False,
            seen.first_name,
            versions=[Version(now, text)],
            sender_user=seen,
            attachment=attachment,
            sender_room=sender,
            thread=topic,
            file_name=str(content.get("document", {}).get("file_name", "")),
            file_id=_held(content),
            reply_to=content.get("reply_to_message", {}).get("message_id"),
            album=content.get("media_group_id", ""),
        )
        room.add(message)
        self.sim.world.tell(Change(room, message))
        return self.sim.hear(room, message, content)


class Group:
    """A group chat."""

    def __init__(self, sim: Surroundings, room: Room) -> None:
        self.sim = sim
        self.room = room

    @property
    def id(self) -> int:
        return self.room.id

    @property
    def messages(self) -> list[ShownMessage]:
        """What the bot has shown here."""
        return [message for message in self.room.messages if message.from_bot]

    @property
    def screen(self) -> str:
        """The last message of the bot."""
        return self.messages[-1].text if self.messages else ""

    def in_topic(self, topic: int | None) -> list[ShownMessage]:
        """What the bot has shown in a topic (None: General)."""
        return [message for message in self.messages if message.thread == topic]

    def add_bot(self, by: Person) -> int:
        """Somebody takes the bot into the group."""
        self.room.kicked = False
        self.room.members.setdefault(by.id, by.user)
        return self._make_bot(by, "member", old="left")

    def kick_bot(self, by: Person) -> int:
        """Somebody puts the bot out."""
        self.room.kicked = True
        return self._membership(by, self.room.bot_status, "kicked")

    def mute_bot(self, by: Person) -> int:
        """Somebody takes the right to write from the bot."""
        return self._make_bot(by, "restricted")

    def unmute_bot(self, by: Person) -> int:
        """Somebody lets the bot write again."""
        return self._make_bot(by, "member")

    def promote_bot(self, by: Person, *rights: str) -> int:
        """Somebody makes the bot an admin, with these rights: it reads everything from now on, whatever its privacy mode."""
        return self._make_bot(by, "administrator", rights=frozenset(rights))

    def open_topic(self, name: str) -> int:
        """A new topic (the group is a forum from its first one on); returns its id."""
        if self.room.topics is None:
            self.room.topics = {}
        topic = next(number for number in self.room.ids if number != GENERAL)
        self.room.topics[topic] = name
        return topic

    def close_topic(self, topic: int = GENERAL) -> None:
        """Only admins write in it from now on."""
        self.room.closed.add(topic)
        self._topic_news(topic, "forum_topic_closed")

    def reopen_topic(self, topic: int = GENERAL) -> None:
        """Everybody writes in it again."""
        self.room.closed.discard(topic)
        self._topic_news(topic, "forum_topic_reopened")

    def delete_topic(self, topic: int) -> None:
        """The topic with all that stands in it is gone."""
        del (self.room.topics or {})[topic]
        for message in [message for message in self.room.messages if message.thread == topic]:
            self.room.messages.remove(message)
            del self.room.by_id[message.id]

    def _topic_news(self, topic: int, what: str) -> None:
        """A service message, which bots get whatever their privacy mode."""
        number, now = next(self.room.ids), int(self.sim.clock.now().timestamp())
        there = {} if topic == GENERAL else {"message_thread_id": topic, "is_topic_message": True}
        said = {"message_id": number, "date": now, "chat": self.room.as_json(), **there, what: {}}
        self.sim.updates.put("message", said)

    def _make_bot(self, by: Person, status: str, *, old: str = "", rights: frozenset[str] = frozenset()) -> int:
        old, self.room.bot_status, self.room.bot_rights = old or self.room.bot_status, status, rights
        return self._membership(by, old, status)

    def migrate(self) -> int:
        """The group becomes a supergroup with a new id, which is returned; both service messages are queued."""
        old = self.room
        new_id = -1_000_000_000_000 + old.id
        old.migrated_to = new_id
        new = Room(new_id, "supergroup", old.title, members=dict(old.members), bot_status=old.bot_status)
        new.bot_rights, new.tags = old.bot_rights, dict(old.tags)
        # What was posted before still shows, but a supergroup numbers its messages anew and knows no others.
        new.messages = list(old.messages)
        self.sim.world.rooms[new_id] = new
        now = int(self.sim.clock.now().timestamp())
        self.sim.updates.put(
            "message",
            {"message_id": next(old.ids), "date": now, "chat": old.as_json(), "migrate_to_chat_id": new_id},
        )
        self.sim.updates.put(
            "message",
            {
                "message_id": next(new.ids),
                "date": now,
                "chat": new.as_json(),
                "from": ANONYMOUS.as_json(),
                "sender_chat": new.as_json(),
                "migrate_from_chat_id": old.id,
            },
        )
        self.room = new
        return new_id

    def _membership(self, by: Person, old: str, new: str) -> int:
        now = int(self.sim.clock.now().timestamp())
        return self.sim.updates.put("my_chat_member", membership(self.room, by.user, old, new, now))


class Channel:
    """A channel; what it posts comes into the group linked to it by itself."""

    def __init__(self, sim: Surroundings, room: Room) -> None:
        self.sim = sim
        self.room = room

    def post(self, text: str, group: Group) -> int | None:
        """Post a text, which Telegram forwards to the linked group."""
        now = self.sim.clock.now()
        message = ShownMessage(
            next(group.room.ids),
            group.id,
            now,
            text,
            False,
            self.room.title,
            versions=[Version(now, text)],
            sender_user=LINKED_CHANNEL,
            sender_room=self.room,
        )
        group.room.add(message)
        self.sim.world.tell(Change(group.room, message))
        content = {"text": text, "entities": _commands(text), "is_automatic_forward": True}
        return self.sim.hear(group.room, message, content)


def _held(content: dict[str, Any]) -> str:
    """What stands for the file of a message: its id, a place's coordinates, a contact's number."""
    if "location" in content:
        return "{latitude},{longitude}".format(**content["location"])
    if "contact" in content:
        return str(content["contact"]["phone_number"])
    photo = content.get("photo", [{}])[-1]
    return str({**photo, **content.get("document", {})}.get("file_id", ""))


def _seen(behind: Group | Channel) -> User:
    """The account that the Bot API names where a chat speaks."""
    return ANONYMOUS if isinstance(behind, Group) else AS_CHANNEL


def membership(room: Room, by: User, old: str, new: str, date: int) -> dict[str, Any]:
    """The content of a my_chat_member update."""
    return {
        "chat": room.as_json(),
        "from": by.as_json(),
        "date": date,
        "old_chat_member": member_json(old),
        "new_chat_member": member_json(new, room.bot_rights),
    }


def _caption(text: str | None) -> dict[str, Any]:
    return {"caption": text, "caption_entities": _commands(text)} if text else {}


def _commands(text: str | None) -> list[dict[str, Any]]:
    match = re.match(r"/[A-Za-z0-9_]+(@\w+)?", text or "")
    return [{"type": "bot_command", "offset": 0, "length": match.end()}] if match else []


def is_for_bot(text: str, username: str) -> bool:
    """Privacy mode: in groups a bot gets commands that name it, or name nobody."""
    match = re.match(r"/[A-Za-z0-9_]+(?:@(\w+))?", text)
    return match is not None and match[1] in (None, username)
