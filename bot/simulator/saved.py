"""The world as bytes and back: what stands on phones, files, menus, and where numbers go on."""

from __future__ import annotations

import base64
import itertools
import json
import zlib
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.simulator.world import ANONYMOUS, AS_CHANNEL, LINKED_CHANNEL, Room, ShownMessage, Version

if TYPE_CHECKING:
    from bot.simulator.server import Simulator
    from bot.simulator.world import User, World

# A message's fields that are JSON as they stand.
_PLAIN = (
    "id",
    "chat_id",
    "text",
    "from_bot",
    "sender",
    "entities",
    "markup",
    "attachment",
    "file_id",
    "file_name",
    "thread",
    "reply_to",
    "album",
)
_OF_ROOM = ("id", "type", "title", "bot_status", "reply_keyboard", "started", "blocked", "kicked", "migrated_to")


def dump(sim: Simulator) -> bytes:
    """Everything that a later `load` needs; of a message's versions the first and the present one."""
    world = sim.world
    whole = {
        "now": sim.clock.now().isoformat(),
        "rooms": [_room_json(room) for room in world.rooms.values()],
        "files": {key: [name, base64.b64encode(content).decode()] for key, (name, content) in world.files.items()},
        "commands": world.commands,
        "descriptions": [world.description, world.short_description],
        "links": {str(who): link for who, link in world.links.items()},
        "numbers": sim.numbers(),
    }
    return zlib.compress(json.dumps(whole, ensure_ascii=False).encode())


def read(content: bytes) -> dict[str, Any]:
    """What `dump` kept, with "now" as an instant; raises `ValueError` for anything else."""
    try:
        whole: dict[str, Any] = json.loads(zlib.decompress(content))
        whole["now"] = datetime.fromisoformat(whole["now"])
    except (zlib.error, KeyError, TypeError, ValueError) as error:
        raise ValueError("not a world that was kept") from error
    return whole


def load(sim: Simulator, whole: dict[str, Any]) -> None:
    """Make the world what it was; accounts are those that are there already, groups are made anew."""
    world = sim.world
    for known in whole["rooms"]:
        _load_room(world, known)
    world.files = {key: (name, base64.b64decode(content)) for key, (name, content) in whole["files"].items()}
    world.commands = whole["commands"]
    # Worlds that were kept before there were descriptions have none.
    world.description, world.short_description = whole.get("descriptions", ("", ""))
    world.links = {int(who): link for who, link in whole["links"].items()}
    sim.go_on_at(whole["numbers"])


def _room_json(room: Room) -> dict[str, Any]:
    return {
        **{name: getattr(room, name) for name in _OF_ROOM},
        "members": sorted(room.members),
        "topics": {str(number): name for number, name in room.topics.items()} if room.topics is not None else None,
        "closed": sorted(room.closed),
        "bot_rights": sorted(room.bot_rights),
        "tags": {str(who): tag for who, tag in room.tags.items()},
        "next": max([0, *room.by_id, *(room.topics or ())]) + 1,
        "messages": [_message_json(message) for message in room.messages],
    }


def _load_room(world: World, known: dict[str, Any]) -> None:
    room = world.rooms.get(known["id"]) or Room(known["id"], known["type"])
    world.rooms[room.id] = room
    for name in _OF_ROOM:
        setattr(room, name, known[name])
    room.members = {number: world.users[number] for number in known["members"]}
    # Worlds that were kept before there were tags have none.
    room.bot_rights = frozenset(known.get("bot_rights", ()))
    room.tags = {int(who): tag for who, tag in known.get("tags", {}).items()}
    room.topics = (
        {int(number): name for number, name in known["topics"].items()} if known["topics"] is not None else None
    )
    room.closed = set(known["closed"])
    room.ids = itertools.count(known["next"])
    for one in known["messages"]:
        room.add(_message(one, world))


def _message_json(message: ShownMessage) -> dict[str, Any]:
    versions = message.versions[:1] + message.versions[1:][-1:]
    return {
        **{name: getattr(message, name) for name in _PLAIN},
        "at": message.at.isoformat(),
        "by": message.sender_user.id if message.sender_user is not None else None,
        "as": message.sender_room.id if message.sender_room is not None else None,
        "versions": [[one.at.isoformat(), one.text, one.markup] for one in versions],
    }


def _message(known: dict[str, Any], world: World) -> ShownMessage:
    return ShownMessage(
        **{name: known[name] for name in _PLAIN},
        at=datetime.fromisoformat(known["at"]),
        sender_user=_sender(known["by"], world),
        sender_room=world.rooms.get(known["as"]) if known["as"] is not None else None,
        versions=[Version(datetime.fromisoformat(at), text, markup) for at, text, markup in known["versions"]],
    )


def _sender(number: int | None, world: World) -> User | None:
    others = {user.id: user for user in (ANONYMOUS, AS_CHANNEL, LINKED_CHANNEL)}
    return None if number is None else world.users.get(number) or others.get(number)
