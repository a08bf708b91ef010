"""The plan: a week drawn once and kept, and the owner's answers to its picks."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet

from amity.book import (
    access,
    derivation,
    interactions,
    letters,
    owners,
    people,
    reach,
    rows,
    told,
    views,
)
from amity.book.models import Owner, Person, Pick, Plan, Promise, Record, Reminder
from amity.core import answers, drafts, reasons, suggestions, turns, weeks
from amity.core import plan as rules
from amity.core.errors import Refusal
from amity.core.people import Person as ShownPerson
from amity.core.reasons import Evidence, Signal
from amity.core.view import View

QUIET = "quiet"
"""State of a day that is said in a line and takes no place in the week."""
UNANSWERED = ("open", QUIET)
LONG_AGO = 3650
"""Days apart beyond which longer says no more."""


@dataclass(frozen=True, slots=True)
class PickShown:
    """One person in the week as doors show them; of what was done, on which day and how it felt, if said."""

    id: str
    person_id: str
    person_name: str
    reason: str
    sentence: str
    evidence: tuple[Evidence, ...]
    suggestion: str
    minutes: int
    state: str
    purposes: tuple[str, ...] = ()
    mailto: str | None = None
    answered: date | None = None
    felt: str = ""


@dataclass(frozen=True, slots=True)
class PlanShown:
    """A week as doors show it, in minutes; `days` are birthdays and the like that take no place in it.

    `gap` (0-1) bounds how much better another week could be; 0 where none is better.
    """

    week: str
    budget: int
    planned: int
    carried: int
    left_to_chance: int
    picks: tuple[PickShown, ...]
    days: tuple[PickShown, ...] = ()
    price: float | None = None
    gap: float = 0.0

    @property
    def minutes(self) -> int:
        """The minutes there are: the owner's, and those left from the week before."""
        return self.budget + self.carried

    @property
    def hundredths(self) -> int:
        """By how many in 100 another week could be better at most."""
        return math.ceil(round(self.gap * 100, 6))


def week(owner: Owner, *, today: date, minutes: int | None = None) -> PlanShown:
    """Give this week's plan, drawing it the first time. `minutes` is a what-if and stores nothing.

    A week that has become stale keeps the picks that were answered; the others are drawn anew.
    """
    stored = Plan.objects.filter(owner=owner, week=rules.week(today)).first()
    later = stored is not None and _later(stored, today=today)
    if minutes is None and stored is not None and not stored.stale and not later:
        return _shown(owner, stored, today=today)
    derivation.advance(owner, today=today)
    kept = _answered(owner, stored, today=today) if minutes is None else []
    had = {pick.person_id for pick in kept}
    budget = owner.minutes if minutes is None else minutes
    before, carried = _before(owner, today=today), _carried(owner, today=today)
    left = budget - sum(pick.minutes for pick in kept)
    seen = reach.seen(owner, today=today, minutes=left + carried, before=before, but=had)
    drawn = rules.draw(
        seen.views, seen.around, today=today, minutes=left, carried=carried, before=before, care=seen.care,
        others=seen.others, beside=seen.beside, gap=seen.gap,
        told=seen.told,
    )  # fmt: skip
    if minutes is not None or not (drawn.picks or kept):
        return _sketch(owner, drawn)
    with transaction.atomic():
        _forget_ahead(owner, today=today)
        if later and Plan.objects.filter(owner=owner, week=drawn.week).exists():
            # The week as it was answered or drawn anew on a later day stays; this day only looks.
            sketch = _sketch(owner, drawn)
            return replace(sketch, picks=(*kept, *sketch.picks))
        stored = _store(owner, drawn, kept, _drafts(owner, drawn, seen.views, today=today), today=today)
    return _shown(owner, stored, today=today)


def _later(stored: Plan, *, today: date) -> bool:
    """Tell whether a week was drawn, or drawn anew, only after a day."""
    anew = Pick.objects.filter(owner=stored.owner_id, plan=stored.pk, drawn__gt=today)
    return stored.drawn > today or anew.exists()


def _answered(owner: Owner, stored: Plan | None, *, today: date) -> list[PickShown]:
    """Give the picks of a stored week that the owner has answered."""
    shown = _shown(owner, stored, today=today).picks if stored else ()
    return [pick for pick in shown if pick.state != "open"]


