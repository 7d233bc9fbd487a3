"""Kecamatan by name: what somebody wrote means the one that is written so, and only then one written nearly so.

"Kota Baru" and "Kotabaru" are two kecamatan of one kabupaten, in life as here: an exact name is that kecamatan, whatever
else looks like it, and what may mean two is answered with both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import get_close_matches
from typing import TYPE_CHECKING

from bot.domain.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# "01. Panwaslu Kecamatan Kota Baru", "Kec. Kota Baru, Kab. X": what stands before and behind a name.
_LEAD = re.compile(
    r"^(?:\(?\d{1,3}[.)]\)?\s*)?(?:(?:panwaslu|panwas)\s+(?=kec)|panwas(?:lu)?cam\s+)?(?:kec(?:amatan\b\s*:?|\.)\s*|kec\s+)?"
)
_TAIL = re.compile(r"(?<=\S)\s*,?\s+\(?kab(?:upaten\b|\.|\b)\s*\S.*$")
# As the ministry numbers them: province, kabupaten, kecamatan.
_CODE = re.compile(r"(?<![\d.])\d\d(?:\.\d\d\.\d\d|\d{4})(?![\d.]*\d)")
_BESIDE_CODE = re.compile(r"[\W_]+")
_HALF = 0.5
_CLOSE = 0.75


class DistrictNames:
    """The kecamatan of an office, to be found by what people write; in the order given."""

    def __init__(self, names: Iterable[str], codes: Mapping[str, str] | None = None) -> None:
        """`codes`: the name of each code that the office knows, `63.10.01`."""
        self.names = tuple(names)
        self._coded = {_figures(code): name for code, name in (codes or {}).items()}
        self._exact: defaultdict[str, list[str]] = defaultdict(list)
        self._loose: defaultdict[str, list[str]] = defaultdict(list)
        for name in self.names:
            self._exact[exact_key(name)].append(name)
            self._loose[_loose_key(name)].append(name)

    def meant(self, written: str) -> tuple[str, ...]:
        """The names that may be meant: none, one, or several that nothing tells apart.

        The name as it is comes first, then without the word "Kecamatan" before it, then whatever stands between letters;
        a code alone, or beside the name that it has.
        """
        if self._coded and (found := _CODE.search(written)) is not None:
            coded = self._coded.get(_figures(found[0]))
            beside = _BESIDE_CODE.sub(" ", f"{written[: found.start()]} {written[found.end() :]}").strip()
            return (coded,) if coded and (_is_label(beside) or self._named(beside) == (coded,)) else ()
        return self._named(written)

    def _named(self, written: str) -> tuple[str, ...]:
        exact = exact_key(written)
        for found in (self._exact.get(exact), self._exact.get(_bare(exact)), self._loose.get(_loose_key(written))):
            if found:
                return tuple(found)
        return ()

    def beginning(self, written: str) -> tuple[str, ...]:
        """The names that are meant, or else those that begin so."""
        key = _loose_key(written)
        return self.meant(written) or tuple(name for name in self.names if key and _loose_key(name).startswith(key))

    def closest(self, written: str) -> str | None:
        """The name that `written` is probably a slip for."""
        return self._like(written, _CLOSE)

    def unknown(self, written: str) -> Refusal:
        """That it is none of the office's, and which it may be a slip for."""
        meant, name = self.closest(written), written.strip()[:40]
        if meant is None:
            return Refusal("refused-unknown-district", name=name)
        return Refusal("refused-unknown-district-slip", name=name, meant=meant)

    def nearest(self, written: str) -> str | None:
        """The name that is like `written` most, where half of it is in one of them."""
        return self._like(written, _HALF)

    def _like(self, written: str, cutoff: float) -> str | None:
        found = get_close_matches(_loose_key(written), self._loose, cutoff=cutoff)
        return self._loose[found[0]][0] if found else None


def exact_key(name: str) -> str:
    """What tells two names apart: letters, and where words end; not case, nor how many spaces."""
    return " ".join(name.casefold().split())


def _figures(code: str) -> str:
    return re.sub(r"\D", "", code)


def _is_label(beside_code: str) -> bool:
    return _bare(exact_key(beside_code)) in {"", "kec", "kode"}


def _bare(exact: str) -> str:
    return _TAIL.sub("", _LEAD.sub("", exact, count=1))


def _loose_key(name: str) -> str:
    """The letters and figures alone: of an apostrophe there are five kinds."""
    return re.sub(r"[\W_]", "", _bare(exact_key(name)))
