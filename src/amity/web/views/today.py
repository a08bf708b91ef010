"""Today: the week's few picks, the next meetings, a line to log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amity import options
from amity.book import access, answers, goals, interactions, owners, people, plan, purposes
from amity.book.plan import PickShown
from amity.web import noticed, offers, page, talks, wording
from amity.web.forms.interactions import Log


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the week's plan, or what is missing for one."""
    owner, today = access.owner(), page.today()
    week = plan.week(owner, today=today)
    context = {
        **_week(week.picks, today),
        **page.waiting(owner),
        "week": week,
        "known": people.count(owner),
        "missed": bool(week.picks) and answers.missed(owner, today=today),
        "notices": noticed.notices(owner, today=today),
        "whys": list(wording.WHYS.items()),
        "felts": list(wording.FELT.items()),
        "folder": options.current().data,
        "owner": owners.describe(owner),
        "meetings": interactions.coming(owner, today=today),
        "goals": [one for one in goals.all(owner, today=today) if one.goal.done is None],
        "chosen": purposes.chosen(owner),
        "unsaid": purposes.unsaid(owner),
        "late": purposes.due(owner, today=today),
        "offered": offers.offered(owner, today=today),
        "log": Log(initial={"on": today, "how": "call", "direction": "mutual"}),
    }
    return page.show(request, "today/index.html", context)


@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Begin again after a week that went by: this one is drawn anew."""
    answers.begin(access.owner(), today=page.today())
    page.notice(request, _("A fresh week."))
    return page.back(request, "today.index")


def _week(picks: Sequence[PickShown], today: date) -> dict[str, Any]:
    """Part the week: what is open, with what was just done and is asked about at its place; what was told."""
    open_ = [pick for pick in picks if pick.state == "open"]
    asked = talks.asked(picks, today=today)
    answered = [pick for pick in picks if pick.state != "open"]
    return {
        "groups": _groups([*open_, *asked], picks),
        "open": open_,
        "answered": answered,
        "told": [pick for pick in answered if pick not in asked],
        "askable": talks.askable(picks),
    }


def _groups(shown: Sequence[PickShown], picks: Sequence[PickShown]) -> list[tuple[str, list[PickShown]]]:
    """Group by reason, in the order in which reasons are read; within one as the week has them."""
    order = list(wording.REASONS)
    left = sorted((pick for pick in picks if pick in shown), key=lambda pick: order.index(pick.reason))
    return [(reason, list(group)) for reason, group in groupby(left, key=lambda pick: pick.reason)]
