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

from amity.conf.settings import *  # noqa: E402, F403 - the environment must be said first
