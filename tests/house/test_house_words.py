"""What people read: no word that makes them a stock, nothing inline in a template."""

from __future__ import annotations

import re

from tests.house import tree

NEVER = re.compile(
    r"\b(?:network(?:s|ing|ed)?|leverag(?:e|es|ed|ing)|pipelines?|leads?|touchpoints?|you owe)\b",
    re.IGNORECASE,
)
ALLOWED = re.compile(
    r"^leads?$|^--leads$|individual, lead, manager|leads (?:somewhere|nowhere)", re.IGNORECASE
)
"""A level of the owner's own post, that they guide a team, and what a reference does; never a person."""
ROOMS = ("core", "web", "cli", "sync", "book", "keep")


def test_no_template_speaks_of_people_as_a_stock() -> None:
    told = []
    for path in tree.files(".html"):
        text = re.sub(r"{#.*?#}", "", path.read_text("utf-8"))
        shown = re.sub(r"""(?:href|class|id|name|src)=(?:"[^"]*"|'[^']*')""", "", text)
        told += [f"{path.relative_to(tree.SRC)}: {found[0]}" for found in NEVER.finditer(shown)]
    assert told == []


def test_no_sentence_of_the_program_speaks_of_people_as_a_stock() -> None:
    told = [
        f"{path.relative_to(tree.SRC)}:{line}: {text}"
        for path in tree.modules()
        if path.relative_to(tree.SRC).parts[0] in ROOMS
        for line, text in tree.strings(path)
        if NEVER.search(ALLOWED.sub("", text))
    ]
    assert told == []


def test_the_search_for_such_words_finds_them() -> None:
    assert [
        word for word in ("network", "Leverage", "a pipeline", "leads", "You owe") if not NEVER.search(word)
    ] == []
    assert not NEVER.search("leadership, networthy, you allowed")


def test_no_template_has_a_script_style_or_handler_of_its_own() -> None:
    inline = re.compile(
        r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|javascript:|\|\s*safe\b|autoescape\s+off"
    )
    told = [
        f"{path.relative_to(tree.SRC)}: {found[0]}"
        for path in tree.files(".html")
        for found in inline.finditer(path.read_text("utf-8"))
    ]
    assert told == []


def test_no_template_asks_anything_of_another_host() -> None:
    elsewhere = re.compile(r"""(?:src|href|action|srcset)=["'](?:https?:)?//""")
    assert [str(path) for path in tree.files(".html") if elsewhere.search(path.read_text("utf-8"))] == []


def test_every_form_that_changes_something_carries_its_token() -> None:
    bare = [
        f"{path.relative_to(tree.SRC)}: {form[:80]}"
        for path in tree.files(".html")
        for form in re.findall(r"<form\b.*?</form>", path.read_text("utf-8"), re.DOTALL)
        if re.search(r'method="post"', form) and "{% csrf_token %}" not in form
    ]
    assert bare == []


def test_texts_are_put_into_pages_by_templates_alone() -> None:
    """`mark_safe` stands nowhere; `format_html` escapes what it is given."""
    assert lines_with(r"\bmark_safe\b|SafeString|\beval\(|\bexec\(|\bpickle\b") == set()


def test_sql_is_written_only_where_rows_are_moved_by_the_thousand() -> None:
    found = lines_with(r"""\bRawSQL\b|\.raw\(|\.extra\(|f["'](?:SELECT|INSERT|UPDATE|DELETE)\b""")
    assert found <= {"book/rows.py"}


def lines_with(words: str) -> set[str]:
    wild = re.compile(words)
    return {
        str(path.relative_to(tree.SRC)) for path in tree.modules() if wild.search(path.read_text("utf-8"))
    }
