"""Debriefs: what a few lines after a talk say, taken apart by plain rules, one table a language.

Promises of both sides with their days, and facts, each with whom they concern; everything else stays words.
What is not certain stays words too: nothing is ever made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from amity.core import days, facts, phrases

LONGEST = 4000
"""Characters that are read; more is no line."""
_LEAST = 3
_SAYS_NOTHING = frozenset({"it", "this", "that", "things", "something", "es", "das"})
_BREAK = re.compile(r"(?<![.!?])[.!?]++\s+|;\s+|\n+")
_BULLET = re.compile(r"^[-*•–]\s+")


@dataclass(frozen=True, slots=True)
class Understood:
    """One thing a debrief says: a promise (`mine` or theirs, `due`, of a kind of help) or a fact of a kind.

    `people` are the ids of those it is about.
    """

    what: Literal["promise", "fact"]
    people: tuple[str, ...]
    text: str
    kind: str = ""
    mine: bool = True
    due: date | None = None


class Debrief(NamedTuple):
    """What was understood, in the order it was said, and the words that are left for the exchange itself."""

    understood: tuple[Understood, ...]
    said: str


class _Rules(NamedTuple):
    """One language's patterns, with the names of those who were there put in."""

    name: str
    mine: tuple[re.Pattern[str], ...]
    theirs: tuple[re.Pattern[str], ...]
    no_promise: re.Pattern[str]
    facts: tuple[tuple[str, re.Pattern[str]], ...]
    between: re.Pattern[str]
    opening: re.Pattern[str]
    own: re.Pattern[str]
    one: frozenset[str]
    several: frozenset[str]


@dataclass(slots=True)
class _Talk:
    """Who was there, of whom the lines speak now, and who was named last."""

    ids: tuple[str, ...]
    names: Mapping[str, str]
    current: tuple[str, ...]
    last: str = ""
    found: list[Understood] = field(default_factory=list)
    said: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)


def read(text: str, people: Sequence[tuple[str, str]], *, on: date, chip: str = "") -> Debrief:
    """Read a debrief of a talk with these people, (id, name) each, held on the day `on`.

    A line that begins with a name and a colon, and what follows it, is about that one. `chip` is a kind of
    fact: with it, what would stay words is such a fact.
    """
    ids = tuple(person for person, _ in people)
    talk = _Talk(ids, _names(people), ids)
    rules = _rules(tuple(sorted(talk.names, key=len, reverse=True)))
    for sentence in _sentences(text[:LONGEST].replace("\u2019", "'").replace("\u2018", "'")):
        _take(_addressed(sentence, talk), talk, rules, on)
    if chip in facts.KINDS and talk.said:
        for about in dict.fromkeys(people for _, people in talk.said):
            words = " ".join(said for said, people in talk.said if people == about)
            talk.found.append(Understood("fact", about, _bare(words), chip))
        talk.said.clear()
    left = " ".join(said for said, _ in talk.said)
    return Debrief(tuple(talk.found), left or " ".join(text.split()))


