"""The field's fixed words as enums: divisions, positions, roles, kinds, states."""

from __future__ import annotations

from enum import StrEnum


class Division(StrEnum):
    """Divisions of the office (plan headings) and of a Panwaslu Kecamatan; SDMO exists in both."""

    SDMO = "SDMO"
    HPS = "HPS"
    PPDI = "PPDI"
    P2H = "P2H"
    HP2H = "HP2H"
    PPPS = "PP-PS"


OFFICE_DIVISIONS = (Division.SDMO, Division.HPS, Division.PPDI, Division.P2H)
DISTRICT_DIVISIONS = (Division.SDMO, Division.HP2H, Division.PPPS)


class Position(StrEnum):
    """What a person is; the value is what the roster's column `jabatan` says."""

    DISTRICT_CHAIR = "Ketua Panwascam"
    DISTRICT_MEMBER = "Anggota Panwascam"
    SECRETARIAT_HEAD = "Kepala Sekretariat"
    SECRETARIAT_STAFF = "Staf Sekretariat"
    VILLAGE_SUPERVISOR = "PKD"
    OFFICE_CHAIR = "Ketua Bawaslu"
    OFFICE_HEAD = "Kordiv Bawaslu"
    OFFICE_STAFF = "Staf Bawaslu"


COMMISSIONERS = frozenset({Position.DISTRICT_CHAIR, Position.DISTRICT_MEMBER})
OFFICE_POSITIONS = frozenset({Position.OFFICE_CHAIR, Position.OFFICE_HEAD, Position.OFFICE_STAFF})


# What files of a session are: for it, and of it.
MATERIALS, MINUTES = "materi", "notulen"


class Role(StrEnum):
    """What a person may do; the value is what the roster's column `peran` says."""

    MEMBER = "anggota"
    HEAD = "kepala"
    ADMIN = "admin"


class ActivityKind(StrEnum):
    """Kinds of activity, the calendar's column `jenis`."""

    RAKOR = "rakor"
    BIMTEK = "bimtek"
    RAPAT = "rapat"
    SOSIALISASI = "sosialisasi"
    SUPERVISI = "supervisi"
    PENGAWASAN = "pengawasan"
    LAPORAN = "laporan"
    LAINNYA = "lainnya"


class SessionStatus(StrEnum):
    """A session is planned (dated) until cancelled; that it is over follows from the clock."""

    SCHEDULED = "terjadwal"
    CANCELLED = "batal"


class Answer(StrEnum):
    """Standing answer to an invitation; no answer yet is `None`, shown as `belum`."""

    ATTENDING = "hadir"
    EXCUSED = "berhalangan"
    SUBSTITUTED = "diwakilkan"


class ExcuseKind(StrEnum):
    """Why a person cannot come."""

    SICK = "sakit"
    OTHER_DUTY = "dinas lain"
    OTHER = "lainnya"


class Situation(StrEnum):
    """What a duty report says of the day."""

    SAFE = "aman"
    INCIDENT = "kejadian"
    # An incident that cannot wait for the morning.
    URGENT = "mendesak"

    @property
    def is_incident(self) -> bool:
        return self is not Situation.SAFE


class CardState(StrEnum):
    """What becomes of a live card at its next edit."""

    LIVE = "live"
    # A newer card of the session stands below it; the group is no longer linked. Either is said once, and that is all.
    MOVED = "moved"
    UNLINKED = "unlinked"
