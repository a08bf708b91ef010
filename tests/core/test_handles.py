from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core import handles
from amity.core.handles import Handle


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (" <Ana.Lima+News@Acme.example> ", "ana.lima+news@acme.example"),
        ("mailto:ana@acme.example", "ana@acme.example"),
        ("ana@acme.example.", "ana@acme.example"),
    ],
)
def test_mail_addresses_are_compared_in_lower_case(written: str, value: str) -> None:
    found = handles.email(written)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    "written",
    ["", "ana", "ana@", "a b@acme.example", "a@b@c", "x" * 129 + "@a.example", "a" * 400, "a\0b@c.example"],
)
def test_what_is_no_mail_address_is_none(written: str) -> None:
    assert handles.email(written) is None


def test_numbers_become_e164_where_the_country_is_known() -> None:
    assert handles.phone("tel:+44 20 7183 8750") == Handle("phone", "+442071838750", "+44 20 7183 8750")
    assert handles.phone("(212) 555-0123", region="US") == Handle("phone", "+12125550123", "(212) 555-0123")


def test_numbers_without_a_country_stay_bare_digits() -> None:
    assert handles.phone("0171 555 01") == Handle("phone", "017155501", "0171 555 01")
    assert handles.phone("12", region="US") is None
    assert handles.phone("0" * 15) == Handle("phone", "0" * 15, "0" * 15)
    assert handles.phone("0" * 16) is None
    assert handles.phone("call me") is None


def test_a_number_as_dialed_within_one_town_is_no_persons_alone() -> None:
    for written in ("555-0123", "+1 555 0123"):
        found = handles.phone(written, region="US")
        assert found is not None
        assert (found.value.lstrip("1"), found.strong) == ("5550123", False)


@pytest.mark.parametrize(
    ("written", "kind", "value"),
    [
        ("https://www.linkedin.com/in/Ana-Lima/?trk=x", "profile", "linkedin.com/in/ana-lima"),
        ("de.linkedin.com/pub/ana/1/2/3", "profile", "linkedin.com/pub/ana"),
        ("http://linkedin.com/in/ana%C3%A9#top", "profile", "linkedin.com/in/anaé"),
        ("https://linkedin.com/company/acme", "url", "linkedin.com/company/acme"),
        ("HTTPS://WWW.Hale.example/About/", "url", "hale.example/About"),
        ("hale.example:8080/x", "url", "hale.example:8080/x"),
    ],
)
def test_web_addresses_lose_what_does_not_tell_them_apart(written: str, kind: str, value: str) -> None:
    found = handles.profile(written)
    assert found is not None
    assert (found.kind, found.value) == (kind, value)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "localhost",
        "two words.example",
        "http://",
        "https://hale.example/" + "x" * 400,
        "https://hale.example/?" + "x" * 400,
        "https://www.linkedin.com/in/" + "x" * 400,
        "https://hale.example/a%00b",
        "https://www.linkedin.com/in/ana%0Alima",
        "https://hale.example/\ud800",
    ],
)
def test_what_is_no_web_address_is_none(written: str) -> None:
    assert handles.profile(written) is None


def test_a_profile_keeps_its_name_and_loses_the_end_of_a_long_query() -> None:
    found = handles.profile("https://www.linkedin.com/in/ana?trk=" + "x" * 900)
    assert found is not None
    assert (found.kind, found.value, len(found.written)) == ("profile", "linkedin.com/in/ana", 400)


@pytest.mark.parametrize(
    "address",
    [
        "c_9f@group.calendar.google.com",
        "c_18@resource.calendar.google.com",
        "x@import.calendar.google.com",
        "unknownorganizer@calendar.google.com",
        "a1b2@reply.linkedin.com",
        "1+ana@users.noreply.github.com",
    ],
)
def test_addresses_of_programs_are_nobodys(address: str) -> None:
    assert handles.is_nobodys(address)
    assert handles.is_role(address)


@pytest.mark.parametrize("address", ["ana@google.com", "ana@linkedin.com", "ana@mycalendar.google.com"])
def test_people_work_where_the_programs_come_from(address: str) -> None:
    assert not handles.is_role(address)


@pytest.mark.parametrize(
    "address", ["info@a.example", "no-reply@a.example", "jobs+x@a.example", "x-notification@a.example"]
)
def test_addresses_of_functions_are_roles_and_never_strong(address: str) -> None:
    assert handles.is_role(address)
    assert not Handle("email", address).strong


