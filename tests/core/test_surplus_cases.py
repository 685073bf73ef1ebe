"""What becomes of a surplus, against cases counted by hand."""

from __future__ import annotations

import pytest
from reckonings import Reckoning, differs, reckonings

from coopkit import content


@pytest.mark.parametrize("case", reckonings(), ids=str)
def test_a_surplus_becomes_what_was_counted_by_hand(case: Reckoning) -> None:
    assert differs(case, content.load().catalogue.parameters) == []
