from __future__ import annotations

from dataclasses import replace

import pytest

from bot.documents.typesetting import typeset
from bot.domain.papers.letter_numbers import letter_number
from bot.views.papers import wording
from tests.documents import samples
from tests.documents.pdf import Pdf


def test_everybody_gets_a_page_with_the_own_name_and_number() -> None:
    people = samples.commissioners()
    numbered = [(letter_number(index, samples.DATED, office="SERT"), one) for index, one in enumerate(people, 1)]

    pdf = Pdf(typeset(wording.certificates(samples.SENDER, samples.session(), numbered, dated=samples.DATED)))

    assert [page.text for page in pdf.pages] == [
        "BADAN PENGAWAS PEMILIHAN UMUM KABUPATEN BLITAR Jalan Contoh Nomor 1, Kabupaten Blitar 66171 SERTIFIKAT"
        f" Nomor: {number} diberikan kepada {one.name} {one.position} {one.district} yang telah mengikuti kegiatan"
        " “Bimbingan Teknis Penguatan kelembagaan Bagi Panwaslu Kecamatan”"
        " yang diselenggarakan oleh Bawaslu Kabupaten Blitar"
        " pada hari Jumat, 6 Oktober 2023 di Aula Kantor Bawaslu Kabupaten Blitar"
        " Blitar, 2 Oktober 2023 Ketua, Endah Wijaya, S.H., M.H."
        for number, one in numbered
    ]
    assert all(page.width > page.height for page in pdf.pages)
    assert pdf.faults() == []


@pytest.mark.parametrize("name", [samples.LONG_NAME, samples.HOSTILE, "X" * 70, f"{samples.LONG_NAME} " * 2])
def test_a_name_too_long_for_its_line_is_set_smaller_and_then_in_two(name: str) -> None:
    held = samples.session(title=f"Rapat {'Koordinasi yang Panjang Sekali ' * 5}", place="Hotel Jauh Sekali " * 6)
    people = [(samples.NUMBER, replace(samples.commissioners()[0], name=name))]

    pdf = Pdf(typeset(wording.certificates(samples.SENDER, held, people, dated=samples.DATED)))

    assert len(pdf.pages) == 1
    assert name.strip().replace(" ", "") in pdf.text.replace(" ", "")
    # The frame is a centimetre from the edge.
    assert pdf.pages[0].faults(margin=35) == []


def test_a_short_name_is_set_large() -> None:
    people = [(samples.NUMBER, samples.person(1, "Suparno"))]

    pdf = Pdf(typeset(wording.certificates(samples.SENDER, samples.session(), people, dated=samples.DATED)))

    name = next(run for run in pdf.pages[0].runs if run.text == "Suparno")
    assert name.size == 30
