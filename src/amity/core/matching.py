"""Matching: which records are one person, by what they share exactly and by the owner's own word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from amity.core import believed, bridges, faces, names
from amity.core.handles import EXTENSION, Handle, fixed, mobile
from amity.core.spelling import fold

Pair = tuple[int, int]
_Apart = Callable[["Candidate", "Candidate"], bool]
_HOUSEHOLD = 6
"""Names that may stand under one telephone number of a family; under more it is a switchboard."""
_MOST = 64
"""Holders of one handle that are looked at pair by pair."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One record to be put together: its number, the name it gives, and its strong handles' normal forms.

    `handles` have numbers with an extension too, which join nobody. `birthday` is 1987-10-06 or --10-06,
    where one is given. `order` is the record's own id, the same in every book with the same secret; it
    decides between equals. `company` is a card of no person: nobody joins by a number that stands on it.
    """

    id: int
    name: str
    handles: frozenset[tuple[str, str]]
    birthday: str = ""
    order: str = ""
    company: bool = False


def keys(found: Iterable[Handle]) -> frozenset[tuple[str, str]]:
    """Give those of a record's handles that matching looks at: strong ones, and numbers with an extension."""
    return frozenset((one.kind, one.value) for one in found if one.strong or EXTENSION in one.value)


def called(name: str, maiden: str) -> str:
    """Give the name that is compared: with the former one that a record tells beside it."""
    return f"{name} (née {maiden})" if name and maiden else name


def company(name: str, organization: str, found: Iterable[Handle]) -> bool:
    """Tell whether a card is a company's: it names nobody, and has an organization or only a role's address.

    A profile or mobile number makes it a person's after all, and so does a mailbox that is not called like
    the organization, unless a fixed line is told beside it.
    """
    if names.words(name) and fold(name) != fold(organization):
        return False
    known = list(found)
    roles = any(one.kind == "email" and (not one.strong or _firms_own(one)) for one in known)
    line = any(one.kind == "phone" and fixed(one.value) for one in known)
    personal = any(
        not roles and mobile(one.value)
        if one.kind == "phone"
        else one.strong and not _firms_own(one) and not (line and one.kind == "email")
        for one in known
    )
    return not personal and (bool(organization.strip()) or roles)


def _firms_own(one: Handle) -> bool:
    """Tell whether a mailbox is called like its domain: acme@acme.example."""
    local, _, domain = one.value.partition("@")
    return local == domain.partition(".")[0]


def partition(
    candidates: Sequence[Candidate], *, same: Iterable[Pair] = (), different: Iterable[Pair] = ()
) -> list[list[int]]:
    """Put records into people. The result depends on the set of records alone, never on their order.

    Two records that share a strong handle are one person, unless they contradict each other in name or
    birthday. A handle under which people contradict is no key: only equal names are joined by it, and by a
    number not even these, unless it is one family's or a mobile telephone's. A company's number, one that
    somebody has with an extension, is no key at all. Where handles that each agree would make a group that
    contradicts, only those are joined in it whose neighbors all agree with each other, and if that does not
    do, equal names. The owner's own word goes before all of it: `same` pairs join, and `different` pairs are
    never in one group, whatever they share. Groups and members are sorted.
    """
    candidates = _without_boards(candidates)
    by_id = {candidate.id: candidate for candidate in candidates}
    keys, equal = _keys(candidates)
    kept = [(shared[0].id, other.id) for shared in keys for other in shared[1:]]
    for ease in (_neighborly, _namesakes):
        poor = _contradicting(by_id, kept + equal)
        within = [shared for shared in keys if shared[0].id in poor]
        kept = [pair for pair in kept if pair[0] not in poor] + ease(within)
    told = [pair for pair in same if pair[0] in by_id and pair[1] in by_id]
    apart = [pair for pair in different if pair[0] in by_id and pair[1] in by_id]
    joined = _components(by_id, told + kept + equal)
    if apart:
        groups = _components(by_id, kept + equal)
        shared = (pair for held in _holders(candidates).values() for pair in combinations(held[:_MOST], 2))
        links = [(one.id, other.id) for one, other in shared if groups[one.id] is groups[other.id]]
        joined |= _torn(by_id, joined, told=told, links=links, apart=apart)
    return sorted(sorted(group) for group in _each(joined))


