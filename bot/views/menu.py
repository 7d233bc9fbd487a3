"""What can be chosen: eight commands in Telegram's own menu, by role, and all of them behind /menu, as buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.press import Press, press
from bot.views.screen import Screen, button, rows
from bot.views.text import join_lines, plain, t

if TYPE_CHECKING:
    from telegram import InlineKeyboardButton

    from bot.domain.people.facts import PersonFacts

# Telegram's menus: of all private chats, of groups, and of the office's people in their own chats. A list of thirty is
# none on a phone.
EVERYBODY = ("jadwal", "hadir", "izin", "piket", "kalender", "profil", "menu", "bantuan")
GROUP = ("jadwal", "hadir", "kegiatan", "bantuan")
_CLERK = ("absen", "pin", "surat", "daftarhadir", "jadwal", "hadir", "menu", "bantuan")
_MANAGER = ("papan", "usul", "tetapkan", "belum", "rekap", "jadwal", "menu", "bantuan")
_ADMIN = ("tetapkan", "rekap", "belum", "absen", "impor", "status", "menu", "bantuan")

# Behind /menu, by section.
_MINE = (
    "jadwal",
    "hadir",
    "izin",
    "piket",
    "berkas",
    "tindaklanjut",
    "kegiatan",
    "kalender",
    "sertifikat",
    "profil",
    "bantuan",
)
_OF_CLERK = {"day": ("absen", "pin", "lokasi"), "papers": ("surat", "daftarhadir", "sertifikat", "impor")}
_OF_MANAGER = {
    "sessions": (
        "papan",
        "usul",
        "tetapkan",
        "ubah",
        "batalkan",
        "kejar",
        "kursi",
        "undang",
        "keluarkan",
        "gelombang",
        "ulangi",
        "jajak",
        "peserta",
    ),
    "answers": ("belum", "ingatkan", "belumdaftar", "rekap", "minta", "plh", "status"),
    "day": ("absen", "pin", "lokasi", "kumpulkan", "materi", "notulen", "tindaklanjut", "kuesioner"),
    "papers": ("surat", "daftarhadir", "sertifikat"),
}
_OF_ADMIN = {"admin": ("impor", "ekspor", "peran", "audit")}


@press("menu")
class OpenSection(Press):
    """A section, or all of them."""

    section: str = ""


@press("do")
class DoCommand(Press):
    """What a command does, by its name."""

    command: str


def of_clerk(person: PersonFacts) -> tuple[str, ...]:
    """The menu of a head, an admin or other staff of the office."""
    if person.is_admin:
        return _ADMIN
    return _MANAGER if person.manages else _CLERK


def lines(commands: tuple[str, ...]) -> list[tuple[str, str]]:
    """Each command with what it is for."""
    return [(name, plain(f"menu-{name}")) for name in commands]


def description() -> str:
    """What Telegram shows in an empty chat, above its Start button: at most 512 characters."""
    return plain("bot-description")


def short_description() -> str:
    """What stands on the bot's profile and with a link to it: at most 120 characters."""
    return plain("bot-short-description")


def sections(person: PersonFacts, *, clerk: bool, asked: bool = False) -> dict[str, tuple[str, ...]]:
    """All that a person can choose, by section; whoever has no part in the office has one section.

    `asked`: their kecamatan is asked for data.
    """
    mine = (*_MINE[:-1], *(("minta",) if asked else ()), *(("belum",) if person.leads_secretariat else ()), _MINE[-1])
    office = _OF_MANAGER if person.manages else _OF_CLERK if clerk else {}
    return {"mine": mine, **office, **(_OF_ADMIN if person.is_admin else {})}


def menu(offered: dict[str, tuple[str, ...]], chosen: str = "") -> Screen:
    """The sections, or the commands of one."""
    if len(offered) == 1:
        chosen = next(iter(offered))
    if not chosen:
        shown = [button(plain(f"section-{name}"), OpenSection(name)) for name in offered]
        return Screen(join_lines(t("menu-title"), t("menu-next")), rows(*_in_pairs(shown)))
    shown = [button(plain(_label(chosen, name)), DoCommand(name)) for name in offered[chosen]]
    back = [button(plain("button-menu-back"), OpenSection())] if len(offered) > 1 else []
    title = t("menu-section", name=plain(f"section-{chosen}")) if len(offered) > 1 else t("menu-title")
    return Screen(join_lines(title, t("menu-next")), rows(*_in_pairs(shown), back))


def _label(section: str, name: str) -> str:
    """What is asked of somebody is theirs to answer."""
    return "short-minta-answer" if (section, name) == ("mine", "minta") else f"short-{name}"


def _in_pairs(buttons: list[InlineKeyboardButton]) -> list[list[InlineKeyboardButton]]:
    return [buttons[first : first + 2] for first in range(0, len(buttons), 2)]
