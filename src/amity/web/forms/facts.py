"""What the owner learned about somebody, and whether it still holds."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.core.facts import KINDS
from amity.web import wording

CHOICES = [(kind, wording.FIELDS[kind]) for kind in KINDS]


class Fact(forms.Form):
    """A kind and a few words."""

    kind = forms.ChoiceField(
        label=_("What you learned"), choices=CHOICES, widget=forms.RadioSelect, initial="working_on"
    )
    text = forms.CharField(
        label=_("In a few words"),
        max_length=400,
        error_messages={"required": _("A few words are enough, but it needs them.")},
    )


class Answer(forms.Form):
    """Still so, no longer, or back to how it stood before."""

    answer = forms.ChoiceField(choices=[("still", ""), ("over", ""), ("back", "")])
    sure = forms.DateField(required=False)
    over = forms.DateField(required=False)
