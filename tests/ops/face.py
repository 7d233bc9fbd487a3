"""The bot's HTTP face, asked over real HTTP."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import aiohttp

from bot.monitoring.web import serve_http

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.office import Office

_SAMPLE = re.compile(
    r'(?P<name>[a-z_]+)(\{(?P<labels>[a-z]+="[^"]*"(,[a-z]+="[^"]*")*)\})? (?P<value>[-+0-9.e]+|\+Inf)$'
)


@dataclass(frozen=True, slots=True)
class Health:
    """What a health page said."""

    status: int
    ok: bool
    troubles: list[str]
    warnings: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Face:
    """`health("readyz")` and `metrics()` of the office's bot as it is now."""

    office: Office
    session: aiohttp.ClientSession

    async def health(self, page: str) -> Health:
        status, _, body = await self._get(page, as_json=True)
        return Health(status, body["ok"], body["troubles"], body["warnings"])

    async def metrics(self) -> dict[str, float]:
        """Samples by name with labels, e.g. `panwascam_updates_total{kind="message"}`; refuses what is not the format."""
        status, kind, body = await self._get("metrics")
        assert (status, kind) == (200, "text/plain")
        samples = {}
        described = set()
        for line in body.splitlines():
            if line.startswith("# TYPE "):
                described.add(line.split()[2])
            if line.startswith("#"):
                continue
            match = _SAMPLE.match(line)
            assert match is not None, line
            family = re.sub("_(bucket|sum|count)$", "", match["name"])
            assert family in described or match["name"] in described, line
            name = line.rpartition(" ")[0]
            assert name not in samples, line
            samples[name] = float(match["value"].replace("+Inf", "inf"))
        return samples

    async def _get(self, page: str, *, as_json: bool = False) -> tuple[int, str, Any]:
        settings = self.office.settings.model_copy(update={"http_port": 0})
        runner = await serve_http(self.office.bot, settings)
        try:
            url = f"http://127.0.0.1:{runner.addresses[0][1]}/{page}"
            async with self.session.get(url) as response:
                return response.status, response.content_type, await (response.json() if as_json else response.text())
        finally:
            await runner.cleanup()


@asynccontextmanager
async def face_of(office: Office) -> AsyncIterator[Face]:
    async with aiohttp.ClientSession() as session:
        yield Face(office, session)
