"""Placing: where somebody is, and what each area was read from."""

from __future__ import annotations

import pytest

from amity.core import domains, families, handles, industries, places, placing
from amity.core.handles import Handle
from amity.core.people import Person
from amity.core.placing import Stands


def addresses(*texts: str) -> list[Handle]:
    found = [handles.email(text) if "@" in text else handles.phone(text) for text in texts]
    return [one for one in found if one is not None]


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("ana@acme.example", "acme.example"),
        ("ana@mail.eu.acme.co.uk", "acme.co.uk"),
        ("ana@cs.stanford.edu", "stanford.edu"),
        ("ana@gmail.com", ""),
        ("ana@hotmail.co.uk", ""),
        ("ana@users.noreply.github.com", ""),
        ("c_1@group.calendar.google.com", ""),
        ("ana@localhost", ""),
        ("ana@co.uk", ""),
        ("ana@192.168", ""),
        (f"ana@{'a' * 120}.example", ""),
    ],
)
def test_an_address_tells_an_organization_unless_everybody_has_one_there(address: str, domain: str) -> None:
    assert domains.organization(address) == domain


def test_an_ending_tells_a_country_unless_everybody_uses_it() -> None:
    hosts = ("acme.de", "acme.co.uk", "acme.io", "acme.com", "acme.xn--p1ai")
    assert [domains.country(one) for one in hosts] == ["DE", "GB", "", "", ""]
    assert domains.label("acme.co.uk") == "acme"


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("Berlin, Germany", "DE"),
        ("Greater Boston Area", "US"),
        ("12 High St, Leeds, UK", "GB"),
        ("Super, CA, 94043", "US"),
        ("Österreich", "AT"),
        ("Springfield", ""),
        ("", ""),
    ],
)
def test_a_written_place_tells_its_country_or_nothing(place: str, code: str) -> None:
    assert places.country(place) == code


def test_the_owner_may_say_a_country_by_its_letters() -> None:
    assert (places.read("de"), places.read("Germany"), places.read("nowhere")) == ("DE", "DE", "")


def test_an_industry_is_read_of_words_names_and_endings() -> None:
    assert industries.stated("Information Technology & Services") == "technology"
    assert industries.stated("Basket weaving") == "basket weaving"
    assert industries.stated("health") == "health"
    assert industries.of_name("Sparkasse Köln") == "finance"
    assert industries.of_name("Acme") == ""
    assert [industries.of_domain(one) for one in ("mit.edu", "ox.ac.uk", "acme.com")] == [
        "education",
        "education",
        "",
    ]


def test_everything_that_is_read_says_what_it_was_read_from() -> None:
    placed = placing.place({"title": "VP of Sales"}, addresses("ana@acme.co.uk", "+49 30 1234567"))
    assert (placed.area, placed.domain, placed.function, placed.level, placed.country) == (
        "acme", "acme.co.uk", "sales", "executive", "DE",
    )  # fmt: skip
    assert placed.basis == {"organization": "domain", "function": "title", "level": "title", "place": "phone"}


def test_what_is_said_goes_before_what_is_read() -> None:
    said = {"organization": "Globex Bank", "industry": "Hospital & Health Care", "place": "Paris"}
    placed = placing.place(said, addresses("ana@acme.co.uk", "+49 30 1234567"), address="1 Road, Leeds, UK")
    assert (placed.area, placed.industry, placed.country) == ("globex bank", "health", "FR")
    assert placed.basis == {"organization": "said", "industry": "said", "place": "said"}
    read = placing.place(
        {"organization": "Globex Bank"}, addresses("ana@globex.de"), address="1 Road, Leeds, UK"
    )
    assert (read.industry, read.country, read.basis["industry"]) == ("finance", "GB", "name")
    assert placing.place({}, addresses("ana@acme.de")).country == "DE"
    assert placing.place({}, addresses("ana@mit.edu")).basis["industry"] == "domain"


def test_the_owners_own_word_wins_and_an_empty_one_says_nothing_of_this() -> None:
    said = {"title": "VP of Sales", "function": "Engineering", "level": ""}
    placed = placing.place(said, (), by_hand=("function", "level"))
    assert (placed.function, placed.level) == ("engineering", "")
    assert placed.basis == {"function": "hand", "level": "hand"}
    nobody = placing.place({}, addresses("ana@acme.example"), by_hand=("organization",))
    assert (nobody.area, nobody.basis["organization"]) == ("", "hand")


def test_a_place_by_hand_that_tells_no_country_is_in_none_and_says_so() -> None:
    placed = placing.place({"place": "Nowhereland"}, addresses("ana@acme.de"), by_hand=("place",))
    assert (placed.country, placed.basis["place"]) == ("", "hand")
    ana = Person("a", "Ana", place="Nowhereland", basis=placed.basis)
    assert placing.unread(ana) == "Nowhereland (your word; no country is known by it, so they count in none)"
    assert placing.unread(Person("a", "Ana", place="Paris", country="FR", basis={"place": "hand"})) == ""
    assert placing.unread(Person("a", "Ana", place="Nowhereland", basis={})) == ""
    by_card = placing.place({"place": "Springfield"}, addresses("+49 30 1234567"))
    assert (by_card.country, by_card.basis) == ("DE", {"place": "phone"})


def test_the_owners_own_words_of_an_area_are_kept_and_the_known_ones_named() -> None:
    said = {"function": "xyzzy", "industry": "Basket weaving", "place": "Nowhereland", "level": "boss"}
    industry, function, place = placing.own_words(said)
    assert industry.startswith("'Basket weaving' is kept as your own word; the industries known here are ")
    assert function.startswith("'xyzzy' is kept as your own word; the lines of work known here are ")
    assert "engineering" in function
    assert place.endswith("Add one: Nowhereland, Italy.")
    known = {"function": "Sales", "industry": "Computer Software", "place": "Lyon"}
    assert placing.own_words(known) == placing.own_words({"function": "", "place": None}) == ()


