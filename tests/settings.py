"""The program's own settings on a throw-away data folder, chosen before anything of Amity is loaded.

A conftest would come too late: Django's settings are read before the first one is.
"""

import atexit
import os
import shutil
import tempfile

_FOLDER = tempfile.mkdtemp(prefix="amity-tests-")
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
os.environ["AMITY_DATA"] = _FOLDER
for _name in ("AMITY_DATABASE_URL", "AMITY_TODAY", "AMITY_REGION", "PORT"):
    os.environ.pop(_name, None)

from hypothesis import HealthCheck, settings  # noqa: E402 - the environment must be said first

from amity.conf.settings import *  # noqa: E402, F403

# How long one example takes says something about the computer that day, not about Amity.
settings.register_profile("amity", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("amity")

# In a file, as in life: one in memory refuses a second thread at once instead of letting it wait its turn.
DATABASES["default"]["TEST"] = {"NAME": f"{_FOLDER}/tests.sqlite3"}  # noqa: F405
