"""Links of online meetings: taken out of what is typed as the place, and places that are none."""

from __future__ import annotations

import re

# What people type without https://; after the host there must be something that leads to a meeting.
_HOSTS = r"(?:[\w-]+\.)*(?:zoom\.us|zoom\.com|meet\.google\.com|teams\.(?:microsoft|live)\.com|webex\.com|meet\.jit\.si|s\.id|bit\.ly)/"
_LINK = re.compile(
    rf"(?<![\w.:/@-])(?:(?P<full>https?://[^\s<>\"/]+\.[^\s<>\"]*)|(?P<bare>{_HOSTS}[^\s<>\"]+))", re.IGNORECASE
)
_ENDS = ".,;:!?)]}'"
# What led to the link: "Aula dan ...", "Zoom: ...".
_LED_TO = re.compile(r"(?:[\s,;:–—-]|\b(?:dan|atau|via|melalui|lewat|di|link|tautan)\b)+$", re.IGNORECASE)
_ONLINE = frozenset({"daring", "online", "zoom", "gmeet", "teams", "webex", "webinar", "virtual"})
_BESIDE = frozenset({"meeting", "room", "cloud", "microsoft", "via", "melalui", "lewat", "secara", "link", "tautan"})


def split_link(text: str) -> tuple[str, str]:
    """What is left of a place (perhaps nothing), and the first link in it (perhaps none), with its https://."""
    match = _LINK.search(text)
    if match is None:
        return text.strip(), ""
    found = match[0].rstrip(_ENDS)
    link = found if match["full"] else f"https://{found}"
    before, after = _LED_TO.sub("", text[: match.start()]), text[match.start() + len(found) :]
    after = after if before.count("(") > before.count(")") else after.lstrip(_ENDS)
    return f"{before}{after}".strip(), link


def read_link(text: str) -> str | None:
    """The link in an answer; None where there is none."""
    return split_link(text)[1] or None


def sounds_online(place: str) -> bool:
    """Whether a place speaks of a meeting online, perhaps beside one on the spot."""
    return not _words(place).isdisjoint(_ONLINE)


def only_online(place: str) -> bool:
    """Whether a place is none: nobody can be there."""
    return sounds_online(place) and _words(place) <= _ONLINE | _BESIDE


def _words(place: str) -> set[str]:
    joined = re.sub(r"\bgoogle\s+meet\b", "gmeet", place.casefold())
    return set(re.findall(r"[\w/]+", joined))
