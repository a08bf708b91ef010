"""Access: whose book it is, and what is theirs; everything else does not exist."""

from __future__ import annotations

import hashlib
import secrets
from base64 import b32encode
from collections.abc import Iterable

from django.db import transaction

from amity.book.models import Owner, Person, Record

__all__ = ["Missing", "Owner", "fresh", "owner", "people", "person", "records", "uid"]


class Missing(Exception):  # noqa: N818 - an answer, not an error: doors say 404
    """What was asked for is not in this owner's book."""


def owner() -> Owner:
    """Give the one owner of this book, making them at first (no accounts yet)."""
    found = Owner.objects.order_by("id").first()
    if found is None:
        with transaction.atomic():
            found = Owner.objects.order_by("id").first() or Owner.objects.create(secret=secrets.token_hex(16))
    return found


def uid(owner: Owner, *parts: str) -> str:
    """Make the opaque id that always belongs to these parts in this owner's book: 12 letters and digits."""
    key = bytes.fromhex(owner.secret)
    digest = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8, key=key).digest()
    return b32encode(digest).decode().lower().rstrip("=")[:12]


def fresh(owner: Owner, *parts: str) -> str:
    """Make an opaque id nothing else has."""
    return uid(owner, secrets.token_hex(8), *parts)


def person(owner: Owner, id: str) -> Person:  # noqa: A002 - the contract's word
    """Find a person by any id they ever had; ids survive joins, since each record keeps its own."""
    found = Person.objects.filter(owner=owner, uid=id, removed=False).first()
    if found is None:
        record = Record.objects.filter(owner=owner, uid=id, person__isnull=False).first()
        number = record.person_id if record else None
        found = Person.objects.filter(owner=owner, pk=number or 0, removed=False).first()
    if found is None:
        raise Missing(f"Nobody here has the id {id!r}.")
    return found


def people(owner: Owner, ids: Iterable[str]) -> list[Person]:
    """Find several people by id, each once, in the order asked; `Missing` if one is not there."""
    wanted = list(dict.fromkeys(ids))
    direct = {row.uid: row for row in Person.objects.filter(owner=owner, uid__in=wanted, removed=False)}
    return list(
        {found.pk: found for uid in wanted for found in [direct.get(uid) or person(owner, uid)]}.values()
    )


def records(owner: Owner, people: Iterable[int]) -> list[int]:
    """Give the numbers of the records of some people.

    Exchanges are asked for by these: by people the database may read all exchanges of a book instead.
    """
    mine = Record.objects.filter(owner=owner, person__in=list(people)).order_by("id")
    return list(mine.values_list("id", flat=True))
