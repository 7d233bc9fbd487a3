"""The decision table: what becomes of a call that failed, of the ledger's messages, of replies, and of edits and notes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.delivery.errands import Busy, TooLate
from bot.delivery.outcomes import (
    EDIT,
    OWED,
    REPLY,
    Expired,
    Gone,
    Halt,
    Later,
    Manner,
    Migrated,
    Muted,
    Refused,
    Retry,
    Same,
    TopicGone,
    Vanished,
    backoff,
    judge,
)
from bot.telegram.transport import NoSlot, NotSent

NOW = datetime(2023, 10, 2, tzinfo=UTC)
every_manner = pytest.mark.parametrize("manner", [OWED, REPLY, EDIT], ids=["owed", "reply", "edit"])
RESET = NetworkError("aiohttp.ServerDisconnectedError")
GATEWAY = NetworkError("Bad Gateway (502)")


@every_manner
@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (TooLate(), Expired),
        (BadRequest("Query is too old and response timeout expired or query ID is invalid"), Expired),
        (Busy(90), Later),
        (RetryAfter(3), Later),
        (ChatMigrated(-100), Migrated),
        (InvalidToken("Unauthorized"), Halt),
        (Forbidden("bot was blocked by the user"), Gone),
        (Forbidden("bot was kicked from the group chat"), Gone),
        (BadRequest("Chat not found"), Gone),
        (Forbidden("CHAT_WRITE_FORBIDDEN"), Muted),
        (BadRequest("Chat_write_forbidden"), Muted),
        (BadRequest("Chat_send_plain_forbidden"), Muted),
        (BadRequest("Not enough rights to send text messages to the chat"), Muted),
        (BadRequest("Topic_closed"), Muted),
        (BadRequest("Message thread not found"), TopicGone),
        (BadRequest("Message is not modified: specified new message content ..."), Same),
        (BadRequest("Message to edit not found"), Vanished),
        (BadRequest("Message can't be edited"), Vanished),
        (BadRequest("There is no text in the message to edit"), Vanished),
        (BadRequest("Button_data_invalid"), Refused),
        (NotSent("aiohttp.ClientConnectorError: Connection refused"), Retry),
        (GATEWAY, Retry),
        (RESET, Retry),
        (TimedOut(), Retry),
    ],
    ids=lambda value: getattr(value, "message", None),
)
def test_an_error_is_judged_alike_whatever_it_met(error: TelegramError, outcome: type, manner: Manner) -> None:
    assert isinstance(judge(error, 1, NOW, lambda: 0.0, manner), outcome)


@every_manner
@given(attempts=st.integers(1, 10_000), error=st.sampled_from([NotSent("refused"), NoSlot("Pool timeout")]))
def test_what_certainly_did_not_arrive_is_made_again_and_never_counted(
    manner: Manner, attempts: int, error: TelegramError
) -> None:
    outcome = judge(error, attempts, NOW, lambda: 0.5, manner)
    assert isinstance(outcome, Retry)
    assert not outcome.counts


@pytest.mark.parametrize(
    ("manner", "error", "attempts"),
    [
        (OWED, GATEWAY, 30),
        (REPLY, GATEWAY, 30),
        (EDIT, GATEWAY, 30),
        (OWED, RESET, 6),
        (REPLY, RESET, 6),
        (EDIT, RESET, 30),
    ],
    ids=["owed", "reply", "edit", "owed, fate unknown", "reply, fate unknown", "edit, fate unknown"],
)
def test_so_many_attempts_are_made(manner: Manner, error: TelegramError, attempts: int) -> None:
    outcomes = [judge(error, number, NOW, lambda: 0.0, manner) for number in range(1, attempts + 1)]
    assert all(isinstance(one, Retry) and one.counts for one in outcomes[:-1])
    assert isinstance(outcomes[-1], Refused)


@every_manner
@given(attempts=st.integers(0, 10_000), jitter=st.floats(0, 1, exclude_max=True))
def test_waits_grow_to_a_limit(manner: Manner, attempts: int, jitter: float) -> None:
    wait = backoff(attempts, jitter, manner)
    assert timedelta(seconds=manner.first_wait) <= wait <= timedelta(seconds=1.5 * manner.longest_wait)
    assert backoff(attempts + 1, 0.0, manner) >= backoff(attempts, 0.0, manner)
