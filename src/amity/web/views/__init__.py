"""One file a noun; a view fetches, checks a form, changes, answers."""
