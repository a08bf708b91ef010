"""Packing: styles, scripts and marks go out gzipped; a file is packed once while it stays the same."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.utils.cache import patch_vary_headers

Answer = Callable[[HttpRequest], HttpResponseBase]
PACKED = ("text/css", "text/javascript", "application/javascript", "image/svg+xml")
"""Fonts are packed already, and pages are packed with padding against guessing (headers.py)."""
_MOST = 64


def packed(answer: Answer) -> Answer:
    """Middleware: a whole static file goes out gzipped to whoever takes that."""
    return _Packed(answer)


class _Packed:
    """Packs static files on their way out and keeps what it packed, by address and age."""

    def __init__(self, answer: Answer) -> None:
        """Wrap what answers, with nothing packed yet."""
        self.answer = answer
        self.kept: dict[tuple[str, str], bytes] = {}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; a part of a file, a "not changed" and whatever is no static file pass as they are."""
        response = self.answer(request)
        if request.method != "GET" or not _packable(response):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        if "gzip" not in request.headers.get("Accept-Encoding", ""):
            return response
        whole = cast("StreamingHttpResponse", response)
        body = self._pack(request.path, whole)
        whole.streaming_content = [body]
        whole.headers["Content-Encoding"] = "gzip"
        whole.headers["Content-Length"] = str(len(body))
        return whole

    def _pack(self, path: str, response: StreamingHttpResponse) -> bytes:
        key = (path, response.headers.get("Last-Modified", ""))
        if key not in self.kept:
            if len(self.kept) >= _MOST:
                self.kept.clear()
            self.kept[key] = gzip.compress(b"".join(_chunks(response)), compresslevel=9, mtime=0)
        return self.kept[key]


def _chunks(response: StreamingHttpResponse) -> Iterable[bytes]:
    return cast("Iterable[bytes]", response.streaming_content)


def _packable(response: HttpResponseBase) -> bool:
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    fresh = response.status_code == HttpResponse.status_code and "Content-Encoding" not in response.headers
    return fresh and kind in PACKED and response.streaming
