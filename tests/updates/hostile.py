"""Updates as nobody should send them: real ones of every kind, cut, mixed and filled with anything at random."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

from tests.views.test_presses import ROUTES, WIRE

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
# Seconds that are no date of a calendar, or one far off.
DATES: tuple[Any, ...] = (
    -1,
    0,
    2**31 - 1,
    2**31,
    253_402_300_799,
    253_402_300_800,
    1_700_000_000_000,
    -(10**11),
    "2023-10-06",
)
# What people, keyboards and other programs put into words: figures of other scripts, marks on marks, joined and turned signs.
ODD = (
    *(
        "\u0660",
        "\uff11",
        "\u00b2",
        "\u2460",
        "\u0967",
        "\U0001d7ce",
        "e\u0301" * 40,
        "\u0335" * 60,
        "\u200d",
        "\ufe0f",
        "\u2066",
        "\u202e",
    ),
    *(
        "\ufdd0",
        "\uffff",
        "\U0010ffff",
        "\U000e0041",
        "\U0001f468\u200d\U0001f469\u200d\U0001f466",
        "\u0130",
        "\u00df",
        "\ufb03",
        "\ufdfa",
        "\u2028",
    ),
    *(
        "\r",
        "\n",
        "\t",
        "\v",
        "\x85",
        "\x1b[2J",
        "%s",
        "{0}",
        "{name}",
        "<b>",
        "</b>",
        "&amp;",
        "&#0;",
        "'; --",
        "\\",
        "../",
        "$(",
        "=1+1",
    ),
)
COMMANDS = tuple(f"/{name}" for name in sorted(ROUTES.commands))
ARGUMENTS = (
    *(
        "SDMO-02",
        "sdmo 02/1",
        "SDMO-02@2023/1",
        "HPS-07/2",
        "99999999999",
        "-1",
        "0",
        "1e9",
        "1/0",
        "2023-10-06",
        "0000-00-00",
        "9999-12-31",
        "29/2/2023",
    ),
    *(
        "31 November 2023",
        "H-1 (6 Oktober 2023)",
        "malam",
        "09:00-12:00",
        "25.61",
        "jam",
        "s/d",
        "Aula",
        "semua",
        "Wonodadi",
        "Garum,Talun;",
        "081234567890",
    ),
    *(
        "+62",
        "@",
        "#",
        "/",
        "//",
        "?",
        "<>",
        "&&&&",
        "ya",
        "tidak",
        "1 2 3 4",
        "dua belas",
        "x" * 400,
        "\u202e",
        "https://x.id/?a=b",
        "mailto:a@b",
    ),
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
    # Who may do more, and so is asked less.
    for who, texts in (
        (head, ("halo", "/kegiatan SDMO-02", "/rekap")),
        (await office.admin(), ("halo", "/status", "/peran")),
    ):
        for text in texts:
            await office.say(who, text)
    head.press_data("b", head.messages[-1])
    (await office.admin()).press_data("b", (await office.admin()).messages[-1])
    ketua.share_contact()
    ketua.send_contact("081234", "Orang Lain")
    ketua.send_location(-8.1, 112.2)
    ketua.send_photo("/lapor")
    ketua.send_sticker()
    ketua.edit_last("/jadwal")
    ketua.send_document("a.csv", b"nama\n", "/impor")
    ketua.send_album(3, "/lapor")
    ketua.forward_contact(head)
    ketua.edit_last("halo")
    other = office.sim.group("Panwascam lain", [ketua])
    other.add_bot(by=ketua)
    other.promote_bot(ketua, "can_manage_topics")
    topic = other.open_topic("Piket")
    other.close_topic(topic)
    await office.say(ketua, "/grup", other)
    ketua.edit_last("/jadwal", other)
    other.mute_bot(by=ketua)
    other.migrate()
    other.kick_bot(by=ketua)
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
        asked = False
        match random.randrange(8):
            case 0 | 1:
                asked = _command(update, random)
            case 2 | 3:
                asked = _press(update, random)
            case 4:
                # Two kinds at once.
                update = copy.deepcopy(random.choice(real)) | update
                del update["update_id"]
            case _:
                pass
        if random.random() < (0.8 if asked else 0.15):
            # As it is, but for its words.
            yield update
            continue
        if random.random() < 0.05:
            # Once: what is larger in what is larger would be all the memory there is, which Telegram does not send.
            where, last = _somewhere(update, random)
            if last is not None:
                _larger(where, last, random)
        for _ in range(random.choice((1, 2, 5, 9, 9))):
            _spoil(update, random, everything)
        yield update


def garbled(text: str, random: Random) -> str:
    """Words with some signs left out, doubled, changed, or put among them."""
    signs = list(text[:5_000])
    for _ in range(random.choice((1, 1, 2, 6))):
        place = random.randrange(len(signs) + 1)
        match random.randrange(7):
            case 0:
                del signs[place : place + random.choice((1, 2, 50))]
            case 1:
                signs[place:place] = signs[max(0, place - 4) : place] * random.choice((1, 3, 50))
            case 2:
                signs[place : place + 1] = random.choice(ODD)
            case 3:
                signs[place:place] = [str(random.choice((2**31, 2**63, 10**20, -5, 0)))]
            case 4:
                signs[place:place] = [random.choice(" :;,/-\n.")]
            case 5:
                random.shuffle(signs)
            case _:
                signs = list("".join(signs).swapcase())
    return "".join(signs)


def _command(update: dict[str, Any], random: Random) -> bool:
    """A command that there is, with words that none or another is followed by, in whatever has words."""
    found = False
    for kind in ("message", "edited_message"):
        message = update.get(kind)
        if isinstance(message, dict) and "text" in message:
            said = random.choice(COMMANDS)
            words = [random.choice(ARGUMENTS) for _ in range(random.choice((0, 1, 2, 3, 6)))]
            text = garbled(" ".join((said, *words)), random) if random.random() < 0.5 else " ".join((said, *words))
            message["text"] = text
            length = random.choice((len(said), len(said), len(said), 0, -1, len(text) + 5, 2**40))
            found = True
            message["entities"] = [
                {"type": "bot_command", "offset": random.choice((0, 0, 0, 0, 1, -3)), "length": length}
            ]
    return found


def _press(update: dict[str, Any], random: Random) -> bool:
    """A button that hangs somewhere, of other ids or hardly one."""
    query = update.get("callback_query")
    if not isinstance(query, dict):
        return False
    data = random.choice(list(WIRE))
    if random.random() < 0.6:
        # Of what there is.
        data = ":".join(random.choice(("1", "2", "3")) if part == "7" else part for part in data.split(":"))
    query["data"] = garbled(data, random) if random.random() < 0.5 else data
    return True


def _within_itself(value: dict[str, Any], depth: int, key: str) -> dict[str, Any]:
    """A message that answers itself, a chat within itself: the right type, again and again."""
    found = value
    for _ in range(depth):
        found = {**value, key: found}
    return found


def nested(depth: int) -> Any:
    found: Any = []
    for _ in range(depth):
        found = [found]
    return found


def _spoil(update: dict[str, Any], random: Random, everything: list[Any]) -> None:
    where, last = _somewhere(update, random)
    if last is not None:
        random.choice(_SPOILING)(where, last, random, everything)


def _somewhere(update: dict[str, Any], random: Random) -> tuple[Any, Any]:
    where: Any = update
    last = _step(where, random)
    while last is not None and random.random() < 0.8 and (below := _step(where[last], random)) is not None:
        where, last = where[last], below
    return where, last


def _gone(where: Any, last: Any, _random: Random, _everything: list[Any]) -> None:
    del where[last]


def _anything(where: Any, last: Any, random: Random, _everything: list[Any]) -> None:
    where[last] = copy.deepcopy(random.choice(ANYTHING))


def _another(where: Any, last: Any, random: Random, everything: list[Any]) -> None:
    where[last] = copy.deepcopy(random.choice(everything))


def _nested(where: Any, last: Any, random: Random, _everything: list[Any]) -> None:
    where[last] = nested(random.choice((10, 60, 300)))


def _as_text(where: Any, last: Any, _random: Random, _everything: list[Any]) -> None:
    where[last] = json.dumps(where[last])


def _elsewhere(where: Any, last: Any, random: Random, _everything: list[Any]) -> None:
    """Under another name, one that is known or none."""
    if isinstance(where, dict):
        known = random.choice(("text", "date", "from", "chat", "id", "data", "entities", "update_id"))
        where[known if random.random() < 0.6 else garbled(str(last), random)] = where[last]


def _dated(where: Any, last: Any, random: Random, _everything: list[Any]) -> None:
    where["date" if isinstance(where, dict) and "date" in where else last] = random.choice(DATES)


def _nearly(where: Any, last: Any, random: Random, _everything: list[Any]) -> None:
    """Of its own type, and another."""
    match where[last]:
        case str(words):
            where[last] = garbled(words, random)
        case bool(yes):
            where[last] = not yes
        case int(number):
            where[last] = number + random.choice((1, -1, 2**32, -(2**40)))
        case _:
            pass


def _larger(where: Any, last: Any, random: Random) -> None:
    """A list of thousands, or an object within itself."""
    match where[last]:
        case list(several):
            where[last] = several * random.choice((2, 100, 3_000))
        case dict(parts):
            key = random.choice(("reply_to_message", "chat", "from", "sender_chat", "pinned_message", *parts))
            where[last] = _within_itself(parts, random.choice((1, 30, 90, 400)), key)
        case _:
            pass


# The last ones as often as all others.
_SPOILING = (_gone, _gone, *[_anything] * 3, _another, _another, _nested, _as_text, _elsewhere, _dated, *[_nearly] * 6)


def _step(value: Any, random: Random) -> Any:
    """Where one may go on from there; None where nothing is within."""
    if not value or not isinstance(value, dict | list):
        return None
    return random.choice(list(value)) if isinstance(value, dict) else random.randrange(len(value))


def _parts(value: Any) -> Iterator[Any]:
    yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _parts(part)
