"""Columns: what a table's columns are, as the owner says it."""

from __future__ import annotations

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from amity import options
from amity.book import access, batches, mappings
from amity.core.errors import Refusal
from amity.sync import columns, waiting, work
from amity.sync.columns import Preview
from amity.web import page
from amity.web.forms.columns import Columns


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, batch: str) -> HttpResponse:
    """Show a table's first rows and ask what each column is; then read it so."""
    owner, today = access.owner(), page.today()
    brought = batches.whole(owner, batch)
    file = request.GET.get("file", "")
    path = waiting.find(brought.id, file, now=timezone.now())
    shown = columns.look(owner, path, wanted=file, today=today) if path else None
    if path is None or shown is None:
        return _gone(request, brought.id, file)
    form = Columns(request.POST or None, preview=shown)
    if request.method == "POST" and form.is_valid():
        mappings.say(owner, shown.names, form.said(), today=today)
        return _read_again(owner, brought.id, file, path)
    rows = {"rows": shown.rows, "columns": _rows(form, shown)}
    context = {"form": form, "batch": brought, "file": file, **rows}
    return page.show(request, "columns/one.html", context, status=422 if request.method == "POST" else 200)


def _gone(request: HttpRequest, batch: str, file: str) -> HttpResponse:
    """Say that the file does not wait any more; an answer about it is refused."""
    if request.method == "POST":
        raise Refusal("gone", _("This file was kept for a day and is gone; bring it again."))
    return page.show(request, "columns/one.html", {"gone": True, "file": file, "batch": batch})


def _read_again(owner: page.Owner, batch: str, file: str, path: Path) -> HttpResponse:
    columns.again(owner, batch, file, today=page.today())
    region = options.current().region
    job = work.start(owner, [path], me=(), today=page.today(), region=region, discard=path.parent)
    return redirect("batches.progress", job=job)


def _rows(form: Columns, shown: Preview) -> list[dict[str, object]]:
    """Give each column with its question and what stands in it."""
    return [
        {
            "name": name or _("without a name"),
            "field": form[f"column-{at}"],
            "why": guess.why,
            "cells": [row[at] for row in shown.rows],
        }
        for at, (name, guess) in enumerate(zip(shown.names, shown.guesses, strict=True))
    ]
