"""Outlooks: kept of each person with their tie, so that a week is drawn without looking at everybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Q, TextField
from django.db.models.functions import Cast

from amity.book import records, rows
from amity.book.models import Edition, Outlook, Owner, Person, Record, Tie
from amity.core import dates, facts, moves, reach
from amity.core import ties as rules
from amity.core.people import Person as Shown
from amity.core.ties import Tie as Counted

RECENT = 5
"""Exchanges of one person that are named."""
REMINDER = "reminder"
_HELD = (
    "ceiling", "decay", "unsure", "kind", "last", "gap", "reply", "first", "began", "lively", "stability",
    "heard", "faint", "high",
)  # fmt: skip
"""What is kept of `reach.Row` under the same names."""


class Newest:
    """The newest exchanges of one person, and the first, noted while their history is read in order of time.

    Of exchanges at one moment the one with the smaller number counts as the newer, as everywhere in the book.
    """

    __slots__ = ("oldest", "recent")

    def __init__(self, recent: Iterable[Sequence[float]] = (), oldest: int | None = None) -> None:
        """Begin with none, or go on from what was kept: (moment, number)."""
        self.recent = [(at, -int(number)) for at, number in recent]
        self.oldest = oldest

    def note(self, at: float, number: int) -> None:
        """Take in the next exchange."""
        if self.oldest is None:
            self.oldest = number
        self.recent.insert(0, (at, -number))
        if len(self.recent) > 1 and self.recent[1] > self.recent[0]:
            self.recent.sort(reverse=True)
        del self.recent[RECENT:]

    def row(self) -> list[tuple[float, int]]:
        """Give (moment, number) of each, the newest first, as it is kept."""
        return [(at, -number) for at, number in self.recent]


def derive(owner: Owner, people: Sequence[int], newest: Mapping[int, Newest]) -> None:
    """Make the outlooks of these people anew, whose ties have just been counted; a few thousand at most."""
    Outlook.objects.filter(owner=owner, person__in=people).delete()
    counted = dict(Tie.objects.filter(owner=owner, person__in=people).values_list("person_id", "row"))
    tells, moved = _cards(owner, people)
    found = Person.objects.filter(owner=owner, id__in=people).order_by("id")
    Outlook.objects.bulk_create(
        Outlook(
            owner=owner, person=row, tells="".join(sorted(tells.get(row.pk, ()))), moved=moved.get(row.pk),
            recent=newest[row.pk].row() if row.pk in newest else [],
            oldest=newest[row.pk].oldest if row.pk in newest else None,
            **_fields(row, rules.from_row(counted[row.pk]) if row.pk in counted else None),
        )
        for row in found
    )  # fmt: skip


def extend(owner: Owner, person: int, tie: Counted, exchange: tuple[float, int] | None) -> None:
    """Add the newest exchange of a person to their outlook: a fixed cost, however long the history is.

    `exchange` is (moment, number), None for one in a crowd, which nobody is shown as an exchange.
    """
    row = Person.objects.filter(owner=owner, id=person).first()
    kept = Outlook.objects.filter(owner=owner, person=person).first()
    if row is None or kept is None:
        return
    newest = Newest(kept.recent, kept.oldest)
    if exchange is not None:
        newest.note(*exchange)
    kept.recent, kept.oldest = newest.row(), newest.oldest
    for name, value in _fields(row, tie).items():
        setattr(kept, name, value)
    kept.save()


def _fields(row: Person, tie: Counted | None) -> dict[str, Any]:
    shown = Shown(
        row.uid, row.name, purposes=tuple(row.purposes), importance=row.importance,
        affinity=row.affinity, title=row.title,  # type: ignore[arg-type]
    )  # fmt: skip
    held = reach.kept(shown, tie)._asdict()
    quarter, quarters = reach.quarters(tie)
    born = dates.birthday(row.birthday) or ""
    return {
        "away": row.removed or bool(row.aside),
        "muted": row.muted,
        "said": bool(row.purposes) or row.importance > 0 or held["kind"] == reach.SPOKEN,
        "area": row.area,
        "elsewhere": tie is not None and bool(tie.elsewhere),
        "quarter": quarter,
        "quarters": quarters,
        **{name: held[name] for name in _HELD},
        "born": born[-5:],
    }


def _cards(owner: Owner, people: Sequence[int]) -> tuple[dict[int, set[str]], dict[int, date]]:
    """Tell of whom cards tell reminders or facts, and when they last told of another company or title."""
    mine = Record.objects.filter(owner=owner, person__in=people, mention=False)
    whose = {pk: (person, uid, source) for pk, person, uid, source in mine.values_list(
        "id", "person_id", "uid", "source"
    )}  # fmt: skip
    tells: dict[int, set[str]] = defaultdict(set)
    moved: dict[int, date] = {}
    several: list[int] = []
    for some in rows.chunks(whose):
        held = Edition.objects.filter(owner=owner, record__in=some)
        asked = held.annotate(written=Cast("claims", TextField())).filter(_TELLING)
        for record, written in asked.values_list("record_id", "written"):
            tells[whose[record][0] or 0] |= _told(written)
        counted = held.values_list("record_id").annotate(n=Count("id")).filter(n__gt=1).order_by()
        several += [record for record, _ in counted if whose[record][2] != "hand"]
    for record, editions in records.history(owner, several).items():
        person, uid, source = whose[record]
        days = [one.seen_now for one in moves.moves(uid, source, editions) if moves.ordered(one)]
        if days and person is not None:
            moved[person] = max([*days, moved.get(person, date.min)])
    return tells, moved


def _telling() -> Q:
    told = Q()
    for word in (REMINDER, *facts.KINDS):
        told |= Q(written__contains=f'"{word}"')
    return told


_TELLING = _telling()


def _told(written: str) -> set[str]:
    """Read from the text of claims of what they may tell; a word in a note is only looked at in vain."""
    kinds = {"r": (REMINDER,), "f": facts.KINDS}
    return {letter for letter, words in kinds.items() if any(f'"{word}"' in written for word in words)}
