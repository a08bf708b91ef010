"""Discs: groups of people as coordinates that a template draws, at the same place from day to day.

Within a group people fill a lattice from the middle, stronger bands first and by id within a band, so that
one more mail moves nobody who stays in their band. Groups stand where they stood as long as nobody joins or
leaves: their order is by size and id, and what draws two together counts in powers of two only.
"""

from __future__ import annotations

import math
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from amity.core.network import BANDS, TOLD, Community, Picture

STEP, LINE, GAP, EDGE = 30.0, 16.0, 20.0, 16.0
"""Between two people of a group; of a label's lines; between two groups; around everything."""
CHARACTER, TALLEST, LONGEST = 7.0, 10.0, 26
"""The width and the height of a character of a label, and the characters of one line."""
RADII = {"strong": 10.0, "warm": 8.0, "thin": 6.5, "asleep": 5.5}
BESIDE, ACROSS = 3, 3
"""Lines drawn per person within a group, and per pair of groups: the weightiest."""
_UNDER = 15.0
"""How far below a person a name stands that has no room above."""
_POINTED = 1.35
"""How much further than a circle of its band a diamond reaches, so that both are as large."""
_FLAT, _HOME = 1.7, 0.35
"""How much wider than tall a drawing is, and how much the middle draws beside the groups that touch."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a drawing is made for: its least `width`, and up to which width it has room for initials (`near`).

    In a frame of `rows` groups stand side by side as far as the width goes, the largest first.
    """

    width: float
    near: float
    rows: bool = False


WIDE, TALL = Frame(640.0, 800.0), Frame(356.0, 420.0, rows=True)
"""A desk's window, and a phone's."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One person: where, how large, how strong the tie; a bridge has a `diamond`.

    Some are `named`: their name is always seen, on the line `above` or below them where it covers nobody.
    """

    id: str
    name: str
    organization: str
    band: str
    x: str
    y: str
    size: str
    above: str
    diamond: str
    named: bool


@dataclass(frozen=True, slots=True)
class Disc:
    """A group: its label's lines with their heights, the lines between its people, and these by row."""

    label: str
    lines: tuple[tuple[str, str], ...]
    x: str
    y: str
    radius: str
    path: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """All groups, within `width` by `height`, and the links `across` from one to another.

    `near` says that it is so small that it will be shown enlarged, with room for initials.
    """

    width: str
    height: str
    near: bool
    discs: tuple[Disc, ...]
    across: str


@dataclass(slots=True)
class _Room:
    """The room a group takes: its middle, half its width, and what it needs above and below the middle."""

    half: float
    above: float
    below: float
    x: float = 0.0
    y: float = 0.0

    def meets(self, x: float, y: float, other: _Room) -> bool:
        """Tell whether it would lie on another if it stood here."""
        beside = abs(x - other.x) < self.half + other.half + GAP
        return (
            beside
            and y - self.above < other.y + other.below + GAP
            and other.y - other.above < y + self.below + GAP
        )


@dataclass(slots=True)
class _Laid:
    """A picture with the place of each of its people, who is a bridge, and whose names are shown."""

    picture: Picture
    at: dict[int, tuple[float, float]]
    marked: frozenset[int]
    named: frozenset[int]

    def path(self, pairs: Iterable[tuple[int, int]]) -> str:
        """Draw a line between each two."""
        ends = ((*self.at[one], *self.at[two]) for one, two in pairs)
        return "".join(f"M{x:.0f},{y:.0f}L{right:.0f},{down:.0f}" for x, y, right, down in ends)

    def dots(self, members: Iterable[int]) -> tuple[Dot, ...]:
        """Give people as they are read: row by row, from the left."""
        return tuple(
            map(self._dot, sorted(members, key=lambda one: (round(self.at[one][1]), self.at[one][0])))
        )

    def _dot(self, number: int) -> Dot:
        node, band, (x, y) = self.picture.people[number], self.picture.bands[number], self.at[number]
        radius = RADII[band]
        point = f"{radius * _POINTED:.1f}"
        diamond = f"M{x:.0f},{y - float(point):.1f}l{point},{point}l-{point},{point}l-{point},-{point}z"
        over, under = y - radius - 5, y + radius + _UNDER
        free = [line for line in (over, under) if self._free(number, line)] if number in self.named else []
        return Dot(
            node.id, node.name, node.organization, band, f"{x:.0f}", f"{y:.0f}", f"{radius:.1f}",
            f"{(free or [over])[0]:.0f}", diamond if number in self.marked else "", bool(free),
        )  # fmt: skip

    def _free(self, number: int, line: float) -> bool:
        """Tell whether a name on this line would cover nobody else."""
        x, half = self.at[number][0], len(self.picture.people[number].name) * CHARACTER / 2
        wide = half + RADII["strong"]
        beside = [down for one, (right, down) in self.at.items() if one != number and abs(right - x) < wide]
        return not any(
            line - TALLEST < down + RADII["strong"] and down - RADII["strong"] < line for down in beside
        )


