"""The atlas of organizations around one person: how they compare, who is in touch there, where most are."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
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
_FORMS = (
    "ab ag aps as asa bhd bv co company corp corporation gesellschaft gmbh inc incorporated kg kgaa kk lc"
    " limited llc llp lp ltd ltda mbh nv oy oyj plc pte pty pvt sa sarl sas sdn se sl slu spa sro srl ug"
)
_LEGAL = frozenset(_FORMS.split())
_APART = re.compile(r"[^\w]+")
_DOTTED = re.compile(r"\b(\w)\.(?=\w\b)")


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
    ordered = sorted(people, key=lambda person: (not near(person, today=today), *_latest(person)))
    said = [phrases.plain(person.organization) for person in people if person.organization]
    spellings = Counter(said or [person.domain or person.area for person in people])
    return Area(
        min(spellings, key=lambda spelling: (-spellings[spelling], spelling)),
        tuple((person.id, person.name) for person in ordered),
        tuple((person.id, person.name) for person in ordered if near(person, today=today)),
    )


def _latest(person: Person) -> tuple[int, str, str]:
    """Order people by their last exchange, the newest first, then by name."""
    return (-person.last.toordinal() if person.last else 0, person.name, person.id)


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
