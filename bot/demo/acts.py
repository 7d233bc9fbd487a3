"""What somebody at the page may do with a phone in hand; each becomes what the simulator's people do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.demo.cast import Cast
    from bot.replay.stage import Member
    from bot.simulator import Group
    from bot.simulator.world import ShownMessage

Order = dict[str, Any]


class BadOrder(ValueError):
    """The page asked for what cannot be done; the text says what."""


def act(cast: Cast, order: Order) -> None:
    """Do what `order` says: {"who", "do", "chat"?, and what the act takes}; raises `BadOrder`."""
    member = _member(cast, order)
    phone, group = member.phone, _group(cast, member, order)
    match order.get("do"):
        case "start":
            phone.send(f"/start {order.get('payload', '')}".rstrip())
        case "send":
            shown = _message(group, member, order["reply"]) if order.get("reply") else None
            phone.send(_text(order), group, topic=order.get("topic"), answering=shown)
        case "press":
            phone.press_data(str(order.get("data", "")), _message(group, member, order.get("message")), group)
        case "contact":
            phone.share_contact()
        case "location":
            phone.send_location(_degrees(order, "latitude"), _degrees(order, "longitude"), group)
        case "block":
            phone.block()
        case "unblock":
            phone.unblock()
        case other:
            raise BadOrder(f"nobody can {other!r}")


def send_files(cast: Cast, order: Order, files: list[tuple[str, bytes]]) -> None:
    """Photos (several are an album) or a file, with a caption."""
    member = _member(cast, order)
    group, caption = _group(cast, member, order), str(order.get("caption") or "")[:1024] or None
    name, content = files[0]
    if order.get("kind") != "photo":
        member.phone.send_document(name, content, caption, group)
    elif len(files) > 1 and group is None:
        member.phone.send_album([content for _, content in files], caption)
    else:
        member.phone.send_photo(caption, content, group)


def _member(cast: Cast, order: Order) -> Member:
    found = cast.by_id.get(_number(order.get("who")))
    if found is None:
        raise BadOrder("nobody has that number")
    return found


def _group(cast: Cast, member: Member, order: Order) -> Group | None:
    chat = _number(order.get("chat", member.phone.id))
    if chat == member.phone.id:
        return None
    group = cast.group(chat)
    if group is None or member.phone.id not in group.room.members:
        raise BadOrder("not a chat of theirs")
    return group


def _message(group: Group | None, member: Member, wanted: object) -> ShownMessage:
    room = group.room if group is not None else member.phone.room
    found = room.by_id.get(_number(wanted))
    if found is None:
        raise BadOrder("no such message")
    return found


def _text(order: Order) -> str:
    text = str(order.get("text", "")).strip()
    if not text or len(text) > 4096:
        raise BadOrder("a text has 1 to 4096 characters")
    return text


def _degrees(order: Order, name: str) -> float:
    try:
        return float(order[name])
    except (KeyError, TypeError, ValueError):
        raise BadOrder(f"{name} is a number") from None


def _number(value: object) -> int:
    try:
        return int(str(value))
    except ValueError:
        raise BadOrder("a number is wanted") from None
