"""Answers: what the owner said to past weeks' picks, what is learned from it, and beginning again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from amity.book import access, derivation, hand
from amity.book.models import Owner, Pick, Plan
from amity.core import answers as rules
from amity.core import weeks
from amity.core.answers import Answer, Rest

BACK = 9
"""Weeks that the longest cooldown reaches back."""


def of(owner: Owner, person: int | None = None, *, today: date) -> dict[int, list[Answer]]:
    """Give the owner's answers up to `today` by person's number, of everybody or of one."""
    told = Pick.objects.filter(owner=owner, answered__lte=today, record__person__isnull=False)
    if person is not None:
        told = told.filter(record__person=person)
    found: dict[int, list[Answer]] = defaultdict(list)
    fields = ("record__person_id", "state", "reason", "answered", "text", "felt", "waited")
    for who, state, reason, on, *said in told.order_by("answered", "id").values_list(*fields):
        found[who or 0].append(Answer(state, reason, on or date.min, *said))
    return found


def done(owner: Owner, *, today: date) -> dict[int, str]:
    """Give with whom something was done lately: number and id of each, of whom nothing is asked again yet."""
    told = Pick.objects.filter(
        owner=owner, state="done", answered__gt=today - timedelta(days=rules.PAUSE), answered__lte=today,
        record__person__isnull=False,
    )  # fmt: skip
    return dict(told.values_list("record__person_id", "record__person__uid"))


def rests(owner: Owner, *, again: Mapping[int, date], today: date) -> dict[int, Rest]:
    """Give how long each person rests by the owner's answers; `again` is when they chose to try again."""
    told = of(owner, today=today)
    return {person: rules.rest(several, again=again.get(person)) for person, several in told.items()}


def stood(owner: Owner, *, today: date) -> tuple[dict[int, date], dict[int, date]]:
    """Give when people stood in an earlier week without an answer, and until when those of two weeks rest.

    Who stood in both weeks before and was not answered rests this week: nobody is urged for ever.
    """
    names = weeks.before(today, count=BACK)
    silent = Q(state__in=("open", "passed")) | Q(answered__gt=today)
    left = Pick.objects.filter(silent, owner=owner, plan__week__in=names)
    last: dict[int, date] = {}
    both: dict[int, set[str]] = defaultdict(set)
    for person, week, state, drawn in left.filter(record__person__isnull=False).values_list(
        "record__person_id", "plan__week", "state", "plan__drawn"
    ):
        last[person] = max(drawn, last.get(person, drawn))
        if state != "passed" and week in names[:2]:
            both[person].add(week)
    tomorrow = today + timedelta(days=1)
    return last, {person: tomorrow for person, several in both.items() if len(several) == len(names[:2])}


def missed(owner: Owner, *, today: date) -> bool:
    """Tell whether the last week that was drawn went by without a single answer."""
    plan = (
        Plan.objects.filter(owner=owner, week__in=weeks.before(today, count=BACK)).order_by("-week").first()
    )
    if plan is None:
        return False
    told = Pick.objects.filter(owner=owner, plan=plan.pk).values_list("state", "answered")
    states = {state if on is None or on <= today else "open" for state, on in told}
    return "open" in states and not states & set(rules.ANSWERS)


def begin(owner: Owner, *, today: date) -> None:
    """Begin again here: the picks of weeks that went by are let go, and this week is drawn anew."""
    this = weeks.name(today)
    with transaction.atomic():
        gone = Plan.objects.filter(owner=owner, week__lt=this)
        Pick.objects.filter(owner=owner, plan__in=gone.values("id"), state="open").update(state="passed")
        Plan.objects.filter(owner=owner, week=this).update(stale=True)


def again(owner: Owner, id: str, *, today: date) -> None:  # noqa: A002
    """Let somebody be suggested again: puttings off and unanswered attempts until now are forgotten."""
    person = access.person(owner, id)
    with transaction.atomic():
        record = hand.record(owner, person, today=today)
        hand.change(owner, record, {"again": [today.isoformat()]}, today=today)
        derivation.derive(owner, {record.pk}, today=today)
        this = Plan.objects.filter(owner=owner, week=weeks.name(today))
        this.update(stale=True)
