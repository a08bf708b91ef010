"""Introducers: who could open a door, by the owner's strength with them and their closeness to the target.

The score is a product, since both ties are needed: strength with the owner times closeness to the target.
What is seen of the second tie is little: mails and meetings the owner was on too, circles, one
organization. Each shared exchange of n people counts 1 / ln n, as in Adamic & Adar 2003 ("Friends and
neighbors on the Web"): a small group says more than a large one. Whoever wrote to the other counts whole,
two who were merely on one mail half. Half of it is forgotten in a year, as bridges fade fast (Burt 2002).
Closeness is 1 - e^-sum: many small signs add up, never beyond 1. Nobody is named without a sign that can be
shown.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from amity.core import phrases
from amity.core.areas import STRONG, THIN, Introducer
from amity.core.reasons import Evidence, Kind

MOST_PEOPLE = 30
"""An exchange of more people (the owner aside) says nothing of any two of them."""
HALF_LIFE = 365.0
"""Days in which a shared exchange comes to count half."""
BESIDE = 0.5
"""What being on one mail counts beside having written it to the other: nothing says that the two spoke."""
CIRCLE, ORGANIZATION = 0.5, 0.25
"""What a shared circle (over ln of its people) and one organization count, once: weaker than any exchange."""
UNSEEN = 0.05
"""Closeness without any sign: what one mailbox does not show may be there all the same (docs/atlas.md)."""
LEAST = 0.05
"""Strength below which nobody is asked to introduce: the first tie would have to be made anew."""
NAMED, SHOWN = 3, 3
"""How many introducers are named, and lines of evidence of each."""
PARTIAL = (
    "Read from your own mail, meetings and circles alone: about half of what others have with each other, or"
    " more, is not seen here."
)

Way = Literal["mail", "meeting", "circle", "organization"]


@dataclass(frozen=True, slots=True)
class Link:
    """One sign that somebody is close to the target: an exchange of `people` (the owner among them).

    `direct` says that one of the two wrote it to the other. `days` have passed since. `id`, `text` and `on`
    let a reader open it.
    """

    way: Way
    people: int
    days: float = 0.0
    direct: bool = False
    id: str = ""
    text: str = ""
    on: date | None = None


def weight(link: Link) -> float:
    """Return what one sign counts; 0 where so many took part that it is none."""
    if link.way == "organization":
        return ORGANIZATION
    if link.way == "circle":
        return CIRCLE / math.log(max(link.people, 3))
    if link.people - 1 > MOST_PEOPLE:
        return 0.0
    share = 1.0 if link.direct or link.way == "meeting" else BESIDE
    return share * math.exp2(-max(link.days, 0.0) / HALF_LIFE) / math.log(max(link.people, 3))


def closeness(links: Iterable[Link]) -> float:
    """Return how likely somebody is close to the target, 0-1: 1 - (1 - `UNSEEN`) e^-sum of the weights."""
    return 1 - (1 - UNSEEN) * math.exp(-sum(map(weight, links)))


def ranked(links: Mapping[str, Sequence[Link]], strength: Mapping[str, float]) -> list[tuple[str, float]]:
    """Order everybody with a `strength` (0-1) worth asking by as (id, score), best first, equal ones by id.

    Without any sign of the target the strongest goes first: the first tie is all that is known.
    """
    able = ((who, known) for who, known in strength.items() if known >= LEAST)
    scored = [(who, known * closeness(links.get(who, ()))) for who, known in able]
    return sorted(scored, key=lambda one: (-one[1], one[0]))


def name(
    links: Mapping[str, Sequence[Link]], strength: Mapping[str, float], *, names: Mapping[str, str],
    target: tuple[str, str], today: date,
) -> tuple[Introducer, ...]:  # fmt: skip
    """Name those who could introduce the owner to the target (id, name), each with sentence and evidence.

    Without a sign that can be shown nobody is named, however strong.
    """
    best = [(who, score) for who, score in ranked(links, strength) if links.get(who) and who in names][:NAMED]
    return tuple(
        Introducer(
            who, names[who], score,
            _sentence(names[who], target[1], links[who], strength=strength[who], today=today),
            _evidence(links[who]), target,
        )
        for who, score in best
    )  # fmt: skip


def _sentence(who: str, target: str, links: Sequence[Link], *, strength: float, today: date) -> str:
    """Say what was seen of the two, and how the owner stands with the first."""
    ways = [_shared(links, way, today=today) for way in ("meeting", "mail", "circle", "organization")]
    told = phrases.listed([way for way in ways if way])
    given = phrases.given(who)
    stands = "is strong" if strength >= STRONG else "holds" if strength >= THIN else "is thin"
    return f"{given} and {phrases.given(target)} {told}; your tie with {given} {stands}."


def _shared(links: Iterable[Link], way: str, *, today: date) -> str:
    several = [link for link in links if link.way == way]
    if not several:
        return ""
    if way == "organization":
        return f"are both at {phrases.plain(several[0].text)}"
    if way == "circle":
        return f"are both in {phrases.plain(several[0].text)}"
    days = [link.on for link in several if link.on is not None]
    last = f", last {phrases.at(max(days), today=today)}" if days else ""
    did = "were on" if way == "mail" else "were in"
    return f"{did} {phrases.plural(len(several), way)} with you{last}"


def _evidence(links: Sequence[Link]) -> tuple[Evidence, ...]:
    kinds: dict[Way, Kind] = {"mail": "interaction", "meeting": "interaction"}
    best = sorted(links, key=lambda link: (-weight(link), link.id))[:SHOWN]
    return tuple(
        Evidence(kinds.get(link.way, "area"), link.id, link.text or link.way, link.on) for link in best
    )
