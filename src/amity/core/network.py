"""The picture of the strongest ties: who stands beside whom, in which groups, and who alone links them.

Everything is seen from the owner's own exchanges: two people who only ever meet elsewhere stand apart here,
and the picture says so.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from amity.core import areas, atlas, communities, phrases

Band = Literal["strong", "warm", "thin", "asleep"]
BANDS: tuple[Band, ...] = ("strong", "warm", "thin", "asleep")

SHOWN = 300
"""So many of the strongest are drawn: more would not be read."""
YEARS = 2
"""Exchanges at most so far back say who stands beside whom; older ones tell of teams that are no more."""
CIRCLE = 4.0
"""A circle in common counts as so many exchanges with all of it: it lasts, and meets out of sight."""
INTRODUCED = 1.0
"""An introduction counts as one exchange between the two alone."""
LEAST = 0.25
"""Below it two people are not drawn as knowing each other: one mail to six does not make them acquainted."""
_TINY = 1e-9
"""What the order may cost in which a pair's exchanges are added up."""
FEW = 3
"""Members from which people are a group with a name and a place of its own."""
MOST, NEARLY = 0.5, 0.8
"""The share of members at one organization from which a group is mostly it, and simply it."""
TOLD = 6
"""So many bridges are said in a sentence; all are marked."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Who was seen together: by their numbers what each pair gains, from how many exchanges, since when.

    `earlier` is the same without the exchanges of the current month. Groups are found from it first and then
    mended by what is new, so that they keep from day to day, and are made up afresh once a month.
    """

    together: Mapping[tuple[int, ...], float]
    exchanges: int = 0
    since: date = date.min
    earlier: Mapping[tuple[int, ...], float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Node:
    """One person as drawn: the last exchange, circles by name, and `area`, the organization as compared."""

    id: str
    name: str
    strength: float
    last: date | None = None
    organization: str = ""
    circles: tuple[str, ...] = ()
    area: str = ""


@dataclass(frozen=True, slots=True)
class Community:
    """A group: its members by number, the strongest tie first; `center` is who stands beside most of them.

    `name` is the organization or circle that most share (`mostly`: not nearly all), "" where there is none.
    `around` names the center where the name alone does not tell the group from another one.
    """

    key: str
    name: str
    members: tuple[int, ...]
    center: int
    mostly: bool = False
    around: str = ""

    @property
    def label(self) -> str:
        """What stands beside it: "mostly Acme", "Acme, around Ana Sousa", "around Ana Sousa"."""
        name = f"mostly {self.name}" if self.mostly else self.name
        middle = f"around {self.around}" if self.around else ""
        return ", ".join(filter(None, (name, middle)))

    @property
    def said(self) -> str:
        """What a sentence calls it: "Acme", "the Acme people around Ana", "the people around Ana"."""
        if not self.around:
            return self.name
        return f"the {f'{self.name} ' if self.name else ''}people around {self.around}"


@dataclass(frozen=True, slots=True)
class Bridge:
    """Who alone links two groups (or, with one group, links it to the owner), and the sentence for it."""

    people: tuple[int, ...]
    between: tuple[int, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything drawn. People, groups and pairs go by number; `groups` gives each person's group or None.

    `twos` are who is in no group but seen beside somebody, each with the one they are most seen with; `alone`
    are those seen beside nobody here, the strongest first. `sentence` says what is seen, or why nothing is,
    `coverage` from what.
    """

    people: tuple[Node, ...]
    bands: tuple[Band, ...]
    weights: Mapping[tuple[int, int], float]
    communities: tuple[Community, ...]
    groups: tuple[int | None, ...]
    twos: tuple[tuple[int, int], ...]
    alone: tuple[int, ...]
    bridges: tuple[Bridge, ...]
    sentence: str
    coverage: str

    @property
    def marked(self) -> frozenset[int]:
        """Who is a bridge."""
        return frozenset(person for bridge in self.bridges for person in bridge.people)


def gain(others: int) -> float:
    """Say what one exchange of the owner with `others` people tells of each pair of them: 1 / (n - 1)."""
    return 1 / (others - 1)


def seen(exchanges: Iterable[tuple[Collection[int], int, bool]], *, since: date) -> Seen:
    """Add up exchanges: who of those drawn was there, how many others in all, and if it is of this month."""
    found: dict[tuple[int, ...], float] = defaultdict(float)
    earlier: dict[tuple[int, ...], float] = defaultdict(float)
    count = 0
    for several, others, late in exchanges:
        if len(several) > 1:
            together = tuple(sorted(several))
            found[together] += gain(others)
            count += 1
            if not late:
                earlier[together] += gain(others)
    return Seen(found, count, since, earlier)


def band(node: Node, *, today: date) -> Band:
    """Put a tie into one of the four bands in which it is drawn."""
    if node.last is None or (today - node.last).days >= atlas.IN_TOUCH:
        return "asleep"
    return "strong" if node.strength >= areas.STRONG else "warm" if node.strength >= areas.THIN else "thin"


def draw(
    people: Sequence[Node], seen: Seen, *, through: Iterable[tuple[int, int]] = (), today: date
) -> Picture:
    """Draw people, strongest first, from who was seen together, circles, and introductions (`through`)."""
    bands = tuple(band(node, today=today) for node in people)
    told = tuple(through)
    weights = _weights(people, seen.together, told)
    labels = _labels(people, weights, _weights(people, seen.earlier, told))
    members: dict[int, list[int]] = defaultdict(list)
    for number, label in enumerate(labels):
        members[label].append(number)
    named = _named(people, [found for found in members.values() if len(found) >= FEW], weights)
    groups: list[int | None] = [None] * len(people)
    for at, community in enumerate(named):
        for number in community.members:
            groups[number] = at
    beside = {number for pair in weights for number in pair}
    alone = tuple(number for number in range(len(people)) if number not in beside)
    return Picture(
        tuple(people), bands, weights, named, tuple(groups), _twos(groups, weights), alone,
        _bridges(people, bands, named, groups, weights),
        _sentence(people, named, weights, seen), _coverage(seen),
    )  # fmt: skip


def _twos(
    groups: Sequence[int | None], weights: Mapping[tuple[int, int], float]
) -> tuple[tuple[int, int], ...]:
    """Give everybody without a group who is seen beside somebody with whom they are most, each pair once."""
    best: dict[int, tuple[int, int]] = {}
    for pair in sorted(weights, key=lambda pair: (-weights[pair], pair)):
        for number in pair:
            if groups[number] is None:
                best.setdefault(number, pair)
    return tuple(sorted(set(best.values())))


def _weights(
    people: Sequence[Node], together: Mapping[tuple[int, ...], float], through: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], float]:
    """Add up what is known of each pair, and keep those of whom enough is known."""
    found: dict[tuple[int, int], float] = defaultdict(float)
    for seen, weight in [*together.items(), *_circles(people).items()]:
        several = sorted(seen)
        for at, one in enumerate(several):
            for two in several[at + 1 :]:
                found[one, two] += weight
    for one, two in through:
        found[min(one, two), max(one, two)] += INTRODUCED
    return {pair: weight for pair, weight in sorted(found.items()) if weight > LEAST - _TINY}


def _circles(people: Sequence[Node]) -> dict[tuple[int, ...], float]:
    inside: dict[str, list[int]] = defaultdict(list)
    for number, node in enumerate(people):
        for name in set(node.circles):
            inside[name].append(number)
    found: dict[tuple[int, ...], float] = defaultdict(float)
    for _, several in sorted(inside.items()):
        if len(several) > 1:
            found[tuple(several)] += CIRCLE * gain(len(several))
    return found


def _labels(
    people: Sequence[Node], weights: Mapping[tuple[int, int], float], earlier: Mapping[tuple[int, int], float]
) -> list[int]:
    """Give everybody the number of their group: the groups of before this month, then what is new in it."""
    order = sorted(range(len(people)), key=lambda number: people[number].id)
    place = {number: at for at, number in enumerate(order)}
    before, now = (
        {
            (min(place[one], place[two]), max(place[one], place[two])): math.log1p(weight)
            for (one, two), weight in told.items()
        }
        for told in (earlier, weights)
    )
    start = communities.found(len(people), before, start=_start([people[number] for number in order]))
    labels = communities.found(len(people), now, start=start)
    return [labels[place[number]] for number in range(len(people))]


def _start(people: Sequence[Node]) -> list[int]:
    """Let people of one organization begin together, everybody else alone."""
    first: dict[str, int] = {}
    return [first.setdefault(node.area or f"#{at}", at) for at, node in enumerate(people)]


def _named(
    people: Sequence[Node], groups: Sequence[list[int]], weights: Mapping[tuple[int, int], float]
) -> tuple[Community, ...]:
    """Name groups, the largest first; of equals the one whose first id sorts first."""
    beside: dict[int, dict[int, float]] = defaultdict(dict)
    for (one, two), weight in weights.items():
        beside[one][two] = beside[two][one] = weight
    found = []
    for members in groups:
        inside = set(members)
        close = {n: sum(w for other, w in beside[n].items() if other in inside) for n in members}
        center = min(members, key=lambda number: (-close[number], people[number].id))
        name, share = _shared(people, members)
        key = min(people[number].id for number in members)
        found.append(Community(key, name, tuple(members), center, MOST <= share < NEARLY))
    found.sort(key=lambda one: (-len(one.members), one.key))
    names = Counter(community.name for community in found)
    return tuple(
        replace(one, around=phrases.plain(people[one.center].name))
        if not one.name or names[one.name] > 1 else one
        for one in found
    )  # fmt: skip


def _shared(people: Sequence[Node], members: Sequence[int]) -> tuple[str, float]:
    """Give the organization or (quoted) circle that most share, and the share; "" where not even half do."""
    spelled: dict[str, list[str]] = defaultdict(list)
    for number in members:
        node = people[number]
        told = {atlas.fold(name): phrases.quoted(name) for name in node.circles}
        for key, text in (told | {node.area: phrases.plain(node.organization)}).items():
            spelled[key].append(text)
    spelled.pop("", None)
    several = min(spelled.items(), key=lambda one: (-len(one[1]), one[0]), default=("", []))[1]
    share = len(several) / len(members)
    if share < MOST:
        return "", 0.0
    return min(several, key=lambda text: (-several.count(text), text)), share


def _bridges(
    people: Sequence[Node], bands: Sequence[Band], named: Sequence[Community], groups: Sequence[int | None],
    weights: Mapping[tuple[int, int], float],
) -> tuple[Bridge, ...]:  # fmt: skip
    """Find who alone links two groups, or is the only one of a group still in touch; the greatest loss first.

    Everything that links two groups rests on such a person; where one pair is all there is, on both.
    """
    between: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for pair in weights:
        one, two = groups[pair[0]], groups[pair[1]]
        if one is not None and two is not None and one != two:
            between[min(one, two), max(one, two)].append(pair)
    found = []
    for sides, pairs in between.items():
        on_all = set(pairs[0]).intersection(*map(set, pairs))
        if on_all:
            found.append(_link(people, named, sides, sorted(on_all, key=lambda number: groups[number] or 0)))
    for at, community in enumerate(named):
        awake = [number for number in community.members if bands[number] != "asleep"]
        if len(awake) == 1:
            found.append(_door(people, community, at, awake[0]))
    lost = {id(one): min(len(named[at].members) for at in one.between) for one in found}
    return tuple(sorted(found, key=lambda one: (-lost[id(one)], one.between, one.people)))


def _link(
    people: Sequence[Node], named: Sequence[Community], sides: tuple[int, int], who: Sequence[int]
) -> Bridge:
    names = phrases.listed([phrases.plain(people[number].name) for number in who])
    one, two = (named[at].said for at in sides)
    only = "is the only one" if len(who) == 1 else "are the only ones"
    return Bridge(tuple(who), sides, f"{names} {only} seen between {one} and {two}.")


def _door(people: Sequence[Node], community: Community, at: int, who: int) -> Bridge:
    name = phrases.plain(people[who].name)
    count = phrases.number(len(community.members))
    of = f"Of the {count} people drawn as {community.label}"
    return Bridge((who,), (at,), f"{of}, {name} is the only one who was in touch within the past year.")


def _sentence(
    people: Sequence[Node], named: Sequence[Community], weights: Mapping[tuple[int, int], float], seen: Seen
) -> str:
    """Say what the picture shows, or why there is none."""
    among = f"your {phrases.number(len(people))} strongest ties"
    if named:
        if len(named) == 1:
            return f"One group is seen among {among}: {_sized(named[0])}."
        count = phrases.number(len(named)).capitalize()
        return f"{count} groups are seen among {among}. The largest is {_sized(named[0])}."
    if weights:
        return f"No group is seen among {among}, only people in twos."
    since = phrases.dated(seen.since)
    if not seen.exchanges:
        return f"No exchange of yours since {since} was with two or more of {among}."
    told = f"Since {since} what you exchanged with several of {among}"
    return f"{told} was among too many people to tell who knows whom."


def _sized(community: Community) -> str:
    size = phrases.number(len(community.members))
    return f"{community.said}, with {size} of them" if community.name else f"{size} people {community.label}"


def _coverage(seen: Seen) -> str:
    """Say from what the picture is drawn, and what it cannot show."""
    drawn = f"{phrases.plural(seen.exchanges, 'exchange')} since {phrases.dated(seen.since)}"
    return (
        f"Drawn from {drawn} that you had with two or more of them, and from circles and introductions you"
        " know of. Ties you cannot see are missing."
    )
