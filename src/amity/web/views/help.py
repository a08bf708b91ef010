"""Help: the keys, and how a week goes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from amity.web import page


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the keys and the first steps."""
    return page.show(request, "help/index.html")
