"""A rakor of all 66, from the invitation letter to the figures of the year, without leaving the bot.

The cast: the head of the division, a clerk of the office, three commissioners of Wonodadi and Udanawu who do not do what is
expected, the other 63, and a stranger who tries everything. Each step says what it expects; the last compares what was told.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from bot.documents.tables import write_xlsx
from bot.domain.ledger import Purpose, State
from bot.replay.stage import rows_of
from bot.services.door.venue_code import show_pin
from tests.documents import formulas
from tests.documents.pdf import Pdf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.simulator import Group, Person
    from bot.simulator.world import ShownMessage
    from tests.office import Office

CODE = "P2H-08/1"
TITLE = "Rapat Koordinasi bersama Panwaslu Kecamatan dalam Rangka Pencegahan Pelanggaran Kampanye"
HALL = (-8.1287, 112.2206)
AT_THE_DOOR = (-8.1290, 112.2210)
AT_HOME = (-8.0631, 112.0640)
GUEST = "Sutrisno Hadikusumo"


class Rakor:
    """The office on its way to the meeting; `people` are the 66 in roster order, three of a kecamatan after each other."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.people: list[Person] = []
        self.head: Person
        self.clerk: Person
        self.group: Group
        self.stranger: Person

    def __getitem__(self, places: slice) -> list[Person]:
        return self.people[places]

    async def open(self) -> None:
        """Everybody is registered, and the group of all is linked."""
        office = self.office
        self.people = commissioners(office)
        self.kasek = [office.find("Kepala Sekretariat", name) for name in ("Wonodadi", "Udanawu")]
        everybody = [*self.people, *self.kasek]
        for person in everybody:
            person.send("/start")
        await self.settle()
        for person in everybody:
            person.tap("Bagikan nomor")
        await self.settle()
        self.head, self.clerk = await office.head("P2H"), await office.admin()
        self.stranger = office.stranger()
        self.group = await office.linked_group("", [self.head, *self.people])

    async def settle(self) -> None:
        await self.office.settle()
        await self.office.settle()

    async def all_press(self, people: Sequence[Person], *labels: str) -> None:
        """Each presses the same, or one's own; time goes on until all have seen what came of it."""
        before = [_seen(person) for person in people]
        for place, person in enumerate(people):
            person.press(labels[place % len(labels)])
        await self._until_seen(people, before)

    async def all_say(self, people: Sequence[Person], text: str) -> None:
        before = [_seen(person) for person in people]
        for person in people:
            person.send(text)
        await self._until_seen(people, before)

    async def all_send_location(self, people: Sequence[Person], place: tuple[float, float]) -> None:
        before = [_seen(person) for person in people]
        for person in people:
            person.send_location(*place)
        await self._until_seen(people, before)

    async def _until_seen(self, people: Sequence[Person], before: list[int]) -> None:
        # Sixty at once take their time, however virtual.
        for _ in range(20):
            await self.settle()
            if all(_seen(person) > seen for person, seen in zip(people, before, strict=True)):
                return
        raise AssertionError(
            [name(person) for person, seen in zip(people, before, strict=True) if _seen(person) == seen]
        )

    def file(self, person: Person, back: int = 1) -> tuple[str, bytes]:
        """Name and content of a file in the chat, the last but `back`."""
        sent = [one for one in person.messages if one.attachment in ("document", "photo")]
        return self.office.sim.world.files[sent[-back].file_id]

    async def download(self, person: Person, label: str, message: ShownMessage | None = None) -> tuple[str, bytes]:
        """Press for a file, and wait for it."""
        before = [_seen(person)]
        person.press(label, message=message)
        await self._until_seen([person], before)
        return self.file(person)

    def pdf(self, person: Person) -> Pdf:
        """The last file, which is a PDF on which nothing is cut and nothing overlaps."""
        paper = Pdf(self.file(person)[1])
        assert paper.faults() == []
        return paper


def commissioners(office: Office) -> list[Person]:
    """The 66 in the order of the roster."""
    rows = [row.values for row in rows_of("anggota-contoh.csv")]
    return [
        office.find(row["jabatan"], row["kecamatan"], row["divisi"])
        for row in rows
        if row["jabatan"] in ("Ketua Panwascam", "Anggota Panwascam")
    ]


def _seen(person: Person) -> int:
    """How much the bot has shown a person: messages and changes of them."""
    return sum(len(one.versions) for one in person.messages)


