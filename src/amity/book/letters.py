"""Letters: who comes next in the campaigns that run, as the week's plan may suggest."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import F

from amity.book import past
from amity.book.models import Letter, Owner
from amity.core import campaigns
from amity.core.view import Waiting


def waiting(owner: Owner, *, today: date) -> dict[int, Waiting]:
    """Give, by person's number, the few people each running campaign waits with: one question.

    Of two people who became one, a letter sent to either is enough.
    """
    found = Letter.objects.filter(
        owner=owner, record__person__removed=False, record__person__aside="", record__person__muted=False
    )
    several = found.filter(campaign__cap__gt=0, campaign__removed=False) if owner.until is None else found
    rows = [
        (letter, campaign)
        for letter in past.rewound(owner, _whose(several).select_related("campaign"))
        for campaign in past.rewound(owner, [letter.campaign])
        if campaign.cap and not campaign.removed and (letter.on is None or letter.on <= today)
    ]
    rows.sort(key=lambda row: (row[1].pk, row[0].role, row[0].pk))
    wrote = {(one.uid, letter.person) for letter, one in rows if letter.role not in campaigns.WAITING}
    next_: dict[str, dict[int, Waiting]] = defaultdict(dict)
    for letter, one in rows:
        if len(next_[one.uid]) < campaigns.PICKS and (one.uid, letter.person) not in wrote:
            next_[one.uid].setdefault(letter.person, Waiting(one.uid, one.name, letter.text))
    return {person: one for some in reversed(next_.values()) for person, one in some.items()}


def written(owner: Owner, *, today: date) -> dict[int, date]:
    """Give, by person's number, the day of the last letter sent, after which they are left in peace."""
    found = Letter.objects.filter(owner=owner, on__isnull=False, record__person__isnull=False)
    several = found.filter(role="sent", on__lte=today) if owner.until is None else found
    days: dict[int, date] = {}
    for letter in past.rewound(owner, _whose(several)):
        if letter.role == "sent" and letter.on <= today:
            days[letter.person] = max(letter.on, days.get(letter.person, letter.on))
    return days


def _whose(found: Any) -> Any:  # noqa: ANN401 - a question
    return found.annotate(person=F("record__person_id"))


def sent(owner: Owner, campaign: str, person: int, *, today: date) -> None:
    """Mark the letter of a campaign to a person as sent."""
    mine = Letter.objects.filter(owner=owner, campaign__uid=campaign, record__person=person)
    for letter in mine.filter(role__in=campaigns.WAITING):
        past.say(letter, today, role="sent", on=today)
        letter.save()
