"""Offers: who may belong to a campaign, and what in the book says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from amity.book import career, outcomes, owners, people, records, rows, ties, views
from amity.book import help as helping
from amity.book.models import Edition, Owner, Participation, Person, Record
from amity.core import atlas, offers
from amity.core import help as help_rules
from amity.core.campaigns import Campaign, Why
from amity.core.facts import Told
from amity.core.help import Help
from amity.core.interactions import TIMELINE_ONLY
from amity.core.offers import Months, Touch
from amity.core.people import Person as ShownPerson

_APPLIED = ("application", "saved_job")


def months(owner: Owner, kind: str, *, today: date) -> Months:
    """Give the months a campaign looks back on: for a job search those before the present job began."""
    known = career.of(owner) if kind == "job-search" else {}
    days = [one.entry.on for kind in _APPLIED for one in known.get(kind, ()) if one.entry.on]
    jobs = owners.positions(owner) if kind == "job-search" else []
    return offers.months(kind, jobs, days, today=today)


def found(owner: Owner, campaign: Campaign, *, today: date) -> list[tuple[ShownPerson, list[Why]]]:
    """Give everybody not set aside with what speaks for their being in a campaign."""
    here = list(Person.objects.filter(owner=owner, removed=False, aside="").order_by("folded", "uid"))
    shown = {row.pk: person for row, person in zip(here, people.shown(owner, here, today=today), strict=True)}
    window = offers.window(campaign, today=today)
    why: dict[int, list[Why]] = defaultdict(list)
    for person, reason in _all(owner, campaign, shown, window, today=today):
        why[person].append(reason)
    return [(shown[pk], reasons) for pk, reasons in why.items() if pk in shown]


def _all(
    owner: Owner, campaign: Campaign, shown: Mapping[int, ShownPerson], window: Months, *, today: date
) -> Iterator[tuple[int, Why]]:
    wanted = offers.ASKED[campaign.kind]
    if "help" in wanted:
        for pk, several in helped(owner, None, today=today).items():
            yield from ((pk, one) for one in offers.helped(shown.get(pk), several, window, today=today))
        for pk, came in outcomes.of(owner, today=today).items():
            yield from ((pk, one) for one in offers.introduced(shown.get(pk), came, window, today=today))
    if "applied" in wanted:
        known = career.of(owner)
        there = {
            atlas.fold(one.entry.organization): one.entry
            for kind in _APPLIED
            for one in known.get(kind, ())
            if one.entry.organization
        }
        yield from (
            (pk, one) for pk, person in shown.items() for one in offers.applied(person, there, today=today)
        )
    if "connected" in wanted:
        own = atlas.fold(owners.describe(owner).organization)
        beyond = {pk for pk, person in shown.items() if atlas.fold(person.organization) != own or not own}
        days = Person.objects.filter(owner=owner, connected_on__range=window).values_list(
            "id", "connected_on"
        )
        yield from (
            (pk, offers.connected(shown[pk], on, today=today)) for pk, on in days if on and pk in beyond
        )
    if "exchange" in wanted:
        for pk, touch in _touches(owner, window).items():
            if pk in shown:
                yield from ((pk, one) for one in offers.exchanged(shown[pk], touch, window, today=today))
    if "matters" in wanted:
        yield from ((pk, one) for pk, person in shown.items() for one in offers.matters(person, today=today))


def helped(owner: Owner, numbers: Sequence[int] | None, *, today: date) -> dict[int, tuple[Help, ...]]:
    """Give the help between the owner and people, by number: what records tell and the owner's own word."""
    told = Edition.objects.filter(owner=owner, claims__icontains='"help_received"')
    if numbers is not None:
        told = told.filter(record__person__in=list(numbers))
    said = records.said(owner, sorted(set(told.values_list("record_id", flat=True))))
    by_person: dict[int, list[Told]] = defaultdict(list)
    for some in rows.chunks(said):
        mine = Record.objects.filter(owner=owner, id__in=some, person__isnull=False)
        for pk, uid, person in mine.values_list("id", "uid", "person_id"):
            by_person[person or 0].append((uid, said[pk].source, said[pk].claims))
    own = helping.own(owner, numbers, today=today)
    everybody: Iterable[int] = by_person.keys() | own.keys()
    return {pk: help_rules.help(by_person.get(pk, ()), own=own.get(pk, ())) for pk in sorted(everybody)}


def _touches(owner: Owner, window: Months) -> dict[int, Touch]:
    """Give, by person's number, the days on which they exchanged something in these months, by channel."""
    begin, end = ties.end(window[0] - timedelta(days=1)), ties.end(window[1])
    counts = Participation.objects.filter(
        views.EXCHANGED, owner=owner, interaction__current=True, interaction__at__gte=begin,
        interaction__at__lt=end, interaction__others__gte=1, interaction__others__lte=TIMELINE_ONLY,
        record__person__isnull=False,
    )  # fmt: skip
    found: dict[int, dict[tuple[date, str, str], None]] = defaultdict(dict)
    columns = ("record__person_id", "interaction__at", "interaction__channel", "interaction__direction")
    for person, at, channel, way in counts.order_by("interaction__at", "id").values_list(*columns):
        found[person][at.date(), channel, way] = None
    return {person: tuple(days) for person, days in found.items()}
