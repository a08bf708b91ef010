"""Spots: the areas the owner's ties miss, ranked by what each costs this owner, each with one thing to do.

The cost is kind x level x need x size by the open table `spots.toml`; it only orders. Areas the owner named
(open goals, wishes) count most, then what their level needs most. Of one area only the costliest spot is
kept.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from amity.core import areas, atlas, industries, phrases, places, placing, titles
from amity.core.areas import Cell, Coverage, Dimension, Spot, SpotKind
from amity.core.errors import Refusal
from amity.core.reasons import Evidence

_TABLE: Mapping[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
MOST = 12
"""Spots that are shown: a list nobody can act on helps nobody."""
ALIKE = 4
"""Spots of one kind in one dimension: twelve silent companies would hide the one missing level."""
ALONE, ENOUGH = 0.8, 5
"""One area is all there is from this share of at least so many placed people in touch."""
AGED = 3 * 365
"""Days that a book must reach back for the ages of its ties to tell anything."""
SOME = 2
"""An area nobody named is a spot only where the owner knows so many there, in touch with one or none."""
LONGEST = 200
"""Characters of an area's name."""
MISSED: tuple[Dimension, ...] = ("organization", "industry", "function", "level", "place")
"""Dimensions whose areas are looked at one by one; circles are chosen, and an age is no place to go."""
_ONE: dict[Dimension, SpotKind] = {
    "organization": "one-organization", "industry": "one-industry", "age": "one-age",
}  # fmt: skip
_AT: dict[Dimension, str] = {
    "organization": "at {name}", "industry": "in {name}", "function": "whose work is {name}",
    "level": "at the level {name}",
    "place": "in {name}", "age": "known {name}", "circle": "in {name}",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Need:
    """An area the owner named: by an open goal (its text) or a wish, with its dimension if they said it."""

    why: Literal["goal", "wish"]
    name: str
    dimension: Dimension | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Thin:
    """Somebody who matters to the owner (importance 2 or 3) and whose tie is thin; `last` None if none."""

    id: str
    name: str
    importance: int
    last: date | None


@dataclass(frozen=True, slots=True)
class Fading:
    """The only one in touch in an area, whose tie is about to break, said in words ("silent since June")."""

    id: str
    words: str


def find(
    coverages: Sequence[Coverage], *, level: str = "", needs: Iterable[Need] = (), thin: Iterable[Thin] = (),
    fading: Iterable[Fading] = (), history: float = math.inf, today: date,
) -> tuple[Spot, ...]:  # fmt: skip
    """Find all spots, the costliest first. `level` is the owner's own, empty while they have not said it.

    `history` are the days since the first exchange of the book: nothing is said of the age of ties where they
    cannot be older than `AGED`.
    """
    breaking = {one.id: one.words for one in fading}
    found = [_thin(one, today=today) for one in thin]
    by_dimension = {one.dimension: one for one in coverages}
    named: set[tuple[Dimension, str]] = set()
    for need in needs:
        dimension, cell = resolve(need, by_dimension)
        named.add((dimension, cell.key))
        found += _area(dimension, cell, level=level, need=need, breaking=breaking)
    for coverage in coverages:
        if coverage.dimension != "age" or history >= AGED:
            found += _one(coverage, level=level)
        if coverage.dimension in MISSED:
            for cell in coverage.cells:
                if (coverage.dimension, cell.key) not in named and not cell.own and cell.known >= SOME:
                    found += _area(coverage.dimension, cell, level=level, need=None, breaking=breaking)
    ordered = sorted(found, key=lambda spot: (-spot.cost, spot.kind, spot.dimension, spot.key))
    return tuple(_varied(_once(ordered), named))[:MOST]


def _varied(spots: Iterable[Spot], named: Container[tuple[Dimension, str]]) -> Iterator[Spot]:
    """Keep the costliest few of each kind in each dimension; what the owner named is never left out."""
    alike: Counter[tuple[SpotKind, Dimension]] = Counter()
    for spot in spots:
        alike[spot.kind, spot.dimension] += 1
        if alike[spot.kind, spot.dimension] <= ALIKE or (spot.dimension, spot.key) in named:
            yield spot


def _once(spots: Iterable[Spot]) -> Iterator[Spot]:
    """Keep the costliest spot of each area, and of each person whose one tie several areas hang on."""
    seen: set[object] = set()
    for spot in spots:
        about = {
            (spot.dimension, spot.key),
            *(spot.people[:1] if spot.kind in {"bridge", "thread", "thin"} else ()),
        }
        if seen.isdisjoint(about):
            yield spot
        seen |= about


def wish(text: str) -> tuple[Dimension | Literal[""], str]:
    """Read an area the owner wants to reach: "industry: health", or a bare name.

    Refusal for an empty one, and for what no dimension is called.
    """
    said, colon, name = text.partition(":")
    dimension = next((one for one in MISSED if one == said.strip().casefold()), None)
    bare = phrases.plain(name if dimension else text)[:LONGEST]
    if not any(map(str.isalnum, bare)) or (colon and dimension is None):
        raise Refusal("no-area", f"Write an area as one of {', '.join(MISSED)}, a colon, and its name.")
    if dimension == "level" and titles.plain(bare) not in titles.LEVELS:
        raise Refusal("unknown-level", f"The level is one of {', '.join(titles.LEVELS)}.")
    return dimension or "", bare


def own_words(wishes: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Say of each area wished for that no table knows that it is kept, and which words are known."""
    return tuple(told for dimension, name in wishes for told in placing.own_words({dimension: name}))


def resolve(need: Need, coverages: Mapping[Dimension, Coverage]) -> tuple[Dimension, Cell]:
    """Find the area a need names: in its dimension, else where a cell has its name, else an organization."""
    for dimension in meant(need):
        key = key_of(dimension, need.name)
        held = coverages.get(dimension)
        found = next((cell for cell in held.cells if cell.key == key), None) if held else None
        if found is not None:
            return dimension, found
    dimension = need.dimension or _said(need.name)
    return dimension, Cell(key_of(dimension, need.name), phrases.plain(need.name))


def meant(need: Need) -> tuple[Dimension, ...]:
    """Give the dimensions in which an area may be meant: the one it says, else by its name."""
    return (need.dimension,) if need.dimension else tuple(dict.fromkeys(("organization", _said(need.name))))


def _said(name: str) -> Dimension:
    """Tell what kind of area a bare name means that nobody is in: a word of a table, else an organization."""
    plain = titles.plain(name)
    if plain in industries.INDUSTRIES:
        return "industry"
    if plain in titles.FUNCTIONS:
        return "function"
    if plain in titles.LEVELS:
        return "level"
    return "place" if places.read(name) else "organization"


def key_of(dimension: Dimension, name: str) -> str:
    """Give the key of an area by its name."""
    if dimension == "organization":
        return atlas.fold(name)
    if dimension == "industry":
        return industries.stated(name)
    return places.read(name) if dimension == "place" else titles.plain(name)


def _cost(
    kind: SpotKind, *, level: str, need: Need | None, size: float, above: bool = False
) -> tuple[float, str]:
    """Return the cost and the reason that weighs most in it."""
    held, of_level = _TABLE["kind"][kind], _TABLE["level"].get(level, {})
    factors = [_TABLE["need"][need.why]] if need is not None else []
    factors += [of_level[name] for name in (kind, "above" if above else "") if name in of_level]
    cost = held["cost"] * size * math.prod(one["factor"] for one in factors)
    told = max(factors, key=lambda one: float(one["factor"]), default=None)
    why = held["why"] if told is None or told["factor"] <= 1 else told["why"]
    if need is not None and need.why == "goal" and need.text:
        why = f"your goal {phrases.quoted(need.text)} needs it"
    return cost, str(why)


def _thin(one: Thin, *, today: date) -> Spot:
    cost, _ = _cost("thin", level="", need=None, size=one.importance / 2)
    since = f"last in touch {phrases.at(one.last, today=today)}" if one.last else "with nothing on record yet"
    told = f"{one.name} matters to you, and the tie is thin, {since}."
    action = f"Write to {phrases.given(one.name)}."
    # The sentence says why already.
    return Spot("thin", "circle", f"person {one.id}", one.name, cost, told, action, "", ((one.id, one.name),))


def _area(
    dimension: Dimension, cell: Cell, *, level: str, need: Need | None, breaking: Mapping[str, str]
) -> Iterator[Spot]:
    """Read one area: nobody known, nobody in touch, or one thread, which may be about to break."""
    found = _read(cell, _AT[dimension].format(name=areas.said(dimension, cell.name)), breaking)
    if found is not None:
        kind, told, action = found
        size, above = math.log2(1 + max(cell.known, 1)), dimension == "level" and _above(cell.key, level)
        cost, why = _cost(kind, level=level, need=need, size=size, above=above)
        people = (cell.only,) if cell.only else ()
        cited = (_counted(cell),)
        yield Spot(kind, dimension, cell.key, cell.name, cost, told, action, why, people, evidence=cited)


def _read(cell: Cell, at: str, breaking: Mapping[str, str]) -> tuple[SpotKind, str, str] | None:
    """Say of an area what is missed there and the one thing to do; None where nothing is."""
    only = cell.only
    if not cell.known:
        return "empty", f"You know nobody {at} yet.", "Ask somebody who may know people there."
    if not cell.in_touch and cell.known == 1 and only:
        told = f"You know {only[1]} {at}, and were not in touch this year."
        return "silent", told, f"Write to {phrases.given(only[1])}."
    if not cell.in_touch:
        known = f"You know {phrases.number(cell.known)} people {at}"
        return (
            "silent",
            f"{known}, and nobody of them was in touch with you this year.",
            "Write to one of them.",
        )
    if cell.in_touch > 1 or not only:
        return None
    given, more = phrases.given(only[1]), cell.known - 1
    told = f"{only[1]} is the only one {at} who was in touch with you this year"
    if only[0] in breaking:
        return "bridge", f"{told}, {breaking[only[0]]}.", f"Write to {given} this week."
    if more:
        told += f"; {phrases.number(more)} more you know there {'is' if more == 1 else 'are'} quiet"
    return "thread", f"{told}.", f"Ask {given} whom else to meet there."


def _counted(cell: Cell) -> Evidence:
    """Cite an area: the counts its sentence rests on."""
    return Evidence("area", cell.key, f"{cell.name}: {cell.in_touch} of {cell.known} in touch within a year")


def _above(key: str, level: str) -> bool:
    """Tell whether a level lies above the owner's own."""
    known = titles.LEVELS
    return level in known and key in known and known.index(key) > known.index(level)


def _one(coverage: Coverage, *, level: str) -> Iterator[Spot]:
    """Read whether one area is nearly all there is: the own organization or industry, one age of tie."""
    kind, cell = _ONE.get(coverage.dimension), next(iter(coverage.cells), None)
    if kind is None or cell is None or coverage.placed < ENOUGH or cell.in_touch < ALONE * coverage.placed:
        return
    if kind != "one-age" and not cell.own:
        return
    share = cell.in_touch / coverage.placed
    cost, why = _cost(kind, level=level, need=None, size=2 * share)
    at = _AT[coverage.dimension].format(name=areas.said(coverage.dimension, cell.name))
    start = f"{phrases.number(cell.in_touch).capitalize()} of the {phrases.number(coverage.placed)}"
    known = f" {_KNOWN[kind]}" if coverage.placed < coverage.in_touch else ""
    verb = "you have" if kind == "one-age" else "are"
    told = f"{start} people in touch with you this year{known} {verb} {at}."
    yield Spot(
        kind, coverage.dimension, cell.key, cell.name, cost, told, _OUT[kind], why, evidence=(_counted(cell),)
    )  # fmt: skip


def missed(spots: Iterable[Spot]) -> dict[str, Spot]:
    """Give, by person, the costliest spot that a word with them would open: the quiet ones of its area.

    Not whoever holds the one thread there, and nobody for somebody merely thin: other reasons speak of them.
    """
    found: dict[str, Spot] = {}
    for spot in spots:
        if spot.kind in {"silent", "thread", "one-organization", "one-industry"}:
            for who, _ in spot.people[spot.kind == "thread" :]:
                found.setdefault(who, spot)
    return found


def unmet(spot: Spot) -> Spot:
    """Say of a silent area where no tie ever was why it counts: there is none to take up again."""
    meant = {_TABLE["kind"]["silent"]["why"], _TABLE["level"]["between-jobs"]["silent"]["why"]}
    return replace(spot, because=_TABLE["kind"]["silent"]["unmet"]) if spot.because in meant else spot


_KNOWN = {
    "one-organization": "whose organization is known",
    "one-industry": "whose industry is known",
    "one-age": "whose first exchange is on record",
}
"""Of whom a sentence speaks where an area of others in touch is unknown."""
_OUT = {
    "one-organization": "Reconnect with somebody who works elsewhere.",
    "one-industry": "Take an hour for somebody of another industry.",
    "one-age": "Write to somebody you have known for another stretch of time.",
}
