"""Pacing on a virtual clock: who goes first, how fast, and what a 429 changes."""

from __future__ import annotations

import asyncio
import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram.error import BadRequest, RetryAfter

from bot.clock import VirtualClock
from bot.delivery.errands import Busy, Errand, TooLate, limited_chat
from bot.delivery.limits import PacingLimits
from bot.delivery.pacing import Pacer
from bot.domain.ledger import Priority

START = datetime(2023, 10, 2, tzinfo=UTC)
EXACT = PacingLimits(private_burst=3, margin=0.0)
TWO_MORE = replace(EXACT, followers=2, follower_per_second=5)


class Api:
    """The far side: notes when what was accepted, and refuses as told."""

    def __init__(self, limits: PacingLimits = EXACT) -> None:
        self.clock = VirtualClock(START)
        self.pacer = Pacer(self.clock, limits)
        self.accepted: list[tuple[float, int, str]] = []
        self.refusals: list[tuple[int, int]] = []
        self.tasks: list[asyncio.Task[Any]] = []
        self.latency = 0.0

    async def _accept(self, chat: int, what: str, latency: float) -> bool:
        if latency:
            # Half of it there, half back.
            await self.clock.sleep(latency / 2)
        accepted = await self._answer(chat, what)
        if latency:
            await self.clock.sleep(latency / 2)
        return accepted

    async def _answer(self, chat: int, what: str) -> bool:
        with self.clock.hold():
            await asyncio.sleep(0)
            for number, (refused, seconds) in enumerate(self.refusals):
                if refused == chat:
                    del self.refusals[number]
                    raise RetryAfter(seconds)
            self.accepted.append((round(self.clock.monotonic(), 3), chat, what))
            return True

    def send(
        self, chat: int, what: str = "", priority: Errand | int | None = None, endpoint: str = "sendMessage"
    ) -> Any:
        args = (chat, what, self.latency)
        call = self.pacer.process_request(self._accept, args, {}, endpoint, {"chat_id": chat}, priority)
        task = asyncio.create_task(call)
        self.tasks.append(task)
        return task

    async def run(self, seconds: float) -> None:
        await self.clock.advance(timedelta(seconds=seconds))

    @property
    def times(self) -> list[float]:
        return [at for at, _, _ in self.accepted]

    @property
    def order(self) -> list[str]:
        return [what for _, _, what in self.accepted]


async def test_a_lone_reply_waits_for_nothing() -> None:
    api = Api()
    api.send(7, "halo")
    await api.clock.settle()
    assert api.accepted == [(0.0, 7, "halo")]


async def test_bulk_goes_out_evenly_at_the_overall_limit() -> None:
    api = Api()
    for chat in range(1, 91):
        api.send(chat, priority=Priority.BULK)
    await api.run(10)
    assert len(api.times) == 90
    assert _most(api.times, 1.0) == 30
    assert _most(api.times, 0.1) <= 7
    assert 2.8 <= api.times[-1] <= 3.0


async def test_a_reply_overtakes_bulk_that_waits() -> None:
    api = Api()
    for chat in range(1, 101):
        api.send(chat, "bulk", Priority.BULK)
    await api.run(1.5)
    before = len(api.order)
    api.send(500, "digest", Priority.DIGEST)
    api.send(501, "urgent", Priority.URGENT)
    api.send(502, "edit", Priority.CARD_EDIT)
    api.send(503, "reply")
    await api.run(1)
    assert api.order[before : before + 4] == ["reply", "edit", "urgent", "bulk"]
    await api.run(10)
    assert api.order[-1] == "digest"


async def test_a_reply_in_the_midst_of_a_blast_waits_for_a_fraction_of_a_second_only() -> None:
    api = Api(PacingLimits())
    for chat in range(1, 1001):
        api.send(chat, "bulk", Priority.BULK)
    asked = []
    for number in range(40):
        await api.run(0.37)
        asked.append(api.clock.monotonic())
        api.send(2000 + number, "reply")
    await api.run(5)
    answered = [at for at, _, what in api.accepted if what == "reply"]
    waits = sorted(done - start for start, done in zip(asked, answered, strict=True))
    assert waits[-1] <= 0.1
    assert _most(api.times, 1.0) <= 30


@pytest.mark.parametrize("latency", [0.002, 0.15, 0.4])
async def test_the_way_to_telegram_costs_nothing_of_the_limit_and_no_429(latency: float) -> None:
    api = Api(PacingLimits())
    api.latency = latency
    for chat in range(1, 601):
        api.send(chat, priority=Priority.BULK)
    await api.run(60)
    assert len(api.times) == 600
    assert _most(api.times, 1.0) <= 30
    # The first two seconds teach how long the way is.
    assert (len(api.times) - 61) / (api.times[-1] - api.times[60]) >= 0.98 * 30


