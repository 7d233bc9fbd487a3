from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.ledger import Purpose
from bot.services.door.clerk_marks import clerk_mark
from bot.storage.models import Invitation, Person, SurveyResponse

if TYPE_CHECKING:
    from bot import simulator
    from tests.office import Office

pytestmark = pytest.mark.few_on_postgresql(one_of="test")

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"


async def _held(office: Office) -> tuple[simulator.Person, ...]:
    """A session that one came to, one had said to come to, one was excused from, and one stayed silent about."""
    names = ("Wonodadi", "Udanawu", "Srengat", "Bakung")
    came, absent, excused, silent = [await office.chair_of(name) for name in names]
    head = await office.head()
    await office.say(head, SET)
    await office.press(came, "Hadir")
    await office.press(absent, "Hadir")
    await office.say(excused, "/izin SDMO-02 sakit")
    await office.at("2023-10-06", 8.9)
    await office.press(came, "Saya sudah di tempat")
    return head, came, absent, excused, silent


async def test_the_morning_after_who_came_is_thanked_and_who_did_not_is_asked_why(office: Office) -> None:
    _, came, absent, excused, silent = await _held(office)
    await office.at("2023-10-07", 7.9)
    assert not came.screen.startswith("🙏")
    await office.at("2023-10-07", 8.1)
    assert came.screen.startswith("🙏 Terima kasih sudah hadir")
    assert absent.screen.startswith("❓ Anda tidak tercatat hadir")
    for other in (excused, silent):
        assert not other.screen.startswith(("🙏", "❓"))
    await office.press(absent, "Lainnya")
    assert "Tercatat" in await office.say(absent, "motor mogok di Wates")
    query = select(Invitation.absence_reason).where(Invitation.absence_reason != "")
    assert await office.bot.db.query(lambda connection: list(connection.execute(query).scalars())) == [
        "motor mogok di Wates"
    ]
    await office.at("2023-10-08", 9)
    assert len(await office.deliveries(Purpose.THANKS)) == 1
    assert len(await office.deliveries(Purpose.ABSENCE)) == 1


@pytest.mark.parametrize("how", ["tick", "list"])
async def test_who_is_recorded_after_they_were_asked_why_is_asked_no_more(office: Office, how: str) -> None:
    head, _, absent, *_ = await _held(office)
    await office.at("2023-10-07", 9)
    asked = absent.messages[-1]
    assert asked.text.startswith("❓ Anda tidak tercatat hadir")
    name = absent.user.first_name
    if how == "tick":
        await office.say(head, "/absen SDMO-02/1")
        await office.press(head, name)
    else:
        admin = await office.admin()
        admin.send_document("hadir.csv", f"sesi;kecamatan;nama;jam;wakil\nSDMO-02/1;Udanawu;{name};09.00;\n".encode())
        await office.settle()
        await office.agree(admin)
    await office.clock.advance(timedelta(minutes=1))
    assert asked.text.startswith("✅ Anda sudah tercatat hadir. Tidak perlu memberi alasan.")
    assert asked.buttons == []
    absent.press_data("abs:1:SICK", asked)
    await office.settle()
    assert absent.notes[-1][0] == "Sudah tercatat hadir pukul 09.00; tidak perlu memberi alasan."
    shown = await office.say(head, "/rekap SDMO-02/1")
    assert "terlambat 0" in shown, "who is marked once it is over came in time, as on paper"


async def test_why_they_did_not_come_is_asked_with_the_reminder_of_the_next_morning(office: Office) -> None:
    head, _, absent, *_ = await _held(office)
    await office.say(head, "/tetapkan SDMO-03 2023-10-09 09:00-12:00 Aula Bawaslu")
    await office.press(head, "Ya, lanjutkan")
    began = len(absent.messages)
    await office.at("2023-10-07", 20)
    assert len(absent.messages) == began
    await office.at("2023-10-08", 8.1)
    assert len(absent.messages) == began + 1
    assert absent.screen.startswith("🔔 2 kabar untuk Anda\n\n1. ❓ Anda tidak tercatat hadir")


