"""Kinds of activities as offices write them."""

from __future__ import annotations

from bot.domain.vocabulary import ActivityKind
from bot.domain.words.unknown import UnknownWord, words_alone

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
    plain = words_alone(written)
    if plain in _KINDS:
        return _KINDS[plain]
    outside, _, inside = written.partition("(")
    both = {_KINDS.get(words_alone(one)) for one in (outside, inside)} if inside else set()
    if len(both) == 1 and None not in both:
        return next(kind for kind in both if kind is not None)
    raise UnknownWord(written, (*_KINDS,))
