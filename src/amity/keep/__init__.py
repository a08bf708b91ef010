"""Keeping the book: copies, upgrades, export."""
