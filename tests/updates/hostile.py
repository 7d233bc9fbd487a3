"""Updates as nobody should send them: real ones of every kind, cut, mixed and filled with anything at random."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from tests.office import Office

ANYTHING: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    7,
    2**31,
    2**53,
    2**63,
    -(2**63) - 1,
    10**30,
    1.5,
    -0.0,
    1e308,
    float("inf"),
    float("nan"),
    "",
    "0",
    "-",
    "/jadwal",
    "/start x",
    "/rekap semua",
    "yes:1",
    "ya",
    "\x00",
    "\ud800",
    "\u202e\u200b",
    "x" * 5_000,
    "1" * 40,
    [],
    {},
    [[]],
    [None],
    [{}],
    {"id": 1},
    {"id": "1"},
    {"id": 2**63},
    {"": ""},
    ["bot_command"],
)
NUMBERS: tuple[Any, ...] = (2**63, 2**63 - 1, -1, True, False, None, "1", "", 1.0, [], {}, 10**30)
# Of no kind that the bot asks for.
STRAYS: tuple[dict[str, Any], ...] = (
    {"poll": {"id": "1", "question": "?", "options": []}},
    {"inline_query": {"id": "1", "from": {"id": 5, "is_bot": False, "first_name": "A"}, "query": "", "offset": ""}},
    {"channel_post": {"message_id": 1, "date": 0, "chat": {"id": -100, "type": "channel"}, "text": "/jadwal"}},
    {"message_reaction": {}},
    {"chat_member": []},
    {"something_new": {"of": "2030"}},
    {},
    {"message": None},
    {"message": {}, "callback_query": {}},
)


async def real_ones(office: Office) -> list[dict[str, Any]]:
    """One of each kind that people make, and that they were served shows that they are real."""
    kept: list[dict[str, Any]] = []
    updates = office.sim.updates
    head, ketua = await office.head(), await office.chair_of()
    await office.chair_of("Selopuro")
    group = await office.linked_group("Wonodadi", [head, ketua])
    updates.on_put.append(lambda update: kept.append(copy.deepcopy(update)))
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.say(ketua, "/hadir SDMO-02", group)
    await office.press(ketua, "Hadir", group)
    await office.press(ketua, "Hadir")
    for text in ("/izin SDMO-02", "sakit", "/jadwal minggu", "halo", "/start abc"):
        await office.say(ketua, text)
    ketua.share_contact()
    ketua.send_contact("081234", "Orang Lain")
    ketua.send_location(-8.1, 112.2)
    ketua.send_photo("/lapor")
    ketua.send_sticker()
    ketua.edit_last("/jadwal")
    ketua.send_document("a.csv", b"nama\n", "/impor")
    ketua.block()
    ketua.unblock()
    await office.settle()
    updates.on_put.pop()
    return kept


def mutated(real: list[dict[str, Any]], random: Random, count: int) -> Iterator[dict[str, Any]]:
    """So many, without numbers."""
    everything = [part for one in real for part in _parts(one)]
    for _ in range(count):
        if random.random() < 0.03:
            yield copy.deepcopy(random.choice(STRAYS))
            continue
        update = copy.deepcopy(random.choice(real))
        del update["update_id"]
        for _ in range(random.choice((1, 2, 5, 9, 9))):
            _spoil(update, random, everything)
        yield update


def nested(depth: int) -> Any:
    found: Any = []
    for _ in range(depth):
        found = [found]
    return found


def _spoil(update: dict[str, Any], random: Random, everything: list[Any]) -> None:
    where: Any = update
    last = _step(where, random)
    while last is not None and random.random() < 0.8 and (below := _step(where[last], random)) is not None:
        where, last = where[last], below
    if last is None:
        return
    match random.randrange(10):
        case 0 | 1:
            del where[last]
        case 2 | 3 | 4:
            where[last] = copy.deepcopy(random.choice(ANYTHING))
        case 5 | 6:
            where[last] = copy.deepcopy(random.choice(everything))
        case 7:
            where[last] = nested(random.choice((10, 60, 300)))
        case 8:
            where[last] = json.dumps(where[last])
        case _ if isinstance(where, dict):
            where[random.choice(("text", "date", "from", "chat", "id", "data", "entities", "update_id"))] = where[last]


def _step(value: Any, random: Random) -> Any:
    """Where one may go on from there; None where nothing is within."""
    if not value or not isinstance(value, dict | list):
        return None
    return random.choice(list(value)) if isinstance(value, dict) else random.randrange(len(value))


def _parts(value: Any) -> Iterator[Any]:
    yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _parts(part)
