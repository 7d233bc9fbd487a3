"""/rekap of periods as a head, a secretariat and a commissioner see it; text, workbook, picture and PDF say the same."""

from __future__ import annotations

import random
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select, update

from bot.domain.importing.columns import Row
from bot.domain.recap.facts import Query, View
from bot.domain.recap.figures import Survey, answer_minutes, total
from bot.domain.recap.spans import Span, SpanUnit, span_of_code
from bot.domain.vocabulary import Answer
from bot.replay.stage import rows_of
from bot.services.access import find_actor
from bot.services.door.survey import results as survey_results
from bot.services.importing import import_rows
from bot.services.recap import national_recap, period_recap, session_recap
from bot.services.recap.instants import ANSWERED, MINUTES
from bot.storage.models import District, Invitation, Person, Session, SurveyResponse
from bot.views.recap import charts
from tests.documents import formulas
from tests.documents.pdf import Pdf
from tests.office import WIB, answered_by_two, instant

if TYPE_CHECKING:
    from bot.domain.people.facts import PersonFacts
    from bot.domain.recap.facts import Recap
    from bot.simulator import Person as Phone
    from tests.office import Office


async def _held(office: Office, session_id: int, came: dict[str, int], at: datetime) -> None:
    """Check-ins by name: minutes after `at`, as a clerk would enter them."""
    async with office.bot.db.write() as session:
        for name, minutes in came.items():
            person = select(Person.id).where(Person.name == name).scalar_subquery()
            await session.execute(
                update(Invitation)
                .where(Invitation.session_id == session_id, Invitation.person_id == person)
                .values(checked_in_at=at + timedelta(minutes=minutes), check_in_how="petugas")
            )


async def _actor(office: Office, phone: Phone) -> PersonFacts:
    now = office.clock.now()
    found = await office.bot.db.query(lambda connection: find_actor(connection, phone.id, now))
    assert found is not None
    return found


async def _recap(office: Office, phone: Phone, view: View, code: str, subject: str = "") -> Recap:
    span = span_of_code(code)
    assert span is not None
    return await period_recap(office.bot.ctx, await _actor(office, phone), Query(view, span, subject))


@pytest.fixture
async def played(office: Office) -> Office:
    """October: a rakor of 66 that three of Wonodadi answered and attended in their ways, one cancelled, one to come."""
    far = await office.chair_of("Udanawu")
    await office.registered("Kepala Sekretariat", "Wonodadi")
    ketua, _ = await answered_by_two(office)
    await office.say(far, "/hadir SDMO-02")
    await office.press(far, "Hadir")
    third = office.find("Anggota Panwascam", "Wonodadi", "PP-PS")
    await _held(office, 1, {ketua.user.first_name: -5, third.user.first_name: 40}, instant("2023-10-06", 9))
    async with office.bot.db.write() as session:
        for name, scores in ((ketua.user.first_name, [5, 5, 4]), (third.user.first_name, [3, 4, 4])):
            person_id = (await session.execute(select(Person.id).where(Person.name == name))).scalar_one()
            session.add(
                SurveyResponse(session_id=1, person_id=person_id, scores=scores, answered_at=office.clock.now())
            )
    await office.at("2023-10-06", 13)
    await office.say(await office.head(), "/tetapkan SDMO-03 2023-10-18 09:00-12:00 Aula Bawaslu")
    return office


