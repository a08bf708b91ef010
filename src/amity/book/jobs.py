"""Jobs: what became of the owner's ties after their last change of organization."""

from __future__ import annotations

from datetime import date

from amity.book import contacts, owners
from amity.book.models import Owner
from amity.core import contacts as seen
from amity.core import jobs as rules
from amity.core.jobs import Passage


def latest(owner: Owner, *, today: date) -> Passage | None:
    """Say what became of ties after the last change, where one is told and something is on record."""
    change = rules.latest(owners.positions(owner), today=today)
    if change is None:
        return None
    window = rules.window(change, today=today)
    spans = contacts.spans(owner, window.bounds)
    people, firsts = contacts.known(owner, seen.among(spans, window.now | window.then))
    return rules.passage(change, window, people, spans, firsts, today=today)
