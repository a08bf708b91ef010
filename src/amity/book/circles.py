"""Circles: groups of people, the owner's own and those records tell of; which brought which ties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from amity.book import access, hand, outcomes, owners, past, people, records, rows, views
from amity.book.models import Circle as Row
from amity.book.models import Member as Part
from amity.book.models import Outlook, Owner, Person, Record
from amity.core import atlas, facts, reasons
from amity.core import circles as rules
from amity.core.circles import KINDS, ROLES, Brought, Circle, Door, Insider, Member, Said, Year
from amity.core.errors import Refusal
from amity.core.facts import Fact
from amity.core.people import Exchange

LONGEST = {"name": 200, "place": 200, "note": 400}
"""Characters of a circle's lines."""
_FIELDS = ("circle", "school", "attended")
_DAYS = 80
"""So many of a member's newest exchanges are looked at for a silence between them."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A circle with the ties it brought, where its people work, by id, and its last year."""

    circle: Circle
    ties: tuple[Brought, ...] = ()
    work: Mapping[str, str] = field(default_factory=dict)
    year: Year | None = None

    @property
    def told(self) -> bool:
        """Whether records name it, or somebody in it."""
        return not self.circle.kept or any(member.told for member in self.circle.members)


def all(owner: Owner) -> list[Circle]:  # noqa: A001 - "all circles"
    """Give every circle with its people, by name: the owner's own and those that records tell of."""
    told = _told(owner)
    keys = {rules.key(one.name, kind="event" if one.field == "attended" else "", on=one.on) for one in told}
    return rules.gather(_kept(owner), told, ids={key: access.uid(owner, "circle", key) for key in keys})


def kept(owner: Owner) -> list[Circle]:
    """Give the circles the owner keeps, with the people they put in; what records tell is not asked."""
    return list(_kept(owner).values())


def one(owner: Owner, id: str) -> Circle:  # noqa: A002
    """Find a circle by its id, or `Missing`."""
    found = next((circle for circle in all(owner) if circle.id == id), None)
    if found is None:
        raise access.Missing(f"There is no circle {id!r}.")
    return found


def find(owner: Owner, which: str) -> Circle:
    """Find a circle by its id or its name, or `Missing`."""
    folded = rules.key(which)
    several = all(owner)
    found = [circle for circle in several if circle.id == which]
    found += [circle for circle in several if rules.key(circle.name) == folded]
    if not found:
        raise access.Missing(f"There is no circle {which!r}.")
    return found[0]


def whole(owner: Owner, id: str, *, today: date) -> Whole:  # noqa: A002
    """Give a circle with the ties it brought and its last year."""
    (found,) = wholes(owner, [one(owner, id)], today=today)
    return replace(found, year=_year(owner, found, today=today))


def wholes(owner: Owner, several: Sequence[Circle], *, today: date) -> list[Whole]:
    """Give circles with the ties each brought; as many questions for a hundred as for one."""
    known = _known(owner, (member.id for circle in several for member in circle.here))
    numbers = [row.pk for row in known.values()]
    first = views.exchanges(owner, numbers, count=1, today=today, oldest=True)
    work = {uid: row.organization for uid, row in known.items()}
    return [Whole(circle, _ties(circle, known, first, today=today), work) for circle in several]


def _ties(
    circle: Circle, known: Mapping[str, Person], first: Mapping[int, Sequence[Exchange]], *, today: date
) -> tuple[Brought, ...]:
    found = []
    for member in circle.here:
        row = known.get(member.id)
        oldest = next(iter(first.get(row.pk, ())), None) if row else None
        tie = rules.brought(circle, member, met=row.met if row else "", first=oldest, today=today)
        found += [tie] if tie is not None else []
    return tuple(found)


def _known(owner: Owner, ids: Iterable[str]) -> dict[str, Person]:
    """Give the rows of people by id."""
    found: dict[str, Person] = {}
    for some in rows.chunks(set(ids)):
        found |= {row.uid: row for row in Person.objects.filter(owner=owner, uid__in=some, removed=False)}
    return found


def _year(owner: Owner, found: Whole, *, today: date) -> Year:
    since = rules.since(found.circle, today=today)
    known = _known(owner, (member.id for member in found.circle.here))
    numbers = {uid: row.pk for uid, row in known.items()}
    recent = views.exchanges(owner, list(numbers.values()), count=_DAYS, today=today)
    came = outcomes.of(owner, list(numbers.values()), today=today)
    new = rules.lately(found.ties, since=since)
    fresh = {tie.id for tie in new}
    again, of = [], []
    for member in found.circle.here:
        pk = numbers.get(member.id, 0)
        days = [reasons.day(exchange) for exchange in recent.get(pk, ())]
        tie = rules.revived(member, days, since=since, today=today)
        again += [tie] if tie is not None and member.id not in fresh else []
        of += [(member.id, member.name, outcome) for outcome in came.get(pk, ()) if outcome.on >= since]
    return Year(since, new, tuple(again), tuple(of))


