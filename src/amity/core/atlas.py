"""The atlas: which organizations the owner's people cover, where they concentrate, and what is missed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from amity.core import phrases
from amity.core.people import Person
from amity.core.view import Area, Around

IN_TOUCH = 365
"""Days within which an exchange keeps somebody in touch."""
FOCUS = 0.5
"""An area holding at least this share of those in touch is where they concentrate."""
ENOUGH = 4
"""With fewer people in touch than this, no concentration is stated."""
PRIOR = 0.5
"""Dirichlet pseudo-count per area (Jeffreys): a small book is not called one-sided on three people."""
_FORMS = (
    "ab ag aps as asa bhd bv co company corp corporation gesellschaft gmbh inc incorporated kg kgaa kk lc"
    " limited llc llp lp ltd ltda mbh nv oy oyj plc pte pty pvt sa sarl sas sdn se sl slu spa sro srl ug"
)
_LEGAL = frozenset(_FORMS.split())
_APART = re.compile(r"[^\w]+")
_DOTTED = re.compile(r"\b(\w)\.(?=\w\b)")


@dataclass(frozen=True, slots=True)
class Row:
    """One organization: people known and in touch, its smoothed share of all in touch (0-1).

    `strength` adds up the ties there. `only` is (id, name) of the one person known there, when there is one.
    """

    key: str
    name: str
    known: int
    in_touch: int
    share: float
    strength: float
    only: tuple[str, str] | None

    @property
    def blind(self) -> bool:
        """Whether nobody known here is in touch."""
        return self.in_touch == 0


@dataclass(frozen=True, slots=True)
class Atlas:
    """All areas, those with most people in touch first, with one sentence on how they concentrate.

    `spread` is Blau's index of the smoothed shares, normalized to 0 (all in one) - 1 (even); None below two
    areas. `unplaced` counts the people whose organization is not known: the picture is partial by so much.
    """

    rows: tuple[Row, ...]
    in_touch: int
    unplaced: int
    spread: float | None
    sentence: str


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """Reduce an organization's name to what is compared: "Acme, Inc." and "ACME" are one.

    Accents, case, punctuation, a leading "the" and legal forms at the end go, unless nothing would be left.
    """
    decomposed = unicodedata.normalize("NFKD", _DOTTED.sub(r"\1", name.casefold().replace("&", " ")))
    bare = "".join(mark for mark in decomposed if not unicodedata.combining(mark)).casefold()
    words = [word for word in _APART.split(bare) if word]
    kept = list(words)
    while len(kept) > 1 and kept[-1] in _LEGAL:
        kept.pop()
    return " ".join(kept[1:] if len(kept) > 1 and kept[0] == "the" else kept)


def where(person: Person) -> str:
    """Give the key of somebody's organization, also one that only their mail tells; empty if none is."""
    return person.area or fold(person.organization)


def near(person: Person, *, today: date) -> bool:
    """Tell whether somebody was in touch within a year, on record or elsewhere by the owner's word."""
    return person.elsewhere or (person.last is not None and 0 <= (today - person.last).days < IN_TOUCH)


def areas(people: Iterable[Person], *, today: date) -> dict[str, Area]:
    """Gather people by folded organization, leaving out those set aside and those without one.

    An area goes by the spelling most of its people use (the first in order among equals), else by their
    domain.
    """
    members: dict[str, list[Person]] = {}
    for person in people:
        if person.aside is None and (key := where(person)):
            members.setdefault(key, []).append(person)
    return {key: _area(found, today=today) for key, found in sorted(members.items())}


def _area(people: list[Person], *, today: date) -> Area:
    ordered = sorted(people, key=lambda person: (not near(person, today=today), person.name, person.id))
    said = [phrases.plain(person.organization) for person in people if person.organization]
    spellings = said or [person.domain or person.area for person in people]
    return Area(
        min(spellings, key=lambda spelling: (-spellings.count(spelling), spelling)),
        tuple((person.id, person.name) for person in ordered),
        tuple((person.id, person.name) for person in ordered if near(person, today=today)),
    )


