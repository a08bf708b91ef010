"""Help: what the owner and a person asked, offered, gave and received."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db import transaction

from amity.book import promises, words
from amity.book.models import Help as Row
from amity.book.models import Owner
from amity.core.errors import Refusal
from amity.core.help import KINDS, WAYS, Help, Way
from amity.core.promises import Promise


def own(owner: Owner, people: Iterable[int] | None = None, *, today: date) -> dict[int, list[Help]]:
    """Give the help up to `today` the owner told of, by person's number; a kept promise is help too."""
    numbers = None if people is None else list(people)
    found: dict[int, list[Help]] = defaultdict(list)
    for person, several in words.of(owner, Row, people=numbers, today=today).items():
        found[person] += map(_value, several)
    for person, promised in promises.of(owner, numbers, closed=True, today=today).items():
        found[person] += (_kept(promise) for promise in promised if promise.kept)
    return found


def _kept(promise: Promise) -> Help:
    way: Way = "given" if promise.mine else "received"
    return Help(way, promise.text, promise.closed, "hand", "", promise.id, promise.kind, promise.exchange)


def _value(row: Row) -> Help:
    return Help(row.way, row.text, row.on, "hand", "", id=row.uid, kind=row.kind, exchange=row.exchange)  # type: ignore[arg-type]


def note(
    owner: Owner, id: str, way: str, text: str, *, kind: str = "", on: date, today: date, exchange: str = "",  # noqa: A002
) -> Help:  # fmt: skip
    """Keep a piece of help between the owner and a person."""
    if way not in WAYS:
        raise Refusal("unknown-help", f"{way!r} is no way of help; choose from {', '.join(WAYS)}.")
    if kind and kind not in KINDS:
        raise Refusal("unknown-kind", f"{kind!r} is no kind of help; choose from {', '.join(KINDS)}.")
    if on > today:
        raise Refusal("future", "That day has not come yet; a promise can wait for it.")
    with transaction.atomic():
        row = words.say(owner, Row, id, text, on=on, today=today, way=way, kind=kind, exchange=exchange)
    return _value(row)


def remove(owner: Owner, id: str) -> Help:  # noqa: A002
    """Take a piece of help back, as if it had not been told, and give what it was."""
    with transaction.atomic():
        row = words.one(owner, Row, id)
        value = _value(row)
        row.delete()
    return value
