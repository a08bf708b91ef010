"""Names that are no names, brought as files are: they stand on every page as the text they are."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from amity import options
from amity.book import people
from amity.sync import work
from amity.sync.progress import Progress
from tests.safety.stage import TODAY, Bring, card, zipped
from tests.web.test_web_hostile import parsed

SHAPES = (
    "<script>window.__pwned=1</script>",
    '"><img src=x onerror=window.__pwned=1>',
    "' onmouseover='window.__pwned=1",
    "</title></textarea><svg onload=window.__pwned=1>",
    "{{7*7}}{% debug %}${7*7}",
    "javascript:window.__pwned=1",
    "\u202egnihton\u2066\u200f\u200b <b>",
    "A\x00B<i>\x1b[31m\x07",
    "%s%n{0}%(name)s &lt;b&gt; &#60;b&#62;",
    "A" * 100_000 + "<script>",
)
CONNECTIONS = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
MESSAGES = (
    "CONVERSATION ID", "CONVERSATION TITLE", "FROM", "SENDER PROFILE URL", "TO", "RECIPIENT PROFILE URLS",
    "DATE", "SUBJECT", "CONTENT", "FOLDER",
)  # fmt: skip
ROBIN = "https://www.linkedin.com/in/robin-hale"
ANA = "https://www.linkedin.com/in/ana-sousa"


def table(header: Iterable[str], *lines: Iterable[str]) -> bytes:
    file = io.StringIO()
    csv.writer(file).writerows([header, *lines])
    return file.getvalue().encode()


def linkedin(shape: str) -> bytes:
    """Write an archive in which every text is the shape."""
    said = [
        ("c1", shape, "Robin Hale", ROBIN, shape, ANA, "2026-05-11 15:33:58 UTC", shape, shape, "INBOX"),
        ("c1", shape, shape, ANA, "Robin Hale", ROBIN, "2026-06-11 15:33:58 UTC", shape, shape, "INBOX"),
    ]
    profile = table(("First Name", "Last Name", "Headline", "Industry"), ("Robin", "Hale", shape, shape))
    return zipped({
        "Connections.csv": table(CONNECTIONS, (shape, "Sousa", ANA, "", shape, shape, "05 Jun 2024")),
        "messages.csv": table(MESSAGES, *said),
        "Profile.csv": profile,
        f"{shape[:60].replace('/', '')}.csv": b"a,b\n1,2\n",
    })  # fmt: skip


def pages(client: Client, batch: str, shape: str) -> Iterable[tuple[str, str]]:
    """Yield (address, page) of every page that may show the shape."""
    urls = [
        "/",
        "/people/",
        "/people/choose/",
        "/people/start/",
        "/atlas/",
        "/settings/",
        "/import/",
        "/help/",
    ]
    urls += [f"/people/?organization={quote(shape[:200])}", f"/people/find/?q={quote(shape[:200])}"]
    urls += [f"/import/{batch}/", f"/import/{batch}/undo/"]
    for url in urls:
        yield url, client.get(url).content.decode()


@pytest.mark.parametrize("shape", SHAPES, ids=range(len(SHAPES)))
def test_a_hostile_name_from_a_file_stays_text_on_every_page(
    shape: str, client: Client, bring: Bring
) -> None:
    one = card(
        shape, org=shape, title=shape, note=shape, url=shape, email="x@hostile.example", adr=f";;{shape};;;;"
    )
    report = bring(("LinkedIn.zip", linkedin(shape)), ("cards.vcf", one))
    assert [file["understood"] for file in report["files"]].count(True) == 4
    found = people.page(bring.owner, people.Query(sort="name"), today=TODAY).people
    assert len(found) >= 2
    people.set_words(bring.owner, [person.id for person in found], today=TODAY, importance=3)
    seen = list(pages(client, report["batch"], shape))
    seen += [
        (route, client.get(reverse(route, args=[person.id])).content.decode())
        for person in found
        for route in ("people.one", "people.edit", "people.remove")
    ]
    for url, page in seen:
        assert parsed(page).bad == [], url
        assert ">49<" not in page
        assert "?" in url or "\x00" not in page
        assert len(page) < 2_000_000, url


def test_the_page_shows_what_was_written(client: Client, bring: Bring) -> None:
    bring(("a.vcf", card(SHAPES[0], email="x@hostile.example")))
    assert "&lt;script&gt;window.__pwned=1&lt;/script&gt;" in client.get("/people/").content.decode()


UPLOADS = (
    "../../../etc/cron.d/x.vcf", "/etc/x.vcf", "..\\..\\x.vcf", "C:\\x.vcf", "a\x00b.vcf", "\u202efcv.x",
    "-rf.vcf", "x" * 400 + ".vcf", "...", "con.vcf", "a/b/c.vcf", "%2e%2e%2fx.vcf", "<script>.vcf", "\t.vcf",
    "$(id).vcf",
)  # fmt: skip


def form(name: str) -> bytes:
    """Write what a browser that lies about a file's name would send."""
    told = f'--cut\r\nContent-Disposition: form-data; name="upload"; filename="{name}"\r\n\r\nBEGIN:VCARD\r\n'
    mine = '--cut\r\nContent-Disposition: form-data; name="me"\r\n\r\nrobin@hale.example\r\n--cut--\r\n'
    return (told + mine).encode()


@pytest.mark.usefixtures("owner")
def test_the_name_of_an_upload_is_never_a_path(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[Path] = []

    def start(_owner: object, paths: list[Path], **_: object) -> str:
        kept.extend(paths)
        return "job"

    monkeypatch.setattr(work, "start", start)
    monkeypatch.setitem(work._jobs, "job", Progress())
    before = set(options.current().data.rglob("*"))
    for name in UPLOADS:
        client.post("/import/", form(name), content_type="multipart/form-data; boundary=cut")
    incoming = options.current().data.resolve() / "incoming"
    assert len(kept) >= len(UPLOADS) - 2
    for path in kept:
        assert path.resolve().is_relative_to(incoming)
        assert path.read_bytes() == b"BEGIN:VCARD"
        assert path.name.isprintable()
    assert {path for path in set(options.current().data.rglob("*")) - before if path.is_file()} == set(kept)
