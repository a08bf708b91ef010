"""How one name comes to be written in one record, and which of a person's names it is a form of."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from bench.labelled.names import Word, ascii_of, mistyped, romanized
from bench.labelled.people import WORDS, Person

NOW, BEFORE, ELSE = "now", "before", "else"


@dataclass(frozen=True, slots=True)
class Written:
    """A name on a record: whole and in parts, whose forms it is (none: no name), and the cases it shows."""

    name: str = ""
    given: str = ""
    family: str = ""
    middle: str = ""
    maiden: str = ""
    nickname: str = ""
    forms: frozenset[str] = frozenset()
    cases: frozenset[str] = frozenset()


def written(chance: random.Random, person: Person, source: str, *, plain: bool) -> Written:
    """Write somebody's name as this source would hold it.

    `plain`: in full, with Sr. or Jr., and not mistyped, since the record carries an address that others have
    too and only the name tells them apart.
    """
    base = _base(chance, person, source, plain=plain)
    turns = _PLAIN if plain else _TURNS
    for name, turn in turns.items():
        share = _SHARES[name] * (3 if source in _ROUGH.get(name, ()) else 1)
        if chance.random() < share:
            changed = turn(chance, person, base)
            if changed != base:
                return replace(changed, cases=base.cases | changed.cases | {name})
    return base


def together(person: Person, given: str, family: str, middle: str = "") -> str:
    """Put the parts together in the order of the culture."""
    first = person.culture.order.startswith("family")
    parts = (family, middle, given) if first else (given, middle, family)
    return " ".join(part for part in parts if part)


def _base(chance: random.Random, person: Person, source: str, *, plain: bool) -> Written:
    cases: set[str] = set()
    families, forms, maiden = _which(chance, person, source, cases)
    spell = _speller(chance, person, plain=plain, cases=cases)
    given = spell(person.given)
    if person.given.pets and chance.random() < _SHARES["nickname"] * (
        2 if source in {"phone", "whatsapp"} else 1
    ):
        given = spell(Word(chance.choice(person.given.pets)))
        cases.add("nickname")
    words = list(families)
    if len(words) > 1 and BEFORE not in forms and chance.random() < 0.5:
        words = words[:1] if person.culture.key == "es" else words[1:]
        cases.add("one of two family names")
    between = "-" if len(forms) > 1 and person.culture.key not in {"es", "pt"} else " "
    family = between.join(spell(word) for word in words)
    middle = spell(Word(person.middle)) if person.middle and chance.random() < 0.25 else ""
    if middle and chance.random() < 0.4 and "characters" not in cases:
        middle = f"{middle[0]}."
    cases |= {"middle name"} if middle else set()
    first = person.culture.order.startswith("family") and ("characters" in cases or chance.random() < 0.5)
    native = together(person, given, family, middle)
    name = (
        native
        if first or not person.culture.order.startswith("family")
        else " ".join(filter(None, (given, middle, family)))
    )
    if "characters" in cases:
        name = family + given
    if person.suffix:
        return _suffixed(
            chance,
            person,
            Written(name, given, family, middle, maiden, "", forms, frozenset(cases)),
            plain=plain,
        )
    return Written(name, given, family, middle, maiden, "", forms, frozenset(cases))


def _suffixed(chance: random.Random, person: Person, base: Written, *, plain: bool) -> Written:
    if plain or chance.random() < 0.6:
        return replace(
            base,
            name=f"{base.name} {person.suffix}",
            family=f"{base.family} {person.suffix}",
            forms=frozenset({person.suffix}),
        )
    return base


def _which(
    chance: random.Random, person: Person, source: str, cases: set[str]
) -> tuple[tuple[Word, ...], frozenset[str], str]:
    """Choose between the name somebody has and the one they had, or both."""
    if not person.before:
        return person.family, frozenset({NOW}), ""
    old = {"outlook": 0.8, "phone": 0.45, "google": 0.4, "linkedin": 0.12}.get(source, 0.3)
    draw = chance.random()
    if draw < 0.12:
        cases.add("both names")
        return (person.before[0], person.family[-1]), frozenset({NOW, BEFORE}), ""
    if draw < 0.2 and source in {"google", "monica", "linkedin"}:
        cases.add("maiden name told")
        return person.family, frozenset({NOW, BEFORE}), person.before[0].written
    if chance.random() < old:
        cases.add("married or changed name")
        return person.before, frozenset({BEFORE}), ""
    return person.family, frozenset({NOW}), ""


def _speller(chance: random.Random, person: Person, *, plain: bool, cases: set[str]) -> Callable[[Word], str]:
    """Choose script and spelling for all parts of one record's name."""
    script, draw = person.culture.script, chance.random()
    if (
        script == "characters"
        and not plain
        and draw < 0.12
        and person.given.signs
        and all(w.signs for w in (*person.family, *person.before))
    ):
        cases.add("characters")
        return lambda word: word.signs or word.written
    if script in {"cyrillic", "greek"} and draw < 0.7:
        way = person.style if chance.random() < 0.7 else chance.randrange(8)
        cases.add("transliterated")
        return lambda word: _pick(romanized(word.written), way) or word.written
    if draw < 0.12:
        return lambda word: chance.choice((word.written, *word.others)) if word.others else word.written
    return lambda word: word.written


def _pick(ways: tuple[str, ...], way: int) -> str:
    """Take one of the ways to write; the first is far the commonest."""
    return ways[max(0, way - 4) % len(ways)] if ways else ""


