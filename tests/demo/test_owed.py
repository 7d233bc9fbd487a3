from __future__ import annotations

import pytest

from bot.demo.owed import purpose_names
from bot.domain.ledger import Purpose
from bot.views.format import purpose_name


@pytest.mark.parametrize("purpose", Purpose)
def test_the_panel_names_every_purpose_in_both_languages(purpose: Purpose) -> None:
    names = purpose_names(purpose)
    assert names == {"id": purpose_name(purpose), "en": names["en"]}
    assert "_" not in names["en"]
