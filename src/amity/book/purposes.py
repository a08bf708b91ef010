"""Purposes: what each tie is for, suggested and said; the ties for the long run; the mix of the years."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import ExtractYear
from django.utils.timezone import localtime

from amity.book import access, outcomes, owners, people, plan, records, ties, views
from amity.book.models import Outlook, Owner, Person, Pick, Record, Tie
from amity.core import mix as mixing
from amity.core import phrases
from amity.core import purposes as rules
from amity.core.errors import Refusal
from amity.core.mix import Mix, Spent
from amity.core.outcomes import Outcome
from amity.core.people import Person as Shown
from amity.core.purposes import Span, Suggestion

SITTING = 40
"""So many people are enough for one sitting, and the strongest of whom Today asks."""
MATTERS, FEW = 2, 3
"""Three people of this importance or more: the owner has begun to say who matters."""
YEAR = 365
WORDS = 400
"""Characters of why a tie is for the long run."""


@dataclass(frozen=True, slots=True)
class About:
    """What was said of one tie and may be: purposes since when, suggestions, the words of a commitment."""

    spans: tuple[Span, ...]
    suggestions: tuple[Suggestion, ...]
    why: str = ""
    looked: date | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """One tie for the long run: since when, why, when last looked at, and what the last year brought.

    `exchanges` counts those of the last year; `due` says that it was not looked at for a year.
    """

    person: Shown
    why: str
    since: date | None
    looked: date | None
    exchanges: int
    outcomes: tuple[Outcome, ...]
    due: bool


def _unsaid(owner: Owner) -> QuerySet[Person]:
    """Find those in touch or chosen of whom no purpose is said; chosen and strongest first."""
    return _known(owner).filter(purposes=[])


def _known(owner: Owner) -> QuerySet[Person]:
    key = Tie.objects.filter(owner=owner, person=OuterRef("pk")).values("key")[:1]
    mine = Person.objects.filter(owner=owner, removed=False, aside="", muted=False)
    ranked = mine.annotate(key=Subquery(key)).filter(Q(key__isnull=False) | Q(importance__gt=0))
    return ranked.order_by("-importance", F("key").desc(nulls_last=True), "folded", "uid")


def following(owner: Owner, *, passed: Sequence[str] = ()) -> Person | None:
    """Give whom to ask about next: chosen and strongest first, but for those `passed` in this sitting."""
    return _unsaid(owner).exclude(uid__in=list(passed)).first()


def chosen(owner: Owner) -> bool:
    """Tell whether the owner has said who matters: by choosing, or of a few people one by one."""
    said = Outlook.objects.filter(owner=owner, said=True, person__removed=False)
    mine = said.filter(person__importance__gte=MATTERS)
    return owner.chosen is not None or len(mine.values_list("id")[:FEW]) == FEW


def unsaid(owner: Owner) -> int:
    """Count those without a purpose among the strongest and chosen."""
    here = Outlook.objects.filter(owner=owner, away=False, muted=False)
    chosen = here.filter(said=True, person__importance__gt=0).order_by("person_id")
    first = list(chosen.values_list("person_id", "person__importance", "person__purposes"))
    numbers = [pk for pk, *_ in first]
    keys = dict(Tie.objects.filter(owner=owner, person__in=numbers).values_list("person_id", "key"))
    first.sort(key=lambda one: (-one[1], -keys.get(one[0], -math.inf)))
    told = [purposes for *_, purposes in first[:SITTING]]
    if len(told) < SITTING:
        strong = Tie.objects.filter(
            owner=owner, person__removed=False, person__aside="", person__muted=False, person__importance=0
        )
        told += strong.order_by("-key").values_list("person__purposes", flat=True)[: SITTING - len(told)]
    return sum(not purposes for purposes in told)


def about(owner: Owner, person: Person, shown: Shown, *, today: date) -> About:
    """Give what was said of one tie, and what may be said, each suggestion with its weak evidence."""
    hands = list(_hands(owner, [person.pk]))
    editions = records.history(owner, hands)
    told = _told(owner, [person.pk]).get(person.pk, {})
    spans = tuple(span for record in hands for span in _spans(editions[record], "purpose"))
    return About(
        spans, suggestions(owner, person, shown, today=today), told.get("commitment", ""), _looked(told)
    )


def why(owner: Owner, id: str) -> str:  # noqa: A002
    """Give the owner's words on why a tie is for the long run."""
    person = access.person(owner, id)
    return _told(owner, [person.pk]).get(person.pk, {}).get("commitment", "")


