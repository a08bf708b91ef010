"""Text to core values and back, pure: one file is one format."""
