"""Whatever stands in an update: it ends nothing, draws no error at the door, and the next person is served."""

from __future__ import annotations

import asyncio
import json
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from bot.monitoring.events import Event
from bot.simulator import Fault
from bot.telegram.payloads import read_json
from bot.updates import poller, webhook
from tests.cluster.test_webhook import hooked_up
from tests.cluster.waiting import until
from tests.office import Office
from tests.updates.hostile import NUMBERS, mutated, nested, real_ones

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.clock import VirtualClock
    from bot.simulator import Person
    from bot.simulator.world import ShownMessage

# Ten thousand in all.
_POLLED, _POSTED = 9_000, 1_000
# Between two honest presses.
_EACH = 100


@pytest.fixture
async def sqlite_office(clock: VirtualClock, sqlite_database: str) -> AsyncIterator[Office]:
    opened = await Office.open(clock, sqlite_database)
    try:
        yield opened
    finally:
        await opened.close()


class _Honest:
    """Somebody who presses the same button of an invitation again and again, and is answered each time."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self._invitation: ShownMessage = person.messages[-1]
        (self._yes,) = (one["callback_data"] for one in self._invitation.inline_buttons if "Hadir" in one["text"])
        self._noted = len(person.notes)

    def press(self) -> None:
        self.person.press_data(self._yes, self._invitation)
        self._noted += 1

    @property
    def is_answered(self) -> bool:
        return len(self.person.notes) == self._noted


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The errors of handlers, which people would read of as an internal error."""
    found: list[object] = []
    emit = Event.emit

    def _emit(event: Event, **fields: object) -> None:
        if event is Event.HANDLER_BROKE:
            found.append(fields)
        emit(event, **fields)

    monkeypatch.setattr(Event, "emit", _emit)
    return found