def name(person: Person) -> str:
    return person.user.first_name


def last(person: Person, start: str) -> ShownMessage:
    """The person's last message that begins so."""
    return next(one for one in reversed(person.messages) if one.text.startswith(start))


@pytest.fixture
async def rakor(office: Office) -> Rakor:
    story = Rakor(office)
    await story.open()
    return story


async def test_from_the_letter_to_the_figures_of_the_year(rakor: Rakor) -> None:
    await the_letter(rakor)
    await the_answers(rakor)
    await the_silent(rakor)
    await the_day_before(rakor)
    await the_day(rakor)
    await the_list_on_paper(rakor)
    await the_papers(rakor)
    await the_morning_after(rakor)
    await the_questionnaire(rakor)
    await the_recap(rakor)
    await the_year(rakor)
    the_stranger_learned_nothing(rakor)
    nothing_was_lost_and_no_number_was_told(rakor)
    await everything_owed_was_sent(rakor)


async def the_letter(rakor: Rakor) -> None:
    """The head dates the rakor, the clerk prints the numbered letter, all 66 and the group are invited."""
    await rakor.office.at("2023-10-30", 9)
    shown = await rakor.office.say(rakor.head, "/tetapkan P2H-08 2023-11-07 09:00-12:00 Aula Bawaslu Kabupaten Blitar")
    assert "66 orang" in shown
    await rakor.settle()
    for person in rakor.people:
        assert person.screen.startswith("📨 Undangan"), name(person)
        assert "📍 Aula Bawaslu Kabupaten Blitar" in person.screen
        assert person.messages[-1].buttons == [
            "✅ Hadir",
            "🚫 Berhalangan",
            "👥 Diwakilkan",
            "🗓 Kalender",
            "👥 Rekan sekecamatan",
        ]
    assert "Diundang 66 · sudah menjawab 0 (0%)" in rakor.group.screen
    await rakor.all_say([rakor.clerk], f"/surat {CODE} Undangan Rapat Koordinasi Pencegahan")
    caption = rakor.clerk.screen
    assert "Nomor 001/P2H/10/2023, tanggal 30 Oktober 2023" in caption
    letter = rakor.pdf(rakor.clerk)
    assert "Perihal : Undangan Rapat Koordinasi Pencegahan" in letter.text
    assert TITLE in letter.text
    assert "Selasa, 7 November 2023" in letter.text
    for person in rakor.people:
        assert name(person) in letter.text


async def the_answers(rakor: Rakor) -> None:
    """Most say at once whether they come; one hands over to the secretariat, which cannot, and then to a guest."""
    endah, retno, _, oki, ningsih, candra = rakor[:6]
    await rakor.all_press([endah, oki, *rakor[6:46]], "✅ Hadir")
    assert endah.screen.endswith("Jawaban Anda: ✅ Hadir\nBisa diubah sampai acara dimulai.")
    await rakor.all_press([candra], "Berhalangan")
    await rakor.all_press([candra], "Sakit")
    await rakor.all_say(rakor[46:51], f"/izin {CODE} dinas lain")
    for person, stand_in in ((retno, rakor.kasek[0]), (ningsih, rakor.kasek[1])):
        await rakor.office.press(person, "Diwakilkan")
        await rakor.office.press(person, name(stand_in))
        assert stand_in.screen.startswith(f"👥 Anda ditunjuk mewakili {name(person)}")
    await rakor.office.press(rakor.kasek[0], "Saya tidak bisa")
    assert retno.screen.startswith(f"👥 {name(rakor.kasek[0])} tidak bisa mewakili Anda")
    await rakor.office.press(retno, "Diwakilkan")
    await rakor.office.press(retno, "Orang lain")
    assert await rakor.office.say(retno, GUEST) == (
        "Tulis nama dan jabatan, dipisah koma, contoh: Sutrisno, Staf Kecamatan. /batal untuk kembali."
    )
    shown = await rakor.office.say(retno, f"{GUEST}, Staf Kecamatan Wonodadi")
    assert f"Jawaban Anda: 👥 Diwakilkan oleh {GUEST} (Staf Kecamatan Wonodadi)" in shown
    assert "bot tidak bisa menghubungi orang di luar daftar anggota." in shown
    assert "Diundang 66 · sudah menjawab 50 (76%)" in rakor.group.screen