def suggestions(owner: Owner, person: Person, shown: Shown, *, today: date) -> tuple[Suggestion, ...]:
    """Suggest what a tie is for from how the two met lately; nothing is ever applied."""
    seen = views.parts(owner, today=today).filter(
        record__person=person.pk, interaction__at__gte=ties.end(today - timedelta(days=YEAR * rules.YEARS))
    )
    fields = ("id", "at", "channel", "direction", "text", "place", "minutes", "others", "source")
    exchanges = {}
    for pk, at, *told in seen.values_list(*(f"interaction__{name}" for name in fields)):
        exchanges[pk] = views.exchange((pk, localtime(at), *told))
    names = [phrases.given(name) for name in (person.name, owner.name) if name]
    habits = rules.habits(exchanges.values(), names=names)
    me = owners.describe(owner)
    return rules.suggest(shown, habits, organization=me.organization, title=me.role)


def _hands(owner: Owner, numbers: Iterable[int]) -> dict[int, int]:
    """Give the records by hand of people, each with whose it is."""
    mine = Record.objects.filter(owner=owner, person__in=list(numbers), source="hand").order_by("id")
    return {pk: person for pk, person in mine.values_list("id", "person_id") if person is not None}


def _spans(editions: Iterable[dict[str, object]], field: str) -> tuple[Span, ...]:
    """Tell since when each value of a field holds, by every day on which the owner said something."""
    seen = [
        (number, as_of or on, [value for name, value, _ in edition["claims"] if name == field])  # type: ignore[attr-defined]
        for edition in editions
        for as_of, on, number, _ in edition["seen"]  # type: ignore[attr-defined]
    ]
    return rules.spans((on, said) for _, on, said in sorted(seen))


def _told(owner: Owner, numbers: Iterable[int]) -> dict[int, dict[str, str]]:
    """Give what the owner said of people beside what is shown, by person's number: the last word counts."""
    hands = _hands(owner, numbers)
    said = sorted(records.said(owner, list(hands)).items(), key=lambda one: (one[1].since, one[1].order))
    found: dict[int, dict[str, str]] = {}
    for record, word in said:
        found.setdefault(hands[record], {}).update({claim.field: claim.value for claim in word.claims})
    return found


def _looked(told: dict[str, str]) -> date | None:
    return date.fromisoformat(told["looked"]) if told.get("looked") else None


def commitments(owner: Owner, *, today: date) -> list[Commitment]:
    """Give the ties for the long run: first those not looked at for a year, then by name."""
    kept = list(_long_run(owner).order_by("folded", "uid"))
    numbers = [row.pk for row in kept]
    told, since = _told(owner, numbers), _since(owner, numbers)
    year = ties.end(today - timedelta(days=YEAR))
    lately = views.parts(owner, today=today).filter(record__person__in=numbers, interaction__at__gte=year)
    counts = dict(
        lately.order_by().values_list("record__person").annotate(n=Count("interaction", distinct=True))
    )
    brought = outcomes.of(owner, numbers, today=today)
    found = []
    for row, shown in zip(kept, people.shown(owner, kept, today=today), strict=True):
        said, began = told.get(row.pk, {}), since.get(row.pk)
        came = tuple(one for one in brought.get(row.pk, ()) if (today - one.on).days < YEAR)
        late = _due(began, _looked(said), today=today)
        count = counts.get(row.pk, 0)
        found.append(Commitment(shown, said.get("commitment", ""), began, _looked(said), count, came, late))
    return sorted(found, key=lambda one: not one.due)


def _long_run(owner: Owner) -> QuerySet[Person]:
    said = Outlook.objects.filter(owner=owner, said=True, away=False)
    numbers = list(said.filter(person__importance=people.LONG).values_list("person_id", flat=True))
    return Person.objects.filter(owner=owner, id__in=numbers)


