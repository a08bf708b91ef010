"""Questions: what to ask somebody next, from what is not known of them or was learned long ago."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from amity.core import facts, phrases
from amity.core.facts import Fact

MOST = 2
"""More questions would be an interview."""
ASK: dict[str, tuple[str, str]] = {
    "working_on": ("What are you working on these days?", "You do not know what {name} is working on."),
    "can_help_with": ("What do people come to you for?", "You do not know what {name} can help with."),
    "cares_about": (
        "What do you care about that nobody at work sees?", "You do not know what {name} cares about.",
    ),
    "background": ("How did you come to what you do?", "You do not know how {name} came to what they do."),
    "struggling_with": ("What is in your way right now?", "You do not know what is hard for {name} now."),
}  # fmt: skip
"""By kind of fact, what to ask while nothing of it is known, and why; all but the first take turns."""
STALE: dict[str, tuple[str, str]] = {
    "struggling_with": ("How are things with {text} by now?", "You noted it {when}, as hard for {name}."),
    "working_on": ("What became of {text}?", "You noted it {when}, as what {name} was working on."),
    "can_help_with": ("Are you still the one to ask about {text}?", "You noted it {when}."),
    "cares_about": ("What is new with {text}?", "You noted {when} that {name} cares about it."),
}  # fmt: skip
"""By kind of fact, how to ask whether an old one still holds."""
_BEHIND = "Is {text} behind you?"
_ONE_THING = re.compile(
    r"(?:the|a|an) (?:[\w'-]*[^\Ws] ){0,2}[\w'-]*[^\Ws](?: (?:to|of|in|at|with|from|for)\b.*)?", re.IGNORECASE
)
_NAMES_IT = re.compile(r"(?:the|a|an|[\w'-]+ing|old|new|two|three|\d+) \S.*|[\w'-]+", re.IGNORECASE)
_SENTENCE = re.compile(
    r"[.,;:!?“”\"]|\b(?:is|are|was|were|be|has|have|had|does|do|did|not|will|would|can|could|i|he|she|they|we|"
    r"you|who|that|which|when|where|why|how|his|her|their|my|our|your|me|him|them|us)\b|n't\b",
    re.IGNORECASE,
)  # fmt: skip
_LONG = 70


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its reason; `fact` names the old fact it comes from, empty when nothing is known."""

    text: str
    why: str
    kind: str
    fact: str = ""


def following(known: Iterable[Fact], *, name: str, person: str, today: date) -> tuple[Question, ...]:
    """Give the next questions to ask, at most `MOST`: what is quite unknown first, then what is old.

    They stay as they are from Monday to Sunday, unless something is learned. `person` is the id, by which
    what is asked takes turns from week to week and person to person.
    """
    monday = today - timedelta(days=min(today.weekday(), today.toordinal() - 1))
    holding = [fact for fact in known if facts.holds(fact)]
    called = phrases.given(name)
    old = [_old(fact, called, today=today) for fact in _stale(holding, monday)]
    missing = [kind for kind in ASK if not any(fact.kind == kind for fact in holding)]
    first = [_missing(kind, called) for kind in missing[:1] if kind == "working_on"]
    rest = [_missing(kind, called) for kind in _turned(missing, person, monday) if kind != "working_on"]
    return (*first, *old[:1], *rest, *old[1:])[:MOST]


def silent(known: Iterable[Fact]) -> tuple[str, ...]:
    """Give the kinds of fact of which nothing that holds is known: what two people never talked about."""
    there = {fact.kind for fact in known if facts.holds(fact)}
    return tuple(kind for kind in facts.KINDS if kind not in there)


def _stale(holding: Iterable[Fact], monday: date) -> list[Fact]:
    """Give old facts, what was hard first, then the oldest."""
    old = [fact for fact in holding if facts.stale(fact, today=monday)]
    return sorted(old, key=lambda fact: (fact.kind != "struggling_with", _seen(fact), fact.id))


def _seen(fact: Fact) -> date:
    return max(filter(None, (fact.on, fact.sure)), default=date.min)


def _turned(kinds: list[str], person: str, monday: date) -> list[str]:
    """Let the kinds take turns by week."""
    if not kinds:
        return []
    at = (monday.toordinal() // 7 + sum(person.encode())) % len(kinds)
    return kinds[at:] + kinds[:at]


def _missing(kind: str, name: str) -> Question:
    text, why = ASK[kind]
    return Question(text, why.format(name=name), kind)


def _old(fact: Fact, name: str, *, today: date) -> Question:
    text, why = STALE[fact.kind]
    if fact.kind == "struggling_with" and _ONE_THING.fullmatch(fact.text) and not _SENTENCE.search(fact.text):
        text = _BEHIND
    seen = _seen(fact)
    when = phrases.at(seen, today=today) if seen > date.min else "once"
    return Question(text.format(text=worded(fact.text)), why.format(when=when, name=name), fact.kind, fact.id)


def worded(text: str) -> str:
    """Put a fact's own words into a sentence: as they are where they name a thing, else as a quotation."""
    line = phrases.plain(text)
    if len(line) > _LONG or _SENTENCE.search(line) or not _NAMES_IT.fullmatch(line):
        return phrases.quoted(line, most=_LONG)
    head, _, tail = line.partition(" ")
    return f"{head.lower()} {tail}".strip() if head.lower() in {"the", "a", "an", "old", "new"} else line
