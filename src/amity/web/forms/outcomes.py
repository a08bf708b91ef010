"""What came of a tie."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.web import wording
from amity.web.forms.days import day


class Outcome(forms.Form):
    """What it was, in a line; the day may be left as it is."""

    kind = forms.ChoiceField(
        label=_("What came of it"),
        choices=list(wording.BROUGHT.items()),
        initial="information",
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what it was.")},
    )
    text = forms.CharField(
        label=_("In a line"), max_length=400, error_messages={"required": _("A few words are enough.")}
    )
    on = day(_("When"), required=False)
