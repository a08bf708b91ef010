"""Placed: where a person is, as their page says it, with what each area was read from."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amity.core import places, placing, titles
from amity.core.people import Person

BASES = {
    "hand": _("your word"),
    "said": _("as their card says"),
    "title": _("read from the title"),
    "domain": _("read from the mail address"),
    "name": _("read from the organization’s name"),
    "others": _("as is said of their organization"),
    "address": _("read from the postal address"),
    "phone": _("read from the phone number"),
}
"""What an area was read from (`core.placing.BASES`), as the page says it."""
LEVELS = {
    "individual": _("On their own work"),
    "lead": _("Guiding a few"),
    "manager": _("Manager"),
    "director": _("Director"),
    "executive": _("Executive"),
    "founder": _("Founder"),
}
CHOICES = [
    ("", _("As read")),
    *((level, LEVELS[level]) for level in titles.LEVELS),
    (placing.NONE, _("None of these")),
]


@dataclass(frozen=True, slots=True)
class Area:
    """One area of a person: its dimension, its name, and what it was read from."""

    dimension: str | Promise
    name: str | Promise
    basis: str | Promise


def shown(person: Person) -> tuple[Area, ...]:
    """Give the areas that the head of the page does not say already."""
    basis = person.basis
    told = (
        ("organization", _("Organization"), "" if person.organization else person.area and person.domain),
        ("industry", _("Industry"), person.industry),
        ("function", _("Line of work"), person.function),
        ("level", _("Level"), LEVELS.get(person.level, person.level)),
        ("place", _("Country"), places.NAMES.get(person.country, person.country)),
    )
    areas = [Area(label, name, BASES.get(basis.get(key, ""), "")) for key, label, name in told if name]
    if placing.unread(person):
        areas.append(Area(_("Country"), person.place, _("your word; no country is known by it")))
    return tuple(areas)
