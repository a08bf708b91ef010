"""Offers: after a meeting that has been, Today asks quietly for a line about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from amity.book import debriefs
from amity.book.debriefs import Met
from amity.core import phrases
from amity.web import page, sentences

_USUAL = 30
"""Minutes of a meeting that does not say how long it takes."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A meeting as the line on Today names it; `ids` is what the form is filled in with."""

    names: str
    ids: str
    on: date
    yesterday: bool


def offered(owner: page.Owner, *, today: date) -> list[Offer]:
    """Give the meetings of yesterday, and those of today that are over, of which nothing was said yet."""
    return [_offer(met, today) for met in debriefs.waiting(owner, today=today) if _over(met, today)]


def _over(met: Met, today: date) -> bool:
    """Tell whether a meeting has ended; of a believed day nobody knows what time it is."""
    if timezone.localtime(met.at).date() < today:
        return True
    ended = met.at + timedelta(minutes=met.minutes or _USUAL)
    return timezone.localdate() == today and ended <= timezone.now()


def _offer(met: Met, today: date) -> Offer:
    on = timezone.localtime(met.at).date()
    names = sentences.named([phrases.given(name) for _id, name in met.people])
    return Offer(names, ",".join(dict(met.people)), on, on < today)