async def test_a_month_says_what_is_counted_and_as_of_when(played: Office) -> None:
    head = await played.head()
    text = await played.say(head, "/rekap bulan")
    for line in (
        "📊 Rekap Oktober 2023",
        "🗓 Sesi 2 · selesai 1",
        "❌ Dibatalkan 1",
        "✅ Menyatakan hadir 2 · 🚫\u00a0Berhalangan 1 · 👥\u00a0Diwakilkan 0 · ⏳\u00a0Belum 151",
        "Diundang 154 · sudah menjawab 3 (2%)",
        # 66 were invited; one was excused.
        "🚪 Hadir 2 dari 65 yang diharapkan (3%)",
        "⏱ Lebih awal 1 · tepat waktu 0 · terlambat 1 (50% tidak terlambat)",
        "❗ Menyanggupi tetapi tidak hadir 1 · hadir tanpa menyanggupi 1",
        "⌛ Separuh menjawab dalam 3 jam 2 menit",
        "📝 Kuesioner: 50% paham dari 2 (target 75% belum tercapai)",
        "✅ 2 dari 66 menyatakan hadir · 5% menjawab · hadir 2 (3%)",
        "Data per 6 Okt 2023 13.00 WIB",
        "Sesi batal tidak dihitung. Yang hadir: dari 1 sesi yang presensinya dicatat; yang diharapkan adalah tanpa "
        "yang berhalangan.",
    ):
        assert line in text, line
    assert re.search(r"• Kam 5 Okt · .*\(PPDI-01/1\)\n❌ dibatalkan", text)
    # Wonodadi: 1 of 2 expected to SDMO-02 came early, one who had said nothing came late.
    # One meeting makes no ranking.
    assert "Kecamatan teratas" not in text
    assert len(text) < 4096


async def test_the_session_tells_who_came_and_who_broke_their_word(played: Office) -> None:
    head = await played.head()
    text = await played.say(head, "/rekap SDMO-02")
    far = await played.chair_of("Udanawu")
    assert "🚪 Hadir 2 dari 65 yang diharapkan (3%)" in text
    assert f"Menyanggupi tetapi tidak hadir\n• {far.user.first_name} (Udanawu)" in text
    third = played.find("Anggota Panwascam", "Wonodadi", "PP-PS")
    assert f"Hadir tanpa menyanggupi\n• {third.user.first_name} (Wonodadi)" in text
    assert "Wonodadi: 1/1/0/1 · 2" in text


async def test_a_session_that_nobody_took_attendance_of_makes_nobody_absent(office: Office) -> None:
    head = await office.head()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.at("2023-10-06", 13)
    text = await office.say(head, "/rekap SDMO-02")
    assert "Presensi hari-H tidak dicatat" in text
    assert "tidak hadir" not in text
    month = await office.say(head, "/rekap bulan")
    assert "yang diharapkan" not in month
    assert "Presensi belum ada yang dicatat" in month


async def test_a_change_against_the_period_before_is_told(played: Office) -> None:
    head, ketua = await played.head(), await played.chair_of("Wonodadi")
    await played.at("2023-11-01", 9)
    await played.say(head, "/tetapkan SDMO-05 2023-11-06 09:00-12:00 Aula Bawaslu")
    await played.press(ketua, "Hadir")
    text = await played.say(head, "/rekap bulan")
    # One of 66 now, three of 154 before: rounded, both 2 %.
    assert "Diundang 66 · sudah menjawab 1 (2%, tetap)" in text
    assert "(sebelumnya 3 jam 2 menit)" in text
    back = await played.press(head, "« Oktober 2023")
    assert back.startswith("📊 Rekap Oktober 2023")


@pytest.mark.handler("recap.periods")
async def test_quarter_year_and_plan_by_button(played: Office) -> None:
    head = await played.head()
    await played.say(head, "/rekap bulan")
    quarter = await played.press(head, "Triwulan IV 2023")
    assert quarter.startswith("📊 Rekap Triwulan IV 2023")
    assert "• Oktober 2023: diundang 154 · menjawab 3 (2%) · hadir 2 (3%)" in quarter
    assert "• SDMO: diundang 154" in quarter
    year = await played.press(head, "Tahun 2023")
    # SDMO-02 was held in the first week of October, as planned; nothing else of the plan that is due was held.
    recap = await _recap(played, head, View.OFFICE, "2023")
    due = sum(counts.measured for _, counts in recap.plan)
    assert f"📌 Rencana: 1 dari {due} kegiatan sesuai waktu rencana" in year
    assert "📌 SDMO: 1 dari 1 kegiatan sesuai waktu rencana (100%) · belum waktunya 11" in year
    assert sum(counts.activities for _, counts in recap.plan) == 69