def _torn(
    by_id: Mapping[int, Candidate], joined: Mapping[int, list[int]], *, told: Iterable[Pair],
    links: Iterable[Pair], apart: Iterable[Pair],
) -> dict[int, list[int]]:  # fmt: skip
    """Put the groups that hold a forbidden pair together again, link by link, without ever uniting one.

    The owner's word goes first, then records of equal names, then the rest in the order of their ids.
    """
    members = {
        number: by_id[number]
        for one, other in apart
        if joined[one] is joined[other]
        for number in joined[one]
    }
    forbidden: dict[int, set[int]] = defaultdict(set)
    for one, other in apart:
        forbidden[one].add(other)
        forbidden[other].add(one)
    shared = {pair for pair in links if pair[0] in members}
    ordered = sorted(shared, key=lambda pair: _preference(members[pair[0]], members[pair[1]]))
    mine = [pair for pair in told if pair[0] in members]
    return _components(members, [*mine, *ordered], forbidden=forbidden)


def _preference(one: Candidate, other: Candidate) -> tuple[bool, list[tuple[str, int]]]:
    return not names.same(one.name, other.name), sorted([(one.order, one.id), (other.order, other.id)])


def clash(one: Candidate, other: Candidate) -> bool:
    """Tell whether two records cannot be one person's, by name or birthday.

    Another family name is a marriage's only where a second, private handle is shared too: a mailbox or number
    at work goes from one Maria to the next.
    """
    if born_apart(one.birthday, other.birthday):
        return True
    if not names.contradict(one.name, other.name, family=True):
        return False
    if names.contradict(one.name, other.name):
        return not (
            (believed.pets(one.name, other.name) and _personal(one, other))
            or (names.unsuffixed(one.name, other.name) and _one_mobile(one, other))
        )
    shared = {
        value.rpartition("@")[2] if kind == "email" else value
        for kind, value in one.handles & other.handles
        if kind != "phone" or mobile(value)
    }
    return len(shared) < 2  # noqa: PLR2004 - two witnesses; mailboxes of one employer are one


def _rule(kind: str, value: str) -> _Apart:
    """Give what keeps two apart under one handle: the less surely it is one person's, the more."""
    if kind != "phone" or mobile(value):
        return clash
    return _kept_at_home if fixed(value) else _kept_at_some_line


def _kept_at_home(one: Candidate, other: Candidate) -> bool:
    """Tell whether two at a fixed line may be two: Maria and Mia, mother and daughter.

    A second handle or one birthday tells that they are one.
    """
    agreed = len(one.handles & other.handles) > 1 or (one.birthday and one.birthday == other.birthday)
    return clash(one, other) or (not agreed and believed.two(one.name, other.name))


def _kept_at_some_line(one: Candidate, other: Candidate) -> bool:
    """Tell whether two may be two at a number that may be anything's: so where each has one of their own."""
    own = [
        any(kind == "phone" for kind, _ in mine.handles - theirs.handles)
        for mine, theirs in ((one, other), (other, one))
    ]
    return _kept_at_home(one, other) if all(own) else clash(one, other)


def _personal(one: Candidate, other: Candidate) -> bool:
    """Tell whether two share a mobile number, a profile, or a mailbox that is called like one of them."""
    return _one_mobile(one, other) or any(
        kind != "phone" and (kind != "email" or _called(value, one) or _called(value, other))
        for kind, value in one.handles & other.handles
    )


def _one_mobile(one: Candidate, other: Candidate) -> bool:
    return any(kind == "phone" and mobile(value) for kind, value in one.handles & other.handles)


def _called(mailbox: str, one: Candidate) -> bool:
    """Tell whether a mailbox is made of a given and a family name, or its initial: anna.berg@, aberg2@."""
    told = faces.guess(mailbox)
    ours = names.read(one.name)
    joined = "".join(told.words)
    return joined in names.shortened(ours) or joined == "".join(ours.words)


