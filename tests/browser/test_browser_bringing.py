"""Files brought in a real browser: watched, taken in hand, accounted for, asked about, joined and split."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
SAMPLES = Path(__file__).parents[1] / "sources" / "samples"
HOSTILE = '"><img src=x onerror="window.__pwned=1">'
TABLE = "Wer;Post;Haus\nJoerg Weiss;joerg@weiss.example;Weiss and Sons\nUte Kern;ute@kern.example;\n"
TWICE = (
    ("Katarzyna Blum", "Delfin Werft", "Naval architect"),
    ("Dmitri Sokolov", "Polar Line", "Captain"),
    ("Tobias Ringel", "Kiosk", HOSTILE),
)
# One name in each; nothing on a page may be without a name, twice under one id, or wider than the window.
FAULTS = """() => {
  const shown = what => [...document.querySelectorAll(what)].filter(one => one.checkVisibility());
  const named = one => (one.labels && one.labels.length) || one.getAttribute("aria-label") || one.title;
  const ids = [...document.querySelectorAll("[id]")].map(one => one.id);
  const wide = document.documentElement.scrollWidth > innerWidth ? ["wide"] : [];
  const small = innerWidth > 400 ? [] : shown("main :is(button:not(.link), .button, select)")
    .filter(one => one.getBoundingClientRect().height < 40);
  return [
    ...shown("input:not([type=hidden]), select, textarea").filter(one => !named(one)),
    ...shown("button:not([aria-hidden]), a[href]").filter(one => !one.textContent.trim() && !named(one)),
    ...shown("table").filter(one => !one.caption && !one.closest(".keys, dialog")), ...small,
  ].map(one => one.outerHTML.slice(0, 120))
    .concat(ids.filter((id, at) => ids.indexOf(id) !== at), wide, window.__pwned ? ["pwned"] : [],
            document.querySelectorAll("main h1").length === 1 ? [] : ["h1"]);
}"""


@pytest.fixture
def page(browser: Browser, served: str) -> Iterator[Page]:
    """Give a window on a served book of its own that collects whatever the browser complains of."""
    context = browser.new_context(base_url=served, reduced_motion="reduce")
    window = context.new_page()
    complaints: list[str] = []
    window.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    window.on("pageerror", lambda error: complaints.append(str(error)))
    yield window
    assert complaints == []
    context.close()


@pytest.fixture
def plain(browser: Browser, served: str) -> Iterator[Page]:
    """Give a window without JavaScript."""
    context = browser.new_context(base_url=served, java_script_enabled=False)
    yield context.new_page()
    context.close()


def letters(many: int) -> str:
    at = [datetime(2026, 11, 1, tzinfo=UTC) - timedelta(hours=3 * number) for number in range(many)]
    return "".join(
        f"From - Mon Jan  1 00:00:00 2024\nFrom: P <p{n % 900}@x.example>\nTo: <robin@hale.example>\n"
        f"Subject: no {n}\nDate: {format_datetime(on)}\nMessage-ID: <{n}@x.example>\n\nBody {n}\n\n"
        for n, on in enumerate(at)
    )


def card(uid: str, name: str, organization: str, title: str, address: str) -> str:
    return (
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{uid}\r\nFN:{name}\r\nORG:{organization}\r\n"
        f"TITLE:{title.replace(';', '')}\r\nEMAIL:{address}\r\nEND:VCARD\r\n"
    )


def twice() -> str:
    return "".join(
        card(
            f"{where}{number}", name, place, title if where == "home" else "", f"p{number}@{where}.example"
        ).replace("END:VCARD", f"BDAY:19{60 + number}-02-0{number + 1}\r\nEND:VCARD")
        for number, (name, place, title) in enumerate(TWICE)
        for where in ("home", "work")
    )


def bring(page: Page, folder: Path, /, **files: str) -> None:
    """Choose these files on the page, and begin; a name's first underscore is its dot."""
    paths = [folder / name.replace("_", ".", 1) for name in files]
    for path, text in zip(paths, files.values(), strict=True):
        path.write_text(text, "utf-8")
    page.goto("/import/")
    page.set_input_files("#id_upload", paths)
    if page.locator("#id_me").count():
        page.fill("#id_me", "robin@hale.example")
    page.click("text=Bring them in")


def arrived(page: Page) -> None:
    expect(page.locator("h1")).to_have_text("What was brought", timeout=60_000)


def row(page: Page, name: str) -> str:
    return page.locator(".files tbody tr", has_text=name).inner_text().replace("\t", " ")


