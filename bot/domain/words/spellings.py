"""Fixed words as offices write them: positions, kinds, divisions, numbers of people; what is not known has a nearest.

`Kepala Sekretariat Panwascam`, `Kasek` and `Ka. Sekretariat Panwaslu Kecamatan X` are one position. A word that no rule
takes makes the whole unknown: nothing is cut off in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from bot.domain.vocabulary import DISTRICT_DIVISIONS, OFFICE_DIVISIONS, ActivityKind, Division, Position, Role

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_CLOSE = 0.6
# Longer than any of them: no slip of one.
_LONGEST = 80


class UnknownWord(ValueError):
    """Not one of the fixed words; `nearest` is the one that it begins, or else that comes nearest."""

    def __init__(self, written: str, known: Iterable[str]) -> None:
        super().__init__(written)
        self.nearest = (
            _nearest(_plain(written), {_plain(one): one for one in known}) if len(written) <= _LONGEST else None
        )


def _nearest(plain: str, known: dict[str, str]) -> str | None:
    begun = [one for one in known if plain and one.startswith(f"{plain} ")]
    found = begun or get_close_matches(plain, known, cutoff=_CLOSE)
    return known[found[0]] if found else None


@dataclass(frozen=True, slots=True)
class PositionRead:
    """A position, the division that its words name, and the place behind them (`kota baru`), to be compared with the line's."""

    position: Position
    division: Division | None = None
    place: str = ""


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


# In this order; of words between blanks.
_SAME = tuple(
    (re.compile(rf"(?<!\S)(?:{pattern})(?!\S)"), to)
    for pattern, to in (
        ("staff", "staf"),
        # In a kecamatan's secretariat they are all its staff.
        (
            "(?:(?:staf|pegawai|tenaga) )?(?:pelaksana(?: teknis)?|teknis|pendukung|administrasi)(?: (?:non )?(?:pns|asn)| ppnpn)?|staf (?:non )?(?:pns|asn)",
            "staf sekretariat",
        ),
        (
            "(?:(?:staf|pegawai|tenaga|petugas) )?(?:bendahara(?: pengeluaran| penerimaan)?(?: pembantu)?|bpp|juru bayar|operator(?: komputer| data| siwaslu| it)?"
            "|pengemudi|so[pm]ir|supir|driver|pramu ?bakti|pramu ?kantor|satpam|keamanan|kebersihan|cleaning service|office boy"
            "|pengadministrasi(?: umum| keuangan)?|administrator)|(?:staf|pegawai|tenaga) (?:umum dan keuangan|keuangan dan umum|keuangan|umum|hukum|it|pengawasan|humas|ppnpn|honorer)",
            "staf sekretariat",
        ),
        ("staf sekretariat (?:pns|asn|ppnpn|pppk|non (?:pns|asn))", "staf sekretariat"),
        ("staf sekretariat (?:sekretariat|sekertariat)", "staf sekretariat"),
        (
            "(?:panwaslu|pengawas|panwas|pengawas pemilu) (?:kelurahan desa|desa kelurahan|kel desa|desa kel|desa|kelurahan|kel)",
            "pkd",
        ),
        ("panwaslu kecamatan|panwas kecamatan|panwaslu kec|panwas kec|panwaslucam|panwaslih kecamatan", "panwascam"),
        ("kasek|ka sekretariat|kep sekretariat|kasekretariat|kepala sekertariat", "kepala sekretariat"),
        ("sekertariat", "sekretariat"),
        ("koordinator divisi|koord divisi|koordinator div|koord div|koordiv|kor div|kordivisi", "kordiv"),
        ("kab|kabupaten|kota", "kabupaten"),
        ("kec", "kecamatan"),
    )
)
_WHO = "panwascam"
_POSITION = re.compile(
    rf"(?P<chair>ketua(?: merangkap anggota)?(?: {_WHO})?)(?: merangkap)?(?: kordiv (?P<chairs>.+))?"
    rf"|(?P<member>(?:anggota|komisioner)(?: {_WHO})?)(?: kordiv (?P<members>.+))?"
    rf"|(?P<head>kepala sekretariat(?: {_WHO})?)"
    rf"|(?P<staff>staf(?: sekretariat)?(?: {_WHO})?)"
    rf"|(?P<village>pkd)"
    rf"|(?P<ochair>ketua bawaslu)|(?P<ostaff>staf(?: sekretariat)? bawaslu)"
    rf"|(?P<ohead>kordiv bawaslu)|kordiv (?P<office>.+?) bawaslu|kordiv (?P<one>.+)"
)
# Who is not, not yet or no more in that position.
_NO_MORE_WORDS = """
cadangan calon mantan eks bekas purna non nonaktif mundur mengundurkan berhenti diberhentikan diganti alm almarhum almarhumah
wafat meninggal pensiun kosong bukan tidak belum
"""
_NOT_IN_OFFICE = frozenset(_NO_MORE_WORDS.split())
_TAKEN = frozenset(
    {
        "ketua",
        "anggota",
        "komisioner",
        "kepala",
        "sekretariat",
        "staf",
        "pkd",
        "kordiv",
        "bawaslu",
        "panwascam",
        "merangkap",
    }
)


