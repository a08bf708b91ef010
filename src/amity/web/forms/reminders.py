"""A line to see again on a day."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.web.forms.days import day


class Reminder(forms.Form):
    """What to remember, and when."""

    text = forms.CharField(
        label=_("Remind me to"), max_length=500, error_messages={"required": _("What of?")}
    )
    on = day(_("On"))
