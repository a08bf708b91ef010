"""What may be said of people: fields of a card, the owner's words, whom to choose."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from amity import options
from amity.core import handles
from amity.core.people import ASIDES, PURPOSES, STATES
from amity.web import placed, wording

CHOSEN = 15
"""So many people who matter are chosen at most in the beginning."""
NAME, LINE, NOTE = 200, 500, 10_000


class Card(forms.Form):
    """A person's own fields; what is empty stays as the sources say."""

    name = forms.CharField(
        label=_("Name"), max_length=NAME, error_messages={"required": _("A name is needed.")}
    )
    organization = forms.CharField(label=_("Organization"), max_length=NAME, required=False)
    title = forms.CharField(label=_("Title"), max_length=NAME, required=False)
    met = forms.CharField(label=_("How you met"), max_length=LINE, required=False)
    through = forms.CharField(label=_("Introduced by"), max_length=NAME, required=False)
    handle = forms.CharField(label=_("Mail, phone or profile"), max_length=LINE, required=False)


class Change(Card):
    """Every field of a person that can be changed, and handles to add or take off."""

    place = forms.CharField(label=_("Place"), max_length=NAME, required=False)
    industry = forms.CharField(label=_("Industry"), max_length=60, required=False)
    function = forms.CharField(label=_("Line of work"), max_length=60, required=False)
    level = forms.ChoiceField(label=_("Level"), choices=placed.CHOICES, required=False)
    birthday = forms.RegexField(
        r"^(\d{4}|-)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$",
        label=_("Birthday"),
        required=False,
        error_messages={"invalid": _("Write it as 1987-10-06, or --10-06 without the year.")},
    )
    note = forms.CharField(
        label=_("Note"), max_length=NOTE, required=False, widget=forms.Textarea({"rows": 4})
    )


class Bulk(forms.Form):
    """One change to several people: exactly one of importance, a purpose, or setting aside."""

    importance = forms.TypedChoiceField(
        choices=[(level, "") for level in wording.IMPORTANCE], coerce=int, empty_value=None, required=False
    )
    purpose = forms.ChoiceField(choices=[(word, "") for word in ("", *PURPOSES)], required=False)
    aside = forms.ChoiceField(choices=[(why, "") for why in ("", "back", *ASIDES)], required=False)


class Aside(forms.Form):
    """Why a person is set aside; nothing brings them back."""

    why = forms.ChoiceField(choices=[("", _("Bring back")), *wording.ASIDES.items()], required=False)


class Filter(forms.Form):
    """What the list of people shows; a word it does not know is left out, never an error."""

    q = forms.CharField(required=False, max_length=NAME)
    sort = forms.ChoiceField(choices=list(wording.SORTS.items()), required=False)
    state = forms.ChoiceField(
        choices=[("", _("Any")), *((word, wording.STATES[word]) for word in STATES)], required=False
    )
    purpose = forms.ChoiceField(choices=[("", _("Any")), *wording.PURPOSES.items()], required=False)
    importance = forms.ChoiceField(
        choices=[("", _("Any")), *((str(level), word) for level, word in wording.IMPORTANCE.items())],
        required=False,
    )
    organization = forms.CharField(required=False, max_length=NAME)
    aside = forms.BooleanField(required=False)


class Starter(forms.Form):
    """One row of the fifteen-name start."""

    name = forms.CharField(label=_("Name"), max_length=NAME, required=False)
    met = forms.CharField(label=_("How you met"), max_length=LINE, required=False)
    organization = forms.CharField(label=_("Organization"), max_length=NAME, required=False)
    purpose = forms.ChoiceField(
        label=_("What for"), choices=[("", _("Not sure yet")), *wording.PURPOSES.items()], required=False
    )
    importance = forms.TypedChoiceField(
        label=_("Matters"),
        choices=list(wording.IMPORTANCE.items()),
        coerce=int,
        empty_value="",
        initial=2,
        required=False,
    )
    last = forms.CharField(label=_("Last talked"), max_length=NAME, required=False)
    handle = forms.CharField(label=_("Mail or phone"), max_length=NAME, required=False)

    def clean_handle(self) -> str:
        """Let only through what can be read as a mail address or a phone number."""
        written: str = self.cleaned_data["handle"].strip()
        region = options.current().region
        if written and not (handles.email(written) or handles.phone(written, region=region)):
            raise forms.ValidationError(_("That is neither a mail address nor a phone number."))
        return written


Starters = forms.formset_factory(
    Starter, extra=CHOSEN, max_num=CHOSEN, validate_max=True, absolute_max=CHOSEN + 5
)
