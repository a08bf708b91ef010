"""A piece of help between the owner and somebody."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.web import wording
from amity.web.forms.days import day


class Help(forms.Form):
    """Which way it went, in a line; the kind and the day may be left as they are."""

    way = forms.ChoiceField(
        label=_("Which way"),
        choices=list(wording.HELP.items()),
        initial="received",
        widget=forms.RadioSelect,
        error_messages={"required": _("Say which way it went.")},
    )
    text = forms.CharField(
        label=_("What was it?"), max_length=400, error_messages={"required": _("A few words are enough.")}
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("", _("Not said")), *wording.HELP_KINDS.items()],
        required=False,
        widget=forms.RadioSelect,
    )
    on = day(_("When"), required=False)