async def test_divisions_and_one_of_them(played: Office) -> None:
    head = await played.head()
    text = await played.say(head, "/rekap divisi oktober")
    assert text.startswith("🏢 Rekap divisi, Oktober 2023")
    assert "• SDMO: diundang 154" in text
    one = await played.press(head, "PPDI")
    assert one.startswith("📊 Rekap divisi PPDI, Oktober 2023")
    assert "🗓 Sesi 0" in one
    assert await played.say(head, "/rekap divisi xyz") == (
        "Divisi “xyz” tidak dikenal. Pilih SDMO, HPS, PPDI, atau P2H; contoh: /rekap divisi SDMO"
    )


async def test_kecamatan_are_ranked_and_each_opens(played: Office) -> None:
    head = await played.head()
    text = await played.say(head, "/rekap kecamatan oktober")
    ranks = [int(number) for number in re.findall(r"^(\d+)\. ", text, re.MULTILINE)]
    assert len(ranks) == 22
    assert ranks == sorted(ranks)
    assert "1. Wonodadi: 1/1/0/5" in text
    one = await played.press(head, "Wonodadi")
    assert one.startswith("🏘 Rekap Kecamatan Wonodadi, Oktober 2023")
    assert re.search(r"1/0/0/1 · hadir 1 dari 1", one)


async def test_a_person_session_by_session(played: Office) -> None:
    head, ketua = await played.head(), await played.chair_of("Wonodadi")
    text = await played.say(head, "/rekap orang Endah Wijaya")
    assert text.startswith("👤 Rekap Endah Wijaya, S.Sos., Tahun 2023")
    assert re.search(r"\(SDMO-02/1\)\n✅ Menyatakan hadir · hadir pukul 08\.55", text)
    assert re.search(r"\(SDMO-03/1\)\n⏳ Belum menjawab", text)
    assert await played.say(head, "/rekap orang Endah") == "Rekap siapa?"
    assert await played.say(head, "/rekap orang Zzz") == (
        "Tidak ada orang bernama “Zzz” yang rekapnya bisa Anda lihat. Contoh: /rekap orang Suparno"
    )
    own = await played.say(ketua, "/rekap saya")
    assert own.split("Data per")[0] == text.split("Data per")[0]
    assert own.split("Data per")[0] == (await played.say(ketua, "/rekap")).split("Data per")[0]