def _swapped(_: random.Random, __: Person, base: Written) -> Written:
    if not base.given or not base.family or (not base.name.isascii() and len(base.name) < 4):
        return base
    name = (
        f"{base.family} {base.given}" if base.name.startswith(base.given) else f"{base.given} {base.family}"
    )
    return replace(base, name=name, given=base.family, family=base.given)


def _comma(chance: random.Random, person: Person, base: Written) -> Written:
    name = f"{base.family}, {base.given}"
    if person.jobs and chance.random() < 0.35:
        return replace(base, name=f"{name} ({person.jobs[0].organization.name})")
    return replace(base, name=name)


def _initials(chance: random.Random, person: Person, base: Written) -> Written:
    if not base.given or not base.family or "characters" in base.cases:
        return base
    if chance.random() < 0.6:
        given = base.given[0] + chance.choice((".", ""))
        return replace(base, name=together(person, given, base.family), given=given, middle="")
    family = base.family[0] + "."
    return replace(base, name=f"{base.given} {family}", family=family, middle="")


def _titled(chance: random.Random, person: Person, base: Written) -> Written:
    if "characters" in base.cases:
        return base
    if chance.random() < 0.65:
        honors = [
            word for word in WORDS["honors"] if word not in (("Mr", "Sir") if person.woman else ("Mrs", "Ms"))
        ]
        return replace(base, name=f"{chance.choice(honors).replace('.-', '. ')} {base.name}")
    return replace(base, name=f"{base.name}, {chance.choice(WORDS['letters'])}")


def _upper(_: random.Random, __: Person, base: Written) -> Written:
    return replace(base, name=base.name.upper(), given=base.given.upper(), family=base.family.upper())


def _lower(_: random.Random, __: Person, base: Written) -> Written:
    return replace(base, name=base.name.lower(), given=base.given.lower(), family=base.family.lower())


def _folded(chance: random.Random, _: Person, base: Written) -> Written:
    umlauts = chance.random() < 0.5
    parts = (ascii_of(part, umlauts=umlauts) for part in (base.name, base.given, base.family, base.middle))
    name, given, family, middle = parts
    return replace(base, name=name, given=given, family=family, middle=middle)


def _typo(chance: random.Random, _: Person, base: Written) -> Written:
    if "characters" in base.cases or not base.given or not base.family:
        return base
    given, family = base.given, base.family
    if chance.random() < 0.4:
        given = mistyped(given, chance)
    else:
        family = mistyped(family, chance)
    return replace(
        base,
        name=base.name.replace(base.family, family).replace(base.given, given),
        given=given,
        family=family,
    )


def _decorated(chance: random.Random, person: Person, base: Written) -> Written:
    sign = chance.choice(WORDS["decorations"])
    ways = [
        f"{base.name} {sign}",
        f"{sign}{base.name}{sign}",
        f"~{base.name}",
        f"{base.name} ({'she/her' if person.woman else 'he/him'})",
    ]
    if person.jobs:
        ways += [f"{base.name} - {person.jobs[0].organization.name}", f"{base.name} | {person.jobs[0].title}"]
    return replace(base, name=chance.choice(ways))


def _alone(_: random.Random, __: Person, base: Written) -> Written:
    return replace(
        base,
        name=base.given,
        family="",
        middle="",
        forms=frozenset({NOW, BEFORE, "Jr.", "Sr.", "jun.", "sen."}),
    )


def _label(chance: random.Random, _: Person, base: Written) -> Written:
    label = chance.choice(WORDS["labels"])
    name = label if chance.random() < 0.4 else f"{base.given} {chance.choice(WORDS['contexts'])}"
    return Written(name, forms=frozenset({ELSE}))


def _western(_: random.Random, person: Person, base: Written) -> Written:
    if not person.culture.western or "characters" in base.cases:
        return base
    given = person.culture.western[person.style % len(person.culture.western)]
    return replace(base, name=f"{given} {base.family}", given=given, middle="", forms=frozenset({"western"}))


def _called(chance: random.Random, person: Person, base: Written) -> Written:
    return replace(base, nickname=chance.choice(person.given.pets)) if person.given.pets else base


_Turn = Callable[[random.Random, Person, Written], Written]
_PLAIN: dict[str, _Turn] = {
    "diacritics lost": _folded,
    "Smith, John (Acme)": _comma,
    "titles and suffixes": _titled,
    "all capitals": _upper,
}
_TURNS: dict[str, _Turn] = _PLAIN | {
    "swapped order": _swapped,
    "initials": _initials,
    "lower case": _lower,
    "typo in a name": _typo,
    "emoji and decoration": _decorated,
    "given name alone": _alone,
    "label for a name": _label,
    "western given name": _western,
    "nickname told": _called,
}
_SHARES = {
    "nickname": 0.07,
    "diacritics lost": 0.22,
    "Smith, John (Acme)": 0.02,
    "titles and suffixes": 0.03,
    "all capitals": 0.015,
    "swapped order": 0.015,
    "initials": 0.02,
    "lower case": 0.012,
    "typo in a name": 0.012,
    "emoji and decoration": 0.015,
    "given name alone": 0.03,
    "label for a name": 0.008,
    "western given name": 0.06,
    "nickname told": 0.04,
}
_ROUGH = {
    "Smith, John (Acme)": ("mail", "outlook"),
    "emoji and decoration": ("whatsapp", "telegram"),
    "given name alone": ("whatsapp", "telegram", "phone"),
    "label for a name": ("phone",),
    "all capitals": ("outlook",),
    "diacritics lost": ("mail", "outlook"),
    "initials": ("mail", "linkedin"),
    "typo in a name": ("phone",),
}
"""Where a way of writing is three times as common."""
