"""How sending fails, row by row of the table in docs/delivery.md, over real HTTP."""

from __future__ import annotations

import socket
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from bot.domain.ledger import Purpose, State
from bot.replay.stage import rows_of
from bot.simulator import Fault, Limits, Person
from bot.storage.models import Chat, Delivery
from bot.storage.models import Person as PersonRow
from tests.clocks import JumpingClock
from tests.cluster.waiting import leads, until
from tests.database_trouble import DatabaseTrouble
from tests.office import START, Office
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

pytestmark = pytest.mark.few_on_postgresql(one_of="test")

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"
NAMES = ("Wonodadi", "Udanawu", "Srengat", "Kademangan", "Bakung", "Ponggok", "Sanankulon", "Wonotirto")


@pytest.fixture
async def clock() -> JumpingClock:
    return JumpingClock(START)


@pytest.fixture
async def trouble(database_url: str) -> AsyncIterator[DatabaseTrouble]:
    async with DatabaseTrouble(database_url) as prepared:
        yield prepared


@pytest.fixture
async def office(clock: JumpingClock, trouble: DatabaseTrouble) -> AsyncIterator[Office]:
    opened = await Office.open(clock, trouble.url)
    await trouble.hurry(opened.bot.db)
    try:
        yield opened
    finally:
        await trouble.over(opened.bot.db)
        # Whatever still waits for the database finds it.
        await clock.advance(timedelta(minutes=1))
        await opened.close()


async def _chairs(office: Office, count: int) -> list[Person]:
    return [await office.chair_of(name) for name in NAMES[:count]]


def _invitations(office: Office) -> Counter[int]:
    calls = office.sim.calls("sendMessage")
    return Counter(call.chat_id for call in calls if call.text.startswith("📨 Undangan"))


async def _states(office: Office, purpose: Purpose = Purpose.INVITATION) -> Counter[State]:
    return Counter(row.state for row in await office.deliveries(purpose))


async def _morning(office: Office, head: Person) -> None:
    """A session dated at night: the invitations fall due at five in the morning, when no press is near."""
    await office.clock.advance(timedelta(days=1, hours=14))
    await office.say(head, SET)


async def _polls_again(office: Office) -> None:
    """The bot's polling runs in real time: wait for it."""
    await office.sim.bot_online()
    await office.settle()


# Telegram's network and servers


async def test_nobody_listens_for_an_hour(office: Office) -> None:
    head, people = await office.head(), await _chairs(office, 8)
    await _morning(office, head)
    await office.sim.hang_up()
    office.sim.bot_offline()
    await office.clock.advance(timedelta(hours=10))
    assert await _states(office) == {State.PENDING: 8}
    # Asking whether Telegram is back wears nobody's message out.
    assert max(row.attempts for row in await office.deliveries(Purpose.INVITATION)) == 0
    await office.sim.answer_again()
    await _polls_again(office)
    await office.clock.advance(timedelta(minutes=6))
    assert _invitations(office) == {person.id: 1 for person in people}


