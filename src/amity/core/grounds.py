"""Grounds: why two faces may be one person, or may not, as parts of one sentence."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from amity.core import names, spelling
from amity.core.faces import Face, Traits, firm
from amity.core.handles import Handle
from amity.core.likeness import FIELDS, Levels
from amity.core.spelling import fold

_UNUSUAL = 3.0
"""Bits of a shared name beyond those of the book's size, from which it is called unusual."""
AGAINST = frozenset(
    {
        "other-given-name", "other-family-name", "other-names", "other-middle-name", "other-birthday",
        "other-profile", "same-number-other-names", "same-address-other-names", "same-profile-other-names",
    }
)  # fmt: skip
"""Codes of reasons that speak against a pair."""
ASIDE = frozenset({"only-phone", "only-email", "no-address"})
"""Codes of reasons that only say why the pair was not joined by itself."""
_NAMED = frozenset(
    {
        "same-name", "rare-name", "other-script", "name-form", "alike-name", "initial", "shared-family-name",
        "same-given-name", "same-family-name", "name-in-address",
    }
)  # fmt: skip
_TWO = {"unlike", "other"}
_DIGITS = 7
"""Digits that make a number somebody's, with or without its country."""
_SHARED = {"phone": "number", "email": "address", "profile": "profile", "account": "profile"}
_PLAIN: tuple[tuple[str, str, str, str], ...] = (
    ("title", "same", "same-title", "same title"),
    ("place", "address", "same-place", "same postal address"),
    ("birthday", "same", "whole-birthday", "same birthday"),
    ("birthday", "day", "same-birthday", "same birthday"),
    ("birthday", "near", "near-birthday", "birthdays one slip apart"),
    ("phone", "same", "same-number", "same number"),
    ("email", "same", "same-address", "same mail address"),
    ("email", "local", "alike-address", "mail addresses that begin alike"),
    ("page", "same", "same-profile", "same profile"),
    ("birthday", "differ", "other-birthday", "different birthdays"),
    ("page", "differ", "other-profile", "different profiles"),
)
"""Field, level, code and words of the reasons that name no value."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: a stable word, and a part of a sentence."""

    code: str
    text: str


def reasons(
    faces: tuple[Face, Face],
    made: tuple[Traits, Traits],
    levels: Levels,
    bits: Sequence[float],
    *,
    people: int,
) -> tuple[Reason, ...]:
    """Name every reason for and against a pair, the name first, what speaks against it last."""
    level = {name: FIELDS[name][found] for name, found in zip(FIELDS, levels, strict=True)}
    common = any(names.frequent(word, given=False) for name in made[0].names for word in name.words[-1:])
    unusual = not common and bits[0] + bits[1] >= math.log2(people) + _UNUSUAL
    found = [*_names(faces, made, level, unusual=unusual), *_firm(faces, made, level), *_place(faces, level)]
    found += [Reason(code, text) for field, wanted, code, text in _PLAIN if level[field] == wanted]
    found += _number(made, level)
    asked = asking(faces)
    if asked or level["middle"] == "differ":
        found += _middle(faces, level)
    if asked:
        found = _asked(faces, _SHARED[asked], found)
    found.sort(key=lambda reason: (reason.code in AGAINST, reason.code not in _NAMED))
    return (*found, *_aside(faces))


_NAMES_APART = ("other-middle-name", "other-given-name", "other-family-name", "other-names")
_KEPT = {"number": "same number", "address": "same mail address", "profile": "same profile"}
_LONGEST = 60
"""Characters of a name that a sentence quotes."""


def _asked(faces: tuple[Face, Face], shared: str, found: Sequence[Reason]) -> list[Reason]:
    """Say one reason of what two share and how their names differ; none beside it says that they agree."""
    apart = {reason.code: reason.text for reason in found if reason.code in _NAMES_APART}
    said = next((apart[code] for code in _NAMES_APART if code in apart), "")
    left = [reason for reason in found if reason.code not in {f"same-{shared}", *_NAMES_APART}]
    if not said:
        left = [reason for reason in left if reason.code not in _NAMED]
        said = "one is called {}, the other {}".format(*(face.names[0][:_LONGEST] for face in faces))
    return [*left, Reason(f"same-{shared}-other-names", f"{_KEPT[shared]}, but {said}")]


