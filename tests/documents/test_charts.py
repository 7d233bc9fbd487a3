from __future__ import annotations

import struct
import zlib
from collections import Counter
from dataclasses import replace

import pytest

from bot.documents.typesetting import compile_order, order_for, typeset
from bot.domain.recap.charts import Bar, Bars, Chart
from bot.domain.recap.facts import View
from bot.domain.recap.spans import SpanUnit
from bot.domain.vocabulary import Answer
from bot.views.format import month_short
from bot.views.recap import charts
from tests.documents import samples
from tests.documents.pdf import Pdf

GOOD, EXCUSED, OPEN = (0x1F, 0x7A, 0x5C), (0xD9, 0x83, 0x24), (0xB4, 0xBA, 0xC2)


def words(chart: Chart) -> Pdf:
    """The same picture as a page whose text can be read."""
    return Pdf(compile_order(replace(order_for(chart), format="pdf")))


def colours(png: bytes) -> tuple[int, int, Counter[tuple[int, int, int]]]:
    """Width, height, and how many pixels have which colour."""
    width, height, depth, kind = struct.unpack(">IIBB", png[16:26])
    assert (depth, kind) == (8, 6)
    data, at = b"", 8
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at : at + 8])
        data += png[at + 8 : at + 8 + length] if name == b"IDAT" else b""
        at += length + 12
    raw, stride = zlib.decompress(data), 4 * width
    line, found = bytearray(stride), Counter[tuple[int, int, int]]()
    for row in range(height):
        start = row * (stride + 1)
        line = _unfiltered(raw[start], raw[start + 1 : start + 1 + stride], line)
        found.update(zip(line[::4], line[1::4], line[2::4], strict=True))
    return width, height, found