def around(people: Iterable[Person], *, organization: str = "", today: date) -> Around:
    """Draw the book around a person: areas, and the one in which those in touch concentrate."""
    covered = areas(people, today=today)
    total = sum(len(area.in_touch) for area in covered.values())
    return Around(organization, covered, focus(covered, total=total), total)


def focus(covered: Mapping[str, Area], *, total: int) -> str:
    """Name the key of the area with at least `FOCUS` of the `total` in touch; empty when none or too few."""
    return densest({key: len(area.in_touch) for key, area in covered.items()}, total=total)


def densest(in_touch: Mapping[str, int], *, total: int) -> str:
    """Name the same from the number of people in touch by area."""
    if total < ENOUGH:
        return ""
    most = min(in_touch, key=lambda key: (-in_touch[key], key))
    return most if in_touch[most] >= FOCUS * total else ""


def blau(shares: Collection[float]) -> float | None:
    """Return Blau's index `1 - sum p^2`, normalized by K / (K - 1); None for fewer than two shares.

    Blau 1977, "Inequality and Heterogeneity". `shares` are 0-1 and add up to 1.
    """
    if len(shares) < 2:  # noqa: PLR2004 - one area has no diversity to speak of
        return None
    return (1 - sum(share * share for share in shares)) * len(shares) / (len(shares) - 1)


def smoothed(counts: Collection[int]) -> list[float]:
    """Turn counts into shares with a symmetric Dirichlet prior: (n + a) / (N + a K), a = `PRIOR`."""
    total = sum(counts) + PRIOR * len(counts)
    return [(count + PRIOR) / total for count in counts]


def read(people: Collection[Person], *, today: date) -> Atlas:
    """Draw the atlas of organizations from all people of a book."""
    drawn = around(people, today=today)
    strengths = {person.id: person.strength or 0.0 for person in people}
    shares = smoothed([len(area.in_touch) for area in drawn.areas.values()])
    rows = [
        _row(key, area, share=share, strengths=strengths)
        for (key, area), share in zip(drawn.areas.items(), shares, strict=True)
    ]
    placed = sum(len(area.people) for area in drawn.areas.values())
    here = sum(1 for person in people if person.aside is None)
    rows.sort(key=lambda row: (-row.in_touch, -row.known, row.key))
    return Atlas(tuple(rows), drawn.in_touch, here - placed, blau(shares), concentration(drawn))


def _row(key: str, area: Area, *, share: float, strengths: Mapping[str, float]) -> Row:
    return Row(
        key,
        area.name,
        len(area.people),
        len(area.in_touch),
        share,
        sum(strengths[person] for person, _ in area.people),
        area.people[0] if len(area.people) == 1 else None,
    )


def concentration(drawn: Around) -> str:
    """Say where those in touch concentrate: of ten people, seven are at Acme.

    Only people whose organization is known are counted, and the sentence says so.
    """
    if not drawn.in_touch:
        return "Nobody whose organization is known was in touch within the past year."
    everyone = phrases.number(drawn.in_touch)
    if drawn.focus:
        area = drawn.areas[drawn.focus]
        there = phrases.number(len(area.in_touch))
        return (
            f"Of the {everyone} people in touch within the past year whose organization is known,"
            f" {there} are at {area.name}."
        )
    places = [area.name for area in drawn.areas.values() if area.in_touch]
    if len(places) == 1:
        where = f"at {places[0]}"
    else:
        where = f"spread over {phrases.number(len(places))} organizations"
    who = "person" if drawn.in_touch == 1 else "people"
    verb = "is" if drawn.in_touch == 1 else "are"
    start = f"{everyone.capitalize()} {who} in touch within the past year"
    return f"{start} whose organization is known {verb} {where}."
