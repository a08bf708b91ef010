"""Campaigns: reasons to write to many, one by one; answers are seen when they are read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from amity.book import access, facts, hand, offers, owners, past, people, plan, views, words
from amity.book.models import Campaign as Row
from amity.book.models import Letter as Part
from amity.book.models import Owner, Person
from amity.core import campaigns as rules
from amity.core import drafts
from amity.core import facts as fact_rules
from amity.core.campaigns import CAP, KINDS, STATES, Campaign, Letter, Offer
from amity.core.errors import Refusal
from amity.core.facts import Fact
from amity.core.help import Help
from amity.core.people import Exchange
from amity.core.people import Person as ShownPerson

LONGEST = {"name": 200, "note": 400, "subject": 200}
"""Characters of a campaign's lines."""
BODY = 6000
"""Characters of a letter in the owner's own words."""
_SHOWN = 3
"""So many exchanges stand beside a letter."""
_RECENT = 40
"""So many of somebody's newest exchanges are looked at for an answer."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A letter begun: to whom, why, the draft, and the address that opens it in the owner's mail program."""

    person: ShownPerson
    letter: Letter
    subject: str
    body: str
    address: str = ""
    mailto: str = ""
    facts: tuple[Fact, ...] = ()
    helped: tuple[Help, ...] = ()
    recent: tuple[Exchange, ...] = ()


def all(owner: Owner, *, today: date) -> list[Campaign]:  # noqa: A001 - "all campaigns"
    """Give every campaign with its letters, those that run first, the newest before older ones."""
    rows = past.rewound(owner, Row.objects.filter(owner=owner).order_by("-id"))
    found = [row for row in rows if not row.removed]
    letters = _letters(owner, [row.pk for row in found], today=today)
    several = [_value(row, letters.get(row.pk, ())) for row in found]
    return sorted(several, key=lambda one: (one.over, one.paused))


def one(owner: Owner, id: str, *, today: date) -> Campaign:  # noqa: A002
    """Find a campaign by its id, or `Missing`."""
    there = past.rewound(owner, Row.objects.filter(owner=owner, uid=id))
    for row in there:
        if not row.removed:
            return _value(row, _letters(owner, [row.pk], today=today).get(row.pk, ()))
    raise access.Missing(f"There is no campaign {id!r}.")


def find(owner: Owner, which: str, *, today: date) -> Campaign:
    """Find a campaign by its id or its name, one that runs before others, or `Missing`."""
    named = next((found for found in all(owner, today=today) if found.name == which), None)
    return named or one(owner, which, today=today)


def _row(owner: Owner, id: str) -> Row:  # noqa: A002
    row: Row | None = Row.objects.filter(owner=owner, uid=id, removed=False).first()
    if row is None:
        raise access.Missing(f"There is no campaign {id!r}.")
    return row


def _value(row: Row, letters: Iterable[Letter]) -> Campaign:
    return Campaign(
        row.uid, row.name, rules.kind(row.kind), row.note, row.began, row.ended, row.subject, row.body,
        row.cap, tuple(letters),
    )  # fmt: skip


def _letters(owner: Owner, campaigns: Sequence[int], *, today: date) -> dict[int, list[Letter]]:
    """Give the letters of campaigns in the order they were added, each with the answer that came since."""
    mine = Part.objects.filter(owner=owner, campaign__in=list(campaigns), record__person__removed=False)
    parts = past.rewound(owner, mine.select_related("record__person").order_by("id"))
    wrote = [part.record.person_id for part in parts if part.role == "sent"]
    came = views.exchanges(owner, wrote, count=_RECENT, today=today) if wrote else {}
    found: dict[int, list[Letter]] = defaultdict(list)
    for part in parts:
        person, day, back = part.record.person, words.by(part.on, today), None
        if part.role == "sent" and day:
            back = rules.replied(came.get(person.pk, ()), sent=day)
        role = part.role if day or not part.on else "open"
        known = rules.state(role, back, silent=bool(person.aside) or person.muted)
        letter = Letter(person.uid, person.name, known, day, part.text, part.reason, back)
        found[part.campaign_id].append(letter)
    return {campaign: rules.once(several) for campaign, several in found.items()}


