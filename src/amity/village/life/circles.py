"""Circles: the team Robin guides, what they belong to, an evening with three chosen, two campaigns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from amity.book import campaigns, circles, events, help  # noqa: A004 - the house's word

Who = Callable[[str], str]
TEAM = ("Tomás Villareal", "Wanjiru Kamotho", "Hiro Tanemura", "Leila Farahvand", "Declan Roarty")
SEARCH = ("Emeka Obiwulu", "Hanneke Verbruggel", "Marcus Ellerby", "Brooke Castellane", "Farida Yunusbek")
EVENING = (
    "Freya Hallorand", "Folake Adewunmi", "Rosalind Trantham", "Ikaika Nakoalani", "Benedikt Aurich",
    "Mei-Ling Chauvet", "Siobhán Kettlewick",
)  # fmt: skip
CHOSEN = (
    (
        "Rosalind Trantham",
        "a map of every workshop in the harbor",
        "send Rosalind the list of our repair depots",
    ),
    ("Ikaika Nakoalani", "grants for repair in schools", "introduce Ikaika to Amara at Open Harvest"),
    ("Folake Adewunmi", "one calendar for all customer programs", ""),
)


def tell(owner: Any, who: Who, *, today: date) -> None:  # noqa: ANN401 - whose book it is, and who is meant
    """Tell the circles, the evening and the campaigns."""
    _circles(owner, who, today=today)
    _evening(owner, who, today=today)
    _search(owner, who, today=today)
    _thanks(owner, who, today=today)


def _circles(owner: Any, who: Who, *, today: date) -> None:  # noqa: ANN401
    def ago(days: int) -> date:
        return today - timedelta(days=days)

    team = circles.add(owner, "Repair team", kind="team", leads=True, began=ago(343))
    circles.put(owner, team, map(who, TEAM), today=today)
    evenings = circles.add(owner, "Harbor Product Evenings", began=ago(410), place="The old ferry hall")
    circles.put(owner, evenings, [who("Olumide Fashoro")], role="organizer", today=today)
    circles.put(owner, evenings, [who("Freya Hallorand")], on=ago(262), today=today)
    society = circles.add(
        owner, "Repair Research Society", kind="professional-organization", began=ago(372),
        note="Reads and argues about how things last; meets twice a year.",
    )  # fmt: skip
    circles.put(owner, society, map(who, ("Shirin Moazzeni", "Henrik Vasstrand")), today=today)
    guild = circles.add(owner, "Open Streets Forum", kind="community", belongs=False)
    circles.put(owner, guild, map(who, ("Milena Stojkovska", "Rosalind Trantham")), today=today)
    mornings = circles.add(owner, "Repair mornings", kind="project", belongs=False, place="Market hall")
    circles.put(owner, mornings, [who("Amara Tolliver")], role="organizer", today=today)


def _evening(owner: Any, who: Who, *, today: date) -> None:  # noqa: ANN401
    on = today - timedelta(days=19)
    there = [*map(who, EVENING), who("Olumide Fashoro")]
    evening = events.add(
        owner, "An evening on things that last", on=on, place="The old ferry hall", who=there, today=today
    )
    circles.put(owner, evening, [who("Olumide Fashoro")], role="organizer", today=today)
    events.choose(owner, evening, [who(name) for name, *_ in CHOSEN], today=today)
    for name, working_on, promise in CHOSEN:
        events.note(
            owner, evening, who(name), working_on=working_on, promise=promise,
            due=today + timedelta(days=5) if promise else None, today=today,
        )  # fmt: skip


def _search(owner: Any, who: Who, *, today: date) -> None:  # noqa: ANN401
    on = today - timedelta(days=428)
    told = "told me what Kestrel pays a head of planning"
    help.note(owner, who("Marcus Ellerby"), "received", told, kind="information", on=on, today=today)
    search = campaigns.start(owner, "job-search", today=today)
    campaigns.put(owner, search, map(who, SEARCH), today=today)
    for place, name in enumerate(SEARCH[:-1]):
        on = today - timedelta(days=351 - place)
        campaigns.mark(owner, search, who(name), "sent", on=on, today=today)
    campaigns.done(owner, search, today=today)


def _thanks(owner: Any, who: Who, *, today: date) -> None:  # noqa: ANN401
    year = today - timedelta(days=450)
    thanks = campaigns.start(owner, "thanks", "Thanks, a year later", since=year, today=today)
    those = ("Hanneke Verbruggel", "Emeka Obiwulu", "Marcus Ellerby", "Adaeze Nwachim")
    campaigns.put(owner, thanks, map(who, those), today=today)
    campaigns.mark(owner, thanks, who("Emeka Obiwulu"), "sent", on=today - timedelta(days=16), today=today)
