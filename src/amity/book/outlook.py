"""Outlooks: kept of each person with their tie, so that a week is drawn without looking at everybody."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Q, TextField
from django.db.models.functions import Cast

from amity.book import records, rows
from amity.book.models import Edition, Outlook, Owner, Person, Record, Tie
from amity.core import areas, contacts, dates, facts, moves, reach
from amity.core import outlook as ahead
from amity.core import ties as rules
from amity.core.people import Person as Shown
from amity.core.ties import Tie as Counted

RECENT = 5
"""Exchanges of one person that are named."""
REMINDER = "reminder"
CIRCLES = ("circle", "school", "attended")
"""Fields of a card that tell of a circle."""
_EPOCH = date(1970, 1, 1).toordinal()
_HELD = (
    "ceiling", "decay", "unsure", "kind", "last", "gap", "reply", "first", "began", "lively", "stability",
    "heard", "faint", "high",
)  # fmt: skip
"""What is kept of `reach.Row` under the same names."""


class Exchange(NamedTuple):
    """An exchange as it is noted: moment, in days since 1970, number, year, and what `mix.shares` gives."""

    at: float
    number: int
    year: int
    minutes: int


class Noted:
    """What is kept of a person's exchanges, noted while their history is read in order of time.

    The newest by moment and number, and the first; the days in touch up to `last`; the minutes of each year.
    Of exchanges at one moment the one with the smaller number counts as the newer, as everywhere in the book.
    """

    __slots__ = ("days", "last", "oldest", "recent", "years")

    def __init__(self) -> None:
        """Begin with nothing."""
        self.recent: list[tuple[float, int]] = []
        self.oldest: int | None = None
        self.days = self.last = 0
        self.years: dict[str, int] = {}

    @classmethod
    def of(cls, kept: Outlook) -> Noted:
        """Go on from what was kept."""
        new = cls()
        new.recent = [(at, -int(number)) for at, number in kept.recent]
        new.oldest, new.years = kept.oldest, kept.years
        new.days, new.last = int(kept.days or "0", 16), math.floor(new.recent[0][0]) if new.recent else 0
        return new

    def note(self, exchange: Exchange) -> None:
        """Take in the next exchange."""
        at, number, year, minutes = exchange
        if self.oldest is None:
            self.oldest = number
        day = math.floor(at)
        if day != self.last or not self.days:
            self.days = contacts.mark(self.days, day - self.last) if self.days else 1
            self.last = day
        self.years[str(year)] = self.years.get(str(year), 0) + minutes
        self.recent.insert(0, (at, -number))
        if len(self.recent) > 1 and self.recent[1] > self.recent[0]:
            self.recent.sort(reverse=True)
        del self.recent[RECENT:]

    def fields(self) -> dict[str, Any]:
        """Give it as it is kept; of the newest (moment, number), the newest first."""
        return {
            "recent": [(at, -number) for at, number in self.recent],
            "oldest": self.oldest,
            "days": f"{self.days:x}" if self.days else "",
            "years": self.years,
        }


def derive(owner: Owner, people: Sequence[int], noted: Mapping[int, Noted], *, today: date) -> None:
    """Make the outlooks of these people anew, whose ties have just been counted; a few thousand at most."""
    Outlook.objects.filter(owner=owner, person__in=people).delete()
    counted = dict(Tie.objects.filter(owner=owner, person__in=people).values_list("person_id", "row"))
    tells, moved = _cards(owner, people)
    found = Person.objects.filter(owner=owner, id__in=people).order_by("id")
    Outlook.objects.bulk_create(
        Outlook(
            owner=owner, person=row, tells="".join(sorted(tells.get(row.pk, ()))), moved=moved.get(row.pk),
            **(noted.get(row.pk) or Noted()).fields(),
            **_fields(row, rules.from_row(counted[row.pk]) if row.pk in counted else None, today=today),
        )
        for row in found
    )  # fmt: skip


def extend(owner: Owner, person: int, tie: Counted, exchange: Exchange | None, *, today: date) -> None:
    """Add the newest exchange of a person to their outlook: a fixed cost, however long the history is.

    `exchange` is None for one in a crowd, which nobody is shown as an exchange.
    """
    row = Person.objects.filter(owner=owner, id=person).first()
    kept = Outlook.objects.filter(owner=owner, person=person).first()
    if row is None or kept is None:
        return
    noted = Noted.of(kept)
    if exchange is not None:
        noted.note(exchange)
    for name, value in (noted.fields() | _fields(row, tie, today=today)).items():
        setattr(kept, name, value)
    kept.save()


def turn(owner: Owner, *, today: date) -> None:
    """Judge again the ties whose state has turned by a day, and keep until when that holds."""
    turned = Outlook.objects.filter(owner=owner, turns__lte=_number(today)).values_list(
        "person_id", flat=True
    )
    for some in rows.chunks(list(turned)):
        held = Tie.objects.filter(owner=owner, person__in=some).values_list("person_id", "row")
        judge(owner, {person: rules.from_row(row) for person, row in held}, today=today)


_JUDGED = ("state", "turns", "strong", "close", "ceiling", "decay", "unsure", "faint")


def judge(owner: Owner, counted: Mapping[int, Counted], *, today: date) -> None:
    """Keep anew what these ties, by person, are read as; what their exchanges add up to stays."""
    people = {row.pk: row for row in Person.objects.filter(owner=owner, id__in=list(counted))}
    kept = Outlook.objects.filter(owner=owner, person__in=list(people)).values_list("id", "person_id")
    made = ((pk, _fields(people[person], counted[person], today=today)) for pk, person in kept)
    rows.update(Outlook, _JUDGED, [(*(told[name] for name in _JUDGED), pk) for pk, told in made])


def _state(tie: Counted, *, today: date) -> tuple[str, int | None, float]:
    now = max(float(_number(today)), tie.last)
    return (*ahead.lasting(tie, now), rules.strength(tie, now))


def _close(tie: Counted) -> float | None:
    """Give until when a tie is strong; None if it is not even now."""
    return rules.key(tie, areas.STRONG) if rules.strength(tie, tie.as_of) >= areas.STRONG else None


def _number(day: date) -> int:
    return day.toordinal() - _EPOCH


def _fields(row: Person, tie: Counted | None, *, today: date) -> dict[str, Any]:
    shown = Shown(
        row.uid, row.name, purposes=tuple(row.purposes), importance=row.importance,
        affinity=row.affinity, title=row.title,  # type: ignore[arg-type]
    )  # fmt: skip
    held = reach.kept(shown, tie)._asdict()
    quarter, quarters = reach.quarters(tie)
    born = dates.birthday(row.birthday) or ""
    state, turns, strong = ("", None, None) if tie is None else _state(tie, today=today)
    return {
        "state": state,
        "turns": turns,
        "strong": strong,
        "close": None if tie is None else _close(tie),
        "since": None if tie is None else tie.first,
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
    for word in (REMINDER, *facts.KINDS, *CIRCLES):
        told |= Q(written__contains=f'"{word}"')
    return told


_TELLING = _telling()


def _told(written: str) -> set[str]:
    """Read from the text of claims of what they may tell; a word in a note is only looked at in vain."""
    kinds = {"r": (REMINDER,), "f": facts.KINDS, "c": CIRCLES}
    return {letter for letter, words in kinds.items() if any(f'"{word}"' in written for word in words)}
