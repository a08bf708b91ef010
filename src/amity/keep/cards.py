"""Cards: what is known of one person, written as a vCard from which the same claims are read again.

A line that was kept as it stood in a card is written as it is. All else is written by its field, and every
line is read again before it is taken: where a property would not say the same, one of Amity's own does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import attrgetter

from amity.core.claims import full_name
from amity.core.findings import Claim, Settings
from amity.formats import vcard, vcard_lines
from amity.formats.vcard_lines import Property, Version, escape, line
from amity.sources import card_lines
from amity.sources import vcard as source

_NAME = ("family", "given", "middle", "prefix", "suffix")
_TYPES = {
    "home", "work", "cell", "voice", "fax", "pager", "text", "textphone", "video", "msg", "bbs",
    "modem", "car", "isdn", "pcs", "dom", "intl", "postal", "parcel", "main", "other", "pref", "iphone",
    "mobile", "x400",
}  # fmt: skip
"""Words of a label that are types to every program; any other is a label of the owner's own."""
_APPLE = {
    "Anniversary", "Assistant", "Brother", "Child", "Father", "Friend", "HomePage", "Manager", "Mother",
    "Other", "Parent", "Partner", "Sister", "Spouse",
}  # fmt: skip
"""Labels that Apple's programs translate, when they are written in its way."""
_LISTS = {"nickname": "NICKNAME", "tag": "CATEGORIES"}
_FACES = {"organization", "email", "phone", "account", "profile", "url"}
"""Fields that stand for a name where there is none."""
_ONCE = {"name", "birthday", "anniversary"}
"""Fields whose property a card has once."""
_NO_LINE = {"", "BEGIN", "END", "VERSION", "UID", "REV", "AGENT"}
"""Properties that are the card's own, or other cards; kept ones are told as text."""
_SETTINGS = Settings(today=date.max)
_SCHEMES = {"jabber": "xmpp", "yahoo": "ymsgr"}
_LONG = 3000
"""Characters of a list in one line."""


@dataclass(slots=True)
class _Card:
    """A card being written: its lines with the place of what they say among the claims, and what is taken."""

    version: Version
    order: dict[tuple[str, str], int]
    lines: list[tuple[int, str]] = field(default_factory=list)
    groups: set[str] = field(default_factory=set)
    number: int = 1
    used: set[str] = field(default_factory=set)

    def add(self, lines: Sequence[str], wanted: Sequence[Claim]) -> bool:
        """Take lines if, read again, they say exactly what is wanted."""
        fits = Counter(source.told(lines, _SETTINGS)) == Counter(wanted)
        if fits:
            self.take(lines, wanted)
        return fits

    def take(self, lines: Iterable[str], said: Iterable[Claim]) -> None:
        """Take lines at the place of the first thing they say."""
        last = len(self.order)
        place = min((self.order.get((one.field, one.value), last) for one in said), default=last)
        for raw in lines:
            self.lines.append((place, raw))
            self.groups.add(vcard.line(raw).group.lower())

    def labelled(self, made: Property, label: str) -> list[str]:
        """Write a property with its label: words that programs know as types, others beside it."""
        name, value, params = made
        custom, types = _parts(label)
        while f"item{self.number}" in self.groups:
            self.number += 1
        group = f"item{self.number}" if custom else ""
        first = line(name, value, (*params, *vcard_lines.types(types, self.version)), group=group)
        said = f"_$!<{custom}>!$_" if custom in _APPLE else escape(custom)
        return [first, line("X-ABLabel", said, group=group)] if custom else [first]


def write(claims: Sequence[Claim], version: Version, *, uid: str = "", changed: date | None = None) -> str:
    """Write one card that says these claims in their order, with what every card of its version must have."""
    order: dict[tuple[str, str], int] = {}
    for number, claim in enumerate(claims):
        order.setdefault((claim.field, claim.value), number)
    card = _Card(version, order)
    kept = [claim for claim in claims if claim.field == "other" and _stands(claim)]
    told = Counter(source.told([claim.value for claim in kept], _SETTINGS))
    for claim in kept:
        card.take([claim.value], source.told([claim.value], _SETTINGS)[:-1])
    for many in (_name, _organizations, _lists):
        told.update(many(card, _left(claims, told)))
    for claim in _left(claims, told):
        _one(card, claim)
    card.lines.sort(key=lambda one: (vcard.binary(vcard.line(one[1])), one[0]))
    heads = [line("UID", escape(uid))] if uid else []
    heads += [vcard_lines.changed(changed, version)] if changed else []
    lines = [raw for _, raw in card.lines]
    return vcard_lines.card([*heads, *_filled(lines, claims, version), *lines], version)


def within(text: str) -> tuple[Claim, ...]:
    """Give what a line says that was kept as it stood in a card, beside being kept."""
    return tuple(one for one in source.told([text], _SETTINGS) if one.field != "other")


def _stands(claim: Claim) -> bool:
    """Tell whether a claim is a card's line as it was kept, and can stand in any card."""
    raw = claim.value
    if "\n" in raw or "\r" in raw or raw[:1] in {" ", "\t", ""}:
        return False
    read = vcard.line(raw)
    return read.name == claim.label and read.name not in _NO_LINE and vcard_lines.modern(read) == raw


def _left(claims: Iterable[Claim], told: Counter[Claim]) -> list[Claim]:
    """Give the claims that no line says yet, in their order."""
    said = told.copy()
    left = []
    for claim in claims:
        if said[claim]:
            said[claim] -= 1
        elif claim.value:
            left.append(claim)
    return left