async def test_who_sent_somebody_is_asked_why_that_one_did_not_come(office: Office) -> None:
    sent, instead, came = (
        await office.chair_of(),
        await office.registered("Kepala Sekretariat", "Wonodadi"),
        await office.chair_of("Bakung"),
    )
    head = await office.head()
    await office.say(head, SET)
    await office.press(sent, "Diwakilkan")
    await office.press(sent, instead.user.first_name)
    await office.press(came, "Hadir")
    await office.at("2023-10-06", 8.9)
    await office.press(came, "Saya sudah di tempat")
    await office.at("2023-10-07", 8.1)
    assert sent.screen.startswith("❓ Wakil Anda tidak tercatat hadir")
    assert f"{instead.user.first_name} ditunjuk mewakili Anda. Mengapa tidak hadir?" in sent.screen
    assert not instead.screen.startswith("❓")


async def test_who_is_found_not_to_have_come_a_day_later_is_asked_at_the_same_hour(office: Office) -> None:
    head, _, other, *_ = await _held(office)
    await office.press(other, "Saya sudah di tempat")
    await office.at("2023-10-07", 9)
    await office.say(head, "/absen SDMO-02/1")
    await office.press(head, f"✅ {other.user.first_name}")
    await office.press(head, "Ya")
    await office.at("2023-10-08", 7.9)
    assert not other.screen.startswith("❓")
    await office.at("2023-10-08", 8.1)
    assert other.screen.startswith("❓ Anda tidak tercatat hadir")


@pytest.mark.parametrize("hour", [12.02, 20.9, 23.5])
async def test_a_restart_after_the_session_asks_nobody_before_the_paper_list_is_typed(
    office: Office, hour: float
) -> None:
    head, came, absent, *_ = await _held(office)
    await office.at("2023-10-06", hour)
    await office.restart()
    await office.at("2023-10-07", 0.2)
    assert not absent.screen.startswith("❓")
    assert await office.deliveries(Purpose.THANKS) == []
    # The list says that the second came too.
    of_absent = (
        select(Invitation.session_id, Invitation.id)
        .join(Person, Person.id == Invitation.person_id)
        .where(Person.telegram_id == absent.id)
    )
    ids = await office.bot.db.query(lambda connection: connection.execute(of_absent).one())
    await clerk_mark(office.bot.ctx, head.id, *ids)
    await office.at("2023-10-07", 8.1)
    for who in (came, absent):
        assert who.screen.startswith("🙏 Terima kasih sudah hadir")
    assert await office.deliveries(Purpose.ABSENCE) == []


async def test_a_bot_that_comes_back_late_asks_at_a_decent_hour_and_once(office: Office) -> None:
    _, came, absent, *_ = await _held(office)
    await office.at("2023-10-06", 13)
    await office.lose()
    await office.at("2023-10-07", 22)
    await office.come_back()
    assert not absent.screen.startswith("❓")
    await office.at("2023-10-08", 4.9)
    assert not absent.screen.startswith("❓")
    await office.at("2023-10-08", 9)
    assert absent.screen.startswith("❓")
    assert came.screen.startswith("🙏")
    assert len(await office.deliveries(Purpose.THANKS)) == len(await office.deliveries(Purpose.ABSENCE)) == 1


async def test_who_waited_in_line_without_a_seat_is_not_asked_why(office: Office) -> None:
    head = await office.head()
    seated, waiting = [await office.chair_of(name) for name in ("Wonodadi", "Udanawu")]
    await office.say(head, SET)
    await office.say(head, "/kursi SDMO-02 1")
    await office.press(seated, "Hadir")
    await office.press(waiting, "Hadir")
    await office.at("2023-10-06", 8.9)
    await office.press(seated, "Saya sudah di tempat")
    await office.at("2023-10-07", 9)
    assert seated.screen.startswith("🙏")
    assert await office.deliveries(Purpose.ABSENCE) == []


