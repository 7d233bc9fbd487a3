"""What stands before, between and behind hours: `jam`, `mulai`, `s.d.`, `selesai`."""

from __future__ import annotations

from bot.domain.words.tidy import UNTIL

JOINER = rf"(?:-|~|→|{UNTIL.pattern}|(?<![a-z])(?:ke|to|until)(?![a-z]))"
OPEN = r"\b(?:dengan\s+)?(?:(?:acara|kegiatan|rapat)\s+)?(?:selesai|selese|slesai|sls|rampung|tuntas|finish)\b(?:\s+(?:acara|kegiatan|rapat)\b)?"
LABEL = r"(?:(?:jam|pukul|pkl|puk|pk|jm|waktu)(?![a-z])\s*[.:]{0,2}\s*)+"
LEAD = r"(?:\b(?:pada|mulai|dimulai|dari|tepat|start)\b\s*)*"
