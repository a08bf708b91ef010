"""Static files go out packed, to whoever takes that."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import cast

from django.http import FileResponse, HttpRequest, HttpResponse
from django.test import RequestFactory

from amity.web import packing

STYLE = b"a{color:inherit}" * 200
ASKED = RequestFactory().get("/static/a.css", headers={"Accept-Encoding": "gzip, br"})


def style(request: HttpRequest) -> FileResponse:  # noqa: ARG001 - a view's signature
    return FileResponse([STYLE], content_type="text/css", headers={"ETag": '"1"'})


def test_a_style_goes_out_packed_and_is_itself_again() -> None:
    answer = cast("Callable[[HttpRequest], FileResponse]", packing.packed(style))
    first, second = answer(ASKED), answer(ASKED)
    body = first.getvalue()
    assert gzip.decompress(body) == STYLE
    assert second.getvalue() == body
    assert first.headers["Content-Length"] == str(len(body))
    assert (first.headers["Vary"], first.headers["ETag"]) == ("Accept-Encoding", '"1"')


def test_who_does_not_take_packed_files_gets_them_plain() -> None:
    answer = packing.packed(style)(RequestFactory().get("/static/a.css"))
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_pages_and_fonts_pass_as_they_are() -> None:
    page = HttpResponse("hello")
    font = FileResponse([b"wOF2"], content_type="font/woff2")
    assert packing.packed(lambda _request: page)(ASKED) is page
    assert packing.packed(lambda _request: font)(ASKED) is font