def offered(owner: Owner, id: str, *, today: date) -> tuple[Offer, ...]:  # noqa: A002
    """Give those who may belong to a campaign and are not in it, each with why."""
    found = one(owner, id, today=today)
    known = [letter.id for letter in found.letters]
    return rules.offers(offers.found(owner, found, today=today), known=known)


def start(
    owner: Owner, kind: str, name: str = "", *, since: date | None = None, until: date | None = None,
    news: str = "", today: date,
) -> str:  # fmt: skip
    """Begin a campaign and give its id; the months it looks back on follow from the owner's own jobs."""
    if kind not in KINDS:
        raise Refusal("unknown-campaign", f"{kind!r} is no campaign; choose from {', '.join(KINDS)}.")
    began, ended = offers.months(owner, kind, today=today)
    began, ended = since or began, until or ended
    if began > ended:
        raise Refusal("months", "The months a campaign looks back on begin before they end.")
    told = " ".join(news.split())[:400] or (_landed(owner) if kind == "job-search" else "")
    made = Row(owner=owner, uid=access.fresh(owner, "campaign"))
    past.say(
        made,
        today,
        kind=kind,
        note=told,
        began=began,
        ended=ended,
        cap=CAP,
        name=" ".join(name.split())[:200] or rules.name(kind),
    )
    made.save()
    return str(made.uid)


def _landed(owner: Owner) -> str:
    now = next((job for job in owners.positions(owner) if job.finished is None), None)
    return rules.news(now.title, now.organization) if now is not None else ""


def change(owner: Owner, id: str, *, today: date, **fields: Any) -> None:  # noqa: A002, ANN401 - columns of it
    """Change a campaign's name, news, subject, body or months."""
    row = _row(owner, id)
    lines = {name: " ".join(fields[name].split())[: LONGEST[name]] for name in fields if name in LONGEST}
    past.say(row, today, **{**fields, **lines})
    if not row.name.strip():
        raise Refusal("empty", "A campaign needs a name.")
    row.save()
    plan.reconsider(owner, today=today)


def put(owner: Owner, id: str, who: Iterable[str], *, today: date) -> list[str]:  # noqa: A002
    """Put people into a campaign, with why where the book knows it; give the ids of those who are new."""
    row, several = _row(owner, id), access.people(owner, who)
    why = {offer.person.id: offer for offer in offered(owner, id, today=today)}
    new = []
    with transaction.atomic():
        for person in several:
            if _parts(owner, row, person).exists():
                continue
            offer = why.get(person.uid)
            part = Part(owner=owner, campaign=row, record=hand.record(owner, person, today=today))
            past.say(
                part, today, role="open", on=today, text=offer.text[:400] if offer else "",
                reason=offer.why[0].kind if offer else "",
            )  # fmt: skip
            part.save()
            new.append(str(person.uid))
        plan.reconsider(owner, today=today)
    return new


def _parts(owner: Owner, row: Row, person: Person) -> Any:  # noqa: ANN401 - a question
    return Part.objects.filter(owner=owner, campaign=row, record__person=person.pk)


def mark(owner: Owner, id: str, who: str, state: str, *, on: date | None = None, today: date) -> None:  # noqa: A002
    """Say how far the letter to somebody is: open, drafted, sent or rests; an answer is noticed by itself."""
    if state not in STATES or state == "answered":
        raise Refusal("unknown-state", "A letter is open, drafted, sent, or it rests.")
    if on is not None and on > today:
        raise Refusal("future", "That day has not come yet.")
    row, person = _row(owner, id), access.person(owner, who)
    if state == "sent" and (on or today) == today and row.cap:
        rules.allow(one(owner, id, today=today), person.uid, today=today)
    with transaction.atomic():
        parts = list(_parts(owner, row, person))
        if not parts:
            raise access.Missing(f"{person.name} is not in this campaign.")
        for part in parts:
            past.say(part, today, role=state, on=on or today)
            part.save()
        plan.reconsider(owner, today=today, begun=True)