def read_position(written: str, *, in_district: bool) -> PositionRead:
    """The position that is meant by somebody of a kecamatan, or of the office; raises `UnknownWord`."""
    text = _plain(written)
    for pattern, to in _SAME:
        text = pattern.sub(to, text)
    words = text.split()
    # The longest beginning that is a position; what follows is a place.
    for count in range(len(words), 0, -1):
        found = _position(" ".join(words[:count]), in_district=in_district)
        if found is not None and _is_place(found.position, words[count:]):
            place = words[count:] if found.position is not Position.VILLAGE_SUPERVISOR else []
            return PositionRead(found.position, found.division, " ".join(_bare_place(place)))
    raise UnknownWord(written, _FOR_DISTRICT if in_district else _FOR_OFFICE)


_FOR_OFFICE = tuple(
    position.value for position in (Position.OFFICE_CHAIR, Position.OFFICE_HEAD, Position.OFFICE_STAFF, *Position)
)
_FOR_DISTRICT = (*(position.value for position in Position), "Kasek")


def _position(text: str, *, in_district: bool) -> PositionRead | None:
    found = _POSITION.fullmatch(text)
    if found is None:
        return None
    group = found.lastgroup or ""
    if group in {"chairs", "members", "one", "office"}:
        among = OFFICE_DIVISIONS if group == "office" else DISTRICT_DIVISIONS
        division = _division(found[group], among)
        if division is None or (group == "one" and not in_district):
            return None
        positions = {"chairs": Position.DISTRICT_CHAIR, "office": Position.OFFICE_HEAD}
        return PositionRead(positions.get(group, Position.DISTRICT_MEMBER), division)
    # Alone these may be of the office as well.
    if group in {"chair", "member", "staff"} and not in_district and not {_WHO, "sekretariat"} & set(text.split()):
        return None
    return PositionRead(_OF_GROUP[group])


_OF_GROUP = {
    "chair": Position.DISTRICT_CHAIR,
    "member": Position.DISTRICT_MEMBER,
    "head": Position.SECRETARIAT_HEAD,
    "staff": Position.SECRETARIAT_STAFF,
    "village": Position.VILLAGE_SUPERVISOR,
    "ochair": Position.OFFICE_CHAIR,
    "ostaff": Position.OFFICE_STAFF,
    "ohead": Position.OFFICE_HEAD,
}


def _is_place(position: Position, words: list[str]) -> bool:
    if not words:
        return True
    if (_TAKEN | _NOT_IN_OFFICE) & set(words):
        return False
    if position in _OF_OFFICE:
        # "Ketua Bawaslu Kabupaten X"
        return words[0] == "kabupaten"
    return True


_OF_OFFICE = frozenset({Position.OFFICE_CHAIR, Position.OFFICE_HEAD, Position.OFFICE_STAFF})


def _bare_place(words: list[str]) -> list[str]:
    if "kabupaten" in words:
        words = words[: words.index("kabupaten")]
    return words[1:] if words[:1] == ["kecamatan"] else words