def drawing(picture: Picture, frame: Frame = WIDE) -> Drawing:
    """Lay out a picture; a few milliseconds for three hundred people."""
    rooms = [_room(community) for community in picture.communities]
    if frame.rows:
        _fill(rooms, frame.width - 2 * EDGE)
    else:
        _place(rooms, _drawn_together(picture))
    width, height = _framed(rooms, frame.width)
    at = _seated(picture, rooms)
    named = frozenset(number for bridge in picture.bridges[:TOLD] for number in bridge.people)
    laid = _Laid(picture, at, picture.marked, named)
    within, across = _lines(picture)
    discs = [
        _disc(laid, community, room, within[place])
        for place, (room, community) in enumerate(zip(rooms, picture.communities, strict=True))
    ]
    discs.sort(key=lambda disc: (float(disc.y) - float(disc.radius), float(disc.x)))
    return Drawing(f"{width:.0f}", f"{height:.0f}", width <= frame.near, tuple(discs), laid.path(across))


def _framed(rooms: Sequence[_Room], least: float) -> tuple[float, float]:
    """Move groups so that all is within (0, 0) and the width and height given, in the middle if narrow."""
    if not rooms:
        return least, 0.0
    left, top = min(room.x - room.half for room in rooms), min(room.y - room.above for room in rooms)
    right, bottom = max(room.x + room.half for room in rooms), max(room.y + room.below for room in rooms)
    width = max(least, right - left + 2 * EDGE)
    for room in rooms:
        room.x += (width - right - left) / 2
        room.y += EDGE - top
    return width, bottom - top + 2 * EDGE


def _seated(picture: Picture, rooms: Sequence[_Room]) -> dict[int, tuple[float, float]]:
    """Give everybody of a group a place in its room."""
    at: dict[int, tuple[float, float]] = {}
    for room, community in zip(rooms, picture.communities, strict=True):
        places = lattice(len(community.members))
        for number, (x, y) in zip(_filled(picture, community.members), places, strict=True):
            at[number] = (room.x + x * STEP, room.y + y * STEP)
    return at


@cache
def lattice(count: int) -> tuple[tuple[float, float], ...]:
    """Give the first `count` places of a triangular lattice, one apart, around their common middle."""
    reach = math.isqrt(count) + 2
    places = [
        (column + row / 2, row * math.sqrt(3) / 2)
        for row in range(-reach, reach + 1)
        for column in range(-2 * reach, 2 * reach + 1)
    ]
    places.sort(key=lambda place: (round(math.hypot(*place), 6), round(math.atan2(place[1], place[0]), 6)))
    right, down = (sum(place[axis] for place in places[:count]) / count for axis in (0, 1))
    return tuple((x - right, y - down) for x, y in places[:count])


def _filled(picture: Picture, members: Iterable[int]) -> list[int]:
    """Order people as they fill their group: by band, and by id within it."""
    return sorted(members, key=lambda one: (BANDS.index(picture.bands[one]), picture.people[one].id))


def _radius(count: int) -> float:
    return (max(math.hypot(x, y) for x, y in lattice(count)) + 0.65) * STEP


def _lines_of(community: Community) -> tuple[str, ...]:
    """Break a label before somebody's name, and what is long in two; cut what is longer yet."""
    around = f"around {community.around}" if community.around else ""
    parts = tuple(filter(None, (community.label.removesuffix(around).rstrip(", "), around)))
    return tuple(
        line for part in parts for line in textwrap.wrap(part, LONGEST, max_lines=2, placeholder="…")
    )


def _room(community: Community) -> _Room:
    lines, radius = _lines_of(community), _radius(len(community.members))
    wide = max(len(line) for line in lines) * CHARACTER / 2
    return _Room(max(radius, wide), radius + LINE * len(lines) + 4, radius)