def _before(owner: Owner, *, today: date) -> list[list[str]]:
    """Give the ids of the people who stood in the weeks before, the nearest week first."""
    names = weeks.before(today, count=turns.WEEKS)
    stood = Pick.objects.filter(owner=owner, plan__week__in=names, record__person__isnull=False)
    people_of: dict[str, list[str]] = {name: [] for name in names}
    for name, person in stood.exclude(state=QUIET).values_list("plan__week", "record__person__uid"):
        people_of[name].append(person)
    return list(people_of.values())


def _forget_ahead(owner: Owner, *, today: date) -> None:
    """Forget weeks only looked at ahead of their time: they were drawn knowing less than will be known."""
    ahead = Plan.objects.filter(owner=owner, drawn__gt=today)
    for plan in ahead:
        picks = Pick.objects.filter(owner=owner, plan=plan.pk)
        if not picks.filter(answered__isnull=False).exists():
            picks.delete()
            plan.delete()


def _drafts(
    owner: Owner, drawn: rules.Plan, seen: Iterable[View], *, today: date
) -> dict[str, tuple[str, str]]:
    """Begin a mail for each pick, by the person's id."""
    by_id = {view.person.id: view for view in seen}
    name = owners.describe(owner).name
    begun = {
        pick.person_id: _begun(pick.signal, by_id[pick.person_id], name, today=today)
        for pick in (*drawn.picks, *drawn.days)
    }
    return {person: (draft.subject, draft.body) for person, draft in begun.items()}


def _begun(signal: Signal, view: View, owner: str, *, today: date) -> drafts.Draft:
    """Begin the mail of a pick: of help the letter to whom it is for, else one drawn from what both know."""
    told = [one for one in view.suggestions if one.evidence == signal.evidence]
    if told:
        return suggestions.letters(told[0], owner=owner)[0].draft
    return drafts.draft(signal, view, owner=owner, today=today)


def _carried(owner: Owner, *, today: date) -> int:
    """Give the minutes last week's plan left unused: they are kept for one week."""
    before = Plan.objects.filter(owner=owner, week=rules.week(today - timedelta(days=7))).first()
    return max(0, before.budget - before.planned) if before else 0


def _sketch(owner: Owner, drawn: rules.Plan) -> PlanShown:
    purposes = _purposes(owner, [pick.person_id for pick in drawn.picks])
    picks, days = (
        tuple(
            PickShown(
                f"{drawn.week}-{pick.person_id}", pick.person_id, pick.name, pick.signal.reason,
                pick.signal.sentence, pick.signal.evidence, pick.signal.suggestion, pick.signal.minutes,
                state, purposes.get(pick.person_id, ()),
            )
            for pick in several
        )
        for several, state in ((drawn.picks, "open"), (drawn.days, QUIET))
    )  # fmt: skip
    return PlanShown(
        drawn.week, drawn.budget, drawn.planned, drawn.carried, drawn.left_to_chance, picks, days,
        _price(drawn), drawn.gap,
    )  # fmt: skip


def _price(drawn: rules.Plan) -> float | None:
    """Give the price of a minute as it is kept: none where there are no minutes at all."""
    return drawn.price if math.isfinite(drawn.price) else None


