"""A chat as a person would read it, for reading aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.simulator.world import Room


def transcript(room: Room, zone: ZoneInfo) -> str:
    """Every message in order; an edited one reads as it does now, marked with how often it changed."""
    lines: list[str] = []
    day = None
    for message in room.messages:
        local = message.at.astimezone(zone)
        if local.date() != day:
            day = local.date()
            lines += ["", f"──── {day.isoformat()} ────"]
        who = "BOT" if message.from_bot else message.sender
        edits = f" (diubah {len(message.versions) - 1}×)" if len(message.versions) > 1 else ""
        lines += ["", f"{local:%H.%M} {who}{edits}"]
        if message.attachment:
            lines.append(f"    [{message.attachment}] {message.sender if message.from_bot else ''}".rstrip())
        lines += [f"    {line}" for line in message.text.split("\n")] if message.text else []
        lines += [
            "    " + " ".join(f"[{button['text']}]" for button in row)
            for row in (message.markup or {}).get("inline_keyboard", ())
        ]
        lines += [f"    [[{button['text']}]]" for button in message.reply_buttons]
    return "\n".join(lines).strip() + "\n"
