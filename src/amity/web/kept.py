"""Kept: what a debrief left, said in a line each, with the way back beside it."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from amity.book.debriefs import Debrief, Kept
from amity.core import phrases
from amity.core.facts import Fact
from amity.core.promises import Promise
from amity.web import page, wording


def told(request: HttpRequest, made: Debrief) -> None:
    """Say with whom it was logged, then each promise and fact that was understood."""
    names = ", ".join(name for _id, name in made.people)
    page.notice(request, _("Logged with %(names)s.") % {"names": names})
    for one in made.kept:
        noun = "facts" if isinstance(one.word, Fact) else "promises"
        undo = {"to": reverse(f"{noun}.forget", args=[one.word.id])}
        page.notice(request, _line(one), undo=undo if one.new else None)


def _line(one: Kept) -> str:
    if isinstance(one.word, Promise):
        return promised(one.word, one.name)
    said = {"name": phrases.given(one.name), "kind": _kind(one.word.kind), "text": one.word.text}
    if not one.new:
        return _("%(name)s, %(kind)s: %(text)s. You knew; it still holds.") % said
    return _("%(name)s, %(kind)s: %(text)s") % said


def _kind(kind: str) -> str:
    return str(wording.FIELDS[kind]).lower()


def promised(promise: Promise, name: str) -> str:
    """Say a promise with whose it is and the day it is due."""
    said = {"name": phrases.given(name), "text": promise.text, "day": due(promise.due)}
    if promise.mine:
        return _("You promised %(name)s: %(text)s%(day)s") % said
    return _("%(name)s promised you: %(text)s%(day)s") % said


def due(day: date | None) -> str:
    """Say by which day, or nothing."""
    return _(", by %(day)s") % {"day": wording.written(day)} if day else ""
