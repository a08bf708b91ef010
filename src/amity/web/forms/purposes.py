"""What is said of one tie: in triage, on the person's page, and when it is for the long run."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.core.people import LONG_RUN, PURPOSES
from amity.web import wording

LONG, WHY = 3, 400


class Words(forms.Form):
    """The owner's own words for a tie: what it is for, how much they want it, and whether it comes easily."""

    purposes = forms.MultipleChoiceField(
        label=_("What it is for"),
        choices=[(word, wording.PURPOSES[word]) for word in PURPOSES],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    importance = forms.TypedChoiceField(
        label=_("How much it matters"),
        choices=list(wording.IMPORTANCE.items()),
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("For the long run is a promise to yourself: at most %(most)s people.")
        % {"most": LONG_RUN},
    )
    affinity = forms.ChoiceField(
        label=_("How it goes"),
        choices=list(wording.AFFINITIES.items()),
        required=False,
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label=_("Why for the long run, in your words"), max_length=WHY, required=False, strip=True
    )


class Promise(forms.Form):
    """What is said of a tie for the long run when it is looked at."""

    person = forms.CharField(max_length=16)
    act = forms.ChoiceField(choices=[("still", ""), ("say", "")])
    importance = forms.TypedChoiceField(
        choices=[(level, word) for level, word in wording.IMPORTANCE.items() if level], coerce=int,
        required=False, empty_value=None,
    )  # fmt: skip
    why = forms.CharField(max_length=WHY, required=False)


class Sitting(Words):
    """The same for one person of a sitting, where a tie for the long run must be said in words."""

    known = forms.BooleanField(required=False)

    def clean(self) -> None:
        """Ask for the words of a commitment that has none yet."""
        told = self.cleaned_data
        if told.get("importance") == LONG and not (told.get("why") or told.get("known")):
            self.add_error("why", _("For the long run: say why, in a few words of your own."))
