"""Letters: how far a campaign is, in a sentence or two."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.core import campaigns, phrases
from amity.core.campaigns import Campaign
from amity.web import wording


def progress(campaign: Campaign, *, today: date) -> str:
    """Say to how many the owner wrote, who answered, and what comes next."""
    if not campaign.letters:
        return _("Nobody is in it.") if campaign.over else _("Nobody is in it yet: say who belongs.")
    return " ".join(filter(None, (_written(campaign), _next(campaign, today=today))))


def _written(campaign: Campaign) -> str:
    wrote, answered = campaign.count("sent", "answered"), campaign.count("answered")
    all_, told = campaign.count("open", "drafted", "sent", "answered"), wording.number
    if not wrote:
        return _("You have written to nobody yet.") if all_ else ""
    said = (
        _("You wrote to %(n)s of %(all)s") % {"n": told(wrote).lower(), "all": told(all_).lower()}
        if wrote < all_
        else ngettext("You wrote to %(n)s person", "You wrote to %(n)s people", wrote)
        % {"n": told(wrote).lower()}
    )
    if not answered:
        return f"{said}."
    back = ngettext("%(n)s answered", "%(n)s answered", answered) % {"n": told(answered).lower()}
    return f"{said}; {back}."


def _next(campaign: Campaign, *, today: date) -> str:
    if campaign.over:
        return _("It is done.")
    if not campaign.waiting:
        return ""
    name = phrases.given(campaign.waiting[0].name)
    if campaign.paused:
        return _("It pauses; %(name)s is next when you go on.") % {"name": name}
    if campaigns.up(campaign, today=today) is None:
        return _("That is enough for today; %(name)s is next tomorrow.") % {"name": name}
    return _("Next is %(name)s.") % {"name": name}
