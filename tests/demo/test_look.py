from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.demo.look import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("asked", "code"), [("--help", 0), ("-h", 0), ("--folder", 2), ("-x", 2)])
def test_what_begins_with_a_dash_is_no_folder_to_draw_into(
    asked: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main([asked])
    assert ended.value.code == code
    assert "usage: ./dev look [-h] [folder]" in "".join(capsys.readouterr())
    assert list(tmp_path.iterdir()) == []