async def test_everybody_sees_only_what_is_theirs(played: Office) -> None:
    kasek = await played.registered("Kepala Sekretariat", "Wonodadi")
    ketua, far = await played.chair_of("Wonodadi"), await played.chair_of("Udanawu")
    assert (await played.say(kasek, "/rekap kecamatan")).startswith("🏘 Rekap Kecamatan Wonodadi")
    await played.say(kasek, "/rekap")
    assert (await played.press(kasek, "Kecamatan saya")).startswith("🏘 Rekap Kecamatan Wonodadi")
    session_text = await played.say(kasek, "/rekap SDMO-02")
    assert "📊 Rekap kehadiran Kecamatan Wonodadi" in session_text
    assert "Diundang 3 · sudah menjawab 2 (67%)" in session_text
    assert far.user.first_name not in session_text
    assert (await played.say(kasek, "/rekap orang Endah Wijaya")).startswith("👤")
    assert await played.say(kasek, f"/rekap orang {far.user.first_name}") == (
        "Tidak ada orang bernama “Oki Firmansyah” yang rekapnya bisa Anda lihat. Contoh: /rekap orang Suparno"
    )
    for person, lines in (
        (kasek, ("/rekap bulan", "/rekap kecamatan Udanawu", "/rekap divisi", "/rekap tahun")),
        (ketua, ("/rekap bulan", "/rekap SDMO-02", "/rekap kecamatan Wonodadi", "/rekap divisi SDMO")),
    ):
        for line in lines:
            assert "bukan untuk Anda" in await played.say(person, line), line
    async with played.bot.db.read() as session:
        district = (await session.execute(select(District.id).where(District.name == "Udanawu"))).scalar_one()
        other = (await session.execute(select(Person.id).where(Person.name == far.user.first_name))).scalar_one()
    for person in (kasek, ketua):
        for data in (
            "rek:o::2023-10",
            f"rek:k:{district}:2023-10",
            f"rek:p:{other}:2023",
            f"rekf:xlsx:k:{district}:2023-10",
            "rekf:pdf:o::2023",
            "rek:v:SDMO:2023-10",
        ):
            person.press_data(data, person.messages[-1])
            await played.settle()
            assert "bukan untuk Anda" in person.notes[-1][0], data
    for data in ("rek:x::2023-10", "rek:o::2023-13", "rek:k:abc:2023-10", "rekf:exe:o::2023-10", "rekf:png:s:9999:"):
        head = await played.head()
        head.press_data(data, head.messages[-1])
        await played.settle()
        assert head.notes[-1][0], data


def _total_row(rows: list[list[Any]], head: int) -> dict[str, Any]:
    """The last row by the titles of the columns."""
    return dict(zip(rows[head - 1], rows[-1], strict=True))


@pytest.mark.handler("recap.files")
async def test_text_workbook_picture_and_pdf_say_the_same(played: Office) -> None:
    head = await played.head()
    text = await played.say(head, "/rekap kecamatan oktober")
    recap = await _recap(played, head, View.DISTRICTS, "2023-10")
    files: dict[str, bytes] = {}
    for label in ("Unduh XLSX", "PDF", "Gambar"):
        head.press(label)
        await played.settle()
        name, content = played.sim.world.files[head.messages[-1].file_id]
        files[label] = content
        assert label == "Gambar" or name.startswith("rekap-2023-10.")
    book = files["Unduh XLSX"]
    computed, shown = formulas.sheets(book), formulas.written(book)
    assert computed == shown
    # Of the facts ...
    counts = recap.total
    assert (counts.invited, counts.answered, counts.came, counts.expected) == (154, 3, 2, 65)
    # ... the text ...
    assert f"Diundang {counts.invited} · sudah menjawab {counts.answered} ({counts.response_percent}%" in text
    assert f"Hadir {counts.came} dari {counts.expected} yang diharapkan ({counts.attendance_percent}%" in text
    # ... each sheet's total ...
    for sheet in ("Per sesi", "Per divisi", "Per kecamatan", "Per orang"):
        row = _total_row(computed[sheet], 5)
        assert (row["Diundang"], row["Menjawab"], row["Hadir"], row["Diharapkan"]) == (154, 3, 2, 65), sheet
        assert row["Kehadiran, %"] == counts.attendance_percent / 100 if counts.attendance_percent else 0
    # ... each kecamatan in the workbook, the picture, the text and the PDF.
    pdf = Pdf(files["PDF"]).text
    chart = charts.period(recap)
    by_name = {row[0]: row for row in computed["Per kecamatan"][5:-1]}
    heads = computed["Per kecamatan"][4]
    for line, bar in zip(recap.districts, chart.bars, strict=True):  # type: ignore[union-attr]
        row = dict(zip(heads, by_name[line.name], strict=True))
        values = (line.counts.attending, line.counts.excused, line.counts.substituted, line.counts.silent)
        assert (row["Menyatakan hadir"], row["Berhalangan"], row["Diwakilkan"], row["Belum menjawab"]) == values
        assert f"{line.name}: {'/'.join(map(str, values))} · menjawab {line.counts.response_percent}%" in text
        assert bar.note == f"{line.counts.came}/{line.counts.expected}"
        assert f"{line.name} {line.counts.invited} {line.counts.answered} {line.counts.response_percent}%" in pdf
    assert f"Jumlah {counts.invited} {counts.answered} {counts.response_percent}%" in pdf
    assert re.search(r"Data per 6 Okt 2023 13\.0\d WIB\. Sesi batal tidak dihitung\.", pdf)
    assert files["Gambar"][:4] == b"\x89PNG"


