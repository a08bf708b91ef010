"""The house itself: sizes, names, and what every file begins with."""

from __future__ import annotations

import ast
import re
import statistics

from tests.house import tree

LONGEST = 400
FORBIDDEN = {"utils", "helpers", "common", "misc", "base", "manager", "service", "handler", "data", "info"}


def test_no_module_is_longer_than_four_hundred_lines() -> None:
    lengths = {
        str(path.relative_to(tree.ROOT)): len(path.read_text("utf-8").splitlines())
        for path in tree.files(".py")
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


def test_most_modules_are_short() -> None:
    lengths = [len(path.read_text("utf-8").splitlines()) for path in tree.modules()]
    assert statistics.median(lengths) <= 130


def test_most_functions_are_short() -> None:
    lengths = [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for path in tree.modules()
        for node in ast.walk(tree.tree(path))
        if isinstance(node, ast.FunctionDef)
    ]
    assert statistics.median(lengths) <= 12
    assert statistics.quantiles(lengths, n=10)[-1] <= 30


def test_no_file_or_folder_has_a_name_that_says_nothing() -> None:
    named = [
        str(path.relative_to(tree.ROOT))
        for path in tree.files(".py")
        if FORBIDDEN & {path.stem.strip("_"), *path.relative_to(tree.ROOT).parts[:-1]}
    ]
    assert named == []


def test_every_module_begins_with_a_sentence() -> None:
    wrong = {}
    for path in tree.modules():
        first = (ast.get_docstring(tree.tree(path)) or "").split("\n\n")[0]
        if not re.match(r"^(?:[A-Z`]|vCard|iCalendar).*[.!?]$", first, re.DOTALL):
            wrong[str(path.relative_to(tree.ROOT))] = first
    assert wrong == {}


def test_every_public_name_of_a_module_says_what_it_is() -> None:
    silent = [
        f"{path.relative_to(tree.ROOT)}:{node.name}"
        for path in tree.modules()
        for node in tree.tree(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


def test_every_test_is_a_sentence() -> None:
    short = [
        f"{path.relative_to(tree.ROOT)}:{node.name}"
        for path in tree.files(".py")
        if tree.TESTS in path.parents
        for node in ast.walk(tree.tree(path))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and node.name.count("_") < 3
    ]
    assert short == []


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    words = re.compile(
        r"\b(?:mark\.(?:skip|skipif|xfail)|pytest\.(?:skip|xfail|importorskip)|unittest\.mock|mocker)\b"
    )
    told = [place for place, text in tree.texts(".py") if place.startswith("tests/") and words.search(text)]
    assert told == ["tests/house/test_house_files.py"]


def test_test_files_have_names_of_their_own() -> None:
    names = [path.name for path in tree.files(".py") if path.name.startswith("test_")]
    assert sorted({name for name in names if names.count(name) > 1}) == []
    assert [path for path in tree.files("__init__.py") if tree.TESTS in path.parents] == []


def test_no_file_names_a_machine_or_a_registry() -> None:
    machine = re.compile(r"(?<![\w.:])/(?:work/(?:main|shared)|root/|home/[a-z]\w*/|Users/\w+/)")
    registry = re.compile(r"py[p]i\.org|python[h]osted|npm[j]s\.(?:com|org)|extra-index-[u]rl")
    told = [
        f"{place}:{number}"
        for place, text in tree.texts()
        for number, line in enumerate(text.splitlines(), 1)
        if machine.search(line) or registry.search(line)
    ]
    assert told == []