def _purposes(owner: Owner, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found = Person.objects.filter(owner=owner, uid__in=list(ids)).values_list("uid", "purposes")
    return {uid: tuple(purposes) for uid, purposes in found}


def _store(
    owner: Owner, drawn: rules.Plan, kept: Sequence[PickShown], begun: Mapping[str, tuple[str, str]], *,
    today: date,
) -> Plan:  # fmt: skip
    """Store a drawn week beside the picks that were answered before."""
    budget = drawn.budget + sum(pick.minutes for pick in kept)
    figures = {
        "budget": budget, "planned": drawn.planned + budget - drawn.budget, "carried": drawn.carried,
        "left_to_chance": drawn.left_to_chance, "price": _price(drawn), "gap": drawn.gap,
        "stale": False,
    }  # fmt: skip
    stored, _ = Plan.objects.update_or_create(
        owner=owner, week=drawn.week, defaults=figures, create_defaults={**figures, "drawn": today}
    )
    Pick.objects.filter(owner=owner, plan=stored.pk, state__in=UNANSWERED).delete()
    named = (*drawn.picks, *drawn.days)
    people_of = {row.uid: row.pk for row in access.people(owner, [pick.person_id for pick in named])}
    mine = Record.objects.filter(owner=owner, person__in=list(people_of.values())).order_by("-id")
    anchors = dict(mine.values_list("person_id", "id"))
    Pick.objects.bulk_create(
        Pick(
            owner=owner, plan=stored, record_id=anchors[people_of[pick.person_id]], place=place + len(kept),
            uid=access.uid(owner, "pick", drawn.week, pick.person_id), reason=pick.signal.reason,
            sentence=pick.signal.sentence, suggestion=pick.signal.suggestion, minutes=pick.signal.minutes,
            draft=begun[pick.person_id], drawn=today, state="open" if place < len(drawn.picks) else QUIET,
            evidence=[[e.kind, e.id, e.text, e.on and e.on.isoformat()] for e in pick.signal.evidence],
        )
        for place, pick in enumerate(named)
    )  # fmt: skip
    return stored


def _shown(owner: Owner, stored: Plan, *, today: date) -> PlanShown:
    picks = list(Pick.objects.filter(owner=owner, plan=stored.pk).order_by("place"))
    person_of = dict(
        Record.objects.filter(owner=owner, id__in=[pick.record_id for pick in picks]).values_list(
            "id", "person_id"
        )
    )
    found = {
        row.pk: row
        for row in Person.objects.filter(owner=owner, id__in=list(person_of.values()), removed=False)
    }
    address = {
        person.id: _mailbox(person)
        for person in people.shown(owner, list(found.values()), today=stored.drawn)
    }
    shown = tuple(
        PickShown(
            pick.uid, person.uid, person.name, pick.reason, pick.sentence,
            tuple(map(_evidence, pick.evidence)), pick.suggestion, pick.minutes,
            pick.state if pick.answered is None or pick.answered <= today else "open", tuple(person.purposes),
            _mailto(pick.draft, address[person.uid]), pick.answered, pick.felt,
        )
        for pick in picks
        if (person := found.get(person_of.get(pick.record_id) or 0)) is not None
    )  # fmt: skip
    figures = (stored.week, stored.budget, stored.planned, stored.carried, stored.left_to_chance)
    return PlanShown(
        *figures,
        tuple(pick for pick in shown if pick.state != QUIET),
        tuple(pick for pick in shown if pick.state == QUIET),
        stored.price,
        stored.gap,
    )


def _mailbox(person: ShownPerson) -> str:
    return next((handle.value for handle in person.handles if handle.kind == "email"), "")


def _mailto(draft: list[str], address: str) -> str | None:
    return drafts.mailto(drafts.Draft(*draft), address) if draft and address else None


def _evidence(line: list[str]) -> Evidence:
    kind, id, text, on = line  # noqa: A001
    return Evidence(kind, id, text, date.fromisoformat(on) if on else None)  # type: ignore[arg-type]


def reopen(owner: Owner, id: str) -> None:  # noqa: A002
    """Take back that a pick was put off; what was done with one is taken back where it was kept."""
    pick = Pick.objects.filter(owner=owner, uid=id).exclude(state=QUIET).first()
    if pick is None:
        raise access.Missing(f"There is no pick {id!r} in any plan.")
    if pick.state == "done":
        raise Refusal("done", "This was done; take back what was kept with it instead.")
    Pick.objects.filter(id=pick.pk).update(state="open", answered=None, text="", felt="", waited=None)


def answer(
    owner: Owner, id: str, state: str, *, text: str = "", felt: str = "", today: date,  # noqa: A002
) -> str:  # fmt: skip
    """Answer a pick: done, later or not now, and give whose it is; how long they rest is learned.

    Of what was done, `felt` may say how it was to talk again, or that no answer came: the pace is learned.
    How long somebody rests is told by `core.answers`; the id is empty where nobody is left.
    """
    if state not in answers.ANSWERS:
        raise Refusal("unknown-answer", f"{state!r} is no answer; choose from {', '.join(answers.ANSWERS)}.")
    if felt and (felt not in answers.FELT or state != "done"):
        raise Refusal("felt", f"Of what was done, say {', '.join(answers.FELT)}, or nothing.")
    pick = Pick.objects.filter(owner=owner, uid=id).exclude(state=QUIET).first()
    if pick is None:
        raise access.Missing(f"There is no pick {id!r} in any plan.")
    if felt or state != "done":
        pick.felt, pick.waited = felt, _waited(owner, pick, today=today) if felt else None
    if pick.state == state == "done":
        pick.save(update_fields=["felt", "waited"])
        return _whose(owner, pick)
    pick.state, pick.answered, pick.text = state, today, text.strip()[:400]
    with transaction.atomic():
        pick.save()
        if state == "done":
            _done(owner, pick, today=today)
    return _whose(owner, pick)


def _whose(owner: Owner, pick: Pick) -> str:
    found = Person.objects.filter(owner=owner, pk=_person_of(owner, pick) or 0).values_list("uid", flat=True)
    return next(iter(found), "")


def _done(owner: Owner, pick: Pick, *, today: date) -> None:
    """Keep what was done with a pick.

    A word about it is logged as an exchange the owner started. The owner's promise that a pick reminded of is
    kept with it; theirs is only asked about.
    """
    if pick.reason == "remind":
        named = [line[1] for line in pick.evidence if line[0] == "reminder"]
        for one in named:
            if not Reminder.objects.filter(owner=owner, uid=one, done=None).update(done=today):
                told.done(owner, one, on=today)
    kept(owner, pick.evidence).update(closed=today, kept=True)
    for campaign in (line[1] for line in pick.evidence if line[0] == "campaign"):
        letters.sent(owner, campaign, _person_of(owner, pick) or 0, today=today)
    person = Person.objects.filter(owner=owner, pk=_person_of(owner, pick) or 0).first()
    if pick.text and person is not None:
        interactions.log(
            owner, [person.uid], pick.text, how="social", on=today, direction="sent", today=today
        )


def _waited(owner: Owner, pick: Pick, *, today: date) -> int | None:
    """Count the days apart before the talk a pick led to: since the last exchange before its week."""
    person = _person_of(owner, pick)
    drawn = Plan.objects.filter(owner=owner, id=pick.plan_id).values_list("drawn", flat=True).first()
    if person is None or drawn is None:
        return None
    last = views.exchanges(owner, [person], count=1, today=drawn - timedelta(days=1)).get(person)
    return max(0, min((today - reasons.day(last[0])).days, LONG_AGO)) if last else None


def kept(owner: Owner, evidence: Iterable[Sequence[str]]) -> QuerySet[Promise]:
    """Find the owner's open promises that a pick's evidence names: whoever has done it has kept them."""
    named = [line[1] for line in evidence if line[0] == "promise"]
    return Promise.objects.filter(owner=owner, uid__in=named, mine=True, closed=None)


def promised(owner: Owner, id: str) -> list[str]:  # noqa: A002 - of the pick `id`
    """Give the ids of the owner's open promises that saying done to this pick would keep."""
    pick = Pick.objects.filter(owner=owner, uid=id).first()
    return [] if pick is None else list(kept(owner, pick.evidence).values_list("uid", flat=True))


def _person_of(owner: Owner, pick: Pick) -> int | None:
    return Record.objects.filter(owner=owner, id=pick.record_id).values_list("person_id", flat=True).first()


def reconsider(owner: Owner, *, today: date, begun: bool = False) -> None:
    """Let the open picks of this week be drawn anew when the book has changed.

    A week in which something was answered already stays as it is, unless `begun` says to look at it too.
    """
    stored = Plan.objects.filter(owner=owner, week=rules.week(today)).first()
    if stored is None:
        return
    if begun or not Pick.objects.filter(owner=owner, plan=stored.pk, answered__isnull=False).exists():
        Plan.objects.filter(id=stored.pk).update(stale=True)


def drop(owner: Owner, numbers: Iterable[int]) -> None:
    """Take people out of the open picks of every plan."""
    mine = Record.objects.filter(owner=owner, person__in=list(numbers)).values_list("id", flat=True)
    Pick.objects.filter(owner=owner, record__in=list(mine), state__in=UNANSWERED).delete()


def forget(owner: Owner, gone: Iterable[int]) -> None:
    """Remove picks whose record is gone."""
    for some in rows.chunks(gone):
        Pick.objects.filter(owner=owner, record__in=some).delete()
