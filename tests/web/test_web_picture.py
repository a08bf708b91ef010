"""Picture: shown from its own address, only what is one; initials where there is none."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from amity.book import people
from amity.sync import run
from amity.web.page import Owner
from tests.web.conftest import TODAY

Bring = Callable[[bytes], str]


def chunk(name: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4)


HEAD = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0")
BODY = chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")


@pytest.fixture
def bring(owner: Owner, tmp_path: Path) -> Bring:
    def one(picture: bytes) -> str:
        photo = base64.b64encode(picture).decode()
        card = f"BEGIN:VCARD\nVERSION:4.0\nFN:Ines Moreno\nPHOTO:data:image/png;base64,{photo}\nEND:VCARD\n"
        path = tmp_path / "ines.vcf"
        path.write_text(card, "utf-8")
        run.bring(owner, [path], today=TODAY)
        (found,) = people.find(owner, "Ines Moreno", today=TODAY)
        return found.id

    return one


def test_a_picture_stands_on_the_page_and_is_served_from_its_own_address(
    client: Client, bring: Bring
) -> None:
    who = bring(HEAD + chunk(b"tEXt", b"Place\0Lisbon") + BODY + b"<script>alert(1)</script>")
    page = client.get(f"/people/{who}/").content.decode()
    assert f'<img class="face" src="/people/{who}/picture/"' in page
    assert "data:image" not in page
    answer = client.get(f"/people/{who}/picture/")
    assert answer.content == HEAD + BODY
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"


def test_what_only_begins_as_a_picture_is_not_served(client: Client, bring: Bring) -> None:
    who = bring(HEAD + b"<script>alert(1)</script>")
    assert client.get(f"/people/{who}/picture/").status_code == 404
    page = client.get(f"/people/{who}/").content.decode()
    assert "/picture/" not in page
    assert '<span class="face" aria-hidden="true">IM</span>' in page


def test_who_has_no_picture_has_initials_and_nobody_has_none(client: Client, person: str) -> None:
    assert (
        '<span class="face" aria-hidden="true">AS</span>' in client.get(f"/people/{person}/").content.decode()
    )
    assert client.get(f"/people/{person}/picture/").status_code == 404
    assert client.get("/people/nobody/picture/").status_code == 404
    assert client.post(f"/people/{person}/picture/").status_code == 405