def asking(faces: tuple[Face, Face]) -> str:
    """Give the kind of a strong handle that two faces share while their names contradict, else nothing."""
    shared = sorted(faces[0].handles & faces[1].handles)
    strong = [kind for kind, value in shared if kind in _SHARED and Handle(kind, value).strong]  # type: ignore[arg-type]
    told = [face.names[0] if face.names else "" for face in faces]
    return strong[0] if strong and names.contradict(*told, family=strong[0] == "phone") else ""


def certain(found: Collection[Reason]) -> bool:
    """Tell whether a pair may be accepted among many: a whole name, and what namesakes do not share, agree.

    An employer alone is none: two of one name may work there, but hardly two of a rare one in one position.
    Nor is a strong handle, for it would have joined the two if nobody else had it. Nothing may be against
    the pair.
    """
    codes = {reason.code for reason in found}
    proved = bool(codes & _PROOF) or codes >= _POSITION
    return codes.isdisjoint(AGAINST | _SHAREABLE) and bool(codes & _WHOLE) and proved


def two_children(faces: tuple[Face, Face]) -> bool:
    """Tell whether any of the names two faces have cannot be one person's: so may those of twins."""
    return any(names.contradict(one, other) for one in faces[0].names for other in faces[1].names)


_WHOLE = frozenset({"same-name", "rare-name", "other-script", "name-form"})
_PROOF = frozenset({"whole-birthday", "alike-number"})
_POSITION = frozenset({"rare-name", "same-organization", "same-title"})
_SHAREABLE = frozenset({"same-number", "same-address", "same-profile"})


def sentence(found: Sequence[Reason]) -> str:
    """Put reasons into one sentence: "Same unusual name, but different birthdays; one has only a phone."."""
    pro = [reason.text for reason in found if reason.code not in AGAINST | ASIDE]
    contra = [reason.text for reason in found if reason.code in AGAINST]
    asked = [text for text in contra if ", but " in text]
    plain = [text for text in contra if ", but " not in text]
    told = ", ".join([*pro, *asked])
    if plain:
        told = (
            f"{told}, but {' and '.join(plain)}"
            if told and not asked
            else ", ".join(filter(None, [told, *plain]))
        )
    aside = "; ".join([told, *(reason.text for reason in found if reason.code in ASIDE)])
    return f"{aside[:1].upper()}{aside[1:]}."


def _names(
    faces: tuple[Face, Face], made: tuple[Traits, Traits], level: dict[str, str], *, unusual: bool
) -> Iterator[Reason]:
    given, family = level["given"], level["family"]
    if given in _TWO and family in _TWO:
        yield Reason("other-names", "other names")
    elif given in _TWO and family:
        yield Reason("same-family-name", "same family name")
        yield Reason("other-given-name", "other given names")
    elif family in _TWO and given:
        yield Reason("same-given-name", "same given name")
        yield Reason("other-family-name", "other family names")
    elif given in _TWO or family in _TWO:
        yield Reason("other-names", "other names")
    elif (given or family) and (made[0].guessed or made[1].guessed):
        yield Reason("name-in-address", "the address of one has the other’s name")
    elif given or family:
        yield _whole(faces, made, given, family, unusual=unusual)


def _whole(
    faces: tuple[Face, Face], made: tuple[Traits, Traits], given: str, family: str, *, unusual: bool
) -> Reason:
    """Name how two names agree that have no part against it."""
    if not family or not given:
        return _part(given or family, "given" if given else "family")
    if family == "kin":
        return Reason("shared-family-name", "same given name and one family name in common")
    if given == "initial":
        return Reason("initial", "same family name and initial")
    if made[0].names[0].foreign != made[1].names[0].foreign:
        return Reason("other-script", "same name in another script")
    if given == family == "same":
        return Reason("rare-name" if unusual else "same-name", _equal(faces, unusual=unusual))
    return _written(made, given, family)