def _names(people: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Give the names by which somebody is called and nobody else: given and whole."""
    found: dict[str, str] = {}
    doubtful: set[str] = set()
    for person, name in people:
        for called in {name.casefold(), phrases.given(name).casefold()} - {""}:
            if found.setdefault(called, person) != person:
                doubtful.add(called)
    return {called: person for called, person in found.items() if called not in doubtful}


def _rules(names: tuple[str, ...]) -> tuple[_Rules, ...]:
    return tuple(_language(name, names) for name in days.LANGUAGES)


def _language(name: str, names: tuple[str, ...]) -> _Rules:
    told = days.TABLE[name]
    called = [*map(re.escape, names), *told["he_or_she"], *told["they"]]
    who = f"(?P<who>{'|'.join(called)})"

    def ready(says: str) -> re.Pattern[str]:
        return re.compile(says.replace("{who}", who), re.IGNORECASE)

    known = ((kind, ready(told["subject"] + says)) for kind, many in told["facts"].items() for says in many)
    return _Rules(
        name, tuple(map(ready, told["mine"])), tuple(map(ready, told["theirs"])), ready(told["no_promise"]),
        tuple(known), ready(told["between"]), ready(told["opening"]), ready(told["own"]),
        frozenset(told["he_or_she"]), frozenset(told["they"]),
    )  # fmt: skip


def _sentences(text: str) -> Iterator[str]:
    """Part a text at the ends of its sentences and lines; a point after a short word is none."""
    start = 0
    for found in _BREAK.finditer(text):
        word = re.split(r"[\s(]", text[start : found.start()])[-1].casefold()
        if found[0][0] == "." and "\n" not in found[0] and _goes_on(word, text[found.end() :]):
            continue
        yield from _whole(text[start : found.end()])
        start = found.end()
    yield from _whole(text[start:])


def _goes_on(word: str, rest: str) -> bool:
    """Tell whether the point after a word ends no sentence: "Dr. Lee", "am 3. Dezember"."""
    return word in _short() or (word.isdecimal() and days.month(rest))


def _whole(text: str) -> Iterator[str]:
    said = _BULLET.sub("", " ".join(text.split()))
    if said:
        yield said


@cache
def _short() -> frozenset[str]:
    return frozenset(word for name in days.LANGUAGES for word in days.TABLE[name]["short"])


def _addressed(sentence: str, talk: _Talk) -> str:
    """Turn to the one whom a line names before its colon; "everyone:" is not needed, a new text begins so."""
    name, found, rest = sentence.partition(":")
    person = talk.names.get(name.strip().casefold())
    if not found or person is None:
        return sentence
    talk.current, talk.last = (person,), person
    return rest.strip() if len(talk.ids) == 1 or rest.strip() else sentence


def _take(sentence: str, talk: _Talk, rules: Sequence[_Rules], on: date) -> None:
    """Take what a sentence says, piece by piece; pieces that are not understood stay as they stand."""
    left = []
    before = ""
    for piece, language in _pieces(sentence, rules):
        one = _promise(piece, talk, language, on) or _fact(piece, talk, language, before)
        if one is not None:
            talk.found.append(one)
        else:
            left.append(piece)
            _mention(piece, talk)
        before = piece
    if left:
        talk.said.append((", ".join(left) if len(left) > 1 else left[0], talk.current))


def _mention(piece: str, talk: _Talk) -> None:
    """Remember who was named last, for the "he" or "she" that follows."""
    found = [name for name in talk.names if re.search(rf"\b{re.escape(name)}\b", piece, re.IGNORECASE)]
    if len({talk.names[name] for name in found}) == 1:
        talk.last = talk.names[found[0]]


def _pieces(sentence: str, rules: Sequence[_Rules]) -> list[tuple[str, _Rules]]:
    """Part a sentence before each thing that is understood; the language is that of what it begins with."""
    language = next((one for one in rules if _starts(sentence, one)), None)
    for one in rules if language is None else (language,):
        cuts = [
            (found.start(), found.end())
            for found in one.between.finditer(sentence)
            if _starts(sentence[found.end() :], one, own=_of_oneself(sentence, one))
        ]
        if cuts:
            starts = [0, *(end for _, end in cuts)]
            ends = [*(start for start, _ in cuts), len(sentence)]
            return [(sentence[a:b].strip(), one) for a, b in zip(starts, ends, strict=True) if a < b]
    return [(sentence, language or rules[0])]


def _of_oneself(sentence: str, rules: _Rules) -> bool:
    """Tell whether a sentence goes on about the owner: "I am tired, working on a draft"; no promise does."""
    promised = any(pattern.match(sentence) for pattern in rules.mine)
    return rules.own.match(sentence) is not None and not promised


def _starts(text: str, rules: _Rules, *, own: bool = False) -> bool:
    """Tell whether a text begins with something understood; after `own` words a fact needs its subject."""
    opening = rules.opening.match(text)
    text = text[opening.end() :] if opening else text
    if any(pattern.match(text) for pattern in (*rules.mine, *rules.theirs)):
        return True
    matches = (pattern.match(text) for _, pattern in rules.facts)
    return any(found is not None and not (own and found["who"] is None) for found in matches)


def _promise(piece: str, talk: _Talk, rules: _Rules, on: date) -> Understood | None:
    opening = rules.opening.match(piece)
    text = piece[opening.end() :] if opening else piece
    for mine, patterns in ((True, rules.mine), (False, rules.theirs)):
        found = next(filter(None, (pattern.match(text) for pattern in patterns)), None)
        if found is None:
            continue
        rest = _bare(text[found.end() :])
        people = _meant(found, rest, talk, rules, mine=mine)
        if not people or rules.no_promise.match(rest):
            return None
        due = days.due(rest, on=on, languages=(rules.name,))
        words = _bare(due.rest) if due else rest
        if len(words) < _LEAST:
            return None
        return Understood("promise", people, words, _help(words, rules), mine, due.day if due else None)
    return None


def _meant(found: re.Match[str], rest: str, talk: _Talk, rules: _Rules, *, mine: bool) -> tuple[str, ...]:
    """Tell whom a promise is with: who is named, who was named last, or all of whom the lines speak."""
    who = found.groupdict().get("who")
    if who is not None:
        return _who(who, talk, rules)
    if mine and len(talk.current) > 1:
        named = {
            talk.names[name]: None
            for name in talk.names
            if re.search(rf"\b{re.escape(name)}\b", rest, re.IGNORECASE)
        }
        if named:
            return tuple(person for person in talk.current if person in named)
        if re.search(r"\b(?:him|her|his|ihm|ihr)\b", rest, re.IGNORECASE):
            return (talk.last,) if talk.last else ()
    return talk.current


def _who(word: str, talk: _Talk, rules: _Rules) -> tuple[str, ...]:
    """Give the people a name or pronoun means; none where a "she" may be more than one."""
    called = word.casefold()
    if called in talk.names:
        talk.last = talk.names[called]
        return (talk.last,)
    if called in rules.several or len(talk.current) == 1:
        return talk.current
    return (talk.last,) if talk.last in talk.current else ()


def _help(words: str, rules: _Rules) -> str:
    """Tell of which kind of help a promise is, where its words say so."""
    kinds = days.TABLE[rules.name]["help"]
    return next((one["kind"] for one in kinds if re.search(one["says"], words, re.IGNORECASE)), "")


def _fact(piece: str, talk: _Talk, rules: _Rules, before: str) -> Understood | None:
    opening = rules.opening.match(piece)
    text = piece[opening.end() :] if opening else piece
    for kind, pattern in rules.facts:
        found = pattern.match(text)
        if found is None or (found["who"] is None and _of_oneself(before, rules)):
            continue
        words = _bare(text[found.end() :])
        people = _who(found["who"], talk, rules) if found["who"] else talk.current
        if people and len(words) >= _LEAST and words.casefold() not in _SAYS_NOTHING:
            return Understood("fact", people, words, kind)
    return None


def _bare(text: str) -> str:
    return text.strip().rstrip(" .,;!").strip()
