"""Verdicts: the owner's word that two records are one person, or that they never are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from amity.book import access, records, rows
from amity.book.models import Batch, Edition, Owner, Record, Verdict

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """Every verdict about records that are here, as pairs of their numbers."""

    same: tuple[Pair, ...] = ()
    different: tuple[Pair, ...] = ()


def told(owner: Owner) -> Told:
    """Give what the owner has said; verdicts about records that are not here now are waiting."""
    here = said(owner)
    return Told(
        tuple((one, other) for one, other, same, _ in here if same),
        tuple((one, other) for one, other, same, _ in here if not same),
    )


def said(owner: Owner) -> list[tuple[int, int, bool, date]]:
    """Give every verdict about two records that are here, by their numbers, with the day it was said."""
    found = Verdict.objects.filter(owner=owner).order_by("one", "other")
    found = found if owner.until is None else found.filter(on__lte=owner.until)
    rows_of = list(found.values_list("one", "other", "same", "on"))
    numbers: dict[str, int] = {}
    for some in rows.chunks({uid for one, other, *_ in rows_of for uid in (one, other)}):
        numbers |= dict(Record.objects.filter(owner=owner, uid__in=some).values_list("uid", "id"))
    return [
        (numbers[one], numbers[other], same, on)
        for one, other, same, on in rows_of
        if one in numbers and other in numbers
    ]


def apart(owner: Owner) -> set[frozenset[int]]:
    """Give the pairs of people of whom the owner has said that they are different."""
    pairs = told(owner).different
    person: dict[int, int | None] = {}
    for some in rows.chunks({number for pair in pairs for number in pair}):
        person |= dict(Record.objects.filter(owner=owner, id__in=some).values_list("id", "person_id"))
    found = ((person.get(one), person.get(other)) for one, other in pairs)
    return {frozenset((one, other)) for one, other in found if one is not None and other is not None}


def say(owner: Owner, pairs: Iterable[tuple[str, str]], *, same: bool, on: date) -> None:
    """Say of these pairs of records, by their own ids, that they are one person or never are."""
    for one, other in {(min(pair), max(pair)) for pair in pairs}:
        Verdict.objects.update_or_create(
            owner=owner, one=one, other=other, defaults={"same": same, "on": on, "batch": None}
        )


def bring(owner: Owner, batch: Batch, one: str, other: str, *, same: bool, on: date) -> None:
    """Take a verdict from a restored book, unless the owner has said something of this pair here."""
    pair = {"one": min(one, other), "other": max(one, other)}
    Verdict.objects.get_or_create(owner=owner, **pair, defaults={"same": same, "on": on, "batch": batch})


def forget(owner: Owner, batch: Batch) -> set[int]:
    """Forget the verdicts a restored book brought, and give the records they were about."""
    mine = Verdict.objects.filter(owner=owner, batch=batch)
    uids = {uid for pair in mine.values_list("one", "other") for uid in pair}
    mine.delete()
    return {
        pk
        for some in rows.chunks(uids)
        for pk in Record.objects.filter(owner=owner, uid__in=some).values_list("id", flat=True)
    }


def take_back(owner: Owner, ours: Iterable[str], theirs: Iterable[str], *, same: bool) -> int:
    """Take back what was said between any of ours and any of theirs, and give how many words that were."""
    mine, other = list(ours), list(theirs)
    between = Q(one__in=mine, other__in=other) | Q(one__in=other, other__in=mine)
    return Verdict.objects.filter(between, owner=owner, same=same).delete()[0]


def bond(owner: Owner, one: str, other: str) -> str:
    """Give the id of the word that two records are one person; by it exactly this word is taken back."""
    return access.uid(owner, "same", min(one, other), max(one, other))


def unsay(owner: Owner, bonds: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Take back exactly these words that two records are one person; give the two of each that was there."""
    wanted = dict.fromkeys(bonds)
    mine = Verdict.objects.filter(owner=owner, same=True).values_list("id", "one", "other")
    found = {bond(owner, one, other): (pk, one, other) for pk, one, other in mine}
    here = {word: found[word] for word in wanted if word in found}
    rows.delete(Verdict, "id", [pk for pk, *_ in here.values()], owner=owner.pk)
    return {word: (one, other) for word, (_, one, other) in here.items()}


def let_go(owner: Owner, touched: Iterable[int]) -> None:
    """Before records vanish, say what was said about them of another record of the same person too.

    What was said itself sleeps until the file comes back. The other record must be held to the one that goes
    by addresses, not by the owner's word alone: that may be about somebody whom nothing else holds there.
    """
    going: list[Record] = []
    for some in rows.chunks(touched):
        alive = set(Edition.objects.filter(owner=owner, record__in=some).values_list("record_id", flat=True))
        going += Record.objects.filter(owner=owner, id__in=set(some) - alive).exclude(person=None)
    if not going or not Verdict.objects.filter(owner=owner).exists():
        return
    gone = {record.pk for record in going}
    for record in going:
        about = list(Verdict.objects.filter(Q(one=record.uid) | Q(other=record.uid), owner=owner))
        heir = _heir(owner, record, gone) if about else None
        for verdict in about:
            rest = verdict.other if verdict.one == record.uid else verdict.one
            if heir is not None and heir != rest:
                say(owner, [(heir, rest)], same=verdict.same, on=verdict.on)


def _heir(owner: Owner, record: Record, gone: set[int]) -> str | None:
    """Find the oldest record that addresses hold to this one and that stays."""
    kin = sorted(records.held(owner, record.pk, record.person_id) - gone)
    return Record.objects.filter(owner=owner, id__in=kin[:1]).values_list("uid", flat=True).first()
