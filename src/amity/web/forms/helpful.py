"""What somebody answered, and what the owner says of themself."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.web import wording

_MINE = ("can_help_with", "background", "working_on", "struggling_with")
_FIRST = ("working_on", "struggling_with", "can_help_with")


class Answer(forms.Form):
    """What they said, and what kind of thing it is."""

    kind = forms.ChoiceField(
        label=_("It is what they are"),
        choices=[(kind, wording.FIELDS[kind]) for kind in _FIRST],
        initial="working_on",
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("What did they say?"),
        max_length=400,
        error_messages={"required": _("A few words are enough.")},
    )


class Mine(forms.Form):
    """What the owner can help with, works on, or comes from."""

    kind = forms.ChoiceField(
        label=_("It is something you are"),
        choices=[(kind, wording.FIELDS[kind]) for kind in _MINE],
        initial="can_help_with",
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("In a line"), max_length=400, error_messages={"required": _("A few words are enough.")}
    )