async def the_silent(rakor: Rakor) -> None:
    """Sixteen are silent: asked again by the rule, then by the head, who also calls those of one kecamatan."""
    hari, later = rakor.people[2], rakor[51:61]
    shown = await rakor.office.say(rakor.head, f"/belum {CODE}")
    assert shown.startswith(f"⏳ Belum menjawab {CODE}: 16 orang")
    await rakor.office.press(rakor.head, "📇 Wonodadi")
    await rakor.settle()
    cards = [one.sender for one in rakor.head.messages if one.attachment == "contact"]
    assert cards == [name(hari)]
    await rakor.office.at("2023-11-01", 10)
    for person in (hari, *rakor[51:66]):
        assert person.screen.startswith("⏳ Mohon jawaban Anda"), name(person)
    await rakor.all_press(later, "✅ Hadir")
    await rakor.office.at("2023-11-03", 10)
    shown = await rakor.office.say(rakor.head, f"/ingatkan {CODE}")
    assert shown == "6 orang diingatkan."
    await rakor.settle()
    await rakor.all_press([hari], "✅ Hadir")
    assert await rakor.office.say(rakor.head, f"/ingatkan {CODE}") == (
        "Yang belum menjawab baru saja diingatkan pukul 10.00. Pengingat berikutnya bisa dikirim 6 jam setelahnya."
    )
    assert (await rakor.office.say(rakor.head, f"/belum {CODE}")).startswith(f"⏳ Belum menjawab {CODE}: 5 orang")


async def the_day_before(rakor: Rakor) -> None:
    """H-1 in the morning; one falls ill at night, and the head knows within minutes."""
    oki = rakor.people[3]
    await rakor.office.at("2023-11-06", 8.2)
    assert rakor.people[0].screen.startswith("🔔 Pengingat: besok")
    assert rakor.kasek[1].screen.startswith("🔔 Pengingat: besok")
    await rakor.office.at("2023-11-06", 19.5)
    await rakor.office.say(oki, f"/izin {CODE} anak masuk rumah sakit")
    await rakor.office.at("2023-11-06", 19.6)
    told = last(rakor.head, "❗").text
    assert told.startswith(f"❗ Berubah setelah H-1\n{name(oki)} (Udanawu): ✅ Hadir → 🚫 Berhalangan\n")
    assert "Alasan: anak masuk rumah sakit" in told


async def the_day(rakor: Rakor) -> None:
    """At the door: by place, by PIN, by QR code; a clerk ticks two; the stranger stands outside."""
    endah, hari, clerk = rakor.people[0], rakor.people[2], rakor.clerk
    await rakor.all_say([clerk], f"/daftarhadir {CODE}")
    blank = rakor.pdf(clerk)
    assert f"{GUEST} (mewakili {name(rakor.people[1])}) Staf Kecamatan Wonodadi" in blank.text
    assert all("Nama Jabatan Kecamatan" in page.text for page in blank.pages)
    await rakor.office.at("2023-11-07", 7.5)
    await rakor.office.say(clerk, f"/lokasi {CODE}")
    clerk.send_location(*HALL)
    await rakor.office.at("2023-11-07", 8.2)
    near = [endah, *rakor[6:16]]
    await rakor.all_press(near, "Saya sudah di tempat")
    await rakor.all_send_location([endah], AT_HOME)
    assert re.search(r"masih [\d.,]+ (?:meter|km) dari tempat acara", endah.screen)
    await rakor.all_send_location(near, AT_THE_DOOR)
    assert endah.screen.startswith("✅ Check-in tercatat pukul 08.1")
    await rakor.office.at("2023-11-07", 8.8)
    await rakor.office.say(clerk, f"/pin {CODE}")
    assert clerk.messages[-1].attachment == "photo"
    shown = await show_pin(rakor.office.bot.ctx, clerk.id, 1)
    await rakor.all_say(rakor[20:25], f"/start c1-{shown.token}")
    await the_stranger_tries(rakor, shown.token, shown.pin)
    await rakor.office.at("2023-11-07", 9.05)
    await by_pin(rakor, rakor[16:20])
    await rakor.office.at("2023-11-07", 9.17)
    await rakor.office.say(clerk, f"/absen {CODE}")
    for _ in range(2):
        await rakor.office.press(clerk, "Berikutnya")
    for person in rakor[25:27]:
        await rakor.office.press(clerk, name(person))
        assert clerk.notes[-1][0] == f"Dicatat hadir: {name(person)}"
    await rakor.office.at("2023-11-07", 9.5)
    await by_pin(rakor, [hari])
    assert "(terlambat)" in hari.screen
    assert "Sudah check-in: 23" in rakor.group.screen
    assert "🚪 Sudah hadir 23" in await rakor.office.say(rakor.head, f"/rekap {CODE}")


