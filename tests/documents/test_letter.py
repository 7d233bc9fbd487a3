from __future__ import annotations

from dataclasses import replace

import pytest

from bot.documents.typesetting import typeset
from bot.domain.papers.letters import Nature
from bot.domain.vocabulary import ActivityKind
from bot.views.papers import letters
from tests.documents import samples
from tests.documents.pdf import Pdf


def test_an_invitation_of_three_names_them_on_its_one_page() -> None:
    invited = samples.commissioners()[:3]

    letter = letters.letter(samples.SENDER, samples.letter(samples.session(), invited), copies=["Arsip"])
    pdf = Pdf(typeset(letter))

    assert [page.text for page in pdf.pages] == [
        "BADAN PENGAWAS PEMILIHAN UMUM KABUPATEN BLITAR Jalan Contoh Nomor 1, Kabupaten Blitar 66171"
        " Telepon (0342) 000000, surel kantor@contoh.example"
        " Nomor : 005/PM.00.02/K.JI-05/10/2023 Sifat : Biasa Lampiran : – Perihal : Undangan Bimbingan Teknis"
        " Blitar, 2 Oktober 2023"
        " Kepada Yth. 1. Endah Wijaya, S.Sos., Ketua Panwascam Wonodadi"
        " 2. Retno Firmansyah, S.Pd., Anggota Panwascam Wonodadi 3. Hari Maulana, S.H., Anggota Panwascam Wonodadi"
        " di Tempat"
        " Dengan hormat, sehubungan dengan pelaksanaan kegiatan “Bimbingan Teknis Penguatan kelembagaan Bagi Panwaslu"
        " Kecamatan”, Bawaslu Kabupaten Blitar mengundang Bapak/Ibu untuk hadir pada:"
        " Hari, tanggal : Jumat, 6 Oktober 2023 Waktu : pukul 09.00 WIB s.d. 12.00 WIB"
        " Tempat : Aula Kantor Bawaslu Kabupaten Blitar"
        " Agenda : 1. Pembukaan 2. Peraturan organisasi 3. Tanya jawab"
        " Agar membawa : 1. Laporan bulan September 2. Laptop"
        " Mengingat pentingnya kegiatan tersebut, kehadiran Bapak/Ibu tepat pada waktunya sangat diharapkan."
        " Demikian undangan ini disampaikan, atas perhatian dan kehadiran Bapak/Ibu diucapkan terima kasih."
        " Ketua, Endah Wijaya, S.H., M.H. Tembusan: Arsip"
    ]
    assert pdf.faults() == []


def test_an_invitation_of_ninety_five_lists_them_on_a_signed_annex() -> None:
    invited = (samples.commissioners() * 2)[:95]
    invited[4] = replace(invited[4], name=samples.LONG_NAME)

    letter = letters.letter(samples.SENDER, samples.letter(samples.session(), invited))
    pdf = Pdf(typeset(letter))

    first, *annex = pdf.pages
    assert "Lampiran : 1 (satu) berkas" in first.text
    assert "Kepada Yth. Bapak/Ibu sebagaimana daftar terlampir" in first.text
    assert annex[0].text.startswith(
        "- 2 - Lampiran : Surat Undangan Bimbingan Teknis Nomor : 005/PM.00.02/K.JI-05/10/2023"
        " Tanggal : 2 Oktober 2023 DAFTAR UNDANGAN No. Nama Jabatan Kecamatan 1. Endah Wijaya"
    )
    assert all("No. Nama Jabatan Kecamatan" in page.text for page in annex)
    listed = " ".join(page.text for page in annex)
    assert all(f"{number}. {one.name} {one.position}" in listed for number, one in enumerate(invited, 1))
    assert annex[-1].text.endswith("Ketua, Endah Wijaya, S.H., M.H.")
    assert pdf.faults() == []


def test_a_long_agenda_an_office_of_two_lines_and_an_open_end_leave_nothing_cut() -> None:
    sender = replace(samples.SENDER, office=f"Bawaslu {samples.LONG_OFFICE}", signer=samples.LONG_NAME)
    agenda = "\n".join(f"{number}. Pembahasan pokok {number} {'yang panjang ' * 6}" for number in range(1, 13))
    held = samples.session(agenda=agenda, open_end=True)

    letter = letters.letter(sender, samples.letter(held, samples.commissioners()), nature=Nature.IMPORTANT)
    pdf = Pdf(typeset(letter))

    first, second, *_ = pdf.pages
    assert f"BADAN PENGAWAS PEMILIHAN UMUM {samples.LONG_OFFICE.upper()} Jalan" in first.text
    assert "Sifat : Penting" in first.text
    assert "Waktu : pukul 09.00 WIB s.d. selesai" in first.text
    assert all(f"{number}. Pembahasan pokok {number} yang" in first.text for number in range(1, 13))
    # The signature does not stand alone on its page: the closing words go with it.
    assert second.text.startswith("- 2 - Mengingat pentingnya")
    assert second.text.endswith(f"Ketua, {samples.LONG_NAME}")
    assert pdf.faults() == []


def test_what_people_type_is_printed_and_never_obeyed() -> None:
    hostile = samples.person(1, samples.HOSTILE)
    held = samples.session(
        title=f"Rapat {samples.HOSTILE}", place=samples.HOSTILE, agenda=samples.HOSTILE, bring=samples.HOSTILE
    )
    sender = replace(samples.SENDER, address=samples.HOSTILE, contact=samples.HOSTILE, signer=samples.HOSTILE)

    letter = letters.letter(sender, samples.letter(held, [hostile]))
    pdf = Pdf(typeset(letter))

    # Address, contact, addressee, title, place, agenda, what to bring, signer.
    assert pdf.text.replace(" ", "").count(samples.HOSTILE.replace(" ", "")) == 8
    assert pdf.faults() == []


def test_a_meeting_over_several_days_says_when_it_ends() -> None:
    held = samples.session(ends_at=samples.STARTS.replace(day=7))

    letter = letters.letter(samples.SENDER, samples.letter(held, []))

    assert ("Waktu", ("pukul 09.00 WIB s.d. Sabtu, 7 Oktober 2023 pukul 09.00 WIB",)) in letter.particulars


@pytest.mark.parametrize("kind", ActivityKind)
@pytest.mark.parametrize("nature", Nature)
def test_every_kind_of_meeting_has_its_words(kind: ActivityKind, nature: Nature) -> None:
    letter = letters.letter(samples.SENDER, samples.letter(samples.session(kind=kind), []), nature=nature)

    assert letter.references[1] == ("Sifat", (nature.value.capitalize(),))
    assert letter.references[3][1][0].startswith("Undangan ")
