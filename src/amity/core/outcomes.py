"""Outcomes: what came of a tie, so that a year later the owner sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["information", "insight", "influence", "introduction", "opportunity", "support"]
KINDS: tuple[Kind, ...] = ("information", "insight", "influence", "introduction", "opportunity", "support")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing that came of a tie."""

    id: str
    kind: str
    text: str
    on: date
    exchange: str = ""
