from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ops.face import Face, face_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.office import Office


@pytest.fixture
async def face(office: Office) -> AsyncIterator[Face]:
    async with face_of(office) as opened:
        yield opened
