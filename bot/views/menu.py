"""Which commands stand in whose menu: of all private chats, of groups, and of the office's people in their own chats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.text import plain

if TYPE_CHECKING:
    from bot.domain.facts import PersonFacts

EVERYBODY = ("jadwal", "hadir", "izin", "piket", "kegiatan", "kalender", "sertifikat", "profil", "bantuan", "batal")
GROUP = ("jadwal", "hadir", "kegiatan", "bantuan")
_CLERK = ("absen", "pin", "lokasi", "surat", "daftarhadir", "impor")
_MANAGER = (
    "tetapkan", "ubah", "batalkan", "rekap", "belum", "ingatkan", "kejar", "kursi", "belumdaftar", "peserta", "absen",
    "pin", "lokasi", "materi", "notulen", "kuesioner", "surat", "daftarhadir", "status",
)  # fmt: skip
_ADMIN = ("impor", "ekspor", "peran", "audit")


def of_clerk(person: PersonFacts) -> tuple[str, ...]:
    """The menu of a head, an admin or other staff of the office."""
    return (*(_MANAGER if person.manages else _CLERK), *(_ADMIN if person.is_admin else ()), *EVERYBODY)


def lines(commands: tuple[str, ...]) -> list[tuple[str, str]]:
    """Each command with what it is for."""
    return [(name, plain(f"menu-{name}")) for name in commands]
