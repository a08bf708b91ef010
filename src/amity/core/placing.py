"""Placing: the areas one person is in, derived from what is said of them, each with what it was read from.

What is said goes before what is read; the owner's own word goes before all (`claims.derive`). Nothing is
guessed silently: `basis` names what each area was read from, and what cannot be read stays empty.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from amity.core import atlas, countries, domains, families, industries, places, titles
from amity.core.handles import EXTENSION, Handle
from amity.core.people import Person

BASES: dict[str, str] = {
    "hand": "your word",
    "said": "as their card says",
    "title": "read from the title",
    "domain": "read from the mail address",
    "name": "read from the organization's name",
    "others": "as is said of their organization",
    "address": "read from the postal address",
    "phone": "read from the phone number",
}
"""What an area may have been read from, in words; by hand and said are nobody's reading."""
READ = frozenset(BASES) - {"hand", "said"}
NONE = "none"
"""The owner's word that somebody is in no area of a dimension, whatever could be read."""
SAID = ("industry", "function", "level", "place")
"""Dimensions of which the owner's word is taken back by an empty one, so that they are as read again."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where somebody is: the key of each dimension, empty where nothing tells; `basis` by dimension.

    `area` is the organization as compared, `domain` that of their mail, `country` two letters (ISO 3166).
    """

    area: str = ""
    domain: str = ""
    industry: str = ""
    function: str = ""
    level: str = ""
    country: str = ""
    basis: Mapping[str, str] = field(default_factory=dict)


def place(
    one: Mapping[str, str], handles: Iterable[Handle], *, by_hand: Iterable[str] = (), address: str = ""
) -> Placed:
    """Place somebody by their derived fields (`claims.ONE`), their addresses and a postal address.

    `by_hand` names the fields that are the owner's own word: an empty one by hand is left empty.
    """
    several, hand = tuple(handles), frozenset(by_hand)
    domain = next(filter(None, (domains.organization(h.value) for h in several if h.kind == "email")), "")
    read = titles.read(one.get("title", ""))
    organization = one.get("organization", "")
    stated = {
        "organization": (atlas.fold(organization), "said"),
        "industry": (industries.stated(one.get("industry", "")), "said"),
        "function": (titles.plain(one.get("function", "")), "said"),
        "level": (titles.plain(one.get("level", "")), "said"),
        "place": (places.read(one.get("place", "")), "said"),
    }
    readings = {
        "organization": [] if _own(several, domain) else [(atlas.fold(domains.label(domain)), "domain")],
        "industry": [(industries.of_name(organization), "name"), (industries.of_domain(domain), "domain")],
        "function": [(read.function, "title")],
        "level": [(read.level, "title")],
        "place": [
            (places.country(address), "address"),
            (_phone(several), "phone"),
            (domains.country(domain), "domain"),
        ],
    }
    # A place in the owner's own word of which no country can be read is in none: no address knows better.
    found = {name: _chosen(stated[name], readings[name], by_hand=name in hand) for name in stated}
    basis = {name: how for name, (_, how) in found.items() if how}
    keys = {name: key for name, (key, _) in found.items()}
    return Placed(
        keys["organization"], domain, keys["industry"], keys["function"], keys["level"], keys["place"], basis
    )


def _own(handles: Iterable[Handle], domain: str) -> bool:
    """Tell whether a domain is somebody's own, called like their mailbox there: keithp@keithp.example."""
    boxes = [h.value.partition("@")[0] for h in handles if h.kind == "email"]
    return domains.label(domain) in boxes


def _chosen(
    stated: tuple[str, str], readings: Iterable[tuple[str, str]], *, by_hand: bool
) -> tuple[str, str]:
    """Take what is stated, else the first reading; an empty word by hand says: nothing of this."""
    if by_hand:
        return stated[0], "hand"
    return next((told for told in (stated, *readings) if told[0]), ("", ""))


def _phone(handles: Iterable[Handle]) -> str:
    """Give the country of the first number that tells one."""
    numbers = (h.value.partition(EXTENSION)[0] for h in handles if h.kind == "phone" and h.strong)
    return next(filter(None, map(countries.of, numbers)), "")


class Stands(NamedTuple):
    """Somebody as others of their organization see them: what is derived of them alone, area and name."""

    id: int
    domain: str
    area: str
    industry: str
    basis: Mapping[str, str]
    name: str = ""


