"""What people see, as JSON for the page: chats, messages, keyboards and menus of the simulator's world."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from bot.replay.stage import Member, Stage
    from bot.simulator.world import Room, ShownMessage, World

Json = dict[str, Any]


def person_json(member: Member) -> Json:
    """Somebody of the roster: `ready` once they have pressed Start."""
    room = member.phone.room
    return {
        "id": member.phone.id,
        "name": member.name,
        "district": member.district,
        "position": member.position,
        "division": member.division,
        "role": member.role,
        "ready": room.started,
        "blocked": room.blocked,
        "phone": member.phone.user.phone,
    }


def chats_of(stage: Stage, member: Member) -> list[Json]:
    """The chats on somebody's phone: the bot's, then groups."""
    world = stage.sim.world
    private = {
        **chat_json(member.phone.room, world),
        "id": member.phone.id,
        "description": world.description,
        "about": world.short_description,
    }
    groups = [group.room for group in stage.groups.values() if member.phone.id in group.room.members]
    return [private, *(chat_json(room, world) for room in groups)]


def chat_json(room: Room, world: World) -> Json:
    """A chat with its last message; `keyboard` stands in the place of the phone's own."""
    last = room.messages[-1] if room.messages else None
    return {
        "id": room.id,
        "kind": room.type,
        "title": room.title or world.bot["first_name"],
        "members": len(room.members) + (not room.kicked),
        "started": room.user is None or room.started,
        "blocked": room.blocked,
        "keyboard": room.reply_keyboard,
        "topics": room.topics,
        "last": message_json(last, room, world) if last is not None else None,
        "commands": _menu_of(room, world),
    }


def messages_of(room: Room, world: World) -> list[Json]:
    """Everything in a chat, oldest first."""
    return [message_json(message, room, world) for message in room.messages]


def message_json(message: ShownMessage, room: Room, world: World) -> Json:
    """A message as it reads now; instants are milliseconds."""
    found: Json = {
        "id": message.id,
        "chat": room.id,
        "at": _milliseconds(message.at),
        "text": message.text,
        "entities": message.entities,
        "from": 0 if message.from_bot else message.sender_user.id if message.sender_user is not None else -1,
        "sender": world.bot["first_name"] if message.from_bot else message.sender,
    }
    if message.sender_user is not None and (tag := room.tags.get(message.sender_user.id)):
        found["tag"] = tag
    if len(message.versions) > 1:
        found["edited"] = _milliseconds(message.versions[-1].at)
    if message.markup and "inline_keyboard" in message.markup:
        found["buttons"] = message.markup["inline_keyboard"]
    if message.attachment:
        found["file"] = _file_json(message, world)
    for name, value in (
        ("topic", message.thread),
        ("reply", message.reply_to),
        ("album", message.album),
        ("reaction", message.reaction),
    ):
        if value:
            found[name] = value
    return found


def _file_json(message: ShownMessage, world: World) -> Json:
    kind = message.attachment
    if kind == "location":
        latitude, longitude = message.file_id.split(",")
        return {"kind": kind, "latitude": float(latitude), "longitude": float(longitude)}
    if kind == "contact":
        return {"kind": kind, "phone": message.file_id, "name": message.sender}
    name, content = world.files.get(message.file_id, ("", b""))
    return {"kind": kind, "id": message.file_id, "name": name, "size": len(content)}


def _menu_of(room: Room, world: World) -> list[Json]:
    """The `/` menu, as Telegram looks for it: of the chat, then of its kind, then of all."""
    kind = "all_private_chats" if room.user is not None else "all_group_chats"
    for scope in ({"chat_id": room.id, "type": "chat"}, {"type": kind}, {"type": "default"}):
        commands = world.commands.get(json.dumps(scope, sort_keys=True))
        if commands:
            return list(commands)
    return []


def _milliseconds(instant: datetime) -> int:
    return int(instant.timestamp() * 1000)
