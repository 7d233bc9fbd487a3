from __future__ import annotations

from dataclasses import replace

import pytest

from bot.documents.typesetting import typeset
from bot.domain.papers.papers import Paper
from bot.domain.recap.facts import View
from bot.domain.recap.spans import SpanUnit
from bot.domain.vocabulary import Answer
from bot.views.duty import overview
from bot.views.papers import attendance_lists, certificates
from bot.views.recap import reports
from tests.documents import duty_samples, samples
from tests.documents.pdf import Pdf


def test_a_session_s_report_says_its_moment_counts_and_lists_everybody_missing() -> None:
    recap = samples.recap()

    pdf = Pdf(typeset(reports.session(samples.SENDER, recap)))

    assert (
        "LAPORAN KEHADIRAN Bimbingan Teknis Penguatan kelembagaan Bagi Panwaslu Kecamatan"
        " Hari, tanggal : Jumat, 6 Oktober 2023 Waktu : pukul 09.00 WIB s.d. 12.00 WIB"
        " Tempat : Aula Kantor Bawaslu Kabupaten Blitar Diundang : 66 orang Menjawab : 55 orang (83%)"
        " Menyatakan hadir : 33 orang (50%) Data per 6 Okt 2023 12.30 WIB."
    ) in pdf.text
    assert (
        "Kecamatan Diundang Menyatakan hadir Berhalangan Diwakilkan Belum menjawab Wonodadi 3 2 0 0 1 Udanawu 3 1 1 1 0"
        in (pdf.text)
    )
    assert "Jumlah 66 33 11 11 11" in pdf.text
    by_answer = {
        one.answer: [found for found in recap.invitations if found.answer is one.answer] for one in recap.invitations
    }
    assert {answer: len(found) for answer, found in by_answer.items() if found} == {
        answer: 33 if answer == "hadir" else 11 for answer in by_answer
    }
    for number, one in enumerate(by_answer[None], 1):
        assert f"{number}. {one.person.name} ({one.person.district})" in pdf.text
    assert "Berhalangan 1. Oki Firmansyah (Udanawu): sakit 2." in pdf.text
    assert "Diwakilkan 1. Candra Nugroho (Udanawu) kepada Sri Pengganti 2." in pdf.text
    assert pdf.faults() == []


def test_after_check_in_the_report_says_who_came_and_who_broke_their_word() -> None:
    recap = samples.recap(came=True)
    came = recap.tally.came

    pdf = Pdf(typeset(reports.session(samples.SENDER, recap)))

    # 33 came; the 11 who are excused are not absent.
    assert f"Hadir : {came} dari 55 yang diharapkan (60%)" in pdf.text
    # The first picture of all kecamatan stands under the particulars, the second above the table.
    assert "Jawaban per kecamatan" in pdf.pages[0].text
    assert "Kehadiran per kecamatan" in pdf.pages[1].text
    assert f"Jumlah 66 33 11 11 11 {came}" in pdf.text
    assert "Menyanggupi tetapi tidak hadir 1. Candra Nugroho (Udanawu) 2." in pdf.text
    assert pdf.faults() == []


@pytest.mark.parametrize("people", [6, *range(24, 67, 3)])
def test_who_signs_a_session_s_report_is_on_a_page_with_the_last_names(people: int) -> None:
    recap = samples.recap(samples.commissioners()[:people], came=True)

    pdf = Pdf(typeset(reports.session(samples.SENDER, recap, signed_on=samples.DATED)))

    signing = pdf.pages[-1].text
    # On the right half, also where the last list is of one.
    assert all(run.x > pdf.pages[-1].width / 2 for run in pdf.pages[-1].runs if run.text in ("Ketua,", "Endah"))
    assert "Blitar, 2 Oktober 2023 Ketua, Endah Wijaya, S.H., M.H." in signing
    last = [one for one in recap.invitations if one.answer is Answer.SUBSTITUTED and one.came_at is None][-2:]
    assert all(f"{one.person.name} ({one.person.district})" in signing for one in last)
    assert pdf.faults() == []


def test_a_session_of_which_no_attendance_was_taken_is_not_signed() -> None:
    pdf = Pdf(typeset(reports.session(samples.SENDER, samples.recap(), signed_on=samples.DATED)))

    assert "Ketua," not in pdf.text