async def test_answers_that_come_unevenly_never_lead_beyond_the_limit() -> None:
    api = Api(PacingLimits())
    latencies = itertools.cycle((0.05, 0.3, 0.11, 0.7, 0.05, 0.05, 0.2))
    for chat in range(1, 301):
        api.latency = next(latencies)
        api.send(chat, priority=Priority.BULK)
    await api.run(60)
    assert len(api.times) == 300
    assert _most(api.times, 1.0) <= 30


async def test_equals_go_first_come_first_served() -> None:
    api = Api()
    for chat in range(1, 101):
        api.send(chat, str(chat), Priority.BULK)
    await api.run(10)
    assert api.order == [str(chat) for chat in range(1, 101)]


async def test_a_private_chat_gets_a_short_burst_then_one_a_second_on_average() -> None:
    api = Api()
    for number in range(8):
        api.send(7, str(number))
    await api.run(20)
    assert api.order == [str(number) for number in range(8)]
    assert [round(at) for at in api.times] == [0, 0, 0, 3, 3, 3, 6, 6]


async def test_a_group_gets_twenty_a_minute_and_holds_nobody_else_up() -> None:
    api = Api()
    for number in range(45):
        api.send(-100, str(number), Priority.REPLY)
    for chat in range(1, 6):
        api.send(chat, "private", Priority.DIGEST)
    await api.run(30)
    assert api.order.count("private") == 5
    assert len(api.order) == 25
    await api.run(200)
    group = [at for at, chat, _ in api.accepted if chat == -100]
    assert [round(at) for at in group] == [0] * 20 + [60] * 20 + [120] * 5


@pytest.mark.parametrize("endpoint", ["answerCallbackQuery", "getMe", "setMyCommands", "getFile", "sendChatAction"])
async def test_calls_that_telegram_does_not_limit_pass_straight(endpoint: str) -> None:
    api = Api()
    for chat in range(200):
        api.send(7, str(chat), endpoint=endpoint)
    await api.clock.settle()
    assert len(api.accepted) == 200


async def test_a_429_of_one_chat_pauses_only_that_chat_and_loses_nothing() -> None:
    api = Api()
    api.refusals = [(7, 20)]
    api.send(7, "first", Priority.BULK)
    await api.clock.settle()
    api.send(7, "second", Priority.BULK)
    api.send(8, "other", Priority.BULK)
    await api.run(60)
    assert [(round(at), what) for at, _, what in api.accepted] == [(0, "other"), (20, "first"), (20, "second")]
    assert (api.pacer.floods, api.pacer.overall_per_second) == (1, 30)


async def test_a_reply_gives_up_after_a_few_429s_and_bulk_does_not() -> None:
    api = Api()
    api.refusals = [(7, 2)] * 4 + [(8, 2)] * 9
    reply, bulk = api.send(7, "reply", Priority.REPLY), api.send(8, "bulk", Priority.BULK)
    await api.run(60)
    assert isinstance(reply.exception(), RetryAfter)
    assert bulk.result() is True


async def test_429s_of_several_chats_pause_bulk_but_not_replies_and_slow_down() -> None:
    api = Api()
    api.refusals = [(1, 10), (2, 10), (3, 10)]
    for chat in range(1, 61):
        api.send(chat, "bulk", Priority.BULK)
    await api.run(2)
    before = len(api.accepted)
    api.send(900, "reply")
    await api.run(7)
    assert api.order[before:] == ["reply"]
    assert api.pacer.overall_per_second == 24
    await api.run(10)
    assert len(api.accepted) == 61
    assert max(api.times.count(at) for at in set(api.times) if at > 5) <= 25
    await api.run(60)
    assert api.pacer.overall_per_second == 30


async def test_who_has_no_patience_for_a_429_of_its_chat_gets_the_call_back_undone() -> None:
    api = Api()
    api.refusals = [(7, 3600)]
    first = api.send(7, "first", Errand(Priority.BULK, patience=5))
    await api.clock.settle()
    second = api.send(7, "second", Errand(Priority.BULK, patience=5))
    other = api.send(8, "other", Errand(Priority.BULK, patience=5))
    await api.run(1)
    assert [round(task.exception().seconds) for task in (first, second)] == [3600, 3600]
    assert other.result() is True
    assert api.pacer.queued == 0


async def test_a_group_at_its_limit_gives_back_what_has_no_patience() -> None:
    api = Api()
    cards = [api.send(-100, str(number), Errand(Priority.BULK, patience=5)) for number in range(30)]
    await api.run(10)
    assert len(api.order) == 20
    assert all(isinstance(task.exception(), Busy) for task in cards[20:])
    reply = api.send(-100, "reply")
    await api.run(60)
    assert reply.result() is True