def _since(owner: Owner, numbers: Iterable[int]) -> dict[int, date]:
    """Give the day from which on each tie is for the long run."""
    hands = _hands(owner, numbers)
    found: dict[int, date] = {}
    for record, editions in records.history(owner, list(hands)).items():
        for span in _spans(editions, "importance"):
            if (span.purpose, span.until) == (str(people.LONG), None):
                found[hands[record]] = span.since
    return found


def _due(since: date | None, looked: date | None, *, today: date) -> bool:
    """Tell whether a tie for the long run was not looked at for a year."""
    last = max(filter(None, (since, looked)), default=None)
    return last is None or (today - last).days >= YEAR


def due(owner: Owner, *, today: date) -> int:
    """Count the ties for the long run that were not looked at for a year."""
    numbers = list(_long_run(owner).values_list("id", flat=True))
    if not numbers:
        return 0
    told, since = _told(owner, numbers), _since(owner, numbers)
    return sum(_due(since.get(pk), _looked(told.get(pk, {})), today=today) for pk in numbers)


def mix(owner: Owner, *, today: date) -> Mix:
    """Draw how people and time are spread over the purposes, by the purposes as they are said now."""
    kept = Outlook.objects.filter(owner=owner, away=False, muted=False)
    tied = kept.exclude(state="")
    told = kept.filter(said=True).values_list("person_id", "last", "person__importance", "person__purposes")
    here = [(pk, purposes, last) for pk, last, importance, purposes in told if last is not None or importance]
    purposes = {str(pk): tuple(several) for pk, several, _ in here if several}
    untied = sum(last is None for _, _, last in here)
    target = rules.target(owner.level, owner.targets)
    spent = [*_exchanged(owner), *_picked(owner, today=today)]
    return mixing.read(spent, purposes, target=target, unsaid=tied.count() + untied - len(purposes))


def _exchanged(owner: Owner) -> Iterable[Spent]:
    """Give the minutes of exchanges by person and year, as they are kept with the outlooks."""
    said = Outlook.objects.filter(owner=owner, said=True, away=False)
    for person, years in said.values_list("person_id", "years"):
        for year, shares in years.items():
            yield Spent(int(year), str(person), shares / mixing.SHARE)


def _picked(owner: Owner, *, today: date) -> Iterable[Spent]:
    """Give the minutes of picks done without a word: those with one are exchanges of their own."""
    done = Pick.objects.filter(owner=owner, state="done", text="", record__person__isnull=False)
    done = done.filter(answered__lte=today)
    grouped = done.values_list(ExtractYear("answered"), "record__person").annotate(total=Sum("minutes"))
    for year, person, total in grouped:
        yield Spent(year, str(person), total)


def say(
    owner: Owner, id: str, *, today: date, purposes: Sequence[str] | None = None,  # noqa: A002
    importance: int | None = None, affinity: str | None = None, why: str | None = None,
) -> None:  # fmt: skip
    """Say all of one tie at once; with `why` it is a commitment, in the owner's words, looked at today."""
    row = access.person(owner, id)
    words = people.words(owner, [row], purposes=purposes, importance=importance, affinity=affinity)
    said_why = " ".join((why or "").split())[:WORDS]
    if said_why and people.LONG not in {importance, row.importance if importance is None else None}:
        raise Refusal("not-long-run", "Why belongs to a tie for the long run: importance 3.")
    if said_why:
        words |= {"commitment": [said_why], "looked": [today.isoformat()]}
    people.say_each(owner, [row], words, today=today)


def look(owner: Owner, id: str, *, today: date) -> None:  # noqa: A002
    """Say that a tie for the long run still is one."""
    row = access.person(owner, id)
    if row.importance != people.LONG:
        raise Refusal("not-long-run", f"{row.name} is not for the long run.")
    people.say_each(owner, [row], {"looked": [today.isoformat()]}, today=today)


def mute(owner: Owner, id: str, *, muted: bool = True, today: date) -> None:  # noqa: A002
    """Never suggest somebody again, or let them be suggested; reminders and promises come all the same."""
    row = access.person(owner, id)
    people.say_each(owner, [row], {"muted": ["yes"] if muted else [""]}, today=today)
    plan.reconsider(owner, today=today, begun=True)
