"""Career: what the files the owner brought say of their own working life."""

from __future__ import annotations

from amity.book import records
from amity.book.models import Owner, Record
from amity.core import career as rules
from amity.core.career import Entry


def of(owner: Owner) -> dict[str, tuple[Entry, ...]]:
    """Give the owner's jobs, schools, applications, events and skills, kind by kind."""
    mine = Record.objects.filter(owner=owner, mine=True).exclude(source="hand").order_by("id")
    told = records.said(owner, list(mine.values_list("id", flat=True)))
    return rules.career(said.claims for said in told.values())
