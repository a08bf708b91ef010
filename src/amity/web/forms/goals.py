"""What must get done, who has a part in it, and whom the owner guides."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.core.goals import ROLES
from amity.web import wording
from amity.web.forms.days import day

LINE, NAME = 400, 200


class Goal(forms.Form):
    """A goal: what, by when, why, and which organizations it needs."""

    text = forms.CharField(
        label=_("What must get done?"), max_length=NAME, error_messages={"required": _("A few words.")}
    )
    due = day(_("By when"), required=False)
    why = forms.CharField(label=_("Why"), max_length=LINE, required=False)
    areas = forms.CharField(label=_("Organizations it needs"), max_length=LINE, required=False)

    def clean_areas(self) -> tuple[str, ...]:
        """Read organizations parted by commas."""
        return tuple(part.strip() for part in self.cleaned_data["areas"].split(",") if part.strip())


class Part(forms.Form):
    """Somebody's part in a goal, by name."""

    who = forms.CharField(max_length=NAME)
    role = forms.ChoiceField(choices=[(role, wording.ROLES[role]) for role in ROLES])
    beside = forms.CharField(max_length=NAME, required=False)


class Team(forms.Form):
    """The people the owner guides, by name, one a line."""

    names = forms.CharField(
        label=_("Their names, one a line"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )

    def clean_names(self) -> tuple[str, ...]:
        """Read the names, each once."""
        lines = (line.strip() for line in self.cleaned_data["names"].splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))
