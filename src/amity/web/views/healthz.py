"""The answer to a machine that asks whether the program runs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def index(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Say ok."""
    return HttpResponse("ok", content_type="text/plain")