def test_a_domain_of_a_familys_name_is_no_organization() -> None:
    people = [
        Stands(1, "hale.example", "hale", "", {"organization": "domain"}, "Jo Hale"),
        Stands(2, "hale.example", "hale", "", {"organization": "domain"}, "Ruth Anna Hale"),
        Stands(3, "hale.example", "acme", "", {"organization": "said"}, "Una Hale"),
        Stands(4, "globex.example", "globex", "", {"organization": "domain"}, "Ana Lima"),
    ]
    assert placing.areas(people) == {1: "", 2: "", 4: "globex"}


@pytest.mark.parametrize(
    ("domain", "names"),
    [
        ("jhale.example", ["Jo Hale"]),
        ("hughes-family.example", ["Craig R Hughes"]),
        ("familie-berg.de", ["Tom Berg", "Ida Berg"]),
        ("annahale.example", ["Anna Hale"]),
        ("hale.example", ["Jo Hale", "ana@hale.example", ""]),
        ("oakhouse.example", ["Jo Hale", "Ruth Hale", "Una Hale"]),
        ("liwu.example", ["Li Wu"]),
    ],
)
def test_a_familys_domain_is_known_by_its_names(domain: str, names: list[str]) -> None:
    assert families.own(domain, names)


@pytest.mark.parametrize(
    ("domain", "names", "said"),
    [
        ("ford.example", ["John Ford", "Ana Lima"], []),
        ("acme.example", ["Jo Hale", "Ruth Hale"], []),
        ("acme.example", ["Ana Kim", "Bo Kim", "Cy Lee"], []),
        ("hale.example", ["Jo Hale"], ["hale and sons"]),
        ("chalet.example", ["Jo Hale"], []),
        ("wu-industries.example", ["Li Wu"], []),
        ("hale.example", [], []),
        ("hale.example", ["Hale"], []),
        ("hale.example", [f"N{n} Hale" for n in range(13)], []),
    ],
)
def test_an_organization_is_not_taken_for_a_family(domain: str, names: list[str], said: list[str]) -> None:
    assert not families.own(domain, names, said=said)


def test_what_the_owner_says_of_their_own_organization_holds_for_its_people() -> None:
    people = [
        Stands(1, "", "acme", "", {}),
        Stands(2, "", "acme", "health", {"industry": "said"}),
        Stands(3, "", "globex", "", {}),
    ]
    assert placing.industries_of(people, own={"acme": "technology"}) == {1: "technology", 3: ""}


def test_others_of_a_domain_name_the_organization_of_those_only_mail_tells() -> None:
    people = [
        Stands(1, "acme.example", "acme corporation of ohio", "", {"organization": "said"}),
        Stands(2, "acme.example", "acme", "", {"organization": "domain"}),
        Stands(3, "globex-labs.example", "?", "", {"organization": "domain"}),
        Stands(4, "acme.example", "", "", {"organization": "hand"}),
    ]
    assert placing.areas(people) == {2: "acme corporation of ohio", 3: "globex labs"}


def test_others_of_an_organization_tell_an_industry_nothing_else_tells() -> None:
    people = [
        Stands(1, "", "acme", "health", {"industry": "said"}),
        Stands(2, "", "acme", "finance", {}),
        Stands(3, "", "globex", "finance", {}),
        Stands(4, "", "acme", "", {"industry": "hand"}),
    ]
    assert placing.industries_of(people) == {2: "health", 3: ""}
    assert placing.whole({}, industry="health") == {"industry": "others"}
    assert placing.whole({"industry": "said"}, industry="health") == {"industry": "said"}
    assert placing.whole({}, industry="") == {}


def test_an_area_is_said_with_its_basis() -> None:
    ana = Person(
        "a", "Ana", area="acme", domain="acme.example", function="sales", country="DE",
        basis={"organization": "domain", "function": "title"},
    )  # fmt: skip
    assert placing.told(ana) == {
        "organization": "acme.example (read from the mail address)",
        "function": "sales (read from the title)",
        "place": "Germany",
    }
    assert placing.keys(ana) == ("acme", "sales", "DE")
    assert placing.say("level", "", {}) == ""
    assert set(placing.READ) < set(placing.BASES)


def test_an_empty_word_takes_an_area_back_and_none_says_that_there_is_none() -> None:
    said = {"industry": " ", "function": "NONE", "level": "lead", "title": "", "met": "none"}
    assert placing.by_word(said) == {
        "industry": [], "function": [""], "level": ["lead"], "title": [""], "met": ["none"],
    }  # fmt: skip
    assert placing.own_words({"function": "none", "place": "None", "industry": None}) == ()


def test_the_dimensions_of_which_the_owner_said_none_are_told() -> None:
    basis = {"industry": "hand", "function": "title", "level": "hand", "place": "hand"}
    found = Person("a", "Ana", level="lead", place="Nowhereland", basis=basis)
    assert placing.refused(found) == ("industry",)


def test_a_domain_called_like_ones_mailbox_is_no_organization_and_tells_a_country_all_the_same() -> None:
    (mine, work) = (handles.email(text) for text in ("berg@berg.de", "tom@acme.de"))
    assert mine is not None
    assert work is not None
    found = placing.place({}, [mine])
    assert (found.area, found.domain, found.country) == ("", "berg.de", "DE")
    assert placing.place({"organization": "Berg"}, [mine]).area == "berg"
    assert placing.place({}, [work, mine]).area == "acme"
