"""What is said of an exchange in fifteen seconds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.web import wording
from amity.web.forms.days import day
from amity.web.forms.facts import CHOICES


class Log(forms.Form):
    """Who, what, how, when; all but the words are filled in already."""

    who = forms.CharField(label=_("With"), max_length=500, error_messages={"required": _("Say with whom.")})
    text = forms.CharField(
        label=_("What happened"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("A word or two is enough, but it needs one.")},
    )
    chip = forms.ChoiceField(
        label=_("What the line says"),
        choices=[("", _("Just a line")), *CHOICES],
        widget=forms.RadioSelect,
        required=False,
        initial="",
    )
    how = forms.ChoiceField(
        label=_("How"), choices=list(wording.CHANNELS.items()), initial="call", widget=forms.RadioSelect
    )
    direction = forms.ChoiceField(
        label=_("Who wrote"), choices=list(wording.DIRECTIONS.items()), initial="mutual"
    )
    on = day(_("When"))

    def __init__(self, *told: Any, **named: Any) -> None:  # noqa: ANN401 - whatever a form takes
        """Begin where something is missing: with whom, or what it was about."""
        super().__init__(*told, **named)
        first = "text" if self.is_bound or self.initial.get("who") else "who"
        self.fields[first].widget.attrs["autofocus"] = True
