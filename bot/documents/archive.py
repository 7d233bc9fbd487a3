"""Files of many people in one ZIP, under names that were made for it; their content is not looked at."""

from __future__ import annotations

import io
import zipfile


class Archive:
    """Takes one file after the other, so that no more than the archive and one of them is in memory."""

    def __init__(self) -> None:
        self._buffer = io.BytesIO()
        self._zip = zipfile.ZipFile(self._buffer, "w", zipfile.ZIP_STORED)
        self.count = 0

    def add(self, name: str, content: bytes) -> None:
        """Dated 1 January 1980, as ZIP does where nothing is known: when it was sent says the list."""
        self._zip.writestr(zipfile.ZipInfo(name), content)
        self.count += 1

    def finish(self) -> bytes:
        """The whole file."""
        self._zip.close()
        return self._buffer.getvalue()
