"""Pages: how a view answers, what it says once, and how a no is told; only this file knows htmx."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeAlias

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from amity import options
from amity.book import access, derivation, owners
from amity.core.errors import Refusal, Trouble

Owner: TypeAlias = Any
"""Whose book it is: views pass it on and never look inside."""
Answer = Callable[[HttpRequest], HttpResponseBase]
ROWS = 50
"""Rows a page shows before it offers the next."""
_DIGITS = 5
"""Of the highest number of a page that is read as one."""
_REFUSED, _WRONG, _TROUBLE = 409, 422, 503


def today() -> date:
    """Give the day the whole program believes it is."""
    return options.today()


def show(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    part: str = "",
    status: int = 200,
) -> HttpResponse:
    """Answer with a page, or only its `part` when asked for that: `noun-shape` is noun/shape.html."""
    if part and request.headers.get("HX-Target") == part:
        template = f"{part.replace('-', '/', 1)}.html"
    answer = render(request, template, dict(context or {}), status=status)
    answer.headers["Vary"] = "HX-Target, Cookie"
    return answer


def gone(request: HttpRequest, template: str, context: Mapping[str, Any], *, part: str) -> HttpResponse:
    """Answer that something is no longer there: a page with 404, its part as if found, or it is not shown."""
    status = 200 if request.headers.get("HX-Target") == part else 404
    return show(request, template, context, part=part, status=status)


def wrong(request: HttpRequest, template: str, context: Mapping[str, Any]) -> HttpResponse:
    """Answer an invalid form with the same page, the sentences at their fields."""
    return show(request, template, context, status=_WRONG)


def back(request: HttpRequest, otherwise: str, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 - whatever the address takes
    """Return to the page the form stood on (its `next`), never to another host."""
    wanted = request.POST.get("next", "")
    safe = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    if safe:
        return HttpResponseRedirect(wanted)
    return HttpResponseRedirect(reverse(otherwise, kwargs=kwargs))


def leave(request: HttpRequest, name: str, **kwargs: Any) -> HttpResponse:  # noqa: ANN401
    """Lead the whole window to another page, also from within a part of this one."""
    url = reverse(name, kwargs=kwargs)
    return (
        HttpResponse(headers={"HX-Redirect": url})
        if "HX-Request" in request.headers
        else HttpResponseRedirect(url)
    )


def notice(request: HttpRequest, sentence: str, *, undo: Mapping[str, str] | None = None) -> None:
    """Say one sentence on the next page; `undo` holds the fields of the form that takes the change back.

    Its key `to` is the address the form is sent to.
    """
    fields = "" if undo is None else "\n".join(f"{key}={value}" for key, value in undo.items())
    messages.info(request, sentence, extra_tags=fields)


def waiting(owner: access.Owner) -> dict[str, Any]:
    """Give how many mails wait for an address of the owner's, and whether one of those on them is likely."""
    mails, suggested = owners.waiting(owner)
    return {"waiting": mails, "likely": bool(suggested)}


def pages(total: int, number: str) -> Mapping[str, Any]:
    """Work out which rows a page holds: `number` as the reader sent it, from 1 and never beyond the last."""
    leaf = Paginator(range(total), ROWS).get_page(number)
    return {"leaf": leaf, "offset": (leaf.number - 1) * ROWS, "total": total}


def begins(number: str) -> int:
    """Tell which row a page begins with if there are so many; what is no number means the first page."""
    return max(0, int(number) - 1) * ROWS if number.isdecimal() and len(number) <= _DIGITS else 0


def shell(request: HttpRequest) -> dict[str, Any]:
    """Give every template the day, and which part of the book the reader is in."""
    return {"today": today(), "here": request.path.partition("/")[2].partition("/")[0]}


def answers(answer: Answer) -> Answer:
    """Middleware: a raised no becomes a page."""
    return _Answers(answer)


class _Answers:
    """Turns the two ways of saying no, and what is not there, into pages."""

    def __init__(self, answer: Answer) -> None:
        """Wrap what answers."""
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on, with the book open on this day; only a raised no is answered here."""
        derivation.advance(access.owner(), today=today())
        return self.answer(request)

    def process_exception(self, request: HttpRequest, said: Exception) -> HttpResponse | None:
        """Answer a rule's no with 409, the world's with 503, the unknown with 404; the rest is Django's."""
        if isinstance(said, access.Missing) or (isinstance(said, DataError) and _zero(request)):
            return not_found(request, Http404(str(said)))
        if isinstance(said, Refusal | Trouble):
            status = _REFUSED if isinstance(said, Refusal) else _TROUBLE
            return show(request, "page/refusal.html", {"sentence": said.sentence}, status=status)
        return None


def _zero(request: HttpRequest) -> bool:
    """Tell whether a zero byte was asked for: nothing has it in its name, and PostgreSQL will not look."""
    told = (*request.GET.lists(), *request.POST.lists())
    return "\0" in request.path_info or any("\0" in text for _, several in told for text in several)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Say that nothing stands here, in the book's own tone."""
    return show(request, "404.html", status=404)
