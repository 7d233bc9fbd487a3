from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.duty.form_files import FormProblem
from bot.services.duty.form_directory import load_forms, read_forms

if TYPE_CHECKING:
    from pathlib import Path

FORM = 'judul = "Gudang"\ntombol = "Gudang"\n[[pertanyaan]]\nkunci = "a"\ntanya = "Apa?"\njenis = "teks"\n'


def test_an_offices_own_forms_come_before_those_of_all(tmp_path: Path) -> None:
    (tmp_path / "gudang.toml").write_text(FORM, "utf-8")
    (tmp_path / "63.10").mkdir()
    (tmp_path / "63.10" / "logistik.toml").write_text(FORM.replace("Gudang", "Milik sendiri"), "utf-8-sig")
    forms = load_forms(str(tmp_path))
    assert list(forms.of("73.01")) == ["piket", "kejadian", "kampanye", "logistik", "gudang"]
    assert [forms.of(office)["logistik"].title for office in ("73.01", "63.10")] == [
        "Pengawasan logistik",
        "Milik sendiri",
    ]


def test_a_file_with_a_fault_is_left_out_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "63.10").mkdir()
    (tmp_path / "63.10" / "rusak.toml").write_text("judul = ", "utf-8")
    (tmp_path / "63.10" / "piket.toml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "63.10" / "gudang.toml").write_text(FORM, "utf-8")
    forms = read_forms(str(tmp_path))
    assert list(forms.of("63.10")) == ["piket", "kejadian", "kampanye", "logistik", "gudang"]
    assert [problem.partition(":")[0] for problem in forms.problems] == ["63.10/piket.toml", "63.10/rusak.toml"]
    assert list(read_forms(str(tmp_path / "tidak-ada")).general) == ["piket", "kejadian", "kampanye", "logistik"]


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("judul = ", "utf-8")
    (tmp_path / "b.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FormProblem) as raised:
        load_forms(str(tmp_path))
    assert [problem.partition(":")[0] for problem in raised.value.problems] == ["a.toml", "b.toml"]
    with pytest.raises(FormProblem, match="folder tidak ada"):
        load_forms(str(tmp_path / "tidak-ada"))
