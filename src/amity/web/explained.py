"""Explained: what a tie is like and why, as the person's page says it and opens it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amity.book.person import Whole
from amity.core import phrases
from amity.core.bearing import Ground
from amity.core.explain import Number
from amity.core.people import Exchange
from amity.web import wording
from amity.web.forms.corrections import Correction

LABELS = {
    "state": _("State"),
    "strength": _("Strength"),
    "rhythm": _("How often"),
    "started": _("You start"),
    "silence": _("Falling silent"),
    "reply": _("Likely to answer"),
}
IFS = {
    "exchange": _("One exchange both ways today"),
    "letter": _("A mail from you today, not answered yet"),
    "silence": _("Nothing more for three months"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One number with its name, its value in words, and the sentences that say why."""

    name: str
    label: Promise
    shown: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class If:
    """What a tie would come to: after what, its strength and its state."""

    what: Promise
    strength: float
    state: str


def tie(whole: Whole) -> dict[str, Any]:
    """Give what the section of the tie shows: its sentences, its numbers, and the form that corrects them."""
    said = {field: one.word for field, one in whole.corrected.items()}
    shown: dict[str, Any] = {"reasons": reasons(whole), "correction": Correction(initial=said)}
    if whole.why is None:
        return shown
    strength = whole.why.numbers["strength"]
    ifs = [If(IFS[one.what], one.strength, str(wording.STATES[one.state])) for one in strength.changes]
    return {
        **shown,
        "like": (whole.why.like, strength.sentence),
        "ifs": ifs,
        "rests": list(_rests(whole, strength)),
    }


def reasons(whole: Whole) -> list[Reason]:
    """Give the numbers of a tie in the order in which they are read; none where there is no tie."""
    numbers = whole.why.numbers if whole.why is not None else {}
    return [
        Reason(name, label, _shown(name, numbers[name]), tuple(filter(None, _sentences(name, numbers[name]))))
        for name, label in LABELS.items()
        if name in numbers
    ]


def _sentences(name: str, number: Number) -> tuple[str, ...]:
    """Leave out what the section says elsewhere: of the strength what it rests on, and what a table holds."""
    if name == "strength":
        return (number.faded,)
    return (number.sentence, *number.would[name == "state" :])


def _rests(whole: Whole, number: Number) -> Iterable[tuple[Ground, Exchange | None]]:
    return ((ground, whole.grounds.get(ground.on)) for ground in number.rests)


def _shown(name: str, number: Number) -> str:
    """Say a number as it is read: a share in per cent, a rhythm in words, else two digits."""
    value = number.value
    if value is None:
        return str(_("not known yet"))
    if isinstance(value, str):
        return str(wording.STATES[value])
    if name == "rhythm":
        return phrases.rhythm(value)
    return f"{round(value * 100)}%" if name in {"started", "reply"} else f"{value:.2f}"
