"""Mails of which nobody can tell which way they went: what the command line asks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Amity

Words = Callable[..., tuple[int, str, str]]

MAIL = """From: Ana Lima <ana@acme.de>
To: robin@hale.example
Date: Mon, 0{0} Nov 2026 09:00:00 +0000
Message-ID: <{0}@x>
Subject: {0}

"""


@pytest.mark.parametrize("command", ["plan", "atlas"])
def test_while_mails_wait_for_an_address_the_week_and_the_atlas_ask_for_it(
    amity: Amity, words: Words, tmp_path: Path, command: str
) -> None:
    for number in range(2, 6):
        (tmp_path / f"{number}.eml").write_text(MAIL.format(number), "utf-8")
    amity("import", tmp_path)
    asked = "4 mails wait for your address: which is yours? amity me --address ADDRESS\n"
    assert words(command)[1].startswith(asked)
    amity("me", "--address", "robin@hale.example")
    assert "which is yours?" not in words(command)[1]
