"""Address books, as the source tells them."""

from __future__ import annotations

from typing import ClassVar

from amity.sources import Source, vcard
from tests.sources.contract import Contract


class TestContract(Contract):
    source: ClassVar[Source] = vcard
    folder = "vcard"
