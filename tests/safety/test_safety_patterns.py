"""Every pattern that meets other people's text answers at once, whatever the text."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from functools import partial
from itertools import product
from typing import Any, TypeGuard

import pytest

from amity.core import handles
from tests import clock
from tests.house import tree

ROOMS = ("core", "formats", "sources", "sync", "keep", "web")
LONG = 50_000
LIMIT = 0.1
SEEDS = (
    *"aA0 \t\n-.,;:/\\'@<>()[=?^_+&\x00\x80\u00e9", '"', "\r\n", "\n ", "--", "=?a?q?", "a ", " a", "a.",
    "a-", "a'", "a,", "0/", "0-", "0:", '"a', '";', "\\a", "\nFrom ", ">From ", "a: b\n", "a:\n ", "Re: ",
    "x@y.", "x\n", "BEGIN:VCARD\n", "\nEND:VCARD\n", "VERSION;", "_$!<", ">!$_", "a 1 - b", "MO,", "1,",
    ";TZID=", "http://", "(a", "[a", "\u00e9\u2019",
)  # fmt: skip
ENDS = ("", "!", "\n", "@", ">")


def patterns() -> Iterator[tuple[str, re.Pattern[Any], frozenset[str]]]:
    """Yield (name, pattern, the methods it is used by) of every pattern in the rooms that read."""
    for path in tree.modules():
        if path.relative_to(tree.SRC).parts[0] not in ROOMS:
            continue
        module = importlib.import_module(
            ".".join(path.relative_to(tree.SRC.parent).with_suffix("").parts).removesuffix(".__init__")
        )
        text = path.read_text("utf-8")
        for name, value in vars(module).items():
            used = re.findall(
                rf"\b{name}(?:\[[^\]]+\])?\s*\.(match|fullmatch|search|sub|split|findall|finditer)\b", text
            )
            for label, found in held(name, value):
                yield f"{module.__name__}.{label}", found, frozenset(used or ["match", "fullmatch"])
        for number, method, found in inline(text):
            yield f"{module.__name__}:{number}", found, frozenset([method])


def held(name: str, value: object) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Yield the patterns in a module's value: itself, or what lies in its lists and dictionaries."""
    if isinstance(value, re.Pattern):
        yield name, value
    within = value.items() if isinstance(value, dict) else enumerate(value) if _listed(value) else ()
    for key, one in within:
        yield from held(f"{name}[{key}]", one)


def _listed(value: object) -> TypeGuard[list[object] | tuple[object, ...]]:
    return isinstance(value, list | tuple)


def inline(text: str) -> Iterator[tuple[int, str, re.Pattern[Any]]]:
    """Yield the patterns written where they are used: `re.split("…", text)`."""
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=method),
                args=[ast.Constant(value=str() | bytes() as written), _, *_],
            ) if method not in {"compile", "escape"}:
                yield node.lineno, method, re.compile(written)


PATTERNS = {name: (pattern, used) for name, pattern, used in patterns()}


def texts(pattern: re.Pattern[Any]) -> Iterator[Any]:
    """Yield long texts that make bad patterns slow: repeated pieces, and the pattern's own words."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    own = re.findall(r"[A-Za-z]{2,}", source)[:6]
    for seed in (*SEEDS, *own):
        for end in ENDS:
            text = seed * (LONG // len(seed)) + end
            yield text if isinstance(pattern.pattern, str) else text.encode("utf-8")


def run(pattern: re.Pattern[Any], method: str, text: Any) -> None:  # noqa: ANN401 - text or bytes
    if method in {"sub", "subn"}:
        pattern.sub(text[:0], text)
    elif method == "finditer":
        for _ in pattern.finditer(text):
            pass
    else:
        getattr(pattern, method)(text)


def test_there_are_patterns_to_try() -> None:
    assert len(PATTERNS) > 30
    assert {name.split(".")[1] for name in PATTERNS} >= {"core", "formats", "sources", "sync", "web"}
    assert any(":" in name for name in PATTERNS)
    assert any(name.endswith("[0][0]") for name in PATTERNS)


def test_the_clock_of_these_tests_sees_a_bad_pattern() -> None:
    bad = re.compile(r"(a+)+b")
    assert clock.seconds(lambda: run(bad, "match", "a" * 25), within=LIMIT, tries=1) > LIMIT


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_answers_at_once(name: str) -> None:
    pattern, used = PATTERNS[name]
    for text, method in product(texts(pattern), sorted(used)):
        spent = clock.seconds(partial(run, pattern, method, text), within=LIMIT)
        assert spent < LIMIT, (method, text[:12], text[-1:])


@pytest.mark.parametrize("reader", ["email", "phone", "profile"])
def test_reading_an_address_answers_at_once(reader: str) -> None:
    read = getattr(handles, reader)
    read("+1 650 253 0000")
    for seed in SEEDS:
        for end in ENDS:
            text = seed * (LONG // len(seed)) + end
            assert clock.seconds(partial(read, text), within=LIMIT) < LIMIT, seed
