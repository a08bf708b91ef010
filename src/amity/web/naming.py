"""Naming: the people a line of names means, or a sentence that says which of them is not clear."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from amity.book import people
from amity.core.people import Person

_SHOWN = 10


def meant(owner: Any, form: forms.Form, *, today: date, field: str = "who") -> tuple[list[str], list[Person]]:  # noqa: ANN401 - the book's own
    """Find everybody named in a field, by id; what is unclear becomes its error, with who it may be."""
    found: list[str] = []
    for name in filter(None, (part.strip() for part in form.cleaned_data[field].split(","))):
        several = people.find(owner, name, today=today)
        if len(several) != 1:
            sentence = (
                _("Several people match “%(name)s”. Which one?")
                if several
                else _("Nobody here is “%(name)s”.")
            )
            form.add_error(field, sentence % {"name": name})
            return [], several[:_SHOWN]
        found.append(several[0].id)
    return found, []