def _kept(owner: Owner) -> dict[str, Circle]:
    """Give the circles the owner keeps, by key, with the people they put in."""
    inside: dict[int, dict[str, Member]] = defaultdict(dict)
    parts = Part.objects.filter(owner=owner, record__person__removed=False, record__person__aside="")
    whose = parts.annotate(who=F("record__person__uid"), name=F("record__person__name")).order_by("id")
    for part in past.rewound(owner, whose):
        # Two people who became one may both be in it: what was said first counts, as `put` changes that.
        member = Member(part.who, part.name, part.role or "member", part.on, part.text, kept=True)
        inside[part.circle_id].setdefault(part.who, member)
    found: dict[str, Circle] = {}
    for row in past.rewound(owner, Row.objects.filter(owner=owner).order_by("id")):
        key = rules.key(row.name, kind=row.kind, on=row.began)
        members = tuple(inside[row.pk].values())
        found[key if key not in found else f"{key} {row.uid}"] = _circle(row, members)
    return found


def _circle(row: Row, members: tuple[Member, ...]) -> Circle:
    return Circle(
        row.uid, row.name, rules.kind(row.kind), row.note, row.place, row.began, row.ended, row.belongs,
        row.leads, kept=True, members=members,
    )  # fmt: skip


def _told(owner: Owner) -> list[Said]:
    """Give what records say of circles, schools and events: of people of the book, and of the owner."""
    cards = Record.objects.filter(owner=owner, mention=False).exclude(source="hand")
    whose: dict[int, tuple[str, str]] = dict.fromkeys(
        cards.filter(mine=True).values_list("id", flat=True), ("", "")
    )
    tell = Outlook.objects.filter(owner=owner, tells__gt="", tells__contains="c", away=False)
    for some in rows.chunks(tell.values_list("person_id", flat=True)):
        theirs = cards.filter(person__in=some, mine=False)
        whose |= {
            pk: (uid, name) for pk, uid, name in theirs.values_list("id", "person__uid", "person__name")
        }
    said = records.said(owner, sorted(whose), fields=set(_FIELDS))
    return [
        Said(claim.field, claim.value, facts.day(claim.label), *whose[pk], word.source)
        for pk, word in said.items()
        for claim in word.claims
        if rules.key(claim.value) and (claim.field != "attended" or not whose[pk][0])
    ]


def doors(owner: Owner, *, today: date) -> tuple[Door, ...]:
    """Name circles worth joining in areas the owner lacks, each with somebody to ask about it."""
    known = [circle for circle in all(owner) if not circle.belongs and circle.here]
    if not known:
        return ()
    here = Person.objects.filter(owner=owner, removed=False, aside="").order_by("folded", "uid")
    shown = people.shown(owner, list(here), today=today)
    around = atlas.around(shown, organization=owners.describe(owner).organization, today=today)
    own = {around.focus, atlas.fold(around.organization)}
    lacked = {
        key: len(area.in_touch)
        for key, area in around.areas.items()
        if len(area.in_touch) <= 1 and key not in own
    }
    inside = {
        one.id: Insider(one.id, one.name, atlas.fold(one.organization), one.organization, one.strength)
        for one in shown
        if not one.muted
    }
    return rules.doors(known, inside, lacked=lacked)


def of_person(owner: Owner, uid: str, told: Iterable[Fact]) -> tuple[Fact, ...]:
    """Give the circles of a person: what records tell (`told`) but for what was taken out, and the owner's.

    Each is a fact whose id is the circle's.
    """
    found = {
        rules.key(fact.text): replace(fact, id=access.uid(owner, "circle", rules.key(fact.text)))
        for fact in told
    }
    parts = Part.objects.filter(owner=owner, record__person__uid=uid).select_related("circle")
    first: dict[int, tuple[Row, Part]] = {}
    for part in past.rewound(owner, parts.order_by("id")):
        for circle in past.rewound(owner, [part.circle]):
            first.setdefault(circle.pk, (circle, part))
    for circle, part in first.values():
        key = rules.key(circle.name, kind=circle.kind, on=circle.began)
        if part.role == "out":
            found.pop(key, None)
        elif key in found:
            found[key] = replace(found[key], id=circle.uid)
        else:
            word = "school" if circle.kind == "alumni" else "circle"
            on = circle.began if circle.kind == "event" else part.on
            found[key] = Fact(word, circle.name, on, "hand", "", id=circle.uid)
    return tuple(found.values())


def add(
    owner: Owner, name: str, *, kind: str = "community", belongs: bool = True, leads: bool = False,
    place: str = "", note: str = "", began: date | None = None, today: date | None = None,
) -> str:  # fmt: skip
    """Keep a circle, and give its id; one that records tell of becomes the owner's own.

    Without the day it is said on, `today`, it is known on every day.
    """
    told = " ".join(name.split())[:200]
    if not rules.key(told):
        raise Refusal("empty", "A circle needs a name.")
    _one_of(kind, KINDS, "kind of circle")
    key = rules.key(told, kind=kind, on=began)
    if key in _kept(owner):
        raise Refusal("there", f"There is a circle “{told}” already.")
    uid = access.uid(owner, "circle", key)
    if Row.objects.filter(owner=owner, uid=uid).exists():
        uid = access.fresh(owner, "circle")
    made = Row(owner=owner, uid=uid)
    past.say(
        made, today, name=told, kind=kind, belongs=belongs, leads=leads, began=began,
        place=" ".join(place.split())[:200], note=" ".join(note.split())[:400],
    )  # fmt: skip
    made.save()
    return uid


