"""The page's HTTP: its files, what people see as JSON, what is done with phones and clock, and the feed of events."""

from __future__ import annotations

import asyncio
import mimetypes
import socket
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import segno
from aiohttp import web

from bot.demo.acts import BadOrder, act, send_files
from bot.demo.scene import NowhereToGo, Scene
from bot.demo.screens import chats_of, messages_of, person_json
from bot.handlers.meetings.feed_page import answer_calendar
from bot.replay.stage import ZONE
from bot.views.meetings.feeds import PATH

if TYPE_CHECKING:
    from bot.replay.stage import Member

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
WEB = Path(__file__).parent / "web"
_MOST_UPLOADED = 20 * 1024 * 1024
# Nothing is loaded from anywhere else, and nobody shows the page within theirs.
_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; object-src 'none'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".html": "text/html",
    ".svg": "image/svg+xml",
    ".pdf": "application/pdf",
}


class Server:
    """Serves one scene."""

    def __init__(self, scene: Scene, anew: Callable[[], Awaitable[Scene]] | None = None) -> None:
        """`anew` opens another scene, as the first was; None where what was played is kept."""
        self.scene = scene
        self._anew = anew
        # One after the other; the how manieth play this is.
        self._beginning, self._play = asyncio.Lock(), 0
        # The page's address as handsets in the network reach it; empty: nobody else does.
        self.reach = ""
        self._runner: web.AppRunner | None = None

    async def start(self, door: socket.socket) -> None:
        """Serve whoever comes through the `door` (`open_door`)."""
        app = web.Application(client_max_size=_MOST_UPLOADED, middlewares=[_guarded])
        app.router.add_get("/", self._index)
        app.router.add_static("/web/", WEB)
        app.router.add_get("/events", self._events)
        app.router.add_get("/api/start", self._begin)
        app.router.add_get("/api/person/{id}", self._person)
        app.router.add_get("/api/chat/{id}", self._chat)
        app.router.add_get("/files/{id}/{name}", self._file)
        app.router.add_get("/qr/{who}/{chat}", self._qr)
        app.router.add_get(PATH + "{secret}.ics", self._calendar)
        app.router.add_post("/api/act", self._act)
        app.router.add_post("/api/files", self._files)
        app.router.add_post("/api/clock", self._clock)
        app.router.add_post("/api/fault", self._fault)
        app.router.add_post("/api/answer-all", self._answer_all)
        app.router.add_post("/api/again", self._again)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.SockSite(self._runner, door).start()

    async def stop(self) -> None:
        """Let every page go."""
        self.scene.feed.end()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _index(self, _request: web.Request) -> web.StreamResponse:
        return web.FileResponse(WEB / "index.html", headers={"Content-Security-Policy": _POLICY})

    async def _events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        await self.scene.feed.serve(response)
        return response

    async def _begin(self, _request: web.Request) -> web.StreamResponse:
        """What a page needs to begin."""
        scene, cast = self.scene, self.scene.cast
        return web.json_response(
            {
                "zone": ZONE.key,
                "play": self._play,
                "again": self._anew is not None,
                "reach": self.reach,
                "people": [person_json(member) for member in scene.stage.members],
                "phones": [
                    {"who": cast.commissioner.phone.id, "chat": cast.commissioner.phone.id},
                    {"who": cast.colleague.phone.id, "chat": scene.stage.groups[""].id},
                    {"who": cast.head.phone.id, "chat": cast.head.phone.id},
                ],
                "bot": scene.stage.sim.world.bot,
                "status": scene.status(),
                "ledger": await scene.ledger(),
            }
        )

    async def _person(self, request: web.Request) -> web.StreamResponse:
        member = self._member(request)
        return web.json_response({"person": person_json(member), "chats": chats_of(self.scene.stage, member)})

    async def _chat(self, request: web.Request) -> web.StreamResponse:
        room = self.scene.stage.sim.world.rooms.get(_number(request.match_info["id"]))
        if room is None:
            raise web.HTTPNotFound
        return web.json_response(messages_of(room, self.scene.stage.sim.world))

    async def _file(self, request: web.Request) -> web.StreamResponse:
        found = self.scene.stage.sim.world.files.get(request.match_info["id"])
        if found is None:
            raise web.HTTPNotFound
        name, content = found
        suffix = Path(name).suffix.lower()
        kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        # A page among what people send is not one of ours.
        kind = "text/plain" if "html" in kind or "svg" in kind or ("xml" in kind and "sheet" not in kind) else kind
        how = "attachment" if "save" in request.query else "inline"
        return web.Response(
            body=content,
            content_type=kind,
            headers={
                "Content-Disposition": f"{how}; filename*=UTF-8''{quote(name)}",
                "Content-Security-Policy": "sandbox",
            }
            if kind != "application/pdf"
            else {"Content-Disposition": f"{how}; filename*=UTF-8''{quote(name)}"},
        )

    async def _calendar(self, request: web.Request) -> web.StreamResponse:
        """As the bot itself answers, which does not while it is dead."""
        bot = self.scene.stage.bot
        return web.Response(status=503) if bot is None else await answer_calendar(bot.ctx, request)

    async def _qr(self, request: web.Request) -> web.StreamResponse:
        """The code by which a handset opens one phone alone."""
        if not self.reach:
            raise web.HTTPNotFound
        who, chat = _number(request.match_info["who"]), _number(request.match_info["chat"])
        drawn = segno.make(f"{self.reach}?phone={who}&chat={chat}", error="m", micro=False).svg_inline(
            scale=5, light="#fff"
        )
        return web.Response(
            text=drawn.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1), content_type="image/svg+xml"
        )

    async def _act(self, request: web.Request) -> web.StreamResponse:
        act(self.scene.cast, await request.json())
        return web.json_response({})

    async def _files(self, request: web.Request) -> web.StreamResponse:
        form = await request.post()
        order = {key: value for key, value in form.items() if isinstance(value, str)}
        files = [(one.filename, one.file.read()) for one in form.getall("file", []) if isinstance(one, web.FileField)]
        if not files:
            raise BadOrder("no file")
        send_files(self.scene.cast, order, files)
        return web.json_response({})

    async def _clock(self, request: web.Request) -> web.StreamResponse:
        where = (await request.json()).get("to")
        if where not in ("hour", "tomorrow", "week", "reminder", "day"):
            raise BadOrder("no such time")
        try:
            await self.scene.leap(where)
        except NowhereToGo:
            return web.json_response({"nowhere": where})
        return web.json_response(self.scene.status())

    async def _fault(self, request: web.Request) -> web.StreamResponse:
        order = await request.json()
        on = bool(order.get("on"))
        match order.get("fault"):
            case "away":
                await self.scene.be_away(away=on)
            case "flood":
                self.scene.be_flooded(flood=on)
            case "kill" if on:
                await self.scene.kill()
            case "kill":
                await self.scene.revive()
            case other:
                raise BadOrder(f"no fault {other!r}")
        return web.json_response(self.scene.status())

    async def _answer_all(self, request: web.Request) -> web.StreamResponse:
        left_out = {_number(one) for one in (await request.json()).get("without", ())}
        return web.json_response({"asked": self.scene.cast.answer_all(left_out)})

    async def _again(self, _request: web.Request) -> web.StreamResponse:
        """The play from its beginning, for every page that is open."""
        if self._anew is None:
            raise BadOrder("what is kept does not begin anew")
        async with self._beginning:
            over, self.scene = self.scene, await self._anew()
            self._play += 1
            self.scene.begin()
            await over.end()
        return web.json_response({})

    def _member(self, request: web.Request) -> Member:
        found = self.scene.cast.by_id.get(_number(request.match_info["id"]))
        if found is None:
            raise web.HTTPNotFound
        return found


@web.middleware
async def _guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Only the page itself gives orders, and a bad one is said."""
    if request.method == "POST" and request.headers.get("X-Demo") != "1":
        # Another site's form cannot send it.
        raise web.HTTPForbidden
    try:
        response = await handler(request)
    except (BadOrder, ValueError, KeyError) as error:
        return web.json_response({"error": str(error)}, status=400)
    if not response.prepared:
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def open_door(host: str, port: int) -> socket.socket:
    """Take the port (0: any), so that its address is known before anybody is let in; raises `OSError` where it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server(
        (host, port), family=family, dualstack_ipv6=host == "::" and socket.has_dualstack_ipv6()
    )


def address_of(door: socket.socket) -> str:
    """The page's address, as this machine reaches it."""
    host, port = door.getsockname()[:2]
    return f"http://{_shown(host)}:{port}/"


def _shown(host: str) -> str:
    host = f"[{host}]" if ":" in host and host != "::" else host
    return "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 (compared, not bound)


def _number(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        raise BadOrder("a number is wanted") from None
