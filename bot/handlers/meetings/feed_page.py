"""Calendars that subscribe, over HTTP: `/kalender/<secret>.ics`, asked again and again, mostly for what they have already.

The address is the secret: it stands in no log, and an unknown one is answered as any other page that is not there.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.documents.ics import calendar_file
from bot.services.meetings.feeds import feed
from bot.views.meetings.feeds import PATH, calendar_name

if TYPE_CHECKING:
    from bot.services.context import Context

# How often calendars are asked to look; Google does as it likes.
_REFRESH = timedelta(hours=1)
_HEADERS = {"Cache-Control": "private, max-age=300", "X-Robots-Tag": "noindex"}


def add_calendars(app: web.Application, ctx: Context) -> None:
    """Serve them: also below what stands before it in the public URL, where a proxy passes the path on whole."""

    async def _calendar(request: web.Request) -> web.Response:
        try:
            return await answer_calendar(ctx, request)
        except (SQLAlchemyError, OSError):
            return web.Response(status=503, headers={"Retry-After": "60"})

    for path in dict.fromkeys((PATH, urlsplit(ctx.public_url).path.rstrip("/") + PATH)):
        app.router.add_get(path + "{secret}.ics", _calendar)


async def answer_calendar(ctx: Context, request: web.Request) -> web.Response:
    """The sessions of whoever has that address, or that the calendar has them already."""
    found = await feed(ctx, request.match_info["secret"])
    if found is None:
        return web.Response(status=404)
    now = ctx.clock.now().replace(microsecond=0)
    name = calendar_name(found.person.office, found.division)
    content = calendar_file([(one, one.short_title) for one in found.sessions], now, name=name, refresh=_REFRESH)
    # When it was made is nothing that a calendar must fetch anew: hence a weak tag.
    same = content.replace(f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%S}Z".encode(), b"")
    tag = f'W/"{hashlib.sha256(same).hexdigest()[:32]}"'
    headers = _HEADERS | {"ETag": tag}
    if _has(request.headers.get("If-None-Match", ""), tag):
        return web.Response(status=304, headers=headers)
    headers["Content-Disposition"] = 'inline; filename="jadwal-panwascam.ics"'
    return web.Response(body=content, content_type="text/calendar", charset="utf-8", headers=headers)


def _has(given: str, tag: str) -> bool:
    """Whether a calendar says that it has it (RFC 9110, 13.1.2: compared weakly)."""
    plain = tag.removeprefix("W/")
    return given.strip() == "*" or any(one.strip().removeprefix("W/") == plain for one in given.split(","))