async def by_pin(rakor: Rakor, people: Sequence[Person]) -> None:
    """They press, mistype, look again, and type what the venue shows now."""
    await rakor.all_press(people, "Saya sudah di tempat")
    shown = await show_pin(rakor.office.bot.ctx, rakor.clerk.id, 1)
    await rakor.all_say(people, f"{(int(shown.pin) + 1) % 10_000:04d}")
    assert people[0].screen == (
        "PIN itu keliru atau sudah berganti. Lihat lagi angka yang sekarang ditampilkan di tempat."
    )
    await rakor.all_say(people, shown.pin)
    assert all("Check-in tercatat" in person.screen for person in people)


async def the_list_on_paper(rakor: Rakor) -> None:
    """The network went: 29 signed on paper. The clerk types the list into the form, slips once, and sends it again."""
    clerk = rakor.clerk
    await rakor.office.at("2023-11-07", 13)
    await rakor.all_say([clerk], f"/daftarhadir {CODE}")
    form, content = await rakor.download(clerk, "Isian XLSX")
    assert form == "isian-daftar-hadir-P2H-08-1.xlsx"
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    head, *rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert sum(bool(row[3]) for row in rows) == 23
    signed = {name(one): "08.45" for one in rakor[27:45]} | {name(one): "9" for one in rakor[51:59]}
    signed |= {name(rakor.people[1]): "08.55", name(rakor.people[4]): "09.00", name(rakor.people[61]): "09.40"}
    for row in rows:
        row[3] = signed.get(row[2], row[3])
    clerk.send_document(form, write_xlsx(head, [[*row[:3], row[3].replace("08.55", "18.55"), row[4]] for row in rows]))
    await rakor.settle()
    assert clerk.screen == (
        "❌ Daftar hadir tidak diimpor: 1 baris keliru, tidak ada yang disimpan.\n"
        f"• baris 3, jam: “18.55” – acara {CODE} sudah selesai pada jam itu; periksa jamnya\n"
        "➡️ Perbaiki di file di atas, lalu kirim file itu: isinya sudah lengkap."
    )
    clerk.send_document(form, write_xlsx(head, rows))
    await rakor.settle()
    await rakor.office.agree(clerk)
    assert clerk.screen.startswith(
        "✅ Daftar hadir diimpor: 29 baru, 0 berubah, 23 tetap.\n14 baris tanpa jam dilewati"
    )
    assert await rakor.office.say(clerk, f"/peserta {CODE} 4") == "Tercatat: 4 peserta dari luar untuk P2H-08/1."


async def the_papers(rakor: Rakor) -> None:
    """The filled list and the certificates name who was there, the guest among them."""
    clerk = rakor.clerk
    await rakor.all_say([clerk], f"/daftarhadir {CODE}")
    await rakor.download(clerk, "Terisi")
    caption = clerk.screen
    assert caption == "📝 Daftar hadir P2H-08/1 terisi: 52 dari 66 orang hadir. Data per 7 Nov 2023 13.04 WIB"
    filled = rakor.pdf(clerk)
    assert "Tercatat hadir 52 dari 66 orang yang diundang." in filled.text
    ways = {
        way: len(re.findall(rf"\d\d\.\d\d, {way}", filled.text))
        for way in ("lokasi", "PIN", "kode QR", "petugas", "daftar kertas")
    }
    assert ways == {"lokasi": 11, "PIN": 5, "kode QR": 5, "petugas": 2, "daftar kertas": 29}
    await rakor.all_say([clerk], f"/sertifikat {CODE}")
    caption = clerk.screen
    assert caption.startswith(f"🎓 52 sertifikat {CODE}\nNomor 001/")
    certificates = rakor.pdf(clerk)
    assert len(certificates.pages) == 52
    assert sum(GUEST in page.text for page in certificates.pages) == 1
    await rakor.all_say([rakor.people[0]], f"/sertifikat {CODE}")
    own = rakor.people[0].screen
    assert own.startswith(f"🎓 Sertifikat {CODE} untuk {name(rakor.people[0])}")
    assert "tidak tercatat" in await rakor.office.say(rakor.people[45], f"/sertifikat {CODE}")


