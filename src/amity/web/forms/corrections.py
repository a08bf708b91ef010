"""What the owner says of a tie that no record shows."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.web import wording


class Correction(forms.Form):
    """How close two people are, or how often they talk where nothing is read; one at a time."""

    closer = forms.ChoiceField(
        label=_("How close are you?"),
        choices=list(wording.CLOSER.items()),
        required=False,
        widget=forms.RadioSelect,
    )
    elsewhere = forms.ChoiceField(
        label=_("How often do you talk elsewhere?"),
        choices=list(wording.ELSEWHERE.items()),
        required=False,
        widget=forms.RadioSelect,
    )
    on = forms.DateField(required=False)