def test_files_are_watched_paused_and_gone_on_with(page: Page, tmp_path: Path) -> None:
    page.goto("/import/")
    page.set_input_files("#id_upload", [SAMPLES / "monica" / "coast.json", SAMPLES / "google" / "new.csv"])
    assert page.locator("[data-names] li").all_inner_texts() == ["coast.json", "new.csv"]
    bring(page, tmp_path, a_mbox=letters(15_000), b_vcf=twice())
    page.get_by_role("button", name="Pause").press("Enter")
    expect(page.locator("#batches-run")).to_contain_text("Paused. Nothing is lost.")
    assert page.evaluate(FAULTS) == []
    stood = page.inner_text("#batches-run .tiny >> nth=0")
    page.wait_for_timeout(2_500)
    assert page.inner_text("#batches-run .tiny >> nth=0") == stood
    page.get_by_role("button", name="Go on").press("Enter")
    arrived(page)
    assert "15,000" in row(page, "a.mbox")
    assert page.locator(".say").inner_text().startswith("906 new people, 15,000 new exchanges")


def test_time_left_is_told_and_a_cancelled_import_keeps_nothing(page: Page, tmp_path: Path) -> None:
    bring(page, tmp_path, a_mbox=letters(120_000))
    expect(page.locator("#batches-run")).to_contain_text(" left", timeout=30_000)
    page.get_by_role("button", name="Cancel").press("Enter")
    expect(page.locator("#batches-run")).to_contain_text("nothing of it is kept", timeout=30_000)
    page.goto("/people/")
    assert page.locator("#people-list li").count() == 0


def test_records_are_filtered_walked_through_and_one_is_taken_back(page: Page, tmp_path: Path) -> None:
    bring(page, tmp_path, a_vcf=twice(), b_mbox=letters(30), c_vcf=twice())
    arrived(page)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate(FAULTS) == []
    page.select_option("#id_outcome", label="the same (6)")
    page.click("text=Show")
    expect(page.locator(".brought li")).to_have_count(6)
    page.goto(page.url.split("?")[0])
    page.select_option("#id_file", label="a.vcf")
    page.fill("#id_q", "Katarzyna")
    page.keyboard.press("Enter")
    expect(page.locator(".brought li")).to_have_count(2)
    page.locator("h2", has_text="Each record").click()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "Katarzyna Blum"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "a.vcf" in page.inner_text(".brought details[open] summary")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.inner_text("h1") == "Take this one back?"
    assert page.evaluate(FAULTS) == []
    page.get_by_role("button", name="Take it back").press("Enter")
    expect(page.locator("#page-notices")).to_contain_text("Everything else of this import has stayed.")
    assert "q=Katarzyna" in page.url
    expect(page.locator(".brought li")).to_have_count(1)
    assert "taken back (1)" in page.inner_text("#id_outcome")


def test_all_of_it_works_without_javascript(plain: Page, tmp_path: Path) -> None:
    bring(plain, tmp_path, a_vcf=twice(), odd_csv=TABLE)
    arrived(plain)
    plain.select_option("#id_outcome", label="new (6)")
    plain.click("text=Show")
    assert plain.locator(".brought li").count() == 6
    plain.locator(".brought summary").first.click()
    plain.locator(".brought details .button").first.click()
    plain.click("text=Take it back")
    assert "Everything else of this import has stayed." in plain.inner_text("#page-notices")
    plain.click("a:text('Say what its columns are')")
    plain.locator("tr", has_text="Wer").locator("select").select_option("name")
    plain.click("text=Read it this way")
    arrived(plain)
    assert plain.locator(".say").inner_text().startswith("2 new people")
    plain.goto("/duplicates/")
    plain.check("input[name=keep-title] >> nth=0") if plain.locator(
        "input[name=keep-title]"
    ).count() else None
    plain.get_by_role("button", name="One person").click()
    assert "One person now." in plain.inner_text("#page-notices")
    plain.click("#page-notices button")
    assert "Taken back: two people again." in plain.inner_text("#page-notices")
    plain.get_by_role("button", name="Two people").click()
    assert "They stay two people" in plain.inner_text("#page-notices")
    plain.goto("/settings/")
    with plain.expect_download() as download:
        plain.click("text=People, .vcf")
    assert download.value.suggested_filename.endswith(".vcf")
    with plain.expect_download() as download:
        plain.click("text=The book, .zip")
    assert download.value.suggested_filename.endswith(".zip")


def test_columns_are_said_with_the_keyboard(page: Page, tmp_path: Path) -> None:
    bring(page, tmp_path, odd_csv=TABLE)
    arrived(page)
    page.locator("a", has_text="Say what its columns are").press("Enter")
    expect(page.locator("h1")).to_have_text("What are its columns?")
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate(FAULTS) == []
    page.get_by_label("Wer").focus()
    page.keyboard.type("Name")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.labels[0].textContent") == "Post"
    page.get_by_label("Haus").focus()
    page.keyboard.type("Organization")
    page.get_by_role("button", name="Read it this way").press("Enter")
    arrived(page)
    page.goto("/people/?q=Weiss")
    assert page.locator("#people-list .where").first.inner_text() == "Weiss and Sons"


