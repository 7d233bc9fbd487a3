"""The HTTP face: `/bot<token>/<method>` and `/file/bot<token>/<path>`, with faults and the webhook."""

from __future__ import annotations

import asyncio
import itertools
import json
from email.utils import format_datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.simulator.errors import ApiError
from bot.simulator.faults import Fault, FaultKind, Faults
from bot.simulator.limits import FloodGate, Limits
from bot.simulator.methods import Methods
from bot.simulator.people import Channel, Group, Person, is_for_bot
from bot.simulator.pump import Pump, as_parameter
from bot.simulator.updates import UpdateQueue
from bot.simulator.world import BOT_USERNAME, Room, ShownMessage, User, World, heading_json

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.clock import Clock

_MAX_UPLOAD = 50 * 1024 * 1024


class Simulator:
    """A local Bot API for one token, with people and groups; see the package's docstring."""

    def __init__(self, clock: Clock, token: str = "123456:TEST-TOKEN", limits: Limits | None = None) -> None:  # noqa: S107 (not a secret)
        self.clock = clock
        self.token = token
        self.world = World()
        self.updates = UpdateQueue(clock)
        self.gate = FloodGate(limits)
        self.faults = Faults()
        self.methods = Methods(self.world, clock, self.updates, self.gate)
        self.username = BOT_USERNAME
        self.url = ""
        self.unauthorized = False
        self._runner: web.AppRunner | None = None
        self._site: web.TCPSite | None = None
        self._pump: Pump | None = None
        self._next_user = 1_000
        self._next_group = -500

    async def start(
        self, port: int = 0, *, orders: Callable[[web.Request], Awaitable[web.StreamResponse]] | None = None
    ) -> None:
        """Listen on 127.0.0.1; `url` is where. `orders` serves POST `/_/<order>` of whoever plays the people."""
        app = web.Application(client_max_size=_MAX_UPLOAD)
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        app.router.add_get("/file/bot{token}/{path:.+}", self._file)
        if orders is not None:
            app.router.add_post("/_/{order}", orders)
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        await self._listen(port)
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def hang_up(self) -> None:
        """The machine is gone: nobody listens, open connections break. `answer_again` brings it back."""
        if self._site is not None:
            await self._site.stop()
        self.break_connections()

    async def answer_again(self) -> None:
        """Listen on the same port as before."""
        await self._listen(int(self.url.rpartition(":")[2]))

    def break_connections(self) -> None:
        """Break every open connection."""
        server = self._runner.server if self._runner is not None else None
        for connection in server.connections if server is not None else ():
            if connection.transport is not None:
                connection.transport.abort()

    async def stop(self) -> None:
        """Stop listening."""
        if self._pump is not None:
            await self._pump.stop()
        self.updates.offline()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _listen(self, port: int) -> None:
        if self._runner is None:
            raise RuntimeError("the simulator was not started")
        self._site = web.TCPSite(self._runner, "127.0.0.1", port)
        await self._site.start()

    @property
    def privacy_mode(self) -> bool:
        """Whether groups show the bot only what is meant for it."""
        return not self.world.bot["can_read_all_group_messages"]

    @privacy_mode.setter
    def privacy_mode(self, on: bool) -> None:
        self.world.bot["can_read_all_group_messages"] = not on

    def bot_offline(self) -> None:
        """The bot's process died: a virtual clock need not wait for it."""
        self.updates.offline()

    async def bot_online(self) -> None:
        """Wait until the bot asks for updates: from then on a virtual clock waits for it."""
        await self.updates.online()

    def person(self, name: str, phone: str = "", username: str | None = None, *, account: int | None = None) -> Person:
        """A new account with a phone number; its id is the next free one unless `account` names it."""
        if account is None:
            self._next_user += 1
            account = self._next_user
        user = User(account, name, phone, username)
        room = Room(user.id, "private", user=user)
        self.world.users[user.id] = user
        self.world.rooms[room.id] = room
        return Person(self, user, room)

    def group(self, title: str, members: list[Person] | None = None, *, supergroup: bool = False) -> Group:
        """A new group that the bot is not yet in."""
        self._next_group -= 1
        chat_id = self._next_group if not supergroup else -1_000_000_000_000 + self._next_group
        room = Room(chat_id, "supergroup" if supergroup else "group", title, kicked=True)
        room.members = {member.user.id: member.user for member in members or []}
        self.world.rooms[chat_id] = room
        return Group(self, room)

    def group_of(self, room: Room) -> Group:
        """A group by its chat."""
        return Group(self, room)

    def channel(self, title: str) -> Channel:
        """A new channel, which the bot is not in."""
        self._next_group -= 1
        room = Room(-1_000_000_000_000 + self._next_group, "channel", title, kicked=True)
        self.world.rooms[room.id] = room
        return Channel(self, room)

    def hear(self, room: Room, message: ShownMessage, content: dict[str, Any]) -> int | None:
        """Queue what was said in a chat, unless privacy mode keeps it from the bot; an admin hears everything."""
        private = self.privacy_mode and room.bot_status != "administrator"
        if room.user is None and private and not is_for_bot(message.text, self.username):
            return None
        return self.updates.put("message", {**heading_json(message, room), **content})

    def numbers(self) -> dict[str, int]:
        """Where the numbers of updates, presses, files and groups go on."""
        return {
            "updates": self.updates.next_number,
            "presses": next(self.world.query_ids),
            "files": self.methods.file_ids,
            "groups": self._next_group,
        }

    def go_on_at(self, numbers: dict[str, int]) -> None:
        """Number on as before: a bot knows what it has had by its number."""
        self.updates.renumber(numbers["updates"])
        self.world.query_ids = itertools.count(numbers["presses"])
        self.methods.file_ids = numbers["files"]
        self._next_group = numbers["groups"]

    def calls(self, method: str | None = None, chat_id: int | None = None) -> list[Any]:
        """Accepted calls, oldest first."""
        return [call for call in self.world.calls if method in (None, call.method) and chat_id in (None, call.chat_id)]

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        response = await self._judge(request)
        response.headers["Date"] = _http_date(self.clock.now().replace(microsecond=0))
        return response

    async def _judge(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if request.match_info["token"] != self.token or self.unauthorized:
            return _reply(ApiError(401, "Unauthorized"))
        data = await _parameters(request)
        if method == "getUpdates":
            # It waits, and a virtual clock does not wait for it.
            return await self._with_faults(request, method, data)
        with self.clock.hold():
            return await self._with_faults(request, method, data)

    async def _with_faults(self, request: web.Request, method: str, data: dict[str, Any]) -> web.StreamResponse:
        fault = self.faults.next_for(method, data)
        if fault is None:
            return await self._answer(method, data)
        if fault.kind is FaultKind.REPLY:
            kind = "application/json" if fault.body.startswith("{") else "text/html"
            return web.Response(status=fault.status, text=fault.body, content_type=kind)
        if fault.kind is FaultKind.RESET_BEFORE:
            return _reset(request)
        if fault.kind is FaultKind.AFTER:
            await _act(fault)
            return await self._answer(method, data)
        reply = await self._answer(method, data)
        if fault.kind is FaultKind.RESET_AFTER:
            return _reset(request)
        await _act(fault)
        await asyncio.sleep(fault.seconds)
        return reply

    async def _answer(self, method: str, data: dict[str, Any]) -> web.Response:
        try:
            result = await self.methods.call(method, data)
        except ApiError as error:
            return _reply(error)
        if method in ("setWebhook", "deleteWebhook"):
            await self._switch_webhook()
        return web.Response(body=json.dumps({"ok": True, "result": result}).encode(), content_type="application/json")

    async def _file(self, request: web.Request) -> web.Response:
        file_id = request.match_info["path"].rpartition("/")[2]
        if request.match_info["token"] != self.token or file_id not in self.world.files:
            return _reply(ApiError(404, "Not Found"))
        return web.Response(body=self.world.files[file_id][1])

    async def _switch_webhook(self) -> None:
        if self._pump is not None and self._pump.webhook == self.methods.webhook:
            return
        pump, self._pump = self._pump, None
        if pump is not None:
            await pump.stop()
        if self.methods.webhook.get("url"):
            self._pump = Pump(self.updates, self.methods)
            self.updates.listening()


@lru_cache(maxsize=1)
def _http_date(now: datetime) -> str:
    return format_datetime(now, usegmt=True)


async def _parameters(request: web.Request) -> dict[str, Any]:
    data: dict[str, Any] = dict(request.query)
    if request.method != "POST":
        return data
    if request.content_type == "application/json":
        body = await request.json()
        return {**data, **{key: as_parameter(value) for key, value in body.items()}}
    form = await request.post()
    attachments = {}
    for key, value in form.items():
        if isinstance(value, web.FileField):
            attachments[key] = (value.filename, value.file.read())
        else:
            data[key] = value
    for key, value in data.items():
        if isinstance(value, str) and value.startswith("attach://"):
            data[key] = attachments.pop(value.removeprefix("attach://"), value)
    return {**attachments, **data}


async def _act(fault: Fault) -> None:
    if fault.act is not None and (acting := fault.act()) is not None:
        await acting


def _reply(error: ApiError) -> web.Response:
    body: dict[str, Any] = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters:
        body["parameters"] = error.parameters
    return web.json_response(body, status=error.code)


def _reset(request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)
