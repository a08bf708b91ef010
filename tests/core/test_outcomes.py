"""What may come of a tie."""

from __future__ import annotations

from datetime import date

from amity.core import help as helping
from amity.core import outcomes


def test_what_comes_of_a_tie_is_of_the_kinds_of_help_and_influence_besides() -> None:
    assert set(outcomes.KINDS) - set(helping.KINDS) == {"influence"}
    assert outcomes.Outcome("o1", "insight", "why bridges fail", date(2026, 1, 1)).exchange == ""