def _equal(faces: tuple[Face, Face], *, unusual: bool) -> str:
    """Say how two names are equal: those shown, others that were also given, or all but the middle."""
    ours, theirs = faces[0].names, faces[1].names
    if not ours or not theirs or names.same(ours[0], theirs[0]):
        return "same unusual name" if unusual else "same name"
    both = next((name for name in ours for other in theirs if names.same(name, other)), "")
    if both:
        return f"both also called {both[:_LONGEST]}"
    ends = [{words[0], words[-1]} for words in (names.words(ours[0]), names.words(theirs[0])) if words]
    same = len(ends) > 1 and ends[0] == ends[1]
    return "same given and family name" if same else "same name, once with another family name"


def _written(made: tuple[Traits, Traits], given: str, family: str) -> Reason:
    """Name how two names are written alike."""
    heard = [spelling.sound(face.names[0].words[0]) for face in made]
    if given == "near" and family == "same" and heard[0] != heard[1]:
        return Reason("name-form", "same family name, and given names that are forms of one")
    return Reason("alike-name", "names written alike")


def _part(told: str, word: str) -> Reason:
    """Name how the one part of a name agrees that both have."""
    if told == "same":
        return Reason(f"same-{word}-name", f"same {word} name")
    return (
        Reason("initial", "same initial")
        if told == "initial"
        else Reason("alike-name", "names written alike")
    )


def _firm(faces: tuple[Face, Face], made: tuple[Traits, Traits], level: dict[str, str]) -> Iterator[Reason]:
    if level["firm"] == "same":
        ours, theirs = ({firm(name): name for name in sorted(face.organizations)} for face in faces)
        if shared := sorted(set(ours) & set(theirs)):
            yield Reason("same-organization", f"both at {ours[shared[0]]}")
            return
        # An address only suggests where somebody works: the sentence says no more than is known.
        hinted = {
            key: told[key]
            for told, face in ((ours, made[1]), (theirs, made[0]))
            for key in face.domains
            if key in told
        }
        yield Reason(
            "same-organization",
            f"one at {min(hinted.values())}, the other with a mail address there"
            if hinted
            else "mail addresses of the same organization",
        )
    elif level["firm"] == "near":
        yield Reason("same-organization", "organizations of nearly the same name")


def _number(made: tuple[Traits, Traits], level: dict[str, str]) -> Iterator[Reason]:
    """Name numbers of which one may be the other, written without its country or area."""
    if level["phone"] == "tail":
        bare = [{phone.lstrip("+0") for phone in face.phones} for face in made]
        whole = any(
            a.endswith(b) or b.endswith(a) for a in bare[0] for b in bare[1] if min(len(a), len(b)) >= _DIGITS
        )
        yield Reason(
            "alike-number",
            "same number, once without its country or area" if whole else "numbers that end alike",
        )


def _middle(faces: tuple[Face, Face], level: dict[str, str]) -> Iterator[Reason]:
    """Name what stands between given and family name, or behind it, and differs."""
    read = [names.read(face.names[0] if face.names else "") for face in faces]
    if read[0].several != read[1].several:
        yield Reason("other-middle-name", "one card names several people")
    elif read[0].generation != read[1].generation:
        both = read[0].generation and read[1].generation
        yield Reason(
            "other-middle-name", "one is junior, the other senior" if both else "one is junior or senior"
        )
    elif level["middle"] == "differ":
        yield Reason("other-middle-name", "other middle names")


def _place(faces: tuple[Face, Face], level: dict[str, str]) -> Iterator[Reason]:
    if level["place"] == "part":
        ours, theirs = ({fold(place): place for place in sorted(face.places)} for face in faces)
        shared = sorted(set(ours) & set(theirs))
        yield Reason("same-place", f"both in {ours[shared[0]]}" if shared else "places nearly the same")


def _aside(faces: tuple[Face, Face]) -> Iterator[Reason]:
    """Say what kept a pair from joining by itself: nothing that both have."""
    kinds = [{kind for kind, _ in face.handles} for face in faces]
    if not faces[0].handles & faces[1].handles:
        for ours, theirs in (kinds, kinds[::-1]):
            if ours == {"phone"} and theirs - ours:
                yield Reason("only-phone", "one has only a phone")
            elif ours == {"email"} and theirs - ours:
                yield Reason("only-email", "one has only a mail address")
            elif not ours and theirs:
                yield Reason("no-address", "one has no mail address, number or profile")
