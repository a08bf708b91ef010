"""Amity: a quiet notebook that knows your people."""
