"""Headers: what every answer says to the browser, and how long it took."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, cast

from django.db import connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from amity.web import packing

Answer = Callable[[HttpRequest], HttpResponseBase]

POLICY = (
    "default-src 'self'; style-src 'self'; script-src 'self'; img-src 'self'; object-src 'none';"
    " base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)
"""Nothing from elsewhere, nothing inline: a name that is a script stays a name."""


def policy(answer: Answer) -> Answer:
    """Middleware: pages are packed (with padding against guessing) and say what the browser must never do."""
    return _Guard(cast("Answer", GZipMiddleware(answer)))


def timing(answer: Answer) -> Answer:
    """Middleware, the outermost: static files are packed, and every answer says how long it took."""
    return _Timing(packing.packed(answer))


class _Guard:
    """Tells the browser what this program never does."""

    def __init__(self, answer: Answer) -> None:
        """Wrap what answers."""
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with the policy on everything that has no stricter one; all stays out of every cache.

        A request for another host name is refused before any view sees it: a name that was pointed at this
        computer (DNS rebinding) must not read the book.
        """
        request.get_host()
        response = self.answer(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["X-Frame-Options"] = "DENY"
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class _Timing:
    """Says how long the program and its database took, in milliseconds."""

    def __init__(self, answer: Answer) -> None:
        """Wrap what answers."""
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, counting the queries of every database and the time they took."""
        meter = Meter()
        begun = time.perf_counter()
        with ExitStack() as stack:
            for connection in connections.all():
                stack.enter_context(connection.execute_wrapper(meter))
            response = self.answer(request)
        spent = (time.perf_counter() - begun) * 1000
        response.headers["Server-Timing"] = (
            f'app;dur={spent:.1f}, db;dur={meter.spent * 1000:.1f};desc="{meter.queries}"'
        )
        return response


class Meter:
    """Counts queries and their seconds."""

    def __init__(self) -> None:
        """Start at nothing."""
        self.queries = 0
        self.spent = 0.0

    def __call__(
        self,
        execute: Callable[..., Any],
        sql: str,
        params: Any,  # noqa: ANN401 - Django's signature
        many: bool,  # noqa: FBT001 - the same
        context: dict[str, Any],
    ) -> Any:  # noqa: ANN401
        """Run one query under the clock."""
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.queries += 1
            self.spent += time.perf_counter() - begun
