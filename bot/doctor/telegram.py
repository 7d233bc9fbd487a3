"""Telegram as the bot will meet it: token, privacy mode, webhook, and whether both clocks agree."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import aiohttp

from bot.doctor.findings import Finding, bad, warning, well

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.config.settings import Settings

_PATIENCE = aiohttp.ClientTimeout(total=15)
# The Date header counts whole seconds.
_CLOCK_SLACK = 3
_CLOCK_WRONG = 30
_MANY_PENDING = 100


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    body: dict[str, Any]
    date: str | None
    asked_at: datetime
    got_at: datetime

    @property
    def result(self) -> dict[str, Any]:
        result = self.body.get("result")
        return result if isinstance(result, dict) else {}


async def examine_telegram(settings: Settings, clock: Clock) -> list[Finding]:
    """All that can be asked of Telegram; without a token it is one finding."""
    if not settings.bot_token.get_secret_value():
        return [bad("token-missing")]
    host = urlsplit(settings.bot_api_url).hostname or settings.bot_api_url
    async with aiohttp.ClientSession(timeout=_PATIENCE) as session:
        me = await _ask(session, settings, clock, "getMe")
        if isinstance(me, str):
            return [bad("telegram-away", host=host, reason=me)]
        if me.status in (401, 404) and "ok" in me.body:
            return [bad("token-refused"), _clock(me)]
        if not me.result:
            return [bad("telegram-odd", host=host, status=me.status)]
        hook = await _ask(session, settings, clock, "getWebhookInfo")
    return [
        well("token-ok", username=me.result.get("username", "?")),
        *_groups(me.result),
        *_webhook(hook, settings, clock),
        _clock(me),
    ]


async def _ask(session: aiohttp.ClientSession, settings: Settings, clock: Clock, method: str) -> _Answer | str:
    """The answer, or why there is none (never the address: it holds the token)."""
    url = f"{settings.bot_api_url.rstrip('/')}/bot{settings.bot_token.get_secret_value()}/{method}"
    asked = clock.now()
    try:
        async with session.get(url, allow_redirects=False) as response:
            content = await response.read()
            date = response.headers.get("Date")
            status = response.status
    except TimeoutError:
        return "tidak menjawab"
    except (aiohttp.ClientConnectorError, aiohttp.ClientOSError) as error:
        return error.strerror or type(error).__name__
    except (aiohttp.ClientError, ValueError) as error:
        return type(error).__name__
    try:
        body = json.loads(content)
    except ValueError:
        body = {}
    return _Answer(status, body if isinstance(body, dict) else {}, date, asked, clock.now())


def _groups(me: dict[str, Any]) -> list[Finding]:
    found = [] if me.get("can_join_groups", True) else [warning("groups-closed")]
    return [*found, warning("privacy-off") if me.get("can_read_all_group_messages") else well("privacy-ok")]


def _webhook(hook: _Answer | str, settings: Settings, clock: Clock) -> list[Finding]:
    if isinstance(hook, str) or hook.status != 200:
        return [warning("webhook-unknown", reason=hook if isinstance(hook, str) else hook.status)]
    url = str(hook.result.get("url", ""))
    waiting = int(hook.result.get("pending_update_count", 0))
    if settings.webhook_url:
        finding = _misplaced(url, settings.webhook_url.rstrip("/")) or _failing(hook.result, clock)
    else:
        finding = bad("webhook-left", host=_host(url), api=settings.bot_api_url) if url else None
    behind = warning("webhook-behind", count=waiting) if waiting > _MANY_PENDING else None
    found = [one for one in (finding, behind) if one is not None]
    return found or [well("webhook-ok", host=_host(url), count=waiting) if url else well("polling-ok", count=waiting)]


def _misplaced(url: str, wanted: str) -> Finding | None:
    """The webhook where it should be?"""
    if not wanted.startswith("https://"):
        return bad("webhook-insecure")
    if not url:
        return warning("webhook-missing")
    return None if url.startswith(wanted) else bad("webhook-other", found=_host(url), wanted=wanted)


def _failing(hook: dict[str, Any], clock: Clock) -> Finding | None:
    """Does Telegram reach it? The last error is kept for ever: an old one with nothing waiting is history."""
    if not hook.get("last_error_date"):
        return None
    failed = datetime.fromtimestamp(int(hook["last_error_date"]), UTC)
    minutes = int((clock.now() - failed).total_seconds() // 60)
    if minutes >= 10 and not hook.get("pending_update_count"):
        return None
    reason = str(hook.get("last_error_message", "?"))
    return bad("webhook-failing", minutes=minutes, reason=reason)


def _host(url: str) -> str:
    return urlsplit(url).hostname or url


def _clock(answer: _Answer) -> Finding:
    try:
        told = parsedate_to_datetime(answer.date or "").astimezone(UTC)
    except ValueError:
        return warning("clock-unknown")
    # Between asking and being answered; the nearest of both is what can be held against the clock.
    off = 0.0
    if told < answer.asked_at:
        off = (answer.asked_at - told).total_seconds()
    elif told > answer.got_at:
        off = (told - answer.got_at).total_seconds()
    if off <= _CLOCK_SLACK:
        return well("clock-ok", seconds=round(off))
    return (bad if off > _CLOCK_WRONG else warning)("clock-off", seconds=round(off))
