"""The evening digest helps heads: a button for what each line asks of them, and what the plan has begin without a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.simulator import Person
    from bot.simulator.world import ShownMessage
    from tests.office import Office

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"


async def _digests(office: Office, head: Person, day: str) -> list[ShownMessage]:
    """Those of that evening: one, or none where there is nothing to act on."""
    await office.at(day, 17.9)
    before = len(head.messages)
    await office.at(day, 18.1)
    return [one for one in head.messages[before:] if one.text.startswith("🗒 Ringkasan")]


async def test_the_digest_carries_a_button_for_each_session_and_stays_as_it_is(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.press(ketua, "Hadir")
    udanawu = await office.chair_of("Udanawu")
    (digest,) = await _digests(office, head, "2023-10-03")
    before, count = digest.text, len(head.messages)
    assert [label for label in digest.buttons if "SDMO-02" in label] == ["📊 Rekap SDMO-02/1"]
    assert "🔔 Ingatkan 65" in digest.buttons
    head.press("Rekap SDMO-02/1", message=digest)
    await office.settle()
    assert head.screen.startswith("📊 Rekap")
    assert (len(head.messages), digest.text) == (count + 1, before)
    asked = len(udanawu.messages)
    head.press("Ingatkan 65", message=digest)
    await office.settle()
    assert head.notes[-1][0] == "1 orang diingatkan."
    assert [one.text.split(" · ")[0] for one in udanawu.messages[asked:]] == ["⏳ Mohon jawaban Anda"]


async def test_the_unregistered_are_told_of_once_a_week_with_a_button(office: Office) -> None:
    head = await office.head()
    await office.say(head, SET)
    told = [await _digests(office, head, f"2023-10-{day:02}") for day in range(2, 10)]
    listed = [one for evening in told for one in evening if "belum terdaftar" in one.text]
    assert listed == [*told[0], *told[7]]
    assert len(listed) == 2
    head.press("Siapa yang belum terdaftar", message=listed[0])
    await office.settle()
    assert "belum terdaftar" in head.screen.casefold()


async def test_what_the_plan_has_begin_without_a_date_is_told_a_week_and_a_day_before(office: Office) -> None:
    head = await office.head()
    # The plan has SDMO-01 on 12 October.
    for day, told in (("2023-10-04", False), ("2023-10-05", True), ("2023-10-06", False), ("2023-10-11", True)):
        found = await _digests(office, head, day)
        assert any("• SDMO-01 · " in one.text for one in found) is told, day
    (digest,) = found
    count = len(head.messages)
    head.press("Tetapkan SDMO-01", message=digest)
    await office.settle()
    assert "Tanggal berapa?" in head.screen
    assert len(head.messages) == count + 1
    assert digest.text.startswith("🗒 Ringkasan")
    # What is overdue is named, with a button to all of that.
    assert digest.text.endswith("\n\n⏰ Periode lewat, belum ditetapkan (1): SDMO-02")
    head.press("Lihat yang lewat (1)", message=digest)
    await office.settle()
    assert "SDMO-02" in head.screen
    assert head.messages[-1] is not digest


async def test_what_has_its_date_is_no_reproach(office: Office) -> None:
    head = await office.head()
    await office.say(head, "/tetapkan SDMO-01 2023-10-12 09:00-12:00 Aula Bawaslu")
    # The plan has PPDI-01 on 5 October.
    await office.say(head, "/tetapkan PPDI-01 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.press(head, "Ya, lanjutkan")
    (digest,) = await _digests(office, head, "2023-10-04")
    assert "PPDI-01/1" in digest.text
    assert "• PPDI-01 · " not in digest.text
    (digest,) = await _digests(office, head, "2023-10-11")
    assert "• SDMO-01 · " not in digest.text
    assert "SDMO-01/1" in digest.text


async def test_nobody_is_asked_about_a_meeting_that_goes_on_tomorrow(office: Office) -> None:
    head = await office.head()
    await office.say(head, "/tetapkan SDMO-02 5-6 Oktober 2023 09:00-16:00 Hotel Puri")
    await office.press(head, "Ya, lanjutkan")
    (digest,) = await _digests(office, head, "2023-10-04")
    assert "🔔 Ingatkan 66" in digest.buttons
    (digest,) = await _digests(office, head, "2023-10-05")
    assert "SDMO-02/1" in digest.text
    assert not any("Ingatkan" in label for label in digest.buttons)
