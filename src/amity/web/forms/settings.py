"""Who the owner is, the minutes they keep free, and what may be kept."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.core import countries, owning, purposes
from amity.core.errors import Refusal
from amity.web import wording
from amity.web.forms.batches import addresses


class Settings(forms.Form):
    """Everything here can be left empty; the plan only needs the minutes."""

    addresses = forms.CharField(
        label=_("Your own mail addresses"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
    )
    known_as = forms.CharField(
        label=_("Names your chats know you by"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
    )
    role = forms.CharField(label=_("Role"), max_length=200, required=False)
    level = forms.ChoiceField(
        label=_("Level"), choices=[("", _("Not said")), *wording.LEVELS.items()], required=False
    )
    targets = forms.CharField(label=_("What your time is meant for"), max_length=20, required=False)
    industry = forms.CharField(label=_("Industry"), max_length=200, required=False)
    organization = forms.CharField(label=_("Organization"), max_length=200, required=False)
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    minutes = forms.IntegerField(
        label=_("Minutes a week"),
        min_value=1,
        max_value=2400,
        error_messages={
            "invalid": _("Minutes are a whole number."),
            "required": _("Say how many minutes; 90 is usual."),
        },
    )
    slot = forms.CharField(label=_("When"), max_length=100, required=False)
    region = forms.CharField(label=_("Country of your phone numbers"), max_length=10, required=False)
    subjects = forms.BooleanField(label=_("Keep the subjects of mails"), required=False)
    snippets = forms.BooleanField(label=_("Keep the first 140 characters of messages"), required=False)

    def clean_targets(self) -> dict[str, int]:
        """Read three per cents; nothing leaves it to the level."""
        try:
            return purposes.read_target(self.cleaned_data["targets"])
        except Refusal as no:
            raise forms.ValidationError(
                _("Three per cents that add up to 100, tactical/social/strategic: 40/20/40.")
            ) from no

    def clean_region(self) -> str:
        """Read the country in its normal form."""
        try:
            return countries.read(self.cleaned_data["region"])
        except Refusal as no:
            raise forms.ValidationError(_("The country is two letters: GB, DE, US …")) from no

    def clean_known_as(self) -> tuple[str, ...]:
        """Read the names, one a line."""
        written = tuple(filter(None, map(str.strip, self.cleaned_data["known_as"].splitlines())))
        try:
            return tuple(dict.fromkeys(owning.known_as(name)[0].label for name in written))
        except Refusal as no:
            raise forms.ValidationError(no.sentence) from no

    def clean_addresses(self) -> tuple[str, ...]:
        """Read the addresses, each in its normal form."""
        return addresses(self.cleaned_data["addresses"])


class Mine(forms.Form):
    """One address that is the owner's own."""

    address = forms.CharField(max_length=320)
