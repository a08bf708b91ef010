"""Suggestions: what the owner could do for somebody, from what that person needs and what others can give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from amity.core import phrases
from amity.core.drafts import GAP, LONGEST, Draft
from amity.core.helpful import Line, Match
from amity.core.reasons import Evidence

Kind = Literal["introduction", "resource", "notes", "question"]
KINDS: tuple[Kind, ...] = ("introduction", "resource", "notes", "question")
ME = "me"
"""Stands for the owner where a line is their own."""
QUESTION = "question"
"""The key of every question, which is laid aside person by person."""
KEY = 1_000
"""Characters of a key."""
_LONGEST = 100
_SAYS = {
    "struggling_with": ("{who} struggles with {text}", "you struggle with {text}"),
    "working_on": ("{who} is working on {text}", "you are working on {text}"),
    "can_help_with": ("{who} can help with {text}", "you can help with {text}"),
    "background": ("{who} knows it from their own life: {text}", "you know it from your own life: {text}"),
}
_NEXT = {
    "introduction": "Ask both whether they would like to meet.",
    "resource": "Offer {name} what you know.",
    "notes": "Ask both whether they would like to compare notes.",
    "question": "Ask {name}, and keep the answer.",
}
_NOTES_MINE = "Ask {name} whether you could compare notes."


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing the owner could do for the person `person`, who has the need.

    `people` are (id, name) of all it is about, without the owner; `key` names it by its own words, so that
    what the owner laid aside stays so in another book too. A question has neither need nor offer.
    """

    kind: Kind
    person: str
    name: str
    sentence: str
    next: str
    key: str
    people: tuple[tuple[str, str], ...]
    need: Line | None = None
    offer: Line | None = None
    evidence: tuple[Evidence, ...] = ()
    score: float = 0.0
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail begun to one of those a suggestion is about."""

    person: str
    name: str
    draft: Draft


def key(need: Line, offer: Line) -> str:
    """Name a pair of lines by their words."""
    return " · ".join(phrases.plain(line.text).casefold() for line in (need, offer))[:KEY]


def of(match: Match, names: Mapping[str, str], *, today: date) -> Suggestion:
    """Say what the owner could do about a match; `names` gives the whole name by person's id."""
    need, offer = match.need, match.offer
    kind = _kind(need, offer)
    name = names[need.person]
    sentence = (
        f"{_says(need, names)}{_said(need, today=today)}; {_says(offer, names)}{_said(offer, today=today)}."
    )
    then = _NOTES_MINE if kind == "notes" and offer.person == ME else _NEXT[kind]
    return Suggestion(
        kind,
        need.person,
        name,
        sentence,
        then.format(name=phrases.given(name)),
        key(need, offer),
        tuple((one.person, names[one.person]) for one in (need, offer) if one.person != ME),
        need,
        offer,
        tuple(Evidence("fact", one.id, _plain(one, names), one.on) for one in (need, offer)),
        match.score,
        match.words,
    )


def question(person: str, name: str) -> Suggestion:
    """Suggest to ask, where nothing is known of what somebody is at."""
    called = phrases.given(name)
    sentence = f"You do not know yet what {called} is working on."
    then = _NEXT["question"].format(name=called)
    return Suggestion("question", person, name, sentence, then, QUESTION, ((person, name),))


def best(found: Iterable[Suggestion], *, most: int) -> list[Suggestion]:
    """Give the best suggestions, the surest first; of two people the best one only."""
    order = sorted(found, key=lambda one: (-one.score, KINDS.index(one.kind), one.name, one.key))
    once: dict[tuple[str, ...], Suggestion] = {}
    for one in order:
        pair = tuple(sorted(id_ for id_, _ in one.people))
        once.setdefault((*pair, ME) if one.offer and one.offer.person == ME else pair, one)
    return list(once.values())[:most]


def _kind(need: Line, offer: Line) -> Kind:
    if offer.kind in {"struggling_with", need.kind}:
        return "notes"
    return "resource" if offer.person == ME else "introduction"


def _says(line: Line, names: Mapping[str, str]) -> str:
    """Say one line in its person's name."""
    theirs, mine = _SAYS[line.kind]
    text = phrases.quoted(line.text, most=_LONGEST)
    return (
        mine.format(text=text)
        if line.person == ME
        else theirs.format(who=phrases.given(names[line.person]), text=text)
    )


def _plain(line: Line, names: Mapping[str, str]) -> str:
    theirs, mine = _SAYS[line.kind]
    said = mine[0].upper() + mine[1:] if line.person == ME else theirs
    who = "" if line.person == ME else phrases.given(names[line.person])
    return said.format(who=who, text=phrases.plain(line.text))


def _said(line: Line, *, today: date) -> str:
    """Say when a need or an offer was told, where that is known; the owner knows their own."""
    return "" if line.on is None or line.person == ME else f" (said {phrases.at(line.on, today=today)})"


def letters(suggestion: Suggestion, *, owner: str) -> tuple[Letter, ...]:
    """Begin a mail to each of those a suggestion is about, which asks and presses nobody.

    Nobody reads of another's need, nor their name, before both have said that they would like to meet.
    """
    if suggestion.need is None or suggestion.offer is None:
        body = "I was thinking of you. What are you working on these days, and what is hard about it?"
        return (_letter(suggestion.people[0], "What are you working on?", [body], owner=owner),)
    need, offer = suggestion.need, suggestion.offer
    first = _letter(suggestion.people[0], "A thought", _to_need(suggestion.kind, need, offer), owner=owner)
    if offer.person == ME:
        return (first,)
    about = phrases.quoted(offer.text, most=_LONGEST)
    asked = (
        f"I know somebody who could use a word from you about {about}."
        if suggestion.kind == "introduction"
        else f"I know somebody who is at the same thing as you: {about}."
    )
    second = [
        asked,
        "Would you like me to introduce you? I am asking both of you first, and no is a fine answer.",
    ]
    return first, _letter(suggestion.people[1], "A question", second, owner=owner)


def _to_need(kind: Kind, need: Line, offer: Line) -> list[str]:
    """Say to the person in need what the owner remembers, and ask."""
    told = f"I was thinking of you and {phrases.quoted(need.text, most=_LONGEST)}."
    if offer.person == ME and kind == "notes":
        return [f"{told} I am at something like it myself. Would you like to compare notes?", GAP]
    if offer.person == ME:
        return [f"{told} I know a little about that, and would gladly help if it is of use.", GAP]
    knows = "is at the same thing" if kind == "notes" else "knows about that"
    asks = "Would you like me to introduce you? I would ask them first, too."
    return [f"{told} I know somebody who {knows}.", asks]


def _letter(to: tuple[str, str], subject: str, lines: Iterable[str], *, owner: str) -> Letter:
    body = "\n\n".join([f"Hi {phrases.given(to[1])},", *lines, phrases.given(owner)]).rstrip() + "\n"
    return Letter(*to, Draft(subject[:LONGEST], body))
