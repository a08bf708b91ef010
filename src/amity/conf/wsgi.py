"""The WSGI application."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amity.conf.settings")
application = get_wsgi_application()
_pages = get_resolver().url_patterns
"""All pages, loaded before anybody asks for one."""
# What is loaded now stays as long as the server: looking through it for garbage took 40 to 100 ms of a page
# now and then, as much as the page.
gc.collect()
gc.freeze()
