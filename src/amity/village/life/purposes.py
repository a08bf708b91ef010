"""What Robin's ties are for, which of them are for the long run, and what Robin must get done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from amity.book import goals, outcomes, purposes

TIES: tuple[tuple[int, str, tuple[str, ...], int], ...] = (
    (330, "Ingrid Solbakk", ("tactical",), 2),
    (330, "Tomás Villareal", ("tactical", "social"), 2),
    (330, "Wanjiru Kamotho", ("tactical",), 1),
    (300, "Declan Roarty", ("tactical",), 1),
    (300, "Leila Farahvand", ("tactical",), 1),
    (210, "Freya Hallorand", ("tactical",), 2),
    (320, "Lucía Barrantes", ("social",), 2),
    (320, "Milena Stojkovska", ("social",), 2),
    (310, "Henrik Vasstrand", ("social",), 2),
    (280, "Olumide Fashoro", ("social", "strategic"), 1),
    (260, "Amara Tolliver", ("strategic",), 2),
    (240, "Kenji Morisato", ("strategic",), 1),
    (90, "Shirin Moazzeni", ("strategic",), 2),
    (60, "Farida Yunusbek", ("strategic",), 2),
)
"""Days ago, who, what the tie is for, and how much it matters."""
LONG_RUN: tuple[tuple[int, str, tuple[str, ...], str], ...] = (
    (400, "Adaeze Nwachim", ("strategic",), "She saw the director in me before I did."),
    (170, "Emeka Obiwulu", ("social", "strategic"), "He answered every letter of the hard autumn."),
    (150, "Hanneke Verbruggel", ("social",), "She tells me the truth about my writing, and brings soup."),
)  # fmt: skip
"""Days ago, who, what for, and why for the long run."""


def tell(owner: Any, who: Callable[[str], str], *, today: date) -> None:  # noqa: ANN401 - whose book it is
    """Say what Robin said of these ties, at the time, and what must get done this winter."""
    for days, name, several, importance in TIES:
        on = today - timedelta(days=days)
        purposes.say(owner, who(name), today=on, purposes=several, importance=importance)
    for days, name, several, why in LONG_RUN:
        on = today - timedelta(days=days)
        purposes.say(owner, who(name), today=on, purposes=several, importance=3, why=why)
    _effort(owner, who, today=today)
    _goals(owner, who, today=today)
    _came(owner, who, today=today)


def _effort(owner: Any, who: Callable[[str], str], *, today: date) -> None:  # noqa: ANN401
    """Samuel counts every cent twice: he matters, and the two do not naturally get on."""
    samuel, on = who("Samuel Adeyinde"), today - timedelta(days=120)
    purposes.say(owner, samuel, today=on, purposes=("tactical",), importance=2, affinity="low")
    purposes.mute(owner, who("Brooke Castellane"), today=on)


def _goals(owner: Any, who: Callable[[str], str], *, today: date) -> None:  # noqa: ANN401
    on = today - timedelta(days=35)
    repairs = goals.add(
        owner, "Repair contracts with two hospitals", why="Half of next year’s workshop hangs on it.",
        due=today + timedelta(days=120), areas=("Pinecone Health", "Tidewater Bank"), today=on,
    )  # fmt: skip
    goals.take_part(owner, repairs, who("Farida Yunusbek"), "decides", today=on)
    goals.take_part(owner, repairs, who("Freya Hallorand"), "close", beside=who("Farida Yunusbek"), today=on)
    goals.take_part(owner, repairs, who("Tomás Villareal"), "helps", today=on)
    book = goals.add(
        owner, "The repair book, first three chapters", due=today + timedelta(days=200), today=on
    )
    goals.take_part(owner, book, who("Kenji Morisato"), "decides", today=on)
    goals.take_part(owner, book, who("Hanneke Verbruggel"), "helps", today=on)


def _came(owner: Any, who: Callable[[str], str], *, today: date) -> None:  # noqa: ANN401
    told = (
        (140, "Amara Tolliver", "introduction", "her co-op’s tool library wants our repair classes"),
        (75, "Shirin Moazzeni", "insight", "why the old glue fails in damp rooms; Leila changed the test"),
    )
    for days, name, kind, text in told:
        outcomes.note(owner, who(name), kind, text, on=today - timedelta(days=days), today=today)