@pytest.mark.parametrize("place", ["list", "certificate", "report"])
def test_no_word_of_a_title_is_left_alone_in_its_last_line(place: str) -> None:
    title = "Rapat Koordinasi bersama Panwaslu Kecamatan dalam Rangka Pencegahan Pelanggaran Kampanye"
    held = samples.session(title=title)
    found = samples.invitations(samples.commissioners()[:2], held)
    made: dict[str, Paper] = {
        "list": attendance_lists.attendance_list(samples.SENDER, held, found),
        "certificate": certificates.certificates(samples.SENDER, held, [("1", found[0].person)], dated=held.day),
        "report": reports.session(samples.SENDER, replace(samples.recap(), session=held)),
    }

    runs = Pdf(typeset(made[place])).pages[0].runs
    lines = [
        sum(run.width for run in runs if run.y == y)
        for y in {run.y for run in runs if run.text.strip("“”") and run.text.strip("“” ") in title}
    ]

    assert len(lines) >= 2
    assert min(lines) > 0.5 * max(lines)


def test_large_figures_have_their_points() -> None:
    year = samples.period(View.OFFICE, SpanUnit.YEAR, recorded=True)
    text = Pdf(typeset(reports.period(samples.SENDER, year, signed_on=samples.DATED))).text
    assert "Jumlah 15.972 12.012 75% 9.350 63%" in text


def test_a_period_s_report_lists_cancelled_sessions_without_counting_them() -> None:
    recap = samples.period(recorded=True)

    pdf = Pdf(typeset(reports.period(samples.SENDER, recap, signed_on=samples.DATED)))

    counts = recap.total
    assert "REKAPITULASI KEHADIRAN Triwulan IV 2023 Kegiatan : 11 Dibatalkan : 1 Diundang : 726 orang" in pdf.text
    assert "(SDMO-03/1), dibatalkan – – – – –" in pdf.text
    assert (
        f"Jumlah 726 {counts.answered} {counts.response_percent}% {counts.came} {counts.attendance_percent}%"
        in pdf.text
    )
    assert "Sebelumnya : Triwulan III 2023: menjawab 86%, kehadiran –" in pdf.text
    assert "Ketua, Endah Wijaya" in pdf.pages[-1].text
    assert pdf.faults() == []


@pytest.mark.parametrize("count", range(14, 24))
def test_who_signs_a_period_s_report_is_on_a_page_with_figures(count: int) -> None:
    recap = samples.period(View.PERSON, SpanUnit.MONTH, sessions=count)

    pdf = Pdf(typeset(reports.period(samples.SENDER, recap, signed_on=samples.DATED)))

    last = pdf.pages[-1].text
    assert "Endah Wijaya" in last
    # The total and the session before it.
    assert "SDMO-" in last
    assert "Jumlah" in last
    assert pdf.faults() == []


@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize("unit", SpanUnit)
def test_every_view_of_every_period_has_a_report_that_can_be_read(view: View, unit: SpanUnit) -> None:
    recap = samples.period(view, unit, recorded=True)

    pdf = Pdf(typeset(reports.period(samples.SENDER, recap, signed_on=samples.DATED)))

    assert ("Divisi Sesuai waktu Di luar waktu Kurang" in pdf.text) is (unit is SpanUnit.YEAR)
    assert pdf.faults() == []


def test_a_period_without_sessions_has_a_report_too() -> None:
    pdf = Pdf(typeset(reports.period(samples.SENDER, samples.period(sessions=0))))

    assert "Kegiatan : 0" in pdf.text
    assert "Jumlah 0 0 – 0 –" in pdf.text
    assert pdf.faults() == []


def test_long_and_hostile_names_stay_inside_their_columns() -> None:
    people = samples.commissioners()
    people[0] = replace(people[0], name=samples.HOSTILE, district=samples.LONG_OFFICE)
    people[2] = replace(people[2], name=samples.LONG_NAME, district="X" * 70)
    recap = samples.recap(people)

    pdf = Pdf(typeset(reports.session(samples.SENDER, recap)))

    assert samples.LONG_NAME in pdf.text
    assert recap.tally.invited == len(people)
    assert pdf.faults() == []


def test_a_recap_of_piket_sums_up_what_its_kecamatan_did() -> None:
    found = duty_samples.overview()
    text = Pdf(typeset(overview.report(samples.SENDER, found))).text
    assert "Laporan : 413 dari 462" in text
    assert f"Jumlah 462 413 {sum(line.late for line in found.districts)} Tidak melapor" in text
    # The sums of the workbook are formulas.
    assert overview.workbook(found).sheets[0].total[-3:-1] == (462, 413)
