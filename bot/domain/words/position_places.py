"""The place behind a position: `Kepala Sekretariat Panwascam Kota Baru`."""

from __future__ import annotations

from bot.domain.vocabulary import Position

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


def is_place(position: Position, words: list[str]) -> bool:
    """Whether these words behind a position may be where somebody has it."""
    if not words:
        return True
    if (_TAKEN | _NOT_IN_OFFICE) & set(words):
        return False
    if position in _OF_OFFICE:
        # "Ketua Bawaslu Kabupaten X"
        return words[0] == "kabupaten"
    return True


_OF_OFFICE = frozenset({Position.OFFICE_CHAIR, Position.OFFICE_HEAD, Position.OFFICE_STAFF})


def bare_place(words: list[str]) -> list[str]:
    """The name of a kecamatan alone."""
    if "kabupaten" in words:
        words = words[: words.index("kabupaten")]
    return words[1:] if words[:1] == ["kecamatan"] else words
