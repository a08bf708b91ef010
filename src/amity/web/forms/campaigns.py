"""What may be said of campaigns and their letters."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.web import wording
from amity.web.forms.days import day

_NAME, _LINE, _LETTER = 200, 400, 6000


class Start(forms.Form):
    """A reason to write to many: its kind, and whatever the owner wants to say of it."""

    kind = forms.ChoiceField(
        label=_("Why do you write?"), choices=list(wording.CAMPAIGNS.items()), widget=forms.RadioSelect
    )
    news = forms.CharField(
        label=_("Your news, in a sentence"), max_length=_LINE, required=False,
        widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip
    name = forms.CharField(label=_("What you call it"), max_length=_NAME, required=False)
    since = day(_("Look back from"), required=False)
    until = day(_("until"), required=False)

    def clean(self) -> dict[str, Any]:
        """Let months only run forward."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("since") and told.get("until") and told["since"] > told["until"]:
            self.add_error("until", _("This day is before the other one."))
        return told


class Change(forms.Form):
    """A campaign's name, its news, and words of the owner's own for its letters."""

    name = forms.CharField(
        label=_("What you call it"), max_length=_NAME, error_messages={"required": _("A name is needed.")}
    )
    note = forms.CharField(
        label=_("Your news, in a sentence"), max_length=_LINE, required=False,
        widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip
    subject = forms.CharField(label=_("Subject of every letter"), max_length=120, required=False)
    body = forms.CharField(
        label=_("Your own words instead of the news; {name} is whom you write to"), max_length=_LETTER,
        required=False, widget=forms.Textarea({"rows": 6}),
    )  # fmt: skip


class Letter(forms.Form):
    """A letter as the owner has changed it."""

    subject = forms.CharField(label=_("Subject"), max_length=200, required=False)
    body = forms.CharField(
        label=_("Your letter"), max_length=_LETTER, required=False, widget=forms.Textarea({"rows": 16})
    )


class Mark(forms.Form):
    """How far a letter is."""

    state = forms.ChoiceField(choices=[(state, "") for state in ("open", "drafted", "sent", "rests")])