def _one_of(word: str, allowed: Sequence[str], what: str) -> str:
    if word not in allowed:
        raise Refusal("unknown-word", f"{word!r} is no {what}; choose from {', '.join(allowed)}.")
    return word


def row(owner: Owner, id: str, *, today: date | None = None) -> Row:  # noqa: A002
    """Give the row of a circle, made at the owner's first touch of one that only records tell of."""
    found: Row | None = Row.objects.filter(owner=owner, uid=id).first()
    if found is not None:
        return found
    told = one(owner, id)
    made = Row(owner=owner, uid=id)
    past.say(made, today, name=told.name[:200], kind=told.kind, began=told.began, belongs=bool(told.belongs))
    made.save()
    return made


def change(owner: Owner, id: str, *, today: date | None = None, **fields: Any) -> None:  # noqa: A002, ANN401 - columns of a circle
    """Change a circle's name, kind, place, note, or that the owner guides it.

    A name that records use stays, or its people would fall out of it.
    """
    with transaction.atomic():
        kept = row(owner, id, today=today)
        name = " ".join(fields.get("name", kept.name).split())[:200]
        if name != kept.name:
            if any(member.told for member in one(owner, id).members):
                raise Refusal(
                    "told", f"Files call it “{kept.name}”; under another name they would not be found."
                )
            if rules.key(name, kind=kept.kind, on=kept.began) in {*_kept(owner), ""}:
                raise Refusal("there", f"There is a circle “{name}” already." if name else "It needs a name.")
        _one_of(fields.get("kind", kept.kind), KINDS, "kind of circle")
        told = {**fields, "name": name}
        lines = {
            column: " ".join(told[column].split())[: LONGEST[column]] for column in told if column in LONGEST
        }
        past.say(kept, today, **{**told, **lines})
        kept.save()


def put(
    owner: Owner, id: str, who: Iterable[str], *, today: date, role: str = "member", on: date | None = None,  # noqa: A002
    text: str = "",
) -> list[str]:  # fmt: skip
    """Put people into a circle, or change their role in it; give their ids."""
    _one_of(role, ROLES, "role")
    with transaction.atomic():
        kept = row(owner, id, today=today)
        several = access.people(owner, who)
        for person in several:
            word = hand.record(owner, person, today=today)
            told = {
                "role": role,
                **({"on": on} if on else {}),
                **({"text": " ".join(text.split())[:400]} if text else {}),
            }
            part = _parts(owner, kept, person).first()
            part = part or Part(owner=owner, circle=kept, record=word)
            past.say(part, today, **told)
            part.save()
    return [str(person.uid) for person in several]


def _parts(owner: Owner, kept: Row, person: Person) -> Any:  # noqa: ANN401 - a question
    return Part.objects.filter(owner=owner, circle=kept, record__person=person.pk).order_by("id")


def take(owner: Owner, id: str, who: str, *, today: date) -> None:  # noqa: A002
    """Take somebody out of a circle; whom records put there stays out all the same."""
    with transaction.atomic():
        person = access.person(owner, who)
        member = next((one for one in one(owner, id).members if one.id == person.uid), None)
        if member is None or member.role == "out":
            raise Refusal("not-there", f"{person.name} is not in it.")
        kept = row(owner, id, today=today)
        _parts(owner, kept, person).delete()
        if member.told:
            put(owner, id, [person.uid], role="out", today=today)


def join(owner: Owner, id: str, *, on: date, today: date) -> None:  # noqa: A002
    """Say that the owner has joined a circle, on a day."""
    if on > today:
        raise Refusal("future", "That day has not come yet.")
    with transaction.atomic():
        kept = row(owner, id, today=today)
        past.say(kept, today, belongs=True, began=on, ended=None)
        kept.save()


def leave(owner: Owner, id: str, *, on: date, today: date) -> None:  # noqa: A002
    """Say that the owner is no longer, or never was, part of a circle; its people stay in it."""
    if on > today:
        raise Refusal("future", "That day has not come yet.")
    with transaction.atomic():
        kept = row(owner, id, today=today)
        past.say(kept, today, ended=on if kept.belongs else None, belongs=False)
        kept.save()


def remove(owner: Owner, id: str) -> None:  # noqa: A002
    """Remove a circle of the owner's; its people stay in the book. What records tell of is told again."""
    with transaction.atomic():
        kept = Row.objects.filter(owner=owner, uid=id).first()
        if kept is None:
            told = one(owner, id)
            raise Refusal("told", f"Only files tell of “{told.name}”; it goes when what they brought goes.")
        Part.objects.filter(owner=owner, circle=kept).delete()
        kept.delete()
