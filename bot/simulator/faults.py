"""Faults on demand: the ways in which a network and a server fail, for a number of matching calls."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


class FaultKind(Enum):
    """What happens to the call."""

    RESET_BEFORE = "reset before"
    RESET_AFTER = "reset after"
    HANG = "hang"
    MEANWHILE = "meanwhile"
    AFTER = "after"
    REPLY = "reply"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; make it with the named constructors."""

    kind: FaultKind
    status: int = 200
    body: str = ""
    seconds: float = 0.0
    act: Callable[[], Awaitable[object] | None] | None = None

    @staticmethod
    def reset_before() -> Fault:
        """The connection breaks before the call is taken."""
        return Fault(FaultKind.RESET_BEFORE)

    @staticmethod
    def reset_after() -> Fault:
        """The call is taken, then the connection breaks before the reply."""
        return Fault(FaultKind.RESET_AFTER)

    @staticmethod
    def hang(seconds: float) -> Fault:
        """The call is taken and the reply comes `seconds` (real ones) late."""
        return Fault(FaultKind.HANG, seconds=seconds)

    @staticmethod
    def meanwhile(act: Callable[[], Awaitable[object] | None]) -> Fault:
        """The call is taken; before the reply, something else happens."""
        return Fault(FaultKind.MEANWHILE, act=act)

    @staticmethod
    def after(act: Callable[[], Awaitable[object] | None]) -> Fault:
        """The call is on its way while something else happens, and is taken only then."""
        return Fault(FaultKind.AFTER, act=act)

    @staticmethod
    def http(status: int, body: str = "<html><body><h1>Bad Gateway</h1></body></html>") -> Fault:
        """A gateway answers instead of the Bot API."""
        return Fault(FaultKind.REPLY, status, body)

    @staticmethod
    def flood(retry_after: int) -> Fault:
        """429 with `retry_after` seconds."""
        body = (
            f'{{"ok":false,"error_code":429,"description":"Too Many Requests: retry after {retry_after}",'
            f'"parameters":{{"retry_after":{retry_after}}}}}'
        )
        return Fault(FaultKind.REPLY, 429, body)


@dataclass(slots=True)
class _Planned:
    fault: Fault
    method: str | None
    chat_id: int | None
    times: int


@dataclass(slots=True)
class Faults:
    """The faults still to come."""

    _planned: list[_Planned] = field(default_factory=list)

    def add(self, fault: Fault, *, method: str | None = None, chat_id: int | None = None, times: int = 1) -> None:
        """Let the next `times` calls that match fail."""
        self._planned.append(_Planned(fault, method, chat_id, times))

    def clear(self) -> None:
        """Let nothing fail any more."""
        self._planned.clear()

    def next_for(self, method: str, data: dict[str, Any]) -> Fault | None:
        """The fault that this call meets, if any; it is used up."""
        for planned in self._planned:
            # What befalls any call leaves polls alone: they come all the time.
            if planned.method != method and (planned.method is not None or method == "getUpdates"):
                continue
            if planned.chat_id is not None and str(data.get("chat_id")) != str(planned.chat_id):
                continue
            planned.times -= 1
            if planned.times <= 0:
                self._planned.remove(planned)
            return planned.fault
        return None
