"""Interactions: one dated exchange, who took part, which way it went and what it weighs."""

from __future__ import annotations

from typing import Literal

Channel = Literal["mail", "message", "call", "meeting", "letter", "social"]
Direction = Literal["sent", "received", "mutual", "unknown"]
Role = Literal["from", "to", "cc", "delivered", "organizer", "attendee"]
Group = Literal["mail", "chat", "meetings"]

CHANNELS: tuple[Channel, ...] = ("mail", "message", "call", "meeting", "letter", "social")
TIMELINE_ONLY = 10
"""With more other people than this an exchange stands in the timeline and weighs nothing."""
NO_EVIDENCE = 30
"""With more other people than this an exchange is no evidence of a tie at all, and is not kept."""


def group(channel: Channel) -> Group:
    """Put a channel into the group whose exchanges are counted together."""
    if channel in {"mail", "letter"}:
        return "mail"
    return "chat" if channel in {"message", "social"} else "meetings"


def weight(others: int) -> float:
    """Weigh an exchange with `others` other people: 1/n each, nothing beyond `TIMELINE_ONLY`."""
    return 1 / others if 0 < others <= TIMELINE_ONLY else 0.0