async def test_a_substitute_who_came_gets_the_minutes_as_well_as_the_thanks(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    substitute = await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.say(head, SET)
    await office.press(ketua, "Diwakilkan")
    await office.press(ketua, substitute.user.first_name)
    await office.at("2023-10-06", 8.9)
    await office.press(substitute, "Saya sudah di tempat")
    await office.at("2023-10-07", 8.1)
    assert substitute.screen.startswith("🙏")
    await office.say(head, "/notulen SDMO-02")
    head.send_document("notulen.pdf", b"%PDF notulen")
    await office.settle()
    for who in (ketua, substitute):
        assert who.screen.startswith("🗒 Notulen")
    await office.press(substitute, "notulen.pdf")
    assert office.sim.world.files[substitute.messages[-1].file_id][1] == b"%PDF notulen"


async def test_a_head_who_hands_in_at_night_reads_when_people_hear_of_it(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    await office.say(head, SET)
    await office.at("2023-10-06", 23)
    assert (await office.say(head, "/notulen SDMO-02")).endswith("diberi tahu pukul 05.00, setelah jam tenang.")
    read = len(ketua.messages)
    head.send_document("notulen.pdf", b"%PDF notulen")
    await office.settle()
    assert head.screen.splitlines()[0] == (
        "🗒 Notulen SDMO-02/1 tersimpan. Semua yang diundang diberi tahu pukul 05.00, setelah jam tenang."
    )
    assert (await office.say(head, "/materi SDMO-02")).endswith("diberi tahu pukul 05.00, setelah jam tenang.")
    head.send_document("paparan.pdf", b"%PDF materi")
    await office.settle()
    assert head.screen.splitlines()[0] == (
        "📎 Materi SDMO-02/1 tersimpan. Semua yang diundang diberi tahu pukul 05.00, setelah jam tenang."
    )
    assert len(ketua.messages) == read
    await office.at("2023-10-07", 5.1)
    heard = [one.text for one in ketua.messages[read:]]
    assert any(text.startswith("🗒 Notulen") for text in heard)
    assert any(text.startswith("📎 Materi") for text in heard)


async def test_who_is_chosen_later_gets_the_materials_too(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    substitute = await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.say(head, SET)
    await office.say(head, "/materi SDMO-02")
    head.send_document("bahan.pdf", b"%PDF bahan")
    await office.settle()
    await office.clock.advance(timedelta(minutes=3))
    read = len(substitute.messages)
    await office.press(ketua, "Diwakilkan")
    await office.press(ketua, substitute.user.first_name)
    await office.clock.advance(timedelta(minutes=15))
    heard = [one.text for one in substitute.messages[read:]]
    assert [text.startswith("📎 Materi") for text in heard] == [False, True], heard


async def test_materials_reach_whoever_comes_for_another(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    substitute = await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.say(head, SET)
    await office.press(ketua, "Diwakilkan")
    await office.press(ketua, substitute.user.first_name)
    await office.say(head, "/materi SDMO-02")
    head.send_document("bahan.pdf", b"%PDF bahan")
    await office.settle()
    await office.clock.advance(timedelta(minutes=3))
    for who in (ketua, substitute):
        assert who.screen.startswith("📎 Materi")
    await office.press(substitute, "bahan.pdf")
    assert office.sim.world.files[substitute.messages[-1].file_id][1] == b"%PDF bahan"
    # Whom they were to stand in for came: they were not there.
    await office.at("2023-10-06", 8.9)
    await office.say(head, "/absen SDMO-02")
    await office.press(head, ketua.user.first_name)
    read = len(substitute.messages)
    await office.say(head, "/materi SDMO-02")
    head.send_document("lagi.pdf", b"%PDF lagi")
    await office.settle()
    await office.clock.advance(timedelta(minutes=3))
    assert ketua.screen.startswith("📎 Materi")
    assert not any(one.text.startswith("📎 Materi") for one in substitute.messages[read:])


async def test_where_nobody_checked_in_nothing_is_said(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.press(ketua, "Hadir")
    await office.at("2023-10-07", 9)
    assert await office.deliveries(Purpose.THANKS) == []
    assert await office.deliveries(Purpose.ABSENCE) == []


@pytest.mark.handler("door.afterwards")
async def test_materials_come_with_the_thanks_and_minutes_reach_all_invited(office: Office) -> None:
    head, came, absent, *_ = await _held(office)
    assert "Kirim file materi SDMO-02/1" in await office.say(head, "/materi SDMO-02")
    assert "Kirim sebagai file" in await office.say(head, "ini materinya")
    head.send_document("paparan.pdf", b"%PDF materi")
    await office.settle()
    assert head.screen == (
        "📎 Materi SDMO-02/1 tersimpan dan dikabarkan kepada semua yang diundang.\n"
        "Ada lagi? Kirim file berikutnya, atau tekan Selesai."
    )
    # Not as words: Telegram makes a link of a name such as "undangan.zip".
    assert head.messages[-1].buttons == ["📎 paparan.pdf", "✅ Selesai"]
    await office.press(head, "paparan.pdf")
    assert office.sim.world.files[head.messages[-1].file_id] == ("paparan.pdf", b"%PDF materi")
    head.send_document("undangan.zip", b"PK materi")
    await office.settle()
    assert head.messages[-1].buttons == ["📎 paparan.pdf", "📎 undangan.zip", "✅ Selesai"]
    await office.say(head, "/batal")
    # What is there already is seen before more is sent.
    await office.say(head, "/materi SDMO-02")
    assert head.messages[-1].buttons == ["📎 paparan.pdf", "📎 undangan.zip", "✅ Selesai"]
    assert await office.say(head, "/batal") == "Selesai. File yang sudah terkirim tetap tersimpan."
    await office.at("2023-10-07", 8.1)
    assert any("🎓 Sertifikat saya" in one.buttons for one in came.messages)
    assert absent.messages[-1].text.startswith(("📎 Materi", "❓"))
    await office.press(came, "paparan.pdf")
    assert office.sim.world.files[came.messages[-1].file_id] == ("paparan.pdf", b"%PDF materi")
    await office.say(head, "/notulen SDMO-02")
    head.send_document("notulen.pdf", b"%PDF notulen")
    await office.settle()
    assert absent.screen.startswith("🗒 Notulen")
    await office.press(absent, "notulen.pdf")
    assert office.sim.world.files[absent.messages[-1].file_id][1] == b"%PDF notulen"
    # A file is for those invited: the button does not work elsewhere.
    outsider = await office.registered("Kepala Sekretariat", "Wonodadi")
    outsider.press_data("file:1", outsider.messages[-1])
    await office.settle()
    assert "tidak berlaku" in outsider.notes[-1][0]
    assert "untuk kordiv" in await office.say(came, "/notulen SDMO-02")


async def test_every_file_of_a_session_can_be_had_however_many_there_are(office: Office) -> None:
    head, came, *_ = await _held(office)
    await office.say(head, "/materi SDMO-02")
    for number in range(1, 19):
        head.send_document(f"paparan {number}.pdf", b"%d" % number)
        await office.settle()
    names = [f"📎 paparan {number}.pdf" for number in range(1, 19)]
    # The last ones are seen where more is sent.
    assert head.messages[-1].buttons == ["📂 10 berkas lain", *names[10:], "✅ Selesai"]
    await office.press(head, "10 berkas lain")
    assert (head.screen, head.messages[-1].buttons) == ("📂 Berkas 1–8 dari 18", [*names[:8], "Berikutnya »"])
    await office.say(head, "/batal")
    await office.at("2023-10-07", 8.1)
    thanks = next(one for one in came.messages if one.text.startswith("🙏"))
    assert thanks.buttons == ["📝 Isi kuesioner", "🎓 Sertifikat saya", *names[:8], "📂 10 berkas lain"]
    came.press("10 berkas lain", message=thanks)
    await office.settle()
    assert (came.screen, came.messages[-1].buttons) == (
        "📂 Berkas 9–16 dari 18",
        [*names[8:16], "« Sebelumnya", "Berikutnya »"],
    )
    await office.press(came, "Berikutnya")
    assert (came.screen, came.messages[-1].buttons) == ("📂 Berkas 17–18 dari 18", [*names[16:], "« Sebelumnya"])
    await office.press(came, "paparan 18.pdf")
    assert office.sim.world.files[came.messages[-1].file_id] == ("paparan 18.pdf", b"18")
    outsider = await office.registered("Kepala Sekretariat", "Wonodadi")
    outsider.press_data("files:1:0", outsider.messages[-1])
    await office.settle()
    assert "tidak berlaku" in outsider.notes[-1][0]


async def test_a_link_is_a_material_too_and_a_press_says_it(office: Office) -> None:
    head, came, *_ = await _held(office)
    await office.say(head, "/materi SDMO-02")
    await office.say(head, "Paparan KPU: https://drive.google.com/file/d/1a-B_c/view?usp=sharing")
    assert head.messages[-1].buttons == ["📎 Paparan KPU", "✅ Selesai"]
    # The same again is stored once, and without words beside it its address is its name.
    await office.say(head, "https://drive.google.com/file/d/1a-B_c/view?usp=sharing")
    await office.say(head, "/materi SDMO-02 bit.ly/rakor2023")
    assert head.messages[-1].buttons == ["📎 Paparan KPU", "📎 bit.ly/rakor2023", "✅ Selesai"]
    await office.clock.advance(timedelta(minutes=3))
    await office.press(came, "Paparan KPU")
    assert came.screen == "🔗 Paparan KPU\nhttps://drive.google.com/file/d/1a-B_c/view?usp=sharing"
    for none in ("javascript:alert(1)", "https://localhost", f"https://a.id/{'x' * 2_100}"):
        assert "Kirim sebagai file" in await office.say(head, none)


@pytest.mark.handler("door.survey")
async def test_the_questionnaire_is_for_those_who_came_and_its_results_for_heads(office: Office) -> None:
    head, came, absent, *_ = await _held(office)
    await office.at("2023-10-07", 8.1)
    await office.press(came, "Isi kuesioner")
    for number in range(5):
        assert f"Pertanyaan {number + 1} dari 5" in came.screen
        await office.press(came, "4" if number == 0 else "3")
    assert came.screen.startswith("✅ Kuesioner terkirim")
    await office.press(came, "Tambah saran")
    assert "tersimpan" in await office.say(came, "Ruang <b>panas</b> & sempit")
    await office.press(came, "Ubah jawaban")
    await office.press(came, "5")
    query = select(SurveyResponse.scores, SurveyResponse.text)
    stored = await office.bot.db.query(lambda connection: [tuple(row) for row in connection.execute(query)])
    assert stored == [([5, 3, 3, 3, 3], "Ruang <b>panas</b> & sempit")]
    absent.press_data("sv:1", absent.messages[-1])
    await office.settle()
    assert "untuk yang hadir" in absent.notes[-1][0]
    text = await office.say(head, "/kuesioner SDMO-02")
    assert "1 orang mengisi" in text
    assert "Pemahaman meningkat: 100% dari 1 (target 75%)" in text
    assert "5,0 · Pemahaman saya" in text
    assert "• Ruang <b>panas</b> & sempit" in text
    # Words at their longest, which would not fit under a picture.
    for _ in range(4):
        await office.press(came, "3")
    await office.press(came, "Tambah saran")
    await office.say(came, "panas " * 166)
    await office.say(head, "/kuesioner SDMO-02")
    caption = await office.press(head, "Gambar")
    assert head.messages[-1].attachment == "photo"
    assert caption.endswith("1 orang mengisi.\n✅ Pemahaman meningkat: 100% dari 1 (target 75%)")
    await office.at("2023-10-14", 9)
    came.press_data("svs:1:0:1", came.messages[-1])
    await office.settle()
    assert "selama sepekan" in came.notes[-1][0]
