"""What kecamatan hand in: the list as it is written, when the silent are reminded, names that any system takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.door.hand_ins import (
    Collected,
    HandedIn,
    TooMany,
    archive_names,
    fitting,
    lacking_of,
    read_items,
    reminders,
)

WIT = ZoneInfo("Asia/Jayapura")
AT = datetime(2023, 10, 2, 1, 0, tzinfo=UTC)


def handed(
    number: int = 1, item: str = "DIM", district: str = "Wonodadi", name: str = "a.xlsx", size: int = 1
) -> HandedIn:
    return HandedIn(number, item, number, district, "f", name, size, "Endah", AT)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("DIM; laporan pengawasan ;timeline", ("DIM", "laporan pengawasan", "timeline")),
        ("DIM, laporan", ("DIM", "laporan")),
        ("DIM\nlaporan\n\n", ("DIM", "laporan")),
        ("DIM; dim", ("dim",)),
        (" ;; ", ()),
    ],
)
def test_a_list_reads_as_it_is_written(text: str, items: tuple[str, ...]) -> None:
    assert read_items(text) == items


def test_what_no_message_has_room_for_is_refused() -> None:
    for text in ("x" * 41, ";".join("abcdefg"), "😀" * 21):
        with pytest.raises(TooMany):
            read_items(text)


def test_reminders_are_at_eight_office_time_and_none_is_of_the_past() -> None:
    starts_at = datetime(2024, 3, 1, 9, tzinfo=WIT)
    found = reminders(starts_at, AT, time(8), WIT)
    # Over a leap day.
    assert [(days, due.at.astimezone(WIT).isoformat()[:16]) for days, due in found] == [
        (3, "2024-02-27T08:00"),
        (1, "2024-02-29T08:00"),
    ]
    assert [days for days, _ in reminders(starts_at, starts_at - timedelta(days=2), time(8), WIT)] == [1]
    assert reminders(starts_at, starts_at - timedelta(hours=2), time(8), WIT) == []
    # What is due at this moment is past.
    assert [days for days, _ in reminders(starts_at, found[0][1].at, time(8), WIT)] == [1]


def test_who_lacks_what_is_known_by_kecamatan() -> None:
    collected = Collected(("DIM", "laporan"), ((1, "Wonodadi"), (2, "Srengat")), (handed(1),))
    assert [collected.lacking(item) for item in collected.items] == [("Srengat",), ("Wonodadi", "Srengat")]
    assert not collected.complete
    whole = Collected(("DIM",), ((1, "Wonodadi"), (2, "Srengat")), (handed(1), handed(2)))
    assert (whole.lacking("DIM"), whole.complete) == ((), True)
    assert lacking_of(collected.items, {("DIM", 1), ("laporan", 2)}, 1) == ("laporan",)
    assert lacking_of(collected.items, {("DIM", 1), ("laporan", 2)}, 3) == ("DIM", "laporan")


def test_a_list_holds_six_items_of_forty_letters() -> None:
    assert read_items(";".join("abcdef")) == tuple("abcdef")
    assert read_items("x" * 40) == ("x" * 40,)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("dim akhir.XLSX", "Wonodadi/DIM - dim akhir.xlsx"),
        ("../../etc/passwd", "Wonodadi/DIM - etc passwd"),
        ("a\\b:c*?.pdf", "Wonodadi/DIM - a b c.pdf"),
        ("CON.txt", "Wonodadi/DIM - _CON.txt"),
        ("", "Wonodadi/DIM - _"),
        ("\u202efdp.exe", "Wonodadi/DIM - fdp.exe"),
        ("laporan\u202excod.exe", "Wonodadi/DIM - laporan xcod.exe"),
        ("x" * 300 + ".pdf", f"Wonodadi/DIM - {'x' * 59}.pdf"),
        ("x" * 300, f"Wonodadi/DIM - {'x' * 59}"),
        ("..", "Wonodadi/DIM - _"),
        ("/etc/shadow", "Wonodadi/DIM - etc shadow"),
        ("C:\\Windows\\a.bat", "Wonodadi/DIM - C Windows a.bat"),
        ("a\x00b\nc.pdf", "Wonodadi/DIM - a b c.pdf"),
        ("DIM 🗳️ akhir.pdf", "Wonodadi/DIM - DIM akhir.pdf"),
        ("rekap.xlsx.exe", "Wonodadi/DIM - rekap.xlsx.exe"),
        (".htaccess", "Wonodadi/DIM - _.htaccess"),
        ("tanpa ekstensi", "Wonodadi/DIM - tanpa ekstensi"),
    ],
)
def test_names_in_the_archive_are_safe(name: str, safe: str) -> None:
    assert archive_names([handed(name=name)]) == {1: safe}


@given(st.lists(st.tuples(st.text(max_size=90), st.text(max_size=90), st.text(max_size=90)), max_size=6))
def test_no_two_names_are_alike_and_none_leaves_its_folder(texts: list[tuple[str, str, str]]) -> None:
    files = [handed(number, item, district, name) for number, (item, district, name) in enumerate(texts)]
    names = archive_names(files).values()
    assert len({name.casefold() for name in names}) == len(files)
    for name in names:
        folder, slash, rest = name.partition("/")
        assert (bool(folder.strip(". ")), slash, bool(rest.strip(". "))) == (True, "/", True)
        assert not set(rest) & {"/", "\\"}
        assert name.isprintable()


@given(st.lists(st.integers(1, 60), max_size=12), st.integers(0, 100))
def test_an_archive_is_never_larger_than_its_room_and_nothing_is_lost(sizes: list[int], room: int) -> None:
    files = [handed(number, size=size) for number, size in enumerate(sizes)]
    inside, outside = fitting(files, room)
    assert sum(file.size for file in inside) <= room
    assert sorted(file.id for file in inside + outside) == list(range(len(files)))


def test_files_of_one_name_are_counted_from_the_second_on() -> None:
    names = archive_names([handed(number) for number in (1, 2, 3)])
    assert list(names.values()) == ["Wonodadi/DIM - a.xlsx", "Wonodadi/DIM - a (2).xlsx", "Wonodadi/DIM - a (3).xlsx"]


@pytest.mark.parametrize("device", ["con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9", "NUL"])
def test_no_folder_has_the_name_of_a_device(device: str) -> None:
    names = archive_names([handed(1, district=device), handed(2, district=f"{device}x")])
    assert [name.partition("/")[0] for name in names.values()] == [f"_{device}", f"{device}x"]


def test_the_file_of_an_item_is_the_one_of_that_kecamatan() -> None:
    one, other = handed(), handed(number=2)
    minutes = replace(handed(number=3, item="Notulen"), district_id=1, at=AT + timedelta(minutes=1))
    found = Collected(("DIM", "Notulen"), ((1, "Wonodadi"), (2, "Srengat")), (one, minutes, other))
    assert [found.of(item, number) for number in (1, 2, 3) for item in found.items] == [
        one,
        minutes,
        other,
        *[None] * 3,
    ]
    assert found.latest == minutes
    assert (found.complete, replace(found, items=("DIM",)).complete) == (False, True)
    assert Collected((), (), ()).latest is None


def test_what_just_fits_goes_into_the_archive() -> None:
    files = [handed(1, size=2), handed(2, size=4), handed(3, size=3)]
    assert fitting(files, 5) == ([files[0], files[2]], [files[1]])
