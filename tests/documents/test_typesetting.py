from __future__ import annotations

import hashlib
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
import typst

from bot.documents.printing import printable
from bot.documents.typesetting import Order, compile_order, typeset
from bot.domain.papers.letters import Letter
from bot.views.papers import letters
from tests.documents import samples
from tests.programs import PYTHON

ROOT = Path(__file__).parents[2]


def letter() -> Letter:
    people = samples.commissioners()
    return letters.letter(samples.SENDER, samples.letter(samples.session(), people))


def test_the_same_paper_gives_the_same_bytes_in_any_process() -> None:
    program = (
        "import hashlib; from tests.documents.test_typesetting import letter;"
        "from bot.documents.typesetting import typeset; print(hashlib.sha256(typeset(letter())).hexdigest())"
    )
    digests = {subprocess.check_output([*PYTHON, "-c", program], cwd=ROOT) for _ in range(2)}

    assert digests == {hashlib.sha256(typeset(letter())).hexdigest().encode() + b"\n"}


def test_a_changed_word_gives_another_paper() -> None:
    assert typeset(replace(letter(), closing="Sekian.")) != typeset(letter())


def test_data_that_does_not_fit_the_template_is_an_error() -> None:
    with pytest.raises(typst.TypstError, match="dictionary does not contain key"):
        compile_order(Order("letter", "{}", "pdf"))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Siti Mu'minah, S.Pd.", "Siti Mu'minah, S.Pd."),
        ("Rapat 😀 koordinasi 🙏🏽", "Rapat koordinasi"),
        ("👨‍👩‍👧 keluarga", "keluarga"),
        ("1️⃣ Pembukaan ✅", "1 Pembukaan"),
        ("hadir ✓ × – “x” … ½ ° é", "hadir ✓ × – “x” … ½ ° é"),
        ("\U0001d4e2\U0001d4f2\U0001d4fd\U0001d4f2 \U0001d5e1\U0001d602\U0001d5ff", "Siti Nur"),
        ("baris satu\n\tbaris\x00 dua\x7f", "baris satu baris dua"),
        ("2\u00a0Oktober\u00a02023 \u3000 pagi ", "2\u00a0Oktober\u00a02023 pagi"),
        ("kiri\u202ekanan\u200b", "kirikanan"),
        (samples.ARABIC, samples.ARABIC),
        (samples.HOSTILE, samples.HOSTILE),
    ],
)
def test_what_no_font_can_show_is_left_out(typed: str, printed: str) -> None:
    assert printable(typed) == printed