def test_a_family_name_that_a_program_bears_too_is_somebodys() -> None:
    assert handles.why_nobodys("petr.jira@acme.example") in {None, ""}


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("nobody@slashnull.example", "program"),
        ("www-data@support.example", "program"),
        ("cron@box.hale.example", "program"),
        ("bugzilla-daemon@redhat.example", "program"),
        ("nicht-antworten@bahn.example", "program"),
        ("ne_pas_repondre@sncf.example", "program"),
        ("amity-talk@lists.amity.example", "list"),
        ("amity@lists.amity.example", "list"),
        ("695159@bugs.debian.example", "list"),
        ("tmda-users@tmda.example", "list"),
        ("ppp-request@zzz.example", "list"),
        ("x-announce@acme.example", "list"),
        ("users@smith.example", "list"),
        ("anything@googlegroups.com", "list"),
        ("rssfeeds@acme.example", "program"),
        ("feeds@acme.example", "program"),
        ("internet-drafts@acme.example", "program"),
        ("bug-amity@rt.acme.example", "list"),
        ("info@acme.example", "function"),
        ("editorial@acme.example", "function"),
        ("invitations@acme.example", "function"),
        ("bestellbestaetigung@acme.example", "function"),
        ("acme.newsletter-2026@acme.example", "function"),
        ("c_9f@group.calendar.google.com", "nowhere"),
    ],
)
def test_lists_and_programs_that_bear_no_header_are_nobodys(address: str, why: str) -> None:
    assert handles.why_nobodys(address) == why
    assert not Handle("email", address).strong


@pytest.mark.parametrize(
    "address",
    [
        "small-talk@gmail.com",
        "anna-news@gmx.de",
        "jo@list.ru",
        "gerrit@jansen.example",
        "jenkins@jenkins.example",
        "daemon.smith@smith.example",
        "request@x.example",
        "mary.users@hale.example",
        "ana@lists.example",
        "crona@hale.example",
        "jiri@hale.example",
        "notre.dame@hale.example",
        "talk@hale.example",
        "rt@hale.example",
        "ana.feed@hale.example",
    ],
)
def test_whoever_may_be_a_person_is_not_taken_for_nobody(address: str) -> None:
    assert handles.why_nobodys(address) is None


def test_only_what_is_one_persons_is_strong() -> None:
    assert Handle("email", "ana@a.example").strong
    assert Handle("phone", "+442071838750").strong
    assert not Handle("phone", "2071838750").strong
    assert Handle("profile", "linkedin.com/in/ana").strong
    assert Handle("account", "matrix:@ana:a.example").strong
    assert not Handle("url", "hale.example").strong


def test_an_account_that_only_holds_a_files_own_rows_together_is_inner() -> None:
    assert Handle("account", "monica:42").inner
    assert Handle("account", "linkedin-row:ana, acme").inner
    assert not Handle("account", "linkedin:ana").inner
    assert not Handle("email", "table:a@a.example").inner


@given(st.text(max_size=60))
def test_reading_an_address_again_gives_the_same(text: str) -> None:
    for read in (handles.email, handles.profile):
        found = read(text)
        if found is not None:
            assert (
                handles.email(found.value) == Handle("email", found.value, found.value)
                or read is handles.profile
            )


def test_a_number_with_an_extension_is_an_offices_and_shown_as_written() -> None:
    found = handles.phone("+44 20 7183 8750 ext. 12")
    assert found == Handle("phone", "+442071838750;ext=12", "+44 20 7183 8750 ext. 12")
    assert not found.strong


@pytest.mark.parametrize(
    ("value", "mobile"),
    [
        ("+447400123456", True),
        ("+442071838750", False),
        ("+447700900123", True),
        ("+15550100", False),
        ("+88300012345", False),
        ("12345", False),
    ],
)
def test_a_mobile_telephone_is_known_by_its_number(value: str, *, mobile: bool) -> None:
    assert handles.mobile(value) is mobile


@pytest.mark.parametrize(
    ("value", "fixed"),
    [
        ("+442071838750", True),
        ("+447400123456", False),
        ("+12125550101", False),
        ("+4930999", True),
        ("12345", False),
    ],
)
def test_a_fixed_line_is_known_by_its_number_but_not_in_north_america(value: str, *, fixed: bool) -> None:
    assert handles.fixed(value) is fixed
