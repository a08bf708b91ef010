"""Helping: help both ways over the years, what came of it, and who needs what another can give."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from amity.book import facts, help, helpful, outcomes  # noqa: A004 - the house's word

if TYPE_CHECKING:
    from amity.village.life import Who

HELP = (
    (1290, "Adaeze Nwachim", "received", "told me to ask for the Director post", "insight"),
    (720, "Adaeze Nwachim", "received", "an hour on saying no to a board", "feedback"),
    (395, "Adaeze Nwachim", "received", "read my letter of resignation before I sent it", "support"),
    (441, "Hanneke Verbruggel", "received", "read my résumé line by line", "feedback"),
    (402, "Hanneke Verbruggel", "received", "a name at the museum of crafts", "introduction"),
    (205, "Hanneke Verbruggel", "given", "found a repairer for the old display lifts", "introduction"),
    (150, "Hanneke Verbruggel", "asked", "whether the museum lends its lecture hall", "opportunity"),
    (382, "Emeka Obiwulu", "received", "introduced me to Ingrid", "introduction"),
    (300, "Emeka Obiwulu", "given", "spoke with two of his candidates", "information"),
    (96, "Emeka Obiwulu", "given", "read the plan for the spring timetable", "feedback"),
    (40, "Emeka Obiwulu", "received", "how Kestrel counts repairs that come back", "information"),
    (290, "Kenji Morisato", "offered", "a chapter on mending for his list", "insight"),
    (250, "Preston Achterman", "given", "an hour on his first hire", "insight"),
    (160, "Preston Achterman", "given", "the supplier list", "information"),
    (70, "Preston Achterman", "declined", "a list of my customers", "introduction"),
    (340, "Camille Dubreuse", "asked", "how Northwind chose its test panels", "information"),
    (170, "Camille Dubreuse", "asked", "a word with her head of purchasing", "introduction"),
    (320, "Farida Yunusbek", "given", "wrote her reference", "support"),
    (120, "Farida Yunusbek", "received", "showed me how Pinecone plans its nights", "insight"),
)
"""Days ago, with whom, which way, what, and of what kind."""
OUTCOMES = (
    (1270, "Adaeze Nwachim", "influence", "the board heard me on the second site"),
    (372, "Emeka Obiwulu", "opportunity", "the talk with Ingrid that became this job"),
    (398, "Hanneke Verbruggel", "introduction", "the museum of crafts, which now sends us its clocks"),
    (230, "Shirin Moazzeni", "information", "which glue gives way after nine winters"),
    (115, "Farida Yunusbek", "insight", "plan the nights first and the days follow"),
    (60, "Freya Hallorand", "opportunity", "Pinecone asked us to train its own repairers"),
    (38, "Emeka Obiwulu", "information", "one repair in seven comes back to Kestrel, too"),
    (25, "Adaeze Nwachim", "support", "a walk before the hardest week of the year"),
)
"""Days ago, through whom, of what kind, and what."""
FACTS = (
    (55, "Freya Hallorand", "struggling_with", "getting spare parts for hospital beds through customs"),
    (300, "Yusuf Karadere", "can_help_with", "customs papers for spare parts"),
    (34, "Amara Tolliver", "struggling_with", "the board wants figures nobody has time to collect"),
    (130, "Leila Farahvand", "can_help_with", "dashboards that fill themselves"),
    (48, "Kenji Morisato", "working_on", "a book on repair, now the chapter on glue that ages"),
    (228, "Shirin Moazzeni", "background", "fifteen years of research on how glue ages"),
    (21, "Declan Roarty", "struggling_with", "the winter queue wears his people out"),
    (64, "Zofia Krawiecz", "can_help_with", "burnout, and speaking of it in time"),
    (26, "Marcus Ellerby", "struggling_with", "the first team of his own, as a new manager"),
)
"""Days ago, of whom, what kind of fact, and its words; some pairs share a word, others a meaning."""
MINE = (
    (500, "can_help_with", "becoming a manager: the first hard talk"),
    (500, "can_help_with", "setting up a repair service: spare parts, warranty, the counter"),
    (500, "background", "four years at Northwind, then a hard autumn looking for work"),
)


def tell(owner: Any, who: Who, *, today: date) -> None:  # noqa: ANN401 - whose book it is
    """Tell what Robin and their people did for each other, and what everybody is at."""
    for ago, name, way, text, kind in HELP:
        help.note(owner, who(name), way, text, kind=kind, on=today - timedelta(days=ago), today=today)
    for ago, name, kind, text in OUTCOMES:
        outcomes.note(owner, who(name), kind, text, on=today - timedelta(days=ago), today=today)
    for ago, name, kind, text in FACTS:
        facts.learn(owner, who(name), kind, text, on=today - timedelta(days=ago), today=today)
    for ago, kind, text in MINE:
        helpful.say(owner, kind, text, on=today - timedelta(days=ago), today=today)