def born_apart(one: str, other: str) -> bool:
    """Tell whether two birthdays are two; one without a year is compared by its day alone."""
    if not one or not other:
        return False
    return one[-5:] != other[-5:] if "--" in {one[:2], other[:2]} else one != other


def _holders(candidates: Sequence[Candidate]) -> dict[tuple[str, str], list[Candidate]]:
    """Give the records under each handle that several have, in the order of their ids."""
    holders: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for candidate in sorted(candidates, key=lambda candidate: candidate.id):
        for handle in candidate.handles:
            holders[handle].append(candidate)
    return {handle: shared for handle, shared in holders.items() if len(shared) > 1}


def _without_boards(candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """Take numbers of companies and their switchboards away from everybody."""
    boards = {
        (kind, value.partition(EXTENSION)[0])
        for candidate in candidates
        for kind, value in candidate.handles
        if kind == "phone" and (candidate.company or EXTENSION in value)
    }
    boards |= {
        (kind, value)
        for candidate in candidates
        for kind, value in candidate.handles
        if kind == "phone" and EXTENSION in value
    }
    return [
        replace(candidate, handles=candidate.handles - boards) if candidate.handles & boards else candidate
        for candidate in candidates
    ]


def _keys(candidates: Sequence[Candidate]) -> tuple[list[list[Candidate]], list[Pair]]:
    """Give the holders of each handle that is a key, and pairs of equal names under others."""
    keys: list[list[Candidate]] = []
    equal: list[Pair] = []
    for (kind, value), holders in _holders(candidates).items():
        house = kind == "phone" and not mobile(value)
        shared = _without_labels(holders)
        equal += _namesakes([[one for one in holders if one not in shared]]) if shared is not holders else []
        apart = _rule(kind, value)
        if not _contradict(shared, apart):
            keys.append(shared)
        elif not house or _household(shared) or not _contradict(shared):
            if kind != "phone" or _few(shared):
                equal += _namesakes([shared])
                keys += _twins(shared, apart)
            keys += _addressees(value, shared) if kind == "email" else []
    return [shared for shared in keys if len(shared) > 1], equal


def _without_labels(holders: list[Candidate]) -> list[Candidate]:
    """Leave out who is only called Mum or Plumber, where somebody has a name."""
    named = [one for one in holders if not names.label(one.name)]
    return named if len(named) < len(holders) and any(one.name for one in named) else holders


def _addressees(mailbox: str, shared: Sequence[Candidate]) -> list[list[Candidate]]:
    """Give those under a mailbox who are called like it or nothing at all, unless they contradict."""
    told = " ".join(faces.guess(mailbox).words)
    mine = [one for one in shared if not names.contradict(told, one.name, family=True)]
    return [mine] if told and any(one.name for one in mine) and not _contradict(mine) else []


def _twins(shared: Sequence[Candidate], apart: _Apart) -> list[list[Candidate]]:
    """Give pairs of whole names under one handle that agree, each with the other and with the same others.

    Where somebody of the family is among the others, a short form may be a sister: equal words only, then.
    """
    some = [one for one in shared[:_MOST] if len(words := names.words(one.name)) > 1 and len(words[0]) > 1]
    near = [frozenset(at for at, other in enumerate(some) if not apart(one, other)) for one in some]
    return [
        [some[a], some[b]]
        for a, b in combinations(range(len(some)), 2)
        if b in near[a]
        and all(_only_married(one, some[c]) for one in (some[a], some[b]) for c in near[a] ^ near[b])
        and not any(
            _related(one, some[c]) for one in (some[a], some[b]) for c in range(len(some)) if c not in near[a]
        )
    ]


def _only_married(one: Candidate, other: Candidate) -> bool:
    return not names.contradict(one.name, other.name) and not born_apart(one.birthday, other.birthday)


def _related(one: Candidate, other: Candidate) -> bool:
    """Tell whether two names share a word that is not the given name of both."""
    ours, theirs = names.words(one.name), names.words(other.name)
    return any(len(word) > 1 and not (word == ours[0] == theirs[0]) for word in set(ours) & set(theirs))


def _contradicting(by_id: Mapping[int, Candidate], links: Iterable[Pair]) -> set[int]:
    """Give all members of groups in which somebody contradicts somebody."""
    whole = [group for group in _each(_components(by_id, links)) if len(group) > 1]
    return {member for group in whole if _contradict(by_id[one] for one in group) for member in group}


def _household(shared: Iterable[Candidate]) -> bool:
    """Tell whether all names under a number have a word in common, and are few."""
    told = _told(shared)
    return len(told) <= _HOUSEHOLD and bool(frozenset.intersection(*told)) if told else False


def _few(shared: Iterable[Candidate]) -> bool:
    return len(_told(shared)) <= _HOUSEHOLD


def _told(shared: Iterable[Candidate]) -> set[frozenset[str]]:
    return {frozenset(found) for candidate in shared if (found := names.words(candidate.name))}


def _namesakes(holders: Iterable[list[Candidate]]) -> list[Pair]:
    """Link the records of equal names among those under one handle."""
    links: list[Pair] = []
    for shared in holders:
        first: dict[tuple[tuple[str, ...], str], list[Candidate]] = defaultdict(list)
        for candidate in shared:
            told = names.read(candidate.name)
            first[tuple(sorted(told.words)), told.generation].append(candidate)
        for (found, _), equal in first.items():
            if found and not _contradict(equal):
                links += [(equal[0].id, other.id) for other in equal[1:]]
    return links


def _neighborly(holders: Iterable[list[Candidate]]) -> list[Pair]:
    """Link records under one handle where neither contradicts anything the other is linked with."""
    near: dict[int, dict[int, Candidate]] = defaultdict(dict)
    for shared in holders:
        for one, other in combinations(shared[:_MOST], 2):
            near[one.id][other.id] = other
            near[other.id][one.id] = one
    return [
        (number, other.id)
        for number, others in near.items()
        for other in others.values()
        if number < other.id
        and not any(clash(other, third) for third in others.values())
        and not any(clash(near[other.id][number], third) for third in near[other.id].values())
    ]


def _contradict(given: Iterable[Candidate], apart: _Apart = clash) -> bool:
    """Tell whether anybody contradicts anybody; records of one name and birthday speak together."""
    distinct: dict[tuple[str, str], Candidate] = {}
    everybody = list(given)
    if len({(one.name, one.birthday) for one in everybody}) < 2:  # noqa: PLR2004 - nobody to contradict
        return False
    for one in everybody:
        known = distinct.get(found := (one.name, one.birthday))
        distinct[found] = replace(one, handles=one.handles | known.handles) if known else one
    some = [distinct[key] for key in sorted(distinct)][:_MOST]
    return any(apart(one, other) and not _bridged(one, other, some) for one, other in combinations(some, 2))


def _bridged(one: Candidate, other: Candidate, some: Iterable[Candidate]) -> bool:
    """Tell whether somebody among them has both names: Ana Lima and Ana Paz are Ana Lima-Paz."""
    return not born_apart(one.birthday, other.birthday) and any(
        third is not one and third is not other and bridges.bridged(one.name, other.name, third.name)
        for third in some
    )


def _components(
    members: Iterable[int], links: Iterable[Pair], *, forbidden: Mapping[int, set[int]] | None = None
) -> dict[int, list[int]]:
    group = {number: [number] for number in members}
    for one, other in links:
        ours, theirs = group[one], group[other]
        if ours is theirs or (forbidden and _forbidden(ours, theirs, forbidden, group)):
            continue
        if len(ours) < len(theirs):
            ours, theirs = theirs, ours
        ours.extend(theirs)
        for number in theirs:
            group[number] = ours
    return group


def _each(groups: Mapping[int, list[int]]) -> Iterable[list[int]]:
    """Give every group once, as its members share one list."""
    return {id(group): group for group in groups.values()}.values()


def _forbidden(
    ours: list[int], theirs: list[int], forbidden: Mapping[int, set[int]], group: Mapping[int, list[int]]
) -> bool:  # fmt: skip
    """Tell whether two groups hold a forbidden pair; only the smaller one is gone through."""
    few, many = sorted((ours, theirs), key=len)
    return any(group.get(other) is many for number in few for other in forbidden.get(number, ()))
