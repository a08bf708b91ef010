"""Letters: who comes next in the campaigns that run, as the week's plan may suggest."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import Max

from amity.book.models import Letter, Owner
from amity.core import campaigns
from amity.core.view import Waiting


def waiting(owner: Owner, *, today: date) -> dict[int, Waiting]:
    """Give, by person's number, the few people each running campaign waits with: one question.

    Of two people who became one, a letter sent to either is enough.
    """
    found = Letter.objects.filter(
        owner=owner, campaign__cap__gt=0, record__person__removed=False, record__person__aside="",
        record__person__muted=False,
    ).order_by("campaign_id", "role", "id")  # fmt: skip
    columns = ("record__person_id", "campaign__uid", "campaign__name", "text", "role", "on")
    rows = [row for row in found.values_list(*columns) if row[-1] is None or row[-1] <= today]
    wrote = {(campaign, person) for person, campaign, *_, role, _ in rows if role not in campaigns.WAITING}
    several: dict[str, dict[int, Waiting]] = defaultdict(dict)
    for person, campaign, name, why, _role, _on in rows:
        if len(several[campaign]) < campaigns.PICKS and (campaign, person) not in wrote:
            several[campaign].setdefault(person, Waiting(campaign, name, why))
    return {person: one for some in reversed(several.values()) for person, one in some.items()}


def written(owner: Owner, *, today: date) -> dict[int, date]:
    """Give, by person's number, the day of the last letter sent, after which they are left in peace."""
    found = Letter.objects.filter(owner=owner, role="sent", on__lte=today, record__person__isnull=False)
    return dict(found.values_list("record__person_id").annotate(Max("on")).order_by())


def sent(owner: Owner, campaign: str, person: int, *, today: date) -> None:
    """Mark the letter of a campaign to a person as sent."""
    mine = Letter.objects.filter(owner=owner, campaign__uid=campaign, record__person=person)
    mine.filter(role__in=campaigns.WAITING).update(role="sent", on=today)
