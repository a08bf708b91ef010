"""The pages in a real browser: keys, the palette, search as you type, no script that is not ours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from amity import options
from amity.book import access, interactions, owners, people, plan, reminders

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TODAY = date(2026, 11, 24)
HOSTILE = '"><img src=x onerror="window.__pwned=1"><script>window.__pwned=1</script>'


@pytest.fixture(autouse=True)
def _book(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    monkeypatch.setattr(options, "_current", options.current())
    options.override(today=TODAY)
    owner = access.owner()
    owners.set_addresses(owner, ["robin@hale.example"], today=TODAY)
    for number, name in enumerate(("Ana Sousa", "Marcus Berg", "Priya Raman", HOSTILE)):
        id_ = people.add(owner, today=TODAY, name=name, organization=f"Place {number}", title=name)
        for days in range(10, 400, 40):
            on = TODAY - timedelta(days=days + number)
            interactions.log(
                owner, [id_], f"Hello {number}", how="mail", on=on, direction="mutual", today=TODAY
            )
        if number in {1, 3}:
            reminders.add(owner, id_, "send the paper", on=TODAY, today=TODAY)


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """Give a window on the book that collects whatever the browser complains of."""
    context = browser.new_context(base_url=live_server.url, reduced_motion="reduce")
    window = context.new_page()
    complaints: list[str] = []
    window.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    window.on("pageerror", lambda error: complaints.append(str(error)))
    yield window
    assert [said for said in complaints if "409 (Conflict)" not in said] == []
    context.close()


def importance(name: str) -> int:
    (found,) = people.find(access.owner(), name, today=TODAY)
    return found.importance


def test_keys_go_move_and_open(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("g")
    page.keyboard.press("p")
    page.wait_for_url("**/people/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    name = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_selector("main h1")
    page.wait_for_url("**/people/*/")
    assert page.inner_text("main h1") == name


def test_a_digit_says_how_much_the_row_matters(page: Page) -> None:
    page.goto("/people/?q=Priya")
    page.keyboard.press("j")
    page.keyboard.press("2")
    expect(page.locator("#page-notices")).to_contain_text("Changed for 1 person.")
    assert importance("Priya Raman") == 2


def test_n_sets_a_row_aside_and_u_takes_it_back(page: Page) -> None:
    page.goto("/people/?q=Ana")
    page.keyboard.press("j")
    page.keyboard.press("n")
    expect(page.locator("#page-notices")).to_contain_text("set aside")
    with page.expect_navigation():
        page.keyboard.press("u")
    assert "Ana Sousa" in page.inner_text("#people-list")


def in_hand(page: Page) -> str:
    expect(page.locator("[data-row]:focus-within")).to_have_count(1)
    return str(
        page.evaluate("document.activeElement.closest('[data-row]').querySelector('.name').textContent")
    )


def test_a_row_stays_in_hand_after_its_digit(page: Page) -> None:
    page.goto("/people/?sort=name")
    for _ in range(3):
        page.keyboard.press("j")
    name = in_hand(page)
    page.keyboard.press("1")
    expect(page.locator("#page-notices")).to_contain_text("Changed for 1 person.")
    assert in_hand(page) == name
    page.keyboard.press("2")
    expect(page.locator(".dots.l2")).to_have_count(1)
    assert in_hand(page) == name


def test_the_next_row_is_in_hand_when_one_left_the_list(page: Page) -> None:
    page.goto("/people/?sort=name")
    for _ in range(3):
        page.keyboard.press("j")
    names = page.locator("#people-list .name").all_inner_texts()
    assert in_hand(page) == names[2]
    page.keyboard.press("n")
    expect(page.locator("#people-list li")).to_have_count(3)
    assert in_hand(page) == names[3]
    with page.expect_navigation():
        page.keyboard.press("u")
    expect(page.locator("#people-list li")).to_have_count(4)
    assert in_hand(page) == names[3]


def test_choosing_goes_on_where_it_was(page: Page) -> None:
    page.goto("/people/choose/")
    page.keyboard.press("j")
    page.keyboard.press("Space")
    page.keyboard.press("j")
    names = page.locator(".triage .name").all_inner_texts()
    page.keyboard.press("n")
    expect(page.locator(".triage li")).to_have_count(3)
    assert in_hand(page) == names[2]
    assert page.inner_text("[data-count-of=chosen]") == "1"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.inner_text("main h1") == names[2]
    page.go_back()
    expect(page.locator("[data-count-of=chosen]")).to_have_text("1")


def test_a_refused_digit_says_why_and_keeps_the_page(page: Page) -> None:
    ids = [people.add(access.owner(), today=TODAY, name=f"Z {n}", importance=3) for n in range(50)]
    assert len(ids) == 50
    page.goto("/people/?q=Priya")
    page.keyboard.press("j")
    page.keyboard.press("3")
    expect(page.locator("[role=alert]")).to_be_visible()
    assert importance("Priya Raman") == 0


def test_ctrl_enter_sends_the_log(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("l")
    page.keyboard.type("Priya Raman")
    page.keyboard.press("Tab")
    page.keyboard.type("Her talk in May")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert "Logged with Priya Raman." in page.inner_text("#page-notices")


def test_the_log_is_at_the_thumb_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/")
    with page.expect_navigation():
        page.click("nav .thumb")
    assert page.is_visible("input[name=who]")


def test_the_list_is_searched_while_typing(page: Page) -> None:
    page.goto("/people/")
    page.keyboard.press("/")
    page.keyboard.type("marc")
    expect(page.locator("#people-list li")).to_have_count(1)
    assert "q=marc" in page.url
    assert page.inner_text("#people-list .name") == "Marcus Berg"


def test_the_palette_finds_a_person(page: Page) -> None:
    page.goto("/settings/")
    page.keyboard.press("Control+k")
    page.keyboard.type("priya")
    page.wait_for_selector("#people-found a")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.inner_text("main h1") == "Priya Raman"


def test_a_pick_is_answered_in_place(page: Page) -> None:
    page.goto("/")
    before = page.locator(".pick").count()
    page.keyboard.press("j")
    page.keyboard.press("d")
    expect(page.locator(".pick")).to_have_count(before - 1)
    assert "Noted as done." in page.inner_text("#page-notices")
    assert "done" in {pick.state for pick in plan.week(access.owner(), today=TODAY).picks}


def test_the_answers_to_a_pick_are_one_step_on_a_phone_and_opening_it_moves_none(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/")
    pick = page.locator(".pick").first
    more = pick.locator("summary", has_text="Otherwise")
    more.scroll_into_view_if_needed()

    def boxes() -> list[tuple[float, float]]:
        at = (pick.locator(one).bounding_box() for one in (".go", "[value=done]", "[value=later]"))
        found = [box for box in (*at, more.bounding_box()) if box]
        assert min(box["height"] for box in found) >= 44
        return [(box["x"], box["y"]) for box in found]

    before = boxes()
    assert len(before) == 4
    assert len({y for _, y in before}) == 1
    more.click()
    assert boxes() == before
    for one in pick.locator(".otherwise :is(button, .chips label, [name=text])").all():
        box = one.bounding_box()
        assert box is not None
        assert box["height"] >= 44


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize(
    ("answer", "told"),
    [("Not now", "Left alone for now."), ("Not for this", "set aside"), ("Never suggest", "Never suggested")],
)
def test_the_rarer_answers_work_with_and_without_a_script(
    browser: Browser, live_server: LiveServer, answer: str, told: str, *, script: bool
) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=script)
    page = context.new_page()
    page.goto("/")
    before = page.locator(".pick").count()
    pick = page.locator(".pick").first
    pick.locator("summary", has_text="Otherwise").click()
    pick.get_by_label("No reason to").check()
    pick.get_by_role("button", name=answer).click()
    expect(page.locator("#page-notices")).to_contain_text(told)
    assert page.locator(".pick").count() <= before
    context.close()


def test_what_followed_is_seen_where_one_reads(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 500})
    page.goto("/")
    page.locator(".pick").last.get_by_role("button", name="Done").click()
    expect(page.locator("#page-notices")).to_contain_text("Noted as done.")
    expect(page.locator("#page-notices")).to_be_in_viewport()


def test_a_person_is_seen_in_the_order_of_the_source(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/people/?q=Priya")
    page.locator("#people-list .name").first.click()
    page.wait_for_selector("#tie")
    tops = """() => ["h1", "#known", "#promises", "#tie", ".side", "#reminders", ".find", ".after"]
        .map(one => document.querySelector(`main ${one}`)).filter(one => one)
        .map(one => one.getBoundingClientRect().top)"""
    found = page.evaluate(tops)
    assert len(found) >= 7
    assert found == sorted(found)


def test_evidence_opens_where_it_stands(page: Page) -> None:
    page.goto("/")
    page.locator(".evidence summary").first.click()
    with page.expect_navigation():
        page.locator(".evidence[open] a").first.click()
    assert page.evaluate("document.querySelector(':target') !== null")


def test_choosing_counts_and_the_space_bar_chooses(page: Page) -> None:
    page.goto("/people/choose/")
    page.keyboard.press("j")
    page.keyboard.press("Space")
    page.keyboard.press("j")
    page.keyboard.press("Space")
    assert page.inner_text("[data-count-of=chosen]") == "2"


def test_fifteen_rows_wait_for_names_without_a_script_too(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/people/start/")
    expect(page.locator(".starter")).to_have_count(15)
    page.fill("#id_row-14-name", "Zoe Zander")
    page.fill("#id_row-14-last", "a while ago")
    page.click("text=Make a first plan")
    context.close()
    (zoe,) = people.find(access.owner(), "Zoe Zander", today=TODAY)
    assert (zoe.note, zoe.last) == ("Last talked: a while ago", None)


def test_the_question_mark_shows_the_keys(page: Page) -> None:
    page.goto("/people/")
    page.keyboard.press("?")
    assert page.is_visible("#keys table")
    page.keyboard.press("Escape")
    assert not page.is_visible("#keys table")


@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_scrolls_sideways_and_nothing_hostile_runs(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    (hostile,) = people.find(access.owner(), HOSTILE, today=TODAY)
    parts = [f"/people/{hostile.id}/{part}" for part in ("", "edit/", "remove/")]
    rest = (
        "/",
        "/people/",
        "/people/choose/",
        "/people/start/",
        "/people/add/",
        "/import/",
        "/atlas/",
        "/settings/",
    )
    for url in (*parts, *rest, "/help/", "/interactions/log/", "/people/find/?q=img"):
        page.goto(url)
        assert page.evaluate("window.__pwned") is None
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), url


def test_buttons_can_be_hit_by_a_thumb(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for url in ("/", "/people/", "/people/choose/", "/people/add/"):
        page.goto(url)
        small = page.evaluate(
            "[...document.querySelectorAll('main button, main .button, nav:not(.more) a, main select')]"
            ".filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 40)"
            ".map(one => one.outerHTML.slice(0, 80))"
        )
        assert small == [], url


def test_without_javascript_a_week_can_be_lived(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/people/")
    page.fill("#people-q", "marcus")
    page.click("text=Show")
    page.check("input[name=id]")
    page.click("button[name=importance][value='2']")
    assert "Changed for 1 person." in page.inner_text("#page-notices")
    page.goto("/")
    page.fill("#log-who", "Marcus Berg")
    page.fill("#log-text", "Coffee")
    page.click("text=Log it")
    assert "Logged with Marcus Berg." in page.inner_text("#page-notices")
    page.locator("button[value=later]").first.click()
    assert "Put off" in page.inner_text("#page-notices")
    context.close()
