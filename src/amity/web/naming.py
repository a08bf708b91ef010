"""Naming: the people a line of names means, or a sentence that says which of them is not clear."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from amity.book import access, people
from amity.core.people import Person
from amity.web import page
from amity.web.forms.circles import Who

_SHOWN = 10


def named(request: HttpRequest, template: str, context: Mapping[str, Any]) -> list[str] | HttpResponse:
    """Ask on a page for people by their names: give them by id, or the page while it asks."""
    form = Who(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return page.show(request, template, {**context, "form": form})
    ids, several = meant(access.owner(), form, today=page.today()) if form.is_valid() else ([], [])
    if not form.is_valid():
        return page.wrong(request, template, {**context, "form": form, "several": several})
    return ids


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
