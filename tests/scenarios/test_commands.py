"""Commands as phones send them: what follows is cut one way, and a command never becomes an answer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from telegram import Chat, Message, MessageEntity

from bot.handlers.all_routes import all_routes
from bot.handlers.typed_command import cut, said_in
from bot.storage.models import Activity, Invitation, Session

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office

pytestmark = pytest.mark.few_on_postgresql(one_of="module")

COMMANDS = sorted(all_routes().commands)
WORDS = st.lists(st.sampled_from(["SDMO-02/1", "sakit", "6", "Okt", "09.00-12.00", "Aula,", "🙏", "R&D"]), max_size=5)
GAPS = st.text(" \n\t\u00a0", min_size=1, max_size=3)


def _message(text: str, command: str) -> Message:
    entity = MessageEntity(MessageEntity.BOT_COMMAND, 0, len(command))
    return Message(1, datetime(2023, 10, 2, tzinfo=UTC), Chat(1, "private"), text=text, entities=[entity])


@given(
    st.sampled_from(COMMANDS),
    st.sampled_from(["", "@panwascam_bot"]),
    st.sampled_from(["", ".", ",", "!", "…"]),
    WORDS,
    st.data(),
)
def test_whatever_parts_them_the_words_after_every_command_are_the_same(
    name: str, at: str, attached: str, words: list[str], data: st.DataObject
) -> None:
    gaps = [data.draw(GAPS) for _ in words]
    command = f"/{name}{at}"
    said = said_in(_message(command + attached + "".join(map("".join, zip(gaps, words, strict=True))), command))
    assert said is not None
    assert (said.name, said.bot, said.rest.split()) == (name, at[1:], words)
    first, rest = cut(said.rest, 1)
    assert [first, *rest.split()] == (words or [""])


async def _answers(office: Office) -> dict[str, tuple[str, str]]:
    async with office.bot.db.read() as session:
        query = (
            select(Activity.code, Invitation.answer, Invitation.excuse_text)
            .join(Session, Session.activity_id == Activity.id)
            .join(Invitation, Invitation.session_id == Session.id)
            .where(Invitation.answer.is_not(None))
        )
        return {code: (str(answer), text) for code, answer, text in await session.execute(query)}


async def _two(office: Office) -> tuple[Person, Person]:
    """PPDI-01 is answered Hadir, SDMO-02 not yet."""
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, "/tetapkan PPDI-01 2023-10-05 09:00-12:00 Aula Bawaslu")
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.say(ketua, "/hadir PPDI-01")
    await office.press(ketua, "Hadir")
    return head, ketua


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("/jadwal.", "📅 Jadwal"),
        ("/JADWAL", "📅 Jadwal"),
        ("/jadwal\nSDMO", "Divisi SDM"),
        ("/hadir.", "📨"),
        ("/hadir\nSDMO-02", "SDMO-02/1"),
        ("/kegiatan\nSDMO-02", "SDMO-02"),
        ("/rekap\nsaya", "Rekap"),
    ],
)
async def test_what_a_phone_puts_behind_a_command_breaks_nothing(office: Office, typed: str, shown: str) -> None:
    _, ketua = await _two(office)
    assert shown in await office.say(ketua, typed)


@pytest.mark.parametrize("gap", ["\n", "  ", "\u00a0", ", "])
async def test_a_reason_on_a_line_of_its_own_excuses_from_the_session_named(office: Office, gap: str) -> None:
    _, ketua = await _two(office)
    await office.say(ketua, f"/izin SDMO-02/1{gap}mengantar anak ke rumah sakit")
    assert await _answers(office) == {
        "PPDI-01": ("hadir", ""),
        "SDMO-02": ("berhalangan", "mengantar anak ke rumah sakit"),
    }


@pytest.mark.parametrize("typed", ["/izin\nsakit demam", "/izin sakit demam", "/izin, sakit demam"])
async def test_an_answer_that_stands_is_not_changed_for_a_session_not_named(office: Office, typed: str) -> None:
    _, ketua = await _two(office)
    await office.say(ketua, "/izin SDMO-02 dinas lain")
    before = await _answers(office)
    assert await office.say(ketua, typed) == "Berhalangan untuk acara yang mana?"
    assert await _answers(office) == before
    await office.press(ketua, "Kam 5 Okt")
    assert (await _answers(office))["PPDI-01"] == ("berhalangan", "sakit demam")


async def test_signs_that_turn_a_line_around_are_not_kept(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    said = await office.say(head, "/tetapkan SDMO-02 6 Okt 2023 09.00 Aula\u202e \u200bSatu\u2066")
    assert said == (
        "✅ Ditetapkan\n"
        "\n"
        "Bimbingan Teknis Penguatan kelembagaan Bagi Panwaslu Kecamatan\n"
        "Bimtek · SDMO-02/1\n"
        "\n"
        "📅 Jumat, 6 Oktober 2023\n"
        "🕘 09.00 WIB–selesai\n"
        "📍 Aula Satu\n"
        "\n"
        "👥 66 orang diundang\n"
        "↳ 65 di antaranya belum terdaftar di bot: /belumdaftar\n"
        "↩️ Dapat diurungkan sampai pukul 08.11."
    )
    assert ketua.screen == (
        "📨 Undangan · Jum 6 Okt 09.00\n"
        "\n"
        "Bimbingan Teknis Penguatan kelembagaan Bagi Panwaslu Kecamatan\n"
        "Bimtek · SDMO-02/1\n"
        "\n"
        "📅 Jumat, 6 Oktober 2023\n"
        "🕘 09.00 WIB–selesai\n"
        "📍 Aula Satu\n"
        "\n"
        "Jawaban Anda: belum ada\n"
        "Tekan salah satu tombol di bawah."
    )
    assert await office.say(ketua, "/izin SDMO-02 meng\u200bantar\u202e anak") == (
        "📨 Undangan · Jum 6 Okt 09.00\n"
        "\n"
        "Bimbingan Teknis Penguatan kelembagaan Bagi Panwaslu Kecamatan\n"
        "Bimtek · SDMO-02/1\n"
        "\n"
        "📅 Jumat, 6 Oktober 2023\n"
        "🕘 09.00 WIB–selesai\n"
        "📍 Aula Satu\n"
        "\n"
        "Jawaban Anda: 🚫 Berhalangan (mengantar anak)\n"
        "Bisa diubah sampai acara dimulai."
    )


async def test_heads_may_break_lines_too(office: Office) -> None:
    head = await office.head()
    set_ = await office.say(head, "/tetapkan\nSDMO-02\n6 Okt 2023\n09.00\nAula")
    assert set_ == (
        "✅ Ditetapkan\n"
        "\n"
        "Bimbingan Teknis Penguatan kelembagaan Bagi Panwaslu Kecamatan\n"
        "Bimtek · SDMO-02/1\n"
        "\n"
        "📅 Jumat, 6 Oktober 2023\n"
        "🕘 09.00 WIB–selesai\n"
        "📍 Aula\n"
        "\n"
        "👥 66 orang diundang\n"
        "↳ 66 di antaranya belum terdaftar di bot: /belumdaftar\n"
        "↩️ Dapat diurungkan sampai pukul 08.10."
    )
    assert "Senin, 9 Oktober 2023" in await office.say(head, "/ubah SDMO-02/1\n9 Oktober 2023 10.00")
    asked = await office.say(head, "/batalkan SDMO-02/1\nNarasumber sakit")
    assert asked == (
        "Batalkan SDMO-02/1?\n"
        "Bimbingan Teknis Penguatan kelembagaan Bagi Panwaslu Kecamatan\n"
        "📅 Jumat, 6 Oktober 2023\n"
        "Alasan: Narasumber sakit\n"
        "\n"
        "Semua yang sudah diberi tahu mendapat kabar pembatalan."
    )


@pytest.mark.parametrize("typed", ["/menus", "/batl", "/stop sekarang", "/jadwal@bot_lain"])
async def test_a_command_is_no_answer_to_a_question(office: Office, typed: str) -> None:
    _, ketua = await _two(office)
    await office.press(ketua, "Berhalangan")
    await office.press(ketua, "Lainnya")
    before = await _answers(office)
    assert f"{typed.partition('@')[0].split()[0]} tidak ada" in await office.say(ketua, typed)
    assert await _answers(office) == before
    assert await office.press(ketua, "Lanjutkan isian") == (
        "Silakan lanjut: jawab pertanyaan di atas. Untuk berhenti: /batal"
    )
    assert await office.say(ketua, "sakit gigi") == (
        "📨 Undangan · Kam 5 Okt 09.00\n"
        "\n"
        "Rapat Koordinasi Persiapan Penanganan Alat Peraga Sosialisasi (APS) dengan Panwaslu Kecamatan\n"
        "Rakor · PPDI-01/1\n"
        "\n"
        "📅 Kamis, 5 Oktober 2023\n"
        "🕘 09.00–12.00 WIB\n"
        "📍 Aula Bawaslu\n"
        "\n"
        "Jawaban Anda: 🚫 Berhalangan (sakit gigi)\n"
        "Bisa diubah sampai acara dimulai."
    )


@pytest.mark.handler("leaving")
async def test_berhenti_leaves_what_was_asked(office: Office) -> None:
    _, ketua = await _two(office)
    await office.press(ketua, "Berhalangan")
    await office.press(ketua, "Lainnya")
    await office.say(ketua, "/menus")
    before = await _answers(office)
    assert await office.press(ketua, "Berhenti") == "Isian dihentikan; tidak ada yang disimpan."
    assert await office.say(ketua, "sakit gigi") == "Maaf, saya belum mengerti. Coba /menu, /jadwal, atau /hadir"
    assert await _answers(office) == before


async def test_a_command_under_a_photo_is_not_read_as_words(office: Office) -> None:
    _, ketua = await _two(office)
    await office.press(ketua, "Berhalangan")
    await office.press(ketua, "Lainnya")
    ketua.send_photo("/izin SDMO-02 sakit")
    await office.settle()
    assert ketua.screen == (
        "/izin pada keterangan file tidak dibaca. Kirim perintahnya dulu sebagai pesan sendiri, lalu "
        "filenya.\n"
        "Isian Anda belum selesai dan masih menunggu jawaban."
    )
    assert (await _answers(office))["PPDI-01"] == ("hadir", "")


async def test_an_edited_command_is_not_read_and_that_is_said(office: Office) -> None:
    _, ketua = await _two(office)
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(ketua, "/jadwa", group)
    shown = len(group.messages)
    ketua.edit_last("/jadwal", group)
    await office.settle()
    assert group.screen == "Pesan yang diubah tidak dibaca. Kirim lagi sebagai pesan baru."
    ketua.edit_last("/lain", group)
    await office.settle()
    assert len(group.messages) == shown + 1
    await office.say(ketua, "/jadwa")
    ketua.edit_last("/jadwal")
    await office.settle()
    assert ketua.screen == "Pesan yang diubah tidak dibaca. Kirim lagi sebagai pesan baru."


async def test_an_excuse_without_a_reason_keeps_the_one_given_before(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.say(ketua, "/izin SDMO-02 mengantar anak")
    await office.press(ketua, "Berhalangan", group)
    assert await _answers(office) == {"SDMO-02": ("berhalangan", "mengantar anak")}
    await office.say(ketua, "/izin SDMO-02 lainnya")
    assert await _answers(office) == {"SDMO-02": ("berhalangan", "mengantar anak")}
    await office.press(ketua, "Hadir", group)
    await office.press(ketua, "Berhalangan", group)
    assert await _answers(office) == {"SDMO-02": ("berhalangan", "")}
    assert await office.say(ketua, "/izin sakit") == (
        "📨 Undangan · Jum 6 Okt 09.00\n"
        "\n"
        "Bimbingan Teknis Penguatan kelembagaan Bagi Panwaslu Kecamatan\n"
        "Bimtek · SDMO-02/1\n"
        "\n"
        "📅 Jumat, 6 Oktober 2023\n"
        "🕘 09.00–12.00 WIB\n"
        "📍 Aula Bawaslu\n"
        "\n"
        "Jawaban Anda: 🚫 Berhalangan (sakit)\n"
        "Bisa diubah sampai acara dimulai."
    )


async def test_berhalangan_in_a_group_leads_to_the_reasons_in_private(office: Office) -> None:
    head, ketua, stranger = await office.head(), await office.chair_of(), office.stranger()
    group = await office.linked_group("Wonodadi", [ketua, stranger])
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.press(ketua, "Berhalangan", group)
    assert await _answers(office) == {"SDMO-02": ("berhalangan", "")}
    ketua.follow()
    await office.settle()
    assert ketua.screen == (
        "Mengapa berhalangan?\n"
        "Bimbingan Teknis Penguatan kelembagaan Bagi Panwaslu Kecamatan\n"
        "📅 Jumat, 6 Oktober 2023\n"
        "\n"
        "Pilih alasannya, atau tulis alasan lain."
    )
    assert await office.press(ketua, "Sakit") == (
        "📨 Undangan · Jum 6 Okt 09.00\n"
        "\n"
        "Bimbingan Teknis Penguatan kelembagaan Bagi Panwaslu Kecamatan\n"
        "Bimtek · SDMO-02/1\n"
        "\n"
        "📅 Jumat, 6 Oktober 2023\n"
        "🕘 09.00–12.00 WIB\n"
        "📍 Aula Bawaslu\n"
        "\n"
        "Jawaban Anda: 🚫 Berhalangan (sakit)\n"
        "Bisa diubah sampai acara dimulai."
    )
    # Once it is known why, nobody is led away.
    await office.press(ketua, "Berhalangan", group)
    with pytest.raises(AssertionError, match="no chat was opened"):
        ketua.follow()
    await office.press(stranger, "Hadir", group)
    stranger.follow()
    await office.settle()
    assert stranger.messages[-1].reply_buttons[0]["text"] == "Bagikan nomor"


async def test_the_standing_answer_is_marked_and_a_cancellation_is_not_cancelled_by_words(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    assert ketua.screen.startswith("📨 Undangan · Jum 6 Okt 09.00\n")
    await office.press(ketua, "Hadir")
    assert ketua.messages[-1].buttons == [
        "● ✅ Hadir",
        "🚫 Berhalangan",
        "👥 Diwakilkan",
        "🗓 Kalender",
        "👥 Rekan sekecamatan",
    ]
    await office.say(head, "/batalkan SDMO-02 hari libur")
    assert head.messages[-1].buttons == ["❌ Ya, batalkan sesi", "Tidak jadi"]
    assert await office.press(head, "Tidak jadi") == "Tidak jadi. Sesi tetap."


async def test_a_command_that_is_passed_on_is_nobodys_wish(office: Office) -> None:
    head, ketua = await _two(office)
    member = await office.registered("Anggota Panwascam", "Wonodadi", "HP2H")
    group = await office.linked_group("Wonodadi", [ketua, member])
    before, cards = await _answers(office), len(group.messages)
    ketua.send("/izin SDMO-02 sakit", origin=member)
    await office.settle()
    assert ketua.screen == "Perintah terusan atau dari bot lain tidak dijalankan. Ketik sendiri: /izin"
    head.send("/batalkan SDMO-02 hari libur", origin=ketua)
    ketua.send("/hadir SDMO-02", group, origin=member)
    await office.settle()
    assert head.screen == "Perintah terusan atau dari bot lain tidak dijalankan. Ketik sendiri: /batalkan"
    assert (await _answers(office), len(group.messages)) == (before, cards)
    # What was asked is still asked, and one's own words may come from another chat of one's own.
    await office.press(ketua, "Berhalangan")
    await office.press(ketua, "Lainnya")
    ketua.send("/izin SDMO-02 sakit", origin=member)
    await office.settle()
    assert ketua.can_press("Lanjutkan isian")
    ketua.send("/izin SDMO-02 mengantar anak", origin=ketua)
    await office.settle()
    assert (await _answers(office))["SDMO-02"] == ("berhalangan", "mengantar anak")
