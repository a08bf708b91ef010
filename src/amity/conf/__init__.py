"""Settings, URLs and the WSGI application: what ties the rooms to Django."""
