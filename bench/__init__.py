"""Benches: ours beside the fair alternative, in one run."""
