"""The memory: the one Django app with tables."""