async def the_morning_after(rakor: Rakor) -> None:
    """Thanks with materials to who came, a question to who broke their word, minutes to all."""
    came = [rakor.people[0], rakor.people[2], *rakor[6:45], *rakor[51:59], rakor.people[61], rakor.kasek[1]]
    absent = [rakor.people[45], *rakor[59:61]]
    await rakor.office.say(rakor.head, f"/materi {CODE}")
    rakor.head.send_document("paparan.pdf", b"%PDF materi")
    await rakor.settle()
    assert (await rakor.office.say(rakor.head, "/batal")).startswith("Selesai.")
    await rakor.office.at("2023-11-08", 8.3)
    thanked = [row.chat_id for row in await rakor.office.deliveries(Purpose.THANKS, State.SENT)]
    assert sorted(thanked) == sorted(person.id for person in came)
    asked = [row.chat_id for row in await rakor.office.deliveries(Purpose.ABSENCE, State.SENT)]
    assert sorted(asked) == sorted(person.id for person in absent)
    assert last(rakor.people[0], "🙏").buttons == ["📝 Isi kuesioner", "🎓 Sertifikat saya", "📎 paparan.pdf"]
    await rakor.office.press(absent[0], "Lainnya")
    assert await rakor.office.say(absent[0], "motor mogok di Wates") == "Tercatat. Terima kasih sudah mengabari."
    await rakor.office.say(rakor.head, f"/notulen {CODE}")
    rakor.head.send_document("notulen.pdf", b"%PDF notulen")
    await rakor.settle()
    minutes = [row.chat_id for row in await rakor.office.deliveries(Purpose.MINUTES, State.SENT)]
    assert sorted(minutes) == sorted(person.id for person in [*rakor.people, rakor.kasek[1]])


async def the_questionnaire(rakor: Rakor) -> None:
    """Ten fill it in, eight of them have understood: the plan's 75% are reached."""
    people = rakor[6:16]
    await rakor.all_press(people, "Isi kuesioner")
    for number in range(5):
        understood = ["4"] * 8 + ["3"] * 2 if number == 0 else ["4"]
        await rakor.all_press(people, *understood)
    await rakor.office.press(people[0], "Tambah saran")
    await rakor.office.say(people[0], "Ruang panas, pengeras suara kurang jelas")
    text = await rakor.office.say(rakor.head, f"/kuesioner {CODE}")
    assert "10 orang mengisi." in text
    assert "✅ Pemahaman meningkat: 80% dari 10 (target 75%)" in text
    assert "3,8 · Pemahaman saya tentang materi meningkat." in text
    assert "• Ruang panas, pengeras suara kurang jelas" in text
    assert (await rakor.download(rakor.head, "Gambar"))[1][:4] == b"\x89PNG"


# What happened, counted by hand.
ANSWERS = {"Menyatakan hadir": 52, "Berhalangan": 7, "Diwakilkan": 2, "Belum menjawab": 5}
DAY = {"Diundang": 66, "Menjawab": 61, "Hadir": 52, "Diharapkan": 59}


async def the_recap(rakor: Rakor) -> None:
    """The session in a text, a workbook and a PDF: the same figures in all."""
    head = rakor.head
    text = await rakor.office.say(head, f"/rekap {CODE}")
    for line in (
        "✅ Menyatakan hadir 52 · 🚫\u00a0Berhalangan 7 · 👥\u00a0Diwakilkan 2 · ⏳\u00a0Belum 5",
        "Diundang 66 · sudah menjawab 61 (92%)",
        "Peserta dari luar: 4",
        "🚪 Hadir 52 dari 59 yang diharapkan (88%)",
        "⏱ Lebih awal 35 · tepat waktu 15 · terlambat 2 (96% tidak terlambat)",
        "❗ Menyanggupi tetapi tidak hadir 3 · hadir tanpa menyanggupi 1",
        "📝 Kuesioner: 80% paham dari 10 (target 75% tercapai)",
        "Udanawu: 0/2/1/0 · 1",
        f"• {name(rakor.people[45])} ({district_of(rakor, 45)}): motor mogok di Wates",
        f"• {name(rakor.people[1])} (Wonodadi) → {GUEST}",
    ):
        assert line in text.split("\n"), line
    await files_agree(rakor, "Per kecamatan", f"rekap-{CODE.replace('/', '-')}")


