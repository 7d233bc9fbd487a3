"""/belum: who is silent, and a way to reach each of them; numbers are for heads, in private."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.domain.lengths import units
from bot.replay.stage import rows_of
from tests.refusals import NO_LONGER

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"


def contacts(person: Person) -> list[tuple[str, str]]:
    """Contact cards in the chat: (name, number)."""
    return [(one.sender, one.file_id) for one in person.messages if one.attachment == "contact"]


async def test_the_head_asks_for_a_kecamatan_and_gets_links_and_contact_cards_of_its_silent(office: Office) -> None:
    head, answers = await office.head(), await office.chair_of("Wonodadi")
    await office.say(head, SET)
    await office.press(answers, "Hadir")
    shown = await office.say(head, "/belum SDMO-02")
    assert shown.startswith("⏳ Belum menjawab SDMO-02/1: 65 orang")
    assert "Retno Firmansyah, S.Pd. · +6284000000002" in shown
    assert sum("📇" in label for label in head.messages[-1].buttons) == 22
    await office.press(head, "📇 Wonodadi")
    await office.settle()
    assert contacts(head) == [
        ("Retno Firmansyah, S.Pd.", "+6284000000002"),
        ("Hari Maulana, S.H.", "+6284000000003"),
    ]
    linked = next(one for one in head.messages if one.text.startswith("📇"))
    assert linked.text == (
        "📇 Wonodadi, belum menjawab SDMO-02/1: 2 orang\n\n"
        "• Retno Firmansyah, S.Pd. · +6284000000002 · WhatsApp\n"
        "• Hari Maulana, S.H. · +6284000000003 · WhatsApp"
    )
    urls = [urlsplit(entity["url"]) for entity in linked.entities if entity["type"] == "text_link"]
    assert [(url.netloc, url.path) for url in urls] == [("wa.me", "/6284000000002"), ("wa.me", "/6284000000003")]
    asks = parse_qs(urls[0].query)["text"][0]
    assert "Jum 6 Okt, 09.00–12.00 WIB" in asks
    assert f"https://t.me/{office.bot.app.bot.username}?start=s1 " in asks


@pytest.mark.few_on_postgresql(one_of="test")
async def test_of_88_nobody_is_lost_where_the_message_ends(office: Office) -> None:
    head, admin = await office.head(), await office.admin()
    districts = dict.fromkeys(row.values["kecamatan"] for row in rows_of("anggota-contoh.csv"))
    names = {
        place: f"Raden Ayu Siti Nur'aini Kusumawardhani binti Sastronegoro Ke-{number}, S.Pd., M.Pd."
        for number, place in enumerate(filter(None, districts), 10)
    }
    lines = [
        f"{name};0850000000{number};{place};Anggota Panwascam" for number, (place, name) in enumerate(names.items(), 10)
    ]
    admin.send_document("anggota.csv", "\n".join(["nama;telepon;kecamatan;jabatan", *lines]).encode())
    await office.settle()
    await office.agree(admin)
    await office.say(head, SET)
    before = len(head.messages)
    await office.say(head, "/belum SDMO-02")
    first, last = head.messages[before:]
    assert first.text.startswith("⏳ Belum menjawab SDMO-02/1: 88 orang")
    assert max(units(first.text), units(last.text)) <= 4096
    # A kecamatan is not torn, and its name stands above its people.
    listed = [line for line in (first.text + "\n" + last.text).splitlines() if " · +62" in line]
    assert len(set(listed)) == len(listed) == 88
    assert all(any(line.startswith(name) for line in listed) for name in names.values())
    assert last.text.splitlines()[0] in districts
    assert (first.buttons, len(last.buttons)) == ([], 23)


async def test_a_button_whose_people_have_all_answered_meanwhile_says_so(office: Office) -> None:
    head = await office.head("HPS")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    await office.say(head, "/tetapkan HPS-03 2023-11-08 09:00-12:00 Aula Bawaslu")
    await office.say(head, "/belum HPS-03")
    await office.press(kordiv, "Hadir")
    assert await office.press(head, "📇 Wonodadi") == (
        "Yang diundang ke HPS-03/1 dari kecamatan ini sudah menjawab semua."
    )
    assert contacts(head) == []


async def test_contacts_are_for_heads_and_never_go_to_a_group(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    kasek = await office.registered("Kepala Sekretariat", "Wonodadi")
    group = await office.linked_group("", [head, ketua])
    await office.say(head, SET)
    await office.say(head, "/belum SDMO-02")
    data = next(
        button["callback_data"] for button in head.messages[-1].inline_buttons if button["text"] == "📇 Wonodadi"
    )
    card = next(one for one in reversed(group.messages) if one.buttons)
    head.press_data(data, card, group)
    for other in (ketua, kasek):
        other.press_data(data, other.messages[-1])
    await office.settle()
    assert [contacts(one) for one in (ketua, kasek, head)] == [[], [], []]
    assert head.notes[-1][0] == NO_LONGER
    assert all("untuk kordiv" in one.notes[-1][0] for one in (ketua, kasek))
    assert not any(one.attachment or "+62" in one.text for one in group.messages)
    # Their own kecamatan, with numbers, without cards.
    own = await office.say(kasek, "/belum SDMO-02")
    assert own.startswith("⏳ Belum menjawab, Wonodadi: 3 orang")
    assert "+6284000000002" in own
    assert "Oki Firmansyah" not in own


async def test_a_secretariat_with_nothing_ahead_is_not_told_that_all_have_answered(office: Office) -> None:
    kasek = await office.registered("Kepala Sekretariat", "Wonodadi")
    assert await office.say(kasek, "/belum") == "Di Wonodadi tidak ada undangan yang akan datang."


async def test_the_silent_are_asked_by_hand_once_in_six_hours(office: Office) -> None:
    head, silent = await office.head(), await office.chair_of()
    # By its rule this one asks again two days after the invitation and three days before the start.
    await office.say(head, "/tetapkan SDMO-03 2023-10-18 09:00-12:00 Aula Bawaslu")
    await office.at("2023-10-10", 9)
    await office.say(head, "/belum SDMO-03")
    await office.press(head, "Ingatkan yang belum")
    assert head.notes[-1] == ("1 orang diingatkan.", True)
    assert silent.screen.startswith("⏳ Mohon jawaban Anda")
    await office.at("2023-10-10", 14.9)
    assert await office.say(head, "/ingatkan SDMO-03") == (
        "Yang belum menjawab baru saja diingatkan pukul 09.00. Pengingat berikutnya bisa dikirim 6 jam setelahnya."
    )
    await office.at("2023-10-10", 15.1)
    assert await office.say(head, "/ingatkan SDMO-03") == "1 orang diingatkan."
