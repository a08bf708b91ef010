"""Owning: which addresses may be the owner's, in mail where nobody is known to be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from amity.core import handles, names
from amity.core.errors import Refusal
from amity.core.findings import Claim

FEWEST = 20
"""Mails without a direction from which on it is asked whose they are."""
_SHARE = 5
"""One in so many of these mails names an address that may be the owner's."""
_MOST = 3


CHATS = ("instagram", "signal", "telegram", "whatsapp")
"""Services whose exports may know people only by the name they show."""
NAME = 100
"""Characters of such a name."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """An address that may be the owner's, and how many of the mails looked at name it."""

    address: str
    count: int


def suggest(named: Iterable[tuple[str, int]], *, mails: int) -> tuple[Suggested, ...]:
    """Suggest the owner's addresses from how many of `mails` without a direction name each address.

    The owner is on all of their mail, so only who is on a good part of it may be them: never a function's
    address, and at most three at once, since the others follow when these are known.
    """
    if mails < FEWEST:
        return ()
    often = [
        Suggested(address, count)
        for address, count in named
        if count * _SHARE >= mails and not handles.is_role(address)
    ]
    return tuple(sorted(often, key=lambda one: (-one.count, one.address))[:_MOST])


def known_as(name: str) -> tuple[Claim, ...]:
    """Say that the owner is whom chats show by this name; the accounts are those that chats make of it."""
    written = " ".join(name.split()).removeprefix("~").strip()
    folded = names.fold(written)
    if len(written) > NAME or not any(map(str.isalpha, folded)):
        raise Refusal(
            "no-name", "A name has letters, and at most a hundred; a telephone number is an address."
        )
    return tuple(Claim("account", f"{service}:{folded}", written) for service in CHATS)
