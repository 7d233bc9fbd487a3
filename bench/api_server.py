"""A Bot API made for measuring: fast, with people who press buttons in a closed loop, told over HTTP what to do.

    api_server.py PORT     serves /bot<token>/<method>, and /_/<order> for the benchmark

Orders take and give JSON: `presses` (keep so many presses in flight for so many seconds), `steady` (a press of somebody else
every so often), `say` (a message of one person, or many at once), `send_file`, `asks` (a person writes every so often, until `stop_asks`),
`chatter` (people write in a group), `limits`, `counts`, `reset`. It keeps nothing but counters.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import resource
import sys
import time
from collections import Counter, deque
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wire import Call, ClientWire, ServerWire, request_head

from bot.simulator.errors import ApiError
from bot.simulator.limits import FloodGate, Limits

if TYPE_CHECKING:
    from collections.abc import Callable

# Accounts from here on are of the people a blast goes to; below them are those who ask things meanwhile.
FIRST_OF_BLAST = 1_000_000
BOT = {"id": 7_000_000_001, "is_bot": True, "first_name": "Panwascam", "username": "panwascam_uji_bot"}
GROUP = {"id": -501, "type": "supergroup", "title": "Panwascam Kabupaten Blitar"}
_TRUE = b'{"ok":true,"result":true}'
# So begins what says that an answer is to come.
_WORKING = "⏳"
_LONGEST_BATCH = 100
# How long the last presses of a run may take to be answered.
_GRACE = 15.0
# A card as a group sees it: what libraries have to take apart with every press.
_CARD = (
    "Rakor Penguatan Kapasitas\nSDMO-02/1\n\nJumat, 6 Oktober 2023\n09.00 - 12.00 WIB\nAula Bawaslu Kabupaten Blitar\n\n"
    "Hadir 41 · Berhalangan 3 · Diwakilkan 2 · Belum 20\n\nTekan tombol di bawah untuk menjawab."
)


class Updates:
    """Updates on their way: fetched by long polls and acknowledged by offset, or posted to a webhook."""

    def __init__(self) -> None:
        self._ids = itertools.count(100_001)
        self._pending: deque[tuple[int, bytes]] = deque()
        self._poll: tuple[Call, asyncio.TimerHandle] | None = None
        self._woken = False
        self.first_poll: float | None = None
        self.webhook: Webhook | None = None

    def put(self, kind: bytes, make: Callable[[int], bytes], owner: int) -> int:
        """Queue an update of `kind`; `make` gives its content from its number, `owner` is the chat or the presser."""
        number = next(self._ids)
        update = b'{"update_id":%d,"%s":%s}' % (number, kind, make(number))
        if self.webhook is not None:
            self.webhook.put((kind, owner), update)
            return number
        self._pending.append((number, update))
        if self._poll is not None and not self._woken:
            # What arrives in the same turn of the loop goes out together.
            self._woken = True
            asyncio.get_running_loop().call_soon(self._serve)
        return number

    def poll(self, call: Call) -> None:
        """Answer a long poll."""
        if self.first_poll is None:
            self.first_poll = time.monotonic()
        given = call.parameters()
        offset = int(given.get("offset") or 0)
        while self._pending and self._pending[0][0] < offset:
            self._pending.popleft()
        if self._poll is not None:
            self._answer(b"")
        wait = 0.0 if self._pending else float(given.get("timeout") or 0)
        timer = asyncio.get_running_loop().call_later(wait, self._serve)
        self._poll = (call, timer)
        if self._pending or wait <= 0:
            self._serve()

    def _serve(self) -> None:
        self._woken = False
        if self._poll is not None:
            self._answer(b",".join(update for _, update in itertools.islice(self._pending, _LONGEST_BATCH)))

    def _answer(self, updates: bytes) -> None:
        if self._poll is not None:
            (call, timer), self._poll = self._poll, None
            timer.cancel()
            call.reply(b'{"ok":true,"result":[%s]}' % updates)


class Webhook:
    """Posts updates to a bot as Telegram does: up to `connections` at a time, those of one chat or presser in order."""

    def __init__(self, url: str, secret: str, connections: int, called: Callable[[str, dict[str, Any]], None]) -> None:
        self._url = url
        self._head = request_head(url, secret)
        self._called = called
        # Lanes whose first update may be posted; one that is being posted is not in there.
        self._queue: asyncio.Queue[tuple[bytes, int]] = asyncio.Queue()
        self._lanes: dict[tuple[bytes, int], deque[bytes]] = {}
        self._workers = [asyncio.create_task(self._work()) for _ in range(connections)]

    def put(self, lane: tuple[bytes, int], update: bytes) -> None:
        """Post this after those of the same lane, as soon as a connection is free."""
        waiting = self._lanes.get(lane)
        if waiting is not None:
            waiting.append(update)
            return
        self._lanes[lane] = deque([update])
        self._queue.put_nowait(lane)

    def close(self) -> None:
        """Post no more."""
        for worker in self._workers:
            worker.cancel()

    async def _work(self) -> None:
        wire: ClientWire | None = None
        while True:
            lane = await self._queue.get()
            update = self._lanes[lane].popleft()
            while True:
                try:
                    wire = wire or await ClientWire.connect(self._url)
                    status, body = await wire.post(self._head, update)
                except OSError:
                    wire, status, body = None, 0, b""
                if 200 <= status < 300:
                    break
                await asyncio.sleep(0.05)
            if self._lanes[lane]:
                self._queue.put_nowait(lane)
            else:
                del self._lanes[lane]
            if body.startswith(b"{") and (answer := json.loads(body)).get("method"):
                self._called(answer.pop("method"), answer)


class Presses:
    """A closed loop: so many presses wait for an answer at any time, each of somebody who has none waiting."""

    def __init__(self, updates: Updates, order: dict[str, Any]) -> None:
        self._updates = updates
        self._choices = [data.encode() for data in order["choices"]]
        self._private = bool(order.get("private"))
        self._idle = deque(order["people"])
        self._turns: Counter[int] = Counter()
        self._waiting: dict[str, tuple[int, float]] = {}
        self._latencies: list[float] = []
        self._measuring = False
        self._open = True
        self.answered = 0
        self.all_answered = asyncio.Event()

    async def run(self, in_flight: int, warm_up: float, seconds: float) -> dict[str, Any]:
        """Press for `warm_up` and then `seconds`, wait for the last answers, and tell what happened."""
        for _ in range(in_flight):
            self._press()
        await asyncio.sleep(warm_up)
        self._measuring = True
        started, before, busy = time.monotonic(), self.answered, _busy()
        await asyncio.sleep(seconds)
        took, done, busy = time.monotonic() - started, self.answered - before, _busy() - busy
        self._measuring, self._open = False, False
        lost = await self._drain()
        latencies = sorted(self._latencies) or [0.0]
        return {
            "per_second": done / took,
            "p50": latencies[len(latencies) // 2],
            "p95": latencies[int(len(latencies) * 0.95)],
            "server_busy": busy / took,
            "answered": self.answered,
            "unanswered": lost,
            # What each person pressed last: the database must say the same.
            "last": {
                str(who): self._choices[(turn - 1) % len(self._choices)].decode() for who, turn in self._turns.items()
            },
        }

    def answer(self, query: str) -> None:
        """A press was answered: the next one follows."""
        found = self._waiting.pop(query, None)
        if found is None:
            return
        who, since = found
        self.answered += 1
        if self._measuring:
            self._latencies.append(time.monotonic() - since)
        self._idle.append(who)
        if self._open:
            self._press()
        elif not self._waiting:
            self.all_answered.set()

    def _press(self) -> None:
        who = self._idle.popleft()
        choice = self._choices[self._turns[who] % len(self._choices)]
        self._turns[who] += 1
        number = self._updates.put(
            b"callback_query", lambda number: _query(number, who, choice, private=self._private), who
        )
        self._waiting[str(number)] = (who, time.monotonic())

    async def _drain(self) -> int:
        if self._waiting:
            try:
                await asyncio.wait_for(self.all_answered.wait(), _GRACE)
            except TimeoutError:
                return len(self._waiting)
        return 0


class Steady:
    """An open loop: every so often somebody else presses, whether or not the presses before are answered."""

    def __init__(self, updates: Updates, order: dict[str, Any]) -> None:
        self._updates = updates
        self._choices = [data.encode() for data in order["choices"]]
        self._people = order["people"]
        self._every = float(order["every"])
        self._since: dict[str, float] = {}
        self._latencies: list[float] = []
        self._open = True
        self._all_answered = asyncio.Event()

    async def run(self, seconds: float) -> dict[str, Any]:
        """Press for so long, wait for the last answers, and tell; what was never answered counts with the time it waited."""
        began = time.monotonic()
        for turn in range(round(seconds / self._every)):
            await asyncio.sleep(began + turn * self._every - time.monotonic())
            who = self._people[turn % len(self._people)]
            choice = self._choices[turn // len(self._people) % len(self._choices)]
            number = self._updates.put(
                b"callback_query", lambda number, who=who, choice=choice: _query(number, who, choice, private=True), who
            )
            self._since[str(number)] = time.monotonic()
        self._open = False
        if self._since:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._all_answered.wait(), _GRACE)
        waiting = [time.monotonic() - since for since in self._since.values()]
        latencies = sorted([*self._latencies, *waiting])
        return {
            "asked": len(latencies),
            "unanswered": len(waiting),
            "p50": latencies[len(latencies) // 2],
            "p95": latencies[int(len(latencies) * 0.95)],
            "max": latencies[-1],
        }

    def answer(self, query: str) -> None:
        """A press was answered."""
        since = self._since.pop(query, None)
        if since is not None:
            self._latencies.append(time.monotonic() - since)
            if not self._open and not self._since:
                self._all_answered.set()


class Asks:
    """Somebody writes a command every so often; how long until the chat gets a message."""

    def __init__(self, updates: Updates, order: dict[str, Any]) -> None:
        self._updates = updates
        self._people = itertools.cycle(order["people"])
        self._text = order["text"]
        self._every = float(order["every"])
        self._since: dict[int, deque[float]] = {who: deque() for who in order["people"]}
        self._latencies: list[float] = []
        self._task = asyncio.create_task(self._run())

    def answered(self, chat_id: int) -> None:
        """A message reached this chat."""
        waiting = self._since.get(chat_id)
        if waiting:
            self._latencies.append(time.monotonic() - waiting.popleft())

    def stop(self) -> dict[str, Any]:
        """Ask no more; what was not answered yet counts with the time it has waited so far."""
        self._task.cancel()
        waiting = [time.monotonic() - since for queue in self._since.values() for since in queue]
        latencies = sorted([*self._latencies, *waiting]) or [0.0]
        return {
            "asked": len(self._latencies) + len(waiting),
            "unanswered": len(waiting),
            "p50": latencies[len(latencies) // 2],
            "p95": latencies[int(len(latencies) * 0.95)],
            "max": latencies[-1],
        }

    async def _run(self) -> None:
        while True:
            who = next(self._people)
            self._since[who].append(time.monotonic())
            say(self._updates, who, self._text)
            await asyncio.sleep(self._every)


class Server:
    """Methods and orders."""

    def __init__(self) -> None:
        self.updates = Updates()
        self.gate = FloodGate(None)
        self.presses: Presses | Steady | None = None
        self._chatter: set[asyncio.Task[None]] = set()
        self.asks: Asks | None = None
        self._ids = itertools.count(1)
        self.reset()

    def reset(self) -> None:
        """Forget counts and updates; the next bot starts afresh."""
        if self.updates.webhook is not None:
            self.updates.webhook.close()
        self.updates = Updates()
        self.presses = self.asks = None
        # By the sender's chat: the path of a file that somebody sent, and what wakes whoever waits for the answer.
        self.files: dict[int, str] = {}
        self.answers: dict[int, asyncio.Future[str]] = {}
        self.calls: Counter[str] = Counter()
        # Seconds that a method takes.
        self.slow: dict[str, float] = {}
        self.chats: Counter[int] = Counter()
        # When each message to somebody of the blast was accepted.
        self.sent_at: list[float] = []
        self.gate = FloodGate(None)

    def handle(self, call: Call) -> None:
        """One request."""
        parts = call.path.split("?", 1)[0].split("/")
        if parts[1] == "_":
            asyncio.ensure_future(self._order(call, parts[2]))  # noqa: RUF006 (ends with its reply)
            return
        if parts[1] == "file":
            call.reply(Path(self.files[int(parts[-1])]).read_bytes())
            return
        method = parts[2]
        self.calls[method] += 1
        if method == "getUpdates":
            self.updates.poll(call)
        elif method == "answerCallbackQuery":
            self._answer_query(call.parameters())
            call.reply(_TRUE)
        elif method in self.slow:
            asyncio.get_running_loop().call_later(self.slow[method], call.reply, _TRUE)
        else:
            try:
                call.reply(self._call(method, call.parameters()))
            except ApiError as error:
                body = {"ok": False, "error_code": error.code, "description": error.description}
                call.reply(json.dumps({**body, "parameters": error.parameters}).encode(), error.code)

    def called(self, method: str, given: dict[str, Any]) -> None:
        """A method that came in a webhook's answer."""
        self.calls[method] += 1
        if method == "answerCallbackQuery":
            self._answer_query(given)
        else:
            self._call(method, given)

    def _answer_query(self, given: dict[str, Any]) -> None:
        if self.presses is not None:
            self.presses.answer(str(given["callback_query_id"]))

    def _call(self, method: str, given: dict[str, Any]) -> bytes:
        if method in {"sendMessage", "editMessageText"}:
            return self._message(method, given)
        if method == "getFile":
            number = given["file_id"]
            return json.dumps(
                {
                    "ok": True,
                    "result": {"file_id": number, "file_unique_id": number, "file_path": f"documents/{number}"},
                }
            ).encode()
        if method == "getMe":
            return json.dumps({"ok": True, "result": BOT}).encode()
        if method == "setWebhook" and given.get("url"):
            connections = int(given.get("max_connections") or 40)
            secret = str(given.get("secret_token") or "")
            self.updates.webhook = Webhook(given["url"], secret, connections, self.called)
        if method == "getWebhookInfo":
            return b'{"ok":true,"result":{"url":"","has_custom_certificate":false,"pending_update_count":0}}'
        return _TRUE

    def _message(self, method: str, given: dict[str, Any]) -> bytes:
        chat_id = int(given["chat_id"])
        now = time.monotonic()
        self.gate.check(chat_id, now)
        number = int(given.get("message_id") or next(self._ids))
        if chat_id in self.answers and not self.answers[chat_id].done() and not given["text"].startswith(_WORKING):
            self.answers[chat_id].set_result(given["text"])
        if method == "sendMessage":
            if chat_id >= FIRST_OF_BLAST:
                self.sent_at.append(now)
                self.chats[chat_id] += 1
            if self.asks is not None:
                self.asks.answered(chat_id)
        chat = json.dumps(GROUP if chat_id < 0 else _private(chat_id)).encode()
        return b'{"ok":true,"result":{"message_id":%d,"date":%d,"chat":%s,"from":%s,"text":%s}}' % (
            number,
            time.time(),
            chat,
            _BOT,
            json.dumps(given["text"]).encode(),
        )

    async def _order(self, call: Call, name: str) -> None:
        order = call.parameters()
        try:
            result = await self._obey(name, order)
        except Exception as error:  # noqa: BLE001 (whoever ordered must hear of it)
            result = {"error": repr(error)}
        call.reply(json.dumps(result).encode(), 400 if result and "error" in result else 200)

    async def _obey(self, name: str, order: dict[str, Any]) -> dict[str, Any] | None:
        match name:
            case "presses":
                self.presses = Presses(self.updates, order)
                return await self.presses.run(order["in_flight"], order["warm_up"], order["seconds"])
            case "steady":
                self.presses = Steady(self.updates, order)
                return await self.presses.run(order["seconds"])
            case "send_file":
                return await self._send_file(order["person"], order["path"], order["within"])
            case "asks":
                self.asks = Asks(self.updates, order)
            case "stop_asks":
                return self.asks.stop() if self.asks is not None else None
            case "slow":
                self.slow[order["method"]] = order["seconds"]
            case "limits":
                self.gate = FloodGate(Limits.telegram())
            case "reset":
                self.reset()
            case "counts":
                return self._counts()
            case _:
                self._let_people(name, order)
        return None

    def _let_people(self, name: str, order: dict[str, Any]) -> None:
        match name:
            case "say":
                for _ in range(order.get("times", 1)):
                    say(self.updates, order["person"], order["text"])
            case "chatter":
                task = asyncio.create_task(self._say_all(order))
                self._chatter.add(task)
                task.add_done_callback(self._chatter.discard)
            case "press":
                who, data = order["person"], order["data"].encode()
                for _ in range(order.get("times", 1)):
                    self.updates.put(b"callback_query", lambda n: _query(n, who, data, private=True), who)
            case _:
                raise LookupError(name)

    async def _send_file(self, person: int, path: str, within: float) -> dict[str, Any]:
        """Somebody sends a file; what the bot answers."""
        self.files[person] = path
        answer = self.answers[person] = asyncio.get_running_loop().create_future()
        size = Path(path).stat().st_size  # noqa: ASYNC240 (a moment)
        name = Path(path).name
        document = {"file_id": str(person), "file_unique_id": str(person), "file_name": name, "file_size": size}
        self.updates.put(
            b"message",
            lambda number: json.dumps(
                {
                    "message_id": number,
                    "date": int(time.time()),
                    "chat": _private(person),
                    "from": _user(person),
                    "document": document,
                }
            ).encode(),
            person,
        )
        try:
            return {"text": await asyncio.wait_for(answer, within)}
        except TimeoutError:
            return {"text": "(no answer)"}

    async def _say_all(self, order: dict[str, Any]) -> None:
        says = order["says"]
        for person, text in says:
            say(self.updates, person, text, order["chat"])
            await asyncio.sleep(order["within"] / len(says))

    def _counts(self) -> dict[str, Any]:
        return {
            "calls": dict(self.calls),
            "sent": len(self.sent_at),
            "refused": self.gate.refused,
            "first": self.sent_at[0] if self.sent_at else None,
            "last": self.sent_at[-1] if self.sent_at else None,
            "twice": sum(count > 1 for count in self.chats.values()),
            "first_poll": self.updates.first_poll,
            "webhook": self.updates.webhook is not None,
            "now": time.monotonic(),
            "busy": _busy(),
        }