def _unfiltered(kind: int, coded: bytes, above: bytearray) -> bytearray:
    line = bytearray(coded)
    for index, value in enumerate(coded):
        left = line[index - 4] if index >= 4 else 0
        up, corner = above[index], above[index - 4] if index >= 4 else 0
        nearest = min((left, up, corner), key=lambda one: abs(left + up - corner - one))
        line[index] = (value + (0, left, up, (left + up) // 2, nearest)[kind]) & 255
    return line


def test_answers_of_a_session_are_four_bars_as_long_as_their_counts() -> None:
    people = samples.commissioners()
    recap = samples.recap(people)

    chart = charts.answers(recap)

    assert words(chart).text == (
        "Jawaban undangan Bimbingan Teknis Penguatan kelembagaan Bagi Panwaslu Kecamatan (SDMO-02/1),"
        " Jumat, 6 Oktober 2023 Menyatakan hadir 33 33 (50%) Berhalangan 11 11 (17%) Diwakilkan 11 11 (17%)"
        " Belum menjawab 11 11 (17%) Data per 6 Okt 2023 12.30 WIB · angka: orang"
    )
    width, height, found = colours(typeset(chart))
    assert width == 1080
    assert 400 < height < 700
    assert found[GOOD] / found[EXCUSED] == pytest.approx(3, rel=0.05)
    assert found[OPEN] / found[EXCUSED] == pytest.approx(1, rel=0.05)


def test_kecamatan_are_stacked_bars_with_who_comes_of_how_many() -> None:
    recap = samples.recap()

    pdf = words(charts.districts(recap))

    assert len(recap.districts) == 22
    for name, tally in recap.districts:
        shown = " ".join(str(count) for count in charts._parts(tally) if count)
        assert f"{name} {shown} {tally.attending}/{tally.invited}" in pdf.text
    assert "Menyatakan hadir Berhalangan Diwakilkan Belum menjawab Wonodadi" in pdf.text
    assert pdf.faults() == []


def test_attendance_counts_who_came_of_those_expected() -> None:
    recap = samples.recap(came=True)

    pdf = words(charts.attendance(recap))

    # Of three in Udanawu one comes, one is excused and one sends somebody who stays away.
    assert "Hadir Tidak hadir Wonodadi 2 1 2/3 Udanawu 1 1 1/2" in pdf.text
    assert pdf.text.endswith("n/m: hadir/diharapkan (tanpa yang berhalangan)")
    assert pdf.faults() == []


def test_a_questionnaire_shows_how_many_gave_which_score_and_the_mean() -> None:
    questions = [
        ("Materi mudah dipahami", (0, 1, 4, 20, 15)),
        ("Narasumber menguasai materi", (2, 0, 3, 5, 30)),
        ("Tempat", (0, 0, 0, 0, 0)),
    ]

    pdf = words(charts.questionnaire(samples.session(), questions, samples.ASKED))

    assert "Materi mudah dipahami 4 20 15 rata-rata 4,2 Narasumber menguasai materi 3 5 30 rata-rata 4,5" in pdf.text
    assert "Tempat Data per" in pdf.text
    assert pdf.faults() == []


def test_the_trend_of_a_month_leaves_out_what_was_cancelled() -> None:
    recap = samples.period(unit=SpanUnit.MONTH)

    chart = charts.trend(recap)
    pdf = words(chart)

    assert len(chart.points) == 11
    assert "16/10" not in [point.label for point in chart.points]
    last = recap.sessions[-1].counts
    assert chart.points[-1].values == (last.response_percent, last.attending_percent)
    assert {"06/10", "30/11", "0%", "100%"} <= {run.text for run in pdf.pages[0].runs}
    assert pdf.faults() == []


@pytest.mark.parametrize("unit", [SpanUnit.QUARTER, SpanUnit.YEAR])
def test_the_trend_of_a_longer_period_goes_by_month_and_shows_who_came(unit: SpanUnit) -> None:
    recap = samples.period(unit=unit, recorded=True)

    chart = charts.trend(recap)
    pdf = words(chart)

    assert [point.label for point in chart.points] == [month_short(span.first) for span in recap.span.months()]
    assert {point.values for point in chart.points} == {(recap.total.response_percent, recap.total.attendance_percent)}
    assert "menjawab hadir" in pdf.text
    assert pdf.faults() == []


@pytest.mark.parametrize("count", [0, 1, 2, 24, 60])
def test_a_trend_of_any_length_can_be_read(count: int) -> None:
    chart = charts.trend(samples.period(unit=SpanUnit.MONTH, sessions=count))

    assert len(chart.points) == min(count - (count > 2), charts.MOST_POINTS)
    assert words(chart).faults() == []
    assert typeset(chart)[:4] == b"\x89PNG"


@pytest.mark.parametrize("recorded", [False, True])
@pytest.mark.parametrize("view", [View.DISTRICTS, View.DIVISIONS, View.DISTRICT])
def test_what_a_view_compares_is_its_picture(view: View, recorded: bool) -> None:
    recap = samples.period(view, recorded=recorded)

    chart = charts.period(recap)
    pdf = words(chart)

    assert isinstance(chart, Bars)
    assert chart.title.startswith("Kehadiran per" if recorded else "Jawaban per")
    expected = {View.DISTRICTS: len(recap.districts), View.DIVISIONS: 1, View.DISTRICT: 1}[view]
    assert len(chart.bars) == expected
    assert pdf.faults() == []


def test_long_names_wrap_and_empty_pictures_have_a_title() -> None:
    people = [samples.person(1, "Siti", district=samples.HOSTILE), samples.person(2, "Nur", district="Kepanjen " * 9)]

    pdf = words(charts.districts(samples.recap(people)))
    nothing = words(charts.districts(samples.recap([])))

    assert samples.HOSTILE.replace(" ", "") in pdf.text.replace(" ", "")
    assert pdf.faults() == []
    assert "Jawaban per kecamatan" in nothing.text


def test_a_count_is_written_in_its_bar_only_where_it_has_room() -> None:
    series = charts.answer_series()
    bars = (Bar("Satu", (500, 1, 0, 0), "501"), Bar("Dua", (0, 0, 250, 0), "250"))

    pdf = words(Bars("Judul", "", series, bars))

    assert pdf.text.endswith("Satu 500 501 Dua 250 250")


def test_the_colour_of_an_answer_is_the_same_in_every_picture() -> None:
    recap = samples.recap()

    assert charts.answers(recap).series == charts.districts(recap).series
    assert len({one.tone for one in charts.answer_series()}) == len(Answer) + 1