def areas(people: Iterable[Stands]) -> dict[int, str]:
    """Give the area of those whose organization only their mail tells.

    It is that of most people with the same domain whose organization is said, else the domain's own name;
    none where the domain is a family's (`families.own`).
    """
    several = tuple(people)
    said: dict[str, Counter[str]] = defaultdict(Counter)
    called: dict[str, list[str]] = defaultdict(list)
    for one in several:
        called[one.domain].append(one.name)
        if one.domain and one.area and one.basis.get("organization") in {"said", "hand"}:
            said[one.domain][one.area] += 1
    read = (one for one in several if one.basis.get("organization") == "domain")
    known = {
        domain: ""
        if families.own(domain, names, said=said.get(domain, ()))
        else _most(said.get(domain)) or atlas.fold(domains.label(domain))
        for domain, names in called.items()
    }
    return {one.id: known[one.domain] for one in read}


def industries_of(people: Iterable[Stands], *, own: Mapping[str, str] | None = None) -> dict[int, str]:
    """Give the industry of those of whom nothing tells it: that of most others at their organization.

    `own` is what the owner says of their own organization, by area; it goes before all others.
    """
    several, mine = tuple(people), own or {}
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for one in several:
        if one.area and one.industry and "industry" in one.basis:
            told[one.area][one.industry] += 1
    return {
        one.id: mine.get(one.area) or _most(told.get(one.area))
        for one in several
        if "industry" not in one.basis
    }


def _most(counts: Counter[str] | None) -> str:
    return min(counts, key=lambda key: (-counts[key], key)) if counts else ""


def whole(basis: Mapping[str, str], *, industry: str) -> dict[str, str]:
    """Give the basis of every dimension, also of an industry that only the others tell."""
    return {**basis, **({"industry": "others"} if industry and "industry" not in basis else {})}


def unread(person: Person) -> str:
    """Say of a place in the owner's own word that no country is known by it; empty where one is."""
    if person.country or not person.place or person.basis.get("place") != "hand":
        return ""
    return f"{person.place} (your word; no country is known by it, so they count in none)"


def by_word(said: Mapping[str, str]) -> dict[str, list[str]]:
    """Give what a record by hand is to say of each field: an empty word on an area says nothing any more.

    `NONE` says that of this there is none, as an empty word on any other field does.
    """
    told: dict[str, list[str]] = {}
    for name, value in said.items():
        word = value.strip()
        told[name] = [] if name in SAID and not word else [_meant(name, word)]
    return told


def _meant(name: str, word: str) -> str:
    return "" if name in SAID and word.casefold() == NONE else word


def refused(person: Person) -> tuple[str, ...]:
    """Give the dimensions of which the owner said that there is none."""
    known = dict(zip(SAID, (person.industry, person.function, person.level, person.place), strict=True))
    return tuple(name for name, word in known.items() if not word and person.basis.get(name) == "hand")


def own_words(said: Mapping[str, str | None]) -> tuple[str, ...]:
    """Say of each of the owner's words of an area that no table knows that it is kept, and which are known.

    `said` is by dimension; an empty word says nothing, and `NONE` is one everybody knows.
    """
    told = []
    said = {name: _meant(name, (word or "").strip()) for name, word in said.items()}
    for name, (shown, known) in _TABLES.items():
        word = said.get(name, "")
        if word and (industries.stated(word) if name == "industry" else titles.plain(word)) not in known:
            told.append(f"{word!r} is kept as your own word; the {shown} known here are {', '.join(known)}.")
    place = said.get("place", "")
    if place and not places.read(place):
        told.append(
            f"{place!r} is kept; no country is known by it, so it counts in none. Add one: {place}, Italy."
        )
    return tuple(told)


_TABLES = {
    "industry": ("industries", industries.INDUSTRIES),
    "function": ("lines of work", titles.FUNCTIONS),
}


def keys(person: Person) -> tuple[str, ...]:
    """Give somebody's areas that are known, in the order of `told`."""
    return tuple(key for _, key, _ in _areas(person) if key)


def told(person: Person) -> dict[str, str]:
    """Say somebody's areas that are known by dimension, each with what it was read from."""
    return {name: say(name, shown, person.basis) for name, key, shown in _areas(person) if key}


def _areas(person: Person) -> tuple[tuple[str, str, str], ...]:
    organization = person.organization or person.domain
    return (
        ("organization", person.area, organization),
        ("industry", person.industry, person.industry),
        ("function", person.function, person.function),
        ("level", person.level, person.level),
        ("place", person.country, person.country),
    )


def say(dimension: str, key: str, basis: Mapping[str, str]) -> str:
    """Say an area with what it was read from: "engineering (read from the title)"."""
    shown = places.NAMES.get(key, key) if dimension == "place" else key
    how = BASES.get(basis.get(dimension, ""), "")
    return f"{shown} ({how})" if shown and how else shown
