"""One person's claims from all records, each once."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from amity.core import claims
from amity.core.claims import Said
from amity.core.findings import Claim
from amity.core.handles import Handle
from amity.core.merging import merged

MAIL = Handle("email", "ana@acme.example", "Ana@acme.example")
CHAT = Handle("account", "skype:ana", "ana")
OLD, NEW = date(2025, 1, 1), date(2026, 1, 1)


def said(source: str, *told: Claim, handles: tuple[Handle, ...] = (), mention: bool = False) -> Said:
    return Said(source, told, handles, NEW if source == "linkedin" else OLD, mention)


def test_what_is_shown_goes_first_and_the_rest_stays() -> None:
    found = merged(
        [
            said("vcard", Claim("name", "Ana Sousa"), Claim("title", "Engineer"), Claim("note", "Likes tea")),
            said("linkedin", Claim("name", "Ana S."), Claim("title", "Director")),
        ]
    )
    assert [claim.value for claim in found if claim.field == "title"] == ["Director", "Engineer"]
    assert [claim.value for claim in found if claim.field == "name"] == ["Ana Sousa", "Ana S."]


def test_one_address_written_twice_stands_once_with_the_label_that_one_of_them_has() -> None:
    plain = said("vcard", Claim("email", "ana@acme.example"), handles=(MAIL,))
    labelled = said("google", Claim("email", "Ana@acme.example", "work"), handles=(MAIL,))
    (mail,) = (claim for claim in merged([plain, labelled]) if claim.field == "email")
    assert mail.label == "work"


def test_what_only_holds_a_files_own_rows_together_is_not_shown() -> None:
    row = Handle("account", "linkedin-row:ana, acme", "Ana")
    assert merged([said("linkedin", Claim("name", "Ana"), handles=(row, CHAT))]) == (
        Claim("account", "skype:ana"),
        Claim("name", "Ana"),
    )


def test_help_of_two_days_is_two_pieces_of_help() -> None:
    days = [Claim("help_given", "Lent the ladder", day) for day in ("2024-01-01", "2025-01-01")]
    assert [claim for claim in merged([said("monica", *days, days[0])]) if claim in days] == days


def test_what_the_owner_cleared_or_said_is_not_theirs_is_left_out() -> None:
    card = said(
        "vcard", Claim("name", "Ana"), Claim("organization", "Acme"), Claim("email", "Ana@acme.example"),
        Claim("other", "EMAIL;X-A=1:Ana@acme.example", "EMAIL"), Claim("account", "skype:Ana"),
        handles=(MAIL, CHAT),
    )  # fmt: skip
    hand = said(
        "hand", Claim("organization", ""), Claim("other", "email:ana@acme.example", "not-theirs"),
        Claim("name", "Ana of old", claims.KEPT), Claim("other", "account:skype:ana", "not-theirs"),
    )  # fmt: skip

    def within(text: str) -> tuple[Claim, ...]:
        return (Claim("email", text.partition(":")[2]),)

    assert merged([card, hand], within=within) == (Claim("name", "Ana"),)


def test_addresses_that_stand_in_exchanges_only_and_names_put_together_are_added() -> None:
    mention = said("mail", Claim("name", "Ana via Docs"), handles=(MAIL, CHAT), mention=True)
    card = said("vcard", Claim("given", "Ana"), Claim("family", "Sousa"))
    assert merged([mention, card]) == (
        Claim("name", "Ana Sousa"), Claim("email", "Ana@acme.example"), Claim("account", "skype:ana"),
        Claim("given", "Ana"), Claim("family", "Sousa"),
    )  # fmt: skip


def test_somebody_without_a_name_is_not_given_one() -> None:
    assert merged([said("mail", handles=(MAIL,), mention=True)]) == (Claim("email", "Ana@acme.example"),)
    assert merged([]) == ()


def test_the_name_of_a_mention_counts_where_no_card_gives_one() -> None:
    mention = said("mail", Claim("name", "Ana"), handles=(MAIL,), mention=True)
    assert merged([mention])[0] in {Claim("name", "Ana"), Claim("email", "Ana@acme.example")}
    assert Claim("name", "Ana") in merged([mention])


def test_who_introduced_them_is_told_by_name() -> None:
    hand = said("hand", Claim("name", "Ana"), Claim("through", "x1"))
    assert merged([hand], introducer="Ines Holm") == (Claim("name", "Ana"), Claim("introducer", "Ines Holm"))


FIELDS = ("name", "given", "organization", "title", "place", "met", "note", "tag", "birthday")
CLAIM = st.builds(Claim, st.sampled_from(FIELDS), st.sampled_from("abc")) | st.builds(
    Claim, st.sampled_from(claims.ONE[:5]), st.just("")
)
SAID = st.builds(
    Said,
    st.sampled_from(["hand", "vcard", "google", "linkedin"]),
    st.lists(CLAIM, max_size=6).map(tuple),
    since=st.sampled_from([OLD, NEW]),
    order=st.integers(0, 3),
)


@given(st.lists(SAID, max_size=4))
def test_one_record_of_all_claims_derives_the_same_fields(records: list[Said]) -> None:
    alone = claims.derive([Said("vcard", merged(records))])
    several = claims.derive(records)
    assert (alone.name, dict(alone.one)) == (several.name, dict(several.one))
    assert (alone.tags, alone.notes) == (several.tags, several.notes)
