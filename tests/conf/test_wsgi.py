"""The pages as a server holds them."""

from __future__ import annotations

import subprocess
import sys

TOLD = """
import gc, sys
from amity.conf import wsgi
assert "amity.web.views.atlas" in sys.modules
print(gc.get_freeze_count(), callable(wsgi.application))
"""


def test_all_pages_are_loaded_at_the_start_and_never_searched_for_garbage() -> None:
    told = subprocess.run([sys.executable, "-c", TOLD], capture_output=True, text=True, check=True)  # noqa: S603 - this program itself
    count, answers = told.stdout.split()
    assert int(count) > 50_000
    assert answers == "True"
