"""Learning: what Robin learned about people over the years, and what was promised both ways."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from amity.book import debriefs, facts, promises
from amity.core.interactions import Channel
from amity.core.promises import Promise

KNOWN: Sequence[tuple[str, str, str, int]] = (
    ("Adaeze Nwachim", "can_help_with", "boards, and when to say nothing", 523),
    ("Adaeze Nwachim", "cares_about", "the harbor choir", 716),
    ("Adaeze Nwachim", "background", "Ran a shipyard for twelve years before she advised anybody", 1305),
    ("Amara Tolliver", "working_on", "the repair corner at the market hall", 215),
    ("Amara Tolliver", "cares_about", "food that is not thrown away", 520),
    ("Henrik Vasstrand", "struggling_with", "the competition for the new library", 190),
    ("Kenji Morisato", "can_help_with", "titles, and cutting a text by half", 400),
    ("Ravi Chandrasena", "can_help_with", "press lines older than either of us", 610),
    ("Ingrid Solbakk", "working_on", "the second repair floor", 230),
    ("Ingrid Solbakk", "struggling_with", "next year’s budget", 40),
    ("Tomás Villareal", "cares_about", "sailing with his daughters", 260),
    ("Lucía Barrantes", "working_on", "a climbing wall for the school", 46),
    ("Chidi Ezenwata", "working_on", "the first course for repair trainers", 30),
    ("Folake Adewunmi", "can_help_with", "plans that survive a strike", 95),
)
"""Who, what kind of thing, in which words, how many days ago."""
TALKS: Sequence[tuple[str, int, Channel, str]] = (
    (
        "Emeka Obiwulu", 262, "meeting",
        "Struggling with two line managers who left at once. I’ll send him how we hired Wanjiru.",
    ),
    (
        "Emeka Obiwulu", 76, "meeting",
        (
            "Good coffee, he looks rested. He’s working on one repair hall for all of Kestrel. "
            "I’ll send him our checklist for first repairs by the end of the month."
        ),
    ),
    (
        "Freya Hallorand", 61, "meeting",
        (
            "Working on fewer suppliers for the wards, knows a lot about hospital purchasing. "
            "She’ll share the fault log of the spring."
        ),
    ),
    (
        "Hanneke Verbruggel", 24, "call",
        (
            "She’s working on a show of mended things, and she cares about the hands behind them. "
            "Asked what a repair bench needs."
        ),
    ),
)  # fmt: skip
"""Talks and what Robin wrote down after them."""


def tell(owner: Any, who: Any, *, today: date) -> None:  # noqa: ANN401 - whose book it is, and who is who
    """Tell what was learned, and promised, kept, let go and is still open."""
    for name, kind, text, ago in KNOWN:
        facts.learn(owner, who(name), kind, text, on=today - timedelta(days=ago), today=today)
    kept = [
        one.word
        for name, ago, how, text in TALKS
        for one in debriefs.debrief(
            owner, [who(name)], text, how=how, on=today - timedelta(days=ago), today=today
        ).kept
    ]
    sent = [word for word in kept if isinstance(word, Promise) and word.mine]
    for promise in sent:
        promises.keep(owner, promise.id, on=promise.on + timedelta(days=9), today=today)
    _open(owner, who, today=today)


def _open(owner: Any, who: Any, *, today: date) -> None:  # noqa: ANN401
    """Make the promises that are open: one due this week, one late, one of theirs late, and one let go."""

    def made(name: str, text: str, ago: int, due: int | None, **more: Any) -> Promise:  # noqa: ANN401
        day = None if due is None else today + timedelta(days=due)
        on = today - timedelta(days=ago)
        return promises.promise(owner, who(name), text, due=day, on=on, today=today, **more)

    made("Hanneke Verbruggel", "send her the list of tools of our repair bench", 24, 2, kind="information")
    made("Ravi Chandrasena", "look for the drawings of the old press", 50, -9)
    made("Ingrid Solbakk", "write half a page on the training plan", 6, 10, kind="support")
    late = -8 - today.weekday()
    made("Emeka Obiwulu", "introduce me to the head of stations", 76, late, mine=False, kind="introduction")
    made("Camille Dubreuse", "send the study on worn bearings", 120, None, mine=False, kind="information")
    gone = made("Preston Achterman", "read the plan of his new fund", 150, -130, kind="feedback")
    promises.release(owner, gone.id, on=today - timedelta(days=110), today=today)
