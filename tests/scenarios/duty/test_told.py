"""Whose next shift changed is told: whoever is on duty, too, and whoever made the change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.scenarios.duty.test_rota import roster_of, ruled, wonodadi

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office


async def _leave(office: Office, kasek: Person, who: Person, days: str) -> str:
    await office.say(kasek, "/piket")
    await office.press(kasek, "Catat cuti")
    await office.press(kasek, who.user.first_name)
    return await office.say(kasek, days)


def _changed(who: Person, since: int) -> list[str]:
    told = [one.text for one in list(who.messages)[since:] if one.text.startswith("🔄")]
    return [text.partition("\n\n")[2].partition("\n\n")[0] for text in told]


async def test_whoever_is_on_duty_hears_that_their_next_shift_is_another(office: Office) -> None:
    ketua, _, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await office.at("2023-10-03", 10)
    told = len(ketua.messages)
    said = await _leave(office, kasek, kasek, "6 oktober")
    assert _changed(ketua, told) == [
        "Piket Anda berikutnya di Wonodadi: Jumat, 6 Oktober 2023 (08.00–16.00)\nSebelumnya: Sabtu, 7 Oktober 2023"
    ]
    # Whoever records it reads their own in the answer.
    assert said.endswith(
        "Piket Anda berikutnya di Wonodadi: Sabtu, 7 Oktober 2023 (08.00–16.00)\nSebelumnya: Jumat, 6 Oktober 2023"
    )
    assert _changed(kasek, 0) == []
    await office.say(kasek, "/piket cuti")
    assert (await office.press(kasek, "Hapus cuti")).endswith(
        "Piket Anda berikutnya di Wonodadi: Jumat, 6 Oktober 2023 (08.00–16.00)\nSebelumnya: Sabtu, 7 Oktober 2023"
    )


async def test_a_leave_of_somebody_else_that_moves_the_recorders_next_shift_says_so(office: Office) -> None:
    ketua, _, kasek = await wonodadi(office)
    await ruled(office, kasek)
    said = await _leave(office, kasek, ketua, "3-9 oktober")
    assert "Piket Anda berikutnya di Wonodadi: Kamis, 5 Oktober 2023 (08.00–16.00)" in said
    assert _changed(kasek, 0) == []


async def test_when_the_rota_ends_the_one_on_duty_hears_that_there_is_no_next_shift(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await office.at("2023-10-03", 10)
    told = len(ketua.messages)
    await office.say(kasek, "/piket")
    await office.press(kasek, "Atur giliran")
    await office.press(kasek, "Hentikan giliran")
    await office.press(kasek, "Ya, hentikan")
    none = "Di Wonodadi Anda tidak lagi mendapat giliran piket.\nSebelumnya: "
    assert _changed(ketua, told) == [f"{none}Sabtu, 7 Oktober 2023"]
    assert _changed(anggota, 0) == [f"{none}Rabu, 4 Oktober 2023"]


async def test_when_somebody_leaves_office_the_one_on_duty_hears_of_their_next_shift(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await office.at("2023-10-03", 10)
    told = len(ketua.messages)
    admin = await office.admin()
    admin.send_document("anggota.csv", roster_of(anggota, "Wonodadi", "Anggota Panwascam", "03-10-2023"))
    await office.settle()
    await office.agree(admin)
    assert _changed(ketua, told) == [
        "Piket Anda berikutnya di Wonodadi: Jumat, 6 Oktober 2023 (08.00–16.00)\nSebelumnya: Sabtu, 7 Oktober 2023"
    ]


async def test_whoever_has_the_week_hears_that_the_rest_of_it_is_anothers(office: Office) -> None:
    ketua, _, kasek = await wonodadi(office)
    await office.say(kasek, "/piket")
    await office.press(kasek, "Atur giliran")
    await office.press(kasek, "Ganti tiap pekan")
    await office.press(kasek, "Simpan giliran")
    await office.at("2023-10-03", 10)
    told = len(ketua.messages)
    await _leave(office, kasek, ketua, "4-8 oktober")
    (said,) = _changed(ketua, told)
    assert said.endswith("Sebelumnya: Rabu, 4 Oktober 2023")
