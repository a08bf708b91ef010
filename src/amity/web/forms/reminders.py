"""A line to see again on a day."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class Reminder(forms.Form):
    """What to remember, and when."""

    text = forms.CharField(
        label=_("Remind me to"), max_length=500, error_messages={"required": _("What of?")}
    )
    on = forms.DateField(label=_("On"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
