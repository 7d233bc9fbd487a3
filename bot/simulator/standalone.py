"""The local Bot API as a process of its own, in real time, with its people moved over HTTP.

    python -m bot.simulator.standalone [--port N] [--no-limits]

prints its address, then serves `/bot<token>/<method>` to bots and, to whoever plays the people, POST `/_/<order>` with
JSON in and out (409 and `{"error": ...}` where it cannot be done):

    people   {"people": [{"name", "phone"?, "id"?, "started"?}]}   -> {"ids"}
    group    {"title", "members": [id], "added_by": id}    -> {"id"}
    act      {"who": id, "do": "send" | "press" | "tap" | "share_contact" | "block" | "unblock" | "press_data",
              "text"?, "group"?}                           -> {"update"}
    fault    {"kind": "reset_before" | "reset_after" | "hang" | "http" | "flood", "value"?, "method"?, "times"?}
    screen   {"who": id} or {"group": id}                  -> {"messages": [{"id", "text", "buttons"}]}
    calls    {"since"?: n}                                 -> {"calls": [{"at", "method", "chat_id", "message_id", "text"}]}
    state    {}                                            -> {"pending", "unanswered", "refused", "calls", "token"}
"""

from __future__ import annotations

import argparse
import asyncio
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.clock import SystemClock
from bot.simulator.faults import Fault
from bot.simulator.limits import Limits
from bot.simulator.people import Group, NotOnScreen, Person
from bot.simulator.server import Simulator
from bot.simulator.world import ShownMessage

if TYPE_CHECKING:
    from collections.abc import Callable

Order = dict[str, Any]
_FAULTS: dict[str, Callable[[Any], Fault]] = {
    "reset_before": lambda _: Fault.reset_before(),
    "reset_after": lambda _: Fault.reset_after(),
    "hang": lambda seconds: Fault.hang(float(seconds)),
    "http": lambda status: Fault.http(int(status)),
    "flood": lambda seconds: Fault.flood(int(seconds)),
}


class DirectedStage:
    """The people and groups of a simulator, by id, and what may be ordered of them."""

    def __init__(self, sim: Simulator) -> None:
        self.sim = sim
        self._people: dict[int, Person] = {}
        self._groups: dict[int, Group] = {}
        self._orders: dict[str, Callable[[Order], Order]] = {
            "people": self._join,
            "group": self._group,
            "act": self._act,
            "fault": self._fault,
            "screen": self._screen,
            "calls": self._calls,
            "state": self._state,
        }

    async def handle(self, request: web.Request) -> web.Response:
        """One order."""
        obey = self._orders.get(request.match_info["order"])
        if obey is None:
            return web.json_response({"error": f"orders are {', '.join(self._orders)}"}, status=404)
        order = await request.json() if request.can_read_body else {}
        try:
            return web.json_response(obey(order))
        except (NotOnScreen, LookupError, ValueError) as error:
            return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=409)

    def _join(self, order: Order) -> Order:
        ids = []
        for known in order["people"]:
            person = self.sim.person(known["name"], known.get("phone", ""), account=known.get("id"))
            person.room.started = bool(known.get("started"))
            self._people[person.id] = person
            ids.append(person.id)
        return {"ids": ids}

    def _group(self, order: Order) -> Order:
        group = self.sim.group(order["title"], [self._people[member] for member in order["members"]])
        self._groups[group.id] = group
        group.add_bot(self._people[order["added_by"]])
        return {"id": group.id}

    def _act(self, order: Order) -> Order:
        person, text = self._people[order["who"]], str(order.get("text", ""))
        group = self._groups[order["group"]] if "group" in order else None
        match order["do"]:
            case "send":
                update = person.send(text, group)
            case "press":
                update = person.press(text, group)
            case "press_data":
                messages = (group or person).messages
                update = person.press_data(text, messages[-1], group)
            case "tap":
                update = person.tap(text)
            case "share_contact":
                update = person.share_contact()
            case "block":
                update = person.block()
            case "unblock":
                update = person.unblock()
            case other:
                raise ValueError(f"nobody can {other!r}")
        return {"update": update}

    def _fault(self, order: Order) -> Order:
        fault = _FAULTS[order["kind"]](order.get("value", 0))
        self.sim.faults.add(fault, method=order.get("method"), times=int(order.get("times", 1)))
        return {}

    def _screen(self, order: Order) -> Order:
        shown = self._groups[order["group"]] if "group" in order else self._people[order["who"]]
        return {"messages": [_shown(message) for message in shown.messages]}

    def _calls(self, order: Order) -> Order:
        return {
            "calls": [
                {
                    "at": call.at.isoformat(),
                    "method": call.method,
                    "chat_id": call.chat_id,
                    "message_id": call.message_id,
                    "text": call.text,
                }
                for call in self.sim.world.calls[int(order.get("since", 0)) :]
            ]
        }

    def _state(self, _order: Order) -> Order:
        return {
            "pending": self.sim.updates.pending,
            "unanswered": len(self.sim.world.queries),
            "refused": self.sim.gate.refused,
            "calls": len(self.sim.world.calls),
            "token": self.sim.token,
        }


def _shown(message: ShownMessage) -> Order:
    return {"id": message.id, "text": message.text, "buttons": message.buttons}


async def serve(port: int, limits: Limits | None) -> None:
    """Serve until killed."""
    sim = Simulator(SystemClock(), limits=limits)
    await sim.start(port, orders=DirectedStage(sim).handle)
    print(sim.url, flush=True)  # noqa: T201 (whoever started it reads the address here)
    await asyncio.Event().wait()


def main() -> None:
    """Entry point."""
    parser = argparse.ArgumentParser(description="A local Bot API with people in it")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--no-limits", action="store_true", help="without Telegram's flood limits")
    args = parser.parse_args()
    asyncio.run(serve(args.port, None if args.no_limits else Limits.telegram()))


if __name__ == "__main__":
    main()