def begin(owner: Owner, id: str, who: str, *, today: date) -> Begun:  # noqa: A002
    """Begin the letter to somebody, from the campaign's words and what is between you; nothing is kept."""
    campaign, person = one(owner, id, today=today), access.person(owner, who)
    letter = next((one for one in campaign.letters if one.id == person.uid), None)
    if letter is None:
        raise access.Missing(f"{person.name} is not in this campaign.")
    (shown,) = people.shown(owner, [person], today=today)
    known = tuple(fact for fact in facts.of(owner, person, today=today) if fact_rules.holds(fact))
    helped = offers.helped(owner, [person.pk], today=today).get(person.pk, ())
    recent = tuple(views.exchanges(owner, [person.pk], count=_SHOWN, today=today).get(person.pk, ()))
    draft = rules.draft(
        campaign, shown, why=letter.reason, owner=owners.describe(owner).name, facts_known=known,
        helped=helped, recent=recent, today=today,
    )  # fmt: skip
    address = next((handle.value for handle in shown.handles if handle.kind == "email"), "")
    written = _written(owner, campaign.id, person) or draft
    link = drafts.mailto(written, address) if address else ""
    return Begun(shown, letter, written.subject, written.body, address, link, known, helped, recent)


def _written(owner: Owner, id: str, person: Person) -> drafts.Draft | None:  # noqa: A002
    """Give the letter as the owner wrote it; None while it is only begun."""
    mine = Part.objects.filter(owner=owner, campaign__uid=id, record__person=person.pk).order_by("id")
    own = (part for part in past.rewound(owner, mine) if part.subject or part.body)
    return next((drafts.Draft(part.subject, part.body) for part in own), None)


def write(owner: Owner, id: str, who: str, subject: str, body: str, *, today: date) -> None:  # noqa: A002
    """Keep the letter to somebody in the owner's own words; two empty ones let it be begun again."""
    row, person = _row(owner, id), access.person(owner, who)
    parts = list(_parts(owner, row, person))
    if not parts:
        raise access.Missing(f"{person.name} is not in this campaign.")
    with transaction.atomic():
        for part in parts:
            past.say(part, today, subject=" ".join(subject.split())[:200], body=body.strip()[:BODY])
            part.save()


def remove(owner: Owner, id: str, *, today: date) -> None:  # noqa: A002
    """Remove a campaign: it is shown nowhere any more, and nothing of it is suggested."""
    _remove(owner, Row.objects.filter(owner=owner, uid=id, removed=False), removed=True, today=today)


def back(owner: Owner, id: str, *, today: date) -> None:  # noqa: A002
    """Take the removal of a campaign back."""
    _remove(owner, Row.objects.filter(owner=owner, uid=id, removed=True), removed=False, today=today)


def _remove(owner: Owner, found: Iterable[Row], *, removed: bool, today: date) -> None:
    for row in found:
        past.say(row, today, removed=removed)
        row.save()
        plan.reconsider(owner, today=today, begun=True)
        return
    raise access.Missing("There is no such campaign.")


def pause(owner: Owner, id: str, *, on: bool, today: date) -> None:  # noqa: A002
    """Let a campaign pause, or go on; nothing in it changes."""
    row = _row(owner, id)
    past.say(row, today, cap=0 if on else CAP)
    row.save()
    plan.reconsider(owner, today=today)


def done(owner: Owner, id: str, *, today: date) -> None:  # noqa: A002
    """End a campaign with grace: who was not written to rests, and no more is suggested."""
    row = _row(owner, id)
    with transaction.atomic():
        for part in Part.objects.filter(owner=owner, campaign=row, role__in=rules.WAITING):
            past.say(part, today, role="rests", on=today)
            part.save()
        past.say(row, today, cap=0)
        row.save()
        plan.reconsider(owner, today=today)
