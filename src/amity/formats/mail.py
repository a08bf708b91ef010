"""Mail: what one mail's headers say: who, to whom, when, about what, and whether a person wrote it."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b

from amity.core import handles
from amity.core.handles import Handle
from amity.formats import addresses, headers
from amity.formats.addresses import Address
from amity.formats.headers import Headers

SUBJECT = 300
"""Characters of a subject that are kept."""
_ID = re.compile("[!-~]{1,250}")
_LISTED = frozenset({"list-id", "list-unsubscribe", "list-post"})
_BULK = frozenset({"list", "bulk", "junk"})
_ANSWERED = frozenset({"x-autoreply", "x-autorespond", "x-autoresponse"})
_ROBOT = re.compile(
    r"no[-_.]?reply|do[-_.]?not[-_.]?reply|daemon|bounce|notif|auto-?confirm|postmaster|^root$|^alerts?$"
    r"|newsletter|^updates$|^receipts$|unsubscribe|majordomo|listserv|mailman"
)
"""Functions that machines write for; info@ and jobs@ are functions too, but people write for them."""


def sender(picked: Headers) -> Address | None:
    """Give who wrote the mail: the first address of From, else of Sender; never what a name claims to be."""
    found = addresses.read(picked.get("from", "")) or addresses.read(picked.get("sender", ""))
    return found[0] if found else None


def subject(picked: Headers) -> str:
    """Give the subject in one line of at most `SUBJECT` characters."""
    return headers.clean(headers.words(picked.get("subject", "")), SUBJECT)


def identity(picked: Headers) -> str:
    """Give the Message-ID without its brackets; where there is none, a digest of date, people and subject."""
    said = picked.get("message-id", "").strip(" \t<>")
    if said and _ID.fullmatch(said):
        return said
    parts = [said] if said else [picked.get(name, "") for name in ("date", "from", "to", "subject")]
    return blake2b("\n".join(parts).encode(errors="replace"), digest_size=16).hexdigest()


def listed(picked: Headers) -> bool:
    """Tell whether the mail came over a list or went out in bulk."""
    if "precedence" in picked and _first(picked["precedence"]) in _BULK:
        return True
    return not _LISTED.isdisjoint(picked)


def automatic(picked: Headers, written_by: Handle) -> bool:
    """Tell whether a machine wrote the mail: it says so, bounces cannot answer it, or its sender is a robot.

    X-Auto-Response-Suppress alone says nothing: some programs of people set it on every mail.
    """
    if "auto-submitted" in picked and _first(picked["auto-submitted"]) not in {"", "no"}:
        return True
    if "precedence" in picked and _first(picked["precedence"]) == "auto_reply":
        return True
    if not _ANSWERED.isdisjoint(picked) or picked.get("return-path") == "<>":
        return True
    return robot(written_by.value)


@lru_cache(maxsize=16_384)
def robot(address: str) -> bool:
    """Tell whether a normal mail address is one that machines write from."""
    why = handles.why_nobodys(address)
    return why == "program" or (why is not None and bool(_ROBOT.search(address.partition("@")[0])))


def _first(value: str) -> str:
    """Give a header's first word in small letters: what follows is parameters and comments."""
    return value.partition(";")[0].partition("(")[0].strip().lower()