async def test_the_name_of_telegram_cannot_be_resolved(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    head, people = await office.head(), await _chairs(office, 3)
    await _morning(office, head)
    known = [True]

    def _resolve(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host == "bot-api.test" and not known[0]:
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return resolve("127.0.0.1" if host == "bot-api.test" else host, *args, **kwargs)

    resolve = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", _resolve)
    await office.lose()
    url = office.sim.url.replace("127.0.0.1", "bot-api.test")
    office.settings = office.settings.model_copy(update={"bot_api_url": url})
    await office.come_back()
    known[0] = False
    office.sim.break_connections()
    office.bot.bot._request[1]._session.connector.clear_dns_cache()  # type: ignore[attr-defined]
    await office.clock.advance(timedelta(hours=8))
    assert await _states(office) == {State.PENDING: 3}
    known[0] = True
    await _polls_again(office)
    await office.clock.advance(timedelta(minutes=6))
    assert _invitations(office) == {person.id: 1 for person in people}


@pytest.mark.parametrize(
    "fault",
    [Fault.http(502), Fault.http(500, "oops"), Fault.http(504, "<html>Gateway Time-out</html>"), Fault.reset_before()],
    ids=["502 with HTML", "500", "504 with HTML", "reset before it was taken"],
)
async def test_a_send_that_fails_for_now_is_sent_later_once(office: Office, fault: Fault) -> None:
    head, ketua = await office.head(), await office.chair_of()
    office.sim.faults.add(fault, method="sendMessage", chat_id=ketua.id, times=2)
    await office.say(head, SET)
    await office.clock.advance(timedelta(minutes=2))
    assert _invitations(office)[ketua.id] == 1
    assert [(row.state, row.attempts) for row in await office.deliveries(Purpose.INVITATION)] == [(State.SENT, 3)]


async def test_a_reset_after_telegram_took_it_is_unknown_and_repeated_once(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    office.sim.faults.add(Fault.reset_after(), method="sendMessage", chat_id=ketua.id)
    await office.say(head, SET)
    await office.clock.advance(timedelta(minutes=2))
    assert _invitations(office)[ketua.id] == 2
    assert [row.attempts for row in await office.deliveries(Purpose.INVITATION)] == [2]


async def test_no_answer_in_time_is_unknown_and_repeated_once(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    # Long enough for every call that is answered; this one is not while the bot waits.
    office.bot.bot._request[1]._read_timeout = 3.0  # type: ignore[attr-defined]
    office.sim.faults.add(Fault.hang(PATIENCE), method="sendMessage", chat_id=ketua.id)
    await office.say(head, SET)
    await office.clock.advance(timedelta(minutes=2))
    assert _invitations(office)[ketua.id] == 2
    assert [(row.state, row.attempts) for row in await office.deliveries(Purpose.INVITATION)] == [(State.SENT, 2)]


async def test_a_message_of_unknown_fate_is_given_up_after_six_attempts_and_no_other_with_it(office: Office) -> None:
    head, (ketua, other) = await office.head(), await _chairs(office, 2)
    office.sim.faults.add(Fault.reset_after(), method="sendMessage", chat_id=ketua.id, times=100)
    await office.say(head, SET)
    await office.clock.advance(timedelta(minutes=10))
    assert _invitations(office) == {ketua.id: 6, other.id: 1}
    assert await _states(office) == {State.FAILED: 1, State.SENT: 1}


async def test_what_is_new_is_not_given_up_with_what_is_old_and_goes_out_in_one_message_with_it(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    office.sim.faults.add(Fault.reset_after(), method="sendMessage", chat_id=ketua.id, times=100)
    await office.say(head, SET)
    await office.clock.advance(timedelta(seconds=40))
    await office.say(head, "/tetapkan SDMO-03 2023-10-04 09:00-12:00 Aula Bawaslu")
    await office.press(head, "Ya, ")
    while (await _states(office)).get(State.FAILED, 0) == 0:
        await office.clock.advance(timedelta(seconds=5))
    assert await _states(office) == {State.FAILED: 1, State.PENDING: 1}
    office.sim.faults.clear()
    await office.clock.advance(timedelta(minutes=10))
    assert await _states(office) == {State.FAILED: 1, State.SENT: 1}
    assert "SDMO-03" in ketua.screen


async def test_a_gateway_that_answers_for_telegram_for_an_hour_costs_nothing_but_time(office: Office) -> None:
    head, people = await office.head(), await _chairs(office, 8)
    await office.say(head, SET, look=True)
    office.sim.faults.add(Fault.http(502), method="sendMessage", times=100_000)
    head.press("Ya, lanjutkan")
    await office.clock.advance(timedelta(hours=1))
    assert await _states(office) == {State.PENDING: 8}
    office.sim.faults.clear()
    await office.clock.advance(timedelta(minutes=8))
    assert _invitations(office) == {person.id: 1 for person in people}


# 429


@pytest.mark.parametrize("seconds", [1, 40])
async def test_a_429_delays_that_chat_alone(office: Office, seconds: int) -> None:
    head, (ketua, other) = await office.head(), await _chairs(office, 2)
    office.sim.faults.add(Fault.flood(seconds), method="sendMessage", chat_id=ketua.id)
    await office.say(head, SET, look=True)
    start = office.clock.now()
    head.press("Ya, lanjutkan")
    await office.clock.advance(timedelta(minutes=2))
    came = {
        call.chat_id: (call.at - start).total_seconds()
        for call in office.sim.calls("sendMessage")
        if call.text.startswith("📨 Undangan")
    }
    assert came[other.id] < 1
    assert seconds <= came[ketua.id] <= seconds + 6
    assert await _states(office) == {State.SENT: 2}


async def test_a_429_of_an_hour_puts_the_row_back_and_survives_a_restart(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    office.sim.faults.add(Fault.flood(3600), method="sendMessage", chat_id=ketua.id)
    await office.say(head, SET)
    (row,) = await office.deliveries(Purpose.INVITATION)
    assert (row.state, row.attempts) == (State.PENDING, 0)
    await office.restart()
    assert _invitations(office)[ketua.id] == 0
    await office.clock.advance(timedelta(minutes=61))
    assert _invitations(office)[ketua.id] == 1


async def test_429s_again_and_again_never_drop_a_message(office: Office) -> None:
    head, people = await office.head(), await _chairs(office, 4)
    for person in people:
        office.sim.faults.add(Fault.flood(3), method="sendMessage", chat_id=person.id, times=40)
    await office.say(head, SET, look=True)
    head.press("Ya, lanjutkan")
    await office.clock.advance(timedelta(minutes=20))
    assert _invitations(office) == {person.id: 1 for person in people}
    assert await _states(office) == {State.SENT: 4}


async def test_what_waits_for_429s_of_others_is_not_said_of_what_was_called_off_meanwhile(office: Office) -> None:
    head, people = await office.head(), await _chairs(office, 8)
    await office.say(head, SET)
    await office.at("2023-10-05", 7.999)
    for person in people[:3]:
        office.sim.faults.add(Fault.flood(600), method="sendMessage", chat_id=person.id)
    await office.at("2023-10-05", 8.001)
    waiting = [row for row in await office.deliveries(Purpose.REMINDER) if row.state is not State.SENT]
    # Back in the ledger, and no attempt.
    assert {(row.state, row.attempts) for row in waiting} == {(State.PENDING, 0)}
    assert len(waiting) >= 3
    await office.say(head, "/batalkan SDMO-02 banjir")
    await office.press(head, "Ya, batalkan sesi")
    await office.at("2023-10-05", 9)
    told = Counter(call.chat_id for call in office.sim.calls("sendMessage") if call.text.startswith("🔔"))
    assert len(told) == 8 - len(waiting)
    assert [person.screen.splitlines()[0] for person in people] == [people[0].screen.splitlines()[0]] * 8
    assert people[0].screen.startswith("❌")


async def test_paid_broadcasts_go_beyond_thirty_a_second_without_a_429(office: Office) -> None:
    head, people = await office.head(), await _chairs(office, 8)
    await office.lose()
    office.settings = office.settings.model_copy(update={"allow_paid_broadcast": True, "limit_overall_per_second": 2})
    office.sim.gate.limits = Limits(overall_per_second=2)
    await office.come_back()
    await office.say(head, SET)
    times = [call.at for call in office.sim.calls("sendMessage") if call.text.startswith("📨 Undangan")]
    assert len(times) == len(people)
    assert max(times) - min(times) < timedelta(seconds=1)
    assert office.sim.gate.refused == 0


# The receiver


async def _break_reach(office: Office, person: Person, how: str) -> None:
    if how == "blocked":
        person.room.blocked = True
    elif how == "deactivated":
        person.deactivate()
    elif how == "never started":
        person.room.started = False
    else:
        del office.sim.world.rooms[person.id]


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("blocked", "penerima memblokir bot"),
        ("deactivated", "akun penerima sudah ditutup"),
        ("never started", "belum pernah menekan Mulai"),
        ("chat not found", "chat tidak ditemukan"),
    ],
)
async def test_a_person_out_of_reach_fails_at_once_and_is_noted(office: Office, how: str, words: str) -> None:
    head, (gone, other) = await office.head(), await _chairs(office, 2)
    await _break_reach(office, gone, how)
    await office.say(head, SET)
    assert _invitations(office) == {other.id: 1}
    assert await _states(office) == {State.FAILED: 1, State.SENT: 1}
    async with office.bot.db.read() as session:
        query = select(PersonRow.telegram_id).where(PersonRow.unreachable_since.is_not(None))
        assert list((await session.execute(query)).scalars()) == [gone.id]
    assert words in await office.say(head, "/status")
    # Nothing more is owed to who cannot be reached.
    await office.say(head, "/tetapkan PPDI-01 2023-10-05 09:00-12:00 Aula Bawaslu")
    assert await _states(office) == {State.FAILED: 1, State.SENT: 2}


async def test_a_group_that_put_the_bot_out_fails_at_once_and_is_left_alone(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    group = await office.linked_group("Wonodadi", [ketua])
    group.room.kicked = True
    await office.say(head, SET)
    assert await _states(office, Purpose.GROUP_CARD) == {State.FAILED: 1}
    async with office.bot.db.read() as session:
        assert (await session.execute(select(Chat.left_at))).scalar_one() is not None
    assert "bot dikeluarkan dari grup" in await office.say(head, "/status")


async def test_a_group_that_became_a_supergroup_is_followed(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    group = await office.linked_group("Wonodadi", [ketua])
    old = group.id
    # The service messages about it never come.
    put, office.sim.updates.put = office.sim.updates.put, lambda *_: 0  # type: ignore[method-assign]
    group.migrate()
    office.sim.updates.put = put  # type: ignore[method-assign]
    await office.say(head, SET)
    (row,) = await office.deliveries(Purpose.GROUP_CARD)
    assert (row.state, row.chat_id) == (State.SENT, group.id)
    assert group.id != old
    assert "SDMO-02/1" in group.screen
    await office.press(ketua, "Hadir", group)
    assert "✅ Menyatakan hadir: 1" in group.screen


# The message


async def test_a_message_that_telegram_refuses_fails_alone(office: Office) -> None:
    head, (ketua, other) = await office.head(), await _chairs(office, 2)
    body = '{"ok":false,"error_code":400,"description":"Bad Request: BUTTON_DATA_INVALID"}'
    office.sim.faults.add(Fault.http(400, body), method="sendMessage", chat_id=ketua.id)
    await office.say(head, SET)
    assert _invitations(office) == {other.id: 1}
    assert await _states(office) == {State.FAILED: 1, State.SENT: 1}


async def test_a_card_that_was_deleted_is_forgotten_and_one_not_modified_is_fine(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, SET)
    body = '{"ok":false,"error_code":400,"description":"Bad Request: message is not modified: specified new message"}'
    office.sim.faults.add(Fault.http(400, body), method="editMessageText")
    await office.press(ketua, "Hadir")
    await office.press(ketua, "Berhalangan")
    await office.press(ketua, "Sakit")
    assert "🚫 Berhalangan: 1" in group.screen
    card = group.messages[-1]
    group.room.messages.remove(card)
    del group.room.by_id[card.id]
    await office.press(ketua, "Hadir")
    edits = len(office.sim.calls("editMessageText", group.id))
    await office.clock.advance(timedelta(minutes=10))
    assert len(office.sim.calls("editMessageText", group.id)) == edits


async def test_a_card_that_could_not_be_edited_is_edited_half_a_minute_later(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, SET)
    office.sim.faults.add(Fault.http(502), method="editMessageText", chat_id=group.id)
    await office.press(ketua, "Hadir")
    assert "✅ Menyatakan hadir: 0" in group.screen
    await office.clock.advance(timedelta(seconds=20))
    assert "✅ Menyatakan hadir: 1" in group.screen


# The token


async def test_a_refused_token_stops_sending_loudly_and_sending_resumes_by_itself(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    head, people = await office.head(), await _chairs(office, 4)
    await office.say(head, SET, look=True)
    body = '{"ok":false,"error_code":401,"description":"Unauthorized"}'
    for method in ("sendMessage", "getMe"):
        office.sim.faults.add(Fault.http(401, body), method=method, times=10_000)
    head.press("Ya, lanjutkan")
    await office.clock.advance(timedelta(minutes=30))
    assert office.bot.token.refused == "Unauthorized"
    assert await _states(office) == {State.PENDING: 4}
    assert {row.attempts for row in await office.deliveries(Purpose.INVITATION)} == {0}
    said = capsys.readouterr().out
    assert said.count("token refused: nothing is sent, everything is kept") == 1
    # It asks ever more slowly: after 0.5, 1.5, 3.5, 7.5, 12.5, 17.5, 22.5 and 27.5 minutes.
    assert said.count("token still refused") == 8
    office.sim.faults.clear()
    await office.clock.advance(timedelta(minutes=5))
    assert office.bot.token.refused == ""
    assert _invitations(office) == {person.id: 1 for person in people}
    assert "token accepted again" in capsys.readouterr().out


async def test_a_refused_token_leaves_cards_alone_until_it_works(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    head, ketua = await office.head(), await office.chair_of()
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, SET)
    body = '{"ok":false,"error_code":401,"description":"Unauthorized"}'
    for method in ("editMessageText", "getMe"):
        office.sim.faults.add(Fault.http(401, body), method=method, times=10_000)
    await office.press(ketua, "Hadir", group)
    await office.clock.advance(timedelta(minutes=30))
    assert office.bot.token.refused == "Unauthorized"
    assert capsys.readouterr().out.count("card not edited") == 1
    assert "✅ Menyatakan hadir: 0" in group.screen
    office.sim.faults.clear()
    await office.clock.advance(timedelta(minutes=5))
    assert "✅ Menyatakan hadir: 1" in group.screen


async def test_a_token_refused_while_updates_are_asked_for_ends_nothing_and_is_asked_about_ever_more_slowly(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    ketua = await office.chair_of()
    office.sim.unauthorized = True
    office.sim.break_connections()
    office.sim.bot_offline()
    await until(lambda: office.bot.token.refused)
    poller = office.bot.poller
    assert poller is not None
    last_poll = poller.last_poll
    await office.clock.advance(timedelta(minutes=30))
    said = capsys.readouterr().out
    assert said.count("token refused: nothing is sent, everything is kept") == 1
    assert said.count("token still refused") == 8
    # Meanwhile updates are not asked for at all.
    assert poller.last_poll == last_poll
    assert office.bot.serving is not None
    assert not office.bot.serving.done()
    ketua.send("/profil")
    office.sim.unauthorized = False
    await office.clock.advance(timedelta(minutes=5))
    await _polls_again(office)
    assert "Ketua Panwascam" in ketua.screen
    assert "token accepted again" in capsys.readouterr().out


async def test_an_update_that_cannot_be_read_holds_up_nobody(office: Office) -> None:
    head = await office.head()
    # Of no chat, and a press of nobody.
    office.sim.updates.put("message", {"message_id": 5, "date": 0, "text": "/jadwal"})
    office.sim.updates.put(
        "callback_query", {"id": "1", "message": {"message_id": 5, "date": 0, "chat": {"id": head.id}}}
    )
    assert "Yang bisa Anda lakukan" in await office.say(head, "/bantuan")
    assert office.sim.updates.pending == 0


async def test_a_bot_that_stops_reads_nothing_of_what_comes_by_then(office: Office) -> None:
    await office.head()
    poller = office.bot.poller
    assert poller is not None
    poller.stop()
    # Of a chat without a type: python-telegram-bot cannot read it.
    office.sim.updates.put("message", {"message_id": 5, "date": 0, "chat": {"id": 1}})
    await office.bot.stop()
    # For the next start.
    assert office.sim.updates.pending == 1
    office.sim.bot_offline()
    await office.come_back()


async def test_a_bot_whose_token_is_refused_stops_in_good_order(office: Office) -> None:
    await office.chair_of()
    office.sim.unauthorized = True
    office.sim.break_connections()
    await until(lambda: office.bot.token.refused)
    await office.bot.stop()
    office.sim.bot_offline()
    office.sim.unauthorized = False
    await office.come_back()


# Time


async def test_a_clock_set_forward_lets_useless_messages_expire_and_sends_the_others_once(
    office: Office, clock: JumpingClock
) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.say(head, "/tetapkan PPDI-01 2023-10-05 09:00-12:00 Aula Bawaslu")
    # From the morning of the 2nd to the afternoon of the 5th: one session is over, the other is tomorrow.
    clock.jump(timedelta(days=3, hours=6))
    await office.clock.advance(timedelta(hours=2))
    reminders = {row.session_id: row.state for row in await office.deliveries(Purpose.REMINDER) if row.person_id}
    assert Counter(reminders.values()) == {State.EXPIRED: 1, State.SENT: 1}
    assert sum(message.text.startswith("🔔") for message in ketua.messages) == 1
    assert _invitations(office)[ketua.id] == 2


async def test_a_clock_set_back_repeats_nothing_and_holds_nothing_up(office: Office, clock: JumpingClock) -> None:
    head, (ketua, other) = await office.head(), await _chairs(office, 2)
    await office.say(head, SET)
    await office.say(head, "/tetapkan PPDI-01 2023-10-05 09:00-12:00 Aula Bawaslu", look=True)
    office.sim.faults.add(Fault.http(502), method="sendMessage", chat_id=other.id)
    clock.jump(-timedelta(hours=3))
    await office.clock.advance(timedelta(minutes=5))
    await office.press(head, "Ya, lanjutkan")
    await office.clock.advance(timedelta(minutes=5))
    await office.restart()
    assert _invitations(office) == {ketua.id: 2, other.id: 2}


# The database


async def _leads_again(office: Office) -> None:
    """With PostgreSQL goes the seat of the leader; it is taken again in the machine's own time."""
    await until(lambda: leads(office.bot))


async def test_a_database_away_for_a_minute_loses_and_repeats_nothing(
    office: Office, trouble: DatabaseTrouble, capsys: pytest.CaptureFixture[str]
) -> None:
    head, people = await office.head(), await _chairs(office, 8)
    # It goes away while the first invitation is on its way back, and with it the chance to write down that it was sent.
    office.sim.faults.add(Fault.meanwhile(trouble.away), method="sendMessage", chat_id=people[0].id)
    await office.say(head, SET, look=True)
    head.press("Ya, lanjutkan")
    await office.clock.advance(timedelta(minutes=1))
    assert "ledger does not answer" in capsys.readouterr().out
    # Who cannot be sure to be the only sender begins nothing more; on SQLite nobody else can be.
    assert sum(_invitations(office).values()) == (1 if trouble.is_server else 8)
    await trouble.over(office.bot.db)
    await _leads_again(office)
    await office.clock.advance(timedelta(minutes=1))
    assert await _states(office) == {State.SENT: 8}
    assert _invitations(office) == {person.id: 1 for person in people}
    assert {row.attempts for row in await office.deliveries(Purpose.INVITATION)} == {1}


async def test_a_database_away_when_messages_fall_due_sends_them_when_it_is_back(
    office: Office, trouble: DatabaseTrouble
) -> None:
    head, people = await office.head(), await _chairs(office, 3)
    await _morning(office, head)
    await trouble.away()
    await office.clock.advance(timedelta(hours=8))
    await trouble.over(office.bot.db)
    await _leads_again(office)
    await office.clock.advance(timedelta(minutes=1))
    assert _invitations(office) == {person.id: 1 for person in people}


async def test_all_that_came_back_while_the_database_was_away_makes_room_for_the_next_at_once(
    clock: JumpingClock, sqlite_database: str
) -> None:
    office, trouble = await Office.open(clock, sqlite_database), DatabaseTrouble(sqlite_database)
    await trouble.hurry(office.bot.db)
    head = await office.head()
    people = [await office.chair_of(row.values["kecamatan"]) for row in rows_of("kecamatan.csv")]
    await office.lose()
    # So slow that twenty are taken ahead, and two are left.
    office.settings = office.settings.model_copy(update={"limit_overall_per_second": 10})
    await office.come_back()
    await trouble.hurry(office.bot.db)
    office.sim.faults.add(Fault.meanwhile(trouble.away), method="sendMessage", chat_id=people[0].id)
    await office.say(head, SET, look=True)
    head.press("Ya, lanjutkan")
    await office.clock.advance(timedelta(seconds=10))
    assert sum(_invitations(office).values()) == 20
    await trouble.over(office.bot.db)
    await office.clock.advance(timedelta(minutes=1))
    assert _invitations(office) == {person.id: 1 for person in people}
    written = min(row.settled_at for row in await office.deliveries(Purpose.INVITATION) if row.settled_at is not None)
    next_sent = sorted(call.at for call in office.sim.calls("sendMessage") if call.text.startswith("📨 Undangan"))[20]
    assert next_sent - written < timedelta(seconds=0.5)
    await office.close()


async def test_a_daily_job_that_met_a_database_away_runs_again_soon(office: Office, trouble: DatabaseTrouble) -> None:
    officer = await office.chair_of()
    await office.duty("2023-10-03", officer, "Wonodadi")
    await office.at("2023-10-03", 15.9)
    await trouble.away()
    await office.at("2023-10-03", 16.1)
    assert not officer.screen.startswith("⏰")
    await trouble.over(office.bot.db)
    await _leads_again(office)
    await office.at("2023-10-03", 16.5)
    assert officer.screen.startswith("⏰ Laporan piket belum masuk")
    assert len(await office.deliveries(Purpose.DUTY_MISSING)) == 1


async def test_a_full_disk_loses_and_repeats_nothing(
    office: Office, trouble: DatabaseTrouble, capsys: pytest.CaptureFixture[str]
) -> None:
    if trouble.is_server:
        pytest.skip("a PostgreSQL server's disk is not ours to fill; it answers as when it is away (53100)")
    head, people = await office.head(), await _chairs(office, 8)
    await _morning(office, head)
    await trouble.full(office.bot.db)
    await office.clock.advance(timedelta(hours=8))
    # What cannot be marked as under way is not sent: otherwise a crash would send it again.
    assert _invitations(office) == {}
    assert "database or disk is full" in capsys.readouterr().out
    await trouble.over(office.bot.db)
    await office.clock.advance(timedelta(minutes=1))
    assert await _states(office) == {State.SENT: 8}
    assert _invitations(office) == {person.id: 1 for person in people}


async def test_a_row_whose_sender_was_lost_is_taken_up_when_its_lease_is_over(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await _morning(office, head)
    async with office.bot.db.write() as session:
        row = (await session.execute(select(Delivery).where(Delivery.purpose == Purpose.INVITATION))).scalar_one()
        row.state, row.lease_until = State.SENDING, office.clock.now() + timedelta(hours=9)
    await office.clock.advance(timedelta(hours=8))
    assert _invitations(office)[ketua.id] == 0
    await office.clock.advance(timedelta(hours=7))
    assert _invitations(office)[ketua.id] == 1


async def test_a_stop_in_mid_broadcast_gives_back_what_has_not_gone_out(office: Office) -> None:
    head, people = await office.head(), await _chairs(office, 8)
    await office.say(head, SET, look=True)
    head.press("Ya, lanjutkan")
    while not _invitations(office):
        await office.clock.advance(timedelta(milliseconds=10))
    await office.bot.stop()
    office.sim.bot_offline()
    await office.come_back()
    assert await _states(office) == {State.SENT: 8}
    assert _invitations(office) == {person.id: 1 for person in people}
