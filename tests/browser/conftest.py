"""What every browser test needs before the program starts."""

from __future__ import annotations

import os

from amity import options

# Playwright keeps a loop in the test's thread; the book is called there between its steps, never within one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# whitenoise warns about a folder that is not there yet; a served book has it from `collectstatic` on.
(options.current().data / "static").mkdir(parents=True, exist_ok=True)
