"""Days that are asked for, and the one that has not come yet."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _


def day(label: Any, *, required: bool = True) -> forms.DateField:  # noqa: ANN401 - a text, also one translated later
    """Ask for a day with the browser's own calendar."""
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, required=required)


def ahead(form: forms.Form, *, today: date, sentence: str = "") -> bool:
    """Tell whether a valid form's day is still to come, after saying so beside it."""
    on = form.cleaned_data["on"]
    if on is None or on <= today:
        return False
    form.add_error("on", sentence or _("That day has not come yet."))
    return True