def say(updates: Updates, person: int, text: str, chat_id: int | None = None) -> None:
    """Somebody writes in the private chat, or in the group."""
    chat = GROUP if chat_id is not None else _private(person)
    entities = (
        [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}] if text.startswith("/") else []
    )
    updates.put(
        b"message",
        lambda number: json.dumps(
            {
                "message_id": number,
                "date": int(time.time()),
                "chat": chat,
                "from": _user(person),
                "text": text,
                "entities": entities,
            }
        ).encode(),
        chat["id"],
    )


def _query(number: int, person: int, data: bytes, *, private: bool) -> bytes:
    # A message from before somebody had the account would be somebody else's, whose buttons they do not press.
    chat = b'{"id":%d,"type":"private","first_name":"Orang %d"}' % (person, person) if private else _GROUP
    return (
        b'{"id":"%d","from":{"id":%d,"is_bot":false,"first_name":"Orang %d","language_code":"id"},'
        b'"message":{"message_id":77,"from":%s,"chat":%s,"date":%d,"text":%s,"reply_markup":%s},'
        b'"chat_instance":"5","data":"%s"}' % (number, person, person, _BOT, chat, time.time(), _TEXT, _MARKUP, data)
    )


def _private(person: int) -> dict[str, Any]:
    return {"id": person, "type": "private", "first_name": f"Orang {person}"}


def _user(person: int) -> dict[str, Any]:
    return {"id": person, "is_bot": False, "first_name": f"Orang {person}", "language_code": "id"}


def _busy() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


_BOT = json.dumps(BOT).encode()
_GROUP = json.dumps(GROUP).encode()
_TEXT = json.dumps(_CARD).encode()
_MARKUP = json.dumps(
    {
        "inline_keyboard": [
            [{"text": "Hadir", "callback_data": "gyes:1"}, {"text": "Berhalangan", "callback_data": "gno:1"}],
            [{"text": "Buka chat pribadi", "url": "https://t.me/panwascam_uji_bot?start=inv_1"}],
        ]
    }
).encode()


async def serve(port: int) -> None:
    """Listen until killed."""
    server = Server()
    loop = asyncio.get_running_loop()
    listening = await loop.create_server(lambda: ServerWire(server.handle), "127.0.0.1", port)
    print(listening.sockets[0].getsockname()[1], flush=True)
    await listening.serve_forever()


if __name__ == "__main__":
    try:
        import uvloop
    except ImportError:
        asyncio.run(serve(int(sys.argv[1])))
    else:
        uvloop.run(serve(int(sys.argv[1])))