async def the_year(rakor: Rakor) -> None:
    """The annual figures: this rakor was the year's only session, held in its planned week."""
    head = rakor.head
    text = await rakor.office.say(head, "/rekap tahun")
    assert "Diundang 66 · sudah menjawab 61 (92%)" in text
    assert "🚪 Hadir 52 dari 59 yang diharapkan (88%)" in text
    assert "📝 Kuesioner: 80% paham dari 10 (target 75% tercapai)" in text
    # One meeting ranks nobody.
    assert "eringkat" not in text
    await files_agree(rakor, "Per sesi", "rekap-2023")
    assert "📌 P2H: 1 dari 7 kegiatan sesuai waktu rencana (14%)" in text


async def files_agree(rakor: Rakor, sheet: str, file_name: str) -> None:
    """The workbook (whose formulas are computed anew) and the PDF under the last recap say what the text said."""
    head = rakor.head
    recap = next(one for one in reversed(head.messages) if "📄 PDF" in one.buttons)
    title, book = await rakor.download(head, "Unduh XLSX", recap)
    assert title == f"{file_name}.xlsx"
    assert formulas.sheets(book) == formulas.written(book)
    rows = formulas.sheets(book)[sheet]
    total: dict[str, Any] = dict(zip(rows[4], rows[-1], strict=True))
    assert {key: total[key] for key in (*ANSWERS, *DAY)} == ANSWERS | DAY
    assert (await rakor.download(head, "PDF", recap))[0] == f"{file_name}.pdf"
    report = rakor.pdf(head)
    assert "Hadir : 52 dari 59 yang diharapkan (88%)" in report.text


def district_of(rakor: Rakor, place: int) -> str:
    wanted = name(rakor.people[place])
    return next(row.values["kecamatan"] for row in rows_of("anggota-contoh.csv") if row.values["nama"] == wanted)


async def the_stranger_tries(rakor: Rakor, token: str, pin: str) -> None:
    """Links, digits, commands, other people's buttons, somebody's contact, a file."""
    stranger = rakor.stranger
    for text in (
        "/start",
        f"/start c1-{token}",
        "/start s1",
        pin,
        "halo",
        f"/rekap {CODE}",
        f"/belum {CODE}",
        "/absen",
        f"/sertifikat {CODE}",
        f"/surat {CODE}",
        "/jadwal",
        "/hadir",
        "/impor",
    ):
        await rakor.office.say(stranger, text)
    for data in ("yes:1", "ci:1", "rec:1", "sil:1", "silc:1:1", "dhx:1", "cl:1:1:0:0", "cert:1", "sv:1", "nudge:1"):
        stranger.press_data(data, stranger.messages[0])
        await rakor.office.settle()
        assert "khusus jajaran pengawas pemilu" in stranger.notes[-1][0], data
    stranger.send_contact("6284000000001", "Endah", stranger.id + 1)
    stranger.send_location(*HALL)
    stranger.send_document("daftar.csv", b"sesi;kecamatan;nama\nP2H-08/1;Wonodadi;Orang Lain\n")
    await rakor.settle()


async def everything_owed_was_sent(rakor: Rakor) -> None:
    """Of all messages about the rakor, each was sent, or taken back: who has answered is not asked, who does not come not let in.

    Who declined to stand in has settled it, and is not told that they are released.
    """
    owed = [row for row in await rakor.office.deliveries() if row.session_id is not None]
    assert {row.state for row in owed} == {State.SENT, State.CANCELLED}
    taken_back = {row.purpose for row in owed if row.state is State.CANCELLED}
    assert taken_back == {Purpose.NUDGE, Purpose.REMINDER, Purpose.CHECK_IN, Purpose.SUBSTITUTE_RELEASED}


def the_stranger_learned_nothing(rakor: Rakor) -> None:
    told = "\n".join(one.text for one in rakor.stranger.messages)
    secrets = [CODE, "Aula", "+62", "Pencegahan", *(name(person) for person in rakor.people)]
    assert [secret for secret in secrets if secret in told] == []
    assert not any(one.attachment for one in rakor.stranger.messages)


def nothing_was_lost_and_no_number_was_told(rakor: Rakor) -> None:
    """Nobody met the sentence of a fault, and no phone number reached the group."""
    rooms: list[Person | Group] = [*rakor.people, *rakor.kasek, rakor.head, rakor.clerk, rakor.stranger, rakor.group]
    assert [one.text for room in rooms for one in room.messages if "gangguan di sisi kami" in one.text] == []
    assert not any(re.search(r"\+62|0840", one.text) for one in rakor.group.messages)
