"""What may be said of circles and events, and of who is in them."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.web import wording
from amity.web.forms.days import day

_NAME, _LINE = 200, 400
_KINDS = [(kind, word) for kind, word in wording.CIRCLES.items() if kind != "event"]


class Plain(forms.Form):
    """What is said of any circle, also of an event."""

    name = forms.CharField(
        label=_("Name"), max_length=_NAME, error_messages={"required": _("A name is needed.")}
    )
    place = forms.CharField(label=_("Where it meets"), max_length=_NAME, required=False)
    note = forms.CharField(label=_("A line about it"), max_length=_LINE, required=False)


class Circle(Plain):
    """A circle, its kind, whether the owner is part of it, and whether they guide it."""

    kind = forms.ChoiceField(label=_("What it is"), choices=_KINDS, initial="community")
    belongs = forms.BooleanField(label=_("I am part of it"), required=False, initial=True)
    guides = forms.BooleanField(label=_("I guide the people in it"), required=False)


class Day(forms.Form):
    """The day of joining or leaving; today where none is said."""

    on = day(_("Since"), required=False)


class Who(forms.Form):
    """Names, parted by commas."""

    who = forms.CharField(
        label=_("Who?"), max_length=2000, error_messages={"required": _("Write at least one name.")}
    )  # fmt: skip


class Event(forms.Form):
    """An event by its name, day and place, and who was there."""

    name = forms.CharField(
        label=_("What was it?"), max_length=_NAME, error_messages={"required": _("A name is needed.")}
    )
    on = day(_("When"))
    place = forms.CharField(label=_("Where"), max_length=_NAME, required=False)
    who = forms.CharField(label=_("Who of your people was there?"), max_length=2000, required=False)


class Note(forms.Form):
    """What somebody chosen is working on, and what the owner could do for them."""

    working_on = forms.CharField(label=_("What are they working on?"), max_length=_LINE, required=False)
    promise = forms.CharField(label=_("What could you do?"), max_length=_LINE, required=False)
    due = day(_("By when, if you like"), required=False)
