from __future__ import annotations

import hashlib
from datetime import timedelta
from shutil import disk_usage
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from bot.leading.photos import Photos
from bot.storage.models import DutyPhoto

if TYPE_CHECKING:
    from pathlib import Path

    from tests.office import Office

SUMS = [hashlib.sha256(content).hexdigest() for content in (b"\xff\xd8satu", b"\xff\xd8dua")]


async def _photos(office: Office) -> list[DutyPhoto]:
    async with office.bot.db.read() as session:
        return list((await session.execute(select(DutyPhoto).order_by(DutyPhoto.id))).scalars())


def _files(directory: Path) -> dict[str, bytes]:
    files = (file for file in directory.rglob("*") if file.is_file())
    return {file.relative_to(directory).as_posix(): file.read_bytes() for file in files}


async def test_bytes_of_photos_are_fetched_summed_and_kept_where_the_setting_says(
    office: Office, tmp_path: Path
) -> None:
    ketua = await office.chair_of()
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 9)
    await office.press(ketua, "Buat laporan")
    await office.press(ketua, "Aman, ada catatan")
    ketua.send_album([b"\xff\xd8satu", b"\xff\xd8dua"], "Nihil laporan")
    await office.settle()
    await office.press(ketua, "Kirim laporan")
    await office.at("2023-10-03", 9.5)
    photos = await _photos(office)
    assert [(photo.sha256, photo.kept_as) for photo in photos] == [(SUMS[0], ""), (SUMS[1], "")]
    async with office.bot.db.write() as session:
        await session.execute(update(DutyPhoto).values(sha256=None))
        # One is gone, as all are that another token took.
        await session.execute(update(DutyPhoto).where(DutyPhoto.id == photos[1].id).values(file_id="hilang"))
    assert await Photos(office.bot.bot, office.bot.ctx, tmp_path / "foto").run() is None
    kept, lost = await _photos(office)
    assert (kept.sha256, kept.kept_as) == (SUMS[0], f"35.05/PKT-35.05.01-20231003-1-{kept.id}.jpg")
    assert (lost.sha256, lost.kept_as) == ("", "")
    assert _files(tmp_path / "foto") == {kept.kept_as: b"\xff\xd8satu"}


async def test_photos_leave_room_for_the_database(office: Office, tmp_path: Path) -> None:
    ketua = await office.chair_of()
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 9)
    await office.press(ketua, "Buat laporan")
    await office.press(ketua, "Aman, ada catatan")
    ketua.send_album([b"\xff\xd8satu"], "Nihil laporan")
    await office.settle()
    assert "Laporan piket diterima" in await office.press(ketua, "Kirim laporan")
    async with office.bot.db.write() as session:
        await session.execute(update(DutyPhoto).values(sha256=None))
    free, kept = disk_usage(tmp_path).free, tmp_path / "foto"
    full = Photos(office.bot.bot, office.bot.ctx, kept, left_free=2 * free)
    assert await full.run() == office.clock.now() + timedelta(minutes=10)
    assert ([photo.sha256 for photo in await _photos(office)], _files(kept)) == ([None], {})
    # The report is there, and its photo follows once there is room.
    assert await Photos(office.bot.bot, office.bot.ctx, kept, left_free=free // 2).run() is None
    (photo,) = await _photos(office)
    assert (photo.sha256, _files(kept)) == (SUMS[0], {photo.kept_as: b"\xff\xd8satu"})
