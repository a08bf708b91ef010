"""What the owner could do for somebody: said in a sentence, with its evidence, and asked of both first."""

from __future__ import annotations

from datetime import date

import pytest

from amity.core import suggestions
from amity.core.helpful import Line, Match
from amity.core.suggestions import ME, Suggestion

TODAY = date(2026, 11, 24)
NAMES = {"i": "Ines Duarte", "b": "Bo Chen", "c": "Cy Young"}
NEED = Line("f1", "i", "struggling_with", "hiring a nurse", date(2026, 5, 4))


def suggested(offer: Line, need: Line = NEED, score: float = 0.8) -> Suggestion:
    return suggestions.of(Match(need, offer, score, (("hiring", "recruiting"),)), NAMES, today=TODAY)


def test_an_introduction_names_need_and_offer_and_is_asked_of_both() -> None:
    one = suggested(Line("f2", "b", "can_help_with", "recruiting", date(2026, 3, 1)))
    assert one.kind == "introduction"
    assert one.sentence == (
        "Ines struggles with “hiring a nurse” (said in May); Bo can help with “recruiting” (said in March)."
    )
    assert one.next == "Ask both whether they would like to meet."
    assert one.people == (("i", "Ines Duarte"), ("b", "Bo Chen"))
    assert [(line.kind, line.id, line.text) for line in one.evidence] == [
        ("fact", "f1", "Ines struggles with hiring a nurse"),
        ("fact", "f2", "Bo can help with recruiting"),
    ]
    assert one.key == "hiring a nurse · recruiting"


def test_what_the_owner_knows_is_a_resource() -> None:
    one = suggested(Line("f3", ME, "background", "Ten years in clinics"))
    assert one.kind == "resource"
    assert one.sentence.endswith("; you know it from your own life: “Ten years in clinics”.")
    assert one.next == "Offer Ines what you know."
    assert one.people == (("i", "Ines Duarte"),)
    assert one.evidence[1].text == "You know it from your own life: Ten years in clinics"


@pytest.mark.parametrize(
    ("need", "offer", "then"),
    [
        (
            NEED,
            Line("f4", "b", "struggling_with", "hiring"),
            "Ask both whether they would like to compare notes.",
        ),
        (
            Line("f5", "i", "working_on", "a handbook"),
            Line("f6", "b", "working_on", "a handbook"),
            "Ask both whether they would like to compare notes.",
        ),
        (NEED, Line("f7", ME, "struggling_with", "hiring"), "Ask Ines whether you could compare notes."),
    ],
)
def test_two_at_the_same_thing_may_compare_notes(need: Line, offer: Line, then: str) -> None:
    one = suggested(offer, need)
    assert (one.kind, one.next) == ("notes", then)


def test_where_no_need_is_known_the_suggestion_is_the_question() -> None:
    one = suggestions.question("b", "Bo Chen")
    assert one.sentence == "You do not know yet what Bo is working on."
    assert one.next == "Ask Bo, and keep the answer."
    assert (one.need, one.offer, one.evidence) == (None, None, ())
    (letter,) = suggestions.letters(one, owner="Robin Hale")
    assert letter.draft.body.startswith("Hi Bo,\n\nI was thinking of you.")
    assert letter.draft.body.endswith("\n\nRobin\n")


def test_of_two_people_only_the_best_suggestion_stands_and_the_surest_come_first() -> None:
    weak = suggested(Line("f2", "b", "can_help_with", "recruiting"), score=0.5)
    strong = suggested(Line("f8", "b", "background", "recruiter"), score=0.9)
    other = suggested(Line("f9", "c", "can_help_with", "nurses"), score=0.6)
    own = suggested(Line("f3", ME, "background", "clinics"), score=0.4)
    asked = suggestions.question("i", "Ines Duarte")
    assert suggestions.best([weak, own, other, asked, strong], most=9) == [strong, other, own, asked]
    assert suggestions.best([weak, own, other, strong], most=1) == [strong]


def test_no_letter_tells_one_of_the_other() -> None:
    one = suggested(Line("f2", "b", "can_help_with", "recruiting"))
    to_ines, to_bo = suggestions.letters(one, owner="Robin Hale")
    assert (to_ines.person, to_bo.person) == ("i", "b")
    assert "I was thinking of you and “hiring a nurse”." in to_ines.draft.body
    assert "I would ask them first, too." in to_ines.draft.body
    assert "Bo" not in to_ines.draft.body
    assert "a word from you about “recruiting”" in to_bo.draft.body
    assert "Ines" not in to_bo.draft.body
    assert "nurse" not in to_bo.draft.body


def test_notes_are_offered_to_both_and_to_the_one_when_they_are_the_owners() -> None:
    to_ines, to_bo = suggestions.letters(
        suggested(Line("f4", "b", "struggling_with", "hiring")), owner="Robin"
    )
    assert "somebody who is at the same thing." in to_ines.draft.body
    assert "at the same thing as you: “hiring”" in to_bo.draft.body
    (only,) = suggestions.letters(suggested(Line("f7", ME, "struggling_with", "hiring")), owner="Robin")
    assert "Would you like to compare notes?" in only.draft.body
    undated = Line("f0", "i", "struggling_with", "hiring")
    (mine,) = suggestions.letters(
        suggested(Line("f3", ME, "can_help_with", "hiring"), undated), owner="Robin"
    )
    assert "I was thinking of you and “hiring”. I know a little about that" in mine.draft.body
