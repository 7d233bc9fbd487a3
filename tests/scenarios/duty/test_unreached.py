"""Who is on duty and not on the bot: the head of the secretariat rings them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.scenarios.duty.test_rota import ruled, wonodadi

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office


def _told(who: Person) -> list[str]:
    return [one.text for one in who.messages if one.text.startswith("📵")]


async def test_an_officer_who_is_not_on_the_bot_is_told_of_ahead_and_on_the_morning(office: Office) -> None:
    *_, kasek = await wonodadi(office)
    await ruled(office, kasek)
    other = office.find("Anggota Panwascam", "Wonodadi", "PP-PS")
    await office.at("2023-10-03", 7.1)
    (ahead,) = _told(kasek)
    assert ahead.startswith(
        "📵 Petugas piket Wonodadi yang belum memakai bot\n\n"
        f"Kam 5 Okt (08.00–16.00) · {other.user.first_name}: {other.user.phone}\n\n"
    )
    # Not again each day, but on the morning, with the number to ring.
    await office.at("2023-10-05", 6.9)
    await office.restart()
    assert len(_told(kasek)) == 1
    await office.at("2023-10-05", 7.1)
    assert f"Hari ini (08.00–16.00) · {other.user.first_name}: {other.user.phone}" in _told(kasek)[1].splitlines()
    # Who has come meanwhile is no news any more.
    await office.register(other)
    await office.at("2023-10-20", 7.1)
    assert len(_told(kasek)) == 2


async def test_who_has_left_the_bot_is_said_to_have_and_how_they_come_back(office: Office) -> None:
    _, anggota, kasek = await wonodadi(office)
    head = await office.head()
    await ruled(office, kasek)
    other = office.find("Anggota Panwascam", "Wonodadi", "PP-PS")
    gone = f"{anggota.user.first_name}: {anggota.user.phone} (📵 memblokir bot)"
    anggota.block()
    await office.settle()
    await office.at("2023-10-03", 7.1)
    (ahead,) = _told(kasek)
    assert ahead.startswith("📵 Petugas piket Wonodadi yang tidak dijangkau bot\n\n")
    assert f"Rab 4 Okt (08.00–16.00) · {gone}" in ahead.splitlines()
    assert f"Kam 5 Okt (08.00–16.00) · {other.user.first_name}: {other.user.phone}" in ahead.splitlines()
    assert ahead.endswith(
        "telepon dulu. Yang belum memakai bot: minta membukanya lalu menekan Bagikan nomor. Yang memblokir bot:"
        " minta membuka blokirnya di Telegram, lalu menekan /start. Laporannya bisa Anda kirim dari /piket."
    )
    # Nobody was reminded who cannot be.
    await office.at("2023-10-04", 17.1)
    assert f"\n{gone}\n" in kasek.screen
    await office.at("2023-10-04", 18.1)
    assert f"• Rab 4 Okt Wonodadi · {gone}" in head.screen
    assert head.screen.endswith("yang bertanda 📵 tidak dijangkau bot: telepon. Rekap: /rekap piket")
    await office.at("2023-10-05", 17.1)
    assert f"\n{other.user.first_name}: {other.user.phone} (📵 belum memakai bot)\n" in kasek.screen


async def test_who_is_asked_to_swap_and_has_left_the_bot_is_said_to_have(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    anggota.block()
    await office.settle()
    await office.say(ketua, "/piket")
    await office.press(ketua, "Tukar piket saya")
    await office.press(ketua, anggota.user.first_name)
    assert f"Permintaan tukar dicatat, tetapi {anggota.user.first_name} memblokir bot." in ketua.screen


async def test_who_leaves_the_bot_while_on_duty_is_told_of_at_once_unless_their_report_is_in(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await office.at("2023-10-03", 10)
    before = len(_told(kasek))
    # It is somebody else's turn, and so no matter of today.
    anggota.block()
    await office.settle()
    assert len(_told(kasek)) == before
    ketua.block()
    await office.at("2023-10-03", 10.1)
    assert len(_told(kasek)) == before + 1
    line = f"Hari ini (08.00–16.00) · {ketua.user.first_name}: {ketua.user.phone} (📵 memblokir bot)"
    assert line in _told(kasek)[-1].splitlines()
    # Back, and gone once more: it was said. What is reported needs nobody to be rung.
    ketua.unblock()
    await office.settle()
    ketua.block()
    await office.at("2023-10-03", 10.3)
    assert len(_told(kasek)) == before + 1
    anggota.unblock()
    await office.at("2023-10-04", 9)
    await office.press(anggota, "Aman, nihil")
    told = len(_told(kasek))
    anggota.block()
    await office.at("2023-10-04", 10)
    assert len(_told(kasek)) == told
