"""Care: what the book adds to the worth of one person, and how often each tie is worth a word."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta

from amity.book import circles
from amity.book.models import Owner, Person, Plan
from amity.core import cadence, purposes, signals, ties, worth
from amity.core.cadence import Cadence
from amity.core.people import Person as Shown
from amity.core.view import View
from amity.core.worth import Care, Trust

NEAR = timedelta(days=14)
"""An event within so many days brings people together."""


def of(owner: Owner, *, today: date) -> Care:
    """Gather how far the owner is followed, who is in which circle, and who is at an event in two weeks."""
    inside: dict[str, tuple[str, ...]] = defaultdict(tuple)
    there: set[str] = set()
    for circle in circles.kept(owner):
        members = [member.id for member in circle.here]
        if circle.kind != "event":
            for member in members:
                inside[member] += (circle.id,)
        elif circle.belongs is not False and circle.began and today <= circle.began <= today + NEAR:
            there.update(members)
    return Care(trust=trust(owner), events=frozenset(there), circles=dict(inside))


def target(owner: Owner) -> dict[str, int] | None:
    """Give the mix of purposes in per cent that the owner means; None while they have said nothing of it."""
    return purposes.target(owner.level, owner.targets) if owner.level or owner.targets else None


def trust(owner: Owner) -> Trust:
    """Tell how far the owner's words on importance may be followed (`worth.trust`)."""
    said = Person.objects.filter(owner=owner, removed=False, aside="", importance__gt=0).order_by("id")
    told = said.values_list("importance", "affinity")
    words = [Shown("", "", importance=level, affinity=how) for level, how in told]  # type: ignore[arg-type]
    return worth.trust(map(worth.word, words))


def price(owner: Owner, *, today: date) -> float | None:
    """Give what a minute was worth when the latest week was drawn; None while none was."""
    drawn = Plan.objects.filter(owner=owner, drawn__lte=today, price__isnull=False).order_by(
        "-drawn", "-week"
    )
    return drawn.values_list("price", flat=True).first()


def rhythm(owner: Owner, view: View, *, today: date) -> tuple[Cadence, str]:
    """Give a tie's natural cadence, and a sentence on what the owner's last word on a talk changed."""
    if view.person.elsewhere:
        return cadence.ELSEWHERE, ""
    asked, care = price(owner, today=today), Care(trust=trust(owner))
    gap = None if view.tie is None else ties.rhythm(view.tie)
    least = signals.cooldown(view.person.importance, gap) / 7

    def often(seen: View) -> Cadence:
        return cadence.of(worth.arm(seen, today=today, care=care), price=asked, least=least)

    after = often(view)
    if not view.felt:
        return after, ""
    before = often(replace(view, felt=view.felt[:-1]))
    return after, cadence.learned(view.person.name, before=before, after=after, word=view.felt[-1][1])
