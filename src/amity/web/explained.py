"""Explained: the numbers of a tie with their reasons, as the person's page opens them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amity.book.person import Whole
from amity.core import phrases
from amity.core.explain import Ground, Number
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


@dataclass(frozen=True, slots=True)
class Reason:
    """One number with its name and value in words, and the exchanges of the days it rests on."""

    name: str
    label: Promise
    shown: str
    number: Number
    rests: tuple[tuple[Ground, Exchange | None], ...]


def tie(whole: Whole) -> dict[str, Any]:
    """Give what the section of the tie shows: its numbers, and the form that corrects them."""
    said = {field: one.word for field, one in whole.corrected.items()}
    return {"reasons": reasons(whole), "correction": Correction(initial=said)}


def reasons(whole: Whole) -> list[Reason]:
    """Give the numbers of a tie in the order in which they are read; none where there is no tie."""
    numbers = whole.why.numbers if whole.why is not None else {}
    return [
        Reason(name, label, _shown(name, numbers[name]), numbers[name], tuple(_rests(numbers[name], whole)))
        for name, label in LABELS.items()
        if name in numbers
    ]


def _rests(number: Number, whole: Whole) -> Iterable[tuple[Ground, Exchange | None]]:
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
