"""Pictures: what is one, and small enough to keep."""

from __future__ import annotations

import pytest

from amity.formats import pictures

PNG = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAE="


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        (PNG, True),
        ("data:image/jpeg;base64,/9j/4AAQSkZJRgABAQAAAQ==", True),
        ("data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP==", True),
        ("data:image/webp;base64,UklGRiQAAABXRUJQVlA4IBg=", True),
        ("data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0", False),
        ("data:image/png;base64,PHNjcmlwdD5hbGVydCgxKTwv", False),
        ("data:text/html;base64,iVBORw0KGgoAAAANSUhEUgAA", False),
        ("https://pictures.example/a.png", False),
        ("data:image/png;base64,", False),
        ("", False),
        (PNG + "A" * pictures.LARGEST, False),
    ],
)
def test_only_a_picture_that_begins_as_one_is_kept(address: str, kept: bool) -> None:  # noqa: FBT001
    assert pictures.fits(address) is kept
