"""Numbers of people."""

from __future__ import annotations

import re

# Six figures: more people than that meet nowhere, and every database can hold it.
_COUNT = re.compile(r"(?P<count>[0-9]{1,6}|[0-9]{1,3}\.[0-9]{3})(?: ?(?:orang|org|peserta|jiwa)\.?)?", re.IGNORECASE)


def read_count(written: str) -> int:
    """How many people: `66`, `66 orang`, `1.000 peserta`; raises `ValueError`."""
    found = _COUNT.fullmatch(written)
    if found is None:
        raise ValueError(written)
    return int(found["count"].replace(".", ""))
