"""Interactions: one dated exchange, who took part, which way it went and what it weighs."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Literal

Channel = Literal["mail", "message", "call", "meeting", "letter", "social"]
Direction = Literal["sent", "received", "mutual", "unknown"]
Role = Literal["from", "to", "cc", "delivered", "organizer", "attendee"]
Group = Literal["mail", "chat", "meetings"]

CHANNELS: tuple[Channel, ...] = ("mail", "message", "call", "meeting", "letter", "social")
TIMELINE_ONLY = 10
"""With more other people than this an exchange stands in the timeline only: no word rests on it."""
NO_EVIDENCE = 30
"""With more other people than this an exchange is no evidence of a tie at all, and is not kept."""

PAUSES: dict[Group, float] = {"mail": 14.0, "chat": 1.0, "meetings": 1.0}
"""Days of silence after which the next one begins a conversation: two weeks of mail, a day of chats."""


def group(channel: Channel) -> Group:
    """Put a channel into the group whose exchanges are counted together."""
    if channel in {"mail", "letter"}:
        return "mail"
    return "chat" if channel in {"message", "social"} else "meetings"


def pause(channel: Channel) -> float:
    """Give the days of silence after which an exchange on this channel begins a conversation."""
    return PAUSES[group(channel)]


def weight(others: int) -> float:
    """Weigh an exchange with `others` other people: 1/√n each, nothing beyond `NO_EVIDENCE`.

    Measured beside 1/n and 1 (docs/why/0006-weights.md).
    """
    return 1 / math.sqrt(others) if 0 < others <= NO_EVIDENCE else 0.0


def crowded(others: int) -> bool:
    """Tell whether an exchange is with so many that it adds to a strength and to nothing else."""
    return others > TIMELINE_ONLY


def direction(roles: Iterable[tuple[Role, bool]], *, given: Direction | None = None) -> Direction:
    """Tell which way an exchange went from each participant's role and whether it is the owner.

    From the owner: sent. To the owner (also by the mailbox's own Delivered-To): received. Neither: unknown.
    """
    if given is not None:
        return given
    mine = {role for role, own in roles if own}
    if "from" in mine:
        return "sent"
    return "received" if mine & {"to", "cc", "delivered"} else "unknown"


def counted(role: Role, way: Direction) -> tuple[float, float] | None:
    """Give the (sent, received) share of a participant in this role, None where it is no exchange with them.

    Who only stands beside the owner among the recipients of somebody else's mail exchanged nothing.
    """
    if way == "mutual" and role != "delivered":
        return (1.0, 1.0)
    if way == "sent" and role in {"to", "cc", "attendee"}:
        return (1.0, 0.0)
    if way == "received" and role in {"from", "organizer"}:
        return (0.0, 1.0)
    return None
