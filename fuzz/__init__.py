"""Coverage-guided fuzzing of everything that reads other people's bytes."""