def pair(page: Page) -> str:
    return page.locator(".beside thead .name").first.inner_text()


def test_pairs_are_looked_at_with_four_keys(page: Page, tmp_path: Path) -> None:
    bring(page, tmp_path, a_vcf=twice())
    arrived(page)
    page.goto("/duplicates/")
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate(FAULTS) == []
    first = pair(page)
    with page.expect_navigation():
        page.keyboard.press("s")
    assert pair(page) != first
    with page.expect_navigation():
        page.keyboard.press("y")
    expect(page.locator("#page-notices")).to_contain_text("One person now.")
    with page.expect_navigation():
        page.keyboard.press("u")
    expect(page.locator("#page-notices")).to_contain_text("Taken back: two people again.")
    with page.expect_navigation():
        page.keyboard.press("n")
    expect(page.locator("#page-notices")).to_contain_text("They stay two people")
    for _ in range(2):
        with page.expect_navigation():
            page.keyboard.press("y")
    expect(page.locator(".say")).to_have_text("Nobody seems to stand here twice.")
    assert page.evaluate(FAULTS) == []
    page.goto("/people/")
    assert page.locator("#people-list li").count() == 4


def test_the_certain_are_joined_at_once_and_taken_apart_again(page: Page, tmp_path: Path) -> None:
    bring(page, tmp_path, a_vcf=twice())
    arrived(page)
    page.goto("/duplicates/")
    page.locator("summary", has_text="leave no doubt").press("Enter")
    page.locator(".sure input").first.press("Space")
    page.get_by_role("button", name="Join these").press("Enter")
    expect(page.locator("#page-notices")).to_contain_text("2 pairs are one person each now:")
    page.keyboard.press("y")
    expect(page.locator(".say")).to_have_text("Nobody seems to stand here twice.")
    page.goto("/people/?q=Dmitri")
    page.locator("#people-list .name").press("Enter")
    page.locator("a", has_text="More than one person?").press("Enter")
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate(FAULTS) == []
    page.locator(".cards input").first.press("Space")
    page.get_by_role("button", name="These are somebody else").press("Enter")
    expect(page.locator("#page-notices")).to_contain_text("Taken apart: 2 people now.")
    page.locator("a", has_text="Here twice?").press("Enter")
    page.locator(".beside-found a").first.press("Enter")
    expect(page.locator("h1")).to_have_text("Are these one person?")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate(FAULTS) == []


def test_a_choice_of_what_is_shown_is_kept(page: Page, tmp_path: Path) -> None:
    cards = [card(f"u{n}", "Wanda Quist", "Mill", title, f"w{n}@x.example") for n, title in enumerate("AB")]
    bring(
        page,
        tmp_path,
        a_vcf="".join(cards).replace("TITLE:A", "TITLE:Miller").replace("TITLE:B", "TITLE:Baker"),
    )
    arrived(page)
    page.goto("/duplicates/")
    page.locator("label", has_text="Baker").locator("input").press("Space")
    with page.expect_navigation():
        page.keyboard.press("y")
    page.goto("/people/?q=Wanda")
    assert page.locator("#people-list .where").inner_text() == "Mill · Baker"


def test_no_page_of_a_full_book_has_a_fault(page: Page) -> None:
    page.goto("/import/")
    names = ("monica/coast.json", "linkedin/Positions.csv", "linkedin/Education.csv", "sms/messages.xml",
             "telegram/result.json", "vcard/rfc-4.0.vcf")  # fmt: skip
    page.set_input_files("#id_upload", [SAMPLES / name for name in names])
    page.fill("#id_me", "ruth@amsel.example")
    page.click("text=Bring them in")
    arrived(page)
    batch = page.url
    page.goto("/people/?q=Ines")
    page.locator("#people-list .name").first.click()
    expect(page.locator("#help")).to_contain_text("helped")
    ines, urls = (
        page.url,
        ["/", "/people/", "/people/choose/", "/people/start/", "/atlas/", "/import/", "/help/"],
    )
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        for url in [*urls, "/settings/", ines, f"{ines}edit/", batch, f"{batch}undo/", "/duplicates/"]:
            page.goto(url)
            assert page.evaluate(FAULTS) == [], (url, width)
    page.goto("/settings/")
    expect(page.locator("#career")).to_have_text("What your archive says of you")
    page.locator("summary", has_text="Jobs").press("Enter")
    assert page.locator("details[open] li").count() > 0