async def test_9000_hostile_updates_by_polling(sqlite_office: Office, broken: list[object]) -> None:
    office = sqlite_office
    real, random = await real_ones(office), Random(11)
    honest = _Honest(await office.chair_of("Selopuro"))
    for round_ in range(_POLLED // _EACH):
        for one in mutated(real, random, _EACH):
            office.sim.updates.put_anything(one)
        honest.press()
        await office.clock.settle()
        assert honest.is_answered, round_
        if round_ % 5 == 0:
            # Replies go out, and who had too many waiting is heard again.
            await office.settle()
    await until(lambda: not (office.sim.updates.pending or office.bot.intake.running), moving=office.clock)
    assert broken == []


async def test_1000_hostile_updates_by_webhook(
    postgres_office: Office, monkeypatch: pytest.MonkeyPatch, broken: list[object]
) -> None:
    office = postgres_office
    # What waits for a reply under a clock that stands still is kept, as it would be in life.
    monkeypatch.setattr(webhook, "_ANSWER_PATIENCE", 0.05)
    real, random = await real_ones(office), Random(12)
    honest = _Honest(await office.chair_of("Selopuro"))
    number = 900_000
    async with hooked_up(office) as hooked:
        for round_ in range(_POSTED // _EACH):
            number += _EACH
            hostile = [{"update_id": number + place, **one} for place, one in enumerate(mutated(real, random, _EACH))]
            answers = await asyncio.gather(*(hooked.post(one) for one in hostile))
            assert not [one for one, (status, _) in zip(hostile, answers, strict=True) if status != 200]
            honest.press()
            await office.clock.settle()
            assert honest.is_answered, round_
            if round_ % 10 == 0:
                await office.settle()
        await until(lambda: not office.bot.intake.running, moving=office.clock)
        for body in _BODIES:
            assert (await hooked.post(body.encode(errors="surrogatepass")))[0] == 200
    assert broken == []


def _answer(result: str) -> str:
    return f'{{"ok":true,"result":{result}}}'


def _profile_of(person: Person, number: Any) -> dict[str, Any]:
    return {
        "update_id": number,
        "message": {
            "message_id": 5,
            "date": 0,
            "chat": person.room.as_json(),
            "from": person.user.as_json(),
            "text": "halo",
        },
    }


_DEEP = '{"update_id":7,"message":' + '{"a":[' * 50_000 + "]}" * 50_000 + "}"
_BODIES = (
    "",
    "{",
    "null",
    "[]",
    "[[1,2],null,{}]",
    '"x"',
    "1",
    "\x00",
    "[" * 100_000,
    "{}" * 3,
    "NaN",
    _DEEP,
    json.dumps({"update_id": 8, "message": nested(400)}),
    '{"update_id":9,"message":{"date":%s}}' % ("9" * 9_000),
    '{"update_id":10,"message":{"date":NaN,"text":"\\ud800"}}',
    '{"update_id":11,"message":{"date":1e999}}',
    '{"update_id":12,"update_id":13,"message":{},"message":null}',
    "\ufeff{}",
    '{"update_id":14,"message":{"date":0,"chat":{"id":5,"id":[]},"text":"/jadwal"}}',
)


async def test_who_sent_one_kind_of_two_in_an_update_speaks_for_nobody_else(
    postgres_office: Office, broken: list[object]
) -> None:
    office = postgres_office
    ketua, other = await office.chair_of(), await office.chair_of("Selopuro")
    said = {key: value for key, value in _profile_of(ketua, 1).items() if key != "update_id"}
    left = {
        "chat": other.room.as_json(),
        "from": {**ketua.user.as_json(), "id": "bot_command"},
        "date": 0,
        "old_chat_member": {"status": "member", "user": ketua.user.as_json()},
        "new_chat_member": {"status": "left", "user": ketua.user.as_json()},
    }
    seen = len(ketua.messages)
    office.sim.updates.put_anything({**said, "my_chat_member": left})
    await office.settle()
    assert len(ketua.messages) == seen
    # Each alone, and without what it was before.
    for lacking in ("old_chat_member", "new_chat_member", "from", "chat"):
        office.sim.updates.put_anything(
            {"my_chat_member": {**left, "from": ketua.user.as_json(), "date": 1, lacking: {}}}
        )
    office.sim.updates.put_anything(said)
    await office.settle()
    assert len(ketua.messages) == seen + 1
    assert broken == []


async def test_no_answer_to_a_poll_ends_polling(sqlite_office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office = sqlite_office
    ketua, admin = await office.chair_of(), await office.admin()
    for name in ("_FIRST_WAIT", "_SHORTEST_WAIT"):
        monkeypatch.setattr(poller, name, 0.0)
    bodies = [*_BODIES, *(_answer(body) for body in _BODIES), *(_answer(f"[{body}]") for body in _BODIES)]
    bodies += [json.dumps({"ok": True, "result": [_profile_of(ketua, number)]}) for number in NUMBERS]
    bodies += [json.dumps({"ok": True, "result": [*NUMBERS, {}, {"update_id": None}]}), '{"ok":true}', '{"ok":false}']
    for body in bodies:
        office.sim.faults.add(Fault.http(200, body), method="getUpdates")
    await office.say(admin, "/profil")
    await until(lambda: not office.sim.faults._planned)
    assert "Ketua Panwascam" in await office.say(ketua, "/profil")
    await office.settle()
    assert office.sim.updates.pending == 0


@pytest.mark.parametrize("depth", [1, 99, 100, 101, 5_000, 200_000])
@pytest.mark.parametrize("brackets", [("[", "]"), ('{"a":', "}")])
def test_json_is_read_however_deep_it_nests(depth: int, brackets: tuple[str, str]) -> None:
    opening, closing = brackets
    # Brackets within words are none.
    found = read_json(f'{{"deep":{opening * depth}1{closing * depth},"after":"]}}[\\"{{"}}'.encode())
    assert found["after"] == ']}["{'
    held = found["deep"]
    for _ in range(min(depth, 90)):
        (held,) = held.values() if isinstance(held, dict) else held


def test_json_holds_no_number_that_no_database_keeps() -> None:
    assert read_json(b"[NaN,Infinity,-Infinity,1e999,1.5]") == [None, None, None, None, 1.5]
    assert read_json(b"[%s,3]" % (b"9" * 5_000)) == [None, 3]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"a\u0000b", "ab"),
        (r"\u0000", ""),
        (r"a\ud800", "a\ufffd"),
        (r"\udc00\ud800", "\ufffd\ufffd"),
        (r"\ud83d\ude00\ud83d", "\U0001f600\ufffd"),
        (r"\\u0000", r"\u0000"),
        (r"\\\u0000\"", '\\"'),
        (r"\\ud800", r"\ud800"),
        (r"\uD800\u0041", "\ufffdA"),
        (r"\u00e9\n", "\u00e9\n"),
    ],
)
def test_no_text_holds_what_a_database_does_not_keep(written: str, read: str) -> None:
    assert read_json(f'{{"text":"{written}"}}'.encode()) == {"text": read}


@pytest.mark.parametrize("body", [b"", b"{", b'{"rahasia":}', b"[1,]", b"\xff\xfe"])
def test_what_is_no_json_is_refused_without_its_words(body: bytes) -> None:
    with pytest.raises(ValueError, match="not JSON at character") as refused:
        read_json(body)
    assert "rahasia" not in str(refused.value)
