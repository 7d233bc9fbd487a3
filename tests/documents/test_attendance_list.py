from __future__ import annotations

from dataclasses import replace

import pytest

from bot.documents.typesetting import typeset
from bot.domain.papers.attendance_lists import AttendanceList
from bot.domain.vocabulary import Answer
from bot.views.papers import attendance_lists
from tests.documents import samples
from tests.documents.pdf import Pdf, Run


def listed(count: int) -> AttendanceList:
    people = (samples.commissioners() * 2)[:count]
    return attendance_lists.attendance_list(
        samples.SENDER, samples.session(), samples.invitations(people, samples.session())
    )


def test_sixty_six_names_are_ready_to_sign_under_a_repeated_header() -> None:
    found = samples.invitations(samples.commissioners(), samples.session())

    pdf = Pdf(typeset(attendance_lists.attendance_list(samples.SENDER, samples.session(), found)))

    assert len(found) == 66
    pages = len(pdf.pages)
    for number, page in enumerate(pdf.pages, 1):
        assert "No. Nama Jabatan Kecamatan Tanda tangan" in page.text
        assert page.text.endswith(f"Halaman {number} dari {pages}")
    assert pdf.pages[0].text.startswith("BADAN PENGAWAS PEMILIHAN UMUM KABUPATEN BLITAR")
    assert "DAFTAR HADIR Bimbingan Teknis" in pdf.pages[0].text
    for number, one in enumerate(found, 1):
        name = f"Sri Pengganti (mewakili {one.person.name})" if one.substitute else one.person.name
        assert f"{number} {name} {one.person.position} {one.person.district} {number}" in pdf.text
    # Room for four nobody expected, and the signature.
    assert "67 67 68 68" in pdf.text
    assert "70 70 Ketua, Endah Wijaya" in pdf.text
    assert pdf.faults() == []


def test_signature_cells_alternate_left_and_right() -> None:
    pdf = Pdf(typeset(listed(6)))

    numbers = [run for run in pdf.pages[0].runs if run.text in {str(number) for number in range(1, 11)}]
    signs: list[Run] = [run for run in numbers if run.x > 400]
    assert [run.text for run in signs] == [str(number) for number in range(1, 11)]
    assert {round(run.x) for run in signs[::2]} == {round(signs[0].x)}
    assert min(run.x for run in signs[1::2]) > signs[0].x + 50


def test_filled_from_check_ins_it_says_when_how_and_how_many() -> None:
    found = samples.invitations(samples.commissioners(), samples.session())
    came = samples.arrivals(found)

    pdf = Pdf(
        typeset(
            attendance_lists.attendance_list(
                samples.SENDER, samples.session(), found, arrivals=came, asked_at=samples.ASKED
            )
        )
    )

    assert "No. Nama Jabatan Kecamatan Kehadiran 1 Endah Wijaya, S.Sos. Ketua Panwascam Wonodadi 08.40, lokasi" in (
        pdf.pages[0].text
    )
    assert "2 Retno Firmansyah, S.Pd. Anggota Panwascam Wonodadi 08.41, PIN" in pdf.text
    assert "3 Hari Maulana, S.H. Anggota Panwascam Wonodadi – 4" in pdf.text
    assert f"Tercatat hadir {len(came)} dari 66 orang yang diundang. Data per 6 Okt 2023 12.30 WIB." in pdf.text
    assert "67" not in pdf.pages[-1].text
    assert pdf.faults() == []


@pytest.mark.parametrize("count", [0, 1, 2, 17, 18, 19, 40, 66, 95])
def test_who_signs_never_stands_on_a_page_without_names(count: int) -> None:
    pdf = Pdf(typeset(listed(count)))

    last = pdf.pages[-1].text
    assert "Ketua, Endah Wijaya, S.H., M.H." in last
    # Four lines for guests follow the names; the last two are on the page of the signature.
    assert f"{count + 3} {count + 3} {count + 4} {count + 4} Ketua" in last
    assert pdf.faults() == []


@pytest.mark.parametrize("name", [samples.LONG_NAME, samples.HOSTILE, "X" * 70, "Siti_" * 12, "Nama 😀 🙏🏽 1️⃣ ✅"])
def test_any_name_is_whole_inside_its_cell(name: str) -> None:
    people = samples.commissioners()
    people[3] = replace(people[3], name=name)
    found = samples.invitations(people, samples.session())

    pdf = Pdf(typeset(attendance_lists.attendance_list(samples.SENDER, samples.session(), found)))

    shown = "Nama 1" if name.startswith("Nama") else name
    # A word too long for the column is broken without a sign.
    assert shown.replace(" ", "") in pdf.text.replace(" ", "")
    column = [run for run in pdf.pages[0].runs if run.text == "Ketua Panwascam"][1]
    row = [run for run in pdf.pages[0].runs if abs(run.y - column.y) < 30 and 80 < run.x < column.x - 1]
    assert row
    assert all(run.x + run.width < column.x for run in row)
    assert pdf.faults() == []


def test_a_guest_who_stands_in_is_listed_with_the_own_position() -> None:
    held = samples.session()
    stood_in = samples.invitations(samples.commissioners()[:6], held)[5]
    guest = replace(stood_in, substitute="Bu Lurah", guest_position="Lurah Udanawu")

    pdf = Pdf(typeset(attendance_lists.attendance_list(samples.SENDER, held, [guest])))

    assert "1 Bu Lurah (mewakili Candra Nugroho) Lurah Udanawu Udanawu 1" in pdf.text


def test_arabic_letters_are_printed() -> None:
    found = samples.invitations([samples.person(1, samples.ARABIC)], samples.session())

    pdf = Pdf(typeset(attendance_lists.attendance_list(samples.SENDER, samples.session(), found)))

    # Set from right to left, so read from the page the other way round.
    assert set(samples.ARABIC) <= set(pdf.text)
    assert pdf.faults() == []


def test_a_civil_servants_nip_stands_below_the_name_and_below_no_substitutes() -> None:
    people = samples.commissioners()[:2]
    found = samples.invitations(people, samples.session())
    guest = replace(found[1], substitute="Sri", answer=Answer.SUBSTITUTED)
    nips = {one.id: "198001012005011003" for one in people}
    made = attendance_lists.attendance_list(samples.SENDER, samples.session(), [found[0], guest], nips=nips)
    assert [one.nip for one in made.attendees] == ["NIP 19800101 200501 1 003", ""]
    pdf = Pdf(typeset(made))
    assert f"{people[0].name} NIP 19800101 200501 1 003" in pdf.pages[0].text
    assert pdf.faults() == []
