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
