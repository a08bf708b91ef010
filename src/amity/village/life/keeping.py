"""Keeping at it: a year of help both ways, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from amity.book import help, outcomes  # noqa: A004 - the house's word

HELP = (
    (268, "Ravi Chandrasena", "given", "feedback", "notes on his talk about spare parts"),
    (19, "Ingrid Solbakk", "given", "support", "took her shift when the lift failed"),
)
OUTCOMES = (
    (298, "Adaeze Nwachim", "insight", "ask first what the team is proud of; it changed my first days"),
    (196, "Cornelius Freyburg", "information", "the clause that made the bank say yes to repairs"),
    (12, "Ingrid Solbakk", "support", "stood by the plan in the steering round"),
)
"""(Days ago, with whom, what, in which words)."""


def tell(owner: Any, who: Callable[[str], str], *, today: date) -> None:  # noqa: ANN401 - whose book it is
    """Tell a year of help, and what ties brought."""
    for ago, name, way, kind, text in HELP:
        on = today - timedelta(days=ago)
        help.note(owner, who(name), way, text, kind=kind, on=on, today=today)
    for ago, name, kind, text in OUTCOMES:
        outcomes.note(owner, who(name), kind, text, on=today - timedelta(days=ago), today=today)