async def test_a_session_s_files_agree_with_its_text(played: Office) -> None:
    head = await played.head()
    text = await played.say(head, "/rekap SDMO-02")
    recap = await session_recap(played.bot.ctx, await _actor(played, head), "SDMO-02")
    await played.press(head, "Unduh XLSX")
    name, content = played.sim.world.files[head.messages[-1].file_id]
    assert name == "rekap-SDMO-02-1.xlsx"
    computed = formulas.sheets(content)
    assert computed == formulas.written(content)
    row = _total_row(computed["Per kecamatan"], 5)
    tally = recap.tally
    assert (row["Diundang"], row["Menjawab"], row["Hadir"]) == (tally.invited, tally.answered, tally.came)
    assert (tally.invited, tally.answered, tally.came) == (66, 3, 2)
    assert f"Diundang {tally.invited} · sudah menjawab {tally.answered}" in text
    people = computed["Kehadiran"][5:]
    assert sum(line[5] == Answer.ATTENDING for line in people) == tally.attending
    assert [(line[8], line[9]) for line in people if line[8]] == [("08.55", "awal"), ("09.40", "terlambat")]
    head.press_data("rekf:pdf:s:1:", next(one for one in reversed(head.messages) if "Rekap kehadiran" in one.text))
    await played.settle()
    pdf = Pdf(played.sim.world.files[head.messages[-1].file_id][1])
    assert "Hadir : 2 dari 65 yang diharapkan (3%)" in pdf.text
    assert f"Jumlah {tally.invited} {tally.attending} {tally.excused} 0 {tally.silent} {tally.came}" in pdf.text
    assert pdf.faults() == []
    # The picture is of the same counts, to each kecamatan's line of the workbook.
    await played.press(head, "Gambar")
    assert played.sim.world.files[head.messages[-1].file_id][1][:4] == b"\x89PNG"
    lines = {
        line[0]: dict(zip(computed["Per kecamatan"][4], line, strict=True)) for line in computed["Per kecamatan"][5:]
    }
    for bar in charts.attendance(recap).bars:
        line = lines[bar.label]
        assert bar.note == f"{line['Hadir']}/{line['Diharapkan']}"
        assert sum(bar.parts) == line["Diharapkan"]


async def test_the_questionnaire_has_one_verdict_wherever_it_is_shown(played: Office) -> None:
    head = await played.head()
    # Words alone are a sheet, but say nothing of understanding.
    async with played.bot.db.write() as session:
        person_id = (
            await session.execute(
                select(Invitation.person_id).where(Invitation.answer.is_(None)).order_by(Invitation.id.desc()).limit(1)
            )
        ).scalar_one()
        now = played.clock.now()
        session.add(
            SurveyResponse(session_id=1, person_id=person_id, scores=[0, 5, 5], text="Terlalu singkat", answered_at=now)
        )
    actor = await _actor(played, head)
    recap = await session_recap(played.bot.ctx, actor, "SDMO-02")
    results = await survey_results(played.bot.ctx, head.id, 1)
    assert results.survey == recap.survey == (await _recap(played, head, View.OFFICE, "2023-10")).survey
    assert (results.sheets, results.survey) == (3, Survey(responses=2, understood=1))
    shown = await played.say(head, "/kuesioner SDMO-02")
    assert "3 orang mengisi" in shown
    assert "⚠️ Pemahaman meningkat: 50% dari 2 (target 75%)" in shown
    assert "Kuesioner: 50% paham dari 2 (target 75% belum tercapai)" in await played.say(head, "/rekap SDMO-02")
    await played.press(head, "PDF")
    assert "Kuesioner : 50% paham dari 2" in Pdf(played.sim.world.files[head.messages[-1].file_id][1]).text


