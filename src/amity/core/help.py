"""Help: what the owner and a person asked, offered, gave and received, as records tell it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from amity.core import facts
from amity.core.facts import Told

Way = Literal["given", "received", "offered", "asked"]
WAYS: tuple[Way, ...] = ("given", "received", "offered", "asked")
_FIELD = "help_"


@dataclass(frozen=True, slots=True)
class Help:
    """One piece of help. `given` is the owner's to the person, `received` the person's to the owner."""

    way: Way
    text: str
    on: date | None
    source: str
    record: str


def help(told: Iterable[Told]) -> tuple[Help, ...]:  # noqa: A001 - the house's word
    """Give the help that is told of, way by way, the newest first; each piece once."""
    found = facts.facts(told, [_FIELD + way for way in WAYS])
    return tuple(
        Help(cast("Way", one.kind.removeprefix(_FIELD)), one.text, one.on, one.source, one.record)
        for one in found
    )
