"""Nobodys: addresses of functions, lists and programs that an earlier version took for people, let go."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef

from amity.book import hand, matching, programs, rows, verdicts
from amity.book.models import Owner, Pick, Record
from amity.core import answers, handles, mentions

_START = mentions.key("email", "")


def renew() -> None:
    """Let the rules of today tell who is a person in the books that an earlier version derived.

    Whoever has a card, or of whom the owner said anything, stays. `placing.renew` ends it for these books.
    """
    for owner in Owner.objects.filter(placed=False):
        with transaction.atomic():
            found = _only_named(owner)
            roles = {pk for pk, address in found.items() if handles.is_role(address)}
            going = roles | programs.among(owner, found.keys() - roles)
            _keep_spoken_of(owner, going)
            if matching.regroup(owner, going, watch=_nobody).gone:
                Owner.objects.filter(id=owner.pk).update(proposed=False)


def _nobody(step: str, done: int, total: int) -> None:
    """Tell nobody."""


def _only_named(owner: Owner) -> dict[int, str]:
    """Give the addresses that make somebody a person of whom nothing but exchanges tells, by record."""
    told = Record.objects.filter(owner=owner, person=OuterRef("person"), mention=False)
    mine = Record.objects.filter(owner=owner, mention=True, person__isnull=False, key__startswith=_START)
    found = mine.exclude(Exists(told)).values_list("id", "key")
    return {pk: key.removeprefix(_START) for pk, key in found.iterator(rows.CHUNK)}


def _keep_spoken_of(owner: Owner, going: set[int]) -> None:
    """Give a record by hand to whom the owner joined, kept apart or answered a pick of: these are words."""
    words = {pk: day for *pair, _, day in verdicts.said(owner) for pk in pair if pk in going}
    for some in rows.chunks(going):
        picks = Pick.objects.filter(owner=owner, record__in=some, state__in=answers.ANSWERS)
        answered = picks.values_list("record_id", "answered")
        words |= {pk: day for pk, day in answered if day is not None}
    for row in Record.objects.filter(owner=owner, id__in=list(words)).select_related("person"):
        if row.person is not None:
            hand.record(owner, row.person, today=words[row.pk])
