"""Help: what the owner and a person asked, offered, gave and received, as records tell it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from amity.core import facts
from amity.core.facts import Told

Way = Literal["given", "received", "offered", "asked", "declined"]
WAYS: tuple[Way, ...] = ("given", "received", "offered", "asked", "declined")
Kind = Literal["information", "insight", "introduction", "feedback", "support", "opportunity"]
KINDS: tuple[Kind, ...] = ("information", "insight", "introduction", "feedback", "support", "opportunity")
_FIELD = "help_"


@dataclass(frozen=True, slots=True)
class Help:
    """One piece of help. `given` is the owner's to the person, `received` the person's to the owner.

    `offered` is the owner's offer, `asked` what the owner asked for, `declined` what was asked and not given.
    """

    way: Way
    text: str
    on: date | None
    source: str
    record: str
    id: str = ""
    kind: str = ""
    exchange: str = ""


def help(told: Iterable[Told], *, own: Iterable[Help] = ()) -> tuple[Help, ...]:  # noqa: A001 - the house's word
    """Give the help that is told of and (`own`) kept by hand, way by way, the newest first; each once."""
    found = facts.facts(told, [_FIELD + way for way in WAYS])
    mine = list(own)
    known = {(one.way, one.text.casefold()) for one in mine}
    told_of = [
        Help(cast("Way", one.kind.removeprefix(_FIELD)), one.text, one.on, one.source, one.record, one.id)
        for one in found
    ]
    several = [*mine, *(one for one in told_of if (one.way, one.text.casefold()) not in known)]
    several.sort(key=lambda one: one.on or date.min, reverse=True)
    return tuple(sorted(several, key=lambda one: WAYS.index(one.way)))