def _drawn_together(picture: Picture) -> dict[int, dict[int, int]]:
    """Give how strongly groups draw each other: powers of two, so that a mail more changes nothing."""
    sums: dict[tuple[int, int], float] = defaultdict(float)
    for (one, two), weight in picture.weights.items():
        here, there = picture.groups[one], picture.groups[two]
        if here is not None and there is not None and here != there:
            sums[min(here, there), max(here, there)] += weight
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for (here, there), weight in sums.items():
        found[here][there] = found[there][here] = 1 + max(0, round(math.log2(weight)))
    return found


def _fill(rooms: Sequence[_Room], width: float) -> None:
    """Put groups into rows, in order, as many into each as it is wide for, in the middle of it."""
    rows: list[list[_Room]] = []
    for room in rooms:
        if not rows or sum(2 * one.half + GAP for one in rows[-1]) + 2 * room.half > width:
            rows.append([])
        rows[-1].append(room)
    top = 0.0
    for row in rows:
        left = -(sum(2 * one.half for one in row) + GAP * (len(row) - 1)) / 2
        for room in row:
            room.x, room.y = left + room.half, top + max(one.above for one in row)
            left += 2 * room.half + GAP
        top = max(room.y + room.below for room in row) + GAP


def _place(rooms: Sequence[_Room], drawn: Mapping[int, Mapping[int, int]]) -> None:
    """Put each group, in order, beside one that stands: nearest to those that draw it and to the middle."""
    for index, room in enumerate(rooms[1:], 1):
        near = [(rooms[other], pull) for other, pull in sorted(drawn.get(index, {}).items()) if other < index]
        best, least = (0.0, 0.0), math.inf
        for stood in rooms[:index]:
            for x, y in _sides(room, stood):
                far = _far(x, y, near)
                if far < least and not any(room.meets(x, y, other) for other in rooms[:index]):
                    best, least = (x, y), far
        room.x, room.y = best


def _sides(room: _Room, stood: _Room) -> Iterable[tuple[float, float]]:
    """Give the places that touch a group: beside it, above and below it, and half aside."""
    wide = room.half + stood.half + GAP
    over, under = stood.above + room.below + GAP, stood.below + room.above + GAP
    for part in (0.0, -0.5, 0.5, -1.0, 1.0):
        yield stood.x + wide, stood.y + part * under
        yield stood.x - wide, stood.y + part * under
        yield stood.x + part * wide, stood.y - over
        yield stood.x + part * wide, stood.y + under


def _far(x: float, y: float, near: Sequence[tuple[_Room, int]]) -> float:
    home = math.hypot(x / _FLAT, y)
    if not near:
        return home
    pull = sum(strength for _, strength in near)
    return _HOME * home + sum(math.hypot(x - one.x, y - one.y) * much for one, much in near) / pull


def _lines(picture: Picture) -> tuple[dict[int, list[tuple[int, int]]], list[tuple[int, int]]]:
    """Choose the lines drawn, the weightiest: within each group, and across."""
    within: dict[int, list[tuple[int, int]]] = defaultdict(list)
    across: list[tuple[int, int]] = []
    drawn: Counter[tuple[int, ...]] = Counter()
    for pair in sorted(picture.weights, key=lambda pair: (-picture.weights[pair], pair)):
        here, there = (picture.groups[number] for number in pair)
        if here is None or there is None:
            continue
        if here != there:
            sides = (min(here, there), max(here, there))
            across += [pair] if drawn[sides] < ACROSS else []
            drawn[sides] += 1
        elif min(drawn[number,] for number in pair) < BESIDE:
            within[here].append(pair)
            drawn.update((number,) for number in pair)
    return within, across


def _disc(laid: _Laid, community: Community, room: _Room, pairs: Iterable[tuple[int, int]]) -> Disc:
    lines, radius = _lines_of(community), _radius(len(community.members))
    first = room.y - radius - 6 - LINE * (len(lines) - 1)
    told = tuple((line, f"{first + LINE * place:.0f}") for place, line in enumerate(lines))
    middle, dots = (f"{room.x:.0f}", f"{room.y:.0f}"), laid.dots(community.members)
    return Disc(community.label, told, *middle, f"{radius:.0f}", laid.path(pairs), dots)
