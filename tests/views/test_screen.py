from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import InlineKeyboardButton

from bot.simulator.entities import parse_html
from bot.views.screen import pages, rows, shown_length
from bot.views.text import Markup, folded

_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=400)


def _line(parts: list[tuple[str, str]]) -> str:
    return "".join(
        f"<{tag}>{html.escape(text, quote=False)}</{tag.split()[0]}>" if tag else html.escape(text, quote=False)
        for tag, text in parts
    )


@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(["", "b", "code", "blockquote expandable"]), _TEXT), max_size=4), max_size=12
    )
)
def test_every_page_is_whole_html_within_the_limit_and_no_word_is_lost(lines: list[list[tuple[str, str]]]) -> None:
    text = "\n".join(map(_line, lines))
    found = pages(text, limit=300)
    assert all(shown_length(page) <= 300 for page in found)
    shown = "".join(parse_html(page)[0] for page in found)
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", parse_html(text)[0])


def test_a_folded_list_that_is_cut_is_folded_on_both_pages() -> None:
    names = [Markup(f"• <b>Nama {number:02}</b>") for number in range(30)]
    first, second = pages("\n".join(["Siapa", *folded(names), "Akhir"]), limit=300)
    assert first.startswith("Siapa\n<blockquote expandable>• <b>Nama 00</b>\n")
    assert first.endswith("</b></blockquote>")
    assert second.startswith("<blockquote expandable>• <b>Nama ")
    assert second.endswith("• <b>Nama 29</b></blockquote>\nAkhir")
    assert [parse_html(page)[0].count("Nama") for page in (first, second)] == [
        first.count("Nama"),
        second.count("Nama"),
    ]


def test_a_group_of_lines_is_not_torn_where_the_page_can_end_above_it() -> None:
    groups = [
        "\n".join([f"<b>Kecamatan {number:02}</b>", *(f"Nama {one} 😀 · +628123456{number:02}{one}" for one in "abcd")])
        for number in range(22)
    ]
    found = pages("\n\n".join(["Belum menjawab: 88 orang", *groups]), limit=1000)
    assert len(found) == 3
    assert all(page.startswith("<b>Kecamatan ") for page in found[1:])
    assert all(shown_length(page) <= 1000 for page in found)
    assert "\n\n".join(found) == "\n\n".join(["Belum menjawab: 88 orang", *groups])


def test_a_short_list_is_not_folded() -> None:
    assert folded(["a", "b", "c"]) == ["a\nb\nc"]
    assert folded([]) == []


def test_a_long_line_is_cut_at_a_space_and_its_tag_closed_and_opened_again() -> None:
    assert pages(f"<b>{'kata ' * 30}akhir</b>", limit=100) == [
        f"<b>{' '.join(['kata'] * 20)}</b>",
        f"<b>{' '.join(['kata'] * 10)} akhir</b>",
    ]


def test_an_entity_is_not_cut() -> None:
    assert all(not re.search(r"&(?!amp;)", page) for page in pages("&amp;" * 100, limit=51))


@pytest.mark.parametrize(
    ("labels", "lines"),
    [
        ("📊 Rekap SDMO-02/1|🔔 Ingatkan 5", "📊 Rekap SDMO-02/1|🔔 Ingatkan 5"),
        ("📊 Rekap SDMO-02/1|🔔 Ingatkan 5 yang belum", "📊 Rekap SDMO-02/1\n🔔 Ingatkan 5 yang belum"),
        ("« Triwulan III 2023|Tahun 2023 »", "« Triwulan III 2023\nTahun 2023 »"),
        ("🖼️ Gambar|📥 Unduh XLSX|📄 PDF", "🖼️ Gambar|📥 Unduh XLSX|📄 PDF"),
        ("📇 Udanawu|📇 Panggungrejo|📇 Doko", "📇 Udanawu|📇 Panggungrejo\n📇 Doko"),
        ("1|2|3|4|5|6|7", "1|2|3|4|5|6|7"),
        ("Sen|Sel|Rab|Kamis pagi|Jum", "Sen|Sel|Rab\nKamis pagi|Jum"),
        ("", ""),
    ],
)
def test_a_label_that_a_phone_would_cut_has_a_line_with_fewer_others(labels: str, lines: str) -> None:
    asked = [InlineKeyboardButton(label, callback_data="x") for label in labels.split("|") if label]
    found = rows(asked).inline_keyboard
    assert "\n".join("|".join(one.text for one in line) for line in found) == lines
    assert [one for line in found for one in line] == asked