async def test_what_all_chats_rest_for_comes_back_undone_and_what_is_urgent_goes() -> None:
    api = Api()
    api.refusals = [(chat, 600) for chat in (1, 2, 3)]
    owed = [api.send(chat % 6 + 1, "bulk", Errand(Priority.BULK, lasts=5)) for chat in range(12)]
    await api.run(1)
    late = api.send(9, "late", Errand(Priority.DIGEST, lasts=5))
    urgent = api.send(10, "urgent", Errand(Priority.URGENT, lasts=5))
    await api.run(1)
    assert urgent.result() is True
    assert api.pacer.queued == 0
    told = [round(task.exception().seconds) for task in owed if task.exception() is not None]
    # Those three chats rest for as long as Telegram asked, all others for a minute.
    assert sorted(told) == [60] * (len(told) - 6) + [600] * 6
    assert round(late.exception().seconds) == 59
    await api.run(58.5)
    assert await api.send(9, "anew", Errand(Priority.DIGEST, lasts=5)) is True


@pytest.mark.parametrize("limits", [replace(EXACT, overall_per_second=2), replace(EXACT, paid=True, paid_per_second=2)])
async def test_what_waited_long_among_others_comes_back_undone(limits: PacingLimits) -> None:
    api = Api(limits)
    tasks = [api.send(chat, "bulk", Errand(Priority.BULK, paid=limits.paid, lasts=5)) for chat in range(1, 21)]
    await api.run(20)
    sent = len(api.accepted)
    assert (10 <= sent <= 11, max(api.times) <= 5) == (True, True)
    assert [round(task.exception().seconds) for task in tasks[sent:]] == [0] * (20 - sent)


async def test_what_is_repeated_after_a_429_grows_old_meanwhile() -> None:
    api = Api()
    api.refusals = [(7, 2)] * 9
    owed = api.send(7, "bulk", Errand(Priority.BULK, lasts=5))
    await api.run(10)
    assert isinstance(owed.exception(), Busy)
    assert api.pacer.floods == 3


async def test_429s_for_replies_hold_up_nobody_else() -> None:
    api = Api()
    api.refusals = [(chat, 86400) for chat in (1, 2, 3)]
    for chat in (1, 2, 3):
        api.send(chat, "reply", Errand(Priority.REPLY, patience=5))
    await api.run(1)
    assert await api.send(4, "bulk", Errand(Priority.BULK, lasts=5)) is True
    assert (api.pacer.floods, api.pacer.overall_per_second) == (3, 30)


async def test_what_became_useless_while_it_waited_is_not_sent() -> None:
    api = Api()
    for chat in range(1, 100):
        api.send(chat, "bulk", Priority.BULK)
    late = api.send(500, "late", Errand(Priority.BULK, until=START + timedelta(seconds=1)))
    in_time = api.send(501, "in time", Errand(Priority.URGENT, until=START + timedelta(seconds=1)))
    await api.run(10)
    assert isinstance(late.exception(), TooLate)
    assert in_time.result() is True
    assert "late" not in api.order


async def test_mass_sends_leave_connections_to_answers_when_telegram_hangs() -> None:
    api = Api(PacingLimits(mass_in_flight=5))
    api.latency = 30.0
    for chat in range(1, 21):
        api.send(chat, "bulk", Priority.BULK)
    await api.run(5)
    api.latency = 0.0
    api.send(500, "reply")
    await api.run(1)
    assert api.order == ["reply"]
    await api.run(11)
    assert api.order.count("bulk") == 5
    await api.run(200)
    assert api.order.count("bulk") == 20


async def test_paid_mass_sends_have_a_limit_of_their_own() -> None:
    api = Api(PacingLimits(paid=True))
    for chat in range(1, 2001):
        api.send(chat, "bulk", Errand(Priority.BULK, paid=True))
    for chat in range(3001, 3061):
        api.send(chat, "reply")
    await api.run(10)
    bulk, replies = ([at for at, _, what in api.accepted if what == kind] for kind in ("bulk", "reply"))
    assert (len(bulk), len(replies)) == (2000, 60)
    assert bulk[-1] <= 2.1
    assert _most(bulk, 1.0) <= 1000
    assert _most(replies, 1.0) <= 30


async def test_a_follower_keeps_to_its_share_and_the_leader_to_what_all_followers_leave() -> None:
    follower, leader = Api(TWO_MORE), Api(TWO_MORE)
    leader.pacer.lead(leads=True)
    await leader.run(61)
    for api in (follower, leader):
        for number in range(60):
            api.send(number, priority=Priority.REPLY)
        await api.run(0.9)
        seen = len(api.accepted)
        await api.run(60)
        for _ in range(20):
            api.send(-1, priority=Priority.REPLY)
        await api.run(59)
        shares = [seen, len(api.accepted) - 60]
        assert shares == ([5, 4] if api is follower else [20, 12])


