"""A chat as a person would read it, for reading aloud: what was sent, what was pressed, and what that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.simulator.world import Press, Room, ShownMessage, Version

_INDENT = "    "


class _Event(NamedTuple):
    """What happened at a moment; at the same one presses come before what they bring about."""

    at: datetime
    rank: int
    number: int
    head: str
    lines: list[str]


def transcript(room: Room, zone: ZoneInfo) -> str:
    """Everything in order. In a group, whose cards change with every press, a message reads as it does at the end."""
    lines: list[str] = []
    day = None
    for event in sorted(_events(room, zone), key=lambda event: event[:3]):
        local = event.at.astimezone(zone)
        if local.date() != day:
            day = local.date()
            lines += ["", f"──── {day.isoformat()} ────"]
        lines += ["", f"{local:%H.%M} {event.head}", *(f"{_INDENT}{line}".rstrip() for line in event.lines)]
    return "\n".join(lines).strip() + "\n"


def _events(room: Room, zone: ZoneInfo) -> Iterator[_Event]:
    for number, message in enumerate(room.messages):
        yield from _private(message, number, zone) if room.user is not None else _in_group(message, number)
    for number, press in enumerate(room.presses):
        yield _Event(press.at, 0, number, f"{press.who} → menekan [{press.label}]", _note(press))


def _private(message: ShownMessage, number: int, zone: ZoneInfo) -> Iterator[_Event]:
    """A message and each change of it, as they came."""
    if not message.from_bot:
        yield _Event(message.at, 1, number, message.sender, _body(message, message.versions[-1]))
        return
    first, *later = message.versions
    yield _Event(first.at, 1, number, "BOT", _body(message, first))
    for version in later:
        head = f"BOT mengubah pesan pukul {first.at.astimezone(zone):%H.%M}"
        yield _Event(version.at, 2, number, head, _body(message, version))


def _in_group(message: ShownMessage, number: int) -> Iterator[_Event]:
    edits = f" (diubah {len(message.versions) - 1}×)" if len(message.versions) > 1 else ""
    who = "BOT" if message.from_bot else message.sender
    yield _Event(message.at, 1, number, f"{who}{edits}", _body(message, message.versions[-1]))


def _body(message: ShownMessage, version: Version) -> list[str]:
    lines = []
    if message.attachment:
        lines.append(f"[{message.attachment}] {message.sender if message.from_bot else message.file_name}".rstrip())
    lines += version.text.split("\n") if version.text else []
    markup: dict[str, Any] = version.markup or {}
    lines += [" ".join(f"[{button['text']}]" for button in row) for row in markup.get("inline_keyboard", ())]
    lines += [f"[[{button['text']}]]" for row in markup.get("keyboard", ()) for button in row]
    return lines


def _note(press: Press) -> list[str]:
    return [f"← {press.answer}"] if press.answer else []