async def test_the_country_s_recap_counts_as_an_office_s(played: Office) -> None:
    """The one is counted by the database, the other here."""
    head = await played.head()
    async with played.bot.db.write() as session:
        await session.execute(update(Session).where(Session.id == 1).values(seats=1))
    recap = await _recap(played, head, View.OFFICE, "2023-10")
    country = await national_recap(played.bot.ctx, recap.span, WIB)
    assert [(line.sessions, line.counts) for line in country.offices] == [(recap.scheduled, recap.total)]
    assert country.minutes == recap.minutes
    counts = country.total
    assert (counts.waiting, counts.early, counts.late, counts.no_show, counts.unannounced) == (1, 1, 1, 0, 1)
    assert (counts.excused_away, counts.waiting_away, counts.recorded) == (1, 1, 66)


async def test_the_country_s_answer_time_is_of_whole_minutes_cut_not_rounded(played: Office) -> None:
    """Three hours and 59.9 seconds are 180 minutes, on every database."""
    head = await played.head()
    async with played.bot.db.write() as session:
        late = Invitation.answer.is_not(None)
        invited_at = (await session.execute(select(Invitation.created_at).where(late).limit(1))).scalar_one()
        answered_at = invited_at + timedelta(hours=3, seconds=59, milliseconds=900)
        await session.execute(update(Invitation).where(late).values(first_answered_at=answered_at))
    recap = await _recap(played, head, View.OFFICE, "2023-10")
    country = await national_recap(played.bot.ctx, recap.span, WIB)
    assert (country.minutes, recap.minutes) == (180, 180)


async def test_databases_count_the_minutes_of_an_answer_as_their_definition_does(played: Office) -> None:
    dice = random.Random(60)
    start = datetime(2023, 10, 2, 1, tzinfo=UTC)
    async with played.bot.db.write() as session:
        for key in (await session.execute(select(Invitation.id))).scalars().all():
            # A second after the invitation, on the edge of a minute, before it by a slip of the clock: all may be.
            invited_at = start + timedelta(milliseconds=dice.randrange(60_000))
            answered_at = start + timedelta(minutes=dice.randrange(-1, 4), milliseconds=dice.randrange(60_000))
            changed = {"created_at": invited_at, "first_answered_at": answered_at, "answer": Answer.EXCUSED}
            await session.execute(update(Invitation).where(Invitation.id == key).values(changed))
    async with played.bot.db.read() as session:
        query = select(Invitation.created_at, Invitation.first_answered_at, MINUTES).where(ANSWERED)
        rows: list[Any] = list(await session.execute(query))
    found = [(answer_minutes(invited_at, answered_at), minutes) for invited_at, answered_at, minutes in rows]
    assert len(found) >= 132
    assert {defined for defined, _ in found} == {0, 1, 2, 3}
    assert [defined for defined, _ in found] == [minutes for _, minutes in found]


async def test_figures_equal_a_count_of_the_raw_rows(played: Office) -> None:
    head = await played.head()
    recap = await _recap(played, head, View.OFFICE, "2023-10")
    async with played.bot.db.read() as session:
        rows = list(
            await session.execute(
                select(Invitation.answer, Invitation.checked_in_at)
                .join(Session, Session.id == Invitation.session_id)
                .where(Session.status == "terjadwal")
            )
        )
    assert recap.total.invited == len(rows)
    assert recap.total.silent == sum(answer is None for answer, _ in rows)
    assert recap.total.came == sum(came is not None for _, came in rows)
    for parts in (
        [line.counts for line in recap.districts],
        [line.counts for line in recap.people],
        [counts for _, counts in recap.divisions],
        [counts for _, counts in recap.months],
    ):
        whole = parts[0]
        for part in parts[1:]:
            whole += part
        assert whole == recap.total
    assert Span.of(SpanUnit.MONTH, recap.span.first) == recap.span