async def test_who_takes_over_waits_until_what_the_last_leader_sent_no_longer_counts() -> None:
    api = Api(TWO_MORE)
    api.pacer.lead(leads=True)
    await api.run(3)
    for number in range(200):
        api.send(number, priority=Priority.BULK)
    await api.run(2)
    sent = len(api.accepted)
    for task in api.tasks:
        task.cancel()
    api.pacer = Pacer(api.clock, TWO_MORE)
    api.pacer.lead(leads=True)
    for number in range(200, 400):
        api.send(number, priority=Priority.REPLY)
    await api.run(15)
    assert (sent, len(api.accepted)) == (40, 240)
    # The follower that it was has five of its own.
    assert _most(api.times, 1.0) <= 20 + 5


async def test_other_errors_go_to_the_caller_at_once() -> None:
    api = Api()

    async def refuse() -> bool:
        raise BadRequest("chat not found")

    with pytest.raises(BadRequest):
        await api.pacer.process_request(refuse, (), {}, "sendMessage", {"chat_id": 7}, None)


async def test_a_call_whose_caller_gave_up_takes_no_place() -> None:
    api = Api()
    for number in range(3):
        api.send(7, str(number))
    given_up = api.send(7, "given up")
    api.send(7, "last")
    await api.clock.settle()
    assert api.pacer.queued == 2
    given_up.cancel()
    await api.run(10)
    assert api.order == ["0", "1", "2", "last"]
    assert api.pacer.queued == 0


async def test_limits_of_idle_chats_are_forgotten() -> None:
    api = Api(PacingLimits(overall_per_second=1000))
    for _ in range(20):
        for chat in range(500):
            api.send(1 + chat + 500 * len(api.accepted))
        await api.run(30)
    assert len(api.accepted) == 10_000
    assert api.pacer.chats_remembered <= 1000


async def test_many_calls_to_a_blocked_chat_are_cheap() -> None:
    api = Api()
    for _ in range(3000):
        api.send(-100, "group", Priority.REPLY)
    for chat in range(1, 301):
        api.send(chat, "private", Priority.BULK)
    await api.run(15)
    assert api.order.count("private") == 300
    for task in api.tasks:
        task.cancel()
    await asyncio.gather(*api.tasks, return_exceptions=True)


async def test_closing_rings_nobody() -> None:
    api = Api()
    tasks = [api.send(7) for _ in range(5)]
    await api.clock.settle()
    await api.pacer.shutdown()
    await api.run(60)
    assert sum(task.done() for task in tasks) == 3
    for task in tasks:
        task.cancel()


@pytest.mark.parametrize(
    ("endpoint", "data", "chat"),
    [
        ("sendMessage", {"chat_id": 7}, 7),
        ("editMessageText", {"chat_id": "-100"}, -100),
        ("sendDocument", {"chat_id": "@panwascam"}, "@panwascam"),
        ("editMessageText", {"inline_message_id": "x"}, None),
        ("getUpdates", {}, None),
    ],
)
def test_whose_limit_a_call_falls_under(endpoint: str, data: dict[str, Any], chat: int | str | None) -> None:
    assert limited_chat(endpoint, data) == chat


calls = st.lists(
    st.tuples(st.sampled_from([1, 2, 3, 4, -1, -2]), st.sampled_from(list(Priority)), st.integers(0, 3)), max_size=120
)


@settings(max_examples=40)
@given(calls=calls)
def test_whatever_is_asked_every_limit_holds_and_nothing_is_lost(calls: list[tuple[int, Priority, int]]) -> None:
    asyncio.run(_every_limit_holds(calls))


async def _every_limit_holds(calls: list[tuple[int, Priority, int]]) -> None:
    limits = PacingLimits(overall_per_second=5, private_burst=2, group_per_minute=4, margin=0.0)
    api = Api(limits)
    for chat, priority, wait in calls:
        api.send(chat, priority=priority)
        await api.run(wait / 4)
    await api.run(3600)
    assert len(api.accepted) == len(calls)
    assert _most(api.times, 1.0) <= 5
    for chat in {chat for chat, _, _ in calls}:
        times = [at for at, to, _ in api.accepted if to == chat]
        assert _most(times, 60.0 if chat < 0 else 2.0) <= (4 if chat < 0 else 2)


def _most(events: list[float], span: float) -> int:
    return max((sum(start <= event < start + span for event in events) for start in events), default=0)