def _name(card: _Card, claims: Sequence[Claim]) -> list[Claim]:
    """Write the parts of a name as N."""
    parts = [next((one for one in claims if one.field == name), Claim(name, "")) for name in _NAME]
    said = [part for part in parts if part.value]
    value = ";".join(escape(part.value) for part in parts)
    fits = said and card.add(card.labelled(("N", value, ()), said[0].label), said)
    return said if fits else []


def _organizations(card: _Card, claims: Sequence[Claim]) -> list[Claim]:
    """Write each organization with the department that follows it as ORG."""
    jobs = [claim for claim in claims if claim.field in {"organization", "department"}]
    done: list[Claim] = []
    while jobs:
        first = jobs.pop(0)
        follows = first.field == "organization" and jobs and jobs[0].field == "department"
        said = [first, jobs.pop(0)] if follows else [first]
        value = ";".join(escape(one.value) for one in said)
        value = f";{value}" if first.field == "department" else value
        done += said if card.add(card.labelled(("ORG", value, ()), first.label), said) else []
    return done


def _lists(card: _Card, claims: Sequence[Claim]) -> list[Claim]:
    """Write nicknames and tags, those of one label in one line."""
    done: list[Claim] = []
    listed = sorted((one for one in claims if one.field in _LISTS), key=attrgetter("field", "label"))
    for (name, label), several in groupby(listed, key=attrgetter("field", "label")):
        for some in _short(several):
            value = ",".join(escape(one.value) for one in some)
            if card.add(card.labelled((_LISTS[name], value, ()), label), some):
                done += some
    return done


def _short(claims: Iterable[Claim]) -> Iterator[list[Claim]]:
    """Cut a list so that each line stays readable."""
    some: list[Claim] = []
    for claim in claims:
        if some and sum(len(one.value) + 1 for one in some) + len(claim.value) > _LONG:
            yield some
            some = []
        some.append(claim)
    yield some


def _one(card: _Card, claim: Claim) -> None:
    """Write one claim by the first property that says it."""
    maker = None if claim.field in card.used else _MAKERS.get(claim.field)
    for made, label in maker(claim, card.version) if maker else ():
        if card.add(card.labelled(made, label), [claim]):
            card.used |= {claim.field} & _ONCE
            return
    name = card_lines.OWN + claim.field.upper().replace("_", "-")
    card.take(card.labelled((name, escape(claim.value), ()), claim.label), [claim])


def _filled(lines: Sequence[str], claims: Sequence[Claim], version: Version) -> list[str]:
    """Write the names a card must have where it has none; marked, so that they are not read as said."""
    names = {vcard.line(raw).name for raw in lines}
    shown = full_name(claims) or next((one.value for one in claims if one.field in _FACES), "")
    mark = ((card_lines.FILLED, "1"),)
    given, _, family = shown.rpartition(" ")
    filled = [] if "FN" in names else [line("FN", escape(shown), mark)]
    if "N" not in names and version == "3.0":
        filled.append(line("N", f"{escape(family)};{escape(given)};;;", mark))
    return filled


def _parts(label: str) -> tuple[str, list[str]]:
    """Part a label into the owner's own word and the types that every program knows."""
    words = label.split(", ") if label else []
    types: list[str] = []
    while words and words[-1] in _TYPES and words[-1] not in types:
        types.insert(0, words.pop())
    return ", ".join(words), types


_Made = Iterator[tuple[Property, str]]


def _plain(name: str, *params: tuple[str, str]) -> Callable[[Claim, Version], _Made]:
    def make(claim: Claim, version: Version) -> _Made:
        yield (name, escape(claim.value), params if version == "3.0" else ()), claim.label

    return make


def _web(claim: Claim, _version: Version) -> _Made:
    yield ("URL", claim.value.replace("\n", ""), ()), claim.label
    yield ("URL", escape(claim.value), ()), claim.label


def _account(claim: Claim, _version: Version) -> _Made:
    service, _, name = claim.value.partition(":")
    yield ("IMPP", f"{_SCHEMES.get(service, service)}:{escape(name)}", ()), claim.label


def _address(claim: Claim, _version: Version) -> _Made:
    yield ("ADR", f";;{escape(claim.value)};;;;", ()), claim.label


def _title(claim: Claim, _version: Version) -> _Made:
    custom, types = _parts(claim.label)
    words = custom.split(", ")
    if words[-1] == "role":
        yield ("ROLE", escape(claim.value), ()), ", ".join([*words[:-1], *types])
    yield ("TITLE", escape(claim.value), ()), claim.label


def _anniversary(claim: Claim, version: Version) -> _Made:
    if _parts(claim.label)[0].lower() == "anniversary":
        yield ("X-ABDATE", claim.value, ()), claim.label
    yield vcard_lines.anniversary(claim.value, version), claim.label


_MAKERS: dict[str, Callable[[Claim, Version], _Made]] = {
    "name": _plain("FN"),
    "title": _title,
    "note": _plain("NOTE"),
    "email": _plain("EMAIL", ("TYPE", "INTERNET")),
    "phone": _plain("TEL"),
    "profile": _web,
    "url": _web,
    "account": _account,
    "address": _address,
    "birthday": lambda claim, version: iter([(vcard_lines.birthday(claim.value, version), claim.label)]),
    "anniversary": _anniversary,
    "photo": lambda claim, version: iter([(vcard_lines.photo(claim.value, version), claim.label)]),
    **{name: _plain(prop) for name, prop in _LISTS.items()},
}
"""Per field the properties that may say it, the best first."""
