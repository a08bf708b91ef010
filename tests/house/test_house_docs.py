"""What is there is documented, and what is documented is there."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields

import click
import pytest

from amity import options
from amity.cli import answer, door
from amity.cli.door import COMMANDS
from amity.core.people import Person
from amity.core.signals import SIGNALS
from amity.sources import SOURCES
from tests.house import tree

CLI = (tree.DOCS / "cli.md").read_text("utf-8")
GLOBAL = CLI.partition("## For every command")[2].partition("\n## ")[0]


def section(command: str) -> str:
    return CLI.partition(f"\n### {command}\n")[2].partition("\n#")[0]


def loaded(name: str) -> click.Command:
    found = door.get_command(click.Context(door), name)
    assert found is not None
    return found


def spoken(command: click.Command) -> set[str]:
    return {
        word
        for param in command.params
        for word in (*param.opts, *param.secondary_opts)
        if word.startswith("--")
    }


def test_every_command_has_its_section_and_back() -> None:
    assert sorted(re.findall(r"^### (.+)$", CLI, re.MULTILINE)) == sorted(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_documented_and_back(name: str) -> None:
    written = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", section(name)))
    assert written == spoken(loaded(name))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_choice_of_a_command_is_documented(name: str) -> None:
    choices = [
        choice
        for param in loaded(name).params
        if isinstance(param.type, click.Choice)
        for choice in param.type.choices
    ]
    known = section(name) + (tree.DOCS / "words.md").read_text("utf-8")
    assert [choice for choice in choices if not re.search(rf"\b{re.escape(choice)}\b", known)] == []


def test_every_global_option_is_documented_and_back() -> None:
    assert set(re.findall(r"`(--[a-z]+)", GLOBAL)) == spoken(door) | {"--version", "--help"}


def test_every_field_of_a_person_s_row_is_documented() -> None:
    row = CLI.partition("A **row** is")[2].partition("\n###")[0]
    assert [name for name in answer.person_row(Person("id", "Ana")) if f'"{name}"' not in row] == []


def test_every_option_of_the_environment_is_documented_and_back() -> None:
    table = CLI.partition("## Environment")[2].partition("\n## ")[0]
    written = set(re.findall(r"^\| `([A-Z_]+)` \| `([a-z_]+)`", table, re.MULTILINE))
    assert written == {(field.metadata["env"], field.name) for field in fields(options.Options)}


@pytest.mark.parametrize("name", SOURCES)
def test_every_source_has_its_page_its_samples_and_its_test(name: str) -> None:
    assert (tree.DOCS / "sources" / f"{name}.md").exists()
    assert any((tree.TESTS / "sources" / "samples" / name).iterdir())
    tests = "".join(path.read_text("utf-8") for path in (tree.TESTS / "sources").glob("test_*.py"))
    assert re.search(rf'folder(?:: ClassVar\[str\])? = "{name}"', tests)


def test_every_page_of_a_source_is_about_a_source() -> None:
    assert {path.stem for path in (tree.DOCS / "sources").glob("*.md")} == set(SOURCES)


@pytest.mark.parametrize("reason", SIGNALS)
def test_every_signal_has_its_paragraph_and_its_test(reason: str) -> None:
    assert f"| `{reason}` |" in (tree.DOCS / "signals.md").read_text("utf-8")
    tests = "".join(path.read_text("utf-8") for path in (tree.TESTS / "core").glob("test_signals*.py"))
    assert re.search(rf"\b{reason}\b", tests)


def _named(file: str) -> dict[str, str]:
    lines = (tree.ROOT / "requirements" / file).read_text("utf-8").splitlines()
    wanted = [line.partition(" ;")[0].strip() for line in lines if line and line[0] not in "#-"]
    return {re.split(r"[^\w.-]", line)[0].lower().replace("_", "-"): line for line in wanted}


def test_every_dependency_has_its_reason_and_back() -> None:
    page = (tree.DOCS / "why" / "0002-dependencies.md").read_text("utf-8").partition("**Not taken**")[0]
    cells = re.findall(r"^\| ([\w, -]+) \|", page, re.MULTILINE)
    told = {name.strip().lower().replace("_", "-") for cell in cells for name in cell.split(",")} - {"name"}
    files = (path.name for path in (tree.ROOT / "requirements").glob("*.in"))
    assert told == {name for file in files for name in _named(file)}


def test_the_package_asks_for_nothing_that_is_not_locked() -> None:
    with (tree.ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    asked = {need.partition(" ;")[0] for need in project["dependencies"]}
    assert asked <= set(_named("run.in").values())
    assert set(project["optional-dependencies"]["postgres"]) <= set(_named("dev.in").values())


@pytest.mark.parametrize("name", ["run", "dev", "bench", "fuzz", "semantic"])
def test_every_requirement_is_pinned_with_its_hashes(name: str) -> None:
    text = (tree.ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    pinned = re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==\S+(.*(?:\n    --hash.*)*)", text, re.MULTILINE)
    assert [package for package, rest in pinned if "--hash=sha256:" not in rest] == []
    assert set(_named(f"{name}.in")) <= {package.lower().replace("_", "-") for package, _ in pinned}


def test_every_link_between_documents_leads_somewhere() -> None:
    lost = [
        f"{place} → {target}"
        for place, text in tree.texts(".md")
        for target in re.findall(r"\]\((?!https?:|mailto:)([^)#\s]+)", text)
        if not ((tree.ROOT / place).parent / target).exists()
    ]
    assert lost == []


def test_every_document_a_file_speaks_of_is_there() -> None:
    lost = [
        f"{place} → {target}"
        for place, text in tree.texts()
        if not place.startswith("tests/house/")
        for target in re.findall(r"\bdocs/[\w/.-]+\.md\b", text)
        if not target.endswith("/x.md") and not (tree.ROOT / target).exists()
    ]
    assert lost == []


def test_every_document_can_be_found_from_the_first_page() -> None:
    found, waiting = set(), [tree.ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in found or not page.exists():
            continue
        found.add(page)
        targets = re.findall(r"\]\((?!https?:)([^)#\s]+\.md)", page.read_text("utf-8"))
        waiting += [(page.parent / target).resolve() for target in targets]
    pages = {path for path in tree.files(".md") if tree.DOCS in path.parents}
    assert sorted(str(path.relative_to(tree.ROOT)) for path in pages - found) == []
