"""Hours in figures: `09.00`, `0900`, `7`, and what makes a figure something else."""

from __future__ import annotations

import re

# What may stand right behind a figure: "09.00WIB", "7malam".
_BEHIND = r"(?![a-z\d])|(?=(?:wib|wita|wit|pagi|subuh|siang|sore|petang|malam|mlm|am|pm|sd|sampai|hingga)\b|s[./]d)"
# What makes a figure a length or a count instead of an hour.
_COUNTED = r"(?!\s*(?:jam|menit|hari|minggu|pekan|bulan|tahun|orang|peserta|kali|x|%)(?![a-z]))"
_FIGURES = (
    r"(?P<h>\d{1,2})\s?:\s?(?P<m>\d{2})(?::\d{2}(?:\.0+)?)?(?![:\d])",
    r"(?P<h>\d{1,2})[.,;](?P<m>\d{2})(?![.,:]?\d)",
    r"(?P<h>\d{2})\s?\.\s?(?P<m>\d{2})(?![.,:]?\d)",
    r"(?P<h>\d{2})\s(?P<m>00|15|30|45)(?![.,:/-]?\d)",
    r"(?P<h>\d{2})(?P<m>\d{2})(?![.,:/]?\d)",
    r"(?P<h>\d)(?P<m>[0-5][05])(?![.,:/]?\d)",
    r"(?P<h>\d{1,2})(?P<m>)(?!\d|[.,:;/]\d|[.:][a-z])",
)
FIGURE = tuple(re.compile(rf"{figure}(?:{_BEHIND}){_COUNTED}") for figure in _FIGURES)
