"""Recount: ties brought to the paces learned last, in a large book a portion at a time.

Until a tie's turn comes it goes at the pace it was counted by, which stands in its row; whatever touches it
before counts it at the new one. So a book in which several paces hold for a while is as well told as any.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import accumulate
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Count

from amity.book import outlook, paces, rows, ties
from amity.book.models import Interaction, Owner, Participation, Record, Tie
from amity.core import ties as rules
from amity.core.ties import Pace

PERSON = 30
"""Exchanges that are counted in the time one more person takes."""
AT_ONCE = 40_000
"""Exchanges, and `PERSON` for each tie, in a book that is counted anew while somebody waits: a second."""
PORTION = 20_000
"""The same for one portion, unless a single history is longer."""
TOGETHER = 400
"""People looked at for one portion, at most: many may be right already, or need but another map."""
_MAP = Pace._fields.index("intercept")
"""What comes before in a pace counts; the rest maps what was counted to a chance."""


def notice(owner: Owner, *, today: date) -> None:
    """Notice whether what paces rest on has changed, in a transaction.

    In a small book they are learned, and ties counted, at once; in a larger one the paces in force hold until
    `go_on` has come that far.
    """
    asked = paces.asked(owner, today=today)
    due = {} if asked is None else {"due": asked}
    _put(owner, {**{name: told for name, told in owner.paces.items() if name != "due"}, **due})
    if waits(owner) and _small(owner):
        while go_on(owner, most=AT_ONCE):
            pass


def waits(owner: Owner) -> bool:
    """Tell whether paces are to be learned, or ties to be counted anew."""
    return bool({"due", "after"} & owner.paces.keys())


def left(owner: Owner) -> int:
    """Count the ties that have not been looked at since paces were learned, or are to be."""
    if not waits(owner):
        return 0
    after = -1 if "due" in owner.paces else owner.paces["after"]
    return Tie.objects.filter(owner=owner, person__gt=after).count()


def go_on(owner: Owner, *, most: int = PORTION) -> bool:
    """Learn what is due, or bring the next ties to what was learned; tell whether anything is left.

    Histories are read without holding the database, and nothing is kept of what another process has counted
    meanwhile. Ties are counted to the day to which all are.
    """
    if not waits(owner):
        return False
    owner.refresh_from_db(fields=["paces", "ties_on", "until"])
    if owner.ties_on is None or not waits(owner):
        return False
    if "due" in owner.paces:
        _learn(owner)
    else:
        _portion(owner, owner.ties_on, most=most)
    return waits(owner)


def _learn(owner: Owner) -> None:
    """Learn what is due; if it is another than before, all ties are to be looked at."""
    learned = paces.learn(owner, owner.paces["due"])
    told = {"seen": owner.paces["due"], "learned": learned}
    held = {name: told for name, told in owner.paces.items() if name in ties.OLDER}
    if learned != owner.paces.get("learned", {}):
        older = ties.every_pace(owner) - {rules.PLAIN, *(Pace(*row) for row in learned.values())}
        held = {"older": sorted(map(list, older)), "after": 0}
    with _alone(owner) as alone:
        if alone:
            _put(owner, told | held)


class _Looked(NamedTuple):
    """A tie as it is kept: its number, and its row and those of its channels as they are stored."""

    number: int
    row: list[Any]
    channels: dict[str, list[Any]]


def _portion(owner: Owner, day: date, *, most: int) -> None:
    """Bring the next ties to the paces learned last: by another map alone, or counted from histories."""
    told = Tie.objects.filter(owner=owner, person__gt=owner.paces["after"]).order_by("person")
    looked = {
        person: _Looked(*rest)
        for person, *rest in told.values_list("person_id", "id", "row", "channels")[:TOGETHER]
    }
    read, stale = _sorted(looked, ties.paces(owner))
    chosen = _within(owner, stale, most)
    ended = len(looked) < TOGETHER and len(chosen) == len(stale)
    last = max(looked, default=0) if len(chosen) == len(stale) else chosen[-1]
    counted = ties.count(owner, chosen, today=day)
    with _alone(owner) as alone:
        if not alone:
            return
        same = _unchanged(owner, looked)
        _reread(owner, {looked[pk].number: (pk, *read[pk]) for pk in same & read.keys() if pk <= last}, day)
        ties.keep(owner, [pk for pk in chosen if pk in same], counted, today=day)
        rest = {name: kept for name, kept in owner.paces.items() if name not in ties.OLDER}
        _put(owner, rest if ended else {**owner.paces, "after": last})


def _sorted(
    looked: Mapping[int, _Looked], learned: Mapping[str, Pace]
) -> tuple[dict[int, tuple[rules.Tie, dict[str, rules.Tie]]], list[int]]:
    """Give the ties that another map alone makes right, as read by it, and who is to be counted anew.

    How much the owner's word on a tie lends it rests on the map, too: such a tie is counted.
    """
    read, stale = {}, []
    for person, one in looked.items():
        tie, parts = (
            rules.from_row(one.row),
            {name: rules.from_row(row) for name, row in one.channels.items()},
        )
        now = ties.at_pace(tie, parts, learned)
        if now == (tie, parts):
            continue
        several = zip((tie, *parts.values()), (now[0], *now[1].values()), strict=True)
        alike = all(before.pace[:_MAP] == after.pace[:_MAP] for before, after in several)
        if alike and tie.vouched is None and not tie.elsewhere:
            read[person] = now
        else:
            stale.append(person)
    return read, stale


def _within(owner: Owner, people: Sequence[int], most: int) -> list[int]:
    """Give as many of these people, and one at least, as can be counted for so much (`AT_ONCE`)."""
    of_record: dict[int, int] = dict(
        Record.objects.filter(owner=owner, person__in=people).values_list("id", "person_id")
    )
    sizes: Counter[int] = Counter()
    for some in rows.chunks(of_record):
        parts = Participation.objects.filter(owner=owner, record__in=some).order_by()
        for record, size in parts.values_list("record_id").annotate(size=Count("id")):
            sizes[of_record[record]] += size
    total = list(accumulate(sizes[person] + PERSON for person in people))
    return list(people[: max(1, bisect(total, most))])


def _unchanged(owner: Owner, looked: Mapping[int, _Looked]) -> set[int]:
    """Give the people whose ties are still as they were read; another process may have counted the others."""
    held = Tie.objects.select_for_update().filter(owner=owner, person__in=list(looked))
    now = {person: _Looked(*rest) for person, *rest in held.values_list("person_id", "id", "row", "channels")}
    return {person for person, one in looked.items() if now.get(person) == one}


def _reread(
    owner: Owner, read: Mapping[int, tuple[int, rules.Tie, Mapping[str, rules.Tie]]], day: date
) -> None:
    rows.update(Tie, ("key", "row", "channels"), [
        (rules.key(tie), rows.plain(rules.to_row(tie)),
         rows.plain({name: rules.to_row(part) for name, part in parts.items()}), number)
        for number, (_, tie, parts) in read.items()
    ])  # fmt: skip
    outlook.judge(owner, {person: tie for person, tie, _ in read.values()}, today=day)


@contextmanager
def _alone(owner: Owner) -> Iterator[bool]:
    """Let nobody else count, and tell whether nobody has learned since, or opened the book on another day."""
    with transaction.atomic():
        now = Owner.objects.select_for_update(no_key=True).get(id=owner.pk)
        yield (now.paces, now.ties_on, now.until) == (owner.paces, owner.ties_on, owner.until)


def _put(owner: Owner, told: dict[str, Any]) -> None:
    if told != owner.paces:
        owner.paces = told
        Owner.objects.filter(id=owner.pk).update(paces=told)


def _small(owner: Owner) -> bool:
    exchanges = Interaction.objects.filter(owner=owner)[: AT_ONCE + 1].count()
    tied = Tie.objects.filter(owner=owner)[: AT_ONCE // PERSON + 1].count()
    return exchanges + PERSON * tied <= AT_ONCE
