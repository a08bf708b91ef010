"""Sources into the book: read apart, decide purely, then act."""