async def _moved(office: Office, name: str, district: str) -> None:
    """Somebody goes to another kecamatan, by the roster."""
    line = next(row.values for row in rows_of("anggota-contoh.csv") if row.values["nama"] == name)
    values = line | {"kecamatan": district}
    done = await import_rows(office.bot.ctx, office.office_id, "roster", [Row(2, values)])
    assert (done.changed, done.problems) == (1, ())


async def test_who_moves_takes_no_figures_along_and_comes_to_the_next_from_the_new_place(played: Office) -> None:
    head, ketua = await played.head(), await played.chair_of("Wonodadi")
    before = await _recap(played, head, View.DISTRICTS, "2023-10")
    session = await session_recap(played.bot.ctx, await _actor(played, head), "SDMO-02/1")
    old = {line.name: line.counts for line in before.districts}
    await _moved(played, ketua.user.first_name, "Udanawu")
    assert await session_recap(played.bot.ctx, await _actor(played, head), "SDMO-02/1") == session
    after = await _recap(played, head, View.DISTRICTS, "2023-10")
    new = {line.name: line.counts for line in after.districts}
    # What was held stays; SDMO-03, which is to come, has one less of Wonodadi and one more of Udanawu.
    assert {name: counts.came for name, counts in new.items()} == {name: counts.came for name, counts in old.items()}
    assert new["Wonodadi"].invited == old["Wonodadi"].invited - 1
    assert new["Udanawu"].invited == old["Udanawu"].invited + 1
    assert total(new.values()) == total(old.values())
    # Once among the people, where they are by the last session; with all that they were invited to.
    lines = [line for line in after.people if line.name == ketua.user.first_name]
    assert [(line.district, line.counts.invited, line.counts.came) for line in lines] == [("Udanawu", 2, 1)]


async def test_a_secretariat_sees_those_who_were_of_its_kecamatan(played: Office) -> None:
    head, ketua = await played.head(), await played.chair_of("Wonodadi")
    kasek = await played.registered("Kepala Sekretariat", "Wonodadi")
    async with played.bot.db.read() as session:
        ids = {name: key for key, name in await session.execute(select(District.id, District.name))}
    before = await _recap(played, kasek, View.DISTRICT, "2023-10", str(ids["Wonodadi"]))
    await _moved(played, ketua.user.first_name, "Udanawu")
    after = await _recap(played, kasek, View.DISTRICT, "2023-10", str(ids["Wonodadi"]))
    (old,), (new,) = before.districts, after.districts
    assert (new.counts.came, new.counts.invited) == (old.counts.came, old.counts.invited - 1)
    assert after.survey == before.survey
    assert ketua.user.first_name in {line.name for line in after.people}
    there = await _recap(played, head, View.DISTRICT, "2023-10", str(ids["Udanawu"]))
    (line,) = [line for line in there.people if line.name == ketua.user.first_name]
    assert (line.counts.invited, line.counts.came) == (1, 0)


async def test_the_list_of_a_past_meeting_keeps_whom_it_was_of(played: Office) -> None:
    head, ketua = await played.head(), await played.chair_of("Wonodadi")
    await _moved(played, ketua.user.first_name, "Udanawu")
    done = await import_rows(
        played.bot.ctx,
        played.office_id,
        "attendance",
        [Row(2, {"sesi": "SDMO-02", "kecamatan": "Wonodadi", "nama": ketua.user.first_name, "jam": "08.58"})],
    )
    assert done.problems == ()
    text = await played.say(head, "/belum SDMO-02")
    assert "Udanawu" in text
