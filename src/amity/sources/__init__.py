"""Ways in: one file is one source. A source reads one stream and yields findings; it never writes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Protocol

from amity.core.findings import Finding, Settings
from amity.sources import (
    calendar,
    google,
    instagram,
    linkedin,
    mail,
    meerkat,
    monica,
    nametag,
    outlook,
    signal,
    sms,
    table,
    telegram,
    vcard,
    whatsapp,
)

HEAD = 65_536
"""Bytes of a file's beginning that `recognizes` is shown."""


class Source(Protocol):
    """What a module in this folder offers. All sources pass `tests/sources/contract.py`."""

    def recognizes(self, head: bytes, name: str) -> bool:
        """Tell from a file's first `HEAD` bytes (and, weakly, its name) whether it is of this source."""
        ...

    def pull(self, stream: BinaryIO, settings: Settings) -> Iterator[Finding]:
        """Yield what the stream says, in file order, in bounded memory: stable keys, aware times.

        A bad record is a `Problem` with its place; `Trouble` is raised only when the world fails.
        """
        ...


SOURCES: dict[str, Source] = {
    "linkedin": linkedin,
    "monica": monica,
    "nametag": nametag,
    "meerkat": meerkat,
    "google": google,
    "outlook": outlook,
    "vcard": vcard,
    "calendar": calendar,
    "sms": sms,
    "mail": mail,
    "telegram": telegram,
    "instagram": instagram,
    "signal": signal,
    "whatsapp": whatsapp,
    "table": table,
}
"""In the order in which a file is offered to them."""