_DIVISIONS: dict[Division, tuple[str, ...]] = {
    Division.SDMO: (
        "sdmo",
        "sdmo diklat",
        "sdm organisasi",
        "sdm organisasi diklat",
        "sdm organisasi pendidikan pelatihan",
        "sumber daya manusia organisasi",
        "sumber daya manusia organisasi diklat",
        "sumber daya manusia organisasi pendidikan pelatihan",
    ),
    Division.HPS: ("hps", "hukum penyelesaian sengketa"),
    Division.PPDI: (
        "ppdi",
        "pp di",
        "penanganan pelanggaran data informasi",
        "penanganan pelanggaran datin",
    ),
    Division.P2H: (
        "p2h",
        "pencegahan parmas humas",
        "pencegahan partisipasi masyarakat humas",
        "pencegahan partisipasi masyarakat hubungan masyarakat",
    ),
    Division.HP2H: (
        "hp2h",
        "hukum pencegahan parmas humas",
        "hukum pencegahan partisipasi masyarakat humas",
        "hukum pencegahan partisipasi masyarakat hubungan masyarakat",
    ),
    Division.PPPS: ("ppps", "pp ps", "penanganan pelanggaran penyelesaian sengketa"),
}
_BY_NAME = {name.replace(" ", ""): division for division, names in _DIVISIONS.items() for name in names}
_AROUND_DIVISION = frozenset({"divisi", "div", "dan", "kordiv", "bidang"})


def read_division(written: str, among: Collection[Division]) -> Division:
    """A division by its letters, whatever stands between them, or by its name; raises `UnknownWord`."""
    found = _division(_plain(written), among)
    if found is None:
        raise UnknownWord(written, [division.value for division in among])
    return found


def _division(plain: str, among: Collection[Division]) -> Division | None:
    found = _BY_NAME.get("".join(word for word in plain.split() if word not in _AROUND_DIVISION))
    return found if found in among else None


_KINDS: dict[str, ActivityKind] = {
    **{kind.value: kind for kind in ActivityKind},
    **dict.fromkeys(("rapat koordinasi", "rapat kordinasi", "koordinasi", "rakoor", "rapat rakor"), ActivityKind.RAKOR),
    **dict.fromkeys(("bimbingan teknis", "bintek", "bimtek teknis"), ActivityKind.BIMTEK),
    **dict.fromkeys(
        (
            "rapat kerja",
            "raker",
            "rapat evaluasi",
            "rapat internal",
            "rapat pleno",
            "rapat persiapan",
            "rapat kerja teknis",
        ),
        ActivityKind.RAPAT,
    ),
    **dict.fromkeys(("sosialisasi kegiatan", "kegiatan sosialisasi"), ActivityKind.SOSIALISASI),
    **dict.fromkeys(
        ("supervisi monitoring", "monitoring supervisi", "supervisi dan monitoring", "monitoring dan supervisi"),
        ActivityKind.SUPERVISI,
    ),
    **dict.fromkeys(("pelaporan", "penyusunan laporan", "pembuatan laporan"), ActivityKind.LAPORAN),
    **dict.fromkeys(("lain lain", "lain", "dan lain lain", "dll"), ActivityKind.LAINNYA),
}


def read_kind(written: str) -> ActivityKind:
    """A kind of activity; "Rakor (Rapat Koordinasi)" says the same twice. Raises `UnknownWord`."""
    plain = _plain(written)
    if plain in _KINDS:
        return _KINDS[plain]
    outside, _, inside = written.partition("(")
    both = {_KINDS.get(_plain(one)) for one in (outside, inside)} if inside else set()
    if len(both) == 1 and None not in both:
        return next(kind for kind in both if kind is not None)
    raise UnknownWord(written, (*_KINDS,))


def read_role(written: str) -> Role:
    """A role, which is written as it is; raises `UnknownWord`."""
    try:
        return Role(written.casefold())
    except ValueError:
        raise UnknownWord(written, [role.value for role in Role]) from None


# Six figures: more people than that meet nowhere, and every database can hold it.
_COUNT = re.compile(r"(?P<count>[0-9]{1,6}|[0-9]{1,3}\.[0-9]{3})(?: ?(?:orang|org|peserta|jiwa)\.?)?", re.IGNORECASE)


def read_count(written: str) -> int:
    """How many people: `66`, `66 orang`, `1.000 peserta`; raises `ValueError`."""
    found = _COUNT.fullmatch(written)
    if found is None:
        raise ValueError(written)
    return int(found["count"].replace(".", ""))
