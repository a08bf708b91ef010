"""Moves: what one record said before and says now."""

from __future__ import annotations

from datetime import date
from typing import Any

from amity.core import moves


def edition(day: int, *claims: tuple[str, str], batch: int = 1, spoken: bool = False) -> dict[str, Any]:
    told = [(field, value, "") for field, value in claims]
    return {"claims": told, "since": date(2026, 1, day), "spoken": spoken, "seen": [(None, None, 1, batch)]}


ACME, BIRCH = ("organization", "Acme"), ("organization", "Birch")


def test_a_later_edition_with_another_company_is_a_move() -> None:
    (move,) = moves.moves("r1", "linkedin", [edition(1, ACME), edition(9, BIRCH, ("title", "Head"))])
    assert (move.before_organization, move.organization, move.title) == ("Acme", "Birch", "Head")
    assert (move.seen_before, move.seen_now, move.dated) == (date(2026, 1, 1), date(2026, 1, 9), False)
    assert moves.ordered(move)


def test_the_same_job_or_none_is_no_move() -> None:
    assert not list(moves.moves("r1", "vcard", [edition(1, ACME), edition(9, ACME)]))
    assert not list(moves.moves("r1", "vcard", [edition(1), edition(9, ACME)]))
    assert not list(moves.moves("r1", "vcard", [edition(1, ACME), edition(9)]))


def test_two_editions_of_one_day_are_a_move_only_when_no_import_brought_both() -> None:
    (move,) = moves.moves("r1", "vcard", [edition(1, ACME), edition(1, BIRCH, batch=2)])
    assert not moves.ordered(move)
    assert not list(moves.moves("r1", "vcard", [edition(1, ACME), edition(1, BIRCH)]))
    both = [edition(1, ACME, spoken=True), edition(1, BIRCH, batch=2, spoken=True)]
    assert not list(moves.moves("r1", "vcard", both))
