"""Text as paper can show it: what no letter of the typesetter's fonts stands for is left out or made plain."""

from __future__ import annotations

import re
import unicodedata

# The typesetter's own fonts hold Latin, Greek, Cyrillic, Arabic and common signs. What a phone's keyboard adds beyond
# are emoji with their joiners and colours, keycaps and marks of the basic plane: they would print as boxes.
_EMOJI = re.compile(
    "[\U00010000-\U0010ffff\u2600-\u2712\u2715-\u27bf\u2b00-\u2bff\u231a-\u23ff\ufe00-\ufe0f\u200d\u20e3]+"
)
# Directions, joiners and marks that show nothing; a line break is the template's to make.
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffd\x7f-\x9f]")

_SPACES = re.compile("[^\\S\u00a0\u202f]+")


def printable(text: str) -> str:
    """One line without emoji, control characters and doubled spaces; letters in fancy dress become plain ones.

    A space that does not break keeps a date on its line, so it stays.
    """
    # Script and bold names are written with mathematical letters of an upper plane; their plain forms are known.
    plain = "".join(unicodedata.normalize("NFKC", one) if one > "\uffff" else one for one in text)
    return _SPACES.sub(" ", _INVISIBLE.sub("", _EMOJI.sub(" ", plain)).translate(_CONTROLS)).strip()


_CONTROLS = dict.fromkeys(range(32), " ")
