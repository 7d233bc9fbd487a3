"""Floods: how long everybody else's press waits, by polling and by webhook, while somebody floods the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from office import GROUP_ID
from rows_crowds import crowd

if TYPE_CHECKING:
    from collections.abc import Callable

    from measured import Bench, Row
    from office import BenchOffice
    from processes import Api

_STRANGER = 555_555
_STRANGERS = 100


def floods(bench: Bench) -> list[Row]:
    """Each flood, by either way."""
    return [
        crowd(bench, name, webhook=webhook, begin=begin) for name, begin in FLOODS.items() for webhook in (False, True)
    ]


def _stranger(api: Api, _office: BenchOffice, _seconds: float) -> None:
    api.order("say", person=_STRANGER, text="/jadwal", times=300)


def _member(api: Api, office: BenchOffice, _seconds: float) -> None:
    api.order("say", person=office.invited[-1], text="/jadwal", times=300)


def _presses(api: Api, office: BenchOffice, _seconds: float) -> None:
    api.order("press", person=office.invited[-1], data=f"yes:{office.session_id}", times=1_000)


def _wavering(api: Api, office: BenchOffice, _seconds: float) -> None:
    for _ in range(100):
        for data in ("yes:{}", "exc:{}:SICK"):
            api.order("press", person=office.invited[-1], data=data.format(office.session_id))


def _strangers(api: Api, _office: BenchOffice, seconds: float) -> None:
    says = [(_STRANGER + number, text) for text in ("/jadwal", "/hadir", "/profil") for number in range(_STRANGERS)]
    api.order("chatter", chat=GROUP_ID, says=says, within=seconds / 3)


def _cards(api: Api, office: BenchOffice, seconds: float) -> None:
    api.order("chatter", chat=GROUP_ID, says=[(office.invited[-1], "/hadir")] * 60, within=seconds / 3)


FLOODS: dict[str, Callable[[Api, BenchOffice, float], None]] = {
    "a stranger sends 300 messages": _stranger,
    "a member sends 300 commands": _member,
    "one button is pressed 1,000 times": _presses,
    "a member changes their mind 200 times": _wavering,
    "100 strangers of a group send 300 commands": _strangers,
    "a member sends /hadir 60 times in a group": _cards,
}
ROWS: dict[str, Callable[[Bench], list[Row]]] = {"floods": floods}
