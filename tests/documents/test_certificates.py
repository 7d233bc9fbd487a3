from __future__ import annotations

from dataclasses import replace

import pytest

from bot.documents.typesetting import typeset
from bot.domain.papers.facts import Recipient
from bot.domain.papers.numbers import letter_number
from bot.views.papers import certificates
from tests.documents import samples
from tests.documents.pdf import Pdf


def test_everybody_gets_a_page_with_the_own_name_and_number() -> None:
    people = samples.commissioners()
    numbered = [(letter_number(index, samples.DATED, office="SERT"), one) for index, one in enumerate(people, 1)]

    pdf = Pdf(typeset(certificates.certificates(samples.SENDER, samples.session(), numbered, dated=samples.DATED)))

    assert [page.text for page in pdf.pages] == [
        "BADAN PENGAWAS PEMILIHAN UMUM KABUPATEN BLITAR Jalan Contoh Nomor 1, Kabupaten Blitar 66171 SERTIFIKAT"
        f" Nomor: {number} diberikan kepada {one.name} {one.position} Panwaslu Kecamatan {one.district} yang telah mengikuti kegiatan"
        " “Bimbingan Teknis Penguatan kelembagaan Bagi Panwaslu Kecamatan”"
        " yang diselenggarakan oleh Bawaslu Kabupaten Blitar"
        " pada hari Jumat, 6 Oktober 2023 di Aula Kantor Bawaslu Kabupaten Blitar"
        " Blitar, 2 Oktober 2023 Ketua, Endah Wijaya, S.H., M.H."
        for number, one in numbered
    ]
    assert all(page.width > page.height for page in pdf.pages)
    assert pdf.faults() == []


def test_it_says_what_it_is_given_by_where_somebody_is_from_and_shows_the_logo() -> None:
    guest, own = Recipient("Sri", "Staf", ""), Recipient("Tini", "Staf Bawaslu", "", samples.SENDER.office)
    people = [("1/SERT/2023", guest), ("2/SERT/2023", own)]
    letter = ("005/SDMO/10/2023", samples.DATED)
    decided = replace(samples.SENDER, certificate_basis="Keputusan Nomor 12", logo=samples.LOGO)

    made = [
        typeset(
            certificates.certificates(sender, samples.session(), people, dated=samples.DATED, invited_by=invited_by)
        )
        for sender, invited_by in ((samples.SENDER, None), (samples.SENDER, letter), (decided, letter))
    ]
    plain, by_letter, by_decision = map(Pdf, made)

    said = [page.text[page.text.index("Nomor: ") : page.text.index(" yang telah")] for page in plain.pages]
    assert said == [
        "Nomor: 1/SERT/2023 diberikan kepada Sri Staf",
        "Nomor: 2/SERT/2023 diberikan kepada Tini Staf Bawaslu Bawaslu Kabupaten Blitar",
    ]
    by = "berdasarkan Surat Undangan Nomor 005/SDMO/10/2023 tanggal 2 Oktober 2023 diberikan kepada Sri"
    assert by in by_letter.pages[0].text
    assert "berdasarkan Keputusan Nomor 12 diberikan kepada Sri" in by_decision.pages[0].text
    assert [len(pdf.pages) for pdf in (plain, by_letter, by_decision)] == [2, 2, 2]
    assert [b"/Subtype/Image" in one for one in made] == [False, False, True]


def test_a_civil_servants_nip_stands_below_the_name() -> None:
    people = [("1/SERT/2023", Recipient("Tono", "Kepala Sekretariat", "Wonodadi", nip="198001012005011003"))]
    pdf = Pdf(typeset(certificates.certificates(samples.SENDER, samples.session(), people, dated=samples.DATED)))
    assert "diberikan kepada Tono NIP 19800101 200501 1 003 Kepala Sekretariat Panwaslu" in pdf.pages[0].text
    assert (len(pdf.pages), pdf.faults()) == (1, [])


@pytest.mark.parametrize("name", [samples.LONG_NAME, samples.HOSTILE, "X" * 70, f"{samples.LONG_NAME} " * 2])
def test_a_name_too_long_for_its_line_is_set_smaller_and_then_in_two(name: str) -> None:
    held = samples.session(title=f"Rapat {'Koordinasi yang Panjang Sekali ' * 5}", place="Hotel Jauh Sekali " * 6)
    people = [(samples.NUMBER, replace(samples.commissioners()[0], name=name))]

    sender = replace(samples.SENDER, logo=samples.LOGO, certificate_basis="Keputusan Ketua yang Panjang " * 10)
    pdf = Pdf(typeset(certificates.certificates(sender, held, people, dated=samples.DATED)))

    assert len(pdf.pages) == 1
    assert name.strip().replace(" ", "") in pdf.text.replace(" ", "")
    # The frame is a centimetre from the edge.
    assert pdf.pages[0].faults(margin=35) == []


def test_a_short_name_is_set_large() -> None:
    people = [(samples.NUMBER, samples.person(1, "Suparno"))]

    pdf = Pdf(typeset(certificates.certificates(samples.SENDER, samples.session(), people, dated=samples.DATED)))

    name = next(run for run in pdf.pages[0].runs if run.text == "Suparno")
    assert name.size == 30
