"""A promise, and how it ends."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.web.forms.days import day


class Promise(forms.Form):
    """Whose, what, and by when where a day was said."""

    whose = forms.ChoiceField(
        label=_("Whose promise"),
        choices=[("mine", _("Mine")), ("theirs", _("Theirs"))],
        widget=forms.RadioSelect,
        initial="mine",
    )
    text = forms.CharField(
        label=_("What was promised"), max_length=400, error_messages={"required": _("Say what was promised.")}
    )
    due = day(_("By"), required=False)


class Answer(forms.Form):
    """Kept, let go, or open again."""

    answer = forms.ChoiceField(choices=[("keep", ""), ("release", ""), ("reopen", "")])
