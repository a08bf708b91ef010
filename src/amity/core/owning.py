"""Owning: which addresses may be the owner's, in mail where nobody is known to be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from amity.core import handles, names
from amity.core.errors import Refusal
from amity.core.findings import Claim

LEAST, FEWEST = 3, 20
"""Mails without a direction from which on it is asked whose they are; from the second on more surely."""
SHARE, _SHARE_OF_FEW = 5, 2
"""One in so many of these mails names an address that may be the owner's; of few mails every other."""
_MOST = 3
_TAG = re.compile(r"\[([^\[\]]{1,64})\]")
_BEFORE = 120
"""Characters of a subject in which the name of a list stands."""


CHATS = ("instagram", "signal", "telegram", "whatsapp")
"""Services whose exports may know people only by the name they show."""
NAME = 100
"""Characters of such a name."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """An address that may be the owner's, and how many of the mails looked at name it."""

    address: str
    count: int


def is_list(address: str, subjects: Iterable[str]) -> bool:
    """Tell whether an address is a mailing list's: half of the mails that name it bear its name in brackets.

    So do lists that stand in no table: "[notmuch] Tags" for notmuch@notmuchmail.example.
    """
    name = _bare(address.partition("@")[0])
    told = [any(_bare(tag) == name for tag in _TAG.findall(one[:_BEFORE])) for one in subjects]
    return bool(name) and 2 * sum(told) >= max(1, len(told))


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def suggest(named: Iterable[tuple[str, int]], *, mails: int) -> tuple[Suggested, ...]:
    """Suggest the owner's addresses from how many of `mails` without a direction name each address.

    The owner is on all of their mail, so only who is on a good part of it may be them: never a function's
    address, and at most three at once, since the others follow when these are known.
    """
    if mails < LEAST:
        return ()
    share = SHARE if mails >= FEWEST else _SHARE_OF_FEW
    often = [
        Suggested(address, count)
        for address, count in named
        if count * share >= mails and not handles.is_role(address)
    ]
    return tuple(sorted(often, key=lambda one: (-one.count, one.address))[:_MOST])


def undirected(mails: int, suggested: Sequence[Suggested]) -> str:
    """Say of how many mails nobody can tell which way they went, and the remedy; empty where of none."""
    if not mails:
        return ""
    some = "1 mail, so it counts" if mails == 1 else f"{mails:,} mails, so they count"
    told = f"None of your addresses is on {some} for no tie: nobody can tell whether you wrote or received"
    told += " it." if mails == 1 else " them."
    if not suggested:
        return f"{told} Say which address is yours: amity me --address ADDRESS"
    first = suggested[0]
    return f"{told} {first.address} is on {first.count:,}; if that is you: amity me --address {first.address}"


def waiting(mails: int, suggested: Sequence[Suggested] = ()) -> str:
    """Ask whose address is missing while mails wait for it, with the way to say it; empty while none does.

    An address is named where it alone is on most of them.
    """
    if not mails:
        return ""
    some = "1 mail waits" if mails == 1 else f"{mails:,} mails wait"
    first, second = (*(one.count for one in suggested[:2]), 0, 0)[:2]
    likely = suggested[0].address if first > second else "ADDRESS"
    return f"{some} for your address: which is yours? amity me --address {likely}"


def known_as(name: str) -> tuple[Claim, ...]:
    """Say that the owner is whom chats show by this name; the accounts are those that chats make of it."""
    written = " ".join(name.split()).removeprefix("~").strip()
    folded = names.fold(written)
    if len(written) > NAME or not any(map(str.isalpha, folded)):
        raise Refusal(
            "no-name", "A name has letters, and at most a hundred; a telephone number is an address."
        )
    return tuple(Claim("account", f"{service}:{folded}", written) for service in CHATS)
